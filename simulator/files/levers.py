"""Levers as people write them: NAME=VALUE@MONTH on the command line, a table in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from simulator.errors import BadInput, Mistake
from simulator.files.complaints import spelling, text_of
from simulator.files.find import printable
from simulator.model.levers import LEVERS, Lever, LeverKind

#: Month after which no run goes on, so that a lever there is a slip of the pen.
LAST_MONTH = 600

#: What to do about a lever that comes too late.
LATER_END = "pull it earlier, or raise the months"

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


def parse_levers(texts: Iterable[str], months: int | None = None) -> tuple[Lever, ...]:
    """Every `--lever`, in order of their months.

    Args:
        texts: As typed.
        months: The horizon [months], at and after which no lever would do anything; None where it
            is not known yet.

    Raises:
        BadInput: All mistakes of all of them.
    """
    levers: list[Lever] = []
    mistakes: list[Mistake] = []
    for text in texts:
        name, equals, value = text.partition("=")
        if equals:
            levers += _one("--lever", name.strip(), value.strip(), "", mistakes, months)
        else:
            mistakes.append(_no_equals(text))
    mistakes += _twice(levers, "--lever", "")
    if months is not None:
        mistakes += too_late(levers, months, "--lever", "")
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
        levers[name] = [
            lever for entry in entries for lever in _entry(where, name, entry, mistakes)
        ]
        mistakes += _twice(levers[name], where, "levers.")
    return levers, mistakes


def too_late(levers: Iterable[Lever], months: int, where: str, prefix: str) -> list[Mistake]:
    """A mistake for each lever whose month the war does not reach: it would do nothing.

    Args:
        levers: Which to look at.
        months: The horizon [months]; the last step starts the month before.
        where: How the file or the option is called.
        prefix: Of a lever's path.
    """
    return [
        Mistake(where, prefix + lever.name, before_the_end(months), str(lever.month), LATER_END)
        for lever in levers
        if lever.month >= months
    ]


def before_the_end(months: int) -> str:
    """The rule for the month of a lever in a war of so many months."""
    return f"its month must come before the horizon of {months} months"


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


def _entry(where: str, name: str, entry: object, mistakes: list[Mistake]) -> list[Lever]:
    if isinstance(entry, int | float) and not isinstance(entry, bool):
        return _one(where, name, text_of(entry), "levers.", mistakes)
    if isinstance(entry, str):
        return _one(where, name, entry, "levers.", mistakes)
    rule = "must be VALUE or VALUE@MONTH in quotes, a number, or a list of them"
    got = text_of(entry) if isinstance(entry, bool) else f"a {type(entry).__name__}"
    remedy = f"the value is {LEVERS[name].allowed()}"
    mistakes.append(Mistake(where, f"levers.{name}", rule, got, remedy))
    return []


def _no_equals(text: str) -> Mistake:
    rule = "must be NAME=VALUE or NAME=VALUE@MONTH"
    return Mistake("--lever", "", rule, repr(printable(text)), "write it like posture=sticks@6")


def _one(
    where: str,
    name: str,
    text: str,
    prefix: str,
    mistakes: list[Mistake],
    months: int | None = None,
) -> list[Lever]:
    """The lever that VALUE[@MONTH] pulls; nothing, and what is wrong told, where it is mistaken."""
    kind = LEVERS.get(name)
    path = prefix + printable(name)
    if kind is None:
        mistakes.append(Mistake(where, path, "no such lever", None, spelling(name, tuple(LEVERS))))
        return []
    word, at, month_text = (part.strip() for part in text.partition("@"))
    number = _number(kind, word)
    if number is None:
        remedy = spelling(word, tuple(choice for choice, _ in kind.choices))
        remedy = remedy if kind.choices and remedy.startswith("did") else "write an allowed value"
        rule, got = f"must be {kind.allowed()}", repr(printable(word))
        mistakes.append(Mistake(where, path, rule, got, remedy))
    month = 0
    if at:
        month = int(month_text) if _MONTH.fullmatch(month_text) else -1
    if not 0 <= month <= LAST_MONTH:
        rule = f"month after @ must be a whole number in [0, {LAST_MONTH}] (months)"
        got, good = repr(printable(month_text)), word if number is not None else "…"
        mistakes.append(Mistake(where, path, rule, got, f"write it like {name}={good}@6"))
        return []
    if number is None:
        if months is not None and month >= months:
            rule = before_the_end(months)
            mistakes.append(Mistake(where, path, rule, str(month), LATER_END))
        return []
    return [Lever(name, word, number, month)]


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
