"""4: the audiences, what they hold against their leaders, and who keeps office."""

from __future__ import annotations

import math

from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import (
    audience,
    beliefs,
    collapse,
    lock_in,
    office,
    screening,
    succession,
)
from simulator.model.mechanisms.stakes import FREE, list_index
from simulator.model.war.quantities import (
    REMOVAL_A,
    REMOVAL_D,
    SUCCESSOR,
    between,
    fighting,
    land,
    uniform,
    win_A,
)
from simulator.model.war.record import BIASED, BY_BAYES, UNBIASED, Public, Record
from simulator.model.war.steps import log


@compiled
def observe(war: Record, which: int, quiet: float, evidence: float) -> None:
    """Book a month in a race: quiet exposure [months] and evidence from the front [log odds]."""
    race = war.races[which]
    if race.lag > 0:
        # A ring of reports: what comes out is what went in `lag` months ago.
        place = race.booked % race.lag
        race.booked += 1
        late_quiet, late_evidence = war.waiting[which, place, 0], war.waiting[which, place, 1]
        war.waiting[which, place, 0], war.waiting[which, place, 1] = quiet, evidence
        quiet, evidence = late_quiet, late_evidence
    race.exposure += race.weight * quiet * (1.0 - race.bias)
    moved = race.odds + beliefs.weighed(evidence, race.weight, race.bias)
    race.odds = beliefs.within(moved, war.v.belief_front_most)


@compiled_inside
def see(war: Record, quiet: float, evidence: float) -> None:
    """Book a month's evidence for A, as its leader reads it and as it could be read."""
    if war.s.race_A == BIASED:
        observe(war, BIASED, quiet, evidence)
    observe(war, UNBIASED, quiet, evidence)
    observe(war, BY_BAYES, quiet, evidence)


@compiled_inside
def want(war: Record, sincere: bool) -> None:
    """Give A's leader the aims of one type."""
    war.s.sincere = sincere
    v = war.v
    war.s.indivisible = screening.wanted(v.stake_indivisible, sincere, v.talks_sincere_indivisible)
    war.s.stake = screening.wanted(v.stake_value_A, sincere, v.talks_sincere_stake)


@compiled_inside
def judged(side: Record, chance: float) -> None:
    """Let a leader carry the verdict of home on a stop just made: a chance in the reckoning."""
    side.after_stop = office.reckoning(chance)


@compiled_inside
def _ask(war: Record, public: Public) -> float:
    """Who would dissent openly under the grievances of `war.grievance` [share by weight]."""
    members = war.s.members
    return audience.open_dissent(
        public.thresholds[:members],
        public.sensitivity[:members],
        public.starts,
        public.weights,
        war.grievance,
        war.v.audience_grievance,
    )


@compiled_inside
def _count_blocs(war: Record, public: Public) -> None:
    """Book the share of each of A's blocs that dissents openly now."""
    for bloc in range(4):
        first, last = public.starts[bloc], public.starts[bloc + 1]
        pull = war.v.audience_grievance * war.grievance[bloc]
        number = audience.joined(
            public.thresholds, public.sensitivity, first, last, pull, war.a.dissent
        )
        war.by_bloc[bloc] = number / max(last - first, 1)


@compiled_inside
def at_shortfall(war: Record) -> float:
    """A's chance of falling within 24 months of a stop on the line with D free."""
    return between(1.0 - list_index(land(war), FREE), war.stop)


@compiled_inside
def _challenger_faces_home(war: Record, public: Public, locked: float) -> None:
    """A's hazard of going on, and his chances of falling on every kind of stop."""
    v, s, a, held, on = war.v, war.s, war.a, war.held, war.on.audience
    grievance = war.grievance
    s.background = v.survival_cont_base
    if s.admitted and s.admitted_for < office.RECKONING:
        # The price of owning up is due whether he then stops or fights on.
        s.background += office.reckoning(s.penalty)
        s.admitted_for += 1
    blame = s.blame_left * office.blame(
        a.lost,
        s.stress,
        s.gap,
        v.survival_blame_losses,
        v.survival_blame_stress,
        v.survival_blame_gap,
    )
    a.dissent = 0.0
    if on:
        doubt, admitted = 1.0 - win_A(war), 1.0 if s.admitted else 0.0
        for bloc in range(4):
            grievance[bloc] = audience.heard(bloc, v.info_propaganda_A) * audience.against_war_A(
                bloc, s.stress, blame, doubt, admitted, s.called_up
            )
        a.dissent = _ask(war, public)
        _count_blocs(war, public)
    for i in range(5):
        felt = office.felt(0.25 * i, held.face_saving, office.FACE_SAVED)
        presented = office.presented(felt, v.survival_full_shortfall)
        dissent = 0.0
        if on:
            for bloc in range(4):
                grievance[bloc] = audience.heard(
                    bloc, v.info_propaganda_A
                ) * audience.against_stop_A(bloc, felt, locked, s.stress, blame)
            dissent = _ask(war, public)
        war.stop_dissent[0, i] = dissent
        war.stop[i] = office.stopping(
            s.penalty * presented * (0.0 if s.admitted else 1.0),
            dissent,
            v.audience_hazard,
            blame,
            v.survival_reckoning_delay * presented,
            v.survival_postponed_hazard,
        )
    threat = 0.0
    if held.regime_threat == 1.0:
        threat = office.threatened(at_shortfall(war), office.THREAT, office.THREAT_OF_STOP)
    if war.on.freeze and s.idle < office.RECKONING:
        stopped = max(0.0, at_shortfall(war) - float(war.stop[0]))
        threat += office.seen_idle(a.effort, v.survival_inaction, stopped)
    a.true_removal = office.going_on(
        s.background,
        v.survival_cont_slope,
        blame * collapse.under_fire(s.heat, v.collapse_when_quiet),
        v.survival_reckoning_delay,
        a.dissent,
        v.audience_hazard,
        threat,
        v.survival_blame_hazard,
    )
    a.removal = beliefs.removal_believed(
        s.background, a.true_removal, v.belief_bias_A, v.belief_bias_removal
    )


