"""The complete-information game as arrays, and the best offers given values (compiled).

Values are arrays [position, phase, regime, side]. A *phase* says who may propose this period and
whether the price of the war has been paid; offers are arrays [position, phase, regime, proposer].
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled

Values = npt.NDArray[np.float64]
Kinds = npt.NDArray[np.int64]

#: What happens when a side proposes: a battle; a deal that leaves the other side just willing;
#: a deal at a share fixed by something else (an end, a level, a leader's mandate, an outside
#: option); the other side walks out.
WAR, WILLING, FIXED, LEAVE = 0, 1, 2, 3
#: Two values this close, relative to their size, are a tie: then sides accept, and settle.
TIE = 1e-12


class Rules(NamedTuple):
    """A game as arrays; sides are numbered 0 (A) and 1 (B).

    Attributes:
        proposes_a: Chance that A proposes [phase].
        after_war: Phase after a battle [phase].
        after_peace: Phase after a deal that does not bind [phase].
        cost: What refusing costs now [phase, side].
        win: A's chance in a battle [regime].
        draw: Chance that a battle moves nothing.
        strike: Added to the striker's chance in a battle [phase].
        after_battle: Weight of what follows a battle [side].
        war: Regime chain in war [regime, regime].
        peace: Regime chain in peace [regime, regime].
        stake: What is left to win or to divide [regime].
        weight: Weight of what is divided now: 1 if the deal binds, else 1 - discount [side].
        after_deal: Weight of what follows a deal: 0 if it binds, else discount [side].
        levels: Shares that can be agreed, ascending; empty when divisible.
        office: Worth of office [side].
        keeps: Least own share that keeps office [side].
        outside: Values if the side that answers walks out [side]; empty when nobody can.
        at_zero: Values where B has won [regime, side].
        at_length: Values where A has won [regime, side].
    """

    proposes_a: Values
    after_war: Kinds
    after_peace: Kinds
    cost: Values
    win: Values
    draw: float
    strike: Values
    after_battle: Values
    war: Values
    peace: Values
    stake: Values
    weight: Values
    after_deal: Values
    levels: Values
    office: Values
    keeps: Values
    outside: Values
    at_zero: Values
    at_length: Values


@compiled
def tolerance(value: float) -> float:
    """The largest difference from `value` that still is a tie."""
    return TIE * max(1.0, abs(value))


@compiled
def keeps_office(own_share: float, keeps: float) -> float:
    """1 if a leader survives a deal with this share of his own, else 0."""
    return 1.0 if own_share >= keeps - TIE else 0.0


@compiled
def chance(rules: Rules, m: int, s: int, striker: int) -> float:
    """A's chance in a battle that `striker` (0 A, 1 B) opens."""
    surprise = rules.strike[m]
    return float(rules.win[s] + (surprise if striker == 0 else -surprise))


@compiled
def fight(values: Values, rules: Rules, k: int, m: int, s: int, side: int, striker: int) -> float:
    """Value to `side` of a battle now that `striker` opens, equilibrium afterwards [stakes]."""
    then = rules.after_war[m]
    moves = 1.0 - rules.draw
    win = chance(rules, m, s, striker)
    total = 0.0
    for r in range(rules.win.size):
        if rules.war[s, r] > 0.0:
            up = moves * win * values[k + 1, then, r, side]
            down = moves * (1.0 - win) * values[k - 1, then, r, side]
            total += rules.war[s, r] * (up + down + rules.draw * values[k, then, r, side])
    return float(rules.after_battle[side] * total - rules.cost[m, side])


@compiled
def walks_out(fighting: float, rules: Rules, side: int) -> bool:
    """Whether `side`, if it refuses, would rather walk out than fight; a tie is fought out."""
    return rules.outside.size > 0 and rules.outside[side] > fighting + tolerance(fighting)


@compiled
def refusal(values: Values, rules: Rules, k: int, m: int, s: int, side: int) -> float:
    """Value of refusing an offer: the better of striking and of walking out [stakes]."""
    fighting = fight(values, rules, k, m, s, side, side)
    return float(rules.outside[side]) if walks_out(fighting, rules, side) else fighting


