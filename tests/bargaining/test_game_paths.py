"""Odd corners of the solvers: endless wars, drawn battles, grids against closed forms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import qmc
from strategies_games import plain_game

from simulator.bargaining import screening_costs, screening_power
from simulator.bargaining.complete import equilibrium
from simulator.bargaining.game import (
    Cost,
    Deal,
    Front,
    Game,
    HeterogeneousPriors,
    Leader,
    Offers,
    Power,
    TwoTypeCost,
    TwoTypePower,
    UniformCost,
)
from simulator.bargaining.heterogeneous import believer, beta_nodes
from simulator.bargaining.solvers import solve
from simulator.errors import RunFailed


def test_a_war_that_pays_and_decides_nothing_never_ends() -> None:
    game = plain_game(
        cost=Cost(-2.0, -2.0, "flow"), front=Front(2, 1, 1.0), takes_a_period=True, discount=0.9
    )
    solution = solve(game)
    assert (solution.pr_war, solution.expected_battles, solution.pr_negotiated) == (1.0, None, 0.0)
    assert solution.value_a == pytest.approx(2.0)


def test_the_price_of_a_war_is_paid_once() -> None:
    # Draws lengthen a war whose price is paid; they do not move the range or the offer.
    for draw in (0.0, 0.3, 0.9):
        solution = solve(plain_game(front=Front(2, 1, draw)))
        assert solution.range == pytest.approx((0.5, 0.8), abs=1e-12)
        assert solution.offer == pytest.approx(0.8, abs=1e-12)
    every = solve(plain_game(front=Front(2, 1, 0.3), cost=Cost(0.1, 0.2, "per-battle")))
    assert every.range != pytest.approx((0.5, 0.8), abs=1e-3)


def test_price_is_paid_before_a_drawn_battle_and_a_deal_follows() -> None:
    # All or nothing: fight, and after a draw nothing is left to lose by fighting on.
    game = plain_game(
        (0.5,), Cost(0.2, 0.2, "per-war"), front=Front(2, 1, 0.5), deal=Deal(levels=(0.0, 1.0))
    )
    assert solve(game).expected_battles == pytest.approx(2.0)


def test_war_after_peace_is_counted() -> None:
    # Power shifts twice; sides rest a period and fight before the large shift.
    size = 3
    same = tuple(tuple(float(i == j) for j in range(size)) for i in range(size))
    on = tuple(tuple(float(j == min(i + 1, 2)) for j in range(size)) for i in range(size))
    game = plain_game(
        (0.3, 0.3, 0.7),
        Cost(0.0, 0.0, "per-war"),
        power=Power(same, on),
        discount=0.9,
        deal=Deal(False, (), 0.1),
        offers=Offers("B"),
    )
    solution = solve(game)
    states = {state.regime: state for state in solution.by_state}
    assert solution.pr_war == 1.0
    assert states[0].war
    assert states[1].war
    assert not states[2].war
    assert solution.accepted is True
    assert solution.expected_battles == pytest.approx(1.0)


def test_office_under_deals_that_do_not_bind_is_worth_office_once() -> None:
    game = plain_game(
        discount=0.9, deal=Deal(binding=False), leaders=(Leader(0.5, 0.0), Leader(0.5, 0.0))
    )
    solution = solve(game)
    assert not solution.war
    assert solution.value_a is not None
    assert solution.value_b is not None
    assert solution.value_a + solution.value_b == pytest.approx(2.0)


def test_no_equilibrium_is_a_clear_failure() -> None:
    # Mandates, lumps and deals that do not bind: some of these have none in pure strategies.
    failures = 0
    for u in qmc.Halton(7, scramble=False).random(41)[1:]:
        game = plain_game(
            (0.3, 0.7),
            Cost(0.03 * u[0], 0.03 * u[1], "per-battle"),
            front=Front(9, 4),
            power=Power(((u[2], 1 - u[2]), (1 - u[3], u[3])), ((1 - u[3], u[3]), (u[2], 1 - u[2]))),
            deal=Deal(False, (0.2, 0.5, 0.8)),
            leaders=(Leader(0.5, u[4]), Leader(u[5], u[6])),
        )
        try:
            equilibrium(game)
        except RunFailed as error:
            failures += "no equilibrium in pure Markov strategies" in str(error)
    assert failures > 0


def test_the_grid_agrees_with_the_ladder() -> None:
    known = TwoTypeCost(2.0, 0.2, 0.9)
    game = plain_game(
        (0.5,),
        Cost(0.5, None, "flow"),
        front=Front(2, 1, 0.8),
        takes_a_period=True,
        information=known,
    )
    weak, tough = game.per_battle(2.0), game.per_battle(0.2)
    belief = np.linspace(0.0, 0.9, screening_costs.GRID + 1)
    odds = belief / (1 - belief)
    (grid,) = screening_costs.along_line(
        game, 1 + odds, np.full(odds.size, weak), tough + weak * odds
    )
    exact = solve(game)
    assert grid.value_a == pytest.approx(exact.value_a, abs=2e-4)
    assert grid.pr_war == pytest.approx(exact.pr_war, abs=3e-3)
    assert grid.battles == pytest.approx(exact.expected_battles, abs=3e-3)


def test_uniform_line_agrees_with_one_battle() -> None:
    # On a line of length 2 the grid must reproduce Fearon's closed form.
    game = plain_game((0.5,), Cost(0.1, None, "per-battle"), information=UniformCost(0.0, 0.5))
    cut = np.linspace(0.0, 0.5, screening_costs.GRID + 1)
    (grid,) = screening_costs.along_line(game, cut, cut, cut**2 / 2)
    assert (grid.pr_war, grid.value_a) == pytest.approx((0.4, 0.58), abs=1e-9)


@pytest.mark.parametrize("weak", [0.0, 1.0])
def test_certainty_is_complete_information(weak: float) -> None:
    known = TwoTypePower(0.65, 0.4, weak)
    game = plain_game(cost=Cost(0.01, 0.01, "per-battle"), front=Front(10, 5), information=known)
    sure = plain_game((0.65 if weak else 0.4,), Cost(0.01, 0.01, "per-battle"), front=Front(10, 5))
    assert solve(game) == solve(sure)


def learning(cost: float, weak: float = 0.6) -> Game:
    """A long line and a defender of unknown strength."""
    return plain_game(
        cost=Cost(cost, cost, "per-battle"),
        front=Front(10, 5),
        takes_a_period=True,
        discount=0.995,
        information=TwoTypePower(0.65, 0.4, weak),
    )


def test_learning_wars_shorten_with_their_cost() -> None:
    battles = [solve(learning(cost)).expected_battles for cost in (0.002, 0.005, 0.01, 0.02, 0.04)]
    assert all(x is not None for x in battles)
    assert battles == sorted(battles, reverse=True, key=lambda x: x or 0.0)


def test_finer_beliefs_change_little(monkeypatch: pytest.MonkeyPatch) -> None:
    coarse = solve(learning(0.01))
    monkeypatch.setattr(screening_power, "GRID", 800)
    fine = solve(learning(0.01))
    assert coarse.value_a == pytest.approx(fine.value_a, abs=1e-3)
    assert coarse.expected_battles == pytest.approx(fine.expected_battles, rel=0.01)


def test_beta_expectations() -> None:
    for a, b in ((0.5, 0.5), (6.0, 4.0), (2000.0, 3.0), (0.3, 0.7), (1.0, 1.0)):
        nodes, log_weights = beta_nodes(a, b)
        weights = np.exp(log_weights)
        mean = a / (a + b)
        assert weights @ nodes == pytest.approx(mean, rel=1e-9)
        second = mean * (a + 1) / (a + b + 1)
        assert weights @ nodes**2 == pytest.approx(second, rel=1e-9)


@pytest.mark.parametrize(
    "prior", [(6.0, 4.0), (20.0, 0.5), (1e3, 1e-3), (1e-3, 1e3), (1e6, 1e-6), (1e-6, 1e6)]
)
def test_beliefs_follow_the_battles_however_sure_they_were(prior: tuple[float, float]) -> None:
    """Against the conjugate posterior; on the shortest line a victory is one battle won."""
    a, b = prior
    game = plain_game((0.5,), information=HeterogeneousPriors(prior, prior, 0.5))
    for wins, losses in ((0, 0), (1, 0), (0, 1), (5, 5), (25, 0), (0, 25), (300, 325)):
        counts = np.array([float(wins)]), np.array([float(losses)])
        chance, _ = believer(prior, game).expects(*counts, np.array([1]))
        assert chance[0] == pytest.approx((a + wins) / (a + b + wins + losses), rel=1e-3, abs=1e-9)


def test_two_certainties_are_a_war_and_no_warning() -> None:
    game = plain_game(
        (0.5,),
        Cost(0.01, 0.01, "per-battle"),
        front=Front(50, 25),
        information=HeterogeneousPriors((1e6, 1e-6), (1e-6, 1e6), 0.5),
    )
    solution = solve(game)
    assert solution.expected_battles == pytest.approx(625.0, rel=1e-6)
    assert np.isfinite([*solution.range, *solution.fight_to_finish]).all()


def test_tough_fight_longer_and_proposers_gain_by_offering() -> None:
    game = learning(0.01)
    assert solve(game).pr_war == pytest.approx(8 / 9, abs=0.02)
    lower = solve(learning(0.01, weak=0.3))
    higher = solve(learning(0.01, weak=0.8))
    assert lower.value_a is not None
    assert higher.value_a is not None
    assert lower.value_a < higher.value_a
    dear = replace(game, cost=Cost(0.2, 0.2, "per-battle"))
    assert (solve(dear).expected_battles or 0.0) < 1.0
