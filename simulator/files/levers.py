"""Levers as people write them: NAME=VALUE@MONTH on the command line, a table in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from simulator.errors import BadInput, Mistake
from simulator.files.complaints import spelling, text_of
from simulator.files.find import printable
from simulator.levers import LEVERS, Lever, LeverKind

#: Month after which no run goes on, so that a lever there is a slip of the pen.
LAST_MONTH = 600

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_MONTH = re.compile(r"\d{1,9}", re.ASCII)
_ORDER = {name: number for number, name in enumerate(LEVERS)}


def parse_lever(text: str) -> Lever:
    """The lever that NAME=VALUE[@MONTH] pulls; the month is 0 when absent.

    Raises:
        BadInput: Unknown name, value not allowed, or month outside [0, 600].

    >>> parse_lever("posture=sticks@6").month
    6
    """
    return parse_levers([text])[0]


def parse_levers(texts: Iterable[str]) -> tuple[Lever, ...]:
    """Every `--lever`, in order of their months.

    Raises:
        BadInput: All mistakes of all of them.
    """
    levers: list[Lever] = []
    mistakes: list[Mistake] = []
    for text in texts:
        name, equals, value = text.partition("=")
        found = _one("--lever", name.strip(), value.strip(), "") if equals else _no_equals(text)
        (levers if isinstance(found, Lever) else mistakes).append(found)  # type: ignore[arg-type]
    mistakes += _twice(levers, "--lever", "")
    if mistakes:
        raise BadInput(*mistakes)
    return in_order(levers)


def levers_of_table(
    table: Mapping[str, object], where: str
) -> tuple[dict[str, list[Lever]], list[Mistake]]:
    """The `[levers]` of a file, by name, and everything wrong with it.

    Unknown names are left to the model of the file, which has said so already.
    """
    levers: dict[str, list[Lever]] = {}
    mistakes: list[Mistake] = []
    for name, value in table.items():
        if name not in LEVERS:
            continue
        entries = value if isinstance(value, list) else [value]
        found = [_entry(where, name, entry) for entry in entries]
        levers[name] = [each for each in found if isinstance(each, Lever)]
        mistakes += [each for each in found if isinstance(each, Mistake)]
        mistakes += _twice(levers[name], where, "levers.")
    return levers, mistakes


def in_order(levers: Iterable[Lever]) -> tuple[Lever, ...]:
    """Levers by month, and within a month in the order of the registry."""
    return tuple(sorted(levers, key=lambda lever: (lever.month, _ORDER[lever.name])))


def levers_table(levers: Iterable[Lever]) -> dict[str, object]:
    """The `[levers]` table that reads back as these levers."""
    table: dict[str, object] = {}
    for name in LEVERS:
        texts = [_text(lever) for lever in levers if lever.name == name]
        if texts:
            table[name] = texts[0] if len(texts) == 1 else texts
    return table


def _text(lever: Lever) -> str:
    return f"{lever.value}@{lever.month}" if lever.month else lever.value


def _entry(where: str, name: str, entry: object) -> Lever | Mistake:
    if isinstance(entry, int | float) and not isinstance(entry, bool):
        return _one(where, name, text_of(entry), "levers.")
    if isinstance(entry, str):
        return _one(where, name, entry, "levers.")
    rule = "must be VALUE or VALUE@MONTH in quotes, a number, or a list of them"
    got = text_of(entry) if isinstance(entry, bool) else f"a {type(entry).__name__}"
    return Mistake(where, f"levers.{name}", rule, got, f"the value is {LEVERS[name].allowed()}")


def _no_equals(text: str) -> Mistake:
    rule = "must be NAME=VALUE or NAME=VALUE@MONTH"
    return Mistake("--lever", "", rule, repr(printable(text)), "write it like posture=sticks@6")


def _one(where: str, name: str, text: str, prefix: str) -> Lever | Mistake:
    kind = LEVERS.get(name)
    path = prefix + printable(name)
    if kind is None:
        return Mistake(where, path, "no such lever", None, spelling(name, tuple(LEVERS)))
    word, at, month_text = (part.strip() for part in text.partition("@"))
    number = _number(kind, word)
    if number is None:
        remedy = spelling(word, tuple(choice for choice, _ in kind.choices))
        remedy = remedy if kind.choices and remedy.startswith("did") else "write an allowed value"
        return Mistake(where, path, f"must be {kind.allowed()}", repr(printable(word)), remedy)
    if not at:
        return Lever(name, word, number, 0)
    month = int(month_text) if _MONTH.fullmatch(month_text) else -1
    if not 0 <= month <= LAST_MONTH:
        rule = f"month after @ must be a whole number in [0, {LAST_MONTH}] (months)"
        got = repr(printable(month_text))
        return Mistake(where, path, rule, got, f"write it like {name}={word}@6")
    return Lever(name, word, number, month)


def _number(kind: LeverKind, word: str) -> float | None:
    # float() also takes "1_0", "infinity" and other alphabets' digits; people do not mean those.
    if not kind.choices and not _NUMBER.fullmatch(word):
        return None
    return kind.number(word)


def _twice(levers: list[Lever], where: str, prefix: str) -> list[Mistake]:
    seen: set[tuple[str, int]] = set()
    mistakes = []
    for lever in levers:
        key = (lever.name, lever.month)
        if key in seen:
            got = f"month {lever.month} twice"
            rule = "a lever is pulled once a month"
            mistakes.append(Mistake(where, prefix + lever.name, rule, got, "keep one of them"))
        seen.add(key)
    return mistakes
