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
#: a deal at a share fixed by something else (an end, a level, a leader's mandate).
WAR, WILLING, FIXED = 0, 1, 2
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
        after_battle: Weight of what follows a battle.
        war: Regime chain in war [regime, regime].
        peace: Regime chain in peace [regime, regime].
        weight: Weight of what is divided now: 1 if the deal binds, else 1 - discount.
        after_deal: Weight of what follows a deal: 0 if it binds, else discount.
        levels: Shares that can be agreed, ascending; empty when divisible.
        office: Worth of office [side].
        keeps: Least own share that keeps office [side].
        at_zero: Values where B has won [side].
        at_length: Values where A has won [side].
    """

    proposes_a: Values
    after_war: Kinds
    after_peace: Kinds
    cost: Values
    win: Values
    draw: float
    after_battle: float
    war: Values
    peace: Values
    weight: float
    after_deal: float
    levels: Values
    office: Values
    keeps: Values
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
def refusal(values: Values, rules: Rules, k: int, m: int, s: int, side: int) -> float:
    """Value of refusing once: a battle now, equilibrium afterwards [stakes]."""
    then = rules.after_war[m]
    moves = 1.0 - rules.draw
    total = 0.0
    for r in range(rules.win.size):
        if rules.war[s, r] > 0.0:
            up = moves * rules.win[s] * values[k + 1, then, r, side]
            down = moves * (1.0 - rules.win[s]) * values[k - 1, then, r, side]
            total += rules.war[s, r] * (up + down + rules.draw * values[k, then, r, side])
    return float(rules.after_battle * total - rules.cost[m, side])


@compiled
def continuation(values: Values, rules: Rules, k: int, m: int, s: int, side: int) -> float:
    """Value of what follows this period's deal; 0 if the deal binds [stakes]."""
    if rules.after_deal == 0.0:
        return 0.0
    total = 0.0
    for r in range(rules.win.size):
        total += rules.peace[s, r] * values[k, rules.after_peace[m], r, side]
    return float(rules.after_deal * total)


@compiled
def least_share(wanted: float, office: float, keeps: float) -> tuple[int, float]:
    """The least own share worth `wanted` to a leader: (kind of deal, share); WAR if none is.

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
def best_offer(wanted: float, rules: Rules, responder: int) -> tuple[int, float]:
    """Kind of deal and A's share in the best offer the responder accepts; WAR if there is none.

    The proposer's own worth never falls in its share, so the best offer leaves the responder as
    little as it will take. No grid: the share is exact.

    Args:
        wanted: What the deal's share and office must be worth to the responder [stakes].
        rules: The game.
        responder: 0 for A, 1 for B.
    """
    office, keeps = rules.office[responder], rules.keeps[responder]
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
def choose(values: Values, rules: Rules, kinds: Kinds, shares: Values) -> None:
    """Write into `kinds` and `shares` what each side would offer, given values of the future."""
    for k in range(1, values.shape[0] - 1):
        for m in range(values.shape[1]):
            for s in range(values.shape[2]):
                for proposer in range(2):
                    responder = 1 - proposer
                    refuse = refusal(values, rules, k, m, s, responder)
                    later = continuation(values, rules, k, m, s, responder)
                    kind, share = best_offer((refuse - later) / rules.weight, rules, responder)
                    if kind != WAR:
                        own = share if proposer == 0 else 1.0 - share
                        worth = own + rules.office[proposer] * keeps_office(
                            own, rules.keeps[proposer]
                        )
                        settle = rules.weight * worth + continuation(
                            values, rules, k, m, s, proposer
                        )
                        fight = refusal(values, rules, k, m, s, proposer)
                        if settle < fight - tolerance(fight):
                            kind, share = WAR, 2.0
                    kinds[k, m, s, proposer] = kind
                    shares[k, m, s, proposer] = share
