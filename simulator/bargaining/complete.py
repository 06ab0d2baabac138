"""Games in which everything is common knowledge: the Markov equilibrium on (position, regime).

Equilibrium selection. There can be several Markov equilibria when deals do not bind, when the
stake comes in lumps, or when leaders have mandates. The one reported is the fixed point that policy
iteration reaches from the values of fighting to the finish: sides settle because war's end is worth
less, never because they hope for a deal that only hope sustains. Under `deal.expects = "peace"` it
begins with a lasting peace instead, and finds a peace that deters if there is one. A side that is
indifferent
accepts; sides that are indifferent settle. If policy iteration runs in a circle, damped backward
induction is tried from the same start, then policy iteration from there; if that fails too,
`RunFailed`: with mandates or lumps there may be no equilibrium in pure strategies at all.

Assumes: only Markov strategies, so no punishment of past offers (Slantchev 2003, "The Power to
Hurt", shows what those could sustain). A war is one run of battles; its price (`per-war`) is due at
the first and, after a peace that did not bind, due again. Under deals that do not bind, office is
enjoyed as a flow of (1 - discount) x office in each period whose share keeps it, so a peace that
lasts is worth `office` once, as is a victory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from simulator.bargaining.evaluation import (
    after_offers,
    evaluate,
    iterate_policy,
    iterate_values,
)
from simulator.bargaining.game import Game
from simulator.bargaining.markov import (
    WAR,
    Kinds,
    Rules,
    Values,
    best_offer,
    choose,
    refusal,
)
from simulator.errors import RunFailed

#: Steps before policy iteration is taken to run in a circle; it needs fewer than 15 as a rule.
POLICY_STEPS = 60
VALUE_STEPS = 20_000
#: Steps times transitions after which damped backward induction is left; half a minute or so.
VALUE_WORK = 400_000_000
#: Largest one-step gain or loss that still counts as an equilibrium [share of the value].
ACCURACY = 1e-9


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """A solved game of complete information.

    Attributes:
        rules: The game as arrays.
        values: Values before the proposer is known [position, phase, regime, side].
        kinds: Battle or kind of deal [position, phase, regime, proposer].
        shares: A's share in the offer [position, phase, regime, proposer]; 2 where there is none.
        method: `policy iteration`, or the fallback that worked.
        steps: Steps the method took.
        residual: Largest relative change one more step of backward induction would make.
    """

    rules: Rules
    values: Values
    kinds: Kinds
    shares: Values
    method: str
    steps: int
    residual: float

    def refusal(self, k: int, phase: int, regime: int, side: int) -> float:
        """Value to `side` (0 A, 1 B) of refusing once there [stakes]."""
        return float(refusal(self.values, self.rules, k, phase, regime, side))

    def least(self, k: int, phase: int, regime: int, side: int) -> float | None:
        """A's share at which `side` just accepts there; None when it accepts none."""
        kind, share = best_offer(self.values, self.rules, k, phase, regime, side)
        return None if kind == WAR else float(share)


class Phases(NamedTuple):
    """What changes from period to period beside position and power, each [phase].

    Attributes:
        proposes: Chance that A proposes.
        after_war: Phase after a battle.
        after_peace: Phase after a deal that does not bind.
        costs: What a battle costs A and B.
        strike: What the striker's chance gains by surprise.
    """

    proposes: list[float]
    after_war: list[int]
    after_peace: list[int]
    costs: list[tuple[float, float]]
    strike: list[float]


def phases(game: Game) -> Phases:
    """The phases of a game.

    Under alternating offers they come in pairs (A proposes, B proposes). If war can go on after its
    first battle, and that one differs (a `per-war` cost is due, the striker surprises), the same
    phases come again for a war that is under way.
    """
    chances = {"A": [1.0], "B": [0.0], "random": [game.offers.share_a], "alternate": [1.0, 0.0]}
    proposes = chances[game.offers.proposer]
    count = len(proposes)
    turn = [(m + 1) % count for m in range(count)]
    cost_b = 0.0 if game.cost.b is None else game.cost.b
    delta_a, delta_b = game.discounts
    costs = (game.per_battle(game.cost.a, delta_a), game.per_battle(cost_b, delta_b))
    strike, once = game.battle.first_strike, game.cost.kind == "per-war" and any(costs)
    goes_on = game.front.draw > 0.0 or game.front.length > 2
    if goes_on and (once or strike > 0.0):
        later = [count + m for m in turn]
        under_way = (0.0, 0.0) if once else costs
        return Phases(
            proposes * 2,
            later * 2,
            turn * 2,
            [costs] * count + [under_way] * count,
            [strike] * count + [0.0] * count,
        )
    return Phases(proposes, turn, turn, [costs] * count, [strike] * count)


