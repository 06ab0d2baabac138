"""Worlds to play: a scenario with a card's arm on it, and a theory moved to the common date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.cards.card import Arm
from simulator.files.levers import in_order, parse_levers
from simulator.files.scenario import load_scenario, with_values
from simulator.files.sets import Settable
from simulator.levers import LEVERS, Lever
from simulator.parameters import PARAMETERS
from simulator.records import Range, Scenario

#: Month at which all theories are started with one set of facts; the base carries its facts.
COMMON = "2025-10"
#: The scenario that holds those facts and no theory.
BASE = "base"
#: How a `[because]` entry begins when it is a fact of the author's own month and no theory.
_FACT = "Fact"


@dataclass(frozen=True, slots=True)
class World:
    """A scenario and the levers pulled beside its own."""

    scenario: Scenario
    levers: tuple[Lever, ...]


def label(arm: Arm, scenario: Scenario) -> str:
    """A name that two arms share exactly when they make the same world of a scenario."""
    levers = [f"{each.name}={each.value}@{each.month}" for each in _pulled(arm, scenario)]
    return "; ".join(
        [
            *levers,
            *(f"{path}={value}" for path, value in sorted(arm.set.items())),
            *(f"{path} x {factor}" for path, factor in sorted(arm.times.items()) if factor != 1.0),
        ]
    )


def world(arm: Arm, scenario: Scenario) -> World:
    """The world that an arm makes of a scenario."""
    changes: dict[str, Settable] = dict(arm.set)
    for path, factor in arm.times.items():
        changes[path] = _times(scenario.values[path], factor, path)
    changed = with_values(scenario, changes) if changes else scenario
    return World(changed, _pulled(arm, scenario))


def _pulled(arm: Arm, scenario: Scenario) -> tuple[Lever, ...]:
    """Levers that change something: not one that says what the scenario says or nobody pulled."""
    own = {lever.name for lever in scenario.levers}
    at_once = {(lever.name, lever.value) for lever in scenario.levers if lever.month == 0}
    later = {lever.name for lever in scenario.levers if lever.month > 0}

    def idle(lever: Lever) -> bool:
        if lever.month > 0 or LEVERS[lever.name].event or lever.name in later:
            return False
        if lever.name in own:
            return (lever.name, lever.value) in at_once
        return lever.number == LEVERS[lever.name].default

    levers = in_order(parse_levers(arm.levers))
    moved = {lever.name for lever in levers if lever.month > 0}
    return tuple(lever for lever in levers if lever.name in moved or not idle(lever))


def _times(value: float | Range, factor: float, path: str) -> float | Range:
    """A number or a range times a factor, cut at what the parameter allows."""
    row = PARAMETERS[path]

    def cut(number: float) -> float:
        return min(row.high, max(row.low, number * factor))

    if not isinstance(value, Range):
        return cut(value)
    low, high = cut(value.low), cut(value.high)
    if low >= high:
        return low
    mode = None if value.mode is None else cut(value.mode)
    return replace(value, low=low, high=high, mode=mode)


def at_common_date(name: str) -> Scenario:
    """An author's theory on the facts of the common date.

    The base of that date, with every departure of the author's scenario that is theory: its
    `[because]` entry names a mechanism or a fact that the author asserts, not a measured fact of
    another month. A lever that changes in a later month is tied to the author's own calendar and is
    left out.

    Args:
        name: An author's scenario.

    Raises:
        BadInput: A scenario file has mistakes.
    """
    own, base = load_scenario(name), load_scenario(BASE)
    theory = [path for path, reason in own.because.items() if not reason.startswith(_FACT)]
    values: dict[str, Settable] = {path: own.values[path] for path in theory if path in PARAMETERS}
    switches = (path for path in theory if path.startswith("mechanisms."))
    values |= {path: own.switches[path.partition(".")[2]] for path in switches}
    timed = {lever.name for lever in own.levers if lever.month > 0}
    levers = tuple(
        lever
        for lever in own.levers
        if lever.name not in timed and f"levers.{lever.name}" in theory
    )
    moved = with_values(base, values)
    return replace(
        moved,
        name=own.name,
        title=f"{own.title}, at the common date",
        question=own.question,
        start=base.start,
        levers=levers,
        because={path: own.because[path] for path in theory},
        files={**base.files, **own.files},
    )
