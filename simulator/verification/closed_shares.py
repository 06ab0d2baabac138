"""Closed forms of who gets what: Nash, Rubinstein, outside options, benefits, common knowledge."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from simulator.theory import fey_ramsey2011, nash1950, outside_options, powell1999, rubinstein1982
from simulator.verification.entropy import uniform
from simulator.verification.published_check import Check, Values, closed, order, sign


def _nash(alpha: float) -> Values:
    return {"x": nash1950.share_with_war_outside(0.6, 0.1, 0.2, alpha)}


def _random_proposer(shift: float) -> Values:
    shares = (nash1950.share_with_war_outside(0.6, 0.1, 0.2, a + shift) for a in (0.2, 0.5, 0.8))
    return {"x": list(shares)}


def _averse(first: float) -> Values:
    return {"x": [nash1950.share_of_risk_averse(g) for g in (first, 0.8)]}


def _rubinstein(d_1: float, d_2: float) -> Values:
    return {"x": rubinstein1982.first_share(d_1, d_2)}


def _rubinstein_limits(r_1: float) -> Values:
    return {
        "continuous": rubinstein1982.continuous_share(r_1, 0.10),
        "fixed_costs": [
            rubinstein1982.fixed_cost_share(0.1, 0.2),
            rubinstein1982.fixed_cost_share(0.2, r_1 * 2.0),
        ],
    }


def _outside(delta: float) -> Values:
    return {
        "neither_binds": outside_options.proposer_shares(delta, 0.4, 0.4)[0],
        "one_binds": outside_options.proposer_shares(delta, 0.6, 0.2)[0],
    }


def _benefits(low: float) -> Values:
    risks = [powell1999.pr_war(0.5 + g, 0.5, low, 0.5, 0.1) for g in (0.0, 0.1, 0.2, 0.3, 0.4)]
    return {
        "at_parity": risks[0],
        "steps": [sign(b, a) for a, b in pairwise(risks)],
        "flat": risks[-1],
    }


def _optimism_known(models: int, whole: bool) -> Values:
    """Over random partitions of six states: worlds in which both prefer war, and in common."""
    seen = known = 0
    for m in range(models):
        p = [uniform(m, i) for i in range(6)]
        own, other = ([int(3 * uniform(m, 10 + 6 * side + i)) for i in range(6)] for side in (0, 1))
        both = fey_ramsey2011.both_prefer_war([1 / 6] * 6, p, own, other, (0.02, 0.02), 0.5)
        seen += any(both)
        known += any(both if whole else fey_ramsey2011.common_knowledge(both, own, other))
    return {"held_somewhere": seen > 0, "common_knowledge": known}


def _mechanisms(weaker: float) -> Values:
    return {
        "strong": fey_ramsey2011.peace_for_all_types(0.8 - 0.1, 0.8 - 0.1),
        "weak": fey_ramsey2011.peace_for_all_types(weaker - 0.1, weaker - 0.1),
    }


CHECKS: tuple[Check, ...] = (
    closed(
        "NASH-1",
        "Nash 1950 with war as disagreement",
        "p=.6, costs .1 and .2: the surplus split evenly",
        {"x": 0.65},
        partial(_nash, 0.5),
        partial(_nash, 0.4),
    ),
    closed(
        "NASH-alpha",
        "Nash 1950; random proposer, textbook",
        "p=.6, costs .1 and .2: A's share at bargaining power .2, .5, .8",
        {"x": [0.56, 0.65, 0.74]},
        partial(_random_proposer, 0.0),
        partial(_random_proposer, 0.1),
    ),
    closed(
        "NASH-averse",
        "Nash 1950, textbook",
        "utilities x^g against 1-x: g/(1+g), so risk aversion hurts (g=.5, .8)",
        {"x": [1 / 3, 4 / 9]},
        partial(_averse, 0.5),
        partial(_averse, 0.8),
    ),
    closed(
        "RUB-1",
        "Rubinstein 1982",
        "alternating offers, discounts .9 and .9",
        {"x": 0.5263157894736842},
        partial(_rubinstein, 0.9, 0.9),
        partial(_rubinstein, 0.9, 0.8),
    ),
    closed(
        "RUB-2",
        "Rubinstein 1982",
        "alternating offers, discounts .9 and .8",
        {"x": 0.7142857142857143},
        partial(_rubinstein, 0.9, 0.8),
        partial(_rubinstein, 0.8, 0.9),
    ),
    closed(
        "RUB-3",
        "Rubinstein 1982",
        "alternating offers, discounts .5 and .9",
        {"x": 0.181818181818},
        partial(_rubinstein, 0.5, 0.9),
        partial(_rubinstein, 0.9, 0.5),
    ),
    closed(
        "RUB-limits",
        "Rubinstein 1982",
        "rates .05 and .10: r_2/(r_1+r_2); fixed costs: the cheaper gets all, or 1 gets c_2",
        {"continuous": 2 / 3, "fixed_costs": [1.0, 0.1]},
        partial(_rubinstein_limits, 0.05),
        partial(_rubinstein_limits, 0.06),
    ),
    closed(
        "OUTSIDE",
        "Binmore, Shaked and Sutton 1989; Powell 1996",
        "delta=.95, costs .1, war open to the responder: p=.5 no outside option binds, p=.7 one",
        {"neither_binds": 0.5128205, "one_binds": 0.62},
        partial(_outside, 0.95),
        partial(_outside, 0.9),
        1e-6,
    ),
    closed(
        "P99-benefits",
        "Powell 1996, 1999-type, own derivation",
        "cost U[0,.5], s=.1: no war where power matches benefits, then rising with the gap, flat",
        {"at_parity": 0.0, "steps": [1, 1, 0, 0], "flat": 0.4},
        partial(_benefits, 0.0),
        partial(_benefits, 0.1),
    ),
    order(
        "FR07-common",
        "Fey and Ramsay 2007, AJPS 51",
        "200 random information partitions: optimism on both sides occurs, never in common",
        {"held_somewhere": True, "common_knowledge": 0},
        partial(_optimism_known, 200, False),
        partial(_optimism_known, 200, True),
    ),
    order(
        "FR09-mechanism",
        "Fey and Ramsay 2009-type, from memory, own derivation",
        "power types .8 and .8, costs .1: no mechanism always keeps peace; .55 and .55: one does",
        {"strong": False, "weak": True},
        partial(_mechanisms, 0.55),
        partial(_mechanisms, 0.65),
    ),
)
