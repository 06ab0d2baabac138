"""What all tests share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from told import HEAD, Command, Write

from simulator.__main__ import main


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
