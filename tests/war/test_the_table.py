"""Talks are a state: who opens them and when, what that tells, when they close, what they allow."""

from __future__ import annotations

from typing import Any

import pytest
from worlds import scenario, world

from simulator.compiled import compiled_making
from simulator.model.records import END_MODES
from simulator.model.war.agents import War
from simulator.model.war.record import TRUCE, WAR, Floats, Record
from simulator.model.war.steps import talks

#: Nothing that the leaders could sign is worth anything to them.
HOPELESS = {
    "cost.war_A": 0.0,
    "cost.war_D": 0.0,
    "belief.win0_A": 0.9,
    "belief.win0_D": 0.9,
    "stake.indivisible": 0.95,
    "talks.open0": 0.0,
    "talks.patience": 3.0,
}

# What only compiled code calls, from here.


@compiled_making
def come(war: Record) -> None:
    talks._come_to_the_table(war)


@compiled_making
def negotiate(war: Record, to_A: Floats, to_D: Floats) -> None:
    talks._negotiate(war, to_A, to_D)


def begun(told: float = 0.0, **plan: float) -> Any:  # noqa: ANN401  # a record of type PLAY
    """A war at whose table nobody would gain, but for what is changed."""
    model = War(world(scenario({"talks.opening_cost": 0.01}, off=["bargaining"]), months=2))
    record = model.record
    values = {"going_on_A": 0.4, "going_on_D": 0.4, "offer_A": 0.3, "ask_D": 0.3}
    values |= {"truce_A": 0.3, "truce_D": 0.3, "told_D": told}
    for name, value in (values | plan).items():
        record.plan[name] = value
    record.s.weak, record.s.opened = 0.3, False
    return record


@pytest.mark.parametrize(
    ("plan", "opens"),
    [
        ({}, False),
        ({"offer_A": 0.405}, False),  # less than coming costs
        ({"offer_A": 0.42}, True),
        ({"ask_D": 0.42}, True),
        ({"truce_A": 0.5}, False),  # D would refuse it
        ({"truce_A": 0.42, "truce_D": 0.41}, True),
    ],
)
def test_a_side_comes_when_it_gains_more_than_coming_costs(
    plan: dict[str, float], opens: bool
) -> None:
    record = begun(**plan)
    come(record)
    assert bool(record.s.opened) is opens


def test_what_coming_tells_is_counted_and_told() -> None:
    shy = begun(told=0.02, ask_D=0.42)
    come(shy)
    assert not shy.s.opened
    assert shy.s.weak == 0.3
    # It gains more than it tells: it comes, and only a weak D would have.
    bold = begun(told=0.005, ask_D=0.42)
    come(bold)
    assert bold.s.opened
    assert bold.s.weak == 1.0
    # Where A comes of its own accord, nothing is told.
    met = begun(told=0.005, ask_D=0.42, offer_A=0.42)
    come(met)
    assert met.s.opened
    assert met.s.weak == 0.3


def test_a_table_closes_when_nothing_comes_of_it() -> None:
    model = War(world(scenario(HOPELESS, off=["collapse", "mediation"]), months=8))
    model.step()
    assert not model.record.s.talks_open
    model.record.s.opened, model.record.s.fruitless = True, 0
    seen = []
    for _ in range(5):
        model.step()
        seen.append(bool(model.record.s.talks_open))
    assert seen == [True, True, True, False, False]


def test_nothing_is_signed_but_at_a_table() -> None:
    dear = {"cost.war_A": 0.02, "stake.indivisible": 0.0, "talks.open0": 0.1}
    opened, signed = 0, 0
    for k in range(12):
        model = War(world(scenario(dear, off=["collapse"]), k, 24))
        while model.phase == WAR and model.month < 24:
            model.step()
            opened += bool(model.record.s.opened)
            mode = int(model.record.s.end_mode) if model.phase != WAR else -1
            if mode >= 0 and END_MODES[mode] in ("truce", "settlement"):
                signed += 1
                assert model.record.s.talks_open
    assert opened > 0
    assert signed > 0


@pytest.mark.parametrize(("residual", "phase"), [(0.0, TRUCE), (9e-6, TRUCE), (2e-5, WAR)])
def test_a_month_that_was_not_solved_signs_nothing(residual: float, phase: int) -> None:
    model = War(world(scenario(off=["collapse", "mediation"]), months=2))
    record = model.record
    record.s.phase, record.s.talks_open = WAR, True
    values = {"truce_A": 0.6, "truce_D": 0.6, "going_on_A": 0.4, "going_on_D": 0.4}
    values |= {"surplus": -0.1, "gain_A": 0.5, "ask_D": 0.5, "residual": residual}
    for name, value in values.items():
        record.plan[name] = value
    negotiate(record, model.desk.to_A, model.desk.to_D)
    assert record.s.phase == phase
