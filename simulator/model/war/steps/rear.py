"""3: money, men, arms, strikes."""

from __future__ import annotations

import math

from simulator.compiled import compiled_inside
from simulator.model.mechanisms import coercion, economy, front, production, recruitment
from simulator.model.war.quantities import fighting, stillness
from simulator.model.war.record import Record
from simulator.model.war.steps.expect import rearmament, rearming_left
from simulator.model.war.steps.home import see


@compiled_inside
def _run_economy(war: Record, effort: float, strikes_on: bool) -> None:
    """One month of sanctions, overheating, strikes, bounties and adaptation."""
    v, s = war.v, war.s
    if not war.on.economy:
        return
    damage = economy.sanctions_damage(
        v.econ_sanctions_scale, v.econ_bite, v.econ_leak, v.aid_supplier_A, s.sanctions
    )
    struck = economy.struck(
        v.econ_strike_scale, v.econ_strike_damage, v.econ_oil_share, s.deep_strikes
    )
    s.stress = economy.stress_step(
        s.stress,
        damage,
        economy.overheating(v.econ_overheat_scale, v.econ_overheat, v.econ_overheat_idle, effort),
        struck if strikes_on else 0.0,
        economy.pay_burden(v.econ_bounty_burden, s.price, effort),
        v.econ_recovery,
    )


@compiled_inside
def _recruit(war: Record, held: Record) -> None:
    """Buy, hire and call up A's men of this month."""
    v, s = war.v, war.s
    loss = v.force_loss_A
    if not fighting(war):
        s.recruits = 0.0
        return
    if not war.on.recruitment:
        s.recruits = war.a.losses
    else:
        foreign = min(v.man_foreign_A, v.man_replace_A) * loss
        lever = held.replace_A
        replace = v.man_replace_A
        if lever >= 0.0:
            replace = recruitment.REPLACE_COLLAPSED if int(lever) == 0 else 1.0
        wanted = recruitment.need(s.intensity, v.man_need_idle)
        intake = max(0.0, replace * loss - foreign) * wanted
        foreign *= wanted
        bought = recruitment.volunteers(
            intake, s.pool, v.man_pool_A, s.stress, v.man_pool_felt, v.man_purse_tight
        )
        if intake > 0.0:
            s.pool = max(0.0, s.pool - wanted * bought / intake)
        s.price = recruitment.bounty(s.price, v.man_bounty_growth, s.pool, v.man_pool_A)
        s.recruits = bought + foreign
    war.a.men += s.recruits


@compiled_inside
def _draft(war: Record, held: Record) -> None:
    """Mobilise D's men of this month."""
    if not fighting(war):
        return
    if not war.on.recruitment:
        war.d.men += war.d.losses
        return
    v, s = war.v, war.s
    choice = int(held.draft_D)
    draft = (
        recruitment.DRAFT_FAILED if choice == 0 else 1.0 if choice == 1 else recruitment.DRAFT_GOOD
    )
    called = recruitment.intake_D(v.man_mobil_D, s.loss_start, draft, s.supply_ratio, v.man_unarmed)
    war.d.men += recruitment.need(s.intensity, v.man_need_idle) * called


@compiled_inside
def _endure(war: Record, held: Record, event: Record) -> None:
    """Let bombing and events move D's resolve."""
    v, s = war.v, war.s
    shock = event.weariness_D
    if not math.isnan(shock):
        # The claims write the change itself (-0.3); a plain 1 means that size.
        fall = coercion.SHOCK if shock == 1.0 else abs(shock)
        s.resolve = max(0.0, s.resolve - fall)
        s.anchor = max(0.0, s.anchor - coercion.SHOCK_LASTS * fall)
    defence = coercion.AIR_DEFENCE * held.air_defence
    s.resolve = coercion.resolve_step(
        s.resolve,
        s.anchor,
        v.coerce_bomb_resolve,
        s.strikes if fighting(war) else 0.0,
        defence,
        v.coerce_resolve_return,
    )


@compiled_inside
def _rearm(war: Record) -> None:
    """Grow A's men and arms together during a truce."""
    factor = math.exp(rearmament(war))
    war.a.men *= factor
    war.a.arms *= factor


@compiled_inside
def rear(war: Record) -> None:
    """3: money, men, arms, strikes."""
    v, s, a, d, on = war.v, war.s, war.a, war.d, war.on
    held, event = war.held, war.event
    effort = a.effort if fighting(war) else 0.0
    strikes_on = on.strikes and fighting(war)
    support = max(held.strike_support, held.pressure)
    rate = coercion.deep_strikes(v.coerce_deep_rate, held.strikes_deep, coercion.SUPPORT, support)
    s.deep_strikes = rate if strikes_on else 0.0
    _run_economy(war, effort, strikes_on)
    if not math.isnan(event.mobilise_A):
        # Men now, grievance for years.
        a.men += event.mobilise_A / recruitment.CALL_UP_OF
        s.called_up += event.mobilise_A * v.man_coerce_cost
    s.called_up *= recruitment.CALL_UP_FADES
    if on.attrition:
        _recruit(war, held)
        _draft(war, held)
    if on.attrition and fighting(war):
        output = production.output_A(
            v.econ_rearm, s.stress, v.econ_stress0, v.aid_supplier_A, v.production_stress_cuts
        )
        wear, idle = v.production_wear, v.production_idle
        a.arms = production.arms_step(a.arms, output, s.intensity, wear, idle)
        d.arms = production.arms_step(d.arms, s.supply_ratio, s.intensity, wear, idle)
    bombs = coercion.strikes_on_cities(
        v.coerce_substitute, a.effort, stillness(war), held.bombing, v.coerce_bombing_floor
    )
    # In peace, those of the war that a breach would resume.
    s.strikes = bombs if on.strikes else 0.0
    _endure(war, held, event)
    if not fighting(war) and on.commitment and rearming_left(war) > 0:
        _rearm(war)
    if not math.isnan(event.d_shock):
        a.arms *= front.SHOCK_ARMS
        if on.learning:
            see(war, 0.0, -1.0)
        s.gap = min(1.0, s.gap + front.SHOCK_GAP)
    if not math.isnan(event.client):
        s.client = True
