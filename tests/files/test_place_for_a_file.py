"""A file that cannot be put where it was asked for is refused before anything is played."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from told import Command

COMMANDS = {
    "lesson": ("demo -n 2 --export", "x.html"),
    "handout": ("demo --handout", "x.html"),
    "game": ("solve textbook/fearon-lottery --export", "x.efg"),
    "rows of wars": ("run base -n 2 --wars", "x.csv"),
    "rows of months": ("run base -n 2 --months", "x.parquet"),
    "scenario": ("new", "x.toml"),
}


@pytest.mark.parametrize("what", COMMANDS)
def test_a_folder_that_is_not_there_is_told_and_not_made(
    tmp_path: Path, simulator: Command, what: str
) -> None:
    words, name = COMMANDS[what]
    file = tmp_path / "no" / "such" / name
    status, out, err = simulator(*words.split(), str(file))
    assert (status, out) == (2, "")
    assert f"its folder must be there (got {str(file)!r}) - make" in err
    assert err.count("\n") == 1
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("what", COMMANDS)
def test_a_folder_is_no_file(tmp_path: Path, simulator: Command, what: str) -> None:
    words, name = COMMANDS[what]
    (tmp_path / name).mkdir()
    status, _, err = simulator(*words.split(), str(tmp_path / name))
    assert status == 2
    assert "must be a file, not a folder" in err or "is there already" in err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_is_closed(tmp_path: Path, simulator: Command) -> None:
    tmp_path.chmod(0o500)
    status, _, err = simulator("demo", "--export", str(tmp_path / "x.html"))
    assert status == 2
    assert "must be in a folder that can be written to" in err
