"""`solve(game)`: calls the solver for the kind of information that the game has."""

from __future__ import annotations

import math
from dataclasses import replace

from simulator.bargaining.complete import Equilibrium, equilibrium, fight_to_finish
from simulator.bargaining.game import (
    Complete,
    Game,
    HeterogeneousPriors,
    Information,
    TwoTypeCost,
    TwoTypePower,
    UniformCost,
)
from simulator.bargaining.heterogeneous import solve_heterogeneous
from simulator.bargaining.markov import WAR
from simulator.bargaining.path import Path, path
from simulator.bargaining.screening_costs import solve_two_costs, solve_uniform_costs
from simulator.bargaining.screening_power import solve_two_powers
from simulator.bargaining.solution import Solution, StateSolution, certainty, clipped_range


def solve(game: Game) -> Solution:
    """The equilibrium of a bargaining game.

    Args:
        game: A game that `simulator.files.game_file` would accept.

    Raises:
        RunFailed: If no equilibrium of the kind the solver looks for was found.
    """
    match without_doubt(game).information:
        case Complete():
            return solve_complete(without_doubt(game))
        case UniformCost():
            return solve_uniform_costs(game)
        case TwoTypeCost():
            return solve_two_costs(game)
        case TwoTypePower():
            return solve_two_powers(game)
        case HeterogeneousPriors():
            return solve_heterogeneous(game)


def without_doubt(game: Game) -> Game:
    """The game itself, or one of complete information if nobody is in doubt (belief 0 or 1).

    Off-path beliefs next to certainty would otherwise decide what happens at certainty.
    """
    known: Information = game.information
    cost, battle = game.cost, game.battle
    match known:
        case UniformCost(low, high) if low == high:
            cost = replace(cost, b=low)
        case TwoTypeCost(cost_weak, cost_tough, weak) if weak in (0.0, 1.0):
            cost = replace(cost, b=cost_weak if weak else cost_tough)
        case TwoTypePower(win_weak, win_tough, weak) if weak in (0.0, 1.0):
            battle = replace(battle, win=(win_weak if weak else win_tough,))
        case _:
            return game
    return replace(game, cost=cost, battle=battle, information=Complete())


def solve_complete(game: Game) -> Solution:
    """The equilibrium of a game of complete information; arguments and errors as `solve`."""
    solved = equilibrium(game)
    along = path(solved)
    k = game.front.start
    finish = fight_to_finish(game, solved.rules)[k, 0, 0]
    states = tuple(
        state(game, solved, along, position, regime)
        for position in range(1, game.front.length)
        for regime in range(game.regimes)
    )
    start = states[(k - 1) * game.regimes]
    offer, refused = first_offer(solved, k)
    battles = float(along.battles[k, 0, 0])
    return Solution(
        war=start.war,
        pr_war=float(along.pr_war[k, 0, 0]),
        offer=offer,
        accepted=certainty(refused),
        range=clipped_range(float(finish[0]), float(finish[1])),
        value_a=start.value_a,
        value_b=start.value_b,
        expected_battles=battles if math.isfinite(battles) else None,
        pr_negotiated=float(along.pr_negotiated[k, 0, 0]),
        by_state=states,
    )


def first_offer(solved: Equilibrium, k: int) -> tuple[float | None, float]:
    """A's share in the first offer, the mean over proposers; and the chance of a battle instead."""
    chance = float(solved.rules.proposes_a[0])
    made = [
        (weight, float(share))
        for weight, share, kind in zip(
            (chance, 1.0 - chance), solved.shares[k, 0, 0], solved.kinds[k, 0, 0], strict=True
        )
        if weight > 0.0 and kind != WAR
    ]
    total = sum(weight for weight, _ in made)
    if not made:
        return None, 1.0
    refused = 0.0 if len(made) == (chance > 0.0) + (chance < 1.0) else 1.0 - total
    return sum(weight * share for weight, share in made) / total, refused


def state(game: Game, solved: Equilibrium, along: Path, k: int, regime: int) -> StateSolution:
    """One row of `by_state`: play begins at `k` in `regime`, A's offer first if they alternate."""
    turns = {"A": (0, None), "B": (None, 0), "random": (0, 0), "alternate": (0, 1)}
    turn = turns[game.offers.proposer]
    offers: list[float | None] = []
    refusals: list[float] = []
    for side in range(2):
        phase = turn[side]
        made = phase is not None and solved.kinds[k, phase, regime, side] != WAR
        offers.append(float(solved.shares[k, phase, regime, side]) if made else None)
        answers = turn[1 - side]
        refusals.append(solved.refusal(k, 0 if answers is None else answers, regime, side))
    values = solved.values[k, 0, regime]
    return StateSolution(
        k=k,
        regime=regime,
        offer_a=offers[0],
        offer_b=offers[1],
        value_a=float(values[0]),
        value_b=float(values[1]),
        reservation_a=refusals[0],
        reservation_b=refusals[1],
        war=bool(along.pr_war[k, 0, regime] > 0.0),
    )
