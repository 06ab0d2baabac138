"""Reading a TOML file whole, once: its table and the hash of what was read."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from simulator.errors import BadInput, Mistake
from simulator.files.find import shown

#: A file longer than this is no scenario; reading it would only take the memory [bytes].
LONGEST = 4_000_000

#: What files can be: how one is called, and the command that reads it.
KINDS: Final = {
    "scenario": ("a scenario", "run"),
    "game": ("a game", "solve"),
    "design": ("a design", "sweep"),
    "cards": ("a file of claim cards", "compare"),
    "record": ("the record of the war", "backtest"),
    "wars": ("the record of other wars", "patterns"),
}


def another_kind(table: Mapping[str, object], kind: str, where: str) -> Mistake | None:
    """What is wrong with a file that is sound but of another kind; None if that is not so.

    Its keys are no mistakes then, and telling them all would bury this.

    Args:
        table: As TOML gives it.
        kind: The kind it should be.
        where: How the file is called.
    """
    found = table.get("kind")
    if not isinstance(found, str) or found == kind or found not in KINDS:
        return None
    called, command = KINDS[found]
    remedy = f"{called} is for `simulator {command}`; name {KINDS[kind][0]}"
    return Mistake(where, "kind", f"must be {kind!r}", repr(found), remedy)


def read(path: Path) -> tuple[dict[str, Any], str]:
    """The table in a TOML file, and the hash of its bytes [16 hex digits].

    Raises:
        BadInput: It cannot be read, is not UTF-8, or is not TOML.
    """
    where = shown(path)
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
    except OSError as error:
        rule = f"cannot be read: {error.strerror}"
        raise BadInput(Mistake(where, "", rule, None, "check its name and permissions")) from error
    if len(content) > LONGEST:
        rule = f"must be shorter than {LONGEST} bytes"
        raise BadInput(Mistake(where, "", rule, None, "name a file that a person wrote"))
    return _table(content, where), hashlib.sha256(content).hexdigest()[:16]


def _table(content: bytes, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        rule, remedy = "must be UTF-8 text", "save it as UTF-8"
        raise BadInput(Mistake(where, "", rule, f"byte {error.start}", remedy)) from error
    except tomllib.TOMLDecodeError as error:
        rule = "must be TOML"
        raise BadInput(Mistake(where, "", rule, str(error), "correct it there")) from error
    except (ValueError, RecursionError) as error:
        # Python refuses numbers of thousands of digits and brackets thousands deep.
        rule = "must be TOML of a sensible size"
        raise BadInput(Mistake(where, "", rule, None, "shorten its numbers and lists")) from error
