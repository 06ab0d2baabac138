"""What private information about costs leads to at one position, and its assembly to a solution."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.bargaining.complete import fight_to_finish
from simulator.bargaining.game import Game
from simulator.bargaining.solution import Solution, StateSolution, certainty, clipped_range


@dataclass(frozen=True, slots=True)
class Position:
    """Equilibrium at one position, at the prior belief.

    Attributes:
        share_b: B's share in A's offer; None when A would rather fight than make one.
        value_a: A's value [stakes].
        value_b: B's value, the mean over types [stakes].
        fight_a: A's value of a battle now, at the same belief [stakes].
        pr_war: Chance that the offer is refused.
        battles: Expected battles.
        negotiated: Chance of a negotiated end.
    """

    share_b: float | None
    value_a: float
    value_b: float
    fight_a: float
    pr_war: float
    battles: float
    negotiated: float


def assemble(
    game: Game, positions: list[Position], mean_cost_b: float, least_cost_b: float
) -> Solution:
    """The solution of a game in which B's cost is private.

    Args:
        game: The game.
        positions: Equilibrium at each position.
        mean_cost_b: B's cost on average, as the file gives it [stakes].
        least_cost_b: The toughest type's cost [stakes].
    """
    states = tuple(
        StateSolution(
            k=k,
            regime=0,
            offer_a=None if at.share_b is None else 1.0 - at.share_b,
            offer_b=None,
            value_a=at.value_a,
            value_b=at.value_b,
            reservation_a=at.fight_a,
            reservation_b=None,
            war=at.pr_war > 0.0,
        )
        for k, at in enumerate(positions, start=1)
    )
    start = positions[game.front.start - 1]
    finish_a, finish_b = war_to_the_end(game, mean_cost_b)
    _, tough = war_to_the_end(game, least_cost_b)
    return Solution(
        war=start.pr_war > 0.0,
        pr_war=start.pr_war,
        offer=None if start.share_b is None else 1.0 - start.share_b,
        accepted=certainty(start.pr_war),
        range=clipped_range(finish_a, finish_b),
        value_a=start.value_a,
        value_b=start.value_b,
        expected_battles=start.battles,
        pr_negotiated=min(1.0, start.negotiated),
        by_state=states,
        fight_to_finish=(finish_a, finish_b),
        # The toughest type is held to its value of fighting to the finish.
        accepted_range=inside(start.fight_a, 1.0 - tough),
    )


def inside(least_a: float, most_b: float) -> tuple[float | None, float | None]:
    """The least share A accepts and the most B leaves it, where there is such a share in [0, 1].

    >>> inside(-0.1, 0.7), inside(1.2, 0.7), inside(0.3, -0.2)
    ((0.0, 0.7), (None, 0.7), (0.3, None))
    """
    return (
        None if least_a > 1.0 else max(0.0, least_a),
        None if most_b < 0.0 else min(1.0, most_b),
    )


def war_to_the_end(game: Game, mean_cost_b: float) -> tuple[float, float]:
    """Both sides' values of never settling, B's at its mean cost [stakes]."""
    finish = fight_to_finish(replace(game, cost=replace(game.cost, b=mean_cost_b)))
    return float(finish[game.front.start, 0, 0, 0]), float(finish[game.front.start, 0, 0, 1])
