"""The numbers and words of the command line, checked together so that all mistakes show at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from simulator.errors import BadInput, Mistake
from simulator.files.find import locate, printable
from simulator.files.levers import LAST_MONTH, parse_levers
from simulator.files.sets import parse_sets

ENGINES = ("ensemble", "mesa", "plain")

_WHOLE = re.compile(r"[+-]?\d{1,30}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number that an option takes.

    Attributes:
        option: As typed.
        low: Least allowed.
        high: Greatest allowed.
        unit: What one of it is.
        example: A value that works.
    """

    option: str
    low: int
    high: int
    unit: str
    example: str


REPLICATIONS = Whole("-n", 1, 1_000_000, "wars", "1000")
REPLICATION = Whole("-k", 0, 2**63 - 1, "number of a war, from 0", "0")
ENTROPY = Whole("--entropy", 0, 2**63 - 1, "names the luck", "0")
WIDTH = Whole("--width", 0, 10, "times the neutral range", "3")
BUDGET = Whole("--budget", 1, 86_400, "seconds", "400")
PORT = Whole("--port", 0, 65535, "0 for any that is free", "8765")
EXPORTED = Whole("-n", 2, 1000, "wars", "1000")
MONTHS = Whole("--months", 1, LAST_MONTH, "months", "60")


def checked(
    wholes: Sequence[tuple[Whole, str]],
    sets: Sequence[str] = (),
    levers: Sequence[str] = (),
    engine: str = ENGINES[0],
    more: Callable[[list[int]], object] | None = None,
    scenarios: Sequence[str] = (),
) -> list[int]:
    """The numbers typed, in the order given.

    Args:
        wholes: Each option's rule and what was typed.
        sets: Every `--set`; checked only.
        levers: Every `--lever`; checked only, against the horizon if that is among the numbers.
        engine: The `--engine`; checked only.
        more: A check that raises `BadInput`, given the numbers (the greatest for those mistaken).
        scenarios: Names and paths; that there is such a file is checked, not what it says.

    Raises:
        BadInput: All mistakes of all options.
    """
    mistakes: list[Mistake] = []
    numbers = [whole_number(rule, text, mistakes) for rule, text in wholes]
    pairs = zip(wholes, numbers, strict=True)
    horizon = next((number for (whole, _), number in pairs if whole is MONTHS), None)
    if engine not in ENGINES:
        rule = "must be " + " or ".join(ENGINES)
        got = repr(printable(engine))
        mistakes.append(Mistake("--engine", "", rule, got, "leave it out for ensemble"))
    checks: list[Callable[[], object]] = [partial(locate, name) for name in scenarios]
    checks += [partial(parse_sets, sets), partial(parse_levers, levers, horizon)]
    if more is not None:
        checks.append(partial(more, numbers))
    try:
        together(*checks)
    except BadInput as error:
        mistakes += error.mistakes
    if mistakes:
        raise BadInput(*dict.fromkeys(mistakes))
    return numbers


def together(*checks: Callable[[], object]) -> None:
    """Make several checks and tell the mistakes of all.

    Raises:
        BadInput: All mistakes.
    """
    mistakes: list[Mistake] = []
    for check in checks:
        try:
            check()
        except BadInput as error:
            mistakes += error.mistakes
    if mistakes:
        raise BadInput(*mistakes)


def checked_control(months: str, sets: Sequence[str], levers: Sequence[str]) -> None:
    """Check what was typed for the control of a contrast, under the names of its options.

    Raises:
        BadInput: All mistakes.
    """
    called = {"--set": "--against-set", "--lever": "--against"}
    try:
        checked([(MONTHS, months)], sets, levers)
    except BadInput as error:
        mistakes = (
            replace(each, where=called.get(each.where, each.where)) for each in error.mistakes
        )
        raise BadInput(*mistakes) from None


def whole_number(rule: Whole, text: str, mistakes: list[Mistake]) -> int:
    """The number typed; a mistake is added to the list, and the greatest allowed comes back for it.

    With the longest horizon nothing else that was typed looks wrong only because of this.
    """
    number = int(text) if _WHOLE.fullmatch(text.strip()) else None
    if number is not None and rule.low <= number <= rule.high:
        return number
    allowed = f"must be a whole number in [{rule.low}, {rule.high}] ({rule.unit})"
    remedy = f"write it like {rule.option} {rule.example}"
    mistakes.append(Mistake(rule.option, "", allowed, repr(printable(text)), remedy))
    return rule.high
