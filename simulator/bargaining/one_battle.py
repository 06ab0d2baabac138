"""One decisive battle and a private cost: how much risk of war A runs for better terms.

Source: Fearon 1995, IO 49:379-414, Claim 2, with uniform costs; for two types the usual choice
between an offer for both and an offer for the weak one.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.bargaining.game import Game
from simulator.bargaining.position import Position


@dataclass(frozen=True, slots=True)
class OneBattle:
    """A game that one battle decides, or at least after which no cost is left to hide.

    Attributes:
        cost_a: A's cost of the battle [stakes].
        fight_a: A's value of the battle [stakes].
        victory_b: B's value of the battle before its cost [stakes].
        draw: Chance that it is drawn, and a deal follows.
    """

    cost_a: float
    fight_a: float
    victory_b: float
    draw: float


def one_battle(game: Game) -> OneBattle | None:
    """The static game, if this is one: a price paid once, or no draws, on the shortest line."""
    draw, kept = game.front.draw, 1.0 - game.deal.war_destroys
    if game.front.length != 2 or (draw > 0.0 and game.cost.kind != "per-war"):
        return None
    weight, win = game.after_battle, game.battle.win[0]
    moves = weight * (1.0 - draw) * kept
    # After a draw the price is paid: nothing is hidden, and A leaves B its value of fighting on.
    victory_b = moves * (1.0 - win) / (1.0 - weight * draw)
    cost_a = game.per_battle(game.cost.a)
    fight_a = moves * win + weight * draw * (1.0 - victory_b) - cost_a
    return OneBattle(cost_a, fight_a, victory_b, draw)


def risk(battle: OneBattle, share_b: float, value_b: float, pr_war: float) -> Position:
    """The position after A's choice of an offer that is refused with chance `pr_war`."""
    value_a = (1.0 - pr_war) * (1.0 - share_b) + pr_war * battle.fight_a
    return Position(
        share_b=share_b if pr_war < 1.0 else None,
        value_a=value_a,
        value_b=value_b,
        fight_a=battle.fight_a,
        pr_war=pr_war,
        battles=pr_war,
        negotiated=1.0 - pr_war + pr_war * battle.draw,
    )


def uniform_once(battle: OneBattle, low: float, high: float) -> Position:
    """A's best risk when B's cost is uniform on [low, high]: Fearon's risk-return trade-off."""
    # A offers what makes the type `cut` indifferent; those with lower costs refuse.
    cut = (high - (1.0 - battle.victory_b) + battle.fight_a) / 2.0
    cut = max(low, min(cut, high, battle.victory_b))
    share_b = max(0.0, battle.victory_b - cut)
    pr_war = (cut - low) / (high - low)
    fighting = battle.victory_b - (low + cut) / 2.0
    return risk(battle, share_b, (1.0 - pr_war) * share_b + pr_war * fighting, pr_war)


def two_once(battle: OneBattle, weak: float, cost_weak: float, cost_tough: float) -> Position:
    """A's best of three: an offer for both types, one for the weak type only, or none."""
    pool = max(0.0, battle.victory_b - cost_tough)
    screen = max(0.0, battle.victory_b - cost_weak)
    tough = battle.victory_b - cost_tough
    choices = [
        risk(battle, pool, pool, 0.0),
        risk(battle, screen, weak * screen + (1.0 - weak) * tough, 1.0 - weak),
        risk(battle, 0.0, tough + weak * (cost_tough - cost_weak), 1.0),
    ]
    best = choices[0]
    for choice in choices[1:]:
        if choice.value_a > best.value_a + 1e-12:
            best = choice
    return best
