"""Machine code on disk: believed from whom it should be, made again when it is not whole."""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numba
import pytest

from simulator.compiled import keeping, place
from simulator.compiled.keeping import KeptCode, is_warm
from simulator.compiled.place import Place, places
from simulator.model import tape

ME = os.getuid()


def dispatcher() -> object:
    """A small function of the program, as if nobody had called it yet."""
    njit: Any = numba.njit
    function = njit(no_cfunc_wrapper=True)(vars(tape)["philox"].py_func)
    function._cache = KeptCode(function.py_func)
    return function


def answer(function: object) -> tuple[int, ...]:
    return tuple(function(1, 2, 3, 4, 5, 6))  # type: ignore[operator]


def made_anew(function: object) -> int:
    return sum(function._cache_misses.values())  # type: ignore[attr-defined]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The one folder that machine code is looked for in, with that of one function."""
    here = tmp_path / "kept"
    monkeypatch.setattr(place, "places", lambda: (Place(here, frozenset({ME}), 0o700),))
    monkeypatch.setattr(keeping, "places", place.places)
    place.writing.cache_clear()
    answer(dispatcher())
    yield here
    place.writing.cache_clear()


def files(folder: Path, kind: str) -> list[Path]:
    return sorted(folder.rglob(f"*.{kind}"))


def test_it_is_kept_where_nobody_else_can_write(folder: Path) -> None:
    again = dispatcher()
    answer(again)
    assert made_anew(again) == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(not file.stat().st_mode & 0o022 for file in folder.rglob("*"))


@pytest.mark.parametrize("kind", ["nbi", "nbc"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: data[:-9] + bytes([data[-9] ^ 128]) + data[-8:],
        lambda data: b"\0" * len(data),
        lambda data: pickle.dumps("0.60") + data,
    ],
    ids=["empty", "half", "one-short", "one-more", "flip-early", "flip-late", "noughts", "older"],
)
def test_damaged_code_is_made_again_in_silence(
    folder: Path, kind: str, damage: object, capfd: pytest.CaptureFixture[str]
) -> None:
    right = answer(dispatcher())
    for file in files(folder, kind):
        file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    mended = dispatcher()
    assert answer(mended) == right
    assert made_anew(mended) == 1
    assert capfd.readouterr().err == ""
    whole = dispatcher()
    answer(whole)
    assert made_anew(whole) == 0


def test_every_flipped_bit_of_an_index_is_found(folder: Path) -> None:
    (file,) = files(folder, "nbi")
    whole = file.read_bytes()
    kept = dispatcher()._cache._cache_file  # type: ignore[attr-defined]
    assert kept._load_index()
    believed = []
    for bit in range(8 * len(whole)):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        if kept._load_index():
            believed.append(bit)
    assert believed == []


class Planted:
    """Makes a file when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = str(marker)

    def __reduce__(self) -> tuple[object, ...]:
        return open, (self.marker, "w")


@pytest.mark.parametrize("open_to", [0o777, 0o770, 0o702])
def test_a_folder_that_others_can_write_is_not_read(
    folder: Path, open_to: int, capfd: pytest.CaptureFixture[str]
) -> None:
    right = answer(dispatcher())
    folder.chmod(open_to)
    place.writing.cache_clear()
    place._fresh.cache_clear()
    again = dispatcher()
    assert answer(again) == right
    assert made_anew(again) == 1
    assert capfd.readouterr().err.count("cannot be kept") == 1
    os.environ.pop(place.VARIABLE)
    place._fresh.cache_clear()


def test_a_file_that_others_can_write_is_not_read(folder: Path, tmp_path: Path) -> None:
    (index,) = files(folder, "nbi")
    marker = tmp_path / "marker"
    index.write_bytes(hashlib.sha256(b"").digest() + pickle.dumps(Planted(marker)))
    index.chmod(0o666)
    answer(dispatcher())
    assert not marker.exists()


def test_a_file_of_somebody_else_is_not_read(folder: Path) -> None:
    if ME != 0:
        pytest.skip("only root can give a file away")
    for file in files(folder, "nbi"):
        os.chown(file, 12345, 12345)
    again = dispatcher()
    answer(again)
    assert made_anew(again) == 1


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    (index,) = files(folder, "nbi")
    index.unlink()
    os.mkfifo(index, 0o600)
    again = dispatcher()
    answer(again)
    assert made_anew(again) == 1


def test_code_of_an_installed_package_is_used_though_nobody_can_write_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # The package's folder cannot be written, as root could: a file stands where a folder would.
    home = tmp_path / "home"
    home.write_text("")
    both = (Place(folder, frozenset({ME}), 0o755), Place(home, frozenset({ME}), 0o700))
    monkeypatch.setattr(place, "places", lambda: both)
    monkeypatch.setattr(keeping, "places", place.places)
    monkeypatch.setattr(Place, "takes", lambda *_: False)
    monkeypatch.setattr(place, "_fresh", lambda: None)
    place.writing.cache_clear()
    warm = dispatcher()
    answer(warm)
    assert made_anew(warm) == 0
    assert capfd.readouterr().err == ""


def test_the_first_places_are_the_package_and_the_users_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    places.cache_clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = places()
    places.cache_clear()
    assert [each.folder.name for each in found] == ["__pycache__", "war-termination-simulator"]
    assert found[1].folder.parent == tmp_path
    assert found[1].owners == frozenset({ME})


def test_warm_is_what_has_code() -> None:
    answer(dispatcher())
    assert is_warm("model.tape", "philox")
    assert not is_warm("model.tape", "no_such_function")
    assert not is_warm("model.no_such_part", "philox")


@pytest.mark.parametrize(
    "setting",
    [
        "NUMBA_NUM_THREADS=0",
        "NUMBA_NUM_THREADS=-3",
        "NUMBA_NUM_THREADS=many",
        "NUMBA_THREADING_LAYER=omp",
        "NUMBA_THREADING_LAYER=no-such-layer",
        "NUMBA_CACHE_LOCATOR_CLASSES=no.Such",
        "NUMBA_CACHE_DIR=/dev/null",
        "NUMBA_DISABLE_JIT=1",
    ],
)
def test_settings_of_numba_do_not_stop_the_program(setting: str) -> None:
    name, _, value = setting.partition("=")
    code = (
        "from simulator.model.tape import philox; print(tuple(map(int, philox(1, 2, 3, 4, 5, 6))))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        env={**os.environ, name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == str(answer(dispatcher()))
