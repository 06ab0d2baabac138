"""Nash, Rubinstein, outside options, Powell's status quo and the game-free results."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.theory import fey_ramsey2011 as fr
from simulator.theory import nash1950, outside_options, powell1999, rubinstein1982
from simulator.theory.fearon1995 import ultimatum

unit = st.floats(0.05, 0.95)


def test_nash() -> None:
    assert nash1950.share_with_war_outside(0.6, 0.1, 0.2) == pytest.approx(0.65, abs=1e-9)
    for part, x in ((0.2, 0.56), (0.5, 0.65), (0.8, 0.74)):
        found = nash1950.share_with_war_outside(0.6, 0.1, 0.2, part)
        mean = part * ultimatum(0.6, 0.1, 0.2, "A") + (1 - part) * ultimatum(0.6, 0.1, 0.2, "B")
        assert found == pytest.approx(x, abs=1e-9)
        assert found == pytest.approx(mean, abs=1e-9)


@given(st.floats(0.1, 1.0))
def test_nash_risk_aversion_against_a_search(gamma: float) -> None:
    x = np.linspace(0, 1, 100_001)
    assert nash1950.share_of_risk_averse(gamma) == pytest.approx(
        float(x[np.argmax(x**gamma * (1 - x))]), abs=2e-5
    )
    assert nash1950.share_of_risk_averse(gamma) <= 0.5


@pytest.mark.parametrize(
    ("d_1", "d_2", "x"),
    [(0.9, 0.9, 0.526315789473684), (0.9, 0.8, 0.714285714285714), (0.5, 0.9, 0.181818181818)],
)
def test_rubinstein(d_1: float, d_2: float, x: float) -> None:
    assert rubinstein1982.first_share(d_1, d_2) == pytest.approx(x, abs=1e-9)
    v_1, v_2 = 1.0, 1.0
    for _ in range(2000):
        v_1, v_2 = 1 - d_2 * v_2, 1 - d_1 * v_1
    assert v_1 == pytest.approx(x, abs=1e-9)
    assert x != pytest.approx((1 - d_1) / (1 - d_1 * d_2), abs=1e-6) or d_1 == d_2  # wrong variant


def test_rubinstein_limits() -> None:
    dt = 1e-6
    near = rubinstein1982.first_share(np.exp(-0.05 * dt), np.exp(-0.10 * dt))
    assert rubinstein1982.continuous_share(0.05, 0.10) == pytest.approx(2 / 3)
    assert near == pytest.approx(2 / 3, abs=1e-5)
    assert rubinstein1982.fixed_cost_share(0.1, 0.2) == 1.0
    assert rubinstein1982.fixed_cost_share(0.2, 0.1) == 0.1
    with pytest.raises(ValueError, match="equal"):
        rubinstein1982.fixed_cost_share(0.1, 0.1)


@given(st.floats(0.1, 0.98), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_outside_option_solves_its_equations(delta: float, a: float, b: float) -> None:
    w_1, w_2 = a * 0.95, (1 - a) * b * 0.95
    v_1, v_2 = outside_options.proposer_shares(delta, w_1, w_2)
    assert v_1 == pytest.approx(1 - max(delta * v_2, w_2), abs=1e-9)
    assert v_2 == pytest.approx(1 - max(delta * v_1, w_1), abs=1e-9)


def test_outside_option_numbers() -> None:
    assert outside_options.proposer_shares(0.95, 0.4, 0.4)[0] == pytest.approx(0.5128, abs=5e-5)
    assert outside_options.proposer_shares(0.95, 0.6, 0.2)[0] == pytest.approx(0.62, abs=1e-9)
    # the option is paid, not split: a Nash split from it would give another share
    assert outside_options.proposer_shares(0.95, 0.6, 0.2)[0] != pytest.approx(0.7, abs=0.01)


def test_status_quo() -> None:
    gaps = [powell1999.pr_war(0.5 + g, 0.5, 0.05, 0.5, 0.1) for g in np.linspace(0, 0.5, 26)]
    assert gaps[0] == gaps[2] == 0
    assert all(b >= a for a, b in pairwise(gaps))
    assert gaps[-1] == gaps[-5] == pytest.approx((0.2 - 0.05) / 0.45)
    assert powell1999.pr_war(0.9, 0.2, 0.0, 0.5, 0.2) < powell1999.pr_war(0.9, 0.2, 0.0, 0.5, 0.1)
    assert powell1999.pr_war(0.9, 0.2, 0.0, 0.6, 0.1) > powell1999.pr_war(0.9, 0.2, 0.0, 0.5, 0.1)


@given(unit, unit, st.floats(0.0, 0.1), st.floats(0.15, 0.6), st.floats(0.01, 0.3))
def test_status_quo_against_a_search(p: float, q: float, low: float, high: float, s: float) -> None:
    x = np.linspace(q, 1.0, 20_001)
    war = np.clip((p - x - low) / (high - low), 0, 1)
    best = war[np.argmax(war * (1 - p - s) + (1 - war) * (1 - x))]
    assert powell1999.pr_war(p, q, low, high, s) == pytest.approx(float(best), abs=2e-3)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), unit, unit), min_size=2, max_size=9),
    st.floats(0.0, 0.1),
    unit,
)
def test_optimism_is_never_common_knowledge(
    rows: list[tuple[int, int, float, float]], c: float, x: float
) -> None:
    a, b = [r[0] for r in rows], [r[1] for r in rows]
    prior, p = [r[2] for r in rows], [r[3] for r in rows]
    event = fr.both_prefer_war(prior, p, a, b, (c + 1e-9, c + 1e-9), x)
    assert not any(fr.common_knowledge(event, a, b))


def test_optimism_can_hold_at_a_state() -> None:
    event = fr.both_prefer_war(
        [1 / 3] * 3, [0.6, 0.5, 0.4], [0, 0, 1], [0, 1, 1], (0.01, 0.01), 0.5
    )
    assert event == [False, True, False]
    assert fr.common_knowledge([True, True, False], [0, 0, 1], [2, 2, 3]) == [True, True, False]


def test_monotone_types_and_peace() -> None:
    cost, p, x = [0.05, 0.1, 0.3], 0.5, 0.7
    war = [float(c < x - p) for c in cost]
    value = [max(1 - p - c, 1 - x) for c in cost]
    assert fr.tougher_fight_more(cost, war, value)
    assert not fr.tougher_fight_more(cost, war[::-1], value)
    assert not fr.peace_for_all_types(0.8 - 0.1, 0.8 - 0.1)
    assert fr.peace_for_all_types(0.55 - 0.1, 0.55 - 0.1)
