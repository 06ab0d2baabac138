"""What every term of a deal is worth to each leader this month: the plane the frontier lives in."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled
from simulator.model.mechanisms.stakes import (
    FREE,
    FREEDOM,
    LAST_SUBORDINATE,
    exposure,
    for_given_up,
    list_index,
    value_A,
    value_D,
)
from simulator.model.war.situation import Situation

Floats = npt.NDArray[np.float64]

#: Points along the land axis; the frontier is linear between them.
POINTS = 11


@compiled
def chance_of_fall(s: Situation, shortfall: float) -> float:
    """A's leader's chance of losing office on terms that fall short of his list by a share."""
    x = 4.0 * min(1.0, max(0.0, shortfall))
    if x <= 1.0:
        return s.stop_none + x * (s.stop_quarter - s.stop_none)
    if x <= 2.0:
        return s.stop_quarter + (x - 1.0) * (s.stop_half - s.stop_quarter)
    if x <= 3.0:
        return s.stop_half + (x - 2.0) * (s.stop_most - s.stop_half)
    return s.stop_most + (x - 3.0) * (s.stop_all - s.stop_most)


@compiled
def leader_A(s: Situation, land: float, rung: int, signed: float, judged: float) -> float:
    """What terms are worth to A's leader before any thought of breaking them [stakes].

    Args:
        s: The month.
        land: A's share of the land at stake.
        rung: D's status.
        signed: Share of the inducements that come with it.
        judged: Share of the shortfall that the audience books now.
    """
    shortfall = 1.0 - list_index(land, rung)
    state = value_A(land, rung, s.stake, s.indivisible, s.land_share)
    policing = s.hold_cost * land / s.discount_A
    if rung <= LAST_SUBORDINATE:
        policing += s.hold_cost / s.discount_A
    # What was annexed and is handed back costs what was said about it.
    retreat = s.lock_in * max(0.0, s.land - land)
    return float(
        state
        - retreat
        + signed * s.inducement
        - policing
        - s.reputation * shortfall
        - s.fear * shortfall
        - s.spillover * FREEDOM[rung]
        - s.office_A * chance_of_fall(s, judged * shortfall)
    )


@compiled
def leader_D(s: Situation, land: float, rung: int) -> float:
    """What terms are worth to D's leader if they are kept [stakes]."""
    value = value_D(land, rung, s.floor, s.existential, s.land_weight)
    answered = for_given_up(1.0, list_index(land, rung), s.tolerated)
    return float(value - s.office_D * s.stop_D * answered)


@compiled
def granted(s: Situation, land: float, rung: int) -> float:
    """The land A gets: a client government is handed nothing back."""
    return max(land, s.land) if rung <= LAST_SUBORDINATE else land


@compiled
def fill(s: Situation, to_A: Floats, to_D: Floats) -> None:
    """Fill both planes: each leader's value of every rung at every point of the land axis, kept.

    Args:
        s: The month.
        to_A: Filled; shape (6, POINTS).
        to_D: Filled; shape (6, POINTS).
    """
    # Land outside, so that the divisions that depend on it alone are done once.
    for i in range(POINTS):
        place = i / (POINTS - 1.0)
        for rung in range(FREE + 1):
            land = granted(s, place, rung)
            to_A[rung, i] = leader_A(s, land, rung, 1.0, 1.0)
            to_D[rung, i] = leader_D(s, land, rung)


@compiled
def doubt(s: Situation, rearmed_A: float, rearmed_D: float, to_A: Floats, to_D: Floats) -> bool:
    """Take off both planes what a breach may bring; True when that changed anything.

    An agreement that A would break once rearmed is worth less to D, and to A what breaking brings,
    less what home's reckoning takes in the year until then.

    Args:
        s: The month.
        rearmed_A: A's value of the war that a breach would bring, less what a breach costs.
        rearmed_D: D's value of it.
        to_A: As `fill` left it.
        to_D: As `fill` left it.
    """
    changed = False
    for i in range(POINTS):
        place = i / (POINTS - 1.0)
        for rung in range(LAST_SUBORDINATE + 1, FREE + 1):
            risk = (1.0 - s.trust) * exposure(rung, s.arms_deter)
            kept_A, kept_D = to_A[rung, i], to_D[rung, i]
            shortfall = 1.0 - list_index(granted(s, place, rung), rung)
            within_a_year = 1.0 - math.sqrt(1.0 - chance_of_fall(s, shortfall))
            broken_A = rearmed_A - s.office_A * within_a_year
            if broken_A > kept_A and risk > 0.0:
                to_A[rung, i] = kept_A + risk * (broken_A - kept_A)
                to_D[rung, i] = kept_D - risk * max(0.0, kept_D - rearmed_D)
                changed = True
    return changed
