"""Beliefs, signals, stakes, breaches, aid: arithmetic by hand, and limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from simulator.model.mechanisms import aid, beliefs, commitment, signals, stakes
from simulator.model.records import RUNGS

fast = settings(deadline=None)
shares = st.floats(0.0, 1.0)


@given(st.floats(0.0, 0.98), st.floats(0.0, 0.1), st.floats(6.0, 240.0))
@fast
def test_prior_reproduces_the_belief_it_was_made_for(
    win: float, own_fall: float, horizon: float
) -> None:
    prior = beliefs.prior_hazard(win, own_fall, horizon)
    assert beliefs.win_belief(prior, own_fall, horizon) == pytest.approx(win, abs=1e-12)


def test_prior_by_hand() -> None:
    assert beliefs.prior_hazard(0.7, 0.0015, 60.0) == pytest.approx(7 / 3 * (0.0015 + 1 / 60))
    assert beliefs.win_belief(0.02, 0.0, 1e12) == pytest.approx(1.0)
    assert beliefs.win_belief(0.0, 0.01, 60.0) == 0.0


def test_quiet_months() -> None:
    assert beliefs.posterior_hazard(0.04, 0.0) == 0.04
    assert beliefs.posterior_hazard(0.04, 25.0) == pytest.approx(0.02)
    # In steps or at once.
    step = beliefs.posterior_hazard(beliefs.posterior_hazard(0.04, 10.0), 15.0)
    assert step == pytest.approx(0.02)


@given(st.floats(-0.02, 0.02), st.floats(-0.01, 0.01), st.floats(0.0, 0.01), st.floats(1e-3, 0.02))
@fast
def test_front_evidence_is_the_likelihood_ratio(
    move: float, expected: float, half_gap: float, spread: float
) -> None:
    better = stats.norm.logpdf(move, expected + half_gap, spread)
    worse = stats.norm.logpdf(move, expected - half_gap, spread)
    found = beliefs.front_evidence(move, expected, half_gap, spread)
    assert found == pytest.approx(better - worse, rel=1e-8, abs=1e-8)


def test_departures_from_bayes() -> None:
    assert beliefs.front_evidence(0.1, 0.0, 0.1, 0.0) == 0.0
    assert beliefs.weighed(0.4, 1.0, 0.9) == 0.4
    assert beliefs.weighed(-0.4, 1.0, 0.0) == -0.4
    assert beliefs.weighed(-0.4, 0.5, 0.25) == pytest.approx(-0.15)


@given(st.floats(-1e6, 1e6))
@fast
def test_odds_factor_is_twice_a_probability(log_odds: float) -> None:
    factor = beliefs.odds_factor(log_odds)
    assert 0.0 <= factor <= 2.0
    assert factor + beliefs.odds_factor(-log_odds) == pytest.approx(2.0)


def test_odds_factor_by_hand() -> None:
    assert beliefs.odds_factor(0.0) == 1.0
    assert beliefs.odds_factor(math.log(3.0)) == pytest.approx(1.5)


def test_what_one_month_and_all_months_can_teach() -> None:
    assert [beliefs.within(x, 1.5) for x in (-4.0, -1.0, 0.5, 9.0)] == [-1.5, -1.0, 0.5, 1.5]


def test_strain_and_force_as_leaders_believe_them() -> None:
    assert beliefs.strained(2.0, 0.25) == pytest.approx(math.exp(0.5))
    assert beliefs.strained(2.0, -0.25) == pytest.approx(math.exp(-0.5))
    assert beliefs.pushed(3.0, 0.2, 1.0) == pytest.approx(math.exp(0.6))
    assert beliefs.pushed(3.0, 7.0, 0.5) == pytest.approx(math.exp(1.5))
    assert beliefs.pushed(3.0, -7.0, 0.5) == pytest.approx(math.exp(-1.5))


def test_a_leaders_bias_hides_what_the_war_does_to_his_office_not_the_rest() -> None:
    assert beliefs.removal_believed(0.003, 0.013, 0.4, 0.5) == pytest.approx(0.003 + 0.01 * 0.8)
    assert beliefs.removal_believed(0.003, 0.003, 0.9, 1.0) == pytest.approx(0.003)
    assert beliefs.removal_believed(0.003, 0.013, 0.4, 0.0) == pytest.approx(0.013)


def test_types_by_bayes() -> None:
    assert beliefs.type_posterior(0.5, 0.5, 0.0) == pytest.approx(1 / 3)
    assert beliefs.type_posterior(0.5, 1.0, 0.0) == 0.0
    assert beliefs.type_posterior(0.3, 0.4, 0.4) == pytest.approx(0.3)
    assert beliefs.type_posterior(1.0, 1.0, 0.0) == 1.0  # what cannot happen teaches nothing


def test_signals() -> None:
    # Three months of one posture are worth what the weights say of a quarter.
    assert 3.0 * signals.signal(0.0, 1.0, 1.0, 0.3, 0.4, 0.25) == pytest.approx(0.4)
    assert 3.0 * signals.signal(0.0, 1.0, 0.0, 0.3, 0.4, 0.25) == pytest.approx(-0.1)
    assert 3.0 * signals.signal(0.0, 1.0, 0.5, 0.3, 0.4, 1.0) == pytest.approx(0.0)
    assert 3.0 * signals.signal(1.0, 0.0, 1.0, 0.3, 0.4, 0.25) == pytest.approx(-0.3)
    assert signals.signal(0.0, 0.0, 1.0, 0.3, 0.4, 0.25) == 0.0
    assert signals.staying_power_step(0.2, 0.2, 0.0, 0.5, 0.9) == pytest.approx(0.2)
    assert signals.staying_power_step(0.2, 0.0, 0.4, 0.5, 0.9) == pytest.approx(0.9 * 0.4)
    assert signals.staying_power_step(0.7, 0.2, 0.0, 0.5, 0.6) == pytest.approx(0.2 + 0.6 * 0.5)
    assert signals.hope(0.7, 0.7) == pytest.approx(1.0)
    assert signals.hope(math.log(3.0), 0.0) == pytest.approx(0.5)
    assert signals.hope(-1.0, 0.0) > 1.0


def test_the_ladder_has_the_statuses_that_files_name() -> None:
    assert stakes.LADDER.columns == RUNGS
    assert len(RUNGS) == stakes.FREE + 1
    assert sum(stakes.WORTH_TO_D.values[0]) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("floor", "worth"),
    [
        (0.4, 0.72),  # below what is existential: what the status is worth
        (0.6, 0.72),
        (0.8, 0.58),  # halfway to 1: each step down costs half as much again, 1 - 0.28 x 1.5
        (1.0, 0.44),
    ],
)
def test_who_must_keep_more_minds_a_lower_status_more(floor: float, worth: float) -> None:
    assert stakes.value_D(0.0, 3, floor, 0.6, 0.8) == pytest.approx(worth)


def test_land_and_status() -> None:
    assert stakes.value_A(1.0, 0, 1.0, 0.4, 0.3) == pytest.approx(1.0)
    assert stakes.value_A(0.0, stakes.FREE, 1.0, 0.4, 0.3) == 0.0
    assert stakes.value_A(0.5, stakes.FREE, 2.0, 0.4, 0.3) == pytest.approx(2 * 0.6 * 0.15)
    assert stakes.value_A(0.5, 1, 1.0, 0.4, 0.3) == pytest.approx(0.6 * (0.15 + 0.7 * 0.95) + 0.4)
    assert stakes.value_D(0.0, stakes.FREE, 1.0, 0.5, 0.8) == 1.0
    assert stakes.value_D(1.0, stakes.FREE, 0.5, 0.5, 0.8) == pytest.approx(0.6)
    assert stakes.value_D(1.0, stakes.FREE, 1.0, 0.5, 0.8) == pytest.approx(0.2)
    assert stakes.value_D(0.5, 0, 0.3, 0.5, 0.8) == 0.0


@given(shares, shares, shares, shares, st.integers(0, stakes.FREE))
@fast
def test_more_for_one_is_less_for_the_other(
    land: float, more: float, share: float, floor: float, rung: int
) -> None:
    low, high = sorted((land, more))
    assert stakes.value_A(high, rung, 1.0, 0.4, share) >= stakes.value_A(low, rung, 1.0, 0.4, share)
    assert stakes.value_D(high, rung, floor, 0.5, 0.8) <= stakes.value_D(low, rung, floor, 0.5, 0.8)
    assert stakes.list_index(high, rung) >= stakes.list_index(low, rung)
    for value in (stakes.value_D(land, rung, floor, 0.5, 0.8), stakes.list_index(land, rung)):
        assert 0.0 <= value <= 1.0
    if rung < stakes.FREE:
        freer = rung + 1
        assert stakes.value_A(land, freer, 1.0, 0.4, share) <= stakes.value_A(
            land, rung, 1.0, 0.4, share
        )
        assert stakes.value_D(land, freer, floor, 0.5, 0.8) >= stakes.value_D(
            land, rung, floor, 0.5, 0.8
        )
        assert stakes.list_index(land, freer) <= stakes.list_index(land, rung)


def test_only_subordination_gives_the_indivisible_share() -> None:
    whole = [stakes.value_A(1.0, rung, 1.0, 1.0, 0.3) for rung in range(stakes.FREE + 1)]
    assert whole == [1.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    assert np.all((stakes.RUNG_RISK >= 0.0) & (stakes.RUNG_RISK <= 1.0))


def test_aims_follow_the_front() -> None:
    # All that A held at month 0 won back: half an index more, a twelfth of a fifth of it a month.
    assert stakes.aims_step(0.4, 0.4, 0.0, 0.3, 0.2, 0.5, 0.05) == pytest.approx(
        0.4 + 0.2 / 12 * 0.5
    )
    assert stakes.aims_step(0.4, 0.4, 0.45, 0.3, 1.2, 0.5, 0.05) == pytest.approx(0.4 - 0.1 * 0.25)
    # Hardly anything was held: a loss of a tenth counts against the least there is to count.
    assert stakes.aims_step(0.4, 0.4, 0.1, 0.0, 1.2, 0.1, 0.25) == pytest.approx(0.4 - 0.1 * 0.04)
    assert stakes.aims_step(0.4, 0.4, 1.0, 0.1, 12.0, 5.0, 0.05) == 0.0  # nothing is not less
    assert stakes.aims_step(0.4, 0.4, 0.3, 0.3, 1.0, 0.5, 0.05) == 0.4


def test_arms_and_allies_deter() -> None:
    assert stakes.exposure(3, 0.0) == 1.0
    assert [stakes.exposure(rung, 1.0) for rung in range(6)] == pytest.approx(
        list(stakes.RUNG_RISK)
    )
    assert stakes.exposure(4, 0.5) == pytest.approx(1 - 0.5 * 0.7)


def test_index_of_demands() -> None:
    assert stakes.list_index(0.6, 0) == pytest.approx(1.0)
    assert stakes.list_index(0.3, stakes.FREE) == pytest.approx(0.2)
    assert stakes.list_index(0.0, 3) == pytest.approx(0.27)


def test_occasions_that_nothing_keeps_a_side_from_taking() -> None:
    assert commitment.often(0.25, 0.0, 0.0, 1.0) == 0.25
    # Three in ten prevented, A keeps its word in a fifth of cases, D's arms stop half of the rest.
    assert commitment.often(0.25, 0.3, 0.2, 0.5) == pytest.approx(0.25 * 0.7 * 0.8 * 0.5)
    assert commitment.often(0.25, 1.0, 0.0, 1.0) == commitment.often(0.25, 0.0, 1.0, 1.0) == 0.0


def test_what_breaking_costs_grows_with_the_age_of_peace_and_with_a_guarantee() -> None:
    assert [commitment.breach_price(0.1, 0.5, stage, 0.3, 0.0) for stage in range(3)] == (
        pytest.approx([0.1, 0.15, 0.2])
    )
    assert commitment.breach_price(0.1, 0.5, 1, 0.3, 0.6) == pytest.approx(0.15 + 0.18)


def test_incidents_fade_and_are_prevented() -> None:
    hazards = [commitment.hazard_of_incidents(0.02, 1.0, 0.5, stage, 0.8, 0.0) for stage in (0, 2)]
    assert hazards == pytest.approx([0.02, 0.005])
    assert commitment.hazard_of_incidents(0.02, 0.15, 0.5, 1, 0.8, 0.5) == pytest.approx(
        0.02 * 0.15 * 0.5 * 0.6
    )


def test_opponents_take_margin() -> None:
    assert commitment.taken_by_spoilers(0.5, 0.2, 0.3) == pytest.approx(0.03)


def test_deliveries() -> None:
    assert aid.eased(1.0, 0.0, 4.0) == 0.75
    assert aid.eased(1.0, 0.2, 0.5) == pytest.approx(0.2)
    assert aid.replacement(1.0, 0.2, 1.3, 0.5) == pytest.approx(1.7)
    assert aid.replacement(0.3, 0.9, 1.3, 0.5) == 1.3
    assert aid.supply(0.3, 1.3, 0.45) == pytest.approx(0.89)
    assert aid.supply(0.0, 0.0, 1.0) == 1.0
