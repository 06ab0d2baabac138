"""Every input moves some output: every parameter, every lever, every switch, somewhere.

A parameter that nothing reads is a lie in the scenario file. Each is changed alone and must change
some number of some war, under at least one of a few policies, on the same luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from types import MappingProxyType

import pytest
from signs import ROWS, where
from worlds import alternatives, of_settings, pull, same, scenario, war

from simulator.files.levers import in_order
from simulator.files.scenario import load_scenario
from simulator.model.declare import Mechanism
from simulator.model.levers import LEVERS, Lever
from simulator.model.mechanisms import MECHANISMS
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Range, Scenario, Trajectory

#: Policies and phases, the plainest first: name to (months, wars, change of a scenario).
Policy = tuple[int, int, Callable[[Scenario], Scenario]]


def levers(*pulled: Lever, truce: bool = False, off: tuple[str, ...] = ()) -> Policy:
    """A policy: these levers, perhaps from a truce, perhaps without some mechanisms."""

    def change(which: Scenario) -> Scenario:
        return replace(
            which,
            phase="truce" if truce else which.phase,
            levers=in_order((*which.levers, *pulled)),
            switches=MappingProxyType({**which.switches, **dict.fromkeys(off, False)}),
        )

    return 36, 2, change


def longer(policy: Policy, months: int, wars: int) -> Policy:
    """The same policy over more luck."""
    return months, wars, policy[2]


def pause_on_offer(which: Scenario) -> Scenario:
    """A mediator presses A to stop on the line, and nothing else can be shared."""
    pulled = (pull("offer", "line_of_contact", 3), pull("mediator_target", "A", 3))
    values = {**which.values, "talks.pressure": 1.0, "stake.indivisible": 0.95}
    return levers(*pulled)[2](replace(which, values=MappingProxyType(values)))


def nobody_invites(which: Scenario) -> Scenario:
    """Only the sides themselves open a table, and A has little to hope for."""
    values = {**which.values, "talks.open0": 0.0, "belief.win0_A": 0.2}
    return replace(which, values=MappingProxyType(values))


#: Without these, a war goes on at full effort to the last month.
LONG = ("bargaining", "collapse", "freeze")


def where_it_bites(mechanism: Mechanism) -> Policy:
    """The small world that a mechanism names, on top of a scenario."""
    there = of_settings(mechanism.bites.world)
    paths = [path for path in mechanism.bites.world if path in PARAMETERS]

    def change(which: Scenario) -> Scenario:
        return replace(
            which,
            phase=there.phase,
            values=MappingProxyType(
                {**which.values, **{path: there.values[path] for path in paths}}
            ),
            levers=in_order((*which.levers, *there.levers)),
            switches=MappingProxyType(
                {name: on and there.switches[name] for name, on in which.switches.items()}
            ),
        )

    return mechanism.bites.months, mechanism.bites.wars, change


POLICIES: dict[str, Policy] = {
    "war": levers(),
    "truce": levers(truce=True),
    "no deals": levers(off=("bargaining",)),
    "carrots and sticks": levers(pull("posture", "alternate", 2)),
    "a client": levers(pull("client", "1", 2)),
    "call-up": levers(pull("mobilise_A", "1", 2), off=("bargaining",)),
    "a line that gives way": longer(levers(pull("replace_A", "collapsed", 0), off=LONG), 60, 2),
    "aid as it comes": levers(pull("aid_us", "as_is", 1), pull("aid_eu", "as_is", 1), off=LONG),
    "a guaranteed truce": levers(pull("guarantee", "1", 0), truce=True),
    "many successions": longer(levers(off=LONG), 60, 8),
    "a pause on offer": (48, 3, pause_on_offer),
    "a table of their own": (60, 12, nobody_invites),
    "many truces": longer(levers(pull("guarantee", "1", 0), truce=True), 48, 20),
    **{f"where {each.name} bites": where_it_bites(each) for each in MECHANISMS},
}

#: The worlds of the signs of coefficients, each for its own coefficient.
OF_SIGNS: dict[str, Policy] = {
    f"{row['path']}-{row['series']}": (int(row["month"]), 4, partial(where, row)) for row in ROWS
}


#: Where to look first for what acts only in special circumstances; a saving of time, no more.
FIRST = {
    "commit.spoilers": "many truces",
    "survival.successor_dove": "many successions",
    "force.breakthrough": "a line that gives way",
    "man.coerce_cost": "call-up",
    "carrot.signal": "carrots and sticks",
    "stick.signal": "carrots and sticks",
    "belief.learn_patron": "carrots and sticks",
    "aid.belief0": "carrots and sticks",
    "commit.accident": "truce",
    "talks.patience": "a table of their own",
    "commit.breach_cost": "truce",
    "commit.enforce": "truce",
}


@cache
def played(base: str, policy: str, k: int) -> Trajectory:
    months, _, change = (POLICIES | OF_SIGNS)[policy]
    return war(change(named(base)), k, months)


@cache
def named(base: str) -> Scenario:
    """The defaults, or a scenario of the folder."""
    return scenario() if base == "defaults" else load_scenario(base)


def set_to(which: Scenario, path: str, value: float) -> Scenario:
    """The scenario with another value, kept possible."""
    values: dict[str, float | Range] = {**which.values, path: value}
    if path == "front.victory_at":
        held = values["front.occ0"]
        least = held.high if isinstance(held, Range) else held
        values[path] = max(value, least + 0.01)
    elif path == "front.occ0":
        depth = values["front.victory_at"]
        values[path] = min(value, 0.9 * (depth.low if isinstance(depth, Range) else depth))
    return replace(which, values=MappingProxyType(values))


def moves(base: str, path: str) -> str:
    """The first policy under which another value of a parameter moves anything; else nothing."""
    first = [name for name in OF_SIGNS if name.startswith(f"{path}-")] or [FIRST.get(path, "war")]
    for name in dict.fromkeys((*first, *POLICIES)):
        months, wars, change = (POLICIES | OF_SIGNS)[name]
        for value in alternatives(path):
            other = set_to(change(named(base)), path, value)
            for k in range(wars):
                if not same(war(other, k, months), played(base, name, k)):
                    return name
    return ""


@pytest.mark.parametrize("path", PARAMETERS)
def test_every_parameter_moves_something(path: str) -> None:
    assert moves("defaults", path)


def test_a_value_unchanged_moves_nothing() -> None:
    # Negative control: the comparison is to the last bit, and the same world is the same.
    again = set_to(scenario(), "cost.war_A", PARAMETERS["cost.war_A"].default)
    assert same(war(again, 0, 36), played("defaults", "war", 0))
    assert not same(war(set_to(scenario(), "cost.war_A", 0.0041), 0, 36), war(scenario(), 0, 36))


NAMES = ("strategypage", "freedman", "menon", "person", "dickinson")
AUTHORS = ("base", *(f"as-written/{name}" for name in NAMES))


@pytest.mark.slow
@pytest.mark.parametrize("author", AUTHORS)
def test_every_parameter_moves_something_for_every_author(author: str) -> None:
    # Structural coefficients have worlds of their own in which each bites: registry/signs_*.toml.
    primitives = [path for path, row in PARAMETERS.items() if row.tier == "primitive"]
    assert [path for path in primitives if not moves(author, path)] == []


def words(name: str) -> list[str]:
    """What may be typed for a lever, other than what holds anyway."""
    kind = LEVERS[name]
    if kind.choices:
        return [word for word, number in kind.choices if kind.event or number != kind.default]
    ends = {kind.low, min(kind.high, 3.0), kind.high}
    return [f"{value:g}" for value in sorted(ends) if value != kind.default]


#: What has to hold for a lever to have something to act on.
BESIDE: dict[str, tuple[Lever, ...]] = {
    "stick_months": (pull("posture", "sticks", 0),),
    "threat_executed": (pull("posture", "sticks", 0),),
    "relief_timing": (pull("posture", "carrots", 0),),
}


def settings(name: str) -> Iterator[Scenario]:
    """Worlds in which a lever may act."""
    beside = BESIDE.get(name, ())
    yield scenario(levers=beside)
    yield scenario(levers=beside, phase="truce")
    yield scenario(levers=beside, off=["bargaining", "collapse"])
    yield scenario({"coerce.bomb_resolve": -0.05}, levers=beside, off=["bargaining"])
    yield scenario({"talks.mediator_misread": 0.0}, levers=beside)
    yield scenario({"man.replace_A": 0.9}, levers=beside, off=["bargaining"])
    for mechanism in MECHANISMS:
        if any(kind.name == name for kind in mechanism.levers):
            there = of_settings(mechanism.bites.world)
            yield replace(there, levers=in_order((*there.levers, *beside)))


@pytest.mark.parametrize(
    ("name", "word"), [(name, word) for name in LEVERS for word in words(name)]
)
def test_every_word_of_every_lever_moves_something(name: str, word: str) -> None:
    for which in settings(name):
        pulled = replace(which, levers=in_order((*which.levers, pull(name, word, 1))))
        for k in range(3):
            if not same(war(pulled, k), war(which, k)):
                return
    pytest.fail(f"{name}={word} moves nothing")


SIZED = [name for name, kind in LEVERS.items() if kind.event and kind.low <= 0.0 < kind.high]


@pytest.mark.parametrize("name", SIZED)
def test_an_event_of_size_0_does_not_happen(name: str) -> None:
    for which in settings(name):
        pulled = replace(which, levers=in_order((*which.levers, pull(name, "0", 1))))
        assert all(same(war(pulled, k), war(which, k)) for k in range(2))


@pytest.mark.parametrize("name", SWITCHES)
def test_every_switch_moves_something(name: str) -> None:
    for policy, (months, wars, change) in POLICIES.items():
        which = change(scenario())
        off = replace(which, switches=MappingProxyType({**which.switches, name: False}))
        for k in range(wars):
            if which.switches[name] and not same(
                war(off, k, months), played("defaults", policy, k)
            ):
                return
    pytest.fail(f"mechanisms.{name} = false moves nothing")
