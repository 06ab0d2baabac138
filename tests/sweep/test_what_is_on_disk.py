"""A sweep's folder is believed only as far as it can be proved, and nothing in it is waited for."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from told import Command

from simulator.cli.commands.sweep import DEFAULT
from simulator.errors import NotWritten, RunFailed
from simulator.files.design import Typed, asked
from simulator.run.sweep.checksums import Ledger, sum_of
from simulator.run.sweep.folder import open_sweep
from simulator.run.sweep.missing_parts import play_missing
from simulator.run.sweep.plan import Plan, plan
from simulator.run.sweep.proof import Expected, wrong_files
from simulator.show.report.whole_files import write_whole

WORDS = ("sweep", "person", "--vary", "guarantee=0:1:3", "-n", "4", "--months", "6")
PARTS = 3


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from typer.testing import CliRunner

    from simulator.cli import app

    folder = tmp_path_factory.mktemp("sound") / "sweep"
    result = CliRunner().invoke(app, [*WORDS, "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sound, tmp_path / "sweep")


def part(folder: Path, number: int = 0) -> Path:
    return folder / "points" / f"part-{number:05}.parquet"


def parts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "points").iterdir())}


def rewritten(file: Path, note: str | None = None, columns: int | None = None) -> None:
    kept = pq.read_metadata(file).metadata[b"simulator"].decode()
    table = pq.read_table(file)
    table = table.select(table.column_names[:columns])
    name = table.column_names[-1]
    if columns is None and note is None:
        name = "T_end_restricted_mean"
        at = table.column_names.index(name)
        table = table.set_column(at, name, pa.array([99.0] * table.num_rows))
    with pq.ParquetWriter(file, table.schema) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata({"simulator": kept if note is None else note})


def as_if_written(folder: Path, name: str) -> None:
    """Have the ledger agree with what stands there now."""
    lines = [
        line
        for line in (folder / "parts.sha256").read_text().splitlines()
        if not line.endswith(name)
    ]
    lines.append(f"{sum_of((folder / name).read_bytes())}  {name}")
    (folder / "parts.sha256").write_text("\n".join(lines) + "\n")


def copied_and_entered(folder: Path) -> None:
    shutil.copy(part(folder, 1), part(folder, 0))
    as_if_written(folder, "points/part-00000.parquet")


def other_rows_entered(folder: Path) -> None:
    note = json.loads(pq.read_metadata(part(folder)).metadata[b"simulator"])
    rewritten(part(folder), json.dumps({**note, "rows": 7}))
    as_if_written(folder, "points/part-00000.parquet")


def linked(folder: Path) -> None:
    part(folder).rename(folder.parent / "elsewhere")
    part(folder).symlink_to(folder.parent / "elsewhere")


def a_pipe(path: Callable[[Path], Path]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path(folder).unlink(missing_ok=True)
        os.mkfifo(path(folder))

    return change


#: Name of a damage: how it is done, and what the line must name.
DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "edited values": (lambda folder: rewritten(part(folder)), "part-00000.parquet"),
    "a copied part": (
        lambda folder: shutil.copy(part(folder, 1), part(folder, 0)),
        "part-00000.parquet",
    ),
    "a copied part, entered": (copied_and_entered, "part 1, not 0"),
    "other rows, entered": (other_rows_entered, "rows 7, not 1"),
    "an empty part": (lambda folder: part(folder, 2).write_bytes(b""), "part-00002.parquet"),
    "a cut part": (
        lambda folder: part(folder, 2).write_bytes(part(folder, 2).read_bytes()[:-1]),
        "part-00002.parquet",
    ),
    "an extra part": (
        lambda folder: shutil.copy(part(folder), part(folder, 99999)),
        "part-99999.parquet",
    ),
    "another file": (
        lambda folder: (folder / "points" / "notes.txt").write_text("mine"),
        "notes.txt",
    ),
    "a note that is no JSON": (lambda folder: rewritten(part(folder), "{zz"), "part-00000"),
    "a deep note": (lambda folder: rewritten(part(folder), "[" * 90_000), "part-00000"),
    "columns missing": (lambda folder: rewritten(part(folder), columns=2), "part-00000.parquet"),
    "a pipe": (a_pipe(part), "part-00000.parquet: must be a regular file (got a pipe)"),
    "a linked part": (linked, "part-00000.parquet: must be a regular file (got a link)"),
    "a pipe as manifest": (
        a_pipe(lambda folder: folder / "manifest.json"),
        "manifest.json: must be a regular file (got a pipe)",
    ),
    "a pipe as lock": (
        a_pipe(lambda folder: folder / ".lock"),
        ".lock: must be a regular file (got a pipe)",
    ),
    "a pipe as ledger": (
        a_pipe(lambda folder: folder / "parts.sha256"),
        "parts.sha256: must be a regular file (got a pipe)",
    ),
    "a deep manifest": (
        lambda folder: (folder / "manifest.json").write_text("[" * 100_000),
        "manifest.json: must be the manifest of a sweep",
    ),
    "a manifest of depth 500": (
        lambda folder: (folder / "manifest.json").write_text('{"a":' * 500 + "1" + "}" * 500),
        "manifest.json: must be the manifest of a sweep",
    ),
    "a manifest that is a number": (
        lambda folder: (folder / "manifest.json").write_text("9" * 5000),
        "manifest.json: must be the manifest of a sweep",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_named(folder: Path, simulator: Command, damage: str) -> None:
    change, named = DAMAGES[damage]
    change(folder)
    for words in ((*WORDS, "--out", str(folder), "--resume"), ("sweep", "--verify", str(folder))):
        status, out, err = simulator(*words)
        assert (status, out) == (2, ""), words
        assert named in err, words
        assert "Traceback" not in err


def test_a_sound_folder_is_verified(folder: Path, simulator: Command) -> None:
    status, out, err = simulator("sweep", "--verify", str(folder))
    assert (status, err) == (0, "")
    assert "3 parts with 3 points, each as it was written" in out
    status, out, _ = simulator("sweep", "--verify", str(folder), "--json")
    assert json.loads(out)["whole"] is True


@pytest.mark.parametrize(
    ("gone", "line"),
    [
        ("points/part-00001.parquet", "points/part-00001.parquet: must be there"),
        ("manifest.json", "manifest.json: must be the manifest of a sweep"),
        ("parts.sha256", "must be in parts.sha256"),
        ("sweep-T_end_restricted.svg", "sweep-T_end_restricted.svg: must be as the sweep wrote it"),
    ],
)
def test_what_is_missing_is_told(folder: Path, simulator: Command, gone: str, line: str) -> None:
    (folder / gone).unlink()
    status, _, err = simulator("sweep", "--verify", str(folder))
    assert status == 2
    assert line in err


@pytest.mark.parametrize("gone", ["points", "points/part-00001.parquet", "parts.sha256"])
def test_what_is_missing_is_played_again(
    sound: Path, folder: Path, simulator: Command, gone: str
) -> None:
    path = folder / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    status, _, err = simulator(*WORDS, "--out", str(folder), "--resume")
    assert (status, err) == (0, "")
    assert parts(folder) == parts(sound)
    assert simulator("sweep", "--verify", str(folder))[0] == 0


def test_a_sweep_that_was_not_finished_is_not_called_whole(
    folder: Path, simulator: Command
) -> None:
    part(folder, 2).unlink()
    ledger = folder / "parts.sha256"
    kept = [line for line in ledger.read_text().splitlines() if "part-00002" not in line]
    ledger.write_text("\n".join(kept) + "\n")
    status, _, err = simulator("sweep", "--verify", str(folder))
    assert status == 2
    assert "must have all 3 parts (got 2; points/part-00002.parquet is the first" in err


def test_every_flipped_bit_of_a_part_is_found(folder: Path) -> None:
    file = part(folder, 1)
    whole = file.read_bytes()
    expected = Expected.of(json.loads((folder / "manifest.json").read_text()))
    sums = Ledger(folder).sums
    assert wrong_files(folder, expected) == []
    believed = []
    for bit in range(8 * len(whole)):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        if sum_of(bytes(flipped)) == sums["points/part-00001.parquet"]:
            believed.append(bit)
    assert believed == []
    # And through the door, a bit in each stretch of the file.
    for byte in range(0, len(whole), 97):
        flipped = bytearray(whole)
        flipped[byte] ^= 1 << byte % 8
        file.write_bytes(flipped)
        (mistake,) = wrong_files(folder, expected)
        assert mistake.where.endswith("part-00001.parquet")


def test_every_flipped_bit_of_the_manifest_is_found(folder: Path) -> None:
    file = folder / "manifest.json"
    whole = file.read_bytes()
    expected = Expected.of(json.loads(whole))
    for byte in range(0, len(whole), 41):
        flipped = bytearray(whole)
        flipped[byte] ^= 1 << byte % 8
        file.write_bytes(flipped)
        assert [each.where for each in wrong_files(folder, expected)] == [file.as_posix()]


def test_pages_carry_checksums(folder: Path) -> None:
    """Whoever reads the parts without this program can have them checked too."""
    file = part(folder)
    whole = file.read_bytes()
    table = pq.read_table(file)
    silent = 0
    for at in range(4, len(whole) - 8):
        bent = bytearray(whole)
        bent[at] ^= 4
        try:
            read = pq.read_table(pa.BufferReader(bytes(bent)), page_checksum_verification=True)
        except (OSError, ValueError, pa.ArrowException):
            continue
        silent += read.schema.equals(table.schema) and not read.equals(table)
    assert silent == 0


@pytest.fixture
def small() -> Plan:
    design, scenario = asked(
        Typed("person", ["stake.indivisible=0,0.5,1"], replications="4", months="6"), DEFAULT
    )
    return plan(design, scenario)


@pytest.mark.parametrize("taken", ["everything", "a part"])
def test_what_is_taken_away_meanwhile_is_a_failure(tmp_path: Path, small: Plan, taken: str) -> None:
    place = tmp_path / "sweep"
    place.mkdir()
    seen: list[Path] = []

    def write(path: Path, content: bytes) -> None:
        write_whole(path, content)
        seen.append(path)
        if len(seen) == 3:  # the manifest and two parts
            shutil.rmtree(place) if taken == "everything" else seen[1].unlink()

    with (
        pytest.raises(RunFailed, match="removed or changed while the sweep played") as told,
        open_sweep(place, small.manifest, 3, False, write) as folder,
    ):
        play_missing(small.job, folder, workers=1)
    assert "points/part-00000.parquet" in str(told.value)
    assert not (taken == "everything" and place.exists())


def test_a_full_disk_is_told_with_the_way_on(tmp_path: Path, small: Plan) -> None:
    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".parquet":
            raise NotWritten(path.as_posix(), "No space left on device")
        write_whole(path, content)

    with (
        pytest.raises(RunFailed) as told,
        open_sweep(tmp_path, small.manifest, 3, False, full) as folder,
    ):
        play_missing(small.job, folder, workers=1)
    line = str(told.value)
    assert "part-0000" in line
    assert "cannot be written (no space left on device)" in line
    assert "--resume goes on" in line


def test_a_ledger_cut_by_an_interrupt_costs_the_part_it_was_about(
    tmp_path: Path, small: Plan
) -> None:
    with open_sweep(tmp_path, small.manifest, 3, False, write_whole) as folder:
        play_missing(small.job, folder)
    ledger = tmp_path / "parts.sha256"
    text = ledger.read_bytes()
    ledger.write_bytes(text[:-30])
    with open_sweep(tmp_path, small.manifest, 3, True, write_whole) as folder:
        assert folder.missing() == [2]
        play_missing(small.job, folder)
    assert ledger.read_bytes() == text


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_every_way_to_be_stopped_says_how_to_go_on(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    place = tmp_path / "stopped"
    words = [word if word != "guarantee=0:1:3" else "guarantee=0:1:40" for word in WORDS]
    words[words.index("4")] = "400"
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "simulator", *words, "--workers", "1", "--out", str(place)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while process.poll() is None and not list(place.glob("points/part-*.parquet")):
        time.sleep(0.01)
    process.send_signal(number)
    began = time.monotonic()
    _, err = process.communicate(timeout=60)
    assert process.returncode == status
    assert b"--resume goes on" in err
    assert time.monotonic() - began < 3.0
    assert all(path.suffix == ".parquet" for path in (place / "points").iterdir())


def test_another_folder_is_refused_by_name(tmp_path: Path, simulator: Command) -> None:
    assert simulator("sweep", "--verify", str(tmp_path / "none"))[0] == 2
    status, _, err = simulator("sweep", "--verify", str(tmp_path))
    assert status == 2
    assert "manifest.json: must be the manifest of a sweep" in err
    assert simulator("sweep")[0] == 2
    assert simulator("sweep", "person", "--verify", str(tmp_path))[0] == 2


def test_the_lock_needs_no_fcntl(tmp_path: Path) -> None:
    """Where a system has no such module, a sweep plays all the same and keeps others out."""
    code = (
        "import sys; sys.modules['fcntl'] = None; import os; del os.sched_getaffinity\n"
        "from simulator.__main__ import main\n"
        f"sys.argv = ['simulator', *{list(WORDS)!r}, '--out', {str(tmp_path / 'x')!r}]\n"
        "main()"
    )
    # What an old library says of a newer one (typer of click, matplotlib of pyparsing) is not about
    # this program.
    strict = ["-W", "error", "-W", "ignore::DeprecationWarning"]
    done = subprocess.run(  # noqa: S603
        [sys.executable, *strict, "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_bad_numbers_in_a_manifest_are_no_traceback() -> None:
    for told in ({}, {"points": 3}, {"points": {"in_a_part": 0, "number": 3}}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            Expected.of(told)
