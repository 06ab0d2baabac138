"""A crisis before audiences: who backs down, who attacks, and what backing down costs by then.

Nobody makes an offer. Whoever backs down leaves the other the whole stake and pays its audience,
the more the longer the crisis has lasted. With complete information it is a finite tree, solved
backwards: the side that is committed first, because its audience cost would exceed what it loses by
war, gets the stake at once. With private costs of war it is a war of attrition in continuous time
that ends at a horizon: by then all types that would ever back down have done so.

Source: Fearon 1994, "Domestic Political Audiences and the Escalation of International Disputes",
APSR 88(3):577-92 (logic); the rounds and the uniform costs are choices made here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from simulator.bargaining.complete import fight_to_finish
from simulator.bargaining.game import Crisis, Game, Offers, TwoSidedUniformCost
from simulator.bargaining.solution import Solution, StateSolution, clipped_range

Move = Literal["back down", "escalate", "attack"]
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """One side's decision in a crisis of rounds.

    Attributes:
        round: The round, from 0.
        side: 0 for A, 1 for B.
        move: What is done there.
        values: What A and B then get [stakes].
    """

    round: int
    side: int
    move: Move
    values: Pair


def attack_values(game: Game) -> tuple[Pair, Pair]:
    """What A and B get if A attacks, and if B does [stakes], at the costs in the file."""
    pairs = []
    for first in (Offers("A"), Offers("B")):
        at = fight_to_finish(replace(game, offers=first))[game.front.start, 0, 0]
        pairs.append((float(at[0]), float(at[1])))
    return pairs[0], pairs[1]


def back_down_values(crisis: Crisis, side: int, at: float) -> Pair:
    """What A and B get if `side` backs down in round, or at time, `at` [stakes]."""
    if side == 0:
        return (0.0 - crisis.audience_a * at, 1.0)
    return (1.0, 0.0 - crisis.audience_b * at)


def decisions(game: Game, crisis: Crisis, rounds: int) -> list[Turn]:
    """Every decision, the first first; whoever is indifferent does the more peaceful thing."""
    attack = attack_values(game)
    found: list[Turn] = []
    for step in range(2 * rounds - 1, -1, -1):
        at, side = divmod(step, 2)
        options: list[tuple[Move, Pair]] = [("back down", back_down_values(crisis, side, at))]
        if found:
            options.append(("escalate", found[-1].values))
        options.append(("attack", attack[side]))
        move, values = options[0]
        for other, worth in options[1:]:
            if worth[side] > values[side] + 1e-12:
                move, values = other, worth
        found.append(Turn(at, side, move, values))
    return found[::-1]


def solve_contest(game: Game, crisis: Crisis) -> Solution:
    """The equilibrium of a crisis: of rounds if everything is known, of time if costs are not."""
    if isinstance(game.information, TwoSidedUniformCost):
        return solve_attrition(game, crisis, game.information)
    turns = decisions(game, crisis, crisis.rounds or 1)
    last = next(turn for turn in turns if turn.move != "escalate")
    war = last.move == "attack"
    attack = attack_values(game)
    return _solution(
        values=turns[0].values,
        fighting=(attack[0][0], attack[1][1]),
        pr_war=float(war),
        backs_down=(
            float(not war and last.side == 0),
            float(not war and last.side == 1),
        ),
        horizon=float(last.round),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a crisis with private costs.

    Attributes:
        war: What war is worth to it before its cost [stakes].
        low: Least cost [stakes].
        high: Greatest cost [stakes].
        audience: What each unit of time adds to its cost of backing down [stakes].
    """

    war: float
    low: float
    high: float
    audience: float

    def committed(self, time: float) -> float:
        """Share of types that rather fight than back down at `time` [0-1]."""
        edge = self.war + self.audience * time
        return min(1.0, max(0.0, (edge - self.low) / (self.high - self.low)))

    def mean_cost_of_fighters(self, time: float) -> float:
        """Mean cost of the types committed by `time` [stakes]."""
        edge = min(self.high, max(self.low, self.war + self.audience * time))
        return (self.low + edge) / 2.0


