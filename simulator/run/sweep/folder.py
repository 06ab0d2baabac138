"""The folder of a sweep: a manifest, whole parts or none, and the proof that they are those."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from simulator.errors import BadInput, Mistake, NotWritten, RunFailed
from simulator.run.sweep.checksums import LEDGER, Ledger
from simulator.run.sweep.manifest import Json, refuse_another, text_of
from simulator.run.sweep.parquet import read_columns
from simulator.run.sweep.proof import (
    LOCK,
    MANIFEST,
    PARTS,
    Expected,
    change_of,
    irregular,
    name_of,
    read_manifest,
    strangers,
    wrong_files,
)

#: Puts a file somewhere as a whole or not at all.
Write: TypeAlias = Callable[[Path, bytes], None]

#: Names of parts that are told one by one.
_TOLD = 8


class Folder:
    """Where the parts of one sweep are kept."""

    def __init__(self, place: Path, expected: Expected, ledger: Ledger, write: Write) -> None:
        """A folder that was opened by `open_sweep`.

        Args:
            place: The folder.
            expected: What its parts must be.
            ledger: What was written.
            write: Puts a file there as a whole or not at all.
        """
        self.place = place
        self.expected = expected
        self._ledger = ledger
        self._write = write

    def path(self, part: int) -> Path:
        """The file of a part."""
        return self.place / name_of(part)

    def missing(self) -> list[int]:
        """Numbers of the parts that are not there yet, or of which nobody knows what they hold."""
        known = self._ledger.sums
        return [
            part
            for part in range(self.expected.parts)
            if name_of(part) not in known or not self.path(part).is_file()
        ]

    def write(self, part: int, content: bytes) -> None:
        """Put a part there as a whole.

        Raises:
            RunFailed: The disk is full, or the folder has gone.
        """
        self.keep(name_of(part), content)

    def keep(self, name: str, content: bytes) -> None:
        """Put any other file of the sweep there as a whole, and remember what it held.

        Raises:
            RunFailed: The disk is full, or the folder has gone.
        """
        try:
            self._write(self.place / name, content)
            self._ledger.add(name, content)
        except NotWritten as error:
            self.refuse_changed()
            raise RunFailed(f"{error}; then --resume goes on") from error

    def enter_manifest(self) -> None:
        """Have the ledger know of the manifest, which has just been compared with what is asked."""
        if MANIFEST not in self._ledger.sums:
            self._ledger.add(MANIFEST, (self.place / MANIFEST).read_bytes())

    def is_kept(self, name: str) -> bool:
        """Whether a file is there, and is what was written."""
        return name in self._ledger.sums and change_of(self.place, name, self._ledger.sums) is None

    def settle(self) -> None:
        """Bring the ledger into order, once everything is there.

        Raises:
            RunFailed: A part or the manifest is not there, or not what was written.
        """
        self.refuse_changed()
        if not self._ledger.is_settled():
            self._write(self.place / LEDGER, self._ledger.text())

    def refuse_changed(self) -> None:
        """Stop where a part or the manifest is there no longer, or is something else.

        Raises:
            RunFailed: It names what is missing or changed.
        """
        known = self._ledger.sums
        own = [MANIFEST, *(name_of(part) for part in range(self.expected.parts))]
        wrong = [
            name for name in own if name in known and change_of(self.place, name, known) is not None
        ]
        if wrong:
            more = f" and {len(wrong) - _TOLD} more" if len(wrong) > _TOLD else ""
            raise RunFailed(
                f"{self.place}: the folder was removed or changed while the sweep played; missing "
                f"or changed: {', '.join(sorted(wrong)[:_TOLD])}{more} - keep others out of it, "
                "and play the sweep again"
            )

    def columns(self, names: list[str]) -> dict[str, list[Any]]:
        """Some columns of all parts that are there, in the order of the points."""
        there = [
            self.path(part) for part in range(self.expected.parts) if self.path(part).is_file()
        ]
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
            or a file in it is not what was written; or another process is at work in it.
    """
    _raise_if(irregular(place))
    begun = (place / MANIFEST).is_file()
    if begun and not resume:
        rule = "holds a sweep already"
        remedy = "add --resume to go on with it, or name another folder"
        raise BadInput(Mistake("--out", "", rule, repr(str(place)), remedy))
    if not begun:
        _refuse_others(place)
    with _alone(place):
        _clear_halves(place)
        if begun:
            where = (place / MANIFEST).as_posix()
            refuse_another(read_manifest(place / MANIFEST), manifest, where)
        (place / PARTS).mkdir(exist_ok=True)
        expected = Expected.of(manifest, parts)
        folder = Folder(place, expected, Ledger(place), write)
        if begun:
            _raise_if([*strangers(place, expected), *wrong_files(place, expected)])
            folder.enter_manifest()
        else:
            folder.keep(MANIFEST, text_of(manifest))
        try:
            yield folder
        finally:
            # An interrupt can fall between the making of a half and the care for it.
            _clear_halves(place)


def _raise_if(mistakes: list[Mistake]) -> None:
    if mistakes:
        raise BadInput(*mistakes)


def _refuse_others(place: Path) -> None:
    """Refuse a folder in which something else is kept.

    Raises:
        BadInput: It is not empty.
    """
    known = (PARTS, LOCK, LEDGER)
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
    with warnings.catch_warnings():
        # Where a system has no locks, it says so and makes do with a file.
        warnings.simplefilter("ignore")
        from filelock import FileLock, Timeout
    lock = place / LOCK
    before = lock.stat() if lock.exists() else None
    try:
        with FileLock(lock, blocking=False):
            if before is not None:
                # Some versions of filelock empty it, which would touch a sweep that is finished.
                os.utime(lock, ns=(before.st_atime_ns, before.st_mtime_ns))
            yield
    except Timeout as error:
        rule, remedy = "another process is at work in it", "wait for it, or name another folder"
        raise BadInput(Mistake("--out", "", rule, repr(str(place)), remedy)) from error


def _clear_halves(place: Path) -> None:
    """Remove what a killed process was about to write."""
    halves = (f".{MANIFEST}.*", f".{LEDGER}.*", f"{PARTS}/.part-*")
    for half in (half for pattern in halves for half in place.glob(pattern)):
        half.unlink(missing_ok=True)
