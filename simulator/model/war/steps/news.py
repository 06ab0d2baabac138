"""2 and 9: what patrons signal, what the front teaches, and where claims and results part."""

from __future__ import annotations

import math

from simulator.compiled import compiled_inside
from simulator.model.mechanisms import beliefs, signals, stakes
from simulator.model.mechanisms.audience import gap_step
from simulator.model.mechanisms.posture import HOLLOW_THREAT
from simulator.model.war.quantities import fighting, land
from simulator.model.war.record import OF_D, Record
from simulator.model.war.steps.home import observe, see, want


@compiled_inside
def read_signals(war: Record) -> None:
    """2: signals are read, claims and results drift apart, aims follow the front."""
    v, s = war.v, war.s
    held = war.held
    if war.on.signals:
        evidence = signals.signal(
            s.carrots,
            s.sticks,
            s.executed,
            v.carrot_signal,
            v.stick_signal,
            HOLLOW_THREAT,
        )
        s.staying_power = signals.staying_power_step(
            s.staying_power, v.aid_belief0, evidence, v.belief_learn_patron, v.belief_patron_memory
        )
    if held.learn_A == 1.0:
        s.knows = True
    if held.a_type >= 0.0 and s.sincere != (held.a_type == 1.0):
        want(war, held.a_type == 1.0)
    if not fighting(war):
        return
    s.gap = gap_step(s.gap, s.moved, v.info_gap_growth, v.info_gap_months, v.info_gap_progress)
    s.floor = stakes.aims_step(
        s.floor,
        v.demand_floor_D,
        land(war),
        v.front_occ0 / s.victory_at,
        v.demand_adapt_D,
        v.demand_per_land,
        v.demand_least_land,
    )


@compiled_inside
def learn(war: Record) -> None:
    """9: months without a decision, and moves against the expected path, teach."""
    v, s = war.v, war.s
    # The month of a breach was one of peace.
    if not (war.on.learning and fighting(war)) or s.phase_since == s.month:
        return
    evidence = beliefs.front_evidence(
        s.last_move - s.expected,
        0.0,
        v.power_drift_spread / 100.0,
        max(1e-6, v.power_noise / 100.0 * math.sqrt(s.intensity)),
    )
    evidence = beliefs.within(evidence, v.belief_front_month)
    see(war, s.intensity, evidence)
    observe(war, OF_D, s.intensity, -evidence)
