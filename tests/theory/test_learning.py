"""Powell's ladder, Smith and Stam's sample, Filson and Werner's screening, learning bad news."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.theory import filson_werner2002 as fw
from simulator.theory import powell2004 as p04
from simulator.theory import smith_stam2004 as ss
from simulator.theory import wolford_reiter_carrubba2011 as wrc

GAME = p04.Game(delta=0.95, k_S=0.1, k_D=0.1, f_L=0.2, f_H=2.0, f_S=0.5)


def test_ladder_numbers() -> None:
    found = p04.solve(GAME, 5)
    assert found.offers == pytest.approx(
        [0.3541666667, 0.2641666667, 0.1957666667, 0.1437826667, 0.1042748267], abs=1e-9
    )
    assert found.beliefs[1:] == pytest.approx(
        [0.4857142857, 0.7706835537, 0.9199693231, 0.9793927612], abs=1e-9
    )
    values = [p04.value(GAME, q) for q in (0.3, 0.5, 0.7, 0.9, 0.97)]
    assert values == pytest.approx(
        [0.6458333333, 0.6483333333, 0.6833333333, 0.7569055556, 0.8225324723], abs=1e-9
    )
    assert p04.finish_value(GAME, 0.1, 2.0) == pytest.approx(-0.0208333333, abs=1e-9)


def _as_screening(game: p04.Game) -> fw.Screening:
    pay = 1 - game.delta
    costs = (pay * game.f_H, pay * game.f_L)
    pair_up, pair_down = (game.k_D, game.k_D), (game.k_S, game.k_S)
    return fw.Screening(2, pair_up, pair_down, pay * game.f_S, costs, game.delta)


def test_ladder_against_the_recursion() -> None:
    plan = fw.solve(_as_screening(GAME), 201)
    for q in (0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.97):
        on_grid = plan.value[1, round(200 * q)]
        assert on_grid == pytest.approx(p04.value(GAME, q), abs=1e-3)
        assert on_grid <= p04.value(GAME, q) + 1e-9


def test_course_of_the_ladder() -> None:
    assert p04.course(GAME, 0.2) == (0.0, 0.0)
    assert p04.course(GAME, 0.5).pr_fighting == pytest.approx(0.5)
    assert p04.course(GAME, 0.8).pr_fighting == pytest.approx(0.3889, abs=5e-5)
    assert p04.course(GAME, 0.95).pr_fighting == pytest.approx(0.2180, abs=5e-5)
    longest = max(p04.course(GAME, q).expected_battles for q in np.linspace(0.01, 0.97, 97))
    assert longest < 1.0 < 1 / (GAME.k_S + GAME.k_D)


def test_frequent_offers_end_the_fighting() -> None:
    times, first = [], []
    for step in (1.0, 0.5, 0.1, 0.02):
        game = p04.Game(0.95**step, 0.1 * step, 0.1 * step, 0.2, 2.0, 0.5)
        found = p04.solve(game, 12)
        n = p04.rounds(found, 0.8)
        times.append(n * step)
        first.append(found.offers[n])
    assert times == pytest.approx([2.0, 1.0, 0.2, 0.04])
    assert (first[0], first[-1]) == pytest.approx((0.1957, 0.3534), abs=4e-4)


def test_signs_and_limits_of_the_ladder() -> None:
    costly = p04.Game(0.95, 0.1, 0.1, 0.2, 2.0, 1.0)
    assert p04.solve(costly, 3).beliefs[1] > p04.solve(GAME, 3).beliefs[1]
    with pytest.raises(ValueError, match="rungs"):
        p04.rounds(p04.solve(GAME, 3), 0.99)
    assert p04.power_types_keep_fighting(0.7, 0.4, 0.1, 0.1)
    assert not p04.power_types_keep_fighting(0.5, 0.4, 0.1, 0.1)


def test_two_samples_of_one_war() -> None:
    found = ss.war(10, 5, (6, 4), (4, 6), 0.01, 0.5)
    assert (found.expected_battles, found.pr_negotiated) == pytest.approx((3.75, 1.0), abs=2e-3)
    long = ss.war(10, 5, (6, 4), (4, 6), 0.002, 0.5)
    assert (long.expected_battles, long.pr_negotiated) == pytest.approx(
        (24.4848, 0.02583), abs=2e-3
    )
    a, b = ss.expectations(10, 5, (6, 4)), ss.expectations(10, 5, (4, 6))
    assert (a.win, b.win) == pytest.approx((0.7205, 0.2795), abs=5e-5)
    assert 0.01 * (a.battles + b.battles) == pytest.approx(0.3302, abs=5e-5)


def test_signs_of_disagreement() -> None:
    base = ss.war(10, 5, (6, 4), (4, 6), 0.006, 0.5)
    dense = ss.war(10, 5, (12, 8), (8, 12), 0.006, 0.5)
    loose = ss.war(10, 5, (3, 2), (2, 3), 0.006, 0.5)
    assert loose.expected_battles < base.expected_battles < dense.expected_battles
    assert dense.pr_negotiated < base.pr_negotiated <= loose.pr_negotiated
    assert ss.war(10, 5, (6, 4), (6, 4), 0.006, 0.5).expected_battles == 0  # a common prior
    assert ss.war(10, 5, (7, 3), (3, 7), 0.006, 0.5).expected_battles > base.expected_battles
    assert ss.mean_gap((6, 4), (4, 6), 10) == pytest.approx(0.1)


def _line(c: float) -> fw.Screening:
    return fw.Screening(10, (0.65, 0.4), (0.35, 0.6), c, (c, c), 0.995)


def test_screening_table() -> None:
    table = {0.005: (6.21, 0.913), 0.01: (4.13, 0.954), 0.02: (0.79, 1.0), 0.04: (0.0, 1.0)}
    last = (np.inf, 0.0)
    for c, (battles, deal) in table.items():
        found = fw.play(_line(c), fw.solve(_line(c)), 5, 0.6)
        assert (found.battles, found.pr_deal) == pytest.approx((battles, deal), abs=6e-3)
        assert found.battles < last[0]
        assert found.pr_deal > last[1] - 1e-6
        assert found.battles_by_type[0] <= found.battles_by_type[1]
        last = (found.battles, found.pr_deal)


def test_delay_sorts_the_types() -> None:
    found = fw.play(_line(0.01), fw.solve(_line(0.01)), 5, 0.6)
    assert found.weak_share[0] > found.weak_share[2] > found.weak_share[4]
    assert found.settled_share[0] > found.settled_share[2] > found.settled_share[4]
    plan = fw.solve(_line(0.01))
    assert plan.offer[5, 30] <= plan.tough[5, 30] + 1e-9


def test_last_stage() -> None:
    assert fw.last_stage(0.7, 0.4, 0.1, 0.1) == pytest.approx((0.4, 0.5, 0.8))
    assert fw.last_stage(0.7, 0.4, 0.2, 0.1)[0] > 0.4  # negative control: not a constant


def test_learning_the_dangerous_kind() -> None:
    args = (0.3, 0.1, 0.4, 0.1, 0.9)
    edge = wrc.largest_tolerable_belief(*args)
    assert wrc.settles(edge - 1e-9, *args)
    assert not wrc.settles(edge + 1e-9, *args)
    # with the rise known, the threshold of a single shift comes back (critical shift .15679)
    for rise, peace in ((0.156, True), (0.158, False)):
        assert wrc.settles(0.0, 0.3, rise, 0.4, 0.1, 0.9) is peace
