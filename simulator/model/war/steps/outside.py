"""1: patrons give or withhold, the mediator leans."""

from __future__ import annotations

import math

from simulator.compiled import compiled_inside
from simulator.model.mechanisms import aid
from simulator.model.war.quantities import CUT, GUARANTOR, TALKS, fighting, land, uniform
from simulator.model.war.record import MOST_DELAY, Record

_CARROTS, _ALTERNATE, _STICKS = 1, 2, 3
_NOBODY, _PRESS_D, _PRESS_A = range(3)
_NO_OFFER, _LINE, _NO_NATO, _EXTRA_LAND = range(4)
_AS_IS = -1.0
_TRICKLE = 0.02  # what still comes in after a cut [2022-24 mean]
_SURGE = 1.6


@compiled_inside
def _posture(war: Record, held: Record, event: Record) -> None:
    s = war.s
    posture, since = int(held.posture), int(held.since_posture)
    campaign = since < held.stick_months
    pressed = held.pressure != 0.0
    s.executed = 1.0 if pressed else held.threat_executed
    s.carrots = 1.0 if posture == _CARROTS else 0.0
    s.sticks = 1.0 if (posture == _STICKS and campaign) or pressed else 0.0
    if posture == _ALTERNATE:
        on_carrots = (max(0, since) // 6) % 2 == 0
        s.carrots = 1.0 if on_carrots else 0.0
        s.sticks = 0.0 if on_carrots else 1.0
    if not math.isnan(event.summit):
        s.carrots = 1.0


@compiled_inside
def _sanctions(war: Record, held: Record, stopped: bool) -> None:
    s = war.s
    choice = int(held.sanctions)
    level = 0.5 if choice == 0 else 1.0 if choice == 1 else 1.6
    if held.pressure != 0.0:
        level = 1.6
    level += 0.4 * s.sticks * (1.25 * s.executed - 0.25)
    if held.relief_timing == 0.0:
        level -= 0.2 * s.carrots
    if stopped:
        level *= 0.7
    s.sanctions = aid.eased(s.sanctions, max(0.0, level), 3.0)


@compiled_inside
def _delivered(flow: float, lever: float, own: float, tired: float) -> float:
    """A patron's flow moved towards what was ordered, or to the patron's own path."""
    target = own
    if lever != _AS_IS:
        ordered = _TRICKLE if lever == 0.0 else 1.0 if lever == 1.0 else _SURGE
        target = ordered * tired
    return aid.eased(flow, target, 4.0)


@compiled_inside
def _deliveries(war: Record, held: Record, event: Record) -> None:
    """What D's two patrons give this month."""
    v, s = war.v, war.s
    if not math.isnan(event.fatigue):
        s.us_tired *= 0.5
        s.eu_tired *= 0.5
    # A patron whose own posture is inducement is nearer the door.
    leaning = 1.0 + s.carrots
    if uniform(war, s.month, CUT) < v.aid_us_hazard * leaning:
        s.us_has_cut = True
    left = _TRICKLE if s.us_has_cut else v.aid_us0
    own = left * s.us_tired * math.exp(-v.aid_fatigue * s.month)
    lever = 2.0 if held.pressure != 0.0 else held.aid_us
    s.us = _delivered(s.us, lever, own, s.us_tired)
    wanted = aid.replacement(v.aid_us0, s.us, v.aid_eu0, v.aid_eu_response)
    tired = s.eu_tired * math.exp(-v.aid_fatigue * s.month)
    s.eu = _delivered(s.eu, held.aid_eu, wanted * tired, s.eu_tired)
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
        s.pressed_A = max(s.pressed_A, s.pressure * (0.2 + 1.3 * s.sticks))


@compiled_inside
def third_parties(war: Record) -> None:
    """1: patrons give or withhold; the mediator leans."""
    v, s = war.v, war.s
    held, event = war.held, war.event
    if not math.isnan(s.handover):
        # What was signed changes hands in the month after the signature.
        s.occ = s.handover
        s.handover = math.nan
    _posture(war, held, event)
    _sanctions(war, held, not fighting(war))
    if s.guarantor and uniform(war, s.month, GUARANTOR) < v.commit_guarantor_leaves:
        s.guarantor = False
        s.guarantor_left = s.month
    if war.on.aid:
        _deliveries(war, held, event)
    if not math.isnan(event.talks):
        s.talks_forced = 12
    if not math.isnan(event.summit):
        s.talks_forced = max(s.talks_forced, 4)
    s.talks_forced = max(0, s.talks_forced - 1)
    inviting = 0.3 * s.carrots - 0.2 * s.sticks
    chance = v.talks_open0 + inviting
    invited = uniform(war, s.month, TALKS) < chance or s.talks_forced > 0
    s.talks_open = invited and war.on.bargaining
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
        return offer, True, held_now, 5
    if offer == _NO_NATO:
        return offer, False, held_now, 3
    if offer == _EXTRA_LAND:
        return offer, False, min(1.0, held_now + 0.12), 4
    return offer, False, max(held_now, 0.6), 1
