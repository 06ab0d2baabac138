"""Reading a file that a person wrote, whole and once: its table and the hash of what was read.

A file is opened only if it is a regular one, read only as far as it may be long, and refused where
its text would do something to a terminal or its shape would take the machine.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from simulator.errors import BadInput, Mistake, code_point, harmful
from simulator.files.find import kind_of, printable, shown

#: A file longer than this was written by no person; reading it would only take time [bytes].
LONGEST = 400_000

#: How many names a key may have: `a.b.c` has three.
DEEPEST = 12

#: The largest whole number there is in TOML.
_LARGEST = 2**63 - 1

#: What files can be: how one is called, and the command that reads it.
KINDS: Final = {
    "scenario": ("a scenario", "run"),
    "game": ("a game", "solve"),
    "design": ("a design", "sweep"),
    "cards": ("a file of claim cards", "compare"),
    "record": ("the record of the war", "backtest"),
    "wars": ("the record of other wars", "patterns"),
}

#: Text and remarks, in which a dot is no part of a key. What is never closed ends with its line, or
#: with the file, and nothing is looked at twice: the time taken is in proportion to the length.
_TEXT = re.compile(
    r"""
      \"{3} (?: [^\\] | \\. )*? (?: \"{3} | \Z )
    | '{3} .*? (?: '{3} | \Z )
    | \" (?: [^\"\\\n] | \\. )*+ \"?
    | ' [^'\n]*+ '?
    | \# [^\n]*+
    """,
    re.DOTALL | re.VERBOSE,
)
_DEEP = re.compile(rf"(?<![\w-])[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++){{{DEEPEST}}}")


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
        BadInput: It cannot be read, is not UTF-8, is not TOML, or holds what no text should.
    """
    where = shown(path)
    content = content_of(path)
    table = _table(text_of_bytes(content, where), where)
    mistakes = _harmful_text(table, where)
    if mistakes:
        raise BadInput(*mistakes)
    return table, hashlib.sha256(content).hexdigest()[:16]


def content_of(path: Path) -> bytes:
    """The bytes of a file that a person wrote.

    Raises:
        BadInput: It is no regular file, too long, or cannot be read.
    """
    where = shown(path)
    try:
        # Without waiting: a pipe of that name may have nobody at its other end.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                rule, got = "must be a regular file", f"a {kind_of(found.st_mode)}"
                raise BadInput(Mistake(where, "", rule, got, "name a file that a person wrote"))
            content = file.read(LONGEST + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        rule = f"cannot be read: {why}"
        raise BadInput(Mistake(where, "", rule, None, "check its name and permissions")) from error
    if len(content) > LONGEST:
        rule = f"must be at most {LONGEST} bytes long"
        raise BadInput(Mistake(where, "", rule, None, "name a file that a person wrote"))
    return content


def text_of_bytes(content: bytes, where: str) -> str:
    """The text of a file in UTF-8; a byte-order mark before it is skipped.

    Raises:
        BadInput: It is in no UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        rule, remedy = "must be UTF-8 text", "save it as UTF-8"
        raise BadInput(Mistake(where, "", rule, f"byte {error.start}", remedy)) from error


def _table(text: str, where: str) -> dict[str, Any]:
    bare = _TEXT.sub(lambda found: "x" + "\n" * found[0].count("\n"), text)
    if (deep := _DEEP.search(bare)) is not None:
        line = bare.count("\n", 0, deep.start()) + 1
        rule = f"a key must have at most {DEEPEST} names with dots between them"
        got = f"more in line {line}"
        raise BadInput(Mistake(where, "", rule, got, "write it as tables, not so deep"))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        rule = "must be TOML"
        got = printable(str(error), 200)
        raise BadInput(Mistake(where, "", rule, got, _remedy(got))) from error
    except (ValueError, RecursionError) as error:
        # Python refuses numbers of thousands of digits and brackets thousands deep.
        rule = "must be TOML of a sensible size"
        raise BadInput(Mistake(where, "", rule, None, "shorten its numbers and lists")) from error


def _remedy(complaint: str) -> str:
    """What to do about what TOML complains of, where a reader of it may wonder.

    >>> _remedy("Cannot overwrite a value (at line 3, column 4)")
    'that key or table stands there a second time: keep one'
    """
    if complaint.startswith(("Cannot", "Duplicate")):
        return "that key or table stands there a second time: keep one"
    return "correct it there"


def _harmful_text(table: dict[str, Any], where: str) -> list[Mistake]:
    """What would do something to a terminal, or turn the order of a line; numbers are bounded.

    A whole number beyond what TOML knows becomes infinite in its place, so that whoever reads it
    says what is wrong with it as with any other.
    """
    mistakes: list[Mistake] = []

    def look(text: str, path: str) -> None:
        letter = harmful(text)
        if letter is not None:
            rule = "must have no control or direction characters"
            got, remedy = code_point(letter), "take it out, or write it in words"
            mistakes.append(Mistake(where, printable(path, 100), rule, got, remedy))

    waiting: list[tuple[str, Any]] = [("", table)]
    while waiting:
        above, node = waiting.pop()
        pairs = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in list(pairs):
            path = f"{above}.{key}" if above and isinstance(node, dict) else f"{above}{key}"
            if isinstance(node, list):
                path = f"{above}[{key}]"
            else:
                look(key, path)
            if isinstance(value, str):
                look(value, path)
            elif isinstance(value, dict | list):
                waiting.append((path if len(path) < 200 else "…", value))
            elif type(value) is int and abs(value) > _LARGEST:
                node[key] = float("inf") if value > 0 else float("-inf")
    return mistakes
