"""Whatever stops a sweep, resuming it gives the files of an undisturbed one, byte by byte."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from told import Command

from simulator.files.find import scenario_folder
from simulator.run.sweep.folder import open_sweep
from simulator.show.report.whole_files import write_whole

WORDS = (
    *("sweep", "person", "--vary", "stake.indivisible=0:1:4", "--vary", "posture=carrots,sticks@3"),
    *("-n", "40", "--months", "12", "--entropy", "5"),
)
PARTS = 8


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a sweep's folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("undisturbed") / "a sweep"
    assert finished(folder) == 0
    return folder


def started(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    """A sweep as a user starts it, in a process of its own."""
    words = [sys.executable, "-m", "simulator", *WORDS, "--out", str(folder), *more]
    return subprocess.Popen(  # noqa: S603  # our own words
        words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def finished(folder: Path, *more: str) -> int:
    """Exit status of a sweep left to itself."""
    process = started(folder, *more)
    process.communicate()
    return process.returncode


def parts_in(folder: Path) -> int:
    return len(list((folder / "points").glob("part-*.parquet")))


def killed_when(folder: Path, parts: int) -> None:
    """Start or go on, and kill -9 as soon as so many parts are there."""
    process = started(folder, "--resume")
    patience = time.monotonic() + 120.0
    while process.poll() is None and time.monotonic() < patience:
        if (folder / "manifest.json").exists() and parts_in(folder) >= parts:
            process.kill()
        time.sleep(0.001)
    process.communicate()
    assert process.returncode in (0, -signal.SIGKILL)


def test_kill_at_several_moments(undisturbed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    seen = []
    for parts in (0, 1, 3, PARTS - 1):
        killed_when(folder, parts)
        seen.append(parts_in(folder))
    # It was killed on the way at least twice, whatever else the machine did meanwhile.
    assert sum(number < PARTS for number in seen) >= 2
    assert finished(folder, "--resume") == 0
    assert content(folder) == content(undisturbed)


def test_halves_left_by_a_kill_are_cleared(undisturbed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "halves"
    assert finished(folder) == 0
    (folder / "points" / "part-00002.parquet").unlink()
    (folder / "points" / ".part-00002.parquet.x1y2").write_bytes(b"PAR1 half a part")
    (folder / ".manifest.json.abc").write_bytes(b"{")
    (folder / "sweep-T_end_restricted.png").unlink()
    assert finished(folder, "--resume") == 0
    assert content(folder) == content(undisturbed)


@pytest.mark.parametrize("workers", ["1", "2", "3"])
def test_any_number_of_workers_gives_the_same_bytes(
    undisturbed: Path, tmp_path: Path, simulator: Command, workers: str
) -> None:
    status, _, err = simulator(*WORDS, "--out", str(tmp_path / "w"), "--workers", workers)
    assert (status, err) == (0, "")
    assert content(tmp_path / "w") == content(undisturbed)


def test_other_luck_gives_other_bytes(
    undisturbed: Path, tmp_path: Path, simulator: Command
) -> None:
    """Negative control: were parts the same whatever is played, the tests above could not fail."""
    words = [word if word != "5" else "6" for word in WORDS]
    assert simulator(*words, "--out", str(tmp_path / "w"))[0] == 0
    mine, theirs = content(tmp_path / "w"), content(undisturbed)
    parts = [name for name in mine if name.endswith(".parquet")]
    assert len(parts) == PARTS
    assert all(mine[name] != theirs[name] for name in parts)


def test_a_finished_sweep_has_nothing_to_do(undisturbed: Path, simulator: Command) -> None:
    before = {path: path.stat().st_mtime_ns for path in undisturbed.rglob("*")}
    status, out, _ = simulator(*WORDS, "--out", str(undisturbed), "--resume", "--json")
    assert status == 0
    assert json.loads(out)["played_now"] == 0
    assert {path: path.stat().st_mtime_ns for path in undisturbed.rglob("*")} == before


def test_resume_on_an_empty_folder_starts_afresh(
    undisturbed: Path, tmp_path: Path, simulator: Command
) -> None:
    (tmp_path / "points").mkdir()
    assert simulator(*WORDS, "--out", str(tmp_path), "--resume")[0] == 0
    assert content(tmp_path) == content(undisturbed)


def test_a_folder_is_not_swept_into_twice(undisturbed: Path, simulator: Command) -> None:
    status, _, err = simulator(*WORDS, "--out", str(undisturbed))
    assert status == 2
    assert "holds a sweep already" in err
    assert "--resume" in err


def test_two_processes_do_not_sweep_into_one_folder(tmp_path: Path, simulator: Command) -> None:
    folder = tmp_path / "shared"
    first = started(folder)
    while first.poll() is None and not (folder / "manifest.json").exists():
        time.sleep(0.001)
    status, _, err = simulator(*WORDS, "--out", str(folder), "--resume")
    was_done = first.poll() is not None
    first.communicate()
    if was_done:
        pytest.skip("the first was done before the second could start")
    assert status == 2
    assert "another process is at work in it" in err
    assert first.returncode == 0


def test_a_folder_with_something_else_is_refused(tmp_path: Path, simulator: Command) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    status, _, err = simulator(*WORDS, "--out", str(tmp_path), "--resume")
    assert status == 2
    assert "must be an empty folder, or that of a sweep" in err
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_another_sweep_is_refused_with_every_difference(
    undisturbed: Path, simulator: Command
) -> None:
    words = [word if word != "40" else "50" for word in WORDS]
    words[words.index("5")] = "6"
    status, _, err = simulator(*words, "--out", str(undisturbed), "--resume")
    assert status == 2
    lines = err.splitlines()
    assert len(lines) == 2
    assert "entropy: must be as the sweep began (got 6, was 5)" in lines[0]
    assert "replications: must be as the sweep began (got 50, was 40)" in lines[1]


@pytest.mark.parametrize("which", ["version", "code", "scenario.files", "libraries.numpy"])
def test_a_changed_version_or_input_is_refused(
    undisturbed: Path, tmp_path: Path, simulator: Command, which: str
) -> None:
    for name, data in content(undisturbed).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    node = manifest
    *path, last = which.split(".")
    for step in path:
        node = node[step]
    if last == "files":
        node, last = node["files"], "scenarios/person.toml"
    node[last] = "other"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    status, _, err = simulator(*WORDS, "--out", str(tmp_path), "--resume")
    assert status == 2
    assert f"{which}" in err.splitlines()[0]
    assert "must be as the sweep began" in err


def test_a_changed_scenario_file_is_refused(tmp_path: Path, simulator: Command) -> None:
    own = tmp_path / "own.toml"
    text = (scenario_folder() / "gambling-leader.toml").read_text()
    own.write_text(text)
    words = ("sweep", str(own), "--vary", "stake.spillover=0,0.1", "-n", "5", "--months", "6")
    assert simulator(*words, "--out", str(tmp_path / "o"))[0] == 0
    own.write_text(text + "\n# a word more\n")
    status, _, err = simulator(*words, "--out", str(tmp_path / "o"), "--resume")
    assert status == 2
    assert "own.toml: must be as the sweep began" in err
    assert "put the file back as it was" in err


def test_strangers_among_the_parts_are_refused(
    undisturbed: Path, tmp_path: Path, simulator: Command
) -> None:
    other = tmp_path / "other"
    words = [word if word != "5" else "6" for word in WORDS]
    assert simulator(*words, "--out", str(other))[0] == 0
    stranger = (undisturbed / "points" / "part-00000.parquet").read_bytes()
    (other / "points" / "part-00000.parquet").write_bytes(stranger)
    (other / "points" / "part-00001.parquet").write_bytes(b"PAR1 no such thing")
    status, _, err = simulator(*words, "--out", str(other), "--resume")
    assert status == 2
    assert err.count("must be a part of this sweep as it was written") == 2


def test_ctrl_c_leaves_whole_parts_and_says_how_to_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "stopped"
    process = started(folder)
    while process.poll() is None and not parts_in(folder):
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate()
    if process.returncode == 0:
        pytest.skip("the sweep was done before it could be stopped")
    assert process.returncode == 130
    assert b"--resume goes on" in err
    assert all(path.suffix == ".parquet" for path in (folder / "points").iterdir())


def test_a_folder_is_as_it_was_written_down_to_its_ledger(undisturbed: Path) -> None:
    lines = (undisturbed / "parts.sha256").read_text().splitlines()
    names = [line.partition("  ")[2] for line in lines]
    assert names == sorted(names)
    assert set(names) == set(content(undisturbed)) - {"parts.sha256", ".lock"}
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "parts.sha256"],  # noqa: S607
        cwd=undisturbed,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


def test_an_interrupt_leaves_no_half_wherever_it_falls(tmp_path: Path) -> None:
    manifest = {"points": {"in_a_part": 1, "number": 1}}

    def interrupted() -> None:
        with open_sweep(tmp_path, manifest, 1, resume=False, write=write_whole):
            (tmp_path / "points" / ".part-00000.parquet.x").write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list((tmp_path / "points").iterdir()) == []
