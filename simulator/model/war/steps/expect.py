"""5, its first half: from the state of a war to what its leaders calculate with."""

from __future__ import annotations

from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import coercion, economy, foresight, talks
from simulator.model.mechanisms.office import RECKONING
from simulator.model.mechanisms.stakes import CLIENT
from simulator.model.war.desk import CELLS, Desk, Scratch
from simulator.model.war.in_force import in_force
from simulator.model.war.outlook import assess
from simulator.model.war.quantities import (
    believed_falls,
    fighting,
    force,
    land,
    log_ratio,
    office_at_stake,
    position,
    stillness,
)
from simulator.model.war.record import TRUCE, Record
from simulator.model.war.situation import AtFive, Situation


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


@compiled_inside
def _dissent(war: Record, side: int) -> AtFive:
    """Share of a side's audience that would openly oppose terms, at five shortfalls."""
    at = war.stop_dissent[side]
    return at[0], at[1], at[2], at[3], at[4]


@compiled
def situation(war: Record) -> Situation:
    """This month as both leaders' calculations read it."""
    v, on, s, a, d = war.v, war.on, war.s, war.a, war.d
    held = war.held
    office = 1.0 if on.office else 0.0
    secret = v.cost_spread_D if on.private_information else 0.0
    own = v.cost_spread_D * (1.0 if s.is_weak else -1.0)
    weak = 1.0 if s.is_weak else 0.0
    # When A knows D's cost, both "types" are the true one.
    weak_cost = v.cost_war_D * (1.0 + (secret if secret != 0.0 else own))
    tough_cost = v.cost_war_D * (1.0 - (secret if secret != 0.0 else -own))
    binding = not on.commitment
    punished = 0.0 if binding else enforcement(war)
    on_D, own_A, on_A, own_D = believed_falls(war)
    # What talks gain on average: a table that happens to be open now will not be for ever.
    invited = talks.openness(
        v.talks_open0, s.carrots, s.sticks, talks.INDUCING_INVITES, talks.PRESSING_DETERS
    )
    often = min(1.0, max(0.0, invited)) if on.bargaining else 0.0
    delay = v.talks_delay_scale * v.talks_delay_gain * often
    client = CLIENT if s.client else 1.0
    pain = economy.pain(
        v.econ_pain_scale, v.econ_pain_weight, s.stress, v.econ_still_front, stillness(war)
    )
    stopped = coercion.AIR_DEFENCE * held.air_defence
    bombing = coercion.bombing_cost(
        v.coerce_bomb_cost_D, s.strikes, stopped, s.floor, v.coerce_unfelt, s.resolve
    )
    # No conditions within the call: numba cannot read so many keywords with them.
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
    occasions = 0.0 if binding else v.commit_occasions
    accident = 0.0 if binding else v.commit_accident
    claim = 0.0 if binding else v.commit_claim
    spoilers = 0.0 if binding else v.commit_spoilers_scale * v.commit_spoilers
    inducement = v.carrot_scale * v.carrot_value_A * s.carrots
    good_faith = 1.0 if on.good_faith else 0.0
    truces = 1.0 if on.truce else 0.0
    rearm = 0.0 if binding else rearmament(war) * min(12, rearming_left(war))
    believed_weak = s.weak if secret != 0.0 else weak
    may_idle = 1.0 if on.freeze else 0.0
    inaction = v.survival_inaction if on.freeze else 0.0
    signing = 1.0 if on.bargaining else 0.0
    return Situation(
        land=land(war),
        position=position(war),
        effort_A=a.effort,
        effort_D=d.effort,
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
        inducement=inducement,
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
        reliability=v.commit_reliab_A,
        arms_deter=v.commit_arms_deter,
        occasions=occasions,
        occasion_worth=v.commit_occasion_worth,
        enforcement=punished,
        reopening=v.commit_reopening,
        breach_cost=v.commit_breach_cost,
        dearer=v.commit_reopening * v.commit_reopening_grows,
        rises=v.commit_rises,
        accident=accident,
        monitoring=v.commit_monitoring,
        settled=v.commit_settled,
        fades=v.commit_incidents_fade,
        young=1.0 / v.commit_young,
        ageing=1.0 / v.commit_ageing,
        claim=claim,
        spoilers=spoilers,
        good_faith=good_faith,
        truces=truces,
        dissent_A=_dissent(war, 0),
        dissent_D=_dissent(war, 1),
        opening_A=v.talks_opening_cost,
        opening_D=v.talks_opening_cost,
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
    plan.told_D = view.told_D
    if not fighting(war):
        _look_at_peace(war, facts, desk, scratch)


@compiled_inside
def _look_at_peace(war: Record, facts: Situation, desk: Desk, scratch: Scratch) -> None:
    """Let each side compare keeping what is signed with breaking it."""
    s, plan = war.s, war.plan
    here = in_force(
        facts,
        desk,
        scratch,
        s.phase == TRUCE,
        s.terms_land,
        s.terms_rung,
        s.stage,
        s.victor,
        plan.going_on_A,
        plan.going_on_D,
    )
    plan.keep_A, plan.keep_D, plan.war_A, plan.war_D = (
        here.keep_A,
        here.keep_D,
        here.war_A,
        here.war_D,
    )
    plan.later_D = here.later_D
    plan.price_A, plan.price_D = here.price_A, here.price_D
    plan.often_A, plan.often_D = here.often_A, here.often_D
    plan.incidents = here.incidents
    plan.enforced = enforcement(war)
    if s.month <= s.phase_since + 1:
        s.war_A_at_signing, s.war_D_at_signing = here.war_A, here.war_D
        s.enforced_at_signing = plan.enforced
        s.danger_A_at_signing = office_at_stake(war, 0)
        s.danger_D_at_signing = office_at_stake(war, 1)
