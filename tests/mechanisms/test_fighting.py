"""Losses, the front, collapse, effort, arms, men: arithmetic by hand, and limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from simulator.model.mechanisms import attrition, collapse, effort, front, production, recruitment
from simulator.theory.lanchester1916 import square_law

fast = settings(deadline=None)
sizes = st.floats(0.1, 3.0)
rates = st.floats(1e-3, 0.5)


@given(sizes, sizes, rates, rates, st.floats(0.01, 2.0))
@fast
def test_lanchester_step_is_the_exponential_of_the_matrix(
    a: float, d: float, on_a: float, on_d: float, months: float
) -> None:
    exact = expm(months * np.array([[0.0, -on_a], [-on_d, 0.0]])) @ np.array([a, d])
    assume(exact.min() > 0.0)
    found = attrition.exact_step(a, d, on_a, on_d, months)
    assert found == pytest.approx(tuple(exact), abs=1e-12)


@given(sizes, sizes, rates, rates)
@fast
def test_lanchester_fight_to_the_end(a: float, d: float, on_a: float, on_d: float) -> None:
    end = square_law(a, d, on_d, on_a)
    assume(end.winner != "none" and end.survivors > 1e-3)
    left = attrition.exact_step(a, d, on_a, on_d, end.time * 1.5 + 1.0)
    expected = (end.survivors, 0.0) if end.winner == "x" else (0.0, end.survivors)
    assert left == pytest.approx(expected, abs=1e-6)


def test_two_half_months_are_a_month() -> None:
    whole = attrition.exact_step(1.0, 0.8, 0.05, 0.02, 1.0)
    half = attrition.exact_step(*attrition.exact_step(1.0, 0.8, 0.05, 0.02, 0.5), 0.05, 0.02, 0.5)
    assert half == pytest.approx(whole, abs=1e-14)
    # Negative control: an Euler step does not add up.
    euler = (1.0 - 0.05 * 0.8, 0.8 - 0.02 * 1.0)
    assert whole != pytest.approx(euler, abs=1e-4)


def test_one_sided_losses_and_none() -> None:
    assert attrition.exact_step(1.0, 1.0, 0.0, 0.1, 3.0) == pytest.approx((1.0, 0.7))
    assert attrition.exact_step(1.0, 1.0, 0.2, 0.0, 10.0) == (0.0, 1.0)
    assert attrition.exact_step(1.0, 1.0, 0.0, 0.0, 10.0) == (1.0, 1.0)


def test_loss_rates_and_intensity() -> None:
    on_A, on_D = attrition.loss_rates(0.05, 0.8, 2.0, 0.5)
    assert (on_A, on_D) == pytest.approx((0.025, 0.01))
    assert attrition.intensity(1.0, 1.0, 1.0, 0.03, 0.25) == pytest.approx(1.0)
    assert attrition.intensity(1.0, 1.0, 0.0, 0.03, 0.25) == pytest.approx(1.0)
    assert attrition.intensity(0.0, 0.0, 1.0, 0.03, 0.25) == pytest.approx(0.03)
    # A D that cannot attack makes no violence of its own; one that can, a quarter of it.
    assert attrition.intensity(0.0, 1.0, 0.0, 0.03, 0.25) == pytest.approx(0.03)
    assert attrition.intensity(0.0, 1.0, 1.0, 0.03, 0.25) == pytest.approx(0.03 + 0.97 * 0.25)
    assert front.initiative_D(0.0, 1e-4) == pytest.approx(0.5)
    assert front.initiative_D(-0.01, 1e-4) > 0.99


def test_potential_of_the_front() -> None:
    held = front.potential(0.001, 0.02, 0.1, 1.0, 0.9, 0.6, 0.1)
    assert held == pytest.approx(0.003)
    assert front.potential(0.001, 0.02, 0.1, 1.0, 0.5, 0.6, 0.1) == pytest.approx(0.013)
    assert front.potential(0.001, 0.02, 0.1, 0.4, 1.0, 0.6, 0.1) == pytest.approx(-0.017)


@given(st.floats(-0.05, 0.05), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
@fast
def test_effort_turns_the_balance_into_ground(net: float, a: float, d: float) -> None:
    assert front.advance(net, 1.0, 1.0, 1e-4) == pytest.approx(net, abs=1e-15)
    assert front.advance(net, 0.0, 0.0, 1e-4) == 0.0
    assert front.advance(net, a, 0.0, 1e-4) >= 0.0 >= front.advance(net, 0.0, d, 1e-4)
    assert front.advance(net, a, d, 1e-4) == pytest.approx(
        -front.advance(-net, d, a, 1e-4), abs=1e-15
    )


def test_a_lopsided_front_needs_only_the_stronger_side() -> None:
    assert front.advance(0.01, 1.0, 0.0, 1e-4) == pytest.approx(0.01, rel=1e-4)
    assert front.advance(0.01, 0.0, 1.0, 1e-4) == pytest.approx(0.0, abs=1e-6)


@given(st.floats(-0.05, 0.05), st.floats(0.0, 0.05), st.floats(1e-3, 0.05))
@fast
def test_chain_of_positions_matches_drift_and_variance(
    move: float, spread: float, width: float
) -> None:
    up, down = front.chain_rates(move, spread, width)
    assert min(up, down) >= 0.0
    assert (up - down) * width == pytest.approx(move, abs=1e-12)
    # Moving by whole cells towards the drift adds a cell's width of variance per cell moved.
    assert (up + down) * width**2 == pytest.approx(spread**2 + abs(move) * width, abs=1e-12)


def test_collapse() -> None:
    assert collapse.hazard(0.001, 3.0, 0.1, 0.2, 3.0) == pytest.approx(0.001 * math.exp(0.5))
    assert collapse.hazard(0.001, 3.0, 0.0, 0.0, 3.0) == 0.001
    assert collapse.hazard(0.001, 20.0, 5.0, 9.0, 3.0) == pytest.approx(0.001 * math.exp(3.0))
    assert collapse.hazard(0.001, 20.0, -5.0, 0.0, 3.0) == pytest.approx(0.001 * math.exp(-3.0))
    assert collapse.hazard(0.0, 20.0, 5.0, 9.0, 3.0) == 0.0


def test_pressing() -> None:
    assert effort.pressing(0.003, 0.002) == pytest.approx(0.5)
    assert effort.pressing(0.001, 0.002) == 0.0
    assert effort.pressing(0.009, 0.002) == 1.0
    assert (effort.pressing(0.1, 0.0), effort.pressing(-0.1, 0.0)) == (1.0, 0.0)


@given(st.floats(-0.01, 0.01), st.floats(1e-4, 0.01))
@fast
def test_pressing_maximises_gain_less_quadratic_cost(gain: float, cost: float) -> None:
    # Cost of effort e: cost * (e + e**2 / 2), so full effort costs twice the least at the margin.
    grid = np.linspace(0.0, 1.0, 2001)
    worth = gain * grid - cost * (grid + 0.5 * grid**2)
    assert effort.pressing(gain, cost) == pytest.approx(grid[worth.argmax()], abs=6e-4)


def test_marginal_value() -> None:
    value = effort.marginal_value(0.01, 2.0, 0.005, 1.0, 0.4, 0.001)
    assert value == pytest.approx(0.02 + 0.003 - 0.001)


def test_arms() -> None:
    assert production.arms_step(1.0, 1.0, 1.0, 0.04, 0.3) == 1.0
    assert production.arms_step(1.0, 0.0, 1.0, 0.04, 0.3) == pytest.approx(0.96)
    assert production.arms_step(1.0, 1.0, 0.0, 0.04, 0.3) == pytest.approx(1.012)
    assert production.arms_step(0.02, -1.0, 1.0, 0.04, 0.3) == 0.0  # none left
    assert production.output_A(1.1, 0.35, 0.35, 0.3, 0.8) == 1.1
    assert production.output_A(1.0, 0.60, 0.35, 0.3, 0.8) == pytest.approx(1 - 0.7 * 0.8 * 0.25)
    assert production.output_A(1.0, 0.60, 0.35, 1.0, 0.8) == 1.0


@given(sizes, sizes, st.floats(0.0, 1.0))
@fast
def test_force_has_constant_returns(men: float, arms: float, share: float) -> None:
    force = production.force(men, arms, share)
    assert production.force(2 * men, 2 * arms, share) == pytest.approx(2 * force)
    assert min(men, arms) - 1e-12 <= force <= max(men, arms) + 1e-12


def test_force_in_its_limits() -> None:
    assert production.force(0.25, 1.0, 0.5) == pytest.approx(0.5)
    assert production.force(0.3, 0.7, 0.0) == pytest.approx(0.3)
    assert production.force(0.3, 0.7, 1.0) == pytest.approx(0.7)
    assert production.force(0.0, 0.0, 0.5) > 0.0  # a log is taken of it


def test_recruits() -> None:
    assert recruitment.bounty(1.0, 0.02, 60.0, 60.0) == pytest.approx(1.02)
    assert recruitment.bounty(1.0, 0.02, 15.0, 60.0) == pytest.approx(1.035)
    assert recruitment.bounty(2.0, 0.02, 0.0, 0.0) == pytest.approx(2.08)
    assert recruitment.volunteers(0.05, 60.0, 60.0, 0.3, 2.0, 0.5) == 0.05
    assert recruitment.volunteers(0.05, 15.0, 60.0, 0.3, 2.0, 0.5) == pytest.approx(
        0.05 * math.sqrt(0.5)
    )
    assert recruitment.volunteers(0.05, 60.0, 60.0, 0.9, 2.0, 0.5) == pytest.approx(0.03)
    assert recruitment.volunteers(0.05, 0.0, 60.0, 0.0, 2.0, 0.5) == 0.0
    assert recruitment.volunteers(0.05, 5.0, 0.0, 0.0, 2.0, 0.5) == 0.0


def test_a_quiet_front_needs_fewer() -> None:
    assert recruitment.need(1.0, 0.25) == 1.0
    assert recruitment.need(0.0, 0.25) == 0.25
    assert recruitment.need(0.4, 0.25) == pytest.approx(0.55)


def test_draft() -> None:
    assert recruitment.intake_D(1.0, 0.02, 1.0, 1.0, 0.5) == 0.02
    assert recruitment.intake_D(1.0, 0.02, 0.5, 1.0, 0.5) == 0.01
    assert recruitment.intake_D(1.0, 0.02, 1.0, 0.0, 0.5) == 0.01
    assert recruitment.intake_D(1.0, 0.02, 1.0, 3.0, 0.5) == 0.02


def test_the_smoothed_move_forgets_by_half() -> None:
    assert front.smoothed(0.01, 0.0, 0.5) == pytest.approx(0.005)
    assert front.smoothed(0.0, 0.004, 0.75) == pytest.approx(0.001)
