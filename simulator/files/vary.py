"""`--vary NAME=LO:HI[:N][@MONTH]` or `NAME=V1,V2,…[@MONTH]`: one axis of a design.

A name is anything that `--set` knows, or a lever. What an axis says is checked as if `--set` or
`--lever` had said it, value by value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from simulator.errors import Mistake
from simulator.files.complaints import text_of
from simulator.files.find import printable
from simulator.files.levers import LAST_MONTH, LATER_END, before_the_end, levers_of_table
from simulator.files.sets import SETTABLE, checked_sets, near_path
from simulator.model.designs import Axis, Setting
from simulator.model.levers import LEVERS
from simulator.model.parameters import PARAMETERS

WHERE = "--vary"

#: Most values along one axis of a grid, and most choices on one.
MOST_VALUES = 1000

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_EXAMPLE = "write it like stake.indivisible=0:1:5, or posture=carrots,sticks"


def parse_vary(texts: Iterable[str], mistakes: list[Mistake]) -> list[Axis]:
    """Every `--vary`; what is wrong goes into `mistakes`."""
    axes = []
    for text in texts:
        name, equals, spec = (part.strip() for part in text.partition("="))
        if not (name and equals and spec):
            got = repr(printable(text))
            mistakes.append(Mistake(WHERE, "", "must be NAME=LO:HI or NAME=V1,V2", got, _EXAMPLE))
            continue
        axis = _typed(name, spec, mistakes)
        if axis is not None:
            axes.append(axis)
    _once(axes, WHERE, "", mistakes)
    return axes


def checked_axes(
    axes: Sequence[tuple[Axis, str]], where: str, mistakes: list[Mistake]
) -> list[Axis]:
    """The axes of a file that say something allowed; the rest is told.

    Args:
        axes: Each with its place in the file.
        where: How the file is called.
        mistakes: Added to.
    """
    good = [axis for axis, path in axes if not _wrong(axis, where, path, mistakes)]
    _once(good, where, "vary.", mistakes)
    return good


def check_reached(
    axes: Iterable[Axis], months: int, where: str, prefix: str, mistakes: list[Mistake]
) -> None:
    """Tell each axis of a lever that would be pulled after the war: its points are all the same."""
    for axis in axes:
        if axis.is_lever and axis.month >= months:
            rule, got = before_the_end(months), str(axis.month)
            mistakes.append(Mistake(where, prefix + axis.name, rule, got, LATER_END))


def _typed(name: str, spec: str, mistakes: list[Mistake]) -> Axis | None:
    body, at, month_text = (part.strip() for part in spec.partition("@"))
    month = 0
    if at:
        month = int(month_text) if re.fullmatch(r"\d{1,9}", month_text, re.ASCII) else -1
    parts = [part.strip() for part in body.split(":")]
    if len(parts) == 1:
        axis = listed_axis(name, [_setting(word) for word in body.split(",")], month)
    elif len(parts) in (2, 3) and all(_NUMBER.fullmatch(part) for part in parts):
        number = 0
        if len(parts) == 3:
            # 0 means that nobody said; one who types it has made a mistake.
            number = int(parts[2]) if re.fullmatch(r"\d{1,6}", parts[2], re.ASCII) else -1
            number = number or -1
        axis = range_axis(name, float(parts[0]), float(parts[1]), number, month)
    else:
        got = repr(printable(spec))
        mistakes.append(Mistake(WHERE, printable(name), "must be LO:HI or V1,V2", got, _EXAMPLE))
        return None
    return None if _wrong(axis, WHERE, "", mistakes) else axis


def range_axis(
    name: str, low: float, high: float, number: int = 0, month: int = 0, log: bool = False
) -> Axis:
    """An axis between two ends; whole where its parameter is."""
    whole = name in PARAMETERS and PARAMETERS[name].whole
    return Axis(name, low, high, number, (), month, log, whole)


def listed_axis(name: str, values: Sequence[Setting], month: int = 0) -> Axis:
    """An axis of listed values; those of a lever that takes words are words, numbers included."""
    words = name in LEVERS and bool(LEVERS[name].choices)
    choices = tuple(lever_text(value) for value in values) if words else tuple(values)
    return Axis(name, choices=choices, month=month)


def _setting(word: str) -> Setting:
    word = word.strip()
    if word in ("true", "false"):
        return word == "true"
    return float(word) if _NUMBER.fullmatch(word) else word


def _wrong(axis: Axis, where: str, path: str, mistakes: list[Mistake]) -> bool:
    """Whether an axis says something that is not allowed; what, goes into `mistakes`."""
    at = path or printable(axis.name)
    if axis.name not in LEVERS and axis.name not in SETTABLE:
        rule = "no such parameter, mechanism or lever"
        levers = difflib.get_close_matches(axis.name[:200], LEVERS, 1, 0.75)
        remedy = f"did you mean {levers[0]}?" if levers else near_path(axis.name)
        mistakes.append(Mistake(where, at, rule, None, remedy))
        return True
    told = [*_shape(axis, where, at), *_month(axis, where, at)]
    if not told:
        ends = axis.choices or (axis.low, axis.high)
        check = _lever_mistakes if axis.is_lever else _value_mistakes
        told = [wrong for value in ends for wrong in check(axis, value, where, at)]
    mistakes += dict.fromkeys(told)
    return bool(told)


def _shape(axis: Axis, where: str, at: str) -> list[Mistake]:
    if axis.choices:
        seen = len(set(map(str, axis.choices)))
        if seen != len(axis.choices) or not 2 <= seen <= MOST_VALUES:
            rule = f"needs 2 to {MOST_VALUES} different values"
            got = printable(", ".join(map(text_of, axis.choices)))
            return [Mistake(where, at, rule, got, "list each value once")]
        return []
    kind = LEVERS.get(axis.name)
    if (kind is not None and kind.choices) or (kind is None and axis.name not in PARAMETERS):
        words = kind.allowed() if kind else "true,false"
        rule = "takes words, not a range"
        return [Mistake(where, at, rule, f"{axis.low:g}:{axis.high:g}", f"list some: {words}")]
    if not axis.low < axis.high:
        got = f"{axis.low:g} and {axis.high:g}"
        return [Mistake(where, at, "low must be below high", got, "swap or spread them")]
    if axis.log and axis.low <= 0.0:
        rule = "low must be above 0 on a logarithmic scale"
        return [Mistake(where, at, rule, f"{axis.low:g}", "raise low, or leave log out")]
    if axis.number and not 2 <= axis.number <= MOST_VALUES:
        rule = f"must have a whole number of values in [2, {MOST_VALUES}]"
        return [Mistake(where, at, rule, None, _EXAMPLE)]
    return []


def _month(axis: Axis, where: str, at: str) -> list[Mistake]:
    if axis.is_lever and not 0 <= axis.month <= LAST_MONTH:
        rule = f"month must be a whole number in [0, {LAST_MONTH}] (months)"
        return [Mistake(where, at, rule, None, f"write it like {axis.name}=…@6")]
    if not axis.is_lever and axis.month:
        rule = "only a lever has a month"
        return [Mistake(where, at, rule, str(axis.month), "leave the month out")]
    return []


def _lever_mistakes(axis: Axis, value: Setting, where: str, at: str) -> list[Mistake]:
    _, wrong = levers_of_table({axis.name: lever_text(value)}, where)
    return [replace(each, path=at) for each in wrong]


def _value_mistakes(axis: Axis, value: Setting, where: str, at: str) -> list[Mistake]:
    return [replace(each, where=where, path=at) for each in checked_sets({axis.name: value})]


def lever_text(value: Setting) -> str:
    """A lever's value as one would type it.

    >>> lever_text(0.5), lever_text(1.0), lever_text("sticks")
    ('0.5', '1', 'sticks')
    """
    return value if isinstance(value, str) else text_of(value)


def _once(axes: Sequence[Axis], where: str, prefix: str, mistakes: list[Mistake]) -> None:
    names = [axis.name for axis in axes]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        rule = "an axis is named once"
        mistakes.append(Mistake(where, prefix + name, rule, "it twice", "keep one of them"))
