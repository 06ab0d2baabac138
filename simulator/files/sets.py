"""`--set PATH=VALUE`: one value of a scenario, from the command line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from pydantic import ValidationError

from simulator.errors import BadInput, Mistake
from simulator.files.complaints import mistakes_of, spelling, unknown_path
from simulator.files.find import printable
from simulator.files.model import scenario_model
from simulator.files.ranges import as_range, as_table
from simulator.model.levers import LEVERS
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Range

_WHERE = "--set"

# A number as a person writes it: no underscores, no other bases, no blanks.
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_FIRST = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?"
_PLAIN = re.compile(rf"{_NUMBER}|[+-]?(?:inf|nan)", re.ASCII)
_RANGE = re.compile(
    rf"({_FIRST})\.\.({_NUMBER})(?: (uniform|triangular|normal|loguniform))?", re.ASCII
)
_ODD = re.compile(r"\d_\d|\b0[xob][0-9a-fA-F]", re.ASCII)

#: What a path may be set to.
Settable: TypeAlias = float | Range | bool | str | Mapping[str, object]

#: Everything that can be set, parameters first.
SETTABLE = (*PARAMETERS, *(f"mechanisms.{name}" for name in SWITCHES), "front.steps", "phase")


def parse_set(text: str) -> tuple[str, float | Range | bool | str]:
    """Path and value of PATH=VALUE.

    The value is what a file would say: a number, a range `{low=0.1, high=0.3}`, true, false or a
    word.

    Raises:
        BadInput: Unknown path, or a value that is not allowed there.

    >>> parse_set("stake.indivisible=0.3")
    ('stake.indivisible', 0.3)
    >>> parse_set("stake.indivisible=0.2..0.4")[1]
    Range(low=0.2, high=0.4, distribution='uniform', mode=None)
    """
    return next(iter(parse_sets([text]).items()))


def parse_sets(texts: Iterable[str]) -> dict[str, float | Range | bool | str]:
    """Every `--set`, by path.

    Raises:
        BadInput: All mistakes of all of them.
    """
    raw: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for text in texts:
        path, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not path or not value:
            got = repr(printable(text))
            remedy = "write it like stake.indivisible=0.3"
            mistakes.append(Mistake(_WHERE, "", "must be PATH=VALUE", got, remedy))
        elif path in raw:
            rule = "a path is set once"
            mistakes.append(Mistake(_WHERE, printable(path), rule, "it twice", "keep one of them"))
        else:
            raw[path] = _value(value)
    mistakes += checked_sets(raw)
    if mistakes:
        raise BadInput(*mistakes)
    return {path: _meant(path, value) for path, value in raw.items()}


def checked_sets(values: Mapping[str, Settable]) -> list[Mistake]:
    """Everything wrong with these paths and values, each on its own."""
    mistakes: list[Mistake] = []
    table: dict[str, Any] = {"kind": "scenario", "title": "options"}
    for path, value in values.items():
        if path not in SETTABLE:
            mistakes.append(Mistake(_WHERE, printable(path), "no such path", None, near_path(path)))
            continue
        group, dot, name = path.partition(".")
        plain = as_table(value) if isinstance(value, Range) else value
        if dot:
            table.setdefault(group, {})[name] = plain
        else:
            table[group] = plain
    try:
        scenario_model().model_validate(table)
    except ValidationError as error:
        mistakes += mistakes_of(error, _WHERE)
    return mistakes


def _value(text: str) -> Any:  # noqa: ANN401  # whatever TOML can say
    if _PLAIN.fullmatch(text):
        return float(text)
    # As the program prints a range.
    if (range_ := _RANGE.fullmatch(text)) is not None:
        ends = {"low": float(range_[1]), "high": float(range_[2])}
        return ends if range_[3] is None else {**ends, "distribution": range_[3]}
    try:
        read = tomllib.loads("value = " + text)
    except (ValueError, RecursionError):
        return text
    value = read["value"]
    # TOML has more ways to write a number than people mean: 0_3, 0x1F.
    odd = type(value) in (int, float) or _ODD.search(text) is not None
    return text if odd or list(read) != ["value"] else value


def _meant(path: str, value: Any) -> float | Range | bool | str:  # noqa: ANN401  # as above
    if path in PARAMETERS:
        return as_range(value if isinstance(value, dict) else float(value))
    return value if isinstance(value, bool) else str(value)


def near_path(path: str) -> str:
    """What to do about a path that cannot be set: the nearest one that can."""
    group, _, name = path.partition(".")
    if path in LEVERS or (group == "levers" and name in LEVERS):
        return f"that is a lever: use --lever {name or path}=VALUE"
    if path in SWITCHES:
        return f"did you mean mechanisms.{path}?"
    if group == "mechanisms":
        return spelling(name, tuple(SWITCHES))
    also = difflib.get_close_matches(path[:200], SETTABLE[len(PARAMETERS) :], n=1, cutoff=0.8)
    return f"did you mean {also[0]}?" if also else unknown_path(path)
