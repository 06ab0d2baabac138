"""Beliefs, signals, stakes, pauses, aid: arithmetic by hand, and limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from simulator.model.mechanisms import aid, beliefs, signals, stakes, truce

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


def test_types_by_bayes() -> None:
    assert beliefs.type_posterior(0.5, 0.5, 0.0) == pytest.approx(1 / 3)
    assert beliefs.type_posterior(0.5, 1.0, 0.0) == 0.0
    assert beliefs.type_posterior(0.3, 0.4, 0.4) == pytest.approx(0.3)
    assert beliefs.type_posterior(1.0, 1.0, 0.0) == 1.0  # what cannot happen teaches nothing


def test_signals() -> None:
    # Three months of one posture are worth what the weights say of a quarter.
    assert 3.0 * signals.signal(0.0, 1.0, 1.0, 0.3, 0.4) == pytest.approx(0.4)
    assert 3.0 * signals.signal(0.0, 1.0, 0.0, 0.3, 0.4) == pytest.approx(-0.1)
    assert 3.0 * signals.signal(1.0, 0.0, 1.0, 0.3, 0.4) == pytest.approx(-0.3)
    assert signals.signal(0.0, 0.0, 1.0, 0.3, 0.4) == 0.0
    assert signals.staying_power_step(0.2, 0.2, 0.0, 0.5) == pytest.approx(0.2)
    assert signals.staying_power_step(0.2, 0.0, 0.4, 0.5) == pytest.approx(0.9 * 0.4)
    assert signals.hope(0.7, 0.7) == pytest.approx(1.0)
    assert signals.hope(math.log(3.0), 0.0) == pytest.approx(0.5)
    assert signals.hope(-1.0, 0.0) > 1.0


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


def test_breaking_a_truce() -> None:
    assert truce.breaks(0.6, 0.4, 0.1)
    assert not truce.breaks(0.6, 0.4, 0.3)
    assert not truce.breaks(0.4, 0.4, 0.0)


def test_value_of_a_pause() -> None:
    assert truce.value_of_pause(1.0, 2.0, 0.1, 0.01, 0.0, 5.0) == pytest.approx(0.21 / 0.11)
    assert truce.value_of_pause(1.0, 2.0, 0.0, 0.01, 0.0, 5.0) == 1.0
    assert truce.value_of_pause(1.0, 2.0, 1e9, 0.01, 0.0, 5.0) == pytest.approx(2.0)
    # A leader who is removed meanwhile keeps what holding is worth, less office.
    reckoned = truce.value_of_pause(1.0, 2.0, 0.1, 0.01, 0.02, 5.0)
    assert reckoned == pytest.approx((0.01 + 0.2 + 0.02 * (1.0 - 5.0)) / 0.13)
    assert truce.value_of_pause(1.0, 2.0, 0.1, 0.01, 1e9, 5.0) == pytest.approx(-4.0)


def test_trust() -> None:
    assert truce.trust(0.15, 0.3) == pytest.approx(1 - 0.85 * 0.7)
    assert truce.trust(0.0, 1.0) == truce.trust(1.0, 0.0) == 1.0


def test_deliveries() -> None:
    assert aid.eased(1.0, 0.0, 4.0) == 0.75
    assert aid.eased(1.0, 0.2, 0.5) == pytest.approx(0.2)
    assert aid.replacement(1.0, 0.2, 1.3, 0.5) == pytest.approx(1.7)
    assert aid.replacement(0.3, 0.9, 1.3, 0.5) == 1.3
    assert aid.supply(0.3, 1.3, 0.45) == pytest.approx(0.89)
    assert aid.supply(0.0, 0.0, 1.0) == 1.0
