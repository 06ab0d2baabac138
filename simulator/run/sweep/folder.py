"""The folder of a sweep: a manifest, and whole parts or none."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from simulator.errors import BadInput, Mistake
from simulator.run.sweep.manifest import Json, digest_of, refuse_another
from simulator.run.sweep.parquet import note_of, read_columns

MANIFEST = "manifest.json"
PARTS = "points"
LOCK = ".lock"

#: Puts a file somewhere as a whole or not at all.
Write: TypeAlias = Callable[[Path, bytes], None]


class Folder:
    """Where the parts of one sweep are kept."""

    def __init__(self, place: Path, parts: int, digest: str, write: Write) -> None:
        """A folder that was opened by `open_sweep`.

        Args:
            place: The folder.
            parts: How many parts there will be.
            digest: Of the manifest.
            write: Puts a file there as a whole or not at all.
        """
        self.place = place
        self.parts = parts
        self.digest = digest
        self._write = write

    def path(self, part: int) -> Path:
        """The file of a part."""
        return self.place / PARTS / f"part-{part:05d}.parquet"

    def missing(self) -> list[int]:
        """Numbers of the parts that are not there yet."""
        return [part for part in range(self.parts) if not self.path(part).is_file()]

    def write(self, part: int, content: bytes) -> None:
        """Put a part there as a whole."""
        self._write(self.path(part), content)

    def columns(self, names: list[str]) -> dict[str, list[Any]]:
        """Some columns of all parts that are there, in the order of the points."""
        there = [self.path(part) for part in range(self.parts) if self.path(part).is_file()]
        return read_columns(there, names)


@contextmanager
def open_sweep(
    place: Path, manifest: Json, parts: int, resume: bool, write: Write
) -> Iterator[Folder]:
    """The folder of a sweep, begun or found as it was left; nobody else's while it is open.

    Args:
        place: Where: a folder that can be written to.
        manifest: Of the sweep asked for.
        parts: How many parts it has.
        resume: Whether to go on with what is there.
        write: Puts a file there as a whole or not at all.

    Raises:
        BadInput: The folder holds something else, or another sweep, or a sweep without `resume`;
            or another process is at work in it.
    """
    begun = (place / MANIFEST).is_file()
    if begun and not resume:
        rule = "holds a sweep already"
        remedy = "add --resume to go on with it, or name another folder"
        raise BadInput(Mistake("--out", "", rule, repr(str(place)), remedy))
    if not begun:
        _refuse_others(place)
    folder = Folder(place, parts, digest_of(manifest), write)
    with _alone(place):
        _clear_halves(place)
        if begun:
            refuse_another(
                _read_manifest(place / MANIFEST), manifest, (place / MANIFEST).as_posix()
            )
            _refuse_strangers(folder)
        else:
            (place / PARTS).mkdir(exist_ok=True)
            text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
            write(place / MANIFEST, text.encode())
        try:
            yield folder
        finally:
            # An interrupt can fall between the making of a half and the care for it.
            _clear_halves(place)


def _refuse_others(place: Path) -> None:
    """Refuse a folder in which something else is kept.

    Raises:
        BadInput: It is not empty.
    """
    known = (PARTS, LOCK)
    others = [
        each.name
        for each in place.iterdir()
        if each.name not in known and not each.name.startswith(f".{MANIFEST}.")
    ]
    if others or any((place / PARTS).glob("*")):
        rule = "must be an empty folder, or that of a sweep"
        raise BadInput(Mistake("--out", "", rule, repr(str(place)), "name another folder"))


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Keep others out; the system lets them in when this process ends, however it ends.

    Raises:
        BadInput: Another process is at work in the folder.
    """
    with (place / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            rule, remedy = "another process is at work in it", "wait for it, or name another folder"
            raise BadInput(Mistake("--out", "", rule, repr(str(place)), remedy)) from error
        yield


def _read_manifest(path: Path) -> Json:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        rule, remedy = "must be the manifest of a sweep", "name another folder"
        raise BadInput(Mistake(path.as_posix(), "", rule, None, remedy)) from error
    if not isinstance(read, dict):
        rule, remedy = "must be the manifest of a sweep", "name another folder"
        raise BadInput(Mistake(path.as_posix(), "", rule, None, remedy))
    return read


def _clear_halves(place: Path) -> None:
    """Remove what a killed process was about to write."""
    for half in (*place.glob(f".{MANIFEST}.*"), *place.glob(f"{PARTS}/.part-*")):
        half.unlink(missing_ok=True)


def _refuse_strangers(folder: Folder) -> None:
    """Refuse parts that this sweep did not write.

    Raises:
        BadInput: Each such file.
    """
    mistakes = []
    for path in sorted((folder.place / PARTS).iterdir()):
        note = note_of(path)
        if note is None or note.get("sweep") != folder.digest:
            rule = "must be a part of this sweep"
            got = "no such file" if note is None else f"a part of {note.get('sweep')}"
            remedy = "move it away, and --resume plays it again"
            mistakes.append(Mistake(path.as_posix(), "", rule, got, remedy))
    if mistakes:
        raise BadInput(*mistakes)
