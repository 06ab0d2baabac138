"""What is signed, read off the solved stages of peace: what keeping and breaking it are worth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.bargaining.peace_rows import from_the_start, kept_young
from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import commitment
from simulator.model.mechanisms.stakes import LAST_SUBORDINATE
from simulator.model.war.desk import A_BEATEN, SETTLEMENTS, Desk, Scratch
from simulator.model.war.signed import YOUNG, at_line, on_the_line
from simulator.model.war.situation import Situation
from simulator.model.war.terms import POINTS

Floats = npt.NDArray[np.float64]


class InForce(NamedTuple):
    """What is signed, this month: what keeping and breaking are worth, and how likely each is.

    Attributes:
        keep_A: Value of keeping to A's leader [stakes].
        keep_D: To D's.
        war_A: Of the war that a breach would bring, to A [stakes].
        war_D: To D.
        price_A: What breaking costs A [stakes].
        price_D: What it costs D.
        often_A: How often A meets an occasion, did its word bind it no more than D's [per month].
        often_D: How often D does [per month].
        incidents: Hazard of incidents [per month].
        later_D: D's value of the war once A has rearmed [stakes].
    """

    keep_A: float
    keep_D: float
    war_A: float
    war_D: float
    price_A: float
    price_D: float
    often_A: float
    often_D: float
    incidents: float
    later_D: float


@compiled_inside
def _between(values: Floats, first: int, place: float) -> float:
    """A value between points of a stretch that starts at `first`; `place` is in points."""
    k = int(place)
    left = values[first + k]
    return float(left if place == k else left + (values[first + k + 1] - left) * (place - k))


@compiled
def in_force(
    s: Situation,
    desk: Desk,
    scratch: Scratch,
    truce: bool,
    land: float,
    rung: int,
    stage: int,
    victor: int,
    war_A: float,
    war_D: float,
) -> InForce:
    """Read what is signed off the solved stages.

    Args:
        s: The month.
        desk: As `solve_peace` left it.
        scratch: The same.
        truce: Whether it is a truce on the line.
        land: A's share of the land at stake under it.
        rung: D's status under it.
        stage: Of the peace.
        victor: 1 after A's victory, -1 after D's: nothing is handed over later then; else 0.
        war_A: Value of the war interrupted to A [stakes]: what a young peace falls back on.
        war_D: To D.
    """
    terms = scratch.terms
    first = SETTLEMENTS if truce else rung * POINTS
    place = on_the_line(land) if truce else min(1.0, max(0.0, land)) * (POINTS - 1.0)
    if victor == -1:
        first, place = A_BEATEN, 0.0
    decided = victor != 0
    incidents = _between(terms.incidents, first, place) * commitment.faded(s.fades, stage)
    line = on_the_line(1.0 if rung <= LAST_SUBORDINATE and not truce else land)
    row = max(0, stage - 1)
    keep_A = _between(desk.kept_A[row], first, place)
    keep_D = _between(desk.kept_D[row], first, place)
    back_A, back_D = at_line(desk.rearmed_A[0], line), at_line(desk.rearmed_D[0], line)
    later_D = back_D
    if stage == YOUNG and not decided:
        back_A, back_D = war_A, war_D
        worth_A = _between(terms.worth_A, first, place)
        worth_D = _between(terms.worth_D, first, place)
        kept_A = kept_young(s.discount_A, s.young, incidents)
        kept_D = kept_young(s.discount_D, s.young, incidents)
        keep_A = war_A + kept_A * (from_the_start(worth_A, keep_A, s.discount_A, s.young) - war_A)
        keep_D = war_D + kept_D * (from_the_start(worth_D, keep_D, s.discount_D, s.young) - war_D)
    return InForce(
        keep_A,
        keep_D,
        back_A,
        back_D,
        _between(terms.price_A, first, place) + stage * s.dearer,
        _between(terms.price_D, first, place) + stage * s.dearer,
        _between(terms.often_A, first, place) / max(1e-12, 1.0 - s.reliability),
        _between(terms.often_D, first, place),
        0.0 if decided and stage == YOUNG else incidents,
        later_D,
    )
