"""5, its first half: from the state of a war to what its leaders calculate with."""

from __future__ import annotations

from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import coercion, commitment, economy, foresight, truce
from simulator.model.mechanisms.office import RECKONING
from simulator.model.mechanisms.stakes import CLIENT
from simulator.model.war.desk import CELLS, Desk, Scratch
from simulator.model.war.outlook import assess
from simulator.model.war.quantities import (
    believed_falls,
    fighting,
    force,
    land,
    log_ratio,
    position,
    stillness,
)
from simulator.model.war.record import Record
from simulator.model.war.situation import Situation

_BINDING = 1e9  # what a breach costs when deals bind [stakes]


@compiled
def enforcement(war: Record) -> float:
    """How far a breach would be punished this month [0 to 1]."""
    if not war.s.guarantor:
        return 0.0
    return float(1.0 - (1.0 - war.v.commit_enforce) * (1.0 - war.held.guarantee))


@compiled_inside
def rearmament(war: Record) -> float:
    """A's net gain of log force in a month of truce."""
    return float(war.v.commit_rearm_scale * war.v.commit_rearm_A)


@compiled_inside
def rearming_left(war: Record) -> int:
    """Months for which a truce still lets A gain."""
    months = int(war.v.commit_rearm_months)
    if fighting(war):
        return months
    return int(max(0, months - war.s.month + war.s.phase_since))


@compiled_inside
def _trend(war: Record, side: int) -> float:
    """Growth of the log of force over the last three months of war, as it is projected."""
    number = war.a.changed if side == 0 else war.d.changed
    total = 0.0
    for i in range(number):
        total += war.changes[side, i]
    return foresight.trend(total, number, war.v.foresight_steepest)


