"""Worlds to play: a scenario with a card's arm on it, and a theory moved to the common date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.claims.cards.card import Arm
from simulator.files.common_date import load_on_common_date
from simulator.files.levers import in_order, parse_levers
from simulator.files.scenario import with_values
from simulator.files.sets import Settable
from simulator.model.levers import LEVERS, Lever
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range, Scenario


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

    Args:
        name: An author's scenario.

    Raises:
        BadInput: A scenario file has mistakes, or it cannot be put on that date.
    """
    return load_on_common_date(name)
