"""Closed forms of Fearon 1995: what empties the range, and screening two types."""

from __future__ import annotations

from functools import partial

from simulator.theory import fearon1995, filson_werner2002
from simulator.verification.published_check import Check, Values, closed, order

_F95 = "Fearon 1995, IO 49(3)"


def _last_stage(p_weak: float, p_strong: float, c_A: float, c_D: float) -> Values:
    belief, pool, screen = filson_werner2002.last_stage(p_weak, p_strong, c_A, c_D)
    return {"belief_thr": belief, "pool": pool, "screen": screen}


def _optimism(p_B: float) -> Values:
    return {"no_deal": fearon1995.optimism_blocks(0.7, p_B, 0.1, 0.1)}


def _first_strikes(p_f: float) -> Values:
    cases = [fearon1995.first_strike_range(p, 0.45, 0.1, 0.1) for p in (0.6, p_f)]
    return {"empty": [r.empty for r in cases]}


def _preventive(p_1: float) -> Values:
    return {"p2_crit": fearon1995.preventive_threshold(p_1, 0.1, 0.9)}


def _preventive_cases(c_B: float) -> Values:
    below = fearon1995.preventive_war(0.35, 0.3899, c_B, 0.9)
    above = fearon1995.preventive_war(0.35, 0.3901, c_B, 0.9)
    return {"war": [below, above, fearon1995.preventive_war(0.6, 0.65, 0.5, 0.9)]}


def _indivisible(c: float) -> Values:
    lottery = fearon1995.lottery_range(0.5, c, c)
    return {"war": fearon1995.indivisible_war(0.5, c, c), "lottery": [lottery.lo, lottery.hi]}


def _pieces_always_enough(c: float) -> Values:
    powers = [i / 1000 for i in range(1001)]
    return {
        str(n): not any(fearon1995.indivisible_war(p, c, c, n) for p in powers)
        for n in (3, 4, 5, 6)
    }


CHECKS: tuple[Check, ...] = (
    closed(
        "FW-screen",
        "Filson and Werner 2002-type last stage, own derivation",
        "p .7 or .4, costs .1: A screens from Pr(weak)=.4; pooling asks .5, screening .8",
        {"belief_thr": 0.4, "pool": 0.5, "screen": 0.8},
        partial(_last_stage, 0.7, 0.4, 0.1, 0.1),
        partial(_last_stage, 0.7, 0.4, 0.1, 0.2),
    ),
    closed(
        "F95-screen-cost",
        "Fearon 1995-type, own derivation, two types of cost",
        "costs .1 or .4, c_A=.1: A screens from Pr(high cost)=(c_A+c_L)/(c_A+c_H)",
        {"belief_thr": 0.4},
        lambda: {"belief_thr": fearon1995.screen_cost_types(0.1, 0.1, 0.4)},
        lambda: {"belief_thr": fearon1995.screen_cost_types(0.1, 0.4, 0.1)},
    ),
    order(
        "F95-optimism",
        f"{_F95}, p. 391",
        "chances .7 and .6 of one's own victory, costs .1: .3 > .2, so no deal",
        {"no_deal": True},
        partial(_optimism, 0.6),
        partial(_optimism, 0.4),
    ),
    order(
        "F95-first-strike",
        f"{_F95}, p. 403",
        "p_s=.45, costs .1: the range is empty at p_f=.70, not at .60",
        {"empty": [False, True]},
        partial(_first_strikes, 0.7),
        partial(_first_strikes, 0.6),
    ),
    closed(
        "F95-preventive",
        f"{_F95}, pp. 405-406",
        "p_1=.35, c_B=.1, delta=.9: B attacks once delta p_2 - p_1 > c_B (1-delta)^2",
        {"p2_crit": 0.39},
        partial(_preventive, 0.35),
        partial(_preventive, 0.36),
    ),
    order(
        "F95-preventive-cases",
        f"{_F95}, pp. 405-406",
        "delta=.9: peace at p_2=.3899, war at .3901; peace for .6 to .65 at c_B=.5",
        {"war": [False, True, False]},
        partial(_preventive_cases, 0.1),
        partial(_preventive_cases, 0.2),
    ),
    closed(
        "F95-indivisible",
        f"{_F95}; Powell 2006 on the lottery",
        "all or nothing, p=.5, costs .2: war, and any binding lottery in [.3,.7] makes peace",
        {"war": True, "lottery": [0.3, 0.7]},
        partial(_indivisible, 0.2),
        partial(_indivisible, 0.6),
    ),
    order(
        "F95-pieces",
        "Fearon 1995-type, own derivation",
        "K+1 equal steps guarantee a deal for every p iff 1/K <= c_A+c_B (costs .1: K >= 5)",
        {"3": False, "4": False, "5": True, "6": True},
        partial(_pieces_always_enough, 0.1),
        partial(_pieces_always_enough, 0.15),
    ),
)
