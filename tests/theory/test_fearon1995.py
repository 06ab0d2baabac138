"""Fearon 1995 against searches over demands and offers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.theory import fearon1995 as f

share = st.floats(0.05, 0.95)
cost = st.floats(0.01, 0.4)


def test_range_and_ultimatums() -> None:
    found = f.bargaining_range(0.6, 0.1, 0.2)
    assert (found.lo, found.hi, found.width) == pytest.approx((0.5, 0.8, 0.3), abs=1e-9)
    assert f.ultimatum(0.6, 0.1, 0.2, "A") == pytest.approx(0.8, abs=1e-9)
    assert f.ultimatum(0.6, 0.1, 0.2, "B") == pytest.approx(0.5, abs=1e-9)
    assert f.ultimatum(0.95, 0.1, 0.2, "A") == 1.0
    with pytest.raises(ValueError, match="proposer"):
        f.ultimatum(0.5, 0.1, 0.1, "C")


@given(share, cost, cost)
def test_signs_of_the_range(p: float, a: float, b: float) -> None:
    base, up = f.bargaining_range(p, a, b), 0.01
    stronger, dearer_a = f.bargaining_range(p + up, a, b), f.bargaining_range(p, a + up, b)
    dearer_b = f.bargaining_range(p, a, b + up)
    assert stronger.lo > base.lo
    assert stronger.hi > base.hi
    assert stronger.width == pytest.approx(base.width)
    assert dearer_a.lo < base.lo
    assert dearer_a.hi == base.hi
    assert dearer_b.hi > base.hi
    assert dearer_b.lo == base.lo
    assert not base.empty


@given(share, cost, cost, st.floats(0.3, 0.9))
def test_risk_aversion_widens(p: float, a: float, b: float, exponent: float) -> None:
    base, averse = f.bargaining_range(p, a, b), f.bargaining_range(p, a, b, exponent)
    assert averse.lo <= max(0.0, base.lo) + 1e-12
    assert averse.hi >= min(1.0, base.hi) - 1e-12
    assert not averse.empty


def test_liking_risk_can_empty_the_range() -> None:
    assert not f.bargaining_range(0.5, 0.1, 0.1, 1.0).empty
    for exponent in (2.0, 4.0):
        found = f.bargaining_range(0.5, 0.1, 0.1, exponent)
        assert found.empty
    assert -f.bargaining_range(0.5, 0.1, 0.1, 2.0).width == pytest.approx(1.265 - 1, abs=5e-4)


@pytest.mark.parametrize(
    ("p", "c", "low", "high", "x", "war"),
    [
        (0.5, 0.1, 0.0, 0.5, 0.7, 0.4),
        (0.5, 0.1, 0.0, 0.4, 0.65, 0.375),
        (0.5, 0.3, 0.0, 0.2, 0.5, 0.0),
    ],
)
def test_gamble(p: float, c: float, low: float, high: float, x: float, war: float) -> None:
    found = f.uniform_gamble(p, c, low, high)
    assert (found.demand, found.pr_war) == pytest.approx((x, war), abs=1e-9)
    assert f.no_risk_is_run(c, low, high) == (war == 0)


def test_gamble_is_worth_058_against_050() -> None:
    assert f.uniform_gamble(0.5, 0.1, 0.0, 0.5).value == pytest.approx(0.58, abs=1e-9)


@given(st.floats(0.05, 0.6), cost, st.floats(0.0, 0.1), st.floats(0.15, 0.8))
def test_gamble_against_a_search(p: float, c: float, low: float, high: float) -> None:
    x = np.linspace(0, 1, 20_001)
    war = np.clip((x - p - low) / (high - low), 0, 1)
    value = war * (p - c) + (1 - war) * x
    found = f.uniform_gamble(p, c, low, high)
    assert found.value == pytest.approx(float(value.max()), abs=1e-4)


def test_risk_does_not_depend_on_p_unless_the_demand_is_capped() -> None:
    inside = [f.uniform_gamble(p, 0.1, 0.0, 0.5).pr_war for p in (0.1, 0.3, 0.5, 0.7)]
    assert inside == pytest.approx([0.4] * 4, abs=1e-9)
    assert f.uniform_gamble(0.9, 0.1, 0.0, 0.5).pr_war == pytest.approx(0.2)  # negative control


def test_signs_of_the_gamble() -> None:
    base = f.uniform_gamble(0.4, 0.1, 0.05, 0.5).pr_war
    assert f.uniform_gamble(0.4, 0.2, 0.05, 0.5).pr_war < base
    assert f.uniform_gamble(0.4, 0.1, 0.05, 0.6).pr_war > base
    assert f.uniform_gamble(0.4, 0.1, 0.10, 0.5).pr_war < base


def test_optimism() -> None:
    assert f.optimism_blocks(0.7, 0.6, 0.1, 0.1)
    assert not f.optimism_blocks(0.6, 0.55, 0.1, 0.1)


def test_first_strike() -> None:
    wide, none = (
        f.first_strike_range(0.6, 0.45, 0.1, 0.1),
        f.first_strike_range(0.7, 0.45, 0.1, 0.1),
    )
    assert (wide.lo, wide.hi) == pytest.approx((0.5, 0.55))
    assert (wide.empty, none.empty) == (False, True)


def _brute_preventive(p_1: float, p_2: float, c: float, d: float) -> bool:
    later = max(0.0, (1 - p_2) / (1 - d) - c)  # A offers just enough once strong
    return (1 - p_1) / (1 - d) - c > 1 + d * later


@given(share, share, st.floats(0.01, 3.0), st.floats(0.5, 0.98))
def test_preventive_against_two_periods(p_1: float, p_2: float, c: float, d: float) -> None:
    margin = d * p_2 - p_1 - c * (1 - d) ** 2
    if abs(margin) > 1e-9 and abs(p_2 + c * (1 - d) - 1) > 1e-9:
        assert f.preventive_war(p_1, p_2, c, d) == _brute_preventive(p_1, p_2, c, d)


def test_preventive_numbers() -> None:
    assert f.preventive_threshold(0.35, 0.1, 0.9) == pytest.approx(0.39, abs=1e-9)
    assert not f.preventive_war(0.35, 0.3899, 0.1, 0.9)
    assert f.preventive_war(0.35, 0.3901, 0.1, 0.9)
    assert not f.preventive_war(0.6, 0.65, 0.5, 0.9)
    # negative control: with the cost counted as a game's flow, the threshold is another one
    assert f.preventive_threshold(0.35, 0.1 / (1 - 0.9), 0.9) != pytest.approx(0.39, abs=1e-3)


def test_indivisible() -> None:
    assert f.indivisible_war(0.5, 0.2, 0.2)
    assert not f.indivisible_war(0.15, 0.2, 0.2)
    assert tuple(f.lottery_range(0.5, 0.2, 0.2)) == pytest.approx((0.3, 0.7))


@given(share, cost, cost, st.integers(1, 12))
def test_enough_pieces_always_give_a_deal(p: float, a: float, b: float, pieces: int) -> None:
    if 1 / pieces <= a + b:
        assert not f.indivisible_war(p, a, b, pieces)


def test_too_few_pieces_do_not() -> None:
    assert any(f.indivisible_war(p, 0.1, 0.1, 4) for p in np.linspace(0.1, 0.9, 81))


@given(st.floats(0.45, 0.8), st.floats(0.1, 0.4), cost, cost, st.floats(0.02, 0.98))
def test_screening_is_the_better_of_two_demands(
    weak: float, strong: float, a: float, d: float, q: float
) -> None:
    pool, screen = strong + d, q * (weak + d) + (1 - q) * (strong - a)
    if abs(pool - screen) > 1e-9:
        assert (screen > pool) == (q > f.screen_power_types(weak, strong, a, d))


def test_screening_numbers() -> None:
    assert f.screen_power_types(0.7, 0.4, 0.1, 0.1) == pytest.approx(0.4, abs=1e-9)
    assert f.screen_cost_types(0.1, 0.1, 0.4) == pytest.approx(0.4, abs=1e-9)
    assert f.screen_power_types(0.7, 0.4, 0.2, 0.1) > 0.4
    assert f.screen_power_types(0.8, 0.4, 0.1, 0.1) < 0.4
