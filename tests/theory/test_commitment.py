"""Shifts of power, slices, jumps, guarantees: closed forms against backward induction."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.theory import fearon1996 as f96
from simulator.theory import fearon2004, leventoglu_slantchev2007, walter1997
from simulator.theory import powell2006 as p06
from simulator.theory import schwarz_sonin2008 as ss

chance = st.floats(0.05, 0.6)
loss = st.floats(0.02, 0.5)
patience = st.floats(0.5, 0.98)


def _war_before_shift(p: float, rise: float, d: float, delta: float, alpha: float) -> bool:
    B = 1 / (1 - delta)
    rising_later = (p + rise) * (1 - d) * B + alpha * d * B
    return (1 - p) * (1 - d) * B > 1 + delta * (B - rising_later)


@given(chance, st.floats(0.0, 0.35), loss, patience, st.floats(0, 1))
def test_shift_against_values(p: float, rise: float, d: float, delta: float, alpha: float) -> None:
    if abs(p06.shift_gain(p, rise, d, delta) - d * (1 - alpha * delta)) > 1e-9:
        expected = _war_before_shift(p, rise, d, delta, alpha)
        assert p06.shift_means_war(p, rise, d, delta, alpha) == expected


def test_shift_numbers() -> None:
    assert p06.critical_shift(0.3, 0.1, 0.9) == pytest.approx(0.1567901, abs=1e-6)
    assert p06.critical_shift(0.3, 0.1, 0.9, 1.0) == pytest.approx(0.0456790, abs=1e-6)
    assert p06.shift_gain(0.3, 0.3, 0.1, 0.9) == pytest.approx(0.216)
    assert p06.shift_gain(0.3, 0.4, 0.2, 0.95) == pytest.approx(0.292)
    assert p06.shift_means_war(0.3, 0.4, 0.2, 0.95)
    assert not p06.shift_means_war(0.3, 0.4, 0.4, 0.95)
    # negative control: a shift between the two thresholds separates the protocols
    assert p06.shift_means_war(0.3, 0.1, 0.1, 0.9, 1.0)
    assert not p06.shift_means_war(0.3, 0.1, 0.1, 0.9, 0.0)


@given(chance, loss, patience, st.floats(0, 0.9))
def test_signs_of_the_shift(p: float, d: float, delta: float, alpha: float) -> None:
    base = p06.critical_shift(p, d, delta, alpha)
    assert p06.critical_shift(p, d, delta + 0.01, alpha) < base
    assert p06.critical_shift(p, d + 0.05, delta, alpha) > base
    assert p06.critical_shift(p + 0.05, d, delta, alpha) > base
    assert p06.critical_shift(p, d, delta, alpha + 0.1) < base


def test_general_condition_contains_the_shift() -> None:
    p, rise, d, delta = 0.3, 0.3, 0.1, 0.9
    B = 1 / (1 - delta)
    m = [(p + r) * (1 - d) * B for r in (0, rise)]
    other = (1 - p) * (1 - d) * B
    assert p06.shift_exceeds_surplus(m[0], m[1], other, B, delta)
    assert not p06.shift_exceeds_surplus(m[0], m[0], other, B, delta)


def _war_on_path(p: list[float], d: float, delta: float) -> bool:
    """Backward induction with every offer made by the declining side 2."""
    B = 1 / (1 - delta)
    one, two, war = p[-1] * (1 - d) * B, B - p[-1] * (1 - d) * B, False
    for now in p[-2::-1]:
        m_1, m_2 = now * (1 - d) * B, (1 - now) * (1 - d) * B
        given_up = max(0.0, m_1 - delta * one)
        peace_two = 1 - given_up + delta * two
        if m_2 > peace_two + 1e-12:
            one, two, war = m_1, m_2, True
        else:
            one, two = given_up + delta * one, peace_two
    return war


@given(st.lists(chance, min_size=2, max_size=7), loss, patience)
def test_path_against_backward_induction(p: list[float], d: float, delta: float) -> None:
    p = sorted(p)
    margins = [
        (1 - d) * (delta**m * p[t + m] - p[t]) - d
        for t in range(len(p))
        for m in range(1, len(p) - t)
    ]
    if min(abs(v) for v in margins) > 1e-9:
        assert p06.path_means_war(p, d, delta) == _war_on_path(p, d, delta)


def test_fast_shift_is_war_and_slow_one_peace() -> None:
    assert p06.fewest_steps_for_peace(0.3, 0.3, 0.1, 0.9) == 4
    switch = [
        _war_on_path([0.3 + 0.3 * t / n for t in range(n + 1)], 0.1, 0.9) for n in range(1, 7)
    ]
    assert switch == [True, True, True, False, False, False]
    assert p06.fewest_steps_for_peace(0.1, 0.8, 0.01, 0.999, most=5) is None


def test_offensive_advantage() -> None:
    assert p06.critical_advantage(0.2) == pytest.approx(0.125, abs=1e-9)
    assert p06.critical_advantage(0.1) == pytest.approx(0.0556, abs=5e-5)
    for f, empty in ((0.1249, False), (0.1251, True)):
        assert p06.offensive_range(0.5, f, 0.2).empty is empty


@given(chance, loss, st.floats(0.1, 0.9), st.floats(0.1, 0.99), st.floats(0, 0.45))
def test_factions(p: float, d: float, r: float, r_war: float, l: float) -> None:  # noqa: E741
    found = p06.faction_range(p, d, r, r_war, l)
    if abs(found.width) > 1e-9:
        assert p06.faction_fights(p, d, r, r_war, l) == found.empty


def test_faction_numbers() -> None:
    assert tuple(p06.faction_range(0.5, 0.1, 0.6, 0.9, 0.2)) == pytest.approx(
        (0.595, 0.55), abs=5e-4
    )
    assert tuple(p06.faction_range(0.5, 0.3, 0.6, 0.9, 0.2)) == pytest.approx((0.4625, 0.65))
    assert tuple(p06.faction_range(0.5, 0.1, 0.6, 0.6, 0.2)) == pytest.approx((0.45, 0.55))


def test_slices_leave_two_indifferent_and_converge() -> None:
    p_0, s, c, delta = 0.2, 0.5, 0.5, 0.9
    B, x, steps = 1 / (1 - delta), 0.0, []
    for _ in range(400):
        y = f96.next_slice(x, p_0, s, c, delta)
        fight = (1 - p_0 - s * x) * B - c
        assert 1 - y + delta * ((1 - p_0 - s * y) * B - c) == pytest.approx(fight, abs=1e-9)
        steps.append(y - x)
        x = y
    assert x == pytest.approx(f96.resting_place(p_0, s, c, delta), abs=1e-9)
    assert steps[1] / steps[0] == pytest.approx(f96.slice_ratio(s, delta))
    assert all(later < earlier for earlier, later in pairwise(steps[:50]))


def test_signs_of_slices() -> None:
    base = f96.next_slice(0.0, 0.2, 0.5, 0.5, 0.9)
    assert f96.next_slice(0.0, 0.2, 0.5, 0.6, 0.9) > base
    assert f96.next_slice(0.0, 0.2, 0.5, 0.5, 0.95) < base
    assert f96.resting_place(0.2, 0.6, 0.5, 0.9) > f96.resting_place(0.2, 0.5, 0.5, 0.9)
    assert f96.next_slice(0.0, 0.2, 0.6, 0.5, 0.9) < base  # the first slice falls with the slope
    assert f96.slice_ratio(0.5, 0.999) == pytest.approx(1.0, abs=2e-3)


def test_jump() -> None:
    edge = f96.critical_jump(0.4, 0.5, 0.5, 0.9)
    assert edge == pytest.approx(0.0166667, abs=1e-6)
    assert f96.jump_means_war(edge + 1e-6, 0.4, 0.5, 0.5, 0.9)
    assert not f96.jump_means_war(edge - 1e-6, 0.4, 0.5, 0.5, 0.9)


def test_instalments_and_threats() -> None:
    assert ss.appeasing_flow(2.0, 0.9) == pytest.approx(0.2)
    q = ss.credible_risk(5.0, 2.0, 0.9)
    assert q == pytest.approx(0.6825, abs=5e-5)
    assert ss.extracted(q, 5.0, 0.9) == pytest.approx(4.778, abs=5e-4)
    assert ss.threat_is_credible(q - 1e-6, 5.0, 2.0, 0.9)
    assert not ss.threat_is_credible(1.0, 5.0, 2.0, 0.9)
    assert ss.largest_demand(0.5, 5.0, 0.9) < ss.largest_demand(0.6, 5.0, 0.9)
    assert ss.credible_risk(6.0, 2.0, 0.9) > q > ss.credible_risk(5.0, 3.0, 0.9)


@given(st.floats(0.01, 1), st.floats(0.5, 10), patience)
def test_victim_is_indifferent(q: float, L: float, delta: float) -> None:
    x = ss.largest_demand(q, L, delta)
    later = delta * x / (1 - delta)
    assert x + later == pytest.approx(q * L + (1 - q) * later)


def test_armed_peace() -> None:
    n = leventoglu_slantchev2007.battles_until_peace
    assert n(0.15, 0.9, 0.1, 0.1) == 4
    assert leventoglu_slantchev2007.pie_left(4, 0.9) == pytest.approx(0.656, abs=5e-4)
    assert n(0.2, 0.9, 0.1, 0.1) > 4
    assert n(0.15, 0.9, 0.12, 0.12) < 4
    assert n(0.15, 0.8, 0.1, 0.1) < 4
    assert n(0.05, 0.9, 0.1, 0.1) == 0


@given(st.floats(0.01, 0.5), st.floats(0.5, 0.97), st.floats(0.01, 0.2))
def test_armed_peace_is_the_first_peace(f: float, theta: float, c: float) -> None:
    n = leventoglu_slantchev2007.battles_until_peace(f, theta, c, c)
    assert leventoglu_slantchev2007.peace_holds(n, f * (1 - 1e-9), theta, c, c)
    assert n == 0 or not leventoglu_slantchev2007.peace_holds(n - 1, f, theta, c, c)


@pytest.mark.parametrize(
    ("alpha", "eps_s", "peace", "war"),
    [(0.1, 0.05, 13.45, 10.78), (0.1, 0.30, 5.10, 6.51), (0.3, 0.30, 5.10, 13.26)],
)
def test_recovering_government(alpha: float, eps_s: float, peace: float, war: float) -> None:
    assert fearon2004.peace_value(eps_s, 0.05, 0.95) == pytest.approx(peace, abs=6e-3)
    assert fearon2004.war_value(alpha, eps_s, 0.05, 0.2, 0.95) == pytest.approx(war, abs=6e-3)
    assert fearon2004.deal_holds(alpha, eps_s, 0.05, 0.2, 0.95) == (peace >= war)


def test_recovering_government_by_iteration_and_signs() -> None:
    weak = strong = war_weak = war_strong = 0.0
    a, s, w, c, d = 0.1, 0.3, 0.05, 0.2, 0.95
    for _ in range(3000):
        weak, strong = 1 + d * ((1 - s) * weak + s * strong), d * ((1 - w) * strong + w * weak)
        war_weak, war_strong = (
            a / (1 - d) - c + (1 - a) * d * ((1 - s) * war_weak + s * war_strong),
            d * ((1 - w) * war_strong + w * war_weak),
        )
    assert fearon2004.peace_value(s, w, d) == pytest.approx(weak)
    assert fearon2004.war_value(a, s, w, c, d) == pytest.approx(war_weak)
    assert fearon2004.war_value(a, s, w, 0.5, d) < war_weak
    assert fearon2004.war_value(0.2, s, w, c, d) > war_weak


def test_guarantee() -> None:
    e = walter1997.guarantee_needed(0.3, 0.3, 0.1, 0.9)
    assert e == pytest.approx(1.16, abs=1e-9)
    B = 10.0
    fight, settle = 0.7 * 0.9 * B, 1 + 0.9 * (B - 0.6 * 0.9 * B)
    assert settle + (e - 0.001) < fight < settle + (e + 0.001)
    assert walter1997.guarantee_needed(0.3, 0.0, 0.1, 0.9) == 0.0
