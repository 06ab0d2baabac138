"""What must hold in every game: no waste without a cause, mirrors, scale, patience, chances."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from strategies_games import complete_games, doubtful_games, further_games, plain_game

from simulator.bargaining.complete import ACCURACY, equilibrium
from simulator.bargaining.fight_to_finish import ruin
from simulator.bargaining.game import (
    Cost,
    CostKind,
    Deal,
    Front,
    Game,
    Leader,
    Offers,
    Outside,
    Power,
    Proposer,
)
from simulator.bargaining.solution import Solution
from simulator.bargaining.solvers import solve
from simulator.errors import RunFailed

# Compiling on first use would count as a slow example.
relaxed = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def attempt(game: Game) -> Solution:
    """The solution; an example without one in pure strategies is passed over."""
    try:
        return solve(game)
    except RunFailed:
        assume(False)
        raise


@given(complete_games(plain=True))
@relaxed
def test_complete_binding_divisible_unitary_games_are_peaceful(game: Game) -> None:
    solution = solve(game)
    assert not solution.war
    assert (solution.expected_battles, solution.pr_negotiated) == (0.0, 1.0)
    assert solution.value_a is not None
    assert solution.value_b is not None
    assert solution.value_a + solution.value_b == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize(
    "cause",
    [
        {"deal": Deal(levels=(0.0, 1.0))},
        {"leaders": (Leader(1.0, 0.6), Leader(1.0, 0.6))},
        {"cost": Cost(-0.2, 0.1, "per-war")},
    ],
)
def test_each_cause_alone_can_bring_war(cause: dict[str, object]) -> None:
    assert solve(plain_game((0.5,), **cause)).war  # type: ignore[arg-type]


@given(complete_games() | doubtful_games() | further_games())
@relaxed
def test_probabilities_and_ranges(game: Game) -> None:
    solution = attempt(game)
    for chance in (solution.pr_war, solution.pr_negotiated, *solution.range):
        assert 0.0 <= chance <= 1.0
    assert solution.war is (solution.pr_war > 0.0)
    assert solution.expected_battles is None or solution.expected_battles >= solution.pr_war - 1e-9
    for state in solution.by_state:
        for offer in (state.offer_a, state.offer_b):
            assert offer is None or 0.0 <= offer <= 1.0
    start = solution.by_state[(game.front.start - 1) * game.regimes]
    assert (start.value_a, start.value_b, start.war) == (
        solution.value_a,
        solution.value_b,
        solution.war,
    )


def mirror(game: Game) -> Game:
    """The same game with the sides' names swapped."""
    assert game.cost.b is not None
    swapped: dict[Proposer, Proposer] = {"A": "B", "B": "A"}
    proposer = swapped.get(game.offers.proposer, game.offers.proposer)
    return replace(
        game,
        front=replace(game.front, start=game.front.length - game.front.start),
        battle=replace(game.battle, win=tuple(1.0 - p for p in game.battle.win)),
        cost=Cost(game.cost.b, game.cost.a, game.cost.kind),
        deal=replace(game.deal, levels=tuple(sorted(1.0 - x for x in game.deal.levels))),
        offers=Offers(proposer, 1.0 - game.offers.share_a),
        leader_a=game.leader_b,
        leader_b=game.leader_a,
        discount_a=game.discount_b,
        discount_b=game.discount_a,
        outside=None if game.outside is None else Outside(game.outside.b, game.outside.a),
    )


@given(complete_games(plain=True))
@relaxed
def test_swapping_the_sides_mirrors_the_solution(game: Game) -> None:
    here, there = solve(game), solve(mirror(game))
    if game.offers.proposer != "alternate":
        assert there.value_a == pytest.approx(here.value_b, abs=1e-9)
        assert there.offer == pytest.approx(1.0 - (here.offer or 0.0), abs=1e-9)
    assert there.range == pytest.approx((1.0 - here.range[1], 1.0 - here.range[0]), abs=1e-9)


def test_mirror_is_no_identity() -> None:
    game = plain_game()
    assert solve(mirror(game)).offer != pytest.approx(solve(game).offer, abs=1e-3)


@given(complete_games())
@relaxed
def test_solutions_are_equilibria(game: Game) -> None:
    attempt(game)
    solved = equilibrium(game)
    assert solved.residual <= ACCURACY
    # A cold start from the solution itself changes nothing.
    again = equilibrium(game, solved.values)
    assert again.values == pytest.approx(solved.values, abs=1e-8)


@given(complete_games(plain=True, least_cost=0.0))
@relaxed
def test_patience_leads_to_ruin_values(game: Game) -> None:
    win = game.battle.win[:1]
    patient = replace(
        game,
        battle=replace(game.battle, win=win, takes_a_period=True),
        power=Power(((1.0,),), ((1.0,),)),
        discount=1.0 - 1e-7,
        cost=Cost(0.0, 0.0, "per-battle"),
        deal=Deal(),
    )
    chance, _ = ruin(np.array(win), game.front.length)
    expected = chance[0, game.front.start]
    assert solve(patient).value_a == pytest.approx(expected, abs=1e-4)
    assert solve(patient).range == pytest.approx((expected, expected), abs=1e-4)


def test_money_cannot_be_told_from_stakes() -> None:
    # Halving what is fought over is the same as doubling the costs.
    kinds: tuple[CostKind, ...] = ("per-battle", "flow")
    for kind in kinds:
        whole = plain_game((0.5,), Cost(0.01, 0.02, kind), front=Front(6, 3))
        double = replace(whole, cost=Cost(0.02, 0.04, whole.cost.kind))
        a, b = solve(whole).range, solve(double).range
        assert 0.5 - b[0] == pytest.approx(2 * (0.5 - a[0]), abs=1e-12)
        assert b[1] - 0.5 == pytest.approx(2 * (a[1] - 0.5), abs=1e-12)


@given(doubtful_games(longest=4))
@settings(relaxed, max_examples=40)
def test_uncertainty_never_pays_both(game: Game) -> None:
    solution = attempt(game)
    if solution.value_a is not None and solution.value_b is not None:
        assert solution.value_a + solution.value_b <= 1.0 + 1e-6
    if not solution.war:
        assert solution.pr_negotiated == pytest.approx(1.0, abs=1e-9)
