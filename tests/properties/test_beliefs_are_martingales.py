"""Beliefs under their holder's own predictive law: what is expected to be believed is believed.

With lag, bias and weight off, exactly; with any of them on, not.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.integrate import quad
from worlds import DEFAULTS

from simulator.model.mechanisms.beliefs import (
    front_evidence,
    odds_factor,
    posterior_hazard,
    type_posterior,
    weighed,
)
from simulator.model.war.quantities import race_hazard
from simulator.model.war.record import OF_D, PLAY
from simulator.model.war.steps.home import observe

relaxed = settings(deadline=None, max_examples=50)


class Race:
    """A belief about the other side's fall in a record of its own."""

    def __init__(self, prior: float, weight: float, bias: float, lag: int) -> None:
        self.war = np.zeros(1, PLAY)[0]
        race = self.war.races[OF_D]
        self.war.v.belief_front_most = DEFAULTS["belief.front_most"]
        race.prior, race.weight, race.bias, race.lag = prior, weight, bias, lag

    def observe(self, quiet: float, evidence: float) -> None:
        observe(self.war, OF_D, quiet, evidence)

    def hazard(self) -> float:
        return race_hazard(self.war.races[OF_D])


log_odds = st.floats(-3.0, 3.0)


def under_exponential(mean: float, of: Callable[[float], float]) -> float:
    """Expectation of `of` the hazard under an exponential law with this mean."""
    value, _ = quad(lambda u: math.exp(-u) * of(mean * u), 0.0, 60.0, epsabs=1e-13, epsrel=1e-12)
    return float(value)


@given(st.floats(1e-3, 0.5), st.floats(0.0, 60.0), st.floats(0.1, 12.0))
@relaxed
def test_hazard_is_a_martingale(prior: float, before: float, months: float) -> None:
    now = posterior_hazard(prior, before)
    quiet = under_exponential(now, lambda h: math.exp(-h * months))
    if_event = under_exponential(now, lambda h: h * -math.expm1(-h * months)) / (1.0 - quiet)
    if_quiet = posterior_hazard(prior, before + months)
    assert quiet * if_quiet + (1.0 - quiet) * if_event == pytest.approx(now, rel=1e-8)
    # Negative control: half the weight on a quiet month is not Bayes.
    half = posterior_hazard(prior, before + 0.5 * months)
    assert quiet * half + (1.0 - quiet) * if_event > now * (1.0 + 1e-9)


@given(log_odds, st.floats(1e-4, 1e-2), st.floats(1e-3, 1e-2))
@relaxed
def test_odds_are_a_martingale(odds: float, half_gap: float, spread: float) -> None:
    better = 0.5 * odds_factor(odds)
    reach = 10.0 * spread + half_gap
    moves = np.linspace(-reach, reach, 1001)
    law = better * stats.norm.pdf(moves, half_gap, spread)
    law += (1.0 - better) * stats.norm.pdf(moves, -half_gap, spread)

    def expected(weight: float, bias: float) -> float:
        seen = [weighed(front_evidence(m, 0.0, half_gap, spread), weight, bias) for m in moves]
        after = np.array([odds_factor(odds + evidence) for evidence in seen])
        return float(np.trapezoid(law * after, moves))

    assert expected(1.0, 0.0) == pytest.approx(odds_factor(odds), abs=1e-6)


def test_bias_makes_a_leader_hopeful_and_weight_does_not_wash_it_out() -> None:
    # Negative control of the test above, at even odds and a month worth about one standard error.
    moves = np.linspace(-0.04, 0.04, 4001)
    law = 0.5 * (stats.norm.pdf(moves, 0.003, 0.004) + stats.norm.pdf(moves, -0.003, 0.004))

    def expected(weight: float, bias: float, odds: float = 0.0) -> float:
        seen = [weighed(front_evidence(m, 0.0, 0.003, 0.004), weight, bias) for m in moves]
        after = [odds_factor(odds + evidence) for evidence in seen]
        return float(np.trapezoid(law * np.array(after), moves))

    assert expected(1.0, 0.0) == pytest.approx(1.0, abs=1e-6)
    assert expected(1.0, 0.5) > 1.05
    assert expected(0.5, 0.5) > 1.02


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
@relaxed
def test_belief_in_a_type_is_a_martingale(prior: float, weak: float, tough: float) -> None:
    refused = prior * (1.0 - weak) + (1.0 - prior) * (1.0 - tough)
    after_no = type_posterior(prior, weak, tough)
    after_yes = type_posterior(prior, 1.0 - weak, 1.0 - tough)
    assert refused * after_no + (1.0 - refused) * after_yes == pytest.approx(prior, abs=1e-12)
    # A refusal speaks against the type that would sooner have accepted.
    assert (after_no - prior) * (weak - tough) <= 1e-12


def test_a_leaders_race_is_the_same_arithmetic() -> None:
    race = Race(0.04, 1.0, 0.0, 0)
    odds, quiet = 0.0, 0.0
    for exposure, evidence in ((1.0, 0.2), (0.5, -0.6), (1.0, 0.0), (0.0, 0.9)):
        race.observe(exposure, evidence)
        odds, quiet = odds + evidence, quiet + exposure
    assert race.hazard() == pytest.approx(posterior_hazard(0.04, quiet) * odds_factor(odds))


def test_a_lag_delays_and_a_bias_forgets() -> None:
    prompt, late = Race(0.04, 1.0, 0.0, 0), Race(0.04, 1.0, 0.0, 3)
    seen = [late.hazard()]
    for _ in range(6):
        prompt.observe(1.0, -0.3)
        late.observe(1.0, -0.3)
        seen.append(late.hazard())
    assert seen[:4] == [0.04] * 4
    assert prompt.hazard() < seen[-1] < 0.04
    again = Race(0.04, 1.0, 0.0, 0)
    for _ in range(3):
        again.observe(1.0, -0.3)
    assert seen[-1] == again.hazard()
    biased = Race(0.04, 1.0, 0.5, 0)
    for _ in range(6):
        biased.observe(1.0, -0.3)
    assert prompt.hazard() < biased.hazard() < 0.04
