"""Closed forms of Fearon 1995: the bargaining range, and the gamble on a private cost."""

from __future__ import annotations

from functools import partial

from simulator.theory import fearon1995, nash1950
from simulator.verification.published_check import Check, Values, closed, order, sign

_F95 = "Fearon 1995, IO 49(3)"
_NEUTRAL_POWERS = (0.1, 0.3, 0.5, 0.7)


def _range(p: float, c_A: float, c_B: float) -> Values:
    r = fearon1995.bargaining_range(p, c_A, c_B)
    return {"lo": r.lo, "hi": r.hi, "width": r.width}


def _ultimata(p: float, c_A: float, c_B: float, alpha: float) -> Values:
    return {
        "A_proposes": fearon1995.ultimatum(p, c_A, c_B, "A"),
        "B_proposes": fearon1995.ultimatum(p, c_A, c_B, "B"),
        "nash": nash1950.share_with_war_outside(p, c_A, c_B, alpha),
    }


def _range_signs(step: float) -> Values:
    base = fearon1995.bargaining_range(0.5, 0.1, 0.1)
    moved = {
        "p": fearon1995.bargaining_range(0.5 + step, 0.1, 0.1),
        "c_A": fearon1995.bargaining_range(0.5, 0.1 + step, 0.1),
        "c_B": fearon1995.bargaining_range(0.5, 0.1, 0.1 + step),
        "risk_aversion": fearon1995.bargaining_range(0.5, 0.1, 0.1, 1.0 - step),
    }
    return {
        name: [sign(r.lo, base.lo), sign(r.hi, base.hi), sign(r.width, base.width)]
        for name, r in moved.items()
    }


def _gap_of_convex(c: float) -> Values:
    ranges = [fearon1995.bargaining_range(0.5, c, c, a) for a in (1.0, 2.0, 4.0)]
    return {
        "asked": [r.lo + 1.0 - r.hi for r in ranges[:2]],
        "war": [r.empty for r in ranges],
    }


def _gamble(p: float, c_A: float, low: float, high: float) -> Values:
    found = fearon1995.uniform_gamble(p, c_A, low, high)
    return {"x": found.demand, "pr_war": found.pr_war, "EU_A": found.value}


def _gamble_short(p: float, c_A: float, low: float, high: float) -> Values:
    found = fearon1995.uniform_gamble(p, c_A, low, high)
    return {"x": found.demand, "pr_war": found.pr_war}


def _neutral(high: float) -> Values:
    risks = [fearon1995.uniform_gamble(p, 0.1, 0.0, high).pr_war for p in _NEUTRAL_POWERS]
    return {"pr_war": risks}


def _gamble_signs(step: float) -> Values:
    base = fearon1995.uniform_gamble(0.4, 0.1, 0.05, 0.4)
    moved = {
        "c_A": fearon1995.uniform_gamble(0.4, 0.1 + step, 0.05, 0.4),
        "high": fearon1995.uniform_gamble(0.4, 0.1, 0.05, 0.4 + step),
        "low": fearon1995.uniform_gamble(0.4, 0.1, 0.05 + step, 0.4),
        "p": fearon1995.uniform_gamble(0.4 + step, 0.1, 0.05, 0.4),
    }
    signs: dict[str, int] = {f"war_{n}": sign(g.pr_war, base.pr_war) for n, g in moved.items()}
    signs |= {f"x_{n}": sign(moved[n].demand, base.demand) for n in ("p", "c_A", "high")}
    return signs


CHECKS: tuple[Check, ...] = (
    closed(
        "F95-range",
        f"{_F95}, pp. 386-387",
        "p=.6, costs .1 and .2: the bargaining range is [p-c_A, p+c_B]",
        {"lo": 0.5, "hi": 0.8, "width": 0.3},
        partial(_range, 0.6, 0.1, 0.2),
        partial(_range, 0.6, 0.2, 0.1),
    ),
    closed(
        "F95-tioli",
        f"{_F95}, pp. 386-387; Nash 1950",
        "p=.6, costs .1 and .2: who makes the only offer takes the whole surplus",
        {"A_proposes": 0.8, "B_proposes": 0.5, "nash": 0.65},
        partial(_ultimata, 0.6, 0.1, 0.2, 0.5),
        partial(_ultimata, 0.6, 0.1, 0.2, 0.6),
    ),
    order(
        "F95-range-signs",
        f"{_F95}, pp. 386-387",
        "how lower end, upper end and width move with p, c_A, c_B, risk aversion",
        {"p": [1, 1, 0], "c_A": [-1, 0, 1], "c_B": [0, 1, 1], "risk_aversion": [-1, 1, 1]},
        partial(_range_signs, 0.05),
        partial(_range_signs, -0.05),
    ),
    closed(
        "F95-risk-acceptant",
        "Fearon 1995-type, own derivation",
        "u=x^a, p=.5, costs .1: (p-c_A)^(1/a)+(1-p-c_B)^(1/a) exceeds 1, so war, from a=2 on",
        {"asked": [0.8, 1.2649111], "war": [False, True, True]},
        partial(_gap_of_convex, 0.1),
        partial(_gap_of_convex, 0.3),
        1e-6,
    ),
    closed(
        "F95-risk-1",
        f"{_F95}, Claim 2, pp. 410-411, uniform cost",
        "p=.5, c_A=.1, c_B~U[0,.5]: the demand that risks war, the risk, the value",
        {"x": 0.7, "pr_war": 0.4, "EU_A": 0.58},
        partial(_gamble, 0.5, 0.1, 0.0, 0.5),
        partial(_gamble, 0.5, 0.1, 0.0, 0.4),
        1e-6,
    ),
    closed(
        "F95-risk-2",
        f"{_F95}, Claim 2, pp. 410-411, uniform cost",
        "p=.5, c_A=.1, c_B~U[0,.4]: demand and risk of war",
        {"x": 0.65, "pr_war": 0.375},
        partial(_gamble_short, 0.5, 0.1, 0.0, 0.4),
        partial(_gamble_short, 0.5, 0.1, 0.0, 0.5),
        1e-6,
    ),
    closed(
        "F95-risk-safe",
        f"{_F95}, Claim 2, pp. 410-411, uniform cost",
        "p=.5, c_A=.3, c_B~U[0,.2]: no risk is run once c_A >= h",
        {"x": 0.5, "pr_war": 0.0, "EU_A": 0.5},
        partial(_gamble, 0.5, 0.3, 0.0, 0.2),
        partial(_gamble, 0.5, 0.1, 0.0, 0.2),
    ),
    closed(
        "F95-neutral",
        "Fearon 1995; Benson, Meirowitz and Ramsay-type neutrality, own derivation",
        "c_A=.1, c_B~U[0,.5], p=.1, .3, .5, .7: the risk of war does not depend on p",
        {"pr_war": [0.4, 0.4, 0.4, 0.4]},
        partial(_neutral, 0.5),
        partial(_neutral, 0.8),
        1e-6,
    ),
    order(
        "F95-risk-signs",
        f"{_F95}, Claim 2, uniform cost",
        "risk of war: c_A -, h +, l -, p 0; demand: p +, c_A -, h +",
        {
            "war_c_A": -1,
            "war_high": 1,
            "war_low": -1,
            "war_p": 0,
            "x_p": 1,
            "x_c_A": -1,
            "x_high": 1,
        },
        partial(_gamble_signs, 0.02),
        partial(_gamble_signs, -0.02),
    ),
)
