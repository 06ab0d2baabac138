"""Proper scores: closed forms, definitions, and that honesty pays."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad

from simulator.history.backtest.scores import (
    brier,
    chance_of,
    crps,
    crps_normal,
    inside,
    log_score,
    members_of,
)

chances = st.floats(0.01, 0.99)
numbers = st.floats(-100.0, 100.0, allow_subnormal=False)
ensembles = st.lists(numbers, min_size=1, max_size=30)


@given(truth=chances, said=chances)
def test_saying_what_one_believes_costs_least(truth: float, said: float) -> None:
    for score in (brier, log_score):
        honest = truth * score(truth, True) + (1 - truth) * score(truth, False)
        other = truth * score(said, True) + (1 - truth) * score(said, False)
        assert honest <= other + 1e-12


def test_an_improper_score_would_not_pass() -> None:
    # The negative control: the absolute error rewards exaggeration.
    honest = 0.7 * abs(0.7 - 1) + 0.3 * abs(0.7 - 0)
    extreme = 0.7 * abs(1.0 - 1) + 0.3 * abs(1.0 - 0)
    assert extreme < honest


def test_certainty() -> None:
    assert brier(1.0, True) == 0.0
    assert log_score(1.0, True) == 0.0
    assert log_score(0.0, True) == math.inf


def test_no_ensemble_is_certain() -> None:
    assert 0.0 < chance_of(0, 2000) < chance_of(1, 2000) < chance_of(2000, 2000) < 1.0


@given(members=ensembles, value=numbers)
def test_the_score_is_the_area_between_two_steps(members: list[float], value: float) -> None:
    """The definition: the integral of (F - step at the value) squared, exact for steps."""
    edges = sorted({*members, value})
    area = 0.0
    for low, high in pairwise(edges):
        share = sum(each <= low for each in members) / len(members)
        area += (share - float(value <= low)) ** 2 * (high - low)
    found = crps(members_of(np.array(members)), np.array([value]))[0]
    assert found == pytest.approx(area, abs=1e-9)


@given(members=ensembles, value=numbers, shift=numbers)
def test_the_score_is_an_error_in_the_unit_of_the_value(
    members: list[float], value: float, shift: float
) -> None:
    there = np.array(members)
    here = crps(members_of(there), np.array([value]))[0]
    moved = crps(members_of(there + shift), np.array([value + shift]))[0]
    doubled = crps(members_of(2 * there), np.array([2 * value]))[0]
    assert here >= -1e-9
    assert moved == pytest.approx(here, abs=1e-8)
    assert doubled == pytest.approx(2 * here, abs=1e-8)


def test_one_member_scores_its_error() -> None:
    assert crps(members_of(np.array([3.0])), np.array([5.0]))[0] == 2.0


@pytest.mark.parametrize("value", [-2.0, 0.0, 0.3, 1.7])
def test_a_large_normal_ensemble_scores_the_closed_form(value: float) -> None:
    normal = NormalDist(0.3, 1.4)
    members = np.array([normal.inv_cdf((rank + 0.5) / 4000) for rank in range(4000)])
    found = crps(members_of(members), np.array([value]))[0]
    assert found == pytest.approx(crps_normal(0.3, 1.4, value), abs=2e-3)


@given(mean=numbers, deviation=st.floats(0.1, 20.0), value=numbers)
def test_the_closed_form_is_the_integral(mean: float, deviation: float, value: float) -> None:
    assume(abs(value - mean) < 10 * deviation)
    normal = NormalDist(mean, deviation)
    below, _ = quad(lambda x: normal.cdf(x) ** 2, mean - 12 * deviation, value, limit=200)
    above, _ = quad(lambda x: (1 - normal.cdf(x)) ** 2, value, mean + 12 * deviation, limit=200)
    assert crps_normal(mean, deviation, value) == pytest.approx(below + above, rel=1e-6, abs=1e-7)


def test_a_forecast_without_doubt_scores_its_error() -> None:
    assert crps_normal(1.0, 0.0, 3.0) == 2.0


def test_the_middle_interval() -> None:
    forecast = members_of(np.arange(101.0))
    assert inside(forecast, 25.0, 0.5)
    assert inside(forecast, 75.0, 0.5)
    assert not inside(forecast, 24.0, 0.5)
    assert inside(forecast, 24.0, 0.8)
