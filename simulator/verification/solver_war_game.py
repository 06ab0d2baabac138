"""The solver inside the simulator's months, set to cases with a known answer.

It works in continuous time, so a period of the textbook is a rate: battles at rate 1 with a
discount rate r weigh the next battle by 1/(1+r).
"""

from __future__ import annotations

from functools import partial

import numpy as np

from simulator.bargaining.frontier import envelope
from simulator.bargaining.war_game import solve_war
from simulator.bargaining.war_rows import WarGame, new_room
from simulator.errors import RunFailed
from simulator.model.records import Floats
from simulator.verification.published_check import Check, Values, order, sign, solved

_FELLER = "Feller, Introduction to Probability, vol. 1, ch. XIV"
_POINTS = 1025
_PIE = np.linspace(0.0, 1.0, 3)[None, :]


def _play(
    length: int,
    p: float,
    *,
    pace: float = 1.0,
    rates: tuple[float, float] = (1 / 0.95 - 1, 1 / 0.95 - 1),
    cost: float = 0.0,
    offers: tuple[float, float] = (0.0, 0.0),
    falls: tuple[float, float] = (0.0, 0.0),
    regimes: int = 1,
) -> tuple[Floats, Floats]:
    """Continuation values at positions 1..length-1 for a stake of 1 that any share divides.

    Args:
        length: Steps between the two defeats.
        p: A's chance in a battle.
        pace: Battles per unit of time.
        rates: Discount rates of A and D.
        cost: What a unit of time costs each side.
        offers: Rates at which A and D can make an offer.
        falls: Rates at which D, and A, gives way at once.
        regimes: Number of identical regimes that follow each other.
    """
    inner = length - 1
    up, down = pace * p, pace * (1.0 - p)
    row_A = np.array([up, down, falls[0], falls[1], 0.0, 0.0])
    row_D = np.array([up, down, falls[1], falls[0], 0.0, 0.0])
    rates_A, rates_D = np.tile(row_A, (regimes, 1)), np.tile(row_D, (regimes, 1))
    rates_A[:-1, 5] = rates_D[:-1, 5] = 0.2
    best = np.empty(_POINTS)
    envelope(_PIE, 1.0 - _PIE, 0.0, 1.0, best)
    none = np.zeros(inner)
    game = WarGame(
        rates_A=rates_A,
        rates_D=rates_D,
        flow_A=np.full(inner, -cost),
        flow_D=np.full(inner, -cost),
        removed_A=none,
        removed_D=none,
        ends=np.array([0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]),
        discounts=np.array(rates),
        opportunities=np.array(offers),
        span=np.array([0.0, 1.0, 0.0, 1.0]),
        best_A=best,
        best_D=best,
        truces=np.full((2, inner), -1e3),
        kept=np.ones(4),
        opening=np.zeros(2),
    )
    values_A, values_D = np.zeros((regimes, inner)), np.zeros((regimes, inner))
    _, residual = solve_war(game, values_A, values_D, False, new_room(inner, best.size))
    if residual > 1e-7:
        raise RunFailed(f"the war game did not converge (last move {residual:.2g} stakes)")
    return values_A[0], values_D[0]


def _ruin(length: int, k: int, p: float, regimes: int = 1) -> Values:
    a, d = _play(length, p, regimes=regimes)
    return {"disc95": [float(a[k - 1]), float(d[k - 1])]}


def _length(p: float) -> Values:
    """Without discounting: victory, and a cost of .01 a battle times the battles expected."""
    patient = (1e-9, 1e-9)
    free, _ = _play(10, p, rates=patient)
    dear, _ = _play(10, p, rates=patient, cost=0.01)
    return {"P": float(free[4]), "ET": float((free - dear)[4] / 0.01)}


def _wagner(cost: float) -> Values:
    a, d = _play(10, 0.5, rates=(1e-9, 1e-9), cost=cost)
    return {"even": [[float(a[k - 1]), 1.0 - float(d[k - 1])] for k in (1, 3, 5, 7, 9)]}


