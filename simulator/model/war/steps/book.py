"""10: the month's numbers, the first end and what became of it."""

from __future__ import annotations

import math

import numpy as np

from simulator.compiled import compiled_inside
from simulator.model.mechanisms.beliefs import win_belief
from simulator.model.mechanisms.office import stopped_within_a_year, within_a_year
from simulator.model.mechanisms.stakes import FREE, STATUS_D, cost_share, list_index, worth_to_D
from simulator.model.metrics.catalogue import STATES
from simulator.model.records import END_MODES
from simulator.model.registry import OWN
from simulator.model.war.quantities import (
    believed_falls,
    fighting,
    force,
    land,
    race_hazard,
    win_A,
)
from simulator.model.war.record import BY_BAYES, SETTLED, WAR, Floats, Record
from simulator.model.war.steps.home import at_shortfall

#: Month of the first end while there is none.
CONTINUES = 10**6

_TRUCE = END_MODES.index("truce")


@compiled_inside
def end(war: Record, month: int, mode: int, winner: int, chosen: bool) -> None:
    """Book the first end and what A's leader held then; later ones are part of what follows it."""
    s = war.s
    if s.ended != CONTINUES:
        return
    s.ended, s.end_mode, s.winner, s.chosen = month, mode, winner, chosen
    s.end_belief, s.end_drift, s.end_occ = win_A(war), s.expected, s.occ
    s.end_stop, s.end_cont = _hazards(war)


@compiled_inside
def begin_in_truce(war: Record) -> None:
    """Book the truce in which play begins: nobody has decided anything."""
    war.s.ended, war.s.end_mode = 0, _TRUCE
    war.s.end_belief = war.s.end_drift = war.s.end_occ = math.nan
    war.s.end_stop = war.s.end_cont = math.nan


@compiled_inside
def _hazards(war: Record) -> tuple[float, float]:
    """A's leader's own estimates of losing office within a year: stopping now, going on."""
    stop = stopped_within_a_year(at_shortfall(war), war.s.background)
    return stop, within_a_year(war.a.removal)


@compiled_inside
def resume(war: Record, cause: int) -> None:
    """Book that fighting resumed after the first end."""
    s = war.s
    if s.ended != CONTINUES and s.resumed < 0 and s.month > s.ended:
        s.resumed, s.cause = s.month, cause


def _row(name: str) -> int:
    return list(STATES).index(name)


OCC = _row("occ")
BELIEF_A = _row("belief_A_win")
BELIEF_A_UNBIASED = _row("belief_A_win_unbiased")
BELIEF_D = _row("belief_D_win")
BELIEF_RES_D = _row("belief_A_resD")
BELIEF_RES_P = _row("belief_A_resP")
BELIEF_WEAK = _row("belief_A_weak")
DEMAND_A = _row("demand_A")
DEMAND_D = _row("demand_D")
ASKED_A = _row("asked_A")
RANGE_WIDTH = _row("range_width")
TERMS_D = _row("terms_D")
TALKS = _row("talks")
HAZARD_STOP = _row("hazard_stop_A")
HAZARD_CONT = _row("hazard_cont_A")
SUPPORT = _row("support_A")
SUPPORT_ELITE = _row("support_A_elite")
SUPPORT_HAWKS = _row("support_A_hawks")
SUPPORT_PUBLIC = _row("support_A_public")
DISSENT_A = _row("dissent_A")
DISSENT_D = _row("dissent_D")
CAP_A = _row("cap_A")
CAP_D = _row("cap_D")
CASUALTIES_A = _row("casualties_A")
CASUALTIES_D = _row("casualties_D")
RECRUITS = _row("recruits_A")
BOUNTY = _row("bounty_A")
ECON = _row("econ_A")
RESOLVE = _row("resolve_D")
INTENSITY = _row("intensity")
STRIKES_CIV = _row("strikes_civ")
STRIKES_DEEP = _row("strikes_deep")
AID_US = _row("aid_US")
AID_EU = _row("aid_EU")
SANCTIONS = _row("sanctions")
EFFORT_A = _row("effort_A")
EFFORT_D = _row("effort_D")
FIGHTING = _row("fighting")
A_TRUCE = _row("A_accepts_truce")
D_TRUCE = _row("D_accepts_truce")
A_ACCEPTS = _row("A_accepts")
D_ACCEPTS = _row("D_accepts")
COST_A = _row("cost_A")
STATUS = _row("status_D")
ALIGN = _row("align_D")
EXPECTED = _row("expected_move")
PHASE = _row("phase")
RESIDUAL = _row("solver_residual")
MARGIN_A = _row("margin_A")
MARGIN_D = _row("margin_D")
#: Place in `war.own` and row of every metric that a mechanism keeps for itself; shape (n, 2).
KEPT = np.array(
    [(place, _row(state.name)) for place, state in enumerate(OWN) if state.shown], np.int64
).reshape(-1, 2)


