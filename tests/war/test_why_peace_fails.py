"""The books name a breach for what raised its hazard: each cause by its share, computed by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from worlds import scenario, world

from simulator.compiled import compiled_making
from simulator.model.mechanisms.stakes import FREE
from simulator.model.records import CAUSES
from simulator.model.war import quantities
from simulator.model.war.agents import War
from simulator.model.war.record import TRUCE, Record
from simulator.model.war.steps import keep

#: An occasion's scale, and a margin of as much: the hazard is an eighth of the rate.
WORTH = MARGIN = 0.025
RATE = 0.25
#: What a cause took of the margin in these cases, twice the scale: without it the tail is a 64th.
TAKEN = 0.05
SHARE = 1.0 - (1.0 / 64.0) / (1.0 / 8.0)

MONTHS = 600

# What only compiled code calls, from here.


@compiled_making
def why(war: Record, side: int, rate: float, margin: float) -> int:
    return keep._why(war, side, rate, margin)


@compiled_making
def office_at_stake(war: Record, side: int) -> float:
    return quantities.office_at_stake(war, side)


@compiled_making
def remember(war: Record) -> None:
    quantities.remember_beliefs(war)


@pytest.fixture
def record() -> Any:  # noqa: ANN401  # a record of type PLAY
    """A truce in which nothing has changed since it was signed, and nobody opposes it."""
    which = scenario(
        {"commit.occasion_worth": WORTH, "commit.spoilers": 1.0, "commit.spoilers_scale": 0.5},
        phase="truce",
    )
    found = War(world(which, months=2)).record
    s, plan = found.s, found.plan
    s.phase, s.terms_rung, s.stage = TRUCE, FREE, 0
    found.stop_dissent[:] = 0.0
    remember(found)
    for name in ("war_A", "war_D", "later_D"):
        plan[name] = 0.4
    s.war_A_at_signing = s.war_D_at_signing = 0.4
    plan.enforced = s.enforced_at_signing = 0.0
    s.danger_A_at_signing = office_at_stake(found, 0)
    s.danger_D_at_signing = office_at_stake(found, 1)
    return found


def named(record: Any, side: int) -> Counter[str]:  # noqa: ANN401
    """Causes that the lots of many months give a breach."""
    found: Counter[str] = Counter()
    for month in range(1, MONTHS + 1):
        record.s.month = month
        found[CAUSES[why(record, side, RATE, MARGIN)]] += 1
    return found


def within_chance(number: int, share: float) -> bool:
    """Whether a number of the months is within three standard errors of a share."""
    error = (share * (1.0 - share) * MONTHS) ** 0.5
    return bool(abs(number - share * MONTHS) <= 3.0 * error)


@pytest.mark.parametrize("side", [0, 1])
def test_what_nothing_explains_was_an_occasion(record: Any, side: int) -> None:  # noqa: ANN401
    assert named(record, side) == Counter({"an occasion": MONTHS})


def _rearmed(record: Any) -> None:  # noqa: ANN401
    record.plan.war_A += TAKEN
    record.s.force_at_signing -= 0.1


def _hopeful(record: Any) -> None:  # noqa: ANN401
    record.plan.war_A += TAKEN
    record.s.fall_D_at_signing -= 0.3


def _declining(record: Any) -> None:  # noqa: ANN401
    record.plan.later_D -= TAKEN


def _opposed(record: Any) -> None:  # noqa: ANN401
    record.stop_dissent[:] = TAKEN / 0.5


def _endangered(record: Any) -> None:  # noqa: ANN401
    record.s.danger_A_at_signing -= TAKEN


CASES: tuple[tuple[str, int, Callable[[Any], None]], ...] = (
    ("rearm and renege", 0, _rearmed),
    ("new optimism", 0, _hopeful),
    ("struck first", 1, _declining),
    ("spoilers at home", 0, _opposed),
    ("spoilers at home", 1, _opposed),
    ("office", 0, _endangered),
)


@pytest.mark.parametrize(("cause", "side", "change"), CASES)
def test_a_cause_has_its_share_of_the_hazard(
    record: Any,  # noqa: ANN401
    cause: str,
    side: int,
    change: Callable[[Any], None],
) -> None:
    change(record)
    found = named(record, side)
    assert set(found) == {cause, "an occasion"}
    assert within_chance(found[cause], SHARE)


def test_a_guarantor_who_left_prevented_breaches_and_made_them_dear(record: Any) -> None:  # noqa: ANN401
    record.s.enforced_at_signing = 0.5
    record.v.commit_breach_cost = 2.0 * TAKEN
    found = named(record, 0)
    # Half as many occasions, and a margin wider by half of .1.
    assert within_chance(found["guarantor left"], 1.0 - 0.5 * (1.0 / 64.0) / (1.0 / 8.0))
    assert set(found) == {"guarantor left", "an occasion"}


def test_only_a_young_peace_is_broken_before_the_other_has_rearmed(record: Any) -> None:  # noqa: ANN401
    _declining(record)
    record.s.stage = 1
    assert named(record, 1) == Counter({"an occasion": MONTHS})
    record.s.stage = 0
    assert named(record, 0) == Counter({"an occasion": MONTHS})


def test_two_causes_that_each_explain_it_share_it(record: Any) -> None:  # noqa: ANN401
    _declining(record)
    _opposed(record)
    found = named(record, 1)
    # Together they explain more than all of it: nothing is left to an occasion.
    assert set(found) == {"struck first", "spoilers at home"}
    assert within_chance(found["struck first"], 0.5)
