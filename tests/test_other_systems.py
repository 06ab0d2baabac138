"""What one system has and another lacks is asked for before it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "simulator"

#: What Python on Windows has not, in 3.11 to 3.13.
MODULES = {
    "fcntl",
    "grp",
    "posix",
    "pty",
    "pwd",
    "readline",
    "resource",
    "syslog",
    "termios",
    "tty",
}
NAMES = {
    "os": {
        *("O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "chown", "fchmod", "fchown"),
        *("fork", "getegid", "geteuid", "getgid", "getloadavg", "getpgid", "getuid", "killpg"),
        *("mkfifo", "openpty", "sched_getaffinity", "set_blocking", "setsid", "statvfs"),
        *("sysconf", "uname", "wait", "wait4"),
    },
    "signal": {
        *("SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP"),
        *("SIGTSTP", "SIGUSR1", "SIGUSR2", "alarm", "pthread_kill", "pthread_sigmask", "setitimer"),
    },
}


def unasked(source: str) -> list[str]:
    """What a module uses of these without having asked `hasattr` or `getattr` for it."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [each.name for each in node.names if each.name in MODULES]
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            found.append(str(node.module))
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.attr in NAMES.get(node.value.id, ())
            and f'hasattr({node.value.id}, "{node.attr}")' not in source
        ):
            found.append(f"{node.value.id}.{node.attr}")
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_nothing_is_used_that_a_system_may_lack(path: Path) -> None:
    assert unasked(path.read_text(encoding="utf-8")) == []


def test_what_is_used_unasked_is_found() -> None:
    assert unasked("import fcntl\nimport os\nos.fork()\n") == ["fcntl", "os.fork"]
    assert unasked('import os\nif hasattr(os, "fork"):\n    os.fork()\n') == []


#: As Windows is, as far as this system can do without (its wakeup pipes must not block).
BARE = """
import os, signal, sys
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in ("O_DIRECTORY", "O_NONBLOCK", "getuid", "sched_getaffinity"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGHUP", "SIGQUIT"):
    if hasattr(signal, name):
        delattr(signal, name)
"""


@pytest.mark.parametrize(
    "words",
    [("trace", "ceasefire-rearms", "--months", "3"), ("check", "base"), ("new", "war.toml")],
    ids=lambda words: words[0],
)
def test_commands_run_where_it_is_lacking(tmp_path: Path, words: tuple[str, ...]) -> None:
    code = (
        BARE + f"from simulator.__main__ import main\nsys.argv = ['simulator', *{list(words)!r}]\n"
        "main()\n"
    )
    done = subprocess.run(  # noqa: S603  # this program
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_classroom_counts_processors_where_it_is_lacking(tmp_path: Path) -> None:
    code = BARE + (
        "from simulator.classroom.work import Work\n"
        "work = Work()\nprint(work._arms.threads == (os.cpu_count() or 1))\nwork.close()\n"
    )
    done = subprocess.run(  # noqa: S603  # this program
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
