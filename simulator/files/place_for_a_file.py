"""Where a file that a user names can be put: tried before the work whose answer goes there."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from simulator.errors import Mistake


def no_place(option: str, typed: str, endings: Sequence[str], example: str) -> Mistake | None:
    """What is wrong with a file to be written; None if it can be put there.

    No folder is made: one that is missing is mostly mistyped.

    Args:
        option: Named in the complaint.
        typed: The file, as typed.
        endings: What its name may end in, with the dot.
        example: How to type one that is right, for the remedy.
    """
    path, got = Path(typed), repr(typed)
    folder = path.parent
    if path.suffix.lower() not in endings:
        rule = f"must end in {' or '.join(endings)}"
        return Mistake(option, "", rule, got, f"write it like {example}")
    if path.is_dir():
        return Mistake(option, "", "must be a file, not a folder", got, "name a file in it")
    if not folder.is_dir():
        return Mistake(option, "", "its folder must be there", got, f"make {str(folder)!r} first")
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        rule = f"must be in a folder that can be written to ({error.strerror})"
        return Mistake(option, "", rule, got, "name another folder")
