"""Closed forms of doubts on both sides: sealed demands, and crises before audiences."""

from __future__ import annotations

from functools import partial

from simulator.theory import (
    chatterjee_samuelson1983,
    fearon1994,
    fearon1995,
    leventoglu_slantchev2007,
)
from simulator.verification.published_check import Check, Values, closed, order


def _bids(gap: float) -> Values:
    return {
        "trade": chatterjee_samuelson1983.chance_of_trade(gap),
        "gains": chatterjee_samuelson1983.gains_from_trade(gap),
        "last_seller": chatterjee_samuelson1983.seller_asks(1.0 - gap),
        "first_buyer": chatterjee_samuelson1983.buyer_bids(gap),
    }


def _incompatible(low: float) -> Values:
    return {"pr_war": [chatterjee_samuelson1983.chance_of_war(w, low) for w in (0.1, 0.2)]}


def _two_sided(h: float) -> Values:
    return {"pr_war": [fearon1995.risk_with_two_sided_doubt(g, h) for g in (0.1, 0.2, 0.4)]}


def _crisis(a_1: float, a_2: float) -> Values:
    found = fearon1994.crisis(a_1, a_2, 1.0, 1.0)
    return {
        "horizon": found.horizon,
        "war": found.war,
        "backs_down": [found.backs_down_1, found.backs_down_2],
    }


def _known(a_2: float) -> Values:
    return {"gets_it": [fearon1994.committed_first(-0.2, w, 0.1, a_2) for w in (-0.1, -0.6)]}


def _deterred(f: float) -> Values:
    holds = [leventoglu_slantchev2007.peace_deters(n, f, 0.9, 0.1, 0.1) for n in range(8)]
    return {"peace": holds}


CHECKS: tuple[Check, ...] = (
    closed(
        "CS83-uniform",
        "Chatterjee and Samuelson 1983-type: the linear equilibrium, at second hand",
        "values U[0,1], bids met half-way: trade iff b >= s + 1/4; its chance 9/32, gains 9/64",
        {"trade": 0.28125, "gains": 0.140625, "last_seller": 0.75, "first_buyer": 0.25},
        partial(_bids, 0.25),
        partial(_bids, 0.3),
    ),
    closed(
        "CS83-war",
        "Chatterjee-Samuelson-type, own derivation",
        "costs U[0,.1] or U[0,.2] on both sides, sealed demands: war in one case of eight",
        {"pr_war": [0.125, 0.125]},
        partial(_incompatible, 0.0),
        partial(_incompatible, 0.05),
    ),
    closed(
        "F95-two-sided",
        "Fearon 1995-type, own derivation from Claim 2",
        "c_B~U[0,.5], c_A~U[0,g], g=.1, .2, .4: the risk of war is 1/2 - g/4h",
        {"pr_war": [0.45, 0.4, 0.3]},
        partial(_two_sided, 0.5),
        partial(_two_sided, 0.4),
    ),
    closed(
        "F94-crisis",
        "Fearon 1994-type, own derivation",
        "audience costs .2 and .1, costs of war U[0,1]: horizon, risk of war, who backs down",
        {"horizon": 3.6602540, "war": 0.2679492, "backs_down": [0.1311392, 0.6009117]},
        partial(_crisis, 0.2, 0.1),
        partial(_crisis, 0.1, 0.2),
        1e-6,
    ),
    closed(
        "F94-golden",
        "Fearon 1994-type, own derivation",
        "equal audience costs .1, costs of war U[0,1]: golden section, the same chance for both",
        {"horizon": 6.1803399, "war": 0.3819660, "backs_down": [0.3090170, 0.3090170]},
        partial(_crisis, 0.1, 0.1),
        partial(_crisis, 0.1, 0.2),
        1e-6,
    ),
    order(
        "F94-known",
        "Fearon 1994-type, complete information, own derivation",
        "w_1=-.2, a_1=.1, a_2=.1, w_2=-.1 or -.6: the side committed first gets the prize",
        {"gets_it": [2, 1]},
        partial(_known, 0.1),
        partial(_known, 0.4),
    ),
    order(
        "LS07-deters",
        "Leventoglu and Slantchev 2007-type, own derivation",
        "f=.25, costs .1, each battle burns a tenth: surprise pays until six have been fought",
        {"peace": [False, False, False, False, False, False, True, True]},
        partial(_deterred, 0.25),
        partial(_deterred, 0.2),
    ),
)
