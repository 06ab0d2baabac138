"""What is said to need a mechanism needs it; measured again, on several worlds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from types import MappingProxyType

import numpy as np
import pytest
from worlds import alternatives

from simulator.files.levers import in_order, parse_levers
from simulator.files.scenario import load_scenario
from simulator.model.levers import LEVERS
from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.per_war import Wars
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.reach import NEEDS, SHOWS, cannot_act, holds_anyway
from simulator.model.records import Scenario
from simulator.run.ensemble import some_wars

WARS, MONTHS = 8, 30
#: What other levers are at work meanwhile, so that patrons, talks and truces have their rules.
BESIDE = in_order(
    parse_levers(["posture=alternate@2", "guarantee=0.5", "talks=1@4", "pressure=1@9"])
)


def without(name: str, *off: str, phase: str = "war") -> Scenario:
    which = load_scenario(name)
    on = {**dict.fromkeys(SWITCHES, True), **dict.fromkeys(off, False)}
    return replace(
        which,
        phase="truce" if phase == "truce" else "war",
        levers=(),
        switches=MappingProxyType(on),
    )


@cache
def worlds(off: str) -> tuple[Scenario, ...]:
    return (
        without("base", off),
        without("person", off, "bargaining"),
        without("base", off, phase="truce"),
    )


@cache
def as_it_is(off: str, place: int) -> Wars:
    return some_wars(worlds(off)[place], 5, range(WARS), MONTHS, BESIDE)


def others(path: str, which: Scenario) -> Iterator[tuple[Scenario, str]]:
    """The world with the input changed, and the lever that changes it if it is one."""
    if path in LEVERS:
        kind = LEVERS[path]
        words = [word for word, _ in kind.choices] or [f"{kind.low:g}", f"{kind.high:g}"]
        for word in words:
            if not (kind.event and kind.number(word) == 0.0):
                yield which, f"{path}={word}@1"
        return
    for value in alternatives(path)[:3]:
        yield replace(which, values=MappingProxyType({**which.values, path: value})), ""


def moved(path: str, off: str) -> set[str]:
    """States that an input moves in some war of some world without a mechanism."""
    found: set[str] = set()
    for place, which in enumerate(worlds(off)):
        before = as_it_is(off, place).series
        for other, lever in others(path, which):
            levers = in_order((*BESIDE, *parse_levers([lever] if lever else [])))
            kept = [each for each in levers if not lever or each.name != path or each.month == 1]
            after = some_wars(other, 5, range(WARS), MONTHS, tuple(kept)).series
            same = (before == after) | (np.isnan(before) & np.isnan(after))
            rows = np.flatnonzero(~same.all(axis=(0, 2)))
            found |= {list(STATES)[row] for row in rows}
    return found


@pytest.mark.parametrize(("path", "off"), [(p, s) for p, needs in NEEDS.items() for s in needs])
def test_without_the_mechanism_nothing_moves_but_what_shows_it(path: str, off: str) -> None:
    assert moved(path, off) <= set(SHOWS.get(path, ()))


def test_with_all_mechanisms_on_the_same_measure_sees_them_act() -> None:
    # Negative control: "talks" off is no mechanism of these, and then they move a great deal.
    for path in ("sanctions", "aid_us", "econ.bite", "commit.rearm_A", "audience.size"):
        assert len(moved(path, "mediation") - set(SHOWS.get(path, ()))) > 5, path


def test_names_are_those_of_the_registries() -> None:
    assert set(NEEDS) <= {*LEVERS, *PARAMETERS}
    assert set(SHOWS) <= set(NEEDS)
    assert {switch for needs in NEEDS.values() for switch in needs} <= set(SWITCHES)
    assert {state for states in SHOWS.values() for state in states} <= set(STATES)


def test_what_is_off_is_named() -> None:
    which = without("base", "economy", "strikes")
    assert cannot_act(which, ["strikes_deep", "guarantee", "stake.value_A"]) == {
        "strikes_deep": ("strikes", "economy")
    }


def test_a_lever_at_its_default_holds_anyway_unless_another_moved_it_before() -> None:
    alone = parse_levers(["aid_us=as_is", "guarantee=0"])
    assert [lever.name for lever in holds_anyway(alone)] == ["aid_us", "guarantee"]
    assert holds_anyway(parse_levers(["aid_us=cut", "aid_us=as_is@6"])) == ()
    assert holds_anyway(parse_levers(["stalemate=0@3"])) == ()
