"""Slantchev 2003: the linear system, its signs, and the order of settlement."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.theory import slantchev2003 as s
from simulator.theory.gamblers_ruin import win_probability


@pytest.mark.parametrize(
    ("delta", "x"),
    [
        (0.90, [0.2355753449, 0.3781362938, 0.5154140127, 0.6320547891, 0.7998386678]),
        (0.99, [0.1741372063, 0.3378019078, 0.5019252619, 0.6623490783, 0.8297880556]),
    ],
)
def test_numbers(delta: float, x: list[float]) -> None:
    found = s.complete_information(6, 0.5, delta, 0.3, 0.3)
    assert [0.0, *x, 1.0] == pytest.approx(found.x.tolist(), abs=1e-7)
    assert found.y.tolist() == pytest.approx(found.x.tolist()[::-1], abs=1e-9)


def test_against_value_iteration_and_the_range() -> None:
    N, p, d, b_1, b_2 = 8, 0.55, 0.93, 0.2, 0.35
    x, y = np.linspace(0, 1, N + 1), np.linspace(1, 0, N + 1)
    for _ in range(2000):
        new_x, new_y = x.copy(), y.copy()
        for k in range(1, N):
            new_x[k] = 1 - (1 - d) * b_2 - d * (p * y[k + 1] + (1 - p) * y[k - 1])
            new_y[k] = 1 - (1 - d) * b_1 - d * (p * x[k + 1] + (1 - p) * x[k - 1])
        x, y = new_x, new_y
    found = s.complete_information(N, p, d, b_1, b_2)
    assert found.x == pytest.approx(x, abs=1e-8)
    assert found.y == pytest.approx(y, abs=1e-8)
    one, two = s.fight_to_finish(N, p, d, b_1, b_2)
    assert np.all(found.x >= one - 1e-12)
    assert np.all(found.x <= 1 - two + 1e-12)
    wrong = s.complete_information(N, p, d, b_2, b_1)  # negative control: flows swapped
    assert wrong.x[4] != pytest.approx(found.x[4], abs=1e-3)


def test_range_at_the_middle() -> None:
    one, two = s.fight_to_finish(6, 0.5, 0.9, 0.3, 0.3)
    assert (one[3], 1 - two[3]) == pytest.approx((0.3929, 0.6071), abs=5e-5)


def test_signs_and_sizes() -> None:
    def middle(p: float, d: float, b_1: float, b_2: float) -> float:
        return float(s.complete_information(6, p, d, b_1, b_2).x[3])

    base = middle(0.5, 0.9, 0.3, 0.3)
    assert middle(0.55, 0.9, 0.3, 0.3) - base == pytest.approx(0.0689, abs=5e-5)
    assert middle(0.5, 0.9, 0.4, 0.3) - base == pytest.approx(0.0229, abs=5e-5)
    assert middle(0.5, 0.9, 0.3, 0.4) - base == pytest.approx(-0.0306, abs=5e-5)
    assert middle(0.5, 0.95, 0.3, 0.3) < base
    assert np.all(np.diff(s.complete_information(6, 0.5, 0.9, 0.3, 0.3).x) > 0)


def test_patient_limit_is_ruin() -> None:
    found = float(s.complete_information(6, 0.6, 0.9999, 0.3, 0.3).x[3])
    assert found == pytest.approx(0.7712276725998747, abs=1e-7)
    assert found == pytest.approx(win_probability(6, 3, 0.6), abs=5e-4)
    impatient = float(s.complete_information(6, 0.6, 0.9, 0.3, 0.3).x[3])
    assert impatient != pytest.approx(win_probability(6, 3, 0.6), abs=5e-3)


def test_order_and_beliefs() -> None:
    times = [s.settlement_time(kind) for kind in ("weak", "moderate", "strong")]
    assert times == [0, 1, 2]
    assert s.expected_war(0.3, 0.3) == pytest.approx(1.0)
    won = s.after_first_battle(0.3, 0.3, 0.5, 0.3, won=True)
    lost = s.after_first_battle(0.3, 0.3, 0.5, 0.3, won=False)
    assert won.moderate == pytest.approx(0.20 / 0.29)
    assert lost.moderate == pytest.approx(0.20 / 0.41)
    chance = (0.4 * 0.5 + 0.3 * 0.3) / 0.7
    prior = chance * won.strong + (1 - chance) * lost.strong
    assert prior == pytest.approx(0.3 / 0.7)  # what is expected to be believed is what is believed
    assert won.strong < 0.3 / 0.7 < lost.strong


def test_signalling_needs_patience_and_distinct_types() -> None:
    def signals(k: int, delta: float, p_L: float = 0.3) -> bool:
        return s.strong_type_signals(6, k, (0.5, p_L), delta, (0.3, 0.3))

    assert signals(2, 0.99)
    assert signals(4, 0.99)
    assert not signals(2, 0.92)  # after a defeat of 1 first
    assert signals(4, 0.92)
    assert not signals(4, 0.99, p_L=0.4999)