@compiled
def continuation(values: Values, rules: Rules, k: int, m: int, s: int, side: int) -> float:
    """Value of what follows this period's deal; 0 if the deal binds [stakes]."""
    if rules.after_deal[side] == 0.0:
        return 0.0
    total = 0.0
    for r in range(rules.win.size):
        total += rules.peace[s, r] * values[k, rules.after_peace[m], r, side]
    return float(rules.after_deal[side] * total)


@compiled
def settled(values: Values, rules: Rules, k: int, m: int, s: int, side: int, share: float) -> float:
    """Value to `side` of a deal that gives A `share` of what is left [stakes]."""
    own = share if side == 0 else 1.0 - share
    office = rules.office[side] * keeps_office(own, rules.keeps[side])
    now = rules.weight[side] * (rules.stake[s] * own + office)
    return float(now + continuation(values, rules, k, m, s, side))


@compiled
def least_share(wanted: float, office: float, keeps: float) -> tuple[int, float]:
    """The least own share worth `wanted` to a leader: (kind of deal, share); WAR if none is.

    Both `wanted` and `office` are in units of what is left of the stake.

    Worth jumps by `office` at the mandate `keeps`, so the least share is where the leader is just
    willing without office, the mandate itself, or where he is just willing with office.
    """
    tie = tolerance(wanted)
    if wanted < keeps - tie:
        return (FIXED, 0.0) if wanted <= 0.0 else (WILLING, wanted)
    share = wanted - office
    if share <= keeps:
        return FIXED, keeps
    if share <= 1.0 + tie:
        return WILLING, min(1.0, share)
    return WAR, 2.0


@compiled
def best_offer(
    values: Values, rules: Rules, k: int, m: int, s: int, responder: int
) -> tuple[int, float]:
    """Kind of deal and A's share in the best offer the responder accepts; WAR if there is none.

    The proposer's own worth never falls in its share, so the best offer leaves the responder as
    little as it will take. No grid: the share is exact.
    """
    refuse = refusal(values, rules, k, m, s, responder)
    later = continuation(values, rules, k, m, s, responder)
    wanted = (refuse - later) / (rules.weight[responder] * rules.stake[s])
    office, keeps = rules.office[responder] / rules.stake[s], rules.keeps[responder]
    if rules.levels.size == 0:
        kind, own = least_share(wanted, office, keeps)
        if kind == WAR:
            return WAR, 2.0
        return kind, (own if responder == 0 else 1.0 - own)
    for j in range(rules.levels.size):
        share = rules.levels[j] if responder == 0 else rules.levels[rules.levels.size - 1 - j]
        own = share if responder == 0 else 1.0 - share
        if own + office * keeps_office(own, keeps) >= wanted - tolerance(wanted):
            return FIXED, share
    return WAR, 2.0


@compiled
def plan(values: Values, rules: Rules, k: int, m: int, s: int, proposer: int) -> tuple[int, float]:
    """What happens when a side proposes: (kind, A's share); the share is 2 without a deal.

    A proposer who would rather not settle strikes, or makes an offer that makes the other side
    walk out, whichever is worth more to it.
    """
    responder = 1 - proposer
    kind, share = best_offer(values, rules, k, m, s, responder)
    without, otherwise = fight(values, rules, k, m, s, proposer, proposer), WAR
    if walks_out(fight(values, rules, k, m, s, responder, responder), rules, responder):
        # The share is fixed by a number, not by what refusing leads to.
        if kind == WILLING:
            kind = FIXED
        if rules.outside[proposer] > without + tolerance(without):
            without, otherwise = float(rules.outside[proposer]), LEAVE
    if kind == WAR:
        return otherwise, 2.0
    if settled(values, rules, k, m, s, proposer, share) < without - tolerance(without):
        return otherwise, 2.0
    return kind, share


@compiled
def choose(values: Values, rules: Rules, kinds: Kinds, shares: Values) -> None:
    """Write into `kinds` and `shares` what each side would offer, given values of the future."""
    for k in range(1, values.shape[0] - 1):
        for m in range(values.shape[1]):
            for s in range(values.shape[2]):
                for proposer in range(2):
                    kind, share = plan(values, rules, k, m, s, proposer)
                    kinds[k, m, s, proposer] = kind
                    shares[k, m, s, proposer] = share
