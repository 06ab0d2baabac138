"""Design files: what a sweep varies, as a person writes it in scenarios/designs/."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from simulator.errors import BadInput, Mistake
from simulator.files.command_line import Whole
from simulator.files.complaints import text_of
from simulator.files.design_model import (
    MOST_AXES,
    AxisTable,
    DesignFile,
    design_mistakes,
    sound_part,
)
from simulator.files.find import known_names, locate, printable, shown
from simulator.files.levers import in_order, levers_of_table, too_late
from simulator.files.ranges import as_range
from simulator.files.read import another_kind, read
from simulator.files.scenario import load_scenario
from simulator.files.sets import checked_sets
from simulator.files.vary import check_reached, checked_axes, listed_axis, range_axis
from simulator.model.designs import Axis, Design
from simulator.model.levers import LEVERS, Lever
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range

POINTS = Whole("--points", 2, 1_000_000, "points of the design", "64")

#: Most points x axes that are laid out. All of them are in memory at once.
MOST_PLACES = 8_000_000

#: Values along an axis of a grid that does not say, by the number of axes; 3 beyond.
_VALUES = {1: 11, 2: 7, 3: 5}
_FEWEST_VALUES = 3

#: Points of a design that does not say.
_POINTS = 64

T = TypeVar("T")


def is_design(name: str) -> bool:
    """Whether a name or path means a design file.

    Raises:
        BadInput: There is no such file, or it is not TOML.
    """
    return read(locate(name))[0].get("kind") == "design"


def load_design(name: str, more: Callable[[Design], object] | None = None) -> Design:
    """The design in a file.

    Args:
        name: A name in the scenarios folder (`designs/office-pain`), or a path.
        more: A check that raises `BadInput`, given what can be read of the design.

    Raises:
        BadInput: No such file, or every mistake in it.
    """
    path = locate(name)
    table, digest = read(path)
    other = another_kind(table, "design", shown(path))
    if other is not None:
        raise BadInput(other)
    mistakes: list[Mistake] = []
    design = _of_table(table, path, digest, mistakes)
    if more is not None:
        collect(lambda: more(design), mistakes)
    if not mistakes:
        design = laid_out(design, shown(path), "vary", mistakes)
    if mistakes:
        raise BadInput(*mistakes)
    return design


def collect(call: Callable[[], T], mistakes: list[Mistake]) -> T | None:
    """What a call returns; None where it refuses, and why goes into `mistakes`."""
    try:
        return call()
    except BadInput as error:
        mistakes += error.mistakes
        return None


def laid_out(
    design: Design, where: str, path: str, mistakes: list[Mistake], most: int = MOST_AXES
) -> Design:
    """The design with its axes' numbers and its points filled in, clashes told.

    Args:
        design: As read, or typed.
        where: The file or the option.
        path: Of the design within it.
        mistakes: Added to.
        most: The most axes that it may have.
    """
    fixed = {*design.sets, *(lever.name for lever in design.levers)}
    for axis in design.axes:
        if axis.name in fixed:
            at = f"{path}.{axis.name}" if path else axis.name
            rule, remedy = "must not be set and varied at once", "leave one of the two out"
            mistakes.append(Mistake(where, at, rule, None, remedy))
    said = [axis.number for axis in design.axes if axis.number]
    each = _VALUES.get(len(design.axes), _FEWEST_VALUES)
    axes = tuple(replace(axis, number=axis.number or each) for axis in design.axes)
    if len(axes) > most:
        mistakes.append(_too_many_axes(where, path, len(axes)))
        return design
    if design.kind != "grid":
        points = design.points or max(said, default=_POINTS)
        if points * len(axes) > MOST_PLACES:
            rule = f"points x axes must be at most {MOST_PLACES:,}, which takes 1 GB to lay out"
            got = f"{points:,} x {len(axes)}"
            mistakes.append(Mistake(where, path, rule, got, "ask for fewer points or axes"))
        return replace(design, axes=axes, points=points)
    points = math.prod(len(axis.grid()) for axis in axes)
    if points > POINTS.high:
        rule = f"a grid must have at most {POINTS.high} points"
        mistakes.append(Mistake(where, path, rule, str(points), "use fewer values, or sobol"))
    elif design.points not in (0, points):
        rule = "a grid has as many points as its axes make"
        got = f"{design.points} for {points}"
        mistakes.append(Mistake("--points", "", rule, got, "leave it out, or use lhs or sobol"))
    return replace(design, axes=axes, points=points)


def _of_table(table: dict[str, Any], path: Path, digest: str, mistakes: list[Mistake]) -> Design:
    where = shown(path)
    try:
        said = DesignFile.model_validate(table)
    except ValidationError as error:
        mistakes += design_mistakes(error, where)
        said = sound_part(table, error)
    sets = _sets(said.set, where, mistakes)
    levers = _levers(said.levers, where, mistakes)
    mistakes += too_late(levers, said.months, where, "levers.")
    rows = table.get("vary")
    many = isinstance(rows, list) and len(rows) > MOST_AXES
    if isinstance(rows, list) and many:
        mistakes.append(_too_many_axes(where, "vary", len(rows)))
    axes = [] if many else _axes(said.vary, where, mistakes)
    check_reached(axes, said.months, where, "vary.", mistakes)
    scenario = _scenario(said.scenario, path, mistakes) if said.scenario else ""
    return Design(
        scenario=scenario,
        kind=said.design,
        axes=tuple(axes),
        points=said.points or 0,
        replications=said.replications,
        entropy=said.entropy,
        months=said.months,
        sets=MappingProxyType(sets),
        levers=levers,
        metrics=tuple(dict.fromkeys(said.metrics)),
        show=said.show,
        title=said.title,
        question=said.question,
        files=MappingProxyType({where: digest}),
    )


def _too_many_axes(where: str, path: str, number: int) -> Mistake:
    rule = f"must have at most {MOST_AXES} axes"
    return Mistake(where, path, rule, str(number), "leave some out, or set them")


def _scenario(name: str, path: Path, mistakes: list[Mistake]) -> str:
    try:
        found = locate(name, beside=path)
        load_scenario(str(found))
    except BadInput as error:
        mistakes += error.mistakes
        return name
    return name if name in known_names() else str(found)


def _sets(
    said: Mapping[str, Any], where: str, mistakes: list[Mistake]
) -> dict[str, float | Range | bool | str]:
    wrong = checked_sets(said)
    mistakes += [replace(each, where=where, path=f"set.{each.path}") for each in wrong]
    if wrong:
        return {}
    return {
        path: as_range(value if isinstance(value, dict) else float(value))
        if path in PARAMETERS
        else value
        for path, value in said.items()
    }


def _levers(said: Mapping[str, Any], where: str, mistakes: list[Mistake]) -> tuple[Lever, ...]:
    for name in said:
        if name not in LEVERS:
            at, remedy = f"levers.{printable(name)}", "see `simulator levers`"
            mistakes.append(Mistake(where, at, "no such lever", None, remedy))
    by_name, wrong = levers_of_table(said, where)
    mistakes += wrong
    return in_order(lever for pulled in by_name.values() for lever in pulled)


def _axes(tables: Sequence[AxisTable], where: str, mistakes: list[Mistake]) -> list[Axis]:
    axes = []
    for table in tables:
        at = f"vary.{printable(table.name)}"
        ranged = table.low is not None and table.high is not None
        half = (table.low is None) != (table.high is None)
        if half or ranged == (table.values is not None):
            rule = "must have either low and high, or values"
            mistakes.append(Mistake(where, at, rule, None, "write low = …, high = …, n = …"))
        elif table.values is not None:
            if table.n is not None or table.log or not table.values:
                rule = "values go without n and log, and are not empty"
                got = text_of(table.n) if table.n is not None else None
                mistakes.append(Mistake(where, at, rule, got, "leave n and log out"))
                continue
            axes.append((listed_axis(table.name, table.values, table.month), at))
        elif table.low is not None and table.high is not None:
            ends = table.low, table.high
            axis = range_axis(table.name, *ends, table.n or 0, table.month, table.log)
            axes.append((axis, at))
    return checked_axes(axes, where, mistakes)