@compiled
def situation(war: Record) -> Situation:
    """This month as both leaders' calculations read it."""
    v, on, s, a, d = war.v, war.on, war.s, war.a, war.d
    held = war.held
    in_war = fighting(war)
    office = 1.0 if on.office else 0.0
    secret = v.cost_spread_D if on.private_information else 0.0
    own = v.cost_spread_D * (1.0 if s.is_weak else -1.0)
    weak = 1.0 if s.is_weak else 0.0
    # When A knows D's cost, both "types" are the true one.
    weak_cost = v.cost_war_D * (1.0 + (secret if secret != 0.0 else own))
    tough_cost = v.cost_war_D * (1.0 - (secret if secret != 0.0 else -own))
    punished = enforcement(war)
    binding = not on.commitment
    on_D, own_A, on_A, own_D = believed_falls(war)
    delay = v.talks_delay_scale * v.talks_delay_gain if s.talks_open else 0.0
    client = CLIENT if s.client else 1.0
    pain = economy.pain(
        v.econ_pain_scale, v.econ_pain_weight, s.stress, v.econ_still_front, stillness(war)
    )
    stopped = coercion.AIR_DEFENCE * held.air_defence
    bombing = coercion.bombing_cost(
        v.coerce_bomb_cost_D, s.strikes, stopped, s.floor, v.coerce_unfelt, s.resolve
    )
    breach = commitment.breach_price(v.commit_breach_cost, punished)
    # No conditions within the call: numba cannot read so many keywords with them.
    effort_A = a.effort if in_war else 1.0
    effort_D = d.effort if in_war else 1.0
    drift = s.believed_drift if on.battle else 0.0
    front_rate = v.power_front_rate / 100.0 if on.battle else 0.0
    breakthrough = v.force_breakthrough / 100.0 if on.battle else 0.0
    spread = v.power_noise / 100.0 if on.battle else 0.0
    fall_D_by_A = on_D if on.collapse else 0.0
    fall_A_by_A = own_A if on.collapse else 0.0
    fall_A_by_D = on_A if on.collapse else 0.0
    fall_D_by_D = own_D if on.collapse else 0.0
    removal_A = office * (a.removal - s.background) if on.turnover else 0.0
    removal_D = office * (d.removal - war.v.survival_cont_base_D) if on.turnover else 0.0
    indivisible = s.indivisible if on.indivisibility else 0.0
    fear = v.commit_fear_scale * v.commit_fear_A if on.commitment else 0.0
    lock_in = v.aims_lockin_scale * v.aims_lockin_A if on.lock_in else 0.0
    trust = 1.0 if binding else truce.trust(v.commit_reliab_A, punished)
    breach_A = _BINDING if binding else breach
    breach_D = _BINDING if binding else breach + v.commit_breach_cost_D
    rearm = 0.0 if binding else rearmament(war) * min(12, rearming_left(war))
    believed_weak = s.weak if secret != 0.0 else weak
    may_idle = 1.0 if on.freeze else 0.0
    inaction = v.survival_inaction if on.freeze else 0.0
    signing = 1.0 if on.bargaining else 0.0
    return Situation(
        land=land(war),
        position=position(war),
        effort_A=effort_A,
        effort_D=effort_D,
        force_A=force(a),
        force_D=force(d),
        log_ratio=log_ratio(war),
        trend_A=_trend(war, 0),
        trend_D=_trend(war, 1),
        drift=drift,
        front_rate=front_rate,
        holds_line=v.force_holds_line,
        breakthrough=breakthrough,
        defence_adv=v.power_defence_adv,
        spread=spread,
        cell=s.victory_at / CELLS,
        fall_D_by_A=fall_D_by_A,
        fall_A_by_A=fall_A_by_A,
        fall_A_by_D=fall_A_by_D,
        fall_D_by_D=fall_D_by_D,
        fall_force=v.collapse_force,
        removal_A=removal_A,
        removal_D=removal_D,
        stake=s.stake,
        indivisible=indivisible,
        land_share=v.stake_land_value_A,
        floor=s.floor,
        discount_A=v.stake_discount_A / 12.0,
        discount_D=v.stake_discount_D / 12.0,
        cost_A=v.cost_war_A,
        cost_D_weak=weak_cost,
        cost_D_tough=tough_cost,
        burden_A=pain - delay,
        burden_D=bombing,
        hold_cost=v.hold_scale * v.hold_cost_A * client,
        inducement=v.carrot_scale * v.carrot_value_A,
        reputation=v.rep_scale * v.rep_cost_A,
        fear=fear,
        lock_in=lock_in,
        spillover=v.stake_spillover_scale * v.stake_spillover * held.spillover,
        office_A=office * v.office_value_A,
        office_D=office * v.office_value_D,
        stop_none=war.stop[0],
        stop_quarter=war.stop[1],
        stop_half=war.stop[2],
        stop_most=war.stop[3],
        stop_all=war.stop[4],
        stop_D=s.chance_all,
        trust=trust,
        arms_deter=v.commit_arms_deter,
        breach_A=breach_A,
        breach_D=breach_D,
        rearm=rearm,
        proposer_A=v.talks_proposer_A,
        signing=signing,
        weak=believed_weak,
        is_weak=weak,
        pressed_A=s.pressed_A,
        pressed_D=s.pressed_D,
        may_idle=may_idle,
        inaction=inaction,
        unpaid=1.0 - min(1.0, s.idle / RECKONING),
        watching=v.cost_watching,
        existential=v.demand_existential_D,
        land_weight=v.demand_land_weight_D,
        tolerated=v.demand_tolerated_D,
        judged_in_truce=v.survival_judged_in_truce,
        defeat=v.survival_defeat_A,
        in_truce=v.carrot_in_truce,
        opportunities=v.talks_opportunities,
        trend_lasts=v.foresight_lasts,
        kept_open=v.effort_kept_open,
        first_cost=v.effort_first_cost,
        burden_share=v.effort_burden_share,
        quiet_burden=v.effort_quiet_burden,
        softness=v.front_softness,
        watched=v.attrition_watching,
        defender_part=v.attrition_defender_part,
        when_quiet=v.collapse_when_quiet,
    )


@compiled_inside
def look_ahead(war: Record, desk: Desk, scratch: Scratch, warm: bool) -> None:
    """Let the leaders calculate; what they conclude is in `war.plan`."""
    facts = situation(war)
    war.s.burden_A, war.s.hold_cost = facts.burden_A, facts.hold_cost
    war.s.rearm = facts.rearm
    plan, view = war.plan, assess(facts, desk, scratch, warm)
    plan.going_on_A, plan.going_on_D = view.going_on_A, view.going_on_D
    plan.truce_A, plan.truce_D = view.truce_A, view.truce_D
    plan.withdraw_A, plan.gain_A, plan.surplus = view.withdraw_A, view.gain_A, view.surplus
    plan.demand_A, plan.demand_D = view.demand_A, view.demand_D
    plan.asked_A = view.asked_A
    plan.effort_A, plan.effort_D = view.effort_A, view.effort_D
    plan.offer_land, plan.offer_rung = view.offer_land, view.offer_rung
    plan.offer_A, plan.offer_screens = view.offer_A, view.offer_screens
    plan.ask_land, plan.ask_rung, plan.ask_D = view.ask_land, view.ask_rung, view.ask_D
    plan.iterations, plan.residual = view.iterations, view.residual
