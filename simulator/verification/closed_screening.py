"""Closed forms of screening by fighting: the ladder of offers, cost types and power types."""

from __future__ import annotations

from functools import partial

from simulator.theory import (
    filson_werner2002,
    powell2004,
)
from simulator.verification.published_check import Check, Values, closed, order

_P04 = "Powell 2004-type (AJPS 48), own derivation after Hart 1989"
_FW = "Filson and Werner 2002-type, own derivation"
_COSTS = powell2004.Game(0.95, 0.1, 0.1, 0.2, 2.0, 0.5)


def _ladder(f_H: float) -> Values:
    game = powell2004.Game(0.95, 0.1, 0.1, 0.2, f_H, 0.5)
    found = powell2004.solve(game, 5)
    return {
        "offers": found.offers,
        "belief_thresholds": found.beliefs[1:],
        "w_tough": powell2004.finish_value(game, 0.1, 0.2),
        "w_weak": powell2004.finish_value(game, 0.1, f_H),
        "V": {str(q): powell2004.value(game, q) for q in (0.3, 0.5, 0.7, 0.9, 0.97)},
    }


def _courses(f_H: float) -> Values:
    game = powell2004.Game(0.95, 0.1, 0.1, 0.2, f_H, 0.5)
    courses = [powell2004.course(game, q) for q in (0.2, 0.5, 0.8, 0.95)]
    return {
        "pr_fighting": [c.pr_fighting for c in courses],
        "finish": 1.0 / (1.0 - _COSTS.undecided),
        "shorter": max(c.expected_battles for c in courses) < 0.61,
    }


def _frequent_offers(q: float) -> Values:
    """Screening time and first offer as offers come faster; rates per unit of time stay."""
    times, first = [], []
    for step in (1.0, 0.5, 0.1, 0.02):
        game = powell2004.Game(0.95**step, 0.1 * step, 0.1 * step, 0.2, 2.0, 0.5)
        found = powell2004.solve(game, 40)
        n = powell2004.rounds(found, q)
        times.append(n * step)
        first.append(found.offers[n])
    return {"screening_time": times, "first_offer": [first[0], first[-1]]}


def _fighting_time(fast: float) -> Values:
    """War time under fast over that under slow offers: power types against cost types."""
    times: dict[str, list[float]] = {"power": [], "cost": []}
    for step in (1.0, fast):
        d = 0.95**step
        for kind, losing, weak in (("power", (0.02, 0.30), 0.2), ("cost", (0.1, 0.1), 2.0)):
            flow = 1.0 - d
            game = filson_werner2002.Screening(
                N=2,
                up=(0.1 * step, 0.1 * step),
                down=(losing[0] * step, losing[1] * step),
                c_A=0.5 * flow,
                c_B=(weak * flow, 0.2 * flow),
                delta=d,
            )
            plan = filson_werner2002.solve(game, 101)
            times[kind].append(step * filson_werner2002.play(game, plan, 1, 0.8).battles)
    return {kind: late < 0.5 * early for kind, (early, late) in times.items()}


def _power_condition(p_tough: float) -> Values:
    keep = powell2004.power_types_keep_fighting
    return {"fights_on": [keep(p_tough, 0.4, 0.1, 0.1), keep(0.5, 0.4, 0.1, 0.1)]}


def _screening(costs: tuple[float, float, float]) -> Values:
    games = [
        filson_werner2002.Screening(10, (0.65, 0.4), (0.35, 0.6), c, (c, c), 0.995) for c in costs
    ]
    ends = [filson_werner2002.play(g, filson_werner2002.solve(g, 61), 5, 0.6) for g in games]
    return {
        "battles_fall_with_cost": ends[0].battles > ends[1].battles >= ends[2].battles,
        "deals_rise_with_cost": ends[0].pr_deal < ends[1].pr_deal <= ends[2].pr_deal,
        "weak_settle_first": all(e.battles_by_type[0] < e.battles_by_type[1] for e in ends[:2]),
        "weak_share_falls": ends[0].weak_share[0] > ends[0].weak_share[:5][-1],
        "terms_worsen": ends[0].settled_share[0] > ends[0].settled_share[:5][-1],
    }


CHECKS: tuple[Check, ...] = (
    closed(
        "P04-ladder",
        _P04,
        "delta=.95, collapse .1 and .1, costs .2 or 2, f_S=.5: offers, beliefs, values",
        {
            "offers": [
                0.35416666666666663,
                0.26416666666666655,
                0.19576666666666648,
                0.14378266666666642,
                0.1042748266666664,
            ],
            "belief_thresholds": [
                0.4857142857142857,
                0.7706835537344014,
                0.9199693231352014,
                0.9793927611620531,
            ],
            "w_tough": 0.35416666666666663,
            "w_weak": -0.0208333333333337,
            "V": {
                "0.3": 0.6458333333333334,
                "0.5": 0.6483333333333334,
                "0.7": 0.6833333333333333,
                "0.9": 0.7569055555555557,
                "0.97": 0.8225324723196883,
            },
        },
        partial(_ladder, 2.0),
        partial(_ladder, 1.5),
        1e-6,
    ),
    closed(
        "P04-course",
        _P04,
        "the same: chance of any fighting at q=.2, .5, .8, .95 (not monotone); under .61 battles "
        "against 5 to the finish",
        {"pr_fighting": [0.0, 0.496, 0.386, 0.216], "finish": 5.0, "shorter": True},
        partial(_courses, 2.0),
        partial(_courses, 1.0),
        5e-3,
    ),
    closed(
        "P04-coase",
        _P04,
        "q=.8, offers every 1, .5, .1, .02: screening time 2, 1, .2, .04; first offer .1957 to "
        ".3534: fighting over costs vanishes",
        {"screening_time": [2.0, 1.0, 0.2, 0.04], "first_offer": [0.1957, 0.3534]},
        partial(_frequent_offers, 0.8),
        partial(_frequent_offers, 0.95),
        1e-4,
    ),
    order(
        "P04-power",
        "Powell 2004-type, own derivation; interdependent values as in Deneckere and Liang 2006",
        "offers four times as fast halve the war over costs, not the war over power",
        {"power": False, "cost": True},
        partial(_fighting_time, 0.25),
        partial(_fighting_time, 1.0),
    ),
    order(
        "P04-power-condition",
        "Powell 2004-type, own derivation; Deneckere and Liang 2006",
        "fighting persists iff p_tough - E[p] > c_S + c_D",
        {"fights_on": [True, False]},
        partial(_power_condition, 0.7),
        partial(_power_condition, 0.55),
    ),
    order(
        "FW02-signs",
        _FW,
        "N=10, chances .65/.4, q=.6, costs .005, .02, .04: battles fall and deals rise with cost; "
        "weak types settle first; the weak share and A's terms fall as the war goes on",
        {
            "battles_fall_with_cost": True,
            "deals_rise_with_cost": True,
            "weak_settle_first": True,
            "weak_share_falls": True,
            "terms_worsen": True,
        },
        partial(_screening, (0.005, 0.02, 0.04)),
        partial(_screening, (0.02, 0.005, 0.04)),
    ),
)
