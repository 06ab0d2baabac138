"""Offers, answers and endings (step 5): every yes compares an offer with the value of refusing.

The counterpart of war/negotiation.py; the audit log of offers is the reference model's alone.
"""

from __future__ import annotations

import math

from simulator.bargaining.frontier import best_terms
from simulator.compiled import compiled_inside
from simulator.model.mechanisms import attrition, collapse, front
from simulator.model.mechanisms.beliefs import type_posterior
from simulator.model.mechanisms.stakes import FREE, LAST_SUBORDINATE, list_index
from simulator.model.parallel.bench import FROZEN, MEMORY, SETTLED, TRUCE, WAR, Floats, Record
from simulator.model.parallel.book import end, resume
from simulator.model.parallel.home import judged
from simulator.model.parallel.outside import table
from simulator.model.parallel.state import (
    COLLAPSE_A,
    COLLAPSE_D,
    PROPOSER,
    between,
    fall_hazards,
    fighting,
    land,
    log_ratio,
    net_balance,
    uniform,
    win_A,
    win_D,
)
from simulator.model.records import CAUSES, END_MODES
from simulator.model.war.outlook import INDIFFERENT
from simulator.model.war.terms import JUDGED_IN_TRUCE

_LULL = 0.15  # of the mean before it: violence under this share counts as a lull
_LULL_MONTHS = 6

BY_TRUCE = END_MODES.index("truce")
BY_SETTLEMENT = END_MODES.index("settlement")
BY_FREEZE = END_MODES.index("frozen")
BY_WITHDRAWAL = END_MODES.index("withdrawal")
BY_IMPOSITION = END_MODES.index("imposed")
BY_CONQUEST = END_MODES.index("conquest")
_OPTIMISM = CAUSES.index("new optimism")


@compiled_inside
def worth_of(to_A: Floats, to_D: Floats, place: float, rung: int) -> tuple[float, float]:
    """What terms are worth to A's and to D's leader, read off the month's plane [stakes]."""
    return between(place, to_A[rung]), between(place, to_D[rung])


@compiled_inside
def _stop(
    war: Record, mode: int, place: float, rung: int, winner: int, chosen: bool = False
) -> None:
    """Large-scale fighting stops; `chosen` when A's leader decided it."""
    s = war.s
    given = list_index(place, rung)
    shown = (1.0 - given) * (JUDGED_IN_TRUCE if mode == BY_TRUCE else 1.0)
    judged(war.a, between(shown, war.stop))
    judged(war.d, s.chance_all * max(0.0, given - 0.3) / 0.7)
    end(war, s.month, mode, winner, chosen)
    s.phase = TRUCE if mode == BY_TRUCE else SETTLED
    s.phase_since = s.month
    s.terms_land, s.terms_rung = place, rung
    s.belief_at_signing, s.belief_at_signing_D = win_A(war), win_D(war)
    s.force_at_signing = log_ratio(war)
    if mode != BY_TRUCE:
        s.handover = place * s.victory_at


@compiled_inside
def _sign(war: Record, truce: bool, place: float, rung: int) -> None:
    """Both said yes."""
    imposed = rung <= LAST_SUBORDINATE
    mode = BY_TRUCE if truce else BY_SETTLEMENT
    if imposed:
        mode = BY_IMPOSITION
    if not truce and place <= 0.025:
        mode = BY_WITHDRAWAL
    _stop(war, mode, place, rung, 1 if imposed else 0, True)


@compiled_inside
def _table(war: Record, to_A: Floats, to_D: Floats) -> bool:
    """Answer what the mediator put on the table; True when both said yes."""
    s, plan = war.s, war.plan
    kind, truce, place, rung = table(war)
    s.table_A = s.table_D = False
    if kind == 0:
        return False
    worth_A, worth_D = plan.truce_A, plan.truce_D
    if not truce:
        worth_A, worth_D = worth_of(to_A, to_D, place, rung)
    s.table_A = worth_A >= plan.going_on_A
    s.table_D = worth_D >= plan.going_on_D
    both = bool(s.table_A and s.table_D and (not truce or war.on.truce))
    if both:
        _sign(war, truce, place, rung)
    return both


@compiled_inside
def _truce(war: Record) -> bool:
    """Stop on the line when each side values a pause above going on and above better terms."""
    plan = war.plan
    if not war.on.truce:
        return False
    if plan.truce_A < plan.going_on_A or plan.truce_D < plan.going_on_D:
        return False
    if plan.surplus > 0.0 and (plan.gain_A >= plan.truce_A or plan.ask_D >= plan.truce_D):
        return False
    _sign(war, True, land(war), FREE)
    return True


@compiled_inside
def settle_from_truce(war: Record, to_A: Floats, to_D: Floats) -> bool:
    """Sign terms that both prefer to the pause, without a war in between; True when signed."""
    if not war.on.bargaining:
        return False
    plan = war.plan
    least_A = max(plan.truce_A, plan.going_on_A)
    least_D = max(plan.truce_D, plan.going_on_D)
    if uniform(war, war.s.month, PROPOSER) < war.v.talks_proposer_A:
        own, place, rung = best_terms(to_A, to_D, least_D)
        better = own > least_A + INDIFFERENT
    else:
        own, place, rung = best_terms(to_D, to_A, least_A)
        better = own > least_D + INDIFFERENT
    if better:
        _sign(war, False, place, rung)
    return bool(better)


