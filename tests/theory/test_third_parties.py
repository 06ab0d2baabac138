"""Mediators, signals, imposed terms and pauses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.theory import fearon1997 as f97
from simulator.theory import kydd2003 as kydd
from simulator.theory import rearmament_pause as pause
from simulator.theory import werner_yuen2005 as wy


def test_mediator_numbers_against_a_search() -> None:
    W, r, c = 1.0, 0.3, 0.1
    y = np.linspace(0, 1, 100_001)
    for low, high, demand in ((0.0, r, 0.1), (r, W, 0.45)):
        war = np.clip((y - low) / (high - low), 0, 1)
        best = y[np.argmax((1 - war) * y - war * c)]
        assert best == pytest.approx(demand, abs=1e-4)
    assert tuple(kydd.demands(W, r, c)) == pytest.approx((0.1, 0.45))
    assert kydd.war_risk(W, r, c, believed=False) == pytest.approx(0.45)
    assert kydd.war_risk(W, r, c, believed=True) == pytest.approx(0.25)


def test_only_the_biased_are_believed() -> None:
    edge = kydd.least_bias(1.0, 0.3, 0.1, 1.0)
    assert edge == pytest.approx(0.48)
    risk, weak, resolved = 0.15 / 0.7, 0.45, 0.1
    for lam, honest in ((edge + 1e-6, True), (edge - 1e-6, False), (0.0, False)):
        tell = lam * ((1 - risk) * weak - risk * 0.1) - (1 - lam) * risk
        lie = lam * resolved
        assert (tell >= lie) is honest
    assert kydd.least_bias(1.0, 0.3, 0.1, 2.0) > edge
    assert kydd.least_bias(1.0, 0.6, 0.1, 1.0) == 0.0  # nothing to fear from the truth


def test_the_neutral_trap() -> None:
    tops, c = (0.4, 1.0), 0.1
    y = np.linspace(0, 1, 200_001)
    war = np.mean([np.clip(y / top, 0, 1) for top in tops], axis=0)
    unknown = war[np.argmax((1 - war) * y - war * c)]
    assert kydd.overlapping_risk(tops, c) == pytest.approx(0.4125, abs=1e-9)
    assert unknown == pytest.approx(0.4125, abs=1e-4)


def test_signals() -> None:
    assert [f97.separates(k, 0.1, 0.3) for k in (0.09, 0.1, 0.3, 0.31)] == [
        False,
        True,
        True,
        False,
    ]


@given(st.floats(0.05, 2), st.floats(0.05, 2), st.floats(0.1, 10))
def test_audience_costs(a_1: float, a_2: float, scale: float) -> None:
    one, two = f97.still_standing(a_2, 1.0, 0.5), f97.still_standing(a_1, 1.0, 0.5)
    if abs(a_1 - a_2) > 1e-6:
        assert (one > two) == (a_1 > a_2)  # the stronger backs down less
    risk = f97.war_risk(a_1, a_2, 1.0, 0.5)
    assert f97.war_risk(scale * a_1, scale * a_2, 1.0, 0.5) == pytest.approx(risk)
    assert f97.yield_rate(a_2, 1.0, 0.0) * 1.0 == pytest.approx(a_2)


def test_audience_costs_are_not_neutral_one_by_one() -> None:
    assert f97.war_risk(0.2, 0.1, 1.0, 0.5) != pytest.approx(f97.war_risk(0.1, 0.1, 1.0, 0.5))


def test_imposed_terms() -> None:
    assert wy.terms_hold(0.8, 0.5, 0.1, 0.1, F=0.25)
    assert not wy.terms_hold(0.8, 0.5, 0.1, 0.1)
    lives = [wy.expected_life(x, 0.5, 0.1, 0.1, 0.02) for x in (0.5, 0.54, 0.58, 0.62)]
    assert lives == sorted(lives, reverse=True)
    assert lives[-1] == 0.0


def test_expected_life_against_a_linear_system() -> None:
    x, p, c_A, c_B, step = 0.53, 0.5, 0.1, 0.12, 0.01
    grid = [p + step * i for i in range(-40, 41) if wy.terms_hold(x, p + step * i, c_A, c_B)]
    n = len(grid)
    system = np.eye(n) - 0.5 * (np.eye(n, k=1) + np.eye(n, k=-1))
    life = np.linalg.solve(system, np.ones(n))
    start = int(np.argmin(np.abs(np.array(grid) - p)))
    assert wy.expected_life(x, p, c_A, c_B, step) == pytest.approx(life[start])


def _pauses() -> list[pause.Pause]:
    return [
        pause.Pause(x, 0.5, g, n, c, c)
        for x in (0.45, 0.5, 0.55)
        for g in (0.011, 0.023, 0.037)
        for n in (2, 4, 8, 12)
        for c in (0.03, 0.06, 0.1)
    ]


def test_naive_date_is_the_first_crossing() -> None:
    for s in _pauses():
        dates = [t for t in range(s.n + 1) if s.war_values(t)[0] > s.x + 1e-12]
        assert pause.naive_break(s) == (dates[0] if dates else None)


def test_foresight() -> None:
    rising = pause.Pause(0.5, 0.5, 0.03, 12, 0.1, 0.1)
    assert pause.naive_break(rising) == 4
    assert pause.foresight_break(rising, 0.98) == (0, 2)
    assert pause.foresight_break(rising._replace(g=0.02, n=4), 0.98) == (None, 0)
    assert pause.foresight_break(rising._replace(c_1=0.5, c_2=0.5), 0.98) == (None, 0)
    for s in _pauses():
        found, naive = pause.foresight_break(s, 0.98), pause.naive_break(s)
        assert found.tick is None or naive is None or found.tick <= naive


def test_the_tempting_shortcut_is_sometimes_wrong() -> None:
    wrong = [
        s for s in _pauses() if pause.one_look_guess(s, 0.98) != pause.foresight_break(s, 0.98)
    ]
    assert 0 < len(wrong) < len(_pauses()) / 2
