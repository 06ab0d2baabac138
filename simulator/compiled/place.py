"""Where machine code may be kept: only where nobody else could put any.

A file of machine code is read by unpickling it and then run, so whoever can write it runs code as
the user. It is read only from a folder that the user alone can write, or that belongs to whoever
owns the program itself, who could as well have changed that.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

from simulator.places import PACKAGE

#: Names a folder for machine code, in place of the package's own and the user's cache folder.
VARIABLE = "WAR_TERMINATION_SIMULATOR_CACHE"

_NAME = "war-termination-simulator"
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_DAYS_KEPT = 14


@dataclass(frozen=True, slots=True)
class Place:
    """A folder in which machine code is kept.

    Attributes:
        folder: It holds a folder for each module.
        owners: Numbers of the users whose files are believed; None where there are no such numbers.
        mode: Of a folder made there.
    """

    folder: Path
    owners: frozenset[int] | None
    mode: int

    def believes(self, found: os.stat_result) -> bool:
        """Whether nobody but an owner can have written what was found."""
        if self.owners is None:
            return True
        return found.st_uid in self.owners and not found.st_mode & _OTHERS_WRITE

    def holds(self, name: str) -> bool:
        """Whether the folder `name` is there, and may be read."""
        return all(self._is_own_folder(each) for each in (self.folder, self.folder / name))

    def takes(self, name: str) -> bool:
        """Whether the folder `name` can be written to by this user; it is made if need be."""
        try:
            for each in (self.folder, self.folder / name):
                if not each.is_dir():
                    each.mkdir(self.mode, parents=True, exist_ok=True)
            if not self.holds(name):
                return False
            with tempfile.TemporaryFile(dir=self.folder / name):
                return True
        except OSError:
            return False

    def _is_own_folder(self, folder: Path) -> bool:
        try:
            found = folder.stat()
        except OSError:
            return False
        return stat.S_ISDIR(found.st_mode) and self.believes(found)


def _user() -> frozenset[int] | None:
    return frozenset({os.getuid()}) if hasattr(os, "getuid") else None


@cache
def places() -> tuple[Place, ...]:
    """Where machine code is looked for, first place first."""
    user = _user()
    named = os.environ.get(VARIABLE)
    if named:
        return (Place(Path(named).absolute(), user, 0o700),)
    program = None if user is None else user | {(PACKAGE / "__init__.py").stat().st_uid}
    found = [Place(PACKAGE / "__pycache__", program, 0o755)]
    with contextlib.suppress(OSError, RuntimeError, KeyError):  # nobody at home
        home = Path(platformdirs.user_cache_dir(_NAME, appauthor=False))
        if home.is_absolute():
            found.append(Place(home, user, 0o700))
    return tuple(found)


@cache
def writing(name: str) -> Place | None:
    """Where the folder `name` can be written; None where nothing can be kept."""
    for place in places():
        if place.takes(name):
            _clear_old(place.folder, name)
            return place
    fresh = _fresh()
    return fresh if fresh is not None and fresh.takes(name) else None


@cache
def _fresh() -> Place | None:
    """A private folder for this run alone; worker processes are told of it."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{_NAME}-"))
    except OSError:
        told, made = "nor for this run", None
    else:
        told, made = "but for this run", Place(folder, _user(), 0o700)
        os.environ[VARIABLE] = str(folder)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    sys.stderr.write(
        f"Machine code cannot be kept, {told}: no folder that you alone can write - set {VARIABLE} "
        "to one\n"
    )
    return made


def _clear_old(beside: Path, name: str) -> None:
    """Remove machine code that nobody has asked for in a fortnight."""
    oldest = time.time() - _DAYS_KEPT * 86400.0
    with contextlib.suppress(OSError):
        os.utime(beside / name)
        for folder in beside.glob("compiled-*"):
            if folder.name != name and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)