def still_there(side: Side, other: Side, horizon: float) -> float:
    """Chance that a side does not back down at once, if all committed types are left at the end.

    Between the start and the horizon it backs down at the rate at which the other side is willing
    to wait; above 1, and the horizon would be too far away.
    """
    return side.committed(horizon) * (1.0 + other.audience * horizon)


def horizon_of(a: Side, b: Side) -> float:
    """When everybody who would ever back down has: the first time that leaves one side no choice.

    At it, one side has not backed down at the start with any probability.
    """
    # Imported here: every run of the simulator loads this module, and none but a crisis needs it.
    from scipy.optimize import brentq

    def excess(time: float) -> float:
        return max(still_there(a, b, time), still_there(b, a, time)) - 1.0

    if excess(0.0) >= 0.0:
        return 0.0
    end = 1.0
    while excess(end) < 0.0:
        end *= 2.0
    return float(brentq(excess, 0.0, end, xtol=1e-14, rtol=1e-14))


def solve_attrition(game: Game, crisis: Crisis, known: TwoSidedUniformCost) -> Solution:
    """The war of attrition of two audiences, costs of war private and uniform."""
    free = replace(game, cost=replace(game.cost, a=0.0, b=0.0))
    (war_a, _), (_, war_b) = attack_values(free)
    delta_a, delta_b = game.discounts
    a = Side(
        war_a,
        game.per_battle(known.low_a, delta_a),
        game.per_battle(known.high_a, delta_a),
        crisis.audience_a,
    )
    b = Side(
        war_b,
        game.per_battle(known.low_b, delta_b),
        game.per_battle(known.high_b, delta_b),
        crisis.audience_b,
    )
    end = horizon_of(a, b)
    stays = min(1.0, still_there(a, b, end)), min(1.0, still_there(b, a, end))
    fights = a.committed(end), b.committed(end)
    values = []
    for side, other, own, there in ((a, b, fights[0], stays[1]), (b, a, fights[1], stays[0])):
        stand = other.committed(end)
        # Who will back down gets what backing down right after the start is worth.
        fighter = 1.0 - stand + stand * (side.war - side.mean_cost_of_fighters(end))
        values.append(own * fighter + (1.0 - own) * (1.0 - there))
    return _solution(
        values=(values[0], values[1]),
        fighting=(a.war - (a.low + a.high) / 2.0, b.war - (b.low + b.high) / 2.0),
        pr_war=fights[0] * fights[1],
        backs_down=(_first_out(a, b, stays, end), _first_out(b, a, stays[::-1], end)),
        horizon=end,
    )


def _first_out(side: Side, other: Side, stays: Pair, end: float) -> float:
    """Chance that `side` is the one that backs down; `stays` its and the other's chance to stay."""
    from scipy.integrate import quad

    at_once = 1.0 - stays[0]

    def rate(time: float) -> float:
        return other.audience / ((1.0 + other.audience * time) ** 2 * (1.0 + side.audience * time))

    later, _ = quad(rate, 0.0, end, epsabs=1e-13, epsrel=1e-12)
    return float(at_once + stays[0] * stays[1] * later)


def _solution(
    *, values: Pair, fighting: Pair, pr_war: float, backs_down: Pair, horizon: float
) -> Solution:
    only = StateSolution(1, 0, None, None, *values, *fighting, pr_war > 0.0)
    return Solution(
        war=pr_war > 0.0,
        pr_war=pr_war,
        offer=None,
        accepted=None,
        range=clipped_range(*fighting),
        value_a=values[0],
        value_b=values[1],
        expected_battles=pr_war,
        pr_negotiated=0.0,
        by_state=(only,),
        fight_to_finish=fighting,
        accepted_range=None,
        pr_backs_down=backs_down,
        horizon=horizon,
    )
