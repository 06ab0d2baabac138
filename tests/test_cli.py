"""The command line: help, options, exit statuses, and what it leaves unimported."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from told import Command, told
from typer.main import get_command

import simulator as simulator_package
from simulator import __version__
from simulator.cli import app
from simulator.errors import BadInput, Mistake, RunFailed
from simulator.files.find import scenario_folder

COMMANDS = (
    "run",
    "contrast",
    "ablate",
    "trace",
    "compare",
    "complete",
    "explain",
    "backtest",
    "patterns",
    "history",
    "sweep",
    "sensitivity",
    "threshold",
    "solve",
    "verify",
    "check",
    "new",
    "parameters",
    "levers",
    "metrics",
    "demo",
)

#: Libraries that take longer to import than a person wants to wait for help.
HEAVY = ("numpy", "scipy", "mesa", "numba", "pydantic", "matplotlib", "pandas")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the commands would have been called with, in place of the commands."""
    made: list[dict[str, Any]] = []
    for name in ("run", "trace", "solve", "verify"):
        module = types.ModuleType(f"simulator.cli.commands.{name}")
        setattr(module, name, lambda **given: made.append(given))
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return made


def test_help_names_every_command(simulator: Command) -> None:
    status, out, err = simulator("--help")
    assert (status, err) == (0, "")
    listed = out.partition("Commands:")[2].split("\n")
    assert [line.split()[0] for line in listed if line.strip()] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_json(simulator: Command, command: str) -> None:
    status, out, err = simulator(command, "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"Usage: simulator {command} ")
    assert "--json" in out


def test_help_of_run(simulator: Command) -> None:
    _, out, _ = simulator("run", "--help")
    words = " ".join(out.split())
    for text in (
        "-n, --replications N Number of wars. [default: 1000]",
        "--entropy, --seed S Names the luck: the random seed. [default: 0]",
        "--months H|FILE Horizon (60); or a file for a row a war and",
        "--set PATH=VALUE",
        "--lever NAME=VALUE[@MONTH]",
        "--engine ensemble|mesa|plain",
        "--wars FILE",
        "--out DIR",
    ):
        assert text in words


def test_seed_is_another_word_for_entropy_wherever_it_is_taken() -> None:
    tree: Any = get_command(app)
    taken = {
        name: {option: each.name for each in command.params for option in each.opts}
        for name, command in tree.commands.items()
    }
    assert set(taken) == set(COMMANDS)
    for name, options in taken.items():
        assert options.get("--seed") == options.get("--entropy"), name
    # Only what plays no wars takes neither.
    without = {name for name, options in taken.items() if "--seed" not in options}
    assert without == {"solve", "verify", "check", "new", "parameters", "levers", "metrics"}


@pytest.mark.parametrize("word", ["--entropy", "--seed"])
def test_either_word_hands_over_the_number(
    simulator: Command, calls: list[dict[str, Any]], word: str
) -> None:
    assert simulator("run", "base", word, "7")[0] == 0
    assert simulator("trace", "base", word, "8")[0] == 0
    assert [call["entropy"] for call in calls] == [7, 8]
    status, _, err = simulator("run", "base", word, "x")
    assert (status, err.split(" (got")[0]) == (
        2,
        "--entropy: must be a whole number in [0, 9223372036854775807] (names the luck)",
    )


def test_version(simulator: Command) -> None:
    assert simulator("--version") == (0, f"simulator {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['simulator', *{arguments!r}]\n"
        "from simulator.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"sys.stderr.write(','.join(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    done = subprocess.run(  # noqa: S603  # this Python, on text written above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


def test_run_hands_over_what_was_typed(simulator: Command, calls: list[dict[str, Any]]) -> None:
    status, _, err = simulator(
        *["run", "base", "-n", "20", "--entropy", "7", "--months", "24", "--json", "--out", "d"],
        *["--set", "stake.indivisible=0.3", "--set", "phase=truce"],
        *["--lever", "posture=sticks@6", "--lever", "talks=1", "--engine", "mesa"],
        *["--metric", "recur"],
    )
    assert (status, err) == (0, "")
    assert calls == [
        {
            "scenario": "base",
            "replications": 20,
            "entropy": 7,
            "months": 24,
            "sets": ["stake.indivisible=0.3", "phase=truce"],
            "levers": ["posture=sticks@6", "talks=1"],
            "engine": "mesa",
            "metrics": ["recur"],
            "as_json": True,
            "out": "d",
            "wars_file": None,
            "months_file": None,
        }
    ]


def test_defaults_are_those_of_the_contract(
    simulator: Command, calls: list[dict[str, Any]]
) -> None:
    simulator("run", "base")
    simulator("trace", "base", "-k", "3")
    simulator("solve", "textbook/x")
    simulator("verify", "--only", "a", "--only", "b")
    run, trace, solve, verify = calls
    assert (run["replications"], run["entropy"], run["months"]) == (1000, 0, 60)
    assert (run["engine"], run["as_json"], run["out"]) == ("ensemble", False, None)
    assert (trace["replication"], trace["entropy"], trace["months"]) == (3, 0, 60)
    assert solve == {"path": "textbook/x", "as_json": False, "export": None, "offers": None}
    assert verify == {"as_json": False, "only": ["a", "b"]}


def test_all_wrong_options_are_told_at_once(
    simulator: Command, calls: list[dict[str, Any]]
) -> None:
    status, out, err = simulator(
        *["run", "base", "-n", "-5", "--entropy", "9223372036854775808", "--months", "1.5"],
        *["--engine", "meza", "--set", "stake.indivisble=1", "--lever", "psture=x"],
    )
    assert (status, out, calls) == (2, "", [])
    assert err.splitlines() == told(
        """
        -n: must be a whole number in [1, 1000000] (wars) (got '-5') - write it like -n 1000
        --entropy: must be a whole number in [0, 9223372036854775807] (names the luck) (got
          '9223372036854775808') - write it like --entropy 0
        --months: must be a whole number in [1, 600] (months) (got '1.5') - write it like --months
          60
        --engine: must be ensemble or mesa or plain (got 'meza') - leave it out for ensemble
        --set: stake.indivisble: no such path - did you mean stake.indivisible?
        --lever: psture: no such lever - did you mean posture?
        """
    )


@pytest.mark.parametrize("number", ["0", "1000001", "1e3", "", "1_000", "9" * 5000, "nan", "١"])
def test_replications_that_are_none(
    simulator: Command, calls: list[dict[str, Any]], number: str
) -> None:
    status, out, err = simulator("run", "base", "-n", number)
    assert (status, out, calls) == (2, "", [])
    assert err.startswith("-n: must be a whole number in [1, 1000000] (wars) (got ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["run"], "SCENARIO: must be there - write it after `simulator run`; see"),
        (["explain", "menon"], "AUTHOR: must be there - write it after `simulator explain`; see"),
        (["sweep"], "SCENARIO|DESIGN: must be there - write it after `simulator sweep`; see"),
        (["run", "base", "--entrop", "1"], "--entrop: no such option - did you mean --entropy"),
        (["run", "base", "--q\nz"], "--q?z: no such option - see `simulator run --help`\n"),
        (["run", "base", "-n"], "-n: must have a value - write it after the option\n"),
        (["run", "base", "--json=1"], "--json: takes no value - leave the value out\n"),
        (["zzzz"], "simulator: no such command 'zzzz' - see `simulator --help`\n"),
        (["contrast", "base", "more"], "simulator contrast: got unexpected extra argument"),
    ],
)
def test_what_the_parser_refuses_is_one_line_like_the_others(
    simulator: Command, arguments: list[str], line: str
) -> None:
    status, out, err = simulator(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(line)
    assert err.count("\n") == 1
    assert " - " in err


def test_nothing_typed_is_answered_with_the_help(simulator: Command) -> None:
    status, out, err = simulator()
    assert (status, out) == (2, "")
    assert err.startswith("Usage: simulator ")
    assert all(f"\n  {command} " in err for command in COMMANDS)


@pytest.mark.parametrize(
    ("raised", "status", "line"),
    [
        (
            BadInput(Mistake("x", "y", "must be z", "1", "write z")),
            2,
            "x: y: must be z (got 1) - write z\n",
        ),
        (RunFailed("the solver did not converge"), 1, "the solver did not converge\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(32, "Broken pipe"), 1, ""),
        (
            OSError(28, "No space left on device", "out/a.png"),
            1,
            "out/a.png: no space left on device - make room there, or name another place\n",
        ),
        (
            MemoryError(),
            1,
            "simulator: this takes more memory than there is - ask for fewer wars or points\n",
        ),
    ],
)
def test_exit_statuses(
    simulator: Command,
    monkeypatch: pytest.MonkeyPatch,
    raised: BaseException,
    status: int,
    line: str,
) -> None:
    def fail(**_: object) -> None:
        raise raised

    module = types.ModuleType("simulator.cli.commands.run")
    vars(module)["run"] = fail
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert simulator("run", "base") == (status, "", line)


@pytest.mark.parametrize(
    "raised", [AttributeError("no such\x1b[31m thing\nin two lines"), RecursionError("deep")]
)
def test_a_fault_of_the_programs_is_one_line_that_asks_for_a_report(
    simulator: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, raised: Exception
) -> None:
    def fail(**_: object) -> None:
        raise raised

    module = types.ModuleType("simulator.cli.commands.run")
    vars(module)["run"] = fail
    monkeypatch.setitem(sys.modules, module.__name__, module)
    mine = tmp_path / "mine.toml"
    mine.write_bytes((scenario_folder() / "base.toml").read_bytes())
    status, out, err = simulator("run", str(mine), "-n", "3")
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert err.startswith(mine.as_posix())
    assert f"{type(raised).__name__}" in err
    assert "please report it with `simulator run" in err
    assert "\x1b" not in err


def test_a_reader_that_leaves_early_is_no_failure_to_talk_about() -> None:
    with subprocess.Popen(  # this Python
        [sys.executable, "-m", "simulator", "parameters"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (1, 0)


@pytest.mark.skipif(os.name != "posix", reason="a shell's redirection")
def test_a_closed_stdout_is_nobody_reading_and_no_failure() -> None:
    command = f"{shlex.quote(sys.executable)} -m simulator levers >&-"
    done = subprocess.run(  # noqa: S602  # text written above
        command, shell=True, stderr=subprocess.PIPE, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full")
def test_a_full_disk_is_one_line_and_exit_status_1() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # this Python
            [sys.executable, "-m", "simulator", "levers"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    line = b"stdout: no space left on device - make room there, or name another place\n"
    assert (done.returncode, done.stderr) == (1, line)


def test_a_letter_that_the_terminal_lacks_is_no_failure() -> None:
    # Reports draw bars and accents; latin-1 has no box to draw.
    code = (
        "import sys, types\n"
        "module = types.ModuleType('simulator.cli.commands.verify')\n"
        "module.verify = lambda **given: sys.stdout.write('\u2588 caf\u00e9')\n"
        "sys.modules[module.__name__] = module\n"
        "sys.argv = ['simulator', 'verify']\n"
        "from simulator.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(  # noqa: S603  # this Python, on text written above
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"? caf\xe9", b"")


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_while_it_works_leaves_no_traceback() -> None:
    # Announces itself, then waits as a long run would.
    code = (
        "import signal, sys, time, types\n"
        # A shell's background job is born deaf to the signal.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "module = types.ModuleType('simulator.cli.commands.verify')\n"
        "def verify(**given):\n"
        "    sys.stdout.write('ready\\n'); sys.stdout.flush(); time.sleep(60)\n"
        "module.verify = verify\n"
        "sys.modules[module.__name__] = module\n"
        "sys.argv = ['simulator', 'verify']\n"
        "from simulator.__main__ import main\n"
        "main()\n"
    )
    with subprocess.Popen(  # noqa: S603  # this Python, on text written above
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
    assert process.returncode == 130


@pytest.mark.parametrize(
    "command", ["run nosuch", "contrast nosuch", "ablate nosuch", "trace nosuch", "backtest nosuch"]
)
def test_an_unknown_scenario_is_told_with_what_else_is_wrong(
    simulator: Command, command: str
) -> None:
    status, out, err = simulator(*command.split(), "--entropy", "x")
    first, second = err.splitlines()
    assert (status, out) == (2, "")
    assert first.startswith("--entropy: must be a whole number")
    assert second.startswith("nosuch: no such scenario or file - ")


def test_both_unknown_theories_are_told(simulator: Command) -> None:
    status, _, err = simulator("explain", "nobody", "noone", "--metric", "zz")
    assert status == 2
    assert [line.partition(":")[0] for line in err.splitlines()] == ["nobody", "noone", "--metric"]


def test_whoever_imports_the_package_gets_its_types() -> None:
    # Type checkers believe annotations only of a package that holds this file.
    assert Path(simulator_package.__file__).with_name("py.typed").is_file()
