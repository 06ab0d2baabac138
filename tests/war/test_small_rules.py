"""Rules that few wars reach, each on a record that is set by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from worlds import scenario, world

from simulator.compiled import compiled_making
from simulator.model.mechanisms.stakes import FREE
from simulator.model.war import quantities
from simulator.model.war.agents import War
from simulator.model.war.record import MEMORY, TRUCE, WAR, Floats, Record
from simulator.model.war.steps import ends, keep, talks

# What only compiled code calls, from here.


@compiled_making
def opposed(war: Record, side: int) -> float:
    return keep._opposed(war, side)


@compiled_making
def mean_before(war: Record) -> float:
    return ends._mean_before(war)


@compiled_making
def truce(war: Record) -> bool:
    return talks._truce(war)


@compiled_making
def between(x: float, values: Floats) -> float:
    return quantities.between(x, values)


def begun(off: str = "bargaining") -> Any:  # noqa: ANN401  # a record of type PLAY
    return War(world(scenario(off=[off]), months=2)).record


@pytest.mark.parametrize(
    ("changed", "signed"),
    [
        ({}, True),
        ({"truce_A": 0.3}, False),  # A would rather fight
        ({"truce_D": 0.3}, False),
        ({"gain_A": 0.7}, True),  # better terms, but none that both would take
        ({"surplus": 0.1}, True),  # terms both would take, worse than the pause
        ({"surplus": 0.1, "gain_A": 0.7}, False),
        ({"surplus": 0.1, "ask_D": 0.7}, False),
        ({"surplus": 0.1, "gain_A": 0.6}, False),
    ],
)
def test_a_truce_is_signed_that_both_prefer_to_war_and_to_better_terms(
    changed: dict[str, float], signed: bool
) -> None:
    record = begun()
    values = {"truce_A": 0.6, "truce_D": 0.6, "going_on_A": 0.4, "going_on_D": 0.4}
    values |= {"surplus": -0.1, "gain_A": 0.5, "ask_D": 0.5}
    for name, value in (values | changed).items():
        record.plan[name] = value
    assert truce(record) is signed
    assert record.s.phase == (TRUCE if signed else WAR)


def test_no_truce_is_signed_where_truces_are_switched_off() -> None:
    record = begun("truce")
    for name in ("truce_A", "truce_D"):
        record.plan[name] = 9.0
    assert not truce(record)


def test_each_sides_opponents_mind_what_their_side_did_not_get() -> None:
    record = begun()
    record.stop_dissent[0] = [0.0, 0.1, 0.2, 0.3, 0.4]  # A's, by what was not reached
    record.stop_dissent[1] = [0.0, 0.0, 0.1, 0.2, 0.9]  # D's, by what was given up
    record.s.terms_rung = FREE
    record.s.terms_land = 0.0
    assert (opposed(record, 0), opposed(record, 1)) == pytest.approx((0.4, 0.0))
    record.s.terms_land = 0.6  # two fifths of A's list: 0.6 not reached, 0.4 given up
    assert (opposed(record, 0), opposed(record, 1)) == pytest.approx((0.24, 0.06))
    record.s.terms_land, record.s.terms_rung = 1.0, 0  # everything
    assert (opposed(record, 0), opposed(record, 1)) == pytest.approx((0.0, 0.9))


def test_a_lull_is_measured_against_the_year_before_it() -> None:
    record = begun()
    for month in range(21):
        record.violence[month % MEMORY] = month / 100.0
    record.s.month, record.s.lull = 20, 2
    assert mean_before(record) == pytest.approx(np.mean(np.arange(6, 18)) / 100.0)
    record.s.month, record.s.lull = 5, 1
    assert mean_before(record) == pytest.approx(0.015)
    record.s.month, record.s.lull = 3, 3
    assert mean_before(record) == 1.0


def test_between_is_numpys_interpolation() -> None:
    values = np.array([0.3, 0.1, 0.5, 0.2, 0.9])
    axis = np.linspace(0.0, 1.0, 5)
    for x in (-0.5, 0.0, 0.1, 0.25, 0.4, 0.7499, 0.75, 0.99, 1.0, 1.5):
        assert between(x, values) == np.interp(x, axis, values)
    assert math.isnan(between(math.nan, values))
    for x in np.linspace(-0.01, 1.01, 1000):  # eleven stops, whose step no binary number is
        plane = np.sin(np.arange(11.0))
        assert between(x, plane) == np.interp(x, np.linspace(0.0, 1.0, 11), plane)


@pytest.mark.parametrize("side", ["A", "D"])
@pytest.mark.parametrize(
    ("beaten", "stage", "breaks"),
    [(None, 0, True), ("other", 0, True), ("itself", 0, False), ("itself", 1, True)],
)
def test_who_was_beaten_cannot_rise_while_the_peace_is_young(
    side: str, beaten: str | None, stage: int, breaks: bool
) -> None:
    """A side that loses a stake by keeping, and meets an occasion every hour."""
    model = War(world(scenario(phase="truce", off=["bargaining"]), months=2))
    war = model.record
    s, plan, loser = war.s, war.plan, {"itself": side, "other": "DA"["AD".index(side)]}
    s.month, s.stage, s.keeps_word = s.phase_since + 1, stage, False
    s.victor = 0 if beaten is None else 1 if loser[beaten] == "D" else -1
    plan.incidents = plan.often_A = plan.often_D = 0.0
    for name, value in {"often": 1000.0, "keep": 0.0, "war": 1.0, "price": 0.0}.items():
        setattr(plan, f"{name}_{side}", value)
    keep.comply(war, model.desk.to_A, model.desk.to_D)
    assert bool(s.phase == WAR) is breaks
