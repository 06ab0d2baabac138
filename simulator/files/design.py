"""Designs as people write them: a file in scenarios/designs/, or `--vary` after a scenario."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from simulator.designs import Axis, Design, DesignKind
from simulator.errors import BadInput, Mistake
from simulator.files.complaints import text_of
from simulator.files.design_model import AxisTable, DesignFile, design_mistakes
from simulator.files.find import known_names, locate, printable, shown
from simulator.files.levers import in_order, levers_of_table, parse_levers
from simulator.files.options import ENTROPY, MONTHS, REPLICATIONS, Whole, whole_number
from simulator.files.ranges import as_range
from simulator.files.read import read
from simulator.files.scenario import load_scenario, with_values
from simulator.files.sets import checked_sets, parse_sets
from simulator.files.vary import checked_axes, listed_axis, parse_vary, range_axis
from simulator.levers import LEVERS, Lever
from simulator.parameters import PARAMETERS
from simulator.records import Range, Scenario

KINDS: tuple[DesignKind, ...] = get_args(DesignKind)

POINTS = Whole("--points", 2, 1_000_000, "points of the design", "64")

#: Values along an axis of a grid that does not say, by the number of axes; 3 beyond.
_VALUES = {1: 11, 2: 7, 3: 5}
_FEWEST_VALUES = 3

#: Points of a design that does not say.
_POINTS = 64

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed after a command that plays a design; None or empty where nothing was.

    Attributes:
        scenario: A scenario, or a design file.
        vary: Every `--vary`.
        kind: `--design`.
        points: `--points`.
        replications: `-n`.
        entropy: `--entropy`.
        months: `--months`.
        sets: Every `--set`.
        levers: Every `--lever`.
        metrics: Every `--metric`.
        show: `--show`.
    """

    scenario: str
    vary: Sequence[str] = ()
    kind: str | None = None
    points: str | None = None
    replications: str | None = None
    entropy: str | None = None
    months: str | None = None
    sets: Sequence[str] = ()
    levers: Sequence[str] = ()
    metrics: Sequence[str] = ()
    show: str | None = None


def is_design(name: str) -> bool:
    """Whether a name or path means a design file.

    Raises:
        BadInput: There is no such file, or it is not TOML.
    """
    return read(locate(name))[0].get("kind") == "design"


def load_design(name: str) -> Design:
    """The design in a file.

    Args:
        name: A name in the scenarios folder (`designs/office-pain`), or a path.

    Raises:
        BadInput: No such file, or every mistake in it.
    """
    path = locate(name)
    table, digest = read(path)
    mistakes: list[Mistake] = []
    design = _of_table(table, path, digest, mistakes)
    if design is not None and not mistakes:
        design = _laid_out(design, shown(path), "vary", mistakes)
    if mistakes or design is None:
        raise BadInput(*mistakes)
    return design


def asked(
    typed: Typed, default: Design, axes_of: Callable[[Scenario], list[Axis]] | None = None
) -> tuple[Design, Scenario]:
    """The design that was typed, and the scenario that all its points start from.

    Args:
        typed: What was typed.
        default: What a scenario without a design file is played with.
        axes_of: What varies when nobody says; somebody must when None.

    Raises:
        BadInput: All mistakes of all options and of the files they name.
    """
    mistakes: list[Mistake] = []
    design = _told(lambda: _base(typed, default), mistakes) or default
    design = _over(design, typed, mistakes)
    if not design.axes and not typed.vary and axes_of is None:
        rule, remedy = "needs at least one axis", "add --vary stake.indivisible=0:1:5"
        mistakes.append(Mistake("--vary", "", rule, None, remedy))
    scenario = None
    if not mistakes:
        scenario = _told(lambda: base_scenario(design), mistakes)
    if scenario is not None:
        axes = design.axes or (tuple(axes_of(scenario)) if axes_of else ())
        design = _laid_out(replace(design, axes=axes), "--vary", "", mistakes)
    if mistakes or scenario is None:
        raise BadInput(*mistakes)
    return design, scenario


