"""Worlds between two theories: some groups of assumptions from one, the rest from the other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from types import MappingProxyType

from simulator.files.levers import in_order
from simulator.model.levers import LEVERS
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.groups import GROUPS, group_of
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Range, Scenario


@dataclass(frozen=True, slots=True)
class Departure:
    """One thing that two scenarios see differently, as text a person reads."""

    path: str
    first: str
    second: str


def differences(first: Scenario, second: Scenario) -> dict[str, tuple[Departure, ...]]:
    """What two scenarios see differently, by group; groups on which they agree have nothing.

    Args:
        first: One theory.
        second: The other, on the same date.
    """
    found: dict[str, list[Departure]] = {group: [] for group in GROUPS}
    for path in _paths():
        here, there = _said(first, path), _said(second, path)
        if here != there:
            found[group_of(path)].append(Departure(path, here, there))
    return {group: tuple(departures) for group, departures in found.items()}


def hybrid(first: Scenario, second: Scenario, from_second: Collection[str]) -> Scenario:
    """`first`, with the named groups as `second` has them.

    What an author is silent on is the base's range in both, and a range is drawn on its
    parameter's own channel, so war k draws it alike in every hybrid.

    Args:
        first: Gives every group not named.
        second: Gives the groups named.
        from_second: Names in GROUPS.
    """

    def giver(path: str) -> Scenario:
        return second if group_of(path) in from_second else first

    levers = [
        lever
        for scenario in (first, second)
        for lever in scenario.levers
        if giver(f"levers.{lever.name}") is scenario
    ]
    return replace(
        first,
        name=f"{first.name} with {', '.join(sorted(from_second))} of {second.name}",
        values=MappingProxyType({path: giver(path).values[path] for path in PARAMETERS}),
        switches=MappingProxyType(
            {name: giver(f"mechanisms.{name}").switches[name] for name in SWITCHES}
        ),
        levers=in_order(levers),
        files=MappingProxyType({**first.files, **second.files}),
    )


def _paths() -> list[str]:
    return [
        *PARAMETERS,
        *(f"mechanisms.{name}" for name in SWITCHES),
        *(f"levers.{name}" for name in LEVERS),
    ]


def _said(scenario: Scenario, path: str) -> str:
    table, _, name = path.partition(".")
    if table == "mechanisms":
        return "on" if scenario.switches[name] else "off"
    if table == "levers":
        pulled = [f"{each.value}@{each.month}" for each in scenario.levers if each.name == name]
        return ", ".join(pulled) or "not pulled"
    value = scenario.values[path]
    if not isinstance(value, Range):
        return f"{value:g}"
    shape = "" if value.distribution == "uniform" else f" {value.distribution}"
    middle = "" if value.mode is None else f" about {value.mode:g}"
    return f"{value.low:g} to {value.high:g}{shape}{middle}"
