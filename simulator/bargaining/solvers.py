"""`solve(game)`: calls the solver for the kind of information that the game has."""

from __future__ import annotations

import math
from dataclasses import replace

from simulator.bargaining.complete import Equilibrium, equilibrium, fight_to_finish
from simulator.bargaining.contest import solve_contest
from simulator.bargaining.game import (
    Complete,
    Game,
    HeterogeneousPriors,
    Information,
    Offers,
    TwoSidedUniformCost,
    TwoTypeCost,
    TwoTypePower,
    UniformCost,
)
from simulator.bargaining.heterogeneous import solve_heterogeneous
from simulator.bargaining.markov import LEAVE, WAR
from simulator.bargaining.path import Path, path
from simulator.bargaining.screening_costs import solve_two_costs, solve_uniform_costs
from simulator.bargaining.screening_power import solve_two_powers
from simulator.bargaining.solution import Solution, StateSolution, certainty, clipped_range
from simulator.bargaining.two_sided import solve_two_sided


def solve(game: Game) -> Solution:
    """The equilibrium of a bargaining game.

    Args:
        game: A game that `simulator.files.game_file` would accept.

    Raises:
        RunFailed: If no equilibrium of the kind the solver looks for was found.
    """
    if game.crisis is not None:
        return solve_contest(game, game.crisis)
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
        case TwoSidedUniformCost():
            return solve_two_sided(game)


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
    k, whole = game.front.start, game.stakes[0]
    finish = finish_values(game)
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
        range=clipped_range(finish[0] / whole, finish[1] / whole),
        value_a=start.value_a,
        value_b=start.value_b,
        expected_battles=battles if math.isfinite(battles) else None,
        pr_negotiated=float(along.pr_negotiated[k, 0, 0]),
        by_state=states,
        fight_to_finish=finish,
        accepted_range=(
            solved.least(k, answers(game, 0), 0, 0),
            solved.least(k, answers(game, 1), 0, 1),
        ),
        pr_walks_out=float(along.pr_walks_out[k, 0, 0]),
    )


def finish_values(game: Game) -> tuple[float, float]:
    """What fighting to the finish is worth to A and to B at the start [stakes].

    Each side's value is that of striking first, where that makes a difference.
    """
    values = []
    for side, first in enumerate((Offers("A"), Offers("B"))):
        asked = replace(game, offers=first) if game.battle.first_strike else game
        values.append(float(fight_to_finish(asked)[game.front.start, 0, 0, side]))
    return values[0], values[1]


def turns(game: Game) -> tuple[int | None, int | None]:
    """The first phase in which A proposes and that in which B does; None for who never does."""
    by: dict[str, tuple[int | None, int | None]] = {
        "A": (0, None),
        "B": (None, 0),
        "random": (0, 0),
        "alternate": (0, 1),
    }
    return by[game.offers.proposer]


def answers(game: Game, side: int) -> int:
    """The first phase in which a side answers an offer; the first of all if it never does."""
    return turns(game)[1 - side] or 0


def first_offer(solved: Equilibrium, k: int) -> tuple[float | None, float]:
    """A's share in the first offer, the mean over proposers; and the chance of a battle instead."""
    chance = float(solved.rules.proposes_a[0])
    made = [
        (weight, float(share))
        for weight, share, kind in zip(
            (chance, 1.0 - chance), solved.shares[k, 0, 0], solved.kinds[k, 0, 0], strict=True
        )
        if weight > 0.0 and kind not in (WAR, LEAVE)
    ]
    total = sum(weight for weight, _ in made)
    if not made:
        return None, 1.0
    refused = 0.0 if len(made) == (chance > 0.0) + (chance < 1.0) else 1.0 - total
    return sum(weight * share for weight, share in made) / total, refused


def state(game: Game, solved: Equilibrium, along: Path, k: int, regime: int) -> StateSolution:
    """One row of `by_state`: play begins at `k` in `regime`, A's offer first if they alternate."""
    offers: list[float | None] = []
    refusals: list[float] = []
    for side, phase in enumerate(turns(game)):
        made = phase is not None and solved.kinds[k, phase, regime, side] not in (WAR, LEAVE)
        offers.append(float(solved.shares[k, phase, regime, side]) if made else None)
        refusals.append(solved.refusal(k, answers(game, side), regime, side))
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
