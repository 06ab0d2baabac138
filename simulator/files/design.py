"""Designs as people type them: a design file or a scenario, and options over what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import get_args

from simulator.errors import BadInput, Mistake
from simulator.files.command_line import ENTROPY, MONTHS, REPLICATIONS, Whole, whole_number
from simulator.files.design_file import POINTS, collect, is_design, laid_out, load_design
from simulator.files.design_model import MOST_AXES
from simulator.files.find import printable
from simulator.files.levers import LAST_MONTH, in_order, parse_levers
from simulator.files.scenario import load_scenario, with_values
from simulator.files.sets import parse_sets
from simulator.files.vary import check_reached, parse_vary
from simulator.model.designs import Axis, Design, DesignKind
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Scenario

KINDS: tuple[DesignKind, ...] = get_args(DesignKind)


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


def asked(
    typed: Typed,
    default: Design,
    axes_of: Callable[[Scenario], list[Axis]] | None = None,
    more: Callable[[Design], object] | None = None,
) -> tuple[Design, Scenario]:
    """The design that was typed, and the scenario that all its points start from.

    Args:
        typed: What was typed.
        default: What a scenario without a design file is played with.
        axes_of: What varies when nobody says; somebody must when None.
        more: A check that raises `BadInput`, given what can be read of the design.

    Raises:
        BadInput: All mistakes of all options and of the files they name.
    """
    mistakes: list[Mistake] = []
    base = collect(lambda: _base(typed, default), mistakes)
    # Of a file that cannot be read nobody knows the horizon: no month is told for being after it.
    design = _over(base or replace(default, months=LAST_MONTH), typed, mistakes)
    if more is not None:
        collect(lambda: more(design), mistakes)
    if base is not None and not design.axes and not typed.vary and axes_of is None:
        rule, remedy = "needs at least one axis", "add --vary stake.indivisible=0:1:5"
        mistakes.append(Mistake("--vary", "", rule, None, remedy))
    scenario = None
    if not mistakes:
        scenario = collect(lambda: base_scenario(design), mistakes)
    if scenario is not None:
        # What a scenario itself leaves open may be more than anybody types.
        axes, most = design.axes, MOST_AXES
        if not axes and axes_of:
            axes, most = tuple(axes_of(scenario)), len(PARAMETERS)
        design = laid_out(replace(design, axes=axes), "--vary", "", mistakes, most)
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


def _over(design: Design, typed: Typed, mistakes: list[Mistake]) -> Design:
    """The design with what was typed over what its file says."""

    def number(rule: Whole, text: str | None, otherwise: int) -> int:
        return otherwise if text is None else whole_number(rule, text, mistakes)

    months = number(MONTHS, typed.months, design.months)
    axes = {axis.name: axis for axis in design.axes}
    axes |= {axis.name: axis for axis in parse_vary(typed.vary, mistakes)}
    check_reached(axes.values(), months, "--vary", "", mistakes)
    sets = collect(lambda: parse_sets(typed.sets), mistakes) or {}
    levers = collect(lambda: parse_levers(typed.levers, months), mistakes) or ()
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
        months=months,
        sets=MappingProxyType({**design.sets, **sets}),
        levers=in_order([*kept, *levers]),
        metrics=tuple(dict.fromkeys([*design.metrics, *typed.metrics])),
        show=design.show if typed.show is None else typed.show,
    )
