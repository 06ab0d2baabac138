"""Files that are there as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

from simulator.errors import BadInput, Mistake, not_installed


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is either there as a whole or not at all, whatever interrupts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
