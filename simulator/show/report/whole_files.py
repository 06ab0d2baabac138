"""Files that are there as a whole or not at all, and still there after the lights go out."""

from __future__ import annotations

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

from simulator.errors import BadInput, Mistake, NotWritten, not_installed


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is either there as a whole or not at all, whatever interrupts.

    Its folder must be there: one that somebody has taken away is not made again.

    Raises:
        NotWritten: It cannot be, and nothing is left of it.
    """
    try:
        _put(path, content)
    except OSError as error:
        raise NotWritten(path.as_posix(), error.strerror or str(error)) from error


def _put(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Have a new name on the disk too, where a system lets a folder be opened for that."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def open_folder(path: str, option: str = "--out", *, pictures: bool = True) -> Path:
    """The folder `path`, made if it is not there.

    Args:
        path: As typed after `option`.
        option: Named in the complaint.
        pictures: Whether pictures will be drawn into it.

    Raises:
        BadInput: It cannot be made or written to, or what draws pictures is not installed.
    """
    # Before anything is played: a run that cannot draw in the end has been for nothing.
    if pictures and find_spec("matplotlib") is None:
        raise BadInput(not_installed(option, "matplotlib"))
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        rule = f"must be a folder that can be written to ({error.strerror})"
        raise BadInput(Mistake(option, "", rule, repr(path), "name another folder")) from error
