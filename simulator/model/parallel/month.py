"""One war's clock, compiled: the same numbered order as war/model.py, for the same reasons.

Each function that Python calls takes a stretch of steps over many wars: one function for the whole
clock would be compiled for minutes, because numba optimises what is called again in every caller.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled_inside, compiled_unlocked
from simulator.model.mechanisms import attrition, beliefs, front, signals
from simulator.model.parallel.bench import OF_D, TRUCE, Floats, Public, Record
from simulator.model.parallel.book import begin_in_truce, record
from simulator.model.parallel.compliance import comply
from simulator.model.parallel.home import home, observe, see, want
from simulator.model.parallel.inputs import Records
from simulator.model.parallel.outside import third_parties
from simulator.model.parallel.perceive import look_ahead
from simulator.model.parallel.rear import rear
from simulator.model.parallel.start import begin
from simulator.model.parallel.state import FRONT, fighting, force, gaussian, land, net_balance
from simulator.model.parallel.talks import decided_in_the_field, talk, watch_for_lull
from simulator.model.war.desk import Desk, Scratch


@compiled_unlocked
def begin_all(wars: Records, public: Public) -> None:
    """Set up month 0 of every war."""
    for k in range(wars.shape[0]):
        public_A, public_D = _publics(public, k)
        begin(wars[k], public_A, public_D)


@compiled_unlocked
def before_talks(wars: Records, public: Public) -> None:
    """Steps 1 to 4 of every war."""
    for k in range(wars.shape[0]):
        war = wars[k]
        public_A, public_D = _publics(public, k)
        war.s.month += 1
        third_parties(war)  # 1
        _intelligence(war)  # 2
        rear(war)  # 3
        home(war, public_A, public_D)  # 4


@compiled_unlocked
def expectations(wars: Records, desks: Desk, scratch: Scratch, warm: bool) -> None:
    """Step 5 of every war, its first half: the leaders calculate."""
    for k in range(wars.shape[0]):
        desk = Desk(
            desks.weak_A[k],
            desks.weak_D[k],
            desks.tough_A[k],
            desks.tough_D[k],
            desks.rearmed_A[k],
            desks.rearmed_D[k],
            desks.to_A[k],
            desks.to_D[k],
        )
        look_ahead(wars[k], desk, scratch, warm)


@compiled_unlocked
def from_talks_on(wars: Records, to_A: Floats, to_D: Floats, series: Floats) -> None:
    """Steps 5, its second half, to 10 of every war; month 0 has nothing between 5 and 10.

    Args:
        wars: The wars.
        to_A: What terms are worth to A; shape (wars, rungs, points along the land axis).
        to_D: The same for D.
        series: The books; shape (wars, states, H + 1).
    """
    for k in range(wars.shape[0]):
        war = wars[k]
        talk(war, to_A[k], to_D[k])  # 5
        if war.s.month > 0:
            _battle(war)  # 6
            _attrition(war)  # 7
            comply(war, to_A[k], to_D[k])  # 8
            _learn(war)  # 9
        watch_for_lull(war)  # 10
        record(war, series[k])


@compiled_inside
def _publics(public: Public, k: int) -> tuple[Public, Public]:
    """The two audiences of war k."""
    return (
        Public(
            public.thresholds[k, 0],
            public.sensitivity[k, 0],
            public.starts[k, 0],
            public.weights[k, 0],
        ),
        Public(
            public.thresholds[k, 1],
            public.sensitivity[k, 1],
            public.starts[k, 1],
            public.weights[k, 1],
        ),
    )


@compiled_unlocked
def begun_in_truce(wars: Records) -> None:
    """Book the truce in which play begins, if it does."""
    for k in range(wars.shape[0]):
        if wars[k].s.phase == TRUCE:
            begin_in_truce(wars[k])


@compiled_inside
def _intelligence(war: Record) -> None:
    """2: signals are read, claims and results drift apart, aims follow the front."""
    v, s = war.v, war.s
    held = war.held
    if war.on.signals:
        evidence = signals.signal(s.carrots, s.sticks, s.executed, v.carrot_signal, v.stick_signal)
        s.staying_power = signals.staying_power_step(
            s.staying_power, v.aid_belief0, evidence, v.belief_learn_patron
        )
    if held.learn_A == 1.0:
        s.knows = True
    if held.a_type >= 0.0 and s.sincere != (held.a_type == 1.0):
        want(war, held.a_type == 1.0)
    if not fighting(war):
        return
    progress = 12.0 * s.moved / 0.02
    growth = v.info_gap_growth / 24.0 * (1.0 - min(1.0, max(0.0, progress)))
    s.gap = min(1.0, s.gap + growth)
    land_start = v.front_occ0 / s.victory_at
    gained = (land_start - land(war)) / max(0.05, land_start)
    target = min(1.0, max(0.0, v.demand_floor_D + 0.5 * gained))
    s.floor += v.demand_adapt_D / 12.0 * (target - s.floor)


@compiled_inside
def _advance(war: Record, drift: float) -> float:
    """Move of the front at the efforts made [share]."""
    return front.advance(net_balance(war, drift), war.a.effort, war.d.effort)


@compiled_inside
def _battle(war: Record) -> None:
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
    s.moved = 0.5 * s.moved + 0.5 * (s.occ - start)
    s.last_move = s.occ - start
    if fighting(war):
        decided_in_the_field(war)


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
def _attrition(war: Record) -> None:
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


@compiled_inside
def _learn(war: Record) -> None:
    """9: months without a decision, and moves against the expected path, teach."""
    v, s = war.v, war.s
    if not (war.on.learning and fighting(war)):
        return
    evidence = beliefs.front_evidence(
        s.last_move - s.expected,
        0.0,
        v.power_drift_spread / 100.0,
        max(1e-6, v.power_noise / 100.0 * math.sqrt(s.intensity)),
    )
    evidence = min(1.0, max(-1.0, evidence))
    see(war, s.intensity, evidence)
    observe(war, OF_D, s.intensity, -evidence)
