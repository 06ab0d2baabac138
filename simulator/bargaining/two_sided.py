"""Each side knows its own cost of war only: one offer by A, or sealed demands by both.

One offer: what A would get from war does not matter to B's answer, so every type of A runs the risk
that Fearon's Claim 2 tells it to run, and the rest is averaging over A's types, exactly.

Source: Fearon 1995, IO 49:379-414, Claim 2, for a single type of A.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.bargaining.complete import fight_to_finish
from simulator.bargaining.game import Game, Offers, TwoSidedUniformCost
from simulator.bargaining.one_battle import OneBattle, uniform_once
from simulator.bargaining.pieces import mean
from simulator.bargaining.position import Position, inside
from simulator.bargaining.sealed import Bidders, Sealed, sealed
from simulator.bargaining.solution import Solution, StateSolution, certainty, clipped_range


@dataclass(frozen=True, slots=True)
class Doubt:
    """Both sides' costs as one battle charges them, and the battle's worth before costs [stakes].

    Attributes:
        victory_a: The battle's worth to A before its cost.
        victory_b: The battle's worth to B before its cost.
        costs_a: Least and greatest cost of A.
        costs_b: Least and greatest cost of B.
    """

    victory_a: float
    victory_b: float
    costs_a: tuple[float, float]
    costs_b: tuple[float, float]


def doubt(game: Game, known: TwoSidedUniformCost) -> Doubt:
    """A game of one battle with doubts on both sides."""
    free = replace(game, cost=replace(game.cost, a=0.0, b=0.0), offers=Offers("A"))
    values = fight_to_finish(free)[game.front.start, 0, 0]
    charged = [
        game.per_battle(cost, discount)
        for cost, discount in zip(
            (known.low_a, known.high_a, known.low_b, known.high_b),
            (game.discounts[0],) * 2 + (game.discounts[1],) * 2,
            strict=True,
        )
    ]
    return Doubt(
        float(values[0]), float(values[1]), (charged[0], charged[1]), (charged[2], charged[3])
    )


def solve_two_sided(game: Game) -> Solution:
    """Equilibrium when both sides' costs are private and uniform, and one battle decides."""
    known = game.information
    if not isinstance(known, TwoSidedUniformCost):
        raise TypeError(f"not a game with two-sided costs: {known}")
    asked = doubt(game, known)
    if game.offers.proposer == "sealed":
        return solve_sealed(asked)
    low, high = asked.costs_b

    def of(cost: float) -> Position:
        battle = OneBattle(cost, asked.victory_a - cost, asked.victory_b, 0.0)
        return uniform_once(battle, low, high)

    # The type of B that A makes indifferent moves half as fast as A's cost, between these ends.
    ends = (low, min(high, asked.victory_b), asked.victory_b)
    kinks = [high - (1.0 - asked.victory_b) + asked.victory_a - 2.0 * end for end in ends]
    pr_war = mean(lambda cost: of(cost).pr_war, *asked.costs_a, kinks)

    def asking(cost: float) -> float:
        share = of(cost).share_b
        return 0.0 if share is None else 1.0 - share

    makes = mean(lambda cost: float(of(cost).share_b is not None), *asked.costs_a, kinks)
    offer = mean(asking, *asked.costs_a, kinks) / makes if makes > 0.0 else None
    return _solution(
        asked,
        pr_war=pr_war,
        offer=offer,
        offers=(offer, None),
        values=(
            mean(lambda cost: of(cost).value_a, *asked.costs_a, kinks),
            mean(lambda cost: of(cost).value_b, *asked.costs_a, kinks),
        ),
    )


def solve_sealed(asked: Doubt) -> Solution:
    """Both sides name a share at once; compatible demands are met half-way."""
    found: Sealed = sealed(
        Bidders(
            least=(asked.victory_a - asked.costs_a[1], asked.victory_a - asked.costs_a[0]),
            most=(
                1.0 - asked.victory_b + asked.costs_b[0],
                1.0 - asked.victory_b + asked.costs_b[1],
            ),
        )
    )
    mean_b = asked.victory_b - sum(asked.costs_b) / 2.0
    mean_a = asked.victory_a - sum(asked.costs_a) / 2.0
    return _solution(
        asked,
        pr_war=1.0 - found.agreement,
        offer=found.share if found.agreement > 0.0 else None,
        offers=(found.asks, found.leaves),
        values=(mean_a + found.gain_a, mean_b + found.gain_b),
    )


def _solution(
    asked: Doubt,
    *,
    pr_war: float,
    offer: float | None,
    offers: tuple[float | None, float | None],
    values: tuple[float, float],
) -> Solution:
    fight_a = asked.victory_a - sum(asked.costs_a) / 2.0
    fight_b = asked.victory_b - sum(asked.costs_b) / 2.0
    pr_war = 0.0 if pr_war < 1e-12 else min(1.0, pr_war)
    only = StateSolution(1, 0, *offers, *values, fight_a, fight_b, pr_war > 0.0)
    tough_a, tough_b = asked.victory_a - asked.costs_a[0], asked.victory_b - asked.costs_b[0]
    return Solution(
        war=pr_war > 0.0,
        pr_war=pr_war,
        offer=offer,
        accepted=certainty(pr_war),
        range=clipped_range(fight_a, fight_b),
        value_a=values[0],
        value_b=values[1],
        expected_battles=pr_war,
        pr_negotiated=1.0 - pr_war,
        by_state=(only,),
        fight_to_finish=(fight_a, fight_b),
        accepted_range=inside(tough_a, 1.0 - tough_b),
    )
