"""What the site's pages show is what the program answers.

A `console` block of a page listed here is typed line by line (`| head -N` as a shell would), and
what stands under a command is its answer; `--update-golden` writes the answers anew. A `toml` block
whose sentence names a file is that file. A `pycon` block is a doctest.
"""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from told import Command

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = ("tutorial.md", "theory.md", *(f"howto/{path.name}" for path in DOCS.glob("howto/*.md")))
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"`([\w-]+\.toml)`:\n\n```toml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PYTHON = re.compile(r"^```pycon\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Typed(NamedTuple):
    """A command of a page, and the answer that stands under it."""

    line: str
    answer: str


def typed(block: str) -> list[Typed]:
    """The commands of a block.

    A backslash at the end of a line goes on with the next one.
    """
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert parts[0] == ""
    commands = []
    for part in parts[1:]:
        line, _, answer = part.replace("\\\n", "\0").partition("\n")
        commands.append(Typed(line.replace("\0", "\\\n"), answer))
    return commands


def answer_of(simulator: Command, line: str) -> str:
    """What a line typed into a shell prints."""
    command, *pipe = line.replace("\\\n", " ").split(" | ")
    name, *arguments = shlex.split(command)
    assert name == "simulator", line
    status, out, err = simulator(*arguments)
    assert status == 0, err
    lines = [each.rstrip() for each in out.splitlines()]
    for each in pipe:
        head = re.fullmatch(r"head -(\d+)", each)
        assert head is not None, line
        lines = lines[: int(head[1])]
    return "".join(f"{each}\n" for each in lines)


def pages_with(pattern: re.Pattern[str]) -> list[str]:
    return sorted(
        name for name in PAGES if pattern.search((DOCS / name).read_text(encoding="utf-8"))
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", pages_with(_CONSOLE))
def test_commands_answer_what_the_page_says(
    name: str,
    simulator: Command,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = DOCS / name
    text = path.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for file, content in _FILE.findall(text):
        (tmp_path / file).write_text(content, encoding="utf-8")

    def answered(block: re.Match[str]) -> str:
        given = ""
        for line, shown in typed(block[1]):
            # Typed also where the page shows no answer.
            answer = answer_of(simulator, line)
            given += f"$ {line}\n" + (answer if shown else "")
        return f"```console\n{given}```"

    anew = _CONSOLE.sub(answered, text)
    if request.config.getoption("--update-golden"):
        path.write_text(anew, encoding="utf-8")
    shown = path.read_text(encoding="utf-8").splitlines()
    assert anew.splitlines() == shown, "answers that should change: --update-golden"


@pytest.mark.parametrize("name", pages_with(_PYTHON))
def test_examples_in_python_hold(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    examples = "".join(_PYTHON.findall(text))
    parsed = doctest.DocTestParser().get_doctest(examples, {}, name, name, 0)
    told: list[str] = []
    found = doctest.DocTestRunner().run(parsed, out=told.append)
    assert (found.failed, "".join(told)) == (0, "")
    assert found.attempted > 0