@compiled_inside
def _defender_faces_home(war: Record, public: Public) -> None:
    """D's hazard of going on, and its chance of falling for giving everything up."""
    v, d, resolve, on = war.v, war.d, war.s.resolve, war.on.audience
    grievance = war.grievance
    d.dissent = 0.0
    dissent = 0.0
    if on:
        for bloc in range(4):
            grievance[bloc] = audience.against_war_D(bloc, 1.0 - resolve, d.lost)
        d.dissent = _ask(war, public)
        for bloc in range(4):
            grievance[bloc] = audience.against_surrender_D(bloc, resolve)
        dissent = _ask(war, public)
    for i in range(4):
        war.stop_dissent[1, i] = i * (dissent / 4.0)
    war.stop_dissent[1, 4] = dissent
    war.s.chance_all = office.stopping(
        v.survival_stop_penalty_D, dissent, v.audience_hazard, 0.0, 0.0, 0.0
    )
    d.true_removal = office.going_on(
        v.survival_cont_base_D, 0.0, 0.0, 0.0, d.dissent, v.audience_hazard, 0.0, 0.0
    )
    d.removal = d.true_removal


@compiled_inside
def read_home(war: Record, public_A: Public, public_D: Public) -> None:
    """Let both leaders read their audiences."""
    v, locked = war.v, 0.0
    if war.on.lock_in:
        locked = lock_in.locked(
            v.aims_lockin_A, war.s.month, v.aims_lockin_months, v.aims_lockin_most
        )
    _challenger_faces_home(war, public_A, locked)
    _defender_faces_home(war, public_D)


@compiled_inside
def _replace_challenger(war: Record) -> None:
    """A's leader loses office."""
    v, s, a = war.v, war.s, war.a
    if s.removed_A < 0:
        s.removed_A = s.month
    dove = uniform(war, s.month, SUCCESSOR) < v.survival_successor_dove
    log.happened(war, log.LEADER_FELL, log.A, 0.0, 1 if dove else 0)
    s.penalty = succession.inherited(s.penalty, dove, 0.0, v.survival_successor_culpable)
    s.blame_left = succession.inherited(s.blame_left, dove, 0.0, v.survival_successor_culpable)
    s.indivisible = succession.inherited(s.indivisible, dove, v.survival_dove_indivisible, 1.0)
    s.stake = succession.inherited(s.stake, dove, v.survival_dove_stake, 1.0)
    s.admitted, s.admitted_for = False, 0
    a.after_stop = s.idle = 0.0
    if dove:
        s.race_A = UNBIASED


@compiled_inside
def _after_stop(side: Record, background: float, judges: bool) -> float:
    """Hazard that a leader who has stopped loses office [per month]."""
    return background + (float(side.after_stop) if judges else 0.0)


@compiled_inside
def home(war: Record, public_A: Public, public_D: Public) -> None:
    """4: the audiences, and who keeps office."""
    s = war.s
    if not math.isnan(war.event.admit):
        s.admitted = True
        log.happened(war, log.OWNED_UP, log.A)
    read_home(war, public_A, public_D)
    if not war.on.turnover:
        return
    judges = s.month - s.phase_since <= office.RECKONING
    hazard = war.a.true_removal if fighting(war) else _after_stop(war.a, s.background, judges)
    falls = uniform(war, s.month, REMOVAL_A) < 1.0 - math.exp(-hazard)
    if falls or not math.isnan(war.event.leader_swap):
        _replace_challenger(war)
    hazard = (
        war.d.true_removal
        if fighting(war)
        else _after_stop(war.d, war.v.survival_cont_base_D, judges)
    )
    if uniform(war, s.month, REMOVAL_D) < 1.0 - math.exp(-hazard):
        log.happened(war, log.LEADER_FELL, log.D)
        if s.removed_D < 0:
            s.removed_D = s.month
        war.d.after_stop = 0.0