def base_scenario(design: Design) -> Scenario:
    """The scenario of a design, with what the design sets at every point.

    Raises:
        BadInput: Every mistake in its file, or a value that cannot be.
    """
    scenario = load_scenario(design.scenario)
    return with_values(scenario, design.sets) if design.sets else scenario


def _base(typed: Typed, default: Design) -> Design:
    if is_design(typed.scenario):
        return load_design(typed.scenario)
    load_scenario(typed.scenario)
    return replace(default, scenario=typed.scenario)


def _told(call: Callable[[], T], mistakes: list[Mistake]) -> T | None:
    try:
        return call()
    except BadInput as error:
        mistakes += error.mistakes
        return None


def _over(design: Design, typed: Typed, mistakes: list[Mistake]) -> Design:
    """The design with what was typed over what its file says."""

    def number(rule: Whole, text: str | None, otherwise: int) -> int:
        return otherwise if text is None else whole_number(rule, text, mistakes)

    axes = {axis.name: axis for axis in design.axes}
    axes |= {axis.name: axis for axis in parse_vary(typed.vary, mistakes)}
    sets = _told(lambda: parse_sets(typed.sets), mistakes) or {}
    levers = _told(lambda: parse_levers(typed.levers), mistakes) or ()
    kept = [each for each in design.levers if each.name not in {new.name for new in levers}]
    kind = next((kind for kind in KINDS if kind == typed.kind), design.kind)
    if typed.kind not in (None, *KINDS):
        rule, got = "must be " + " or ".join(KINDS), repr(printable(str(typed.kind)))
        mistakes.append(Mistake("--design", "", rule, got, "leave it out for grid"))
    return replace(
        design,
        kind=kind,
        axes=tuple(axes.values()),
        points=number(POINTS, typed.points, 0 if typed.vary or typed.kind else design.points),
        replications=number(REPLICATIONS, typed.replications, design.replications),
        entropy=number(ENTROPY, typed.entropy, design.entropy),
        months=number(MONTHS, typed.months, design.months),
        sets=MappingProxyType({**design.sets, **sets}),
        levers=in_order([*kept, *levers]),
        metrics=tuple(dict.fromkeys([*design.metrics, *typed.metrics])),
        show=design.show if typed.show is None else typed.show,
    )


def _laid_out(design: Design, where: str, path: str, mistakes: list[Mistake]) -> Design:
    """The design with its axes' numbers and its points filled in, clashes told."""
    fixed = {*design.sets, *(lever.name for lever in design.levers)}
    for axis in design.axes:
        if axis.name in fixed:
            at = f"{path}.{axis.name}" if path else axis.name
            rule, remedy = "must not be set and varied at once", "leave one of the two out"
            mistakes.append(Mistake(where, at, rule, None, remedy))
    said = [axis.number for axis in design.axes if axis.number]
    each = _VALUES.get(len(design.axes), _FEWEST_VALUES)
    axes = tuple(replace(axis, number=axis.number or each) for axis in design.axes)
    if design.kind != "grid":
        return replace(design, axes=axes, points=design.points or max(said, default=_POINTS))
    points = math.prod(len(axis.grid()) for axis in axes)
    if points > POINTS.high:
        rule = f"a grid must have at most {POINTS.high} points"
        mistakes.append(Mistake(where, path, rule, str(points), "use fewer values, or sobol"))
    elif design.points not in (0, points):
        rule = "a grid has as many points as its axes make"
        got = f"{design.points} for {points}"
        mistakes.append(Mistake("--points", "", rule, got, "leave it out, or use lhs or sobol"))
    return replace(design, axes=axes, points=points)


def _of_table(
    table: dict[str, Any], path: Path, digest: str, mistakes: list[Mistake]
) -> Design | None:
    where = shown(path)
    try:
        said = DesignFile.model_validate(table)
    except ValidationError as error:
        mistakes += design_mistakes(error, where)
        return None
    sets = _sets(said.set, where, mistakes)
    levers = _levers(said.levers, where, mistakes)
    axes = _axes(said.vary, where, mistakes)
    scenario = _scenario(said.scenario, path, mistakes)
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
