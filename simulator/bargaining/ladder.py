"""Two types of B at one position: the ladder of offers A climbs, exact at every belief.

Source: Hart 1989, "Bargaining and Strikes", QJE 104:25-43 (logic); Powell 2004, AJPS 48:344-61
(set-up: A proposes, a refusal is a battle that may end the war either way or leave it as it was).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.bargaining.game import Game, TwoTypeCost
from simulator.bargaining.position import Position

#: More rungs than this are not climbed: a prior that close to certainty is not told apart from it.
LONGEST_LADDER = 10_000


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of Hart's ladder, counted in refusals still to come.

    Attributes:
        share_b: B's share in the offer.
        above: Belief above which this offer is made [0-1].
        leaves: Belief after it is refused [0-1].
        fight_a: A's value after it is refused [stakes].
    """

    share_b: float
    above: float
    leaves: float
    fight_a: float

    def accept(self, weak: float) -> float:
        """Chance that B accepts when A thinks it weak with chance `weak`."""
        return (weak - self.leaves) / (1.0 - self.leaves)

    def value_a(self, weak: float) -> float:
        """A's value of making this offer at belief `weak` [stakes]."""
        accept = self.accept(weak)
        return accept * (1.0 - self.share_b) + (1.0 - accept) * self.fight_a


def ladder(game: Game, known: TwoTypeCost) -> list[Rung]:
    """The rungs A may climb down from the prior, lowest belief first; the first takes both types.

    Each rung's offer leaves the weak type indifferent to refusing and meeting the next, and each
    belief `above` which it is used makes A indifferent between it and the rung before.
    """
    weight, draw, win = game.after_battle, game.front.draw, game.battle.win[0]
    kept = weight * (1.0 - draw) * (1.0 - game.deal.war_destroys)
    tough, weak, cost_a = (
        game.per_battle(c) for c in (known.cost_tough, known.cost_weak, game.cost.a)
    )
    pool = max(0.0, (kept * (1.0 - win) - tough) / (1.0 - weight * draw))
    rungs = [Rung(pool, 0.0, 0.0, 0.0)]
    at_start = 1.0 - pool  # A's value at the belief the next refusal would leave
    while True:
        last = rungs[-1]
        share = max(0.0, kept * (1.0 - win) - weak + weight * draw * last.share_b)
        fight = kept * win - cost_a + weight * draw * at_start
        rung = Rung(share, 0.0, last.above, fight)
        # Both values are straight lines in the belief; find where they cross.
        left, right = last.above, 1.0
        if len(rungs) == 1:
            gap_left, gap_right = fight - (1.0 - pool), pool - share
        else:
            gap_left, gap_right = rung.value_a(left) - last.value_a(left), last.share_b - share
        if gap_right <= 1e-15 or gap_left >= 0.0:
            return rungs
        above = left - gap_left * (right - left) / (gap_right - gap_left)
        rungs.append(replace(rung, above=above))
        if above >= known.weak or len(rungs) > LONGEST_LADDER:
            return rungs
        at_start = 1.0 - pool if len(rungs) == 2 else rungs[-2].value_a(above)


def climb(game: Game, known: TwoTypeCost) -> Position:
    """Equilibrium at the prior: from the highest rung below it down, rung by rung."""
    rungs = ladder(game, known)
    while len(rungs) > 1 and known.weak <= rungs[-1].above:
        rungs.pop()
    weight, draw, win = game.after_battle, game.front.draw, game.battle.win[0]
    kept = weight * (1.0 - draw) * (1.0 - game.deal.war_destroys)
    first, belief = rungs[-1], known.weak
    tough = rungs[0].share_b
    battles = negotiated = 0.0
    reached = 1.0
    for rung in rungs[:0:-1]:
        accept = rung.accept(belief)
        negotiated += reached * accept
        battles += reached * (1.0 - accept)
        reached *= (1.0 - accept) * draw
        belief = rung.leaves
    for _ in rungs[1:]:
        tough = kept * (1.0 - win) - game.per_battle(known.cost_tough) + weight * draw * tough
    value_a = first.value_a(known.weak) if len(rungs) > 1 else 1.0 - first.share_b
    return Position(
        share_b=first.share_b,
        value_a=value_a,
        value_b=known.weak * first.share_b + (1.0 - known.weak) * tough,
        fight_a=kept * win - game.per_battle(game.cost.a) + weight * draw * value_a,
        pr_war=1.0 - first.accept(known.weak) if len(rungs) > 1 else 0.0,
        battles=battles,
        negotiated=negotiated + reached,
    )
