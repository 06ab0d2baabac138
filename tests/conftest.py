"""What all tests share."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from told import HEAD, Command, Write

from simulator.__main__ import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from served import Served

#: Wars of an answer in the tests' exported lesson.
FEW = 20


def pytest_configure() -> None:
    """Tests need signals that a run in the background ignores, and so would what it starts."""
    for name, usual in (("SIGHUP", signal.SIG_DFL), ("SIGINT", signal.default_int_handler)):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, usual)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes what the golden tests find instead of comparing with it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture
def simulator(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command line in this process; exit status, stdout, stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["simulator", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        shown = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return end.value.code, shown.out, shown.err

    return call


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a scenario file into an empty folder of its own, where the test then stands."""
    monkeypatch.chdir(tmp_path)

    def write_file(body: str, name: str = "x.toml", head: str = HEAD) -> str:
        Path(name).write_text(head + body, encoding="utf-8")
        return name

    return write_file


# Imported where they are used below: most tests need neither a browser nor a server.


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a file; while it is there, no other event loop can run."""
    from browser import chromium

    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def lesson_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exported lesson, of few wars."""
    from simulator.classroom.export import exported
    from simulator.classroom.lesson import the_lesson

    path = tmp_path_factory.mktemp("lesson") / "lesson.html"
    path.write_text(exported(the_lesson(), FEW, 0), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def live() -> Iterator[Served]:
    """The lesson served, with the real model."""
    from served import served

    with served() as running:
        yield running