def _collapse(rate: float) -> Values:
    """No front, two hazards of giving way: who does first, weighed by how soon."""
    a, d = _play(2, 0.5, pace=0.0, rates=(0.05, 0.05), falls=(rate, 0.05))
    return {"values": [float(a[0]), float(d[0])]}


def _rubinstein(r_A: float) -> Values:
    a, d = _play(2, 0.5, pace=0.0, rates=(r_A, 0.10), offers=(1e4, 1e4))
    return {"x": float(a[0]), "shared": float(a[0] + d[0])}


def _worth_of_offers(often: float) -> Values:
    """Complete information: what being able to offer is worth."""
    few_a, few_d = _play(10, 0.5, cost=0.01, offers=(0.5, 0.5))
    many_a, _ = _play(10, 0.5, cost=0.01, offers=(often, 0.5))
    alone_a, alone_d = _play(10, 0.5, cost=0.01)
    return {
        "more_offers": sign(float(many_a[4]), float(few_a[4])),
        "deals_help_A": sign(float(few_a[4]), float(alone_a[4])),
        "deals_help_D": sign(float(few_d[4]), float(alone_d[4])),
        "mirror": sign(round(float(few_a[4] - few_d[4]), 9), 0.0),
    }


CHECKS: tuple[Check, ...] = (
    solved(
        "GR-10-5-0.50.war-game",
        _FELLER,
        "the monthly solver without bargaining, N=10, k=5, p=.5: discounted ends at .95 a battle",
        {"disc95": [0.19129023037344914, 0.19129023037344914]},
        partial(_ruin, 10, 5, 0.5),
        partial(_ruin, 10, 4, 0.5),
        1e-8,
    ),
    solved(
        "GR-10-5-0.55.war-game",
        _FELLER,
        "the same at p=.55, passing through three identical regimes",
        {"disc95": [0.2936354986990448, 0.10766081901186504]},
        partial(_ruin, 10, 5, 0.55, 3),
        partial(_ruin, 10, 5, 0.45, 3),
        1e-8,
    ),
    solved(
        "GR-6-3-0.50.war-game",
        _FELLER,
        "the same at N=6, k=3, p=.5",
        {"disc95": [0.3316731141199226, 0.3316731141199226]},
        partial(_ruin, 6, 3, 0.5),
        partial(_ruin, 8, 4, 0.5),
        1e-8,
    ),
    solved(
        "GR-length.war-game",
        _FELLER,
        "the same without discounting, N=10, k=5, p=.55: victory and battles expected",
        {"P": 0.7317174011812814, "ET": 23.171740118128113},
        partial(_length, 0.55),
        partial(_length, 0.5),
        1e-5,
    ),
    solved(
        "W00-range.war-game",
        "Wagner 2000, AJPS 44, set-up; Wagner-type, own derivation",
        "the same with .01 a battle, p=.5: the range at k=1,3,5,7,9",
        {"even": [[0.01, 0.19], [0.09, 0.51], [0.25, 0.75], [0.49, 0.91], [0.81, 0.99]]},
        partial(_wagner, 0.01),
        partial(_wagner, 0.02),
        1e-5,
    ),
    solved(
        "RACE.war-game",
        "textbook, competing exponential risks",
        "D gives way at rate .1, A at .05, discount rate .05: .1/.2 and .05/.2",
        {"values": [0.5, 0.25]},
        partial(_collapse, 0.1),
        partial(_collapse, 0.2),
    ),
    solved(
        "RUB-limits.war-game",
        "Rubinstein 1982",
        "no war, very frequent offers, discount rates .05 and .10: A has r_D/(r_A+r_D)",
        {"x": 2 / 3, "shared": 1.0},
        partial(_rubinstein, 0.05),
        partial(_rubinstein, 0.06),
        1e-4,
    ),
    order(
        "DEALS.war-game",
        "Rubinstein 1982; Fearon 1995, complete information",
        "offers are worth something to both, more of them more, and mirrored sides fare alike",
        {"more_offers": 1, "deals_help_A": 1, "deals_help_D": 1, "mirror": 0},
        partial(_worth_of_offers, 1.0),
        partial(_worth_of_offers, 0.25),
        "solver",
    ),
)
