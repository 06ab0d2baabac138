"""What each leader expects of going on, of stopping and of a pause: one month's calculation.

Peace and the war behind it are solved first (peace.py). Trends are projected as the leaders believe
them, with decay, compressed to a few power regimes, and the bargaining game over positions and
regimes is solved on what peace then offers (bargaining/war_game.py). Nothing here is a threshold:
every choice compares two of the values returned.

Source: Kreps 1998 (anticipated utility: beliefs are frozen while a plan is made, then revised);
Powell 2004, 2006 for what is planned.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from simulator.bargaining.frontier import NOTHING, best_terms
from simulator.bargaining.peace_rows import kept_young
from simulator.bargaining.war_game import at_position, solve_war
from simulator.bargaining.war_rows import WarGame
from simulator.compiled import compiled
from simulator.model.mechanisms import collapse, foresight, front, stakes
from simulator.model.war.courses import cost_of_war_D, efforts, going_quiet, violence_of
from simulator.model.war.desk import CELLS, REGIMES, Desk, Scratch
from simulator.model.war.peace import lasting, solve_peace, truce_on_the_line
from simulator.model.war.signed import incidents_of, write_terms
from simulator.model.war.situation import Assessment, Situation
from simulator.model.war.terms import POINTS, granted, on_signature

Floats = npt.NDArray[np.float64]

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
    scratch.discounts[0], scratch.discounts[1] = s.discount_A, s.discount_D
    often = s.opportunities * s.signing
    scratch.opportunities[0] = s.proposer_A * often
    scratch.opportunities[1] = (1.0 - s.proposer_A) * often
    truce = incidents_of(s, 1.0, s.enforcement)
    settled = incidents_of(s, s.settled, s.enforcement)
    scratch.kept[0] = kept_young(s.discount_A, s.young, settled)
    scratch.kept[1] = kept_young(s.discount_A, s.young, truce)
    scratch.kept[2] = kept_young(s.discount_D, s.young, settled)
    scratch.kept[3] = kept_young(s.discount_D, s.young, truce)
    scratch.opening[0], scratch.opening[1] = s.opening_A, s.opening_D


@compiled
def _game(cost_D: float, desk: Desk, scratch: Scratch) -> WarGame:
    """The game on what is in the scratch, when the war as it is now costs D so much a month."""
    for k in range(scratch.flow_D.shape[0]):
        scratch.flow_D[k] = scratch.held_D[k] - cost_D
    return WarGame(
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
        desk.truces,
        scratch.kept,
        scratch.opening,
    )


@compiled
def _rearmed(
    s: Situation, desk: Desk, scratch: Scratch, violence: float, warm: bool
) -> tuple[int, float]:
    """Solve peace and the war that a breach brings, at the balance that a year of peace leaves."""
    rates_A, rates_D = scratch.rates_A, scratch.rates_D
    stronger, pressed = s.force_A * math.exp(s.rearm), collapse.under_fire(violence, s.when_quiet)
    _regime(s, s.rearm, stronger, s.force_D, pressed, rates_A[0], rates_D[0])
    rates_A[0, 5] = rates_D[0, 5] = 0.0
    # Who breaks may face either D: its cost is what A expects.
    cost = cost_of_war_D(s, s.weak * s.cost_D_weak + (1.0 - s.weak) * s.cost_D_tough, violence)
    return solve_peace(s, _game(cost, desk, scratch), desk, scratch, warm)


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
    write_terms(s, scratch)
    ends = scratch.ends
    taken, worst = _rearmed(s, desk, scratch, violence, warm)

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
    game = _game(cost, desk, scratch)
    more, residual = solve_war(game, desk.tough_A, desk.tough_D, warm, scratch.room)
    taken, worst = taken + more, max(worst, residual)
    tough_A, slope_A = at_position(desk.tough_A[0], place, ends[0], ends[1])
    tough_D, slope_D = at_position(desk.tough_D[0], place, ends[4], ends[5])
    # Whoever the mediator leans on pays for refusing.
    tough_A, tough_D = tough_A - s.pressed_A, tough_D - s.pressed_D
    weak_A, weak_D = tough_A, tough_D
    if s.cost_D_weak != s.cost_D_tough and (s.weak > 0.0 or s.is_weak > 0.5):
        cost = cost_of_war_D(s, s.cost_D_weak, violence)
        game = _game(cost, desk, scratch)
        more, residual = solve_war(game, desk.weak_A, desk.weak_D, warm, scratch.room)
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
    # A weak D that comes to the table where a tough one would not tells A which it is, and is
    # offered no more from then on than war is worth to it.
    told_D = 0.0
    if s.is_weak > 0.5 and s.weak < 1.0 and screens < 0.5 and ask_D - tough_D <= s.opening_D:
        told_D = max(0.0, tough_D - weak_D)
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

    truce_A, truce_D = truce_on_the_line(s.land, desk)
    leaving_A, _ = lasting(s, desk, scratch, stakes.FREE * POINTS)
    effort_A, effort_D = efforts(s, fought_A, going_D, slope_A, slope_D, ends)
    if quiet_A > fought_A:
        effort_A = 0.0
    return Assessment(
        going_A,
        going_D,
        other_D,
        truce_A,
        truce_D,
        # Who leaves unasked is paid nothing for it.
        leaving_A + on_signature(s, 0.0, 0.0),
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
        told_D,
        float(taken),
        worst,
    )
