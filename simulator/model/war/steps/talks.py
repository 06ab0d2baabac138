"""5: offers and answers; every yes compares what is offered with the value of refusing."""

from __future__ import annotations

import math

from simulator.bargaining.frontier import best_terms
from simulator.bargaining.peace_rows import kept_young
from simulator.compiled import compiled_inside
from simulator.model.mechanisms import attrition, commitment, effort, front
from simulator.model.mechanisms.beliefs import type_posterior
from simulator.model.mechanisms.stakes import FREE, LAST_SUBORDINATE
from simulator.model.war.outlook import INDIFFERENT
from simulator.model.war.peace import SLIGHT, UNSETTLED
from simulator.model.war.quantities import (
    PROPOSER,
    between,
    fighting,
    land,
    net_balance,
    uniform,
)
from simulator.model.war.record import Floats, Record
from simulator.model.war.steps import log
from simulator.model.war.steps.ends import (
    BY_IMPOSITION,
    BY_SETTLEMENT,
    BY_TRUCE,
    BY_WITHDRAWAL,
    stop,
)
from simulator.model.war.steps.outside import table


@compiled_inside
def worth_of(to_A: Floats, to_D: Floats, place: float, rung: int) -> tuple[float, float]:
    """What terms are worth to A's and to D's leader, read off the month's plane [stakes]."""
    return between(place, to_A[rung]), between(place, to_D[rung])


@compiled_inside
def _sign(war: Record, truce: bool, place: float, rung: int) -> None:
    """Both said yes."""
    imposed = rung <= LAST_SUBORDINATE
    mode = BY_TRUCE if truce else BY_SETTLEMENT
    if imposed:
        mode = BY_IMPOSITION
    if not truce and place <= war.v.stake_none_kept:
        mode = BY_WITHDRAWAL
    stop(war, mode, place, rung, 1 if imposed else 0, True)
    if truce:
        log.happened(war, log.SIGNED_TRUCE, log.BOTH)
    else:
        log.happened(war, log.SIGNED_TERMS, log.BOTH, place * war.s.victory_at, rung)


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
    willing = bool(s.table_A and s.table_D)
    both = willing and (not truce or war.on.truce)
    why = log.SIGNED if both else log.NO_TRUCE_IN_THIS_WAR if willing else log.REFUSED
    offer = log.TRUCE_OFFERED if truce else log.SETTLEMENT_OFFERED
    log.offered(war, offer, log.MEDIATOR, place, rung, worth_A, worth_D, why)
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
    log.offered(
        war, log.TRUCE_OFFERED, log.BOTH, land(war), FREE, plan.truce_A, plan.truce_D, log.SIGNED
    )
    _sign(war, True, land(war), FREE)
    return True


@compiled_inside
def _lasts(war: Record, side: int) -> float:
    """Share of a settlement's gain over war that incidents in its young stage leave a side."""
    v = war.v
    incidents = commitment.hazard_of_incidents(
        v.commit_accident, v.commit_settled, 1.0, 0, v.commit_monitoring, war.plan.enforced
    )
    yearly = v.stake_discount_A if side == 0 else v.stake_discount_D
    return kept_young(yearly / 12.0, 1.0 / v.commit_young, incidents)


@compiled_inside
def settle_from_truce(war: Record, to_A: Floats, to_D: Floats) -> bool:
    """Sign terms that both prefer to the pause, without a war in between; True when signed."""
    if not war.on.bargaining:
        return False
    plan = war.plan
    if not war.s.talks_open:
        return False
    # As offers, terms are compared with the war that a young peace would fall back on, as far as
    # incidents leave their gain; so is the truce that they would replace.
    least_A = plan.going_on_A + max(0.0, plan.keep_A - plan.going_on_A) / _lasts(war, 0)
    least_D = plan.going_on_D + max(0.0, plan.keep_D - plan.going_on_D) / _lasts(war, 1)
    by_A = uniform(war, war.s.month, PROPOSER) < war.v.talks_proposer_A
    if by_A:
        own, place, rung = best_terms(to_A, to_D, least_D)
        better = own > least_A + INDIFFERENT
    else:
        own, place, rung = best_terms(to_D, to_A, least_A)
        better = own > least_D + INDIFFERENT
    if better:
        worth_A, worth_D = worth_of(to_A, to_D, place, rung)
        by = log.A if by_A else log.D
        log.offered(war, log.SETTLEMENT_OFFERED, by, place, rung, worth_A, worth_D, log.SIGNED)
        _sign(war, False, place, rung)
    return bool(better)


@compiled_inside
def _offer_by_A(war: Record, to_A: Floats, to_D: Floats) -> bool:
    s, plan = war.s, war.plan
    if not plan.offer_A + INDIFFERENT >= plan.going_on_A:
        # Nothing D could take is worth as much as going on; told beside the least A would sign.
        log.offered(
            war,
            log.NOTHING_OFFERED,
            log.A,
            plan.ask_land,
            int(plan.ask_rung),
            plan.going_on_A,
            plan.ask_D,
            _why_A_offers_nothing(war),
        )
        return False
    place, rung = plan.offer_land, int(plan.offer_rung)
    _, worth_D = worth_of(to_A, to_D, place, rung)
    accepted = bool(worth_D + INDIFFERENT >= plan.going_on_D)
    screens = plan.offer_screens > 0.5
    why = log.SIGNED if accepted else log.ASKED_ONLY_A_WEAK_D if screens else log.REFUSED
    log.offered(war, log.SETTLEMENT_OFFERED, log.A, place, rung, plan.offer_A, worth_D, why)
    if accepted:
        _sign(war, False, place, rung)
    elif screens:
        s.weak = type_posterior(s.weak, 1.0, 0.0)
        log.happened(war, log.LEARNED_D_IS_TOUGH, log.A)
    return accepted


