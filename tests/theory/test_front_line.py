"""Ruin, Wagner, points, Lanchester and attrition against linear systems, ODEs and quadrature."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp

from simulator.theory import gamblers_ruin as gr
from simulator.theory import lanchester1916 as lan
from simulator.theory import problem_of_points as pts
from simulator.theory import sanctions_on_the_line as sanctions
from simulator.theory import wagner2000 as wag
from simulator.theory import war_of_attrition as woa

chance = st.floats(0.1, 0.9)


@given(st.integers(2, 20), chance, st.floats(0.5, 1.0), st.floats(0, 0.8))
def test_ruin_against_linear_systems(N: int, p: float, delta: float, draw: float) -> None:
    if 0 < abs(p - 0.5) < 1e-5:
        p = 0.5
    inner = np.eye(N - 1)
    for k in range(N - 1):
        if k + 1 < N - 1:
            inner[k, k + 1] -= p
        if k > 0:
            inner[k, k - 1] -= 1 - p
    hit_A, hit_B = np.zeros(N - 1), np.zeros(N - 1)
    hit_A[-1], hit_B[0] = p, 1 - p
    P, T = np.linalg.solve(inner, hit_A), np.linalg.solve(inner, np.ones(N - 1))
    discounted = np.eye(N - 1) + delta * (inner - np.eye(N - 1))
    D_A, D_B = (
        np.linalg.solve(discounted, delta * hit_A),
        np.linalg.solve(discounted, delta * hit_B),
    )
    for k in range(1, N):
        assert gr.win_probability(N, k, p) == pytest.approx(P[k - 1], rel=1e-8, abs=1e-12)
        assert gr.expected_battles(N, k, p, draw) == pytest.approx(T[k - 1] / (1 - draw), rel=1e-6)
        found = gr.discounted_ends(N, k, p, delta)
        assert found == pytest.approx((D_A[k - 1], D_B[k - 1]), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize(
    ("N", "k", "p", "P", "T", "ends"),
    [
        (10, 5, 0.50, 0.5, 25.0, (0.19129023037344914, 0.19129023037344914)),
        (10, 5, 0.55, 0.7317174011812814, 23.171740118128113, (0.2936354986990, 0.1076608190119)),
        (6, 3, 0.50, 0.5, 9.0, (0.3316731141199226, 0.3316731141199226)),
    ],
)
def test_ruin_numbers(
    N: int, k: int, p: float, P: float, T: float, ends: tuple[float, float]
) -> None:
    assert gr.win_probability(N, k, p) == pytest.approx(P, abs=1e-8)
    assert gr.expected_battles(N, k, p) == pytest.approx(T, abs=1e-8)
    assert gr.discounted_ends(N, k, p, 0.95) == pytest.approx(ends, abs=1e-8)


def test_ruin_spread_and_tail() -> None:
    assert gr.variance_even(10, 5) == pytest.approx(400)
    alive = [gr.survival(10, 5, 0.5, n) for n in range(3000)]
    mean = sum(alive)
    second = sum((2 * n + 1) * s for n, s in enumerate(alive))
    assert mean == pytest.approx(25)
    assert second - mean**2 == pytest.approx(400)
    assert alive[18] > 0.5 > alive[19]  # the median is 19
    assert alive[50] == pytest.approx(0.105, abs=5e-4)
    assert gr.tail_hazard(10, 0.5) == pytest.approx(0.04894348370484647, abs=1e-9)
    assert 1 - math.sqrt(alive[2002] / alive[2000]) == pytest.approx(gr.tail_hazard(10, 0.5))
    uneven = [gr.survival(10, 5, 0.6, n) for n in range(3000)]
    spread = sum((2 * n + 1) * s for n, s in enumerate(uneven)) - sum(uneven) ** 2
    assert spread != pytest.approx(400, rel=0.1)  # negative control: only at even odds


def test_ruin_edges() -> None:
    assert [gr.longest_from(20, p) for p in (0.4, 0.45, 0.5, 0.55, 0.6)] == [15, 13, 10, 7, 5]
    assert gr.win_probability(400, 200, 0.2) < 1e-60
    assert gr.discounted_ends(4, 4, 0.3, 0.9) == (1.0, 0.0)
    assert gr.survival(4, 0, 0.3, 0) == 0.0
    with pytest.raises(ValueError, match="need"):
        gr.win_probability(4, 5, 0.5)


@pytest.mark.parametrize(
    ("k", "lo", "hi"),
    [(1, 0.01, 0.19), (3, 0.09, 0.51), (5, 0.25, 0.75), (7, 0.49, 0.91), (9, 0.81, 0.99)],
)
def test_wagner(k: int, lo: float, hi: float) -> None:
    found = wag.range_along_the_war(10, k, 0.5, 0.01, 0.01)
    assert tuple(found) == pytest.approx((lo, hi), abs=1e-9)
    assert found.width <= wag.range_along_the_war(10, 5, 0.5, 0.01, 0.01).width


def test_wagner_uneven() -> None:
    assert tuple(wag.range_along_the_war(10, 5, 0.6, 0.01, 0.01)) == pytest.approx(
        (0.692, 1.075), abs=6e-4
    )


@given(st.integers(1, 9), chance, st.floats(0, 0.05))
def test_sanctions_move_terms_only(k: int, p: float, s: float) -> None:
    base = sanctions.sanctioned_range(10, k, p, 0.01, 0.01, 0.0)
    more = sanctions.sanctioned_range(10, k, p, 0.01, 0.01, s)
    T = gr.expected_battles(10, k, p)
    assert base == wag.range_along_the_war(10, k, p, 0.01, 0.01)
    assert more.lo == base.lo
    assert more.hi - base.hi == pytest.approx(s * T, abs=1e-12)
    gain = sanctions.nash_terms(10, k, p, 0.01, 0.01, s)
    assert gain - (base.lo + base.hi) / 2 == pytest.approx(s * T / 2, abs=1e-12)
    assert not base.empty
    assert not more.empty  # no war either way


def _points(a: int, b: int, p: float) -> tuple[float, float]:
    if a == 0 or b == 0:
        return float(b == 0), 0.0
    win, lose = _points(a, b - 1, p), _points(a - 1, b, p)
    return p * win[0] + (1 - p) * lose[0], 1 + p * win[1] + (1 - p) * lose[1]


@pytest.mark.parametrize(
    ("a", "b", "p", "P", "T"),
    [
        (5, 5, 0.50, 0.5, 7.5391),
        (5, 5, 0.55, 0.6214209454492188, 7.491748518359374),
        (3, 6, 0.60, 0.315395, 6.1983),
    ],
)
def test_points(a: int, b: int, p: float, P: float, T: float) -> None:
    found = pts.disarm_probability(a, b, p), pts.expected_battles(a, b, p)
    assert found == pytest.approx((P, T), abs=5e-5)
    assert found == pytest.approx(_points(a, b, p), abs=1e-9)
    assert found[0] != pytest.approx(gr.win_probability(a + b, a, p), abs=1e-3) or p == 0.5


@pytest.mark.parametrize(
    ("x", "y", "alpha", "beta", "winner", "left", "time"),
    [
        (1000, 800, 0.01, 0.01, "x", 600.0, 109.8612289),
        (1000, 800, 0.01, 0.02, "y", 374.17, 98.52),
        (500, 1000, 0.05, 0.01, "x", 223.61, 64.56),
    ],
)
def test_square_law(
    x: float, y: float, alpha: float, beta: float, winner: str, left: float, time: float
) -> None:
    found = lan.square_law(x, y, alpha, beta)
    assert found.winner == winner
    assert (found.survivors, found.time) == pytest.approx((left, time), abs=6e-3)
    flow = solve_ivp(
        lambda _, z: [-beta * z[1], -alpha * z[0]], (0, found.time), [x, y], rtol=1e-10, atol=1e-8
    )
    assert sorted(flow.y[:, -1]) == pytest.approx([0.0, found.survivors], abs=1e-4)


@given(st.floats(10, 1000), st.floats(10, 1000), st.floats(0.001, 0.05), st.floats(0.001, 0.05))
def test_the_step_is_exact_and_euler_is_not(x: float, y: float, a: float, b: float) -> None:
    one = lan.square_step(x, y, a, b)
    if min(one) > 0:
        start, end = lan.square_invariant(x, y, a, b), lan.square_invariant(*one, a, b)
        scale = a * x * x + b * y * y
        assert end == pytest.approx(start, abs=1e-9 * scale)
        assert lan.square_step(*lan.square_step(x, y, a, b, 0.5), a, b, 0.5) == pytest.approx(one)
    assert lan.square_law(x, y, a, b).survivors >= 0


def test_lanchester_odds_and_ends() -> None:
    x, y = 1000.0, 800.0
    while y > 0:
        x, y = x - 0.01 * y, y - 0.01 * x  # explicit Euler, the wrong way
    assert x == pytest.approx(596.71, abs=0.1)
    assert lan.linear_law(1000, 800, 1e-4, 1e-4).survivors == pytest.approx(200.0, abs=1e-6)
    assert lan.linear_law(800, 1000, 1e-4, 1e-4).winner == "y"
    assert lan.linear_law(1, 1, 1, 1).winner == lan.square_law(1, 1, 1, 1).winner == "none"
    assert lan.quality_to_balance(2) == 4
    assert lan.square_law(500, 1000, 0.04 + 1e-9, 0.01).winner == "x"
    assert lan.contest(2, 1) == pytest.approx(4 / 5)
    assert lan.contest(2, 1, mu=1) == pytest.approx(2 / 3)


def test_attrition_numbers() -> None:
    same = woa.mixed(3.0, 3.0, 1.5, 1.5)
    assert same.expected_time == pytest.approx(1.0)
    assert woa.symmetric_payoff(3.0, 1.5) == pytest.approx(0.0)
    assert woa.mean_persistence(3.0, 1.5) == pytest.approx(2.0)
    found = woa.mixed(4, 2, 1, 1)
    assert tuple(found) == pytest.approx((0.5, 0.25, 1 / 3, 4 / 3), abs=1e-9)
    assert found.pr_1_wins < 0.5  # the side with more at stake: perverse, and right


@given(st.floats(0.5, 5), st.floats(0.5, 5), st.floats(0.2, 2), st.floats(0.2, 2))
def test_attrition_indifference(V_1: float, V_2: float, c_1: float, c_2: float) -> None:
    found = woa.mixed(V_1, V_2, c_1, c_2)
    assert found.h_2 * V_1 == pytest.approx(c_1)
    assert found.h_1 * V_2 == pytest.approx(c_2)


@pytest.mark.parametrize(("v", "time"), [(0.3, 0.0567), (0.6, 0.3163), (0.8, 0.8094)])
def test_private_values(v: float, time: float) -> None:
    assert woa.private_time_uniform(v) == pytest.approx(time, abs=5e-5)
    assert woa.private_time(v, lambda _: 1.0, lambda u: u) == pytest.approx(time, abs=5e-5)

    def payoff(mimic: float) -> float:
        paid = quad(woa.private_time_uniform, 0, mimic)[0]
        return float(v * mimic - paid - (1 - mimic) * woa.private_time_uniform(mimic))

    own = payoff(v)
    assert all(payoff(m) <= own + 1e-9 for m in np.linspace(0.01, 0.98, 60))
    assert payoff(min(0.98, v + 0.1)) < own - 1e-4


def test_private_values_exponential() -> None:
    found = woa.private_time(0.8, lambda u: math.exp(-u), lambda u: 1 - math.exp(-u))
    assert found == pytest.approx(woa.private_time_exponential(0.8)) == pytest.approx(0.32)
