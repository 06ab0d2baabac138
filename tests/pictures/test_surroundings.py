"""Pictures depend on nothing of the user's surroundings, and cost no answer when they fail."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from told import Command

from simulator.errors import NotWritten, RunFailed
from simulator.show.report.leaving import leaving, pictured

RUN = ("run", "base", "-n", "2", "--months", "6")


def run(
    folder: Path, out: str, first: Callable[[], object] | None = None, **variables: str
) -> tuple[int, str, str]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "simulator", *RUN, "--out", out],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
        preexec_fn=first,
    )
    return done.returncode, done.stdout, done.stderr


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("plain")
    status, out, err = run(folder, "o")
    assert (status, err) == (0, "")
    assert "ongoing" in out
    return content(folder / "o")


@pytest.mark.parametrize(
    "variable", ["module://matplotlib_inline.backend_inline", "no-such-backend", "TkAgg"]
)
def test_the_backend_of_somebody_else(
    tmp_path: Path, plain: dict[str, bytes], variable: str
) -> None:
    status, _, err = run(tmp_path, "o", MPLBACKEND=variable)
    assert (status, err) == (0, "")
    assert content(tmp_path / "o") == plain


@pytest.mark.parametrize(
    "settings",
    [
        "text.usetex: True\n",
        "font.size: 20\naxes.grid: True\nfigure.facecolor: black\nsavefig.dpi: 30\n",
        "no.such.setting: 3\nfont.size: very large indeed\nbackend: nothing\n",
    ],
    ids=["latex", "look", "mistakes"],
)
def test_the_settings_of_somebody_else(
    tmp_path: Path, plain: dict[str, bytes], settings: str
) -> None:
    (tmp_path / "matplotlibrc").write_text(settings)
    status, _, err = run(tmp_path, "o")
    assert (status, err) == (0, "")
    assert content(tmp_path / "o") == plain


def test_a_picture_too_large_for_the_disk_costs_a_line_and_not_the_answer(
    tmp_path: Path, plain: dict[str, bytes]
) -> None:
    room = len(plain["outcome.json"]) + 1

    def first() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    status, out, err = run(tmp_path, "o", first=first)
    assert status == 1
    assert "ongoing" in out
    lines = err.splitlines()
    assert lines
    assert all("cannot be written (file too large)" in line for line in lines)
    assert any(".png" in line or ".svg" in line for line in lines)
    assert (tmp_path / "o" / "outcome.json").is_file()


def test_a_picture_that_fails_costs_a_line_and_not_the_next(
    tmp_path: Path, simulator: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("no such colour\nin two lines")

    monkeypatch.setattr("simulator.show.pictures.fan.fan_chart", fails)
    status, out, err = simulator(*RUN, "--out", str(tmp_path))
    assert status == 1
    assert "ongoing" in out
    assert err.count("\n") == 1
    assert "a picture could not be drawn (ValueError: no such colour)" in err
    names = {path.name for path in tmp_path.iterdir()}
    assert {"outcome.json"} < names
    assert any("outcome" in name and name.endswith(".png") for name in names)
    assert not any("fan" in name for name in names)


def test_the_answer_is_printed_though_the_folder_has_gone(tmp_path: Path) -> None:
    said = []

    def leave() -> None:
        with leaving(str(tmp_path / "file")) as left:
            (tmp_path / "file").write_text("no folder")
            left.write({"a.json": b"{}"})
            said.append("the answer")
            left.draw(lambda: {"a.png": b"png"})

    with pytest.raises(RunFailed, match="must be a folder that can be written to"):
        leave()
    assert said == ["the answer"]


def test_nothing_is_drawn_without_a_folder() -> None:
    with leaving(None) as left:
        left.write({"a.json": b"{}"})
        left.draw(lambda: pytest.fail("drawn"))


def test_a_file_that_cannot_be_written_is_named_as_such() -> None:
    def full() -> dict[str, bytes]:
        raise NotWritten("o/a.png", "No space left on device")

    with pytest.raises(NotWritten, match=r"o/a.png: cannot be written \(no space left on device\)"):
        pictured("o", full)
