"""What each leader expects of going on, of stopping and of a pause: one month's calculation.

Trends are projected as the leaders believe them, with decay, compressed to a few power regimes, and
the bargaining game over positions and regimes is solved (bargaining/war_game.py). Nothing here is a
threshold: every choice compares two of the values returned.

Source: Kreps 1998 (anticipated utility: beliefs are frozen while a plan is made, then revised);
Powell 2004, 2006 for what is planned.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from simulator.bargaining.frontier import NOTHING, best_terms, envelope, least_and_most
from simulator.bargaining.war_game import at_position, solve_war
from simulator.bargaining.war_rows import WarGame
from simulator.compiled import compiled
from simulator.model.mechanisms import collapse, foresight, front, stakes
from simulator.model.war.courses import (
    cost_of_war_D,
    efforts,
    ends_of_war,
    going_quiet,
    pause,
    violence_of,
)
from simulator.model.war.desk import CELLS, REGIMES, Desk, Scratch
from simulator.model.war.situation import Assessment, Situation
from simulator.model.war.terms import (
    chance_of_fall,
    doubt,
    fill,
    granted,
    leader_A,
    leader_D,
)

Floats = npt.NDArray[np.float64]

#: Share of the inducements that leaving unasked brings; who leaves has found no better deal.
_IN_WITHDRAWAL = 0.5
#: What a leader does not tell apart [stakes].
INDIFFERENT = 1e-9


@compiled
def _regime(
    s: Situation,
    log_gain: float,
    force_A: float,
    force_D: float,
    pressed: float,
    row_A: Floats,
    row_D: Floats,
) -> None:
    """Fill one regime's rates for both rows.

    Args:
        s: The month.
        log_gain: A's gain of log force by then.
        force_A: A's force by then.
        force_D: D's.
        pressed: Share of the hazards of collapse that the violence brings to bear.
        row_A: Filled; shape (6,).
        row_D: Filled; shape (6,).
    """
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
    move = front.advance(
        net, max(s.kept_open, s.effort_A), max(s.kept_open, s.effort_D), s.softness
    )
    up, down = front.chain_rates(move, s.spread, s.cell)
    push = math.exp(s.fall_force * min(1.0, max(-1.0, log_gain)))
    row_A[0], row_A[1], row_D[0], row_D[1] = up, down, up, down
    row_A[2], row_A[3] = s.fall_D_by_A * push * pressed, s.fall_A_by_A / push * pressed
    row_D[2], row_D[3] = s.fall_A_by_D / push * pressed, s.fall_D_by_D * push * pressed
    row_A[4], row_D[4] = s.removal_A, s.removal_D


@compiled
def _flows(s: Situation, violence: float, scratch: Scratch) -> None:
    """Fill what holding each position brings, whatever is being bargained over."""
    inner = scratch.flow_A.shape[0]
    fighting = stakes.cost_share(violence, s.watching)
    for k in range(inner):
        land = (k + 1.0) / (inner + 1.0)
        held_A = stakes.value_A(land, stakes.FREE, s.stake, s.indivisible, s.land_share)
        held_D = stakes.value_D(land, stakes.FREE, s.floor, s.existential, s.land_weight)
        scratch.flow_A[k] = (
            s.discount_A * held_A - s.cost_A * fighting - s.burden_A - s.hold_cost * land
        )
        scratch.held_D[k] = s.discount_D * held_D - s.burden_D
        scratch.removed_A[k] = held_A - s.office_A
        scratch.removed_D[k] = held_D - s.office_D
    ends_of_war(s, scratch.ends)
    scratch.discounts[0], scratch.discounts[1] = s.discount_A, s.discount_D
    often = s.opportunities * s.signing
    scratch.opportunities[0] = s.proposer_A * often
    scratch.opportunities[1] = (1.0 - s.proposer_A) * often


@compiled
def _frontier(desk: Desk, scratch: Scratch) -> None:
    """Tabulate the best either side can have of the terms on the desk."""
    span = scratch.span
    span[0], span[1] = least_and_most(desk.to_D)
    span[2], span[3] = least_and_most(desk.to_A)
    envelope(desk.to_A, desk.to_D, span[0], span[1], scratch.best_A)
    envelope(desk.to_D, desk.to_A, span[2], span[3], scratch.best_D)


@compiled
def _solve(
    cost_D: float, scratch: Scratch, values_A: Floats, values_D: Floats, warm: bool
) -> tuple[int, float]:
    """Solve one game on what `_flows`, `_frontier` and `_regime` left in the scratch.

    Args:
        cost_D: What the war as it is now costs D [stakes per month].
        scratch: The game.
        values_A: Filled; shape (J, n). Read first when `warm`.
        values_D: Filled; shape (J, n).
        warm: Whether to start from the values given.
    """
    for k in range(scratch.flow_D.shape[0]):
        scratch.flow_D[k] = scratch.held_D[k] - cost_D
    game = WarGame(
        scratch.rates_A,
        scratch.rates_D,
        scratch.flow_A,
        scratch.flow_D,
        scratch.removed_A,
        scratch.removed_D,
        scratch.ends,
        scratch.discounts,
        scratch.opportunities,
        scratch.span,
        scratch.best_A,
        scratch.best_D,
    )
    return solve_war(game, values_A, values_D, warm, scratch.room)


@compiled
def _rearmed(
    s: Situation, desk: Desk, scratch: Scratch, violence: float, place: float, warm: bool
) -> tuple[float, float, int, float]:
    """Both leaders' values of a war resumed after a year of truce, and the solver's account."""
    rates_A, rates_D, ends = scratch.rates_A, scratch.rates_D, scratch.ends
    stronger, pressed = s.force_A * math.exp(s.rearm), collapse.under_fire(violence, s.when_quiet)
    _regime(s, s.rearm, stronger, s.force_D, pressed, rates_A[0], rates_D[0])
    rates_A[0, 5] = rates_D[0, 5] = 0.0
    # The war after a breach is one in which what is signed is kept.
    fill(s, desk.to_A, desk.to_D)
    _frontier(desk, scratch)
    cost = s.weak * s.cost_D_weak + (1.0 - s.weak) * s.cost_D_tough
    taken, worst = _solve(
        cost_of_war_D(s, cost, violence), scratch, desk.rearmed_A, desk.rearmed_D, warm
    )
    value_A, _ = at_position(desk.rearmed_A[0], place, ends[0], ends[1])
    value_D, _ = at_position(desk.rearmed_D[0], place, ends[4], ends[5])
    return value_A, value_D, taken, worst


@compiled
def assess(s: Situation, desk: Desk, scratch: Scratch, warm: bool) -> Assessment:
    """Everything the leaders compare this month.

    Args:
        s: The month.
        desk: The war's arrays; overwritten.
        scratch: What the calculation works in; overwritten.
        warm: Whether the desk holds last month's values.

    Returns:
        Values of going on, stopping and pausing, the offers, the efforts, and the solver's account
        (iterations and the largest residual).
    """
    place = s.position * CELLS
    violence = violence_of(s, s.effort_A, s.effort_D)
    _flows(s, violence, scratch)
    ends = scratch.ends
    rearmed_A, rearmed_D, taken, worst = _rearmed(s, desk, scratch, violence, place, warm)
    if doubt(s, rearmed_A - s.breach_A, rearmed_D, desk.to_A, desk.to_D):
        _frontier(desk, scratch)

    rates_A, rates_D = scratch.rates_A, scratch.rates_D
    pressed = collapse.under_fire(violence, s.when_quiet)
    for j in range(REGIMES):
        reach = foresight.reach(foresight.MIDDLE[j], s.trend_lasts)
        gain = (s.trend_A - s.trend_D) * reach
        force_A = s.force_A * math.exp(s.trend_A * reach)
        force_D = s.force_D * math.exp(s.trend_D * reach)
        _regime(s, gain, force_A, force_D, pressed, rates_A[j], rates_D[j])
        rates_A[j, 5], rates_D[j, 5] = 1.0 / foresight.LENGTH[j], 1.0 / foresight.LENGTH[j]

    cost = cost_of_war_D(s, s.cost_D_tough, violence)
    more, residual = _solve(cost, scratch, desk.tough_A, desk.tough_D, warm)
    taken, worst = taken + more, max(worst, residual)
    tough_A, slope_A = at_position(desk.tough_A[0], place, ends[0], ends[1])
    tough_D, slope_D = at_position(desk.tough_D[0], place, ends[4], ends[5])
    # Whoever the mediator leans on pays for refusing.
    tough_A, tough_D = tough_A - s.pressed_A, tough_D - s.pressed_D
    weak_A, weak_D = tough_A, tough_D
    if s.cost_D_weak != s.cost_D_tough and (s.weak > 0.0 or s.is_weak > 0.5):
        cost = cost_of_war_D(s, s.cost_D_weak, violence)
        more, residual = _solve(cost, scratch, desk.weak_A, desk.weak_D, warm)
        taken, worst = taken + more, max(worst, residual)
        weak_A, _ = at_position(desk.weak_A[0], place, ends[0], ends[1])
        weak_D, _ = at_position(desk.weak_D[0], place, ends[4], ends[5])
        weak_A, weak_D = weak_A - s.pressed_A, weak_D - s.pressed_D

    # Nobody can be made to press: A's leader can always go quiet instead.
    quiet_A = going_quiet(s, ends) - s.pressed_A if s.may_idle > 0.5 else -1e9
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
    # Fearon 1995: a demand made to be refused costs nothing, so short of an offer A can want
    # accepted it asks for everything.
    serious = offer + INDIFFERENT >= going_A
    asked_A = stakes.list_index(offer_land, offer_rung) if serious else 1.0
    most_D = scratch.span[1]
    if going_D > most_D:
        # No terms are worth the war to D: what is missing counts against the width.
        reach_A = best_terms(desk.to_A, desk.to_D, most_D)[0] - (going_D - most_D)

    # On a line with politics left open part of the shortfall is judged, part of the relief comes.
    hold_A = leader_A(s, s.land, stakes.FREE, s.in_truce, s.judged_in_truce)
    hold_D = leader_D(s, s.land, stakes.FREE)
    shown = s.judged_in_truce * (1.0 - stakes.list_index(s.land, stakes.FREE))
    chance = max(0.0, chance_of_fall(s, shown) - s.stop_none)
    safe_A = leader_A(s, s.land, stakes.FREE, s.in_truce, 0.0)
    truce_A = pause(s, safe_A, hold_D, rearmed_A, rearmed_D, chance, True)
    truce_D = pause(s, hold_D, hold_A, rearmed_D, rearmed_A, 0.0, False)
    effort_A, effort_D = efforts(s, fought_A, going_D, slope_A, slope_D, ends)
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
        leader_A(s, 0.0, stakes.FREE, _IN_WITHDRAWAL, 1.0),
        reach_A,
        demand_A,
        asked_A,
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