@compiled_inside
def _beliefs(war: Record, to: Floats) -> None:
    """Write what the leaders believe."""
    s, month = war.s, war.s.month
    on_D, own_A, on_A, own_D = believed_falls(war)
    horizon = war.v.belief_horizon
    ratio = race_hazard(war.races[BY_BAYES]) / max(1e-12, race_hazard(war.races[s.race_A]))
    to[BELIEF_A, month] = win_A(war)
    to[BELIEF_A_UNBIASED, month] = win_belief(on_D * ratio, own_A, horizon)
    to[BELIEF_D, month] = win_belief(on_A, own_D, horizon)
    to[BELIEF_RES_D, month] = 1.0 - win_belief(on_D, 0.0, horizon)
    to[BELIEF_RES_P, month] = 1.0 / (1.0 + math.exp(-s.staying_power))
    to[BELIEF_WEAK, month] = s.weak


@compiled_inside
def _bargaining(war: Record, to: Floats) -> None:
    """Write what is demanded, refused and agreed."""
    s, plan, month = war.s, war.plan, war.s.month
    in_war = fighting(war)
    place, rung = (land(war), FREE) if in_war else (s.terms_land, s.terms_rung)
    to[DEMAND_A, month] = plan.demand_A
    to[DEMAND_D, month] = plan.demand_D
    to[ASKED_A, month] = list_index(place, rung) if s.phase == SETTLED else plan.asked_A
    to[RANGE_WIDTH, month] = plan.surplus
    to[TERMS_D, month] = worth_to_D(place, rung)
    to[STATUS, month] = STATUS_D[rung]
    to[ALIGN, month] = rung
    to[TALKS, month] = 1.0 if s.talks_open and in_war else 0.0
    to[A_TRUCE, month] = 1.0 if plan.truce_A >= plan.going_on_A else 0.0
    to[D_TRUCE, month] = 1.0 if plan.truce_D >= plan.going_on_D else 0.0
    to[A_ACCEPTS, month] = 1.0 if s.table_A else 0.0
    to[D_ACCEPTS, month] = 1.0 if s.table_D else 0.0
    to[RESIDUAL, month] = plan.residual
    to[COST_A, month] = (
        war.v.cost_war_A * cost_share(s.intensity, war.v.cost_watching)
        + s.burden_A
        + s.hold_cost * land(war)
    )
    to[PHASE, month] = s.phase
    to[FIGHTING, month] = 1.0 if s.phase == WAR else 0.0


@compiled_inside
def _at_home(war: Record, to: Floats) -> None:
    """Write how the leaders stand at home."""
    month = war.s.month
    to[HAZARD_STOP, month], to[HAZARD_CONT, month] = _hazards(war)
    to[SUPPORT, month] = 1.0 - war.a.dissent
    to[SUPPORT_ELITE, month] = 1.0 - war.by_bloc[0]
    to[SUPPORT_HAWKS, month] = 1.0 - war.by_bloc[1]
    to[SUPPORT_PUBLIC, month] = 1.0 - war.by_bloc[3]
    to[DISSENT_A, month] = war.a.dissent
    to[DISSENT_D, month] = war.d.dissent


@compiled_inside
def record(war: Record, to: Floats) -> None:
    """Write every state metric of the month into the war's book; shape (states, H + 1)."""
    s, a, d, plan, month = war.s, war.a, war.d, war.plan, war.s.month
    _beliefs(war, to)
    _bargaining(war, to)
    _at_home(war, to)
    for i in range(KEPT.shape[0]):
        to[KEPT[i, 1], month] = war.own[KEPT[i, 0]]
    in_war = fighting(war)
    to[OCC, month] = s.occ
    to[EXPECTED, month] = s.expected
    to[CAP_A, month] = force(a)
    to[CAP_D, month] = force(d)
    to[CASUALTIES_A, month] = a.losses
    to[CASUALTIES_D, month] = d.losses
    to[RECRUITS, month] = s.recruits
    to[BOUNTY, month] = s.price
    to[ECON, month] = s.stress
    to[RESOLVE, month] = s.resolve
    to[INTENSITY, month] = s.intensity
    to[STRIKES_CIV, month] = s.strikes if in_war else 0.0
    to[STRIKES_DEEP, month] = s.deep_strikes if in_war else 0.0
    to[AID_US, month] = s.us
    to[AID_EU, month] = s.eu
    to[SANCTIONS, month] = s.sanctions
    to[EFFORT_A, month] = a.effort if in_war else 0.0
    to[EFFORT_D, month] = d.effort if in_war else 0.0
    to[MARGIN_A, month] = 0.0 if in_war else plan.keep_A - plan.war_A + plan.price_A
    to[MARGIN_D, month] = 0.0 if in_war else plan.keep_D - plan.war_D + plan.price_D
