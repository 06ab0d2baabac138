"""3: money, men, arms, strikes."""

from __future__ import annotations

import math

from simulator.compiled import compiled_inside
from simulator.model.mechanisms import coercion, economy, production, recruitment
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
    damage = economy.sanctions_damage(v.econ_bite, v.econ_leak, v.aid_supplier_A, s.sanctions)
    struck = 0.08 * v.econ_strike_damage * v.econ_oil_share * s.deep_strikes
    s.stress = economy.stress_step(
        s.stress,
        damage,
        0.02 * v.econ_overheat * (0.3 + 0.7 * effort),
        struck if strikes_on else 0.0,
        0.004 * max(0.0, s.price - 1.0) * effort,
        v.econ_recovery,
    )


@compiled_inside
def _recruit(war: Record, held: Record) -> None:
    """Buy, hire and call up A's men of this month."""
    v, s = war.v, war.s
    s.called_up *= 0.95
    loss = v.force_loss_A
    if not fighting(war):
        s.recruits = 0.0
        return
    if not war.on.recruitment:
        s.recruits = war.a.losses
    else:
        foreign = min(v.man_foreign_A, v.man_replace_A) * loss
        lever = held.replace_A
        replace = v.man_replace_A if lever < 0.0 else 0.4 if int(lever) == 0 else 1.0
        wanted = recruitment.need(s.intensity)
        intake = max(0.0, replace * loss - foreign) * wanted
        foreign *= wanted
        bought = recruitment.volunteers(intake, s.pool, v.man_pool_A, s.stress)
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
    choice = int(held.draft_D)
    draft = 0.6 if choice == 0 else 1.0 if choice == 1 else 1.4
    s = war.s
    called = recruitment.intake_D(war.v.man_mobil_D, s.loss_start, draft, s.supply_ratio)
    war.d.men += recruitment.need(s.intensity) * called


@compiled_inside
def _endure(war: Record, held: Record, event: Record) -> None:
    """Let bombing and events move D's resolve."""
    s = war.s
    shock = event.weariness_D
    if not math.isnan(shock):
        # The claims write the change itself (-0.3); a plain 1 means that size.
        fall = 0.3 if shock == 1.0 else abs(shock)
        s.resolve = max(0.0, s.resolve - fall)
        s.anchor = max(0.0, s.anchor - 0.7 * fall)
    defence = 0.4 * held.air_defence
    s.resolve = coercion.resolve_step(
        s.resolve, s.anchor, war.v.coerce_bomb_resolve, s.strikes, defence
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
    rate = v.coerce_deep_rate * held.strikes_deep * (1.0 + 0.6 * support)
    s.deep_strikes = rate if strikes_on else 0.0
    _run_economy(war, effort, strikes_on)
    if not math.isnan(event.mobilise_A):
        # A sixth of the force: men now, grievance for years.
        a.men += event.mobilise_A / 6.0
        s.called_up += event.mobilise_A * v.man_coerce_cost
    if on.attrition:
        _recruit(war, held)
        _draft(war, held)
    if on.attrition and fighting(war):
        output = production.output_A(v.econ_rearm, s.stress, v.econ_stress0, v.aid_supplier_A)
        a.arms = production.arms_step(a.arms, output, s.intensity)
        d.arms = production.arms_step(d.arms, s.supply_ratio, s.intensity)
    bombs = coercion.strikes_on_cities(v.coerce_substitute, effort, stillness(war), held.bombing)
    s.strikes = bombs if strikes_on else 0.0
    _endure(war, held, event)
    if not fighting(war) and on.commitment and rearming_left(war) > 0:
        _rearm(war)
    if not math.isnan(event.d_shock):
        a.arms *= 0.97
        see(war, 0.0, -1.0)
        s.gap = min(1.0, s.gap + 0.1)
    if not math.isnan(event.client):
        s.client = True
