"""6 and 7: the front moves, a side may give way, and both lose men."""

from __future__ import annotations

import math

from simulator.compiled import compiled_inside
from simulator.model.mechanisms import attrition, collapse, front
from simulator.model.mechanisms.stakes import FREE, LIST_LAND
from simulator.model.war.quantities import (
    COLLAPSE_A,
    COLLAPSE_D,
    FRONT,
    fall_hazards,
    fighting,
    force,
    gaussian,
    holds_a_position,
    land,
    net_balance,
    uniform,
)
from simulator.model.war.record import Record
from simulator.model.war.steps import log
from simulator.model.war.steps.ends import BY_CONQUEST, BY_IMPOSITION, BY_WITHDRAWAL, stop


@compiled_inside
def _advance(war: Record, drift: float) -> float:
    """Move of the front at the efforts made [share]."""
    return front.advance(net_balance(war, drift), war.a.effort, war.d.effort, war.v.front_softness)


@compiled_inside
def _decided_in_the_field(war: Record) -> None:
    """A side gives way, or the front reaches an end."""
    s = war.s
    fall_A, fall_D = fall_hazards(war)
    pressed = collapse.under_fire(s.intensity, war.v.collapse_when_quiet)
    gives_way_A = uniform(war, s.month, COLLAPSE_A) < pressed * fall_A
    gives_way_D = uniform(war, s.month, COLLAPSE_D) < pressed * fall_D
    if war.on.collapse and gives_way_D:
        stop(war, BY_IMPOSITION, max(LIST_LAND, land(war)), 1, 1)
        log.happened(war, log.GAVE_WAY, log.D)
    elif war.on.collapse and gives_way_A:
        stop(war, BY_WITHDRAWAL, 0.0, FREE, -1)
        log.happened(war, log.GAVE_WAY, log.A)
    elif s.occ >= s.victory_at:
        stop(war, BY_CONQUEST, 1.0, 0, 1)
        log.happened(war, log.REACHED_THE_END, log.D)
    elif s.occ <= 0.0 and s.foothold:
        stop(war, BY_WITHDRAWAL, 0.0, FREE, -1)
        log.happened(war, log.REACHED_THE_END, log.A)


@compiled_inside
def battle(war: Record) -> None:
    """6: the front moves, or a side gives way."""
    v, s = war.v, war.s
    event = war.event
    start = s.occ
    if not math.isnan(event.front_shift):
        s.occ = min(1.0, max(0.0, s.occ + event.front_shift))
    if not math.isnan(event.stalemate):
        s.held_immobile = int(event.stalemate)
    s.expected = 0.0
    if fighting(war) and war.on.battle:
        s.expected = _advance(war, s.believed_drift)
        surprise = v.power_noise / 100.0 * gaussian(war, s.month, FRONT)
        move = _advance(war, s.true_drift) + surprise * math.sqrt(s.intensity)
        if s.held_immobile == 0:
            s.occ = min(1.0, max(0.0, s.occ + move))
    s.held_immobile = max(0, s.held_immobile - 1)
    if fighting(war):
        s.moved = front.smoothed(s.moved, s.occ - start, v.front_memory)
    s.last_move = s.occ - start
    s.foothold = s.foothold or holds_a_position(war)
    if fighting(war):
        _decided_in_the_field(war)


@compiled_inside
def _remember(war: Record, side: Record, row: int) -> None:
    """Note this month's force, for the trend."""
    now = math.log(force(side))
    if fighting(war):
        if side.changed == 3:
            war.changes[row, 0], war.changes[row, 1] = war.changes[row, 1], war.changes[row, 2]
            side.changed = 2
        war.changes[row, side.changed] = now - side.last
        side.changed += 1
    side.last = now


@compiled_inside
def wear_down(war: Record) -> None:
    """7: exact Lanchester losses."""
    v, a, d = war.v, war.a, war.d
    a.losses = d.losses = 0.0
    if war.on.attrition and fighting(war):
        on_A, on_D = attrition.loss_rates(
            v.force_loss_A, v.force_size_ratio, v.power_defence_adv, war.s.intensity
        )
        men_A, men_D = attrition.exact_step(a.men, d.men, on_A, on_D, 1.0)
        a.losses, d.losses = a.men - men_A, d.men - men_D
        a.lost += a.losses
        d.lost += d.losses
        a.men, d.men = men_A, men_D
    _remember(war, a, 0)
    _remember(war, d, 1)