@compiled_inside
def _why_A_offers_nothing(war: Record) -> int:
    """Why A makes no offer, although there may be terms that the D there is would sign."""
    plan = war.plan
    if plan.ask_D + INDIFFERENT < plan.going_on_D:
        return log.NOTHING_BOTH_WOULD_TAKE
    # Terms exist. A may not know it: the D it fears to face would refuse them.
    if war.on.private_information and war.s.is_weak and war.s.weak < 1.0:
        return log.CANNOT_TELL_WHO_D_IS
    return log.PROPOSER_GAINS_NOTHING


@compiled_inside
def _offer_by_D(war: Record, to_A: Floats, to_D: Floats) -> bool:
    plan = war.plan
    serious = bool(plan.ask_D + INDIFFERENT >= plan.going_on_D)
    place, rung = plan.ask_land, int(plan.ask_rung)
    worth_A, _ = worth_of(to_A, to_D, place, rung)
    kind = log.SETTLEMENT_OFFERED if serious else log.NOTHING_OFFERED
    why = log.SIGNED if serious else log.NOTHING_BOTH_WOULD_TAKE
    log.offered(war, kind, log.D, place, rung, max(worth_A, plan.going_on_A), plan.ask_D, why)
    if serious:
        _sign(war, False, place, rung)
    return serious


@compiled_inside
def _offer(war: Record, to_A: Floats, to_D: Floats) -> bool:
    """One side proposes, the other answers; True when a settlement is signed."""
    if uniform(war, war.s.month, PROPOSER) < war.v.talks_proposer_A:
        return _offer_by_A(war, to_A, to_D)
    return _offer_by_D(war, to_A, to_D)


@compiled_inside
def _gain(war: Record, side: int) -> float:
    """What a side could gain at the table over going on [stakes]."""
    plan = war.plan
    pause = war.on.truce and plan.truce_A >= plan.going_on_A and plan.truce_D >= plan.going_on_D
    if side == 0:
        best = max(plan.offer_A, plan.truce_A) if pause else plan.offer_A
        return float(best - plan.going_on_A)
    best = max(plan.ask_D, plan.truce_D) if pause else plan.ask_D
    return float(best - plan.going_on_D)


@compiled_inside
def _come_to_the_table(war: Record) -> None:
    """A side opens talks for the months to come when it gains more than opening costs and tells."""
    s, v = war.s, war.v
    by_A = _gain(war, 0) > v.talks_opening_cost
    by_D = _gain(war, 1) > v.talks_opening_cost + war.plan.told_D
    if not (by_A or by_D):
        return
    s.opened, s.fruitless = True, 0
    log.happened(war, log.OPENED_TALKS, log.BOTH if by_A and by_D else log.A if by_A else log.D)
    if by_D and not by_A and war.plan.told_D > 0.0:
        # Only a weak D would have come.
        s.weak = type_posterior(s.weak, 0.0, 1.0)


@compiled_inside
def _negotiate(war: Record, to_A: Floats, to_D: Floats) -> None:
    """One month of bargaining: the mediator's table, a truce, an offer and its answer."""
    plan = war.plan
    forced = war.event.stop if war.s.month > 0 else math.nan
    if not math.isnan(forced):
        if forced == 2.0:
            stop(war, BY_WITHDRAWAL, 0.0, FREE, -1)
        else:
            stop(war, BY_TRUCE, land(war), FREE, 0)
        log.happened(war, log.STOPPED_FROM_OUTSIDE, log.BOTH, forced)
        return
    if not war.on.bargaining:
        return
    # A month that was not solved well enough to know of a gain signs nothing.
    if plan.residual > max(UNSETTLED, SLIGHT * plan.surplus):
        return
    if _table(war, to_A, to_D):
        return
    if war.s.talks_open:
        if _truce(war) or _offer(war, to_A, to_D):
            return
    else:
        _come_to_the_table(war)
    if plan.withdraw_A > plan.going_on_A and plan.withdraw_A > plan.truce_A:
        log.happened(war, log.WITHDREW, log.A, 0.0, 0, plan.withdraw_A, plan.going_on_A)
        stop(war, BY_WITHDRAWAL, 0.0, FREE, -1, True)


@compiled_inside
def talk(war: Record, to_A: Floats, to_D: Floats) -> None:
    """5: offers are made and answered; who fights on chooses how hard. Plans are in `war.plan`."""
    v, s, a, d, plan = war.v, war.s, war.a, war.d, war.plan
    if not fighting(war):
        # Both keep the effort of the war that a breach would resume.
        s.intensity = v.attrition_watching
        return
    # The month's rows know the efforts of the month before: a month that ends the war keeps them,
    # so that what is signed is worth the same a month later.
    _negotiate(war, to_A, to_D)
    if not fighting(war):
        return
    target_A = plan.effort_A if war.on.freeze else 1.0
    target_D = plan.effort_D if war.on.freeze else 1.0
    speed = v.effort_speed if s.month > 0 else 1.0
    a.effort = effort.approached(a.effort, target_A, speed)
    d.effort = effort.approached(d.effort, target_D, speed)
    s.idle += 1.0 - a.effort
    initiative = front.initiative_D(net_balance(war, s.true_drift), v.front_softness)
    s.intensity = attrition.intensity(
        a.effort, d.effort, initiative, v.attrition_watching, v.attrition_defender_part
    )
    s.heat = s.intensity