@compiled_inside
def _offer_by_A(war: Record, to_A: Floats, to_D: Floats) -> bool:
    s, plan = war.s, war.plan
    if not plan.offer_A + INDIFFERENT >= plan.going_on_A:
        return False
    place, rung = plan.offer_land, int(plan.offer_rung)
    _, worth_D = worth_of(to_A, to_D, place, rung)
    accepted = bool(worth_D + INDIFFERENT >= plan.going_on_D)
    if accepted:
        _sign(war, False, place, rung)
    elif plan.offer_screens > 0.5:
        s.weak = type_posterior(s.weak, 1.0, 0.0)
    return accepted


@compiled_inside
def _offer_by_D(war: Record) -> bool:
    plan = war.plan
    serious = bool(plan.ask_D + INDIFFERENT >= plan.going_on_D)
    if serious:
        _sign(war, False, plan.ask_land, int(plan.ask_rung))
    return serious


@compiled_inside
def _offer(war: Record, to_A: Floats, to_D: Floats) -> bool:
    """One side proposes, the other answers; True when a settlement is signed."""
    if uniform(war, war.s.month, PROPOSER) < war.v.talks_proposer_A:
        return _offer_by_A(war, to_A, to_D)
    return _offer_by_D(war)


@compiled_inside
def _negotiate(war: Record, to_A: Floats, to_D: Floats) -> None:
    """One month of bargaining: the mediator's table, a truce, an offer and its answer."""
    plan = war.plan
    forced = war.event.stop if war.s.month > 0 else math.nan
    if not math.isnan(forced):
        if forced == 2.0:
            _stop(war, BY_WITHDRAWAL, 0.0, FREE, -1)
        else:
            _stop(war, BY_TRUCE, land(war), FREE, 0)
        return
    if not war.on.bargaining:
        return
    if _table(war, to_A, to_D) or _truce(war) or _offer(war, to_A, to_D):
        return
    if plan.withdraw_A > plan.going_on_A and plan.withdraw_A > plan.truce_A:
        _stop(war, BY_WITHDRAWAL, 0.0, FREE, -1, True)


@compiled_inside
def talk(war: Record, to_A: Floats, to_D: Floats) -> None:
    """5: efforts are chosen, offers made and answered; expectations are in `war.plan`."""
    s, a, d, plan = war.s, war.a, war.d, war.plan
    if not fighting(war):
        a.effort = d.effort = 0.0
        s.intensity = 0.03
        return
    target_A = plan.effort_A if war.on.freeze else 1.0
    target_D = plan.effort_D if war.on.freeze else 1.0
    share = 0.35 if s.month > 0 else 1.0
    a.effort += share * (target_A - a.effort)
    d.effort += share * (target_D - d.effort)
    s.idle += 1.0 - a.effort
    initiative = front.initiative_D(net_balance(war, s.true_drift))
    s.intensity = attrition.intensity(a.effort, d.effort, initiative)
    _negotiate(war, to_A, to_D)


@compiled_inside
def decided_in_the_field(war: Record) -> None:
    """A side gives way, or the front reaches an end (step 6)."""
    s = war.s
    fall_A, fall_D = fall_hazards(war)
    pressed = collapse.under_fire(s.intensity)
    gives_way_A = uniform(war, s.month, COLLAPSE_A) < pressed * fall_A
    gives_way_D = uniform(war, s.month, COLLAPSE_D) < pressed * fall_D
    if war.on.collapse and gives_way_D:
        _stop(war, BY_IMPOSITION, max(0.6, land(war)), 1, 1)
    elif war.on.collapse and gives_way_A:
        _stop(war, BY_WITHDRAWAL, 0.0, FREE, -1)
    elif s.occ >= s.victory_at:
        _stop(war, BY_CONQUEST, 1.0, 0, 1)
    elif s.occ <= 0.0:
        _stop(war, BY_WITHDRAWAL, 0.0, FREE, -1)


@compiled_inside
def _mean_before(war: Record) -> float:
    """Mean intensity of the year before the present lull."""
    last = war.s.month - war.s.lull
    first = max(0, last - 12)
    if last <= first:
        return 1.0
    total = 0.0
    for month in range(first, last):
        total += war.violence[month % MEMORY]
    return float(total / (last - first))


@compiled_inside
def watch_for_lull(war: Record) -> None:
    """Tell a frozen war: violence under 15 % of the year before for half a year, unsigned."""
    s = war.s
    if not fighting(war):
        s.lull = 0
    elif s.phase == FROZEN:
        if s.intensity > 2.0 * _LULL:
            s.phase = WAR
            s.lull = 0
            resume(war, _OPTIMISM)
    elif s.intensity < _LULL * _mean_before(war):
        s.lull += 1
        if s.lull >= _LULL_MONTHS:
            s.phase = FROZEN
            end(war, s.month - _LULL_MONTHS + 1, BY_FREEZE, 0, True)
    else:
        s.lull = 0
    war.violence[s.month % MEMORY] = s.intensity
