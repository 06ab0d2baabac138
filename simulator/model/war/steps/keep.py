"""8: keep or break, once something is signed; why a truce fails."""

from __future__ import annotations

import math

from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import commitment, truce
from simulator.model.mechanisms.stakes import exposure, list_index
from simulator.model.records import CAUSES
from simulator.model.war.quantities import (
    ACCIDENT,
    ANSWER,
    SPOILERS,
    between,
    fighting,
    log_ratio,
    uniform,
    win_A,
    win_D,
)
from simulator.model.war.record import SETTLED, TRUCE, WAR, Floats, Record
from simulator.model.war.steps import log
from simulator.model.war.steps.book import resume
from simulator.model.war.steps.expect import enforcement
from simulator.model.war.steps.talks import settle_from_truce, worth_of

_RENEGED = CAUSES.index("rearm and renege")
_SPOILED = CAUSES.index("spoilers at home")
_OPTIMISM = CAUSES.index("new optimism")
_UNGUARDED = CAUSES.index("guarantor left")
_ACCIDENT = CAUSES.index("accident")


@compiled_inside
def _undeterred(war: Record) -> bool:
    """Whether A can break what was signed."""
    s = war.s
    exposed = 1.0 if s.phase == TRUCE else exposure(s.terms_rung, war.v.commit_arms_deter)
    chance = (1.0 - enforcement(war)) * exposed
    return bool(not s.keeps_word and uniform(war, s.phase_since, ANSWER) < chance)


@compiled_inside
def _opponents(war: Record) -> float:
    """Share of the more restless audience that openly opposes what was signed [0 to 1]."""
    given = list_index(war.s.terms_land, war.s.terms_rung)
    return max(between(1.0 - given, war.stop_dissent[0]), between(given, war.stop_dissent[1]))


@compiled_inside
def _why(war: Record, bolder: float) -> int:
    """What changed since the signature that makes breaking pay for a side.

    Args:
        war: The war.
        bolder: Rise of that side's belief of victory since the signature.
    """
    s = war.s
    gone = s.guarantor_left
    if gone >= s.phase_since and not s.guarantor:
        return _UNGUARDED
    push = war.v.collapse_force * (log_ratio(war) - s.force_at_signing)
    grown = push >= war.v.commit_push_noticed
    rearming = grown or (s.rearm > 0.0 and bolder <= war.v.commit_bolder_noticed)
    return _RENEGED if rearming else _OPTIMISM


@compiled_inside
def _break(
    war: Record, cause: int, by: int, war_worth: float = 0.0, hold: float = 0.0, price: float = 0.0
) -> None:
    """Let fighting resume.

    Args:
        war: The war.
        cause: Index into CAUSES.
        by: Who breaks what was signed.
        war_worth: What war is worth to whoever chose it [stakes].
        hold: What holding was worth to him [stakes].
        price: What the breach costs him [stakes].
    """
    s, a, d = war.s, war.a, war.d
    log.happened(war, log.BROKE, by, price, cause, war_worth, hold)
    resume(war, cause)
    s.phase = WAR
    s.phase_since = s.month
    a.effort = d.effort = 1.0
    a.after_stop = d.after_stop = war.s.idle = 0.0
    s.intensity = 1.0


@compiled
def comply(war: Record, to_A: Floats, to_D: Floats) -> None:
    """8: let each side keep or break what was signed; an incident can break it too."""
    v, s, plan = war.v, war.s, war.plan
    if fighting(war) or s.month == s.phase_since or s.decided:
        return
    if not war.on.commitment:
        return
    share = v.commit_settled if s.phase == SETTLED else 1.0
    hazard = commitment.hazard_of_incidents(v.commit_accident, share)
    if uniform(war, s.month, ACCIDENT) < 1.0 - math.exp(-hazard):
        _break(war, _ACCIDENT, log.BOTH)
        return
    hazard = commitment.hazard_of_spoilers(
        v.commit_spoilers_scale, v.commit_spoilers, _opponents(war), share
    )
    if uniform(war, s.month, SPOILERS) < 1.0 - math.exp(-hazard):
        _break(war, _SPOILED, log.BOTH)
        return
    if s.phase == TRUCE and settle_from_truce(war, to_A, to_D):
        return
    cost = commitment.breach_price(v.commit_breach_cost, enforcement(war))
    cost_D = cost + v.commit_breach_cost_D
    # Holding now keeps the option of breaking later, so a pause is compared as a whole.
    hold_A, hold_D = plan.truce_A, plan.truce_D
    if s.phase == SETTLED:
        hold_A, hold_D = worth_of(to_A, to_D, s.terms_land, s.terms_rung)
    if truce.breaks(plan.going_on_A, hold_A, cost) and _undeterred(war):
        cause = _why(war, win_A(war) - s.belief_at_signing)
        _break(war, cause, log.A, plan.going_on_A, hold_A, cost)
    elif truce.breaks(plan.going_on_D, hold_D, cost_D):
        cause = _why(war, win_D(war) - s.belief_at_signing_D)
        _break(war, cause, log.D, plan.going_on_D, hold_D, cost_D)
