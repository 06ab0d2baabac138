"""1: patrons give or withhold, the mediator leans."""

from __future__ import annotations

import math

from simulator.compiled import compiled_inside
from simulator.model.mechanisms import aid, mediation, posture, talks
from simulator.model.mechanisms.stakes import FREE, LIST_LAND
from simulator.model.records import RUNGS
from simulator.model.war.quantities import CUT, GUARANTOR, STAGE, TALKS, fighting, land, uniform
from simulator.model.war.record import MOST_DELAY, Record
from simulator.model.war.signed import AGED, HANDED_OVER, YOUNG

_CARROTS, _ALTERNATE, _STICKS = 1, 2, 3
_NOBODY, _PRESS_D, _PRESS_A = range(3)
_NO_OFFER, _LINE, _NO_NATO, _EXTRA_LAND = range(4)
#: Statuses that offers on the table leave D.
_ARMED_NEUTRALITY, _LIMITED = RUNGS.index("neutral_armed"), RUNGS.index("nato_limited")
#: Words of the levers for aid and sanctions (mechanisms/aid.py, mechanisms/posture.py).
_AS_IS, _CUT, _SURGE = -1.0, 0.0, 2.0
_RELAXED, _TIGHTENED = 0, 2


@compiled_inside
def _posture(war: Record, held: Record, event: Record) -> None:
    s = war.s
    stance, since = int(held.posture), int(held.since_posture)
    campaign = since < held.stick_months
    pressed = held.pressure != 0.0
    s.executed = 1.0 if pressed else held.threat_executed
    s.carrots = 1.0 if stance == _CARROTS else 0.0
    s.sticks = 1.0 if (stance == _STICKS and campaign) or pressed else 0.0
    if stance == _ALTERNATE:
        on_carrots = (max(0, since) // int(posture.ALTERNATES)) % 2 == 0
        s.carrots = 1.0 if on_carrots else 0.0
        s.sticks = 0.0 if on_carrots else 1.0
    if not math.isnan(event.summit):
        s.carrots = 1.0


@compiled_inside
def _sanctions(war: Record, held: Record, stopped: bool) -> None:
    v, s = war.v, war.s
    choice = int(held.sanctions)
    level = 1.0
    if choice == _RELAXED:
        level = posture.SANCTIONS_RELAXED
    if choice == _TIGHTENED or held.pressure != 0.0:
        level = posture.SANCTIONS_TIGHTENED
    level = posture.sanctions_ordered(
        level,
        s.sticks,
        s.executed,
        s.carrots if held.relief_timing == 0.0 else 0.0,
        posture.STICK_SANCTIONS,
        posture.HOLLOW_THREAT,
        posture.CARROT_RELIEF,
    )
    if stopped:
        level *= v.posture_sanctions_in_peace
    s.sanctions = aid.eased(s.sanctions, max(0.0, level), v.posture_sanctions_months)


@compiled_inside
def _delivered(v: Record, flow: float, lever: float, own: float, tired: float) -> float:
    """A patron's flow moved towards what was ordered, or to the patron's own path."""
    target = own
    if lever != _AS_IS:
        ordered = 1.0
        if lever == _CUT:
            ordered = v.aid_trickle
        elif lever == _SURGE:
            ordered = aid.SURGE
        target = ordered * tired
    return aid.eased(flow, target, v.aid_adjust_months)


@compiled_inside
def _deliveries(war: Record, held: Record, event: Record) -> None:
    """What D's two patrons give this month."""
    v, s = war.v, war.s
    if not math.isnan(event.fatigue):
        s.us_tired *= aid.AFTER_SHOCK
        s.eu_tired *= aid.AFTER_SHOCK
    # A patron whose own posture is inducement is likelier to cut its aid.
    leaning = 1.0 + aid.INDUCING_CUTS * s.carrots
    if uniform(war, s.month, CUT) < v.aid_us_hazard * leaning:
        s.us_has_cut = True
    left = min(v.aid_us0, v.aid_trickle) if s.us_has_cut else v.aid_us0
    own = left * s.us_tired * math.exp(-v.aid_fatigue * s.month)
    lever = _SURGE if held.pressure != 0.0 else held.aid_us
    s.us = _delivered(v, s.us, lever, own, s.us_tired)
    wanted = aid.replacement(v.aid_us0, s.us, v.aid_eu0, v.aid_eu_response)
    tired = s.eu_tired * math.exp(-v.aid_fatigue * s.month)
    s.eu = _delivered(v, s.eu, held.aid_eu, wanted * tired, s.eu_tired)
    s.deliveries += 1
    sent = s.deliveries % (MOST_DELAY + 1)
    war.given[sent, 0], war.given[sent, 1] = s.us, s.eu
    slip = int(held.aid_delay)
    due = max(0, s.deliveries - slip) % (MOST_DELAY + 1)
    us, eu = war.given[due, 0], war.given[due, 1]
    if 0.0 <= held.since_aid_delay < slip:
        # What was due in the first months of a slip arrives when it ends.
        us, eu = 0.0, 0.0
    supplied = aid.supply(us, eu, v.aid_prod_D)
    if s.supply_start == 0.0:
        # No supply at all: no ratio to it. What is no number is found and told after play.
        s.us = math.nan
    s.supply_ratio = supplied / s.supply_start


@compiled_inside
def _lean(war: Record, held: Record, event: Record) -> None:
    """Let the mediator choose whom to press this month."""
    s = war.s
    misreads = s.misreads if held.mediator_model < 0.0 else held.mediator_model == 1.0
    target = int(held.mediator_target)
    s.pressed_A = s.pressed_D = 0.0
    if not war.on.mediation:
        return
    put = not math.isnan(event.talks)
    if target == _PRESS_D or put or (target == _NOBODY and misreads and s.talks_open):
        s.pressed_D = s.pressure
    if target == _PRESS_A:
        s.pressed_A = s.pressure
    if not misreads:
        known = mediation.pressing_A(
            s.pressure, war.v.mediation_presses_A, mediation.WITH_STICKS, s.sticks
        )
        s.pressed_A = max(s.pressed_A, known)


@compiled_inside
def _age(war: Record) -> None:
    """Let a peace pass to its next stage; land changes hands when it leaves the first."""
    v, s = war.v, war.s
    if s.victor != 0 and s.month == s.phase_since + 1:
        # Who has won takes what he won at once.
        s.occ = s.terms_land * s.victory_at
    if s.stage == AGED:
        return
    rate = 1.0 / (v.commit_young if s.stage == YOUNG else v.commit_ageing)
    if uniform(war, s.month, STAGE) < 1.0 - math.exp(-rate):
        s.stage += 1
        if s.stage == HANDED_OVER:
            s.occ = s.terms_land * s.victory_at


@compiled_inside
def third_parties(war: Record) -> None:
    """1: patrons give or withhold; the mediator leans."""
    v, s = war.v, war.s
    held, event = war.held, war.event
    if not fighting(war):
        _age(war)
    _posture(war, held, event)
    _sanctions(war, held, not fighting(war))
    if s.guarantor and uniform(war, s.month, GUARANTOR) < v.commit_guarantor_leaves:
        s.guarantor = False
        s.guarantor_left = s.month
    if war.on.aid:
        _deliveries(war, held, event)
    if not math.isnan(event.talks):
        s.talks_forced = int(talks.CALLED_MONTHS)
    if not math.isnan(event.summit):
        s.talks_forced = max(s.talks_forced, int(talks.SUMMIT_MONTHS))
    chance = talks.openness(
        v.talks_open0, s.carrots, s.sticks, talks.INDUCING_INVITES, talks.PRESSING_DETERS
    )
    invited = uniform(war, s.month, TALKS) < chance or s.talks_forced > 0
    s.talks_forced = max(0, s.talks_forced - 1)
    # A table that a side opened closes when nothing comes of it.
    s.fruitless = s.fruitless + 1 if s.opened else 0
    s.opened = s.opened and s.fruitless <= v.talks_patience
    s.talks_open = (invited or s.opened) and war.on.bargaining
    _lean(war, held, event)


@compiled_inside
def table(war: Record) -> tuple[int, bool, float, int]:
    """What lies on the mediator's table: anything (0 or the kind), a truce?, land, rung."""
    # Before the first step nobody has pulled a lever.
    offer = int(war.held.offer) if war.s.month > 0 else _NO_OFFER
    held_now = land(war)
    if not war.on.mediation or offer == _NO_OFFER:
        return 0, False, 0.0, 0
    if offer == _LINE:
        return offer, True, held_now, FREE
    if offer == _NO_NATO:
        return offer, False, held_now, _ARMED_NEUTRALITY
    if offer == _EXTRA_LAND:
        return offer, False, min(1.0, held_now + mediation.EXTRA_LAND), _LIMITED
    return offer, False, max(held_now, LIST_LAND), 1
