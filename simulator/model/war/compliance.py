"""Keep or break: what a side does once something is signed, and why a truce fails (step 8)."""

from __future__ import annotations

import math

import numpy as np

from simulator.model.mechanisms import truce
from simulator.model.mechanisms.stakes import exposure, list_index
from simulator.model.records import CAUSES
from simulator.model.war.negotiation import settle_from_truce, worth_of
from simulator.model.war.perceive import enforcement
from simulator.model.war.state import SETTLED, TRUCE, WAR, State

_BREACH_D = 0.1  # what a breach costs D with its patrons, guarantee or not [stakes]


def comply(war: State) -> None:
    """Let each side keep or break what was signed; an incident can break it too."""
    if war.fighting or war.month == war.phase_since or war.ledger.winner != 0:
        return
    v = war.values
    if not war.on["commitment"]:
        return
    signed = 0.25 if war.phase == SETTLED else 1.0
    if war.luck.uniform(war.month, "accident") < 1.0 - math.exp(-signed * v["commit.accident"]):
        _break(war, "accident", "an incident nobody ordered")
        return
    restless = _opponents(war)
    hazard = signed * 0.05 * v["commit.spoilers"] * restless
    if war.luck.uniform(war.month, "spoilers") < 1.0 - math.exp(-hazard):
        _break(war, "spoilers at home", "opponents at home")
        return
    if war.phase not in (TRUCE, SETTLED):
        return
    if war.phase == TRUCE and settle_from_truce(war):
        return
    view = war.view
    cost = v["commit.breach_cost"] * enforcement(war)
    # Holding now keeps the option of breaking later, so a pause is compared as a whole.
    hold_A, hold_D = view.truce_A, view.truce_D
    if war.phase == SETTLED:
        hold_A, hold_D = worth_of(war, *war.terms)
    if truce.breaks(view.going_on_A, hold_A, cost) and undeterred(war):
        values = f"{view.going_on_A:.3f} less {cost:.3f} for the breach, against {hold_A:.3f}"
        _break(
            war,
            _why(war, bolder=war.win_A - war.belief_at_signing),
            f"to A's leader war is worth more than holding ({values})",
        )
    elif truce.breaks(view.going_on_D, hold_D, cost + _BREACH_D):
        values = f"{view.going_on_D:.3f} less {cost + _BREACH_D:.3f}, against {hold_D:.3f}"
        cause = _why(war, bolder=war.win_D - war.belief_at_signing_D)
        _break(war, cause, f"to D's leader war is worth more than holding ({values})")


def undeterred(war: State) -> bool:
    """Whether A can break what was signed: the very chance that D reckoned with when it signed."""
    rung = war.terms[1]
    exposed = 1.0 if war.phase == TRUCE else exposure(rung, war.values["commit.arms_deter"])
    chance = (1.0 - enforcement(war)) * exposed
    return not war.keeps_word and war.luck.uniform(war.phase_since, "answer") < chance


def _opponents(war: State) -> float:
    """Share of the more restless audience that openly opposes what was signed [0 to 1]."""
    given = list_index(*war.terms)
    shares = np.linspace(0.0, 1.0, 5)
    return max(
        float(np.interp(1.0 - given, shares, war.leader_A.stop_dissent)),
        float(np.interp(given, shares, war.leader_D.stop_dissent)),
    )


def _why(war: State, bolder: float) -> str:
    """What changed since the signature that makes breaking pay for a side.

    A stronger A breaks because it can; a D that sees A grow stronger strikes before it has.

    Args:
        war: The war.
        bolder: Rise of that side's belief of victory since the signature.
    """
    gone = war.coalition.guarantor_left
    if gone >= war.phase_since and not war.coalition.guarantor:
        return "guarantor left"
    push = war.values["collapse.force"] * (war.log_ratio - war.force_at_signing)
    rearming = push >= 0.02 or (war.facts.rearm > 0.0 and bolder <= 0.02)
    return "rearm and renege" if rearming else "new optimism"


def _break(war: State, cause: str, sentence: str) -> None:
    """Fighting resumes."""
    war.ledger.resume(war.month, CAUSES.index(cause))
    war.ledger.tell(war.month, f"Fighting resumes ({cause}): {sentence}")
    war.phase = WAR
    war.phase_since = war.month
    war.leader_A.effort = war.leader_D.effort = 1.0
    war.leader_A.after_stop = war.leader_D.after_stop = war.leader_A.idle = 0.0
    war.intensity = 1.0
