"""A card's numbers against a reading of each war by itself, in plain Python."""

from __future__ import annotations

import math
from typing import get_args

import numpy as np
import pytest
from fake_wars import fake_war
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.claims.cards.card import Condition, During, Number
from simulator.claims.judge.numbers import meets, number
from simulator.model.metrics.per_war import wars_of
from simulator.model.records import END_MODES, Trajectory

MONTHS = 60
PLAYED = [fake_war(k, MONTHS) for k in range(40)]
WARS = wars_of(list(range(40)), PLAYED, MONTHS)

STATES = st.sampled_from(["occ", "demand_A", "talks", "belief_A_win", "fighting"])
TAKES = get_args(Number.__dataclass_fields__["take"].type) or (
    "mean",
    "least",
    "most",
    "slope",
    "greatest_fall",
    "months_to_fall",
)


def ended(war: Trajectory) -> bool:
    return war.end_month <= MONTHS


def by_hand(wanted: Number, war: Trajectory) -> float:
    """The number of one war, read month by month."""
    value = plain_by_hand(wanted, war)
    return value if wanted.minus is None else value - by_hand(wanted.minus, war)


def plain_by_hand(wanted: Number, war: Trajectory) -> float:
    if wanted.ended is not None:
        mode = END_MODES[war.end_mode] if war.end_month <= (wanted.by or 0) else "ongoing"
        return float(mode in wanted.ended)
    if wanted.event == "ended":
        return float(war.end_mode > 0 and war.end_month <= (wanted.by or 0))
    if wanted.event == "removed_A":
        return float(0 <= war.removed_month_A <= (wanted.by or 0))
    if wanted.held is not None:
        return war.at_end.get(wanted.held, math.nan)
    if wanted.fact == "chosen_by_A":
        return float(ended(war) and war.chosen_by_A)
    if wanted.fact == "first_leader_A":
        first = war.removed_month_A < 0 or war.removed_month_A > war.end_month
        return float(ended(war) and first)
    series = war.series[wanted.state or ""].tolist()
    if wanted.at is not None:
        month = war.end_month + wanted.later if wanted.at == "end" else wanted.at
        if wanted.at == "end" and not ended(war):
            return math.nan
        return series[month] if 0 <= month <= MONTHS else math.nan
    return over_window(wanted, war, series)


def over_window(wanted: Number, war: Trajectory, series: list[float]) -> float:
    last = war.end_month - 1 if wanted.until == "end" else wanted.until
    months = [
        month
        for month in range(wanted.since or 0, min(int(last or 0), MONTHS) + 1)
        if wanted.during is None or inside(wanted.during, war, month)
    ]
    if not months:
        return math.nan
    values = [series[month] for month in months]
    if wanted.take == "mean":
        return sum(values) / len(values)
    if wanted.take in ("least", "most"):
        return min(values) if wanted.take == "least" else max(values)
    if wanted.take == "slope":
        return float(np.polyfit(months, values, 1)[0]) if len(months) > 1 else math.nan
    if wanted.take == "greatest_fall":
        falls = [
            series[a] - series[b] for a in months for b in months if 0 < b - a <= (wanted.over or 1)
        ]
        return max([0.0, *falls])
    fallen = [m for m in months if series[m] <= series[months[0]] - (wanted.fall or 0.0)]
    return float(fallen[0] - months[0]) if fallen else math.inf


def inside(during: During, war: Trajectory, month: int) -> bool:
    value = war.series[during.state][month]
    return (
        (during.least is None or value >= during.least)
        and (during.most is None or value <= during.most)
        and (during.above is None or value > during.above)
        and (during.below is None or value < during.below)
    )


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    month = st.integers(0, MONTHS)
    kind = draw(st.sampled_from(["at", "end", "window", "event", "ended", "held", "fact"]))
    if kind == "event":
        return Number(event=draw(st.sampled_from(["ended", "removed_A"])), by=draw(month))
    if kind == "ended":
        words = draw(st.lists(st.sampled_from(END_MODES), min_size=1, max_size=3))
        return Number(ended=tuple(words), by=draw(month))
    if kind == "held":
        return Number(held="belief_A_win")
    if kind == "fact":
        return Number(fact=draw(st.sampled_from(["chosen_by_A", "first_leader_A"])))
    state = draw(STATES)
    if kind == "at":
        return Number(state=state, at=draw(month), minus=Number(state="occ", at=draw(month)))
    if kind == "end":
        return Number(state=state, at="end", later=draw(st.integers(-5, 20)))
    since = draw(month)
    until = draw(st.one_of(st.just("end"), st.integers(since, MONTHS)))
    take = draw(st.sampled_from(TAKES))
    during = draw(
        st.one_of(
            st.none(),
            st.builds(During, state=STATES, least=st.just(0.2)),
            st.builds(During, state=STATES, below=st.just(0.5), above=st.just(0.1)),
        )
    )
    return Number(
        state=state,
        since=since,
        until=until,  # type: ignore[arg-type]  # a month or the word "end"
        take=take,
        over=draw(st.integers(1, 24)) if take == "greatest_fall" else None,
        fall=draw(st.floats(0.01, 0.3)) if take == "months_to_fall" else None,
        during=during,
    )


@settings(max_examples=300, deadline=None)
@given(numbers())
def test_every_number_is_what_reading_the_war_gives(wanted: Number) -> None:
    found = number(wanted, WARS)
    right = [by_hand(wanted, war) for war in PLAYED]
    np.testing.assert_allclose(found, right, rtol=1e-9, atol=1e-12, equal_nan=True)


@settings(max_examples=200, deadline=None)
@given(numbers(), st.floats(-0.5, 1.0), st.floats(0.0, 1.0))
def test_a_condition_is_the_number_within_its_bounds(
    wanted: Number, low: float, width: float
) -> None:
    fields = {name: getattr(wanted, name) for name in Number.__dataclass_fields__}
    condition = Condition(**fields, within=(low, low + width))
    right = [low <= value <= low + width for value in number(wanted, WARS).tolist()]
    assert meets((condition,), WARS).tolist() == right


def test_all_any_and_flags() -> None:
    stopped = Condition(event="ended", by=60)
    out = Condition(event="removed_A", by=60)
    both = meets((stopped, out), WARS)
    either = meets((Condition(any=((stopped,), (out,))),), WARS)
    one, other = meets((stopped,), WARS), meets((out,), WARS)
    assert (both == (one & other)).all()
    assert (either == (one | other)).all()
    assert 0 < both.sum() < either.sum() < 40


def test_a_war_without_the_number_meets_no_bound() -> None:
    before = Condition(state="occ", at="end", above=-1.0)
    assert (meets((before,), WARS) == (WARS.end_month <= 60)).all()


@pytest.mark.parametrize("take", ["least", "most"])
def test_negative_control_least_is_not_most(take: str) -> None:
    wanted = Number(state="occ", since=0, until=60, take=take)  # type: ignore[arg-type]
    wrong = Number(state="occ", since=0, until=60, take="mean")
    right = [by_hand(wrong, war) for war in PLAYED]
    assert not np.allclose(number(wanted, WARS), right)


def test_a_multiple_is_taken_before_it_is_subtracted() -> None:
    frozen, signed = (
        number(Number(ended=words, by=60), WARS) for words in (("frozen",), ("truce", "settlement"))
    )
    wanted = Number(
        ended=("frozen",), by=60, minus=Number(ended=("truce", "settlement"), by=60, times=2.0)
    )
    assert np.array_equal(number(wanted, WARS), frozen - 2.0 * signed)
    assert set(number(wanted, WARS)) >= {0.0, 1.0, -2.0}