def rules_of(game: Game) -> Rules:
    """The game as arrays for the compiled solver."""
    proposes, after_war, after_peace, costs, strike = phases(game)
    binding, outside = game.deal.binding, game.outside
    leaders = (game.leader_a, game.leader_b)
    discounts = np.array(game.discounts, dtype=float)
    stake = np.array(game.stakes, dtype=float)
    won = (1.0 - game.deal.war_destroys) * stake
    nothing = np.zeros_like(won)
    return Rules(
        proposes_a=np.array(proposes, dtype=float),
        after_war=np.array(after_war, dtype=np.int64),
        after_peace=np.array(after_peace, dtype=np.int64),
        cost=np.array(costs, dtype=float),
        win=np.array(game.battle.win, dtype=float),
        draw=float(game.front.draw),
        strike=np.array(strike, dtype=float),
        after_battle=discounts if game.battle.takes_a_period else np.ones(2),
        war=np.array(game.power.war, dtype=float),
        peace=np.array(game.power.peace, dtype=float),
        stake=stake,
        weight=np.ones(2) if binding else 1.0 - discounts,
        after_deal=np.zeros(2) if binding else discounts,
        levels=np.array(sorted(game.deal.levels), dtype=float),
        office=np.array([float(leader.office) for leader in leaders]),
        keeps=np.array([float(leader.keeps_office_at) for leader in leaders]),
        outside=np.array([] if outside is None else [outside.a, outside.b], dtype=float),
        at_zero=np.stack([nothing, won + leaders[1].office], axis=1),
        at_length=np.stack([won + leaders[0].office, nothing], axis=1),
    )


def empty(game: Game, rules: Rules) -> tuple[Values, Kinds, Values]:
    """Values with the two victories filled in, and a plan of war everywhere."""
    shape = (game.front.length + 1, rules.proposes_a.size, rules.win.size, 2)
    values = np.zeros(shape)
    values[0], values[-1] = rules.at_zero, rules.at_length  # the same in every phase
    return values, np.full(shape, WAR, dtype=np.int64), np.full(shape, 2.0)


def fight_to_finish(game: Game, rules: Rules | None = None) -> Values:
    """Values if nobody ever settles [position, phase, regime, side], in stakes."""
    rules = rules_of(game) if rules is None else rules
    values, kinds, shares = empty(game, rules)
    evaluate(values, rules, kinds, shares)
    return values


def lasting_peace(game: Game, rules: Rules) -> Values:
    """Values of a peace midway between what each side could have by striking, as `empty`'s."""
    values = fight_to_finish(game, rules)
    for side in range(2):
        strikes = rules._replace(proposes_a=np.full(rules.proposes_a.size, 1.0 - side))
        values[1:-1, ..., side] = fight_to_finish(game, strikes)[1:-1, ..., side]
    inner = values[1:-1]
    inner += (rules.stake[:, None] - inner.sum(axis=-1, keepdims=True)) / 2.0
    return values


def equilibrium(game: Game, start: Values | None = None) -> Equilibrium:
    """Solve a game of complete information.

    Args:
        game: The game; its `information` is not read.
        start: Values to start from, if not those that the game's deals expect; selects among
            equilibria where there are several.

    Raises:
        RunFailed: If no method ends in an equilibrium in pure Markov strategies.
    """
    rules = rules_of(game)
    _, kinds, shares = empty(game, rules)
    begin = lasting_peace if game.deal.expects == "peace" else fight_to_finish
    first = begin(game, rules) if start is None else start
    values, steps = first.copy(), -1
    method = "policy iteration"
    # Deals that leave a side nothing today are no step towards a peace that deters: it is
    # approached slowly, where the search begins with one.
    if game.deal.expects == "war":
        steps = iterate_policy(values, rules, kinds, shares, POLICY_STEPS)
    if steps < 0:
        values, method = first.copy(), "damped backward induction"
        transitions = values[..., 0].size * rules.win.size
        limit = min(VALUE_STEPS, VALUE_WORK // transitions)
        steps = iterate_values(values, rules, kinds, shares, limit)
    if steps < 0:
        method = "policy iteration after damped backward induction"
        steps = iterate_policy(values, rules, kinds, shares, POLICY_STEPS)
    choose(values, rules, kinds, shares)
    residual = after_offers(values, rules, kinds, shares, values.copy())
    if steps < 0 or not residual <= ACCURACY:
        raise RunFailed(
            f"{game.title or 'the game'}: no equilibrium in pure Markov strategies was found "
            f"(the last step moved values by {residual:.2g})"
        )
    return Equilibrium(rules, values, kinds, shares, method, steps, residual)
