"""What each leader expects of going on, of stopping and of a pause: one month's calculation.

Trends are projected as the leaders believe them, with decay, compressed to a few power regimes, and
the bargaining game over positions and regimes is solved (bargaining/war_game.py). Nothing here is a
threshold: every choice compares two of the values returned.

Source: Kreps 1998 (anticipated utility: beliefs are frozen while a plan is made, then revised);
Powell 2004, 2006 for what is planned.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.bargaining.frontier import NOTHING, best_terms, envelope
from simulator.bargaining.war_game import WarGame, at_position, solve_war
from simulator.compiled import compiled
from simulator.mechanisms import front, stakes
from simulator.war.courses import QUIET, efforts, ends_of_war, going_quiet, pause
from simulator.war.situation import Assessment, Situation
from simulator.war.terms import (
    POINTS,
    fill,
    granted,
    leader_A,
    leader_D,
)

Floats = npt.NDArray[np.float64]

CELLS = 20
REGIMES = 4
_TABLE = 129
#: Months from now at the middle of each regime, and how long each lasts on average.
_MIDDLE = np.array([3.0, 9.0, 18.0, 42.0])
_LENGTH = np.array([6.0, 6.0, 12.0, 1e12])
#: Talks can lead to a signature about every other month [per month].
_OPPORTUNITIES = 0.5


class Desk(NamedTuple):
    """Arrays a war keeps for its solves: last month's values are next month's start."""

    weak_A: Floats
    weak_D: Floats
    tough_A: Floats
    tough_D: Floats
    rearmed_A: Floats
    rearmed_D: Floats
    to_A: Floats
    to_D: Floats
    best_A: Floats
    best_D: Floats


def new_desk() -> Desk:
    """Fresh arrays for one war."""
    inner = CELLS - 1
    return Desk(
        np.zeros((REGIMES, inner)),
        np.zeros((REGIMES, inner)),
        np.zeros((REGIMES, inner)),
        np.zeros((REGIMES, inner)),
        np.zeros((1, inner)),
        np.zeros((1, inner)),
        np.zeros((stakes.FREE + 1, POINTS)),
        np.zeros((stakes.FREE + 1, POINTS)),
        np.zeros(_TABLE),
        np.zeros(_TABLE),
    )


@compiled
def _regime(
    s: Situation, log_gain: float, force_A: float, force_D: float, row_A: Floats, row_D: Floats
) -> None:
    """Fill one regime's rates for both rows, `log_gain` being A's gain of log force by then."""
    net = front.potential(
        s.drift,
        s.front_rate,
        s.log_ratio + log_gain,
        force_A,
        force_D,
        s.holds_line,
        s.breakthrough,
    )
    # The option to press keeps its value while a front is quiet.
    move = front.advance(net, max(0.2, s.effort_A), max(0.2, s.effort_D))
    up, down = front.chain_rates(move, s.spread, s.cell)
    push = math.exp(s.fall_force * min(1.0, max(-1.0, log_gain)))
    pressed_A = 0.2 + 0.8 * s.effort_A
    pressed_D = 0.2 + 0.8 * s.effort_D
    row_A[0], row_A[1], row_D[0], row_D[1] = up, down, up, down
    row_A[2], row_A[3] = s.fall_D_by_A * push * pressed_A, s.fall_A_by_A / push * pressed_D
    row_D[2], row_D[3] = s.fall_A_by_D / push * pressed_D, s.fall_D_by_D * push * pressed_A
    row_A[4], row_D[4] = s.removal_A, s.removal_D


@compiled
def _solve(
    s: Situation,
    cost_D: float,
    rates_A: Floats,
    rates_D: Floats,
    ends: Floats,
    span: Floats,
    desk: Desk,
    values_A: Floats,
    values_D: Floats,
    warm: bool,
) -> tuple[int, float]:
    """Solve one game on the frontier that `_frontier` left on the desk."""
    inner = values_A.shape[1]
    flow_A, flow_D = np.empty(inner), np.empty(inner)
    removed_A, removed_D = np.empty(inner), np.empty(inner)
    for k in range(inner):
        land = (k + 1.0) / (inner + 1.0)
        held_A = stakes.value_A(land, stakes.FREE, s.stake, s.indivisible, s.land_share)
        held_D = stakes.value_D(land, stakes.FREE, s.floor)
        flow_A[k] = (
            s.discount_A * held_A
            - s.cost_A * (QUIET + (1.0 - QUIET) * s.effort_A)
            - s.burden_A
            - s.hold_cost * land
        )
        flow_D[k] = (
            s.discount_D * held_D - cost_D * (QUIET + (1.0 - QUIET) * s.effort_A) - s.burden_D
        )
        removed_A[k] = held_A - s.office_A
        removed_D[k] = held_D - s.office_D
    discounts = np.array([s.discount_A, s.discount_D])
    often = _OPPORTUNITIES * s.signing
    shares = np.array([s.proposer_A * often, (1.0 - s.proposer_A) * often])
    game = WarGame(
        rates_A,
        rates_D,
        flow_A,
        flow_D,
        removed_A,
        removed_D,
        ends,
        discounts,
        shares,
        span,
        desk.best_A,
        desk.best_D,
    )
    return solve_war(game, values_A, values_D, warm)


@compiled
def _frontier(desk: Desk) -> Floats:
    """Tabulate the best either side can have of the terms on the desk; the span of its axes."""
    span = np.array([np.min(desk.to_D), np.max(desk.to_D), np.min(desk.to_A), np.max(desk.to_A)])
    envelope(desk.to_A, desk.to_D, span[0], span[1], desk.best_A)
    envelope(desk.to_D, desk.to_A, span[2], span[3], desk.best_D)
    return span


@compiled
def _rearmed(
    s: Situation, ends: Floats, desk: Desk, place: float, warm: bool
) -> tuple[float, float, int, float]:
    """Both leaders' values of a war resumed after a year of truce, and the solver's account."""
    rates_A, rates_D = np.zeros((1, 6)), np.zeros((1, 6))
    _regime(s, s.rearm, s.force_A * math.exp(s.rearm), s.force_D, rates_A[0], rates_D[0])
    # The war after a breach is one in which nothing that is signed binds.
    fill(s, -1e9, -1e9, desk.to_A, desk.to_D)
    cost = s.weak * s.cost_D_weak + (1.0 - s.weak) * s.cost_D_tough
    span = _frontier(desk)
    taken, worst = _solve(
        s, cost, rates_A, rates_D, ends, span, desk, desk.rearmed_A, desk.rearmed_D, warm
    )
    value_A, _ = at_position(desk.rearmed_A[0], place, ends[0], ends[1])
    value_D, _ = at_position(desk.rearmed_D[0], place, ends[4], ends[5])
    return value_A, value_D, taken, worst


@compiled
def assess(s: Situation, desk: Desk, warm: bool) -> Assessment:
    """Everything the leaders compare this month.

    Args:
        s: The month.
        desk: The war's arrays; overwritten.
        warm: Whether they hold last month's values.

    Returns:
        Values of going on, stopping and pausing, the offers, the efforts, and the solver's account
        (iterations and the largest residual).
    """
    place = s.land * CELLS
    ends = ends_of_war(s)
    rearmed_A, rearmed_D, taken, worst = _rearmed(s, ends, desk, place, warm)
    fill(s, rearmed_A - s.breach_A, rearmed_D, desk.to_A, desk.to_D)
    span = _frontier(desk)

    rates_A, rates_D = np.zeros((REGIMES, 6)), np.zeros((REGIMES, 6))
    for j in range(REGIMES):
        reach = 12.0 * (1.0 - math.exp(-_MIDDLE[j] / 12.0))
        gain = (s.trend_A - s.trend_D) * reach
        force_A = s.force_A * math.exp(s.trend_A * reach)
        force_D = s.force_D * math.exp(s.trend_D * reach)
        _regime(s, gain, force_A, force_D, rates_A[j], rates_D[j])
        rates_A[j, 5], rates_D[j, 5] = 1.0 / _LENGTH[j], 1.0 / _LENGTH[j]

    more, residual = _solve(
        s, s.cost_D_tough, rates_A, rates_D, ends, span, desk, desk.tough_A, desk.tough_D, warm
    )
    taken, worst = taken + more, max(worst, residual)
    tough_A, slope_A = at_position(desk.tough_A[0], place, ends[0], ends[1])
    tough_D, slope_D = at_position(desk.tough_D[0], place, ends[4], ends[5])
    # Whoever the mediator leans on pays for refusing.
    tough_A, tough_D = tough_A - s.pressed_A, tough_D - s.pressed_D
    weak_A, weak_D = tough_A, tough_D
    if s.cost_D_weak != s.cost_D_tough and (s.weak > 0.0 or s.is_weak > 0.5):
        more, residual = _solve(
            s, s.cost_D_weak, rates_A, rates_D, ends, span, desk, desk.weak_A, desk.weak_D, warm
        )
        taken, worst = taken + more, max(worst, residual)
        weak_A, _ = at_position(desk.weak_A[0], place, ends[0], ends[1])
        weak_D, _ = at_position(desk.weak_D[0], place, ends[4], ends[5])
        weak_A, weak_D = weak_A - s.pressed_A, weak_D - s.pressed_D

    # Nobody can be made to press: A's leader can always go quiet instead.
    quiet_A = going_quiet(s, ends) - s.pressed_A if s.inaction > 0.0 else -1e9
    fought_A = s.weak * weak_A + (1.0 - s.weak) * tough_A
    going_A = max(fought_A, quiet_A)
    going_D = weak_D if s.is_weak > 0.5 else tough_D
    other_D = tough_D if s.is_weak > 0.5 else weak_D

    # One-sided screening: an offer the tough type would take, or a dearer one for the weak only.
    pooled, offer_land, offer_rung = best_terms(desk.to_A, desk.to_D, tough_D)
    screens = 0.0
    offer = pooled
    if s.weak > 0.0 and weak_D < tough_D:
        dear, dear_land, dear_rung = best_terms(desk.to_A, desk.to_D, weak_D)
        if s.weak * dear + (1.0 - s.weak) * tough_A > max(pooled, going_A):
            offer, offer_land, offer_rung, screens = dear, dear_land, dear_rung, 1.0
    ask_D, ask_land, ask_rung = best_terms(desk.to_D, desk.to_A, going_A)
    reach_A, reach_land, reach_rung = best_terms(desk.to_A, desk.to_D, going_D)
    offer_land, ask_land = granted(s, offer_land, offer_rung), granted(s, ask_land, ask_rung)
    reach_land = granted(s, reach_land, reach_rung)
    demand_A = stakes.list_index(ask_land, ask_rung) if ask_D > NOTHING else 1.0
    demand_D = 1.0 - stakes.list_index(reach_land, reach_rung) if reach_A > NOTHING else 1.0
    most_D = np.max(desk.to_D)
    if going_D > most_D:
        # No terms are worth the war to D: what is missing counts against the width.
        reach_A = best_terms(desk.to_A, desk.to_D, most_D)[0] - (going_D - most_D)

    hold_A = leader_A(s, s.land, stakes.FREE, 0.3, 0.7)
    hold_D = leader_D(s, s.land, stakes.FREE)
    truce_A = pause(s, hold_A, hold_D, rearmed_A, rearmed_D, True)
    truce_D = pause(s, hold_D, hold_A, rearmed_D, rearmed_A, False)
    slopes = np.array([slope_A / s.cell, slope_D / s.cell])
    effort_A, effort_D = efforts(s, fought_A, going_D, slopes, ends)
    if quiet_A > fought_A:
        effort_A = 0.0
    return Assessment(
        going_A,
        going_D,
        other_D,
        ends[2],
        rearmed_A,
        rearmed_D,
        truce_A,
        truce_D,
        hold_A,
        hold_D,
        leader_A(s, 0.0, stakes.FREE, 0.5, 1.0),
        reach_A,
        demand_A,
        demand_D,
        reach_A - going_A,
        effort_A,
        effort_D,
        offer_land,
        float(offer_rung),
        offer,
        screens,
        ask_land,
        float(ask_rung),
        ask_D,
        float(taken),
        worst,
    )
