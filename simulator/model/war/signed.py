"""What can be signed: every set of terms as both leaders see it, and where war would be resumed.

Terms are 66 settlements (11 divisions of the land, 6 statuses of D), a truce at each of the 19
positions of the front, and A beaten. What a breach brings is the war resumed at the agreed line.

Source: Fearon 1996; Fortna 2004; Werner and Yuen 2005.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.bargaining.peace_rows import Terms
from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import commitment
from simulator.model.mechanisms.stakes import FREE, LAST_SUBORDINATE, exposure, list_index
from simulator.model.war.desk import A_BEATEN, CELLS, SETTLEMENTS, Scratch
from simulator.model.war.situation import Situation
from simulator.model.war.terms import (
    POINTS,
    chance_of_fall,
    granted,
    leader_A,
    leader_D,
    on_signature,
    opposed,
)

Floats = npt.NDArray[np.float64]

#: Stages of a peace.
YOUNG, HANDED_OVER, AGED = range(3)


@compiled_inside
def incidents_of(s: Situation, share: float, enforcement: float) -> float:
    """Hazard of incidents in a young peace [per month]; `share` of a truce's."""
    return commitment.hazard_of_incidents(s.accident, share, s.fades, 0, s.monitoring, enforcement)


@compiled_inside
def _write(
    s: Situation,
    terms: Terms,
    i: int,
    worth_A: float,
    worth_D: float,
    given: float,
    exposed: float,
    share: float,
    enforcement: float,
) -> None:
    """Fill entry i of the terms.

    Args:
        s: The month.
        terms: Changed in place.
        i: Which.
        worth_A: Of keeping them for ever, to A's leader [stakes].
        worth_D: To D's.
        given: Share of A's list that they give.
        exposed: Chance that nothing D has stops a breach by A.
        share: Of a truce's hazard of incidents.
        enforcement: How far outsiders punish a breach of them [0 to 1]: nobody guarantees a defeat.
    """
    terms.worth_A[i], terms.worth_D[i] = worth_A, worth_D
    terms.often_A[i] = commitment.often(s.occasions, enforcement, s.reliability, exposed)
    terms.often_D[i] = commitment.often(s.occasions, enforcement, 0.0, 1.0)
    price = commitment.breach_price(s.reopening, 0.0, 0, s.breach_cost, enforcement)
    terms.price_A[i] = price - s.spoilers * opposed(1.0 - given, s.dissent_A)
    terms.price_D[i] = price - s.spoilers * opposed(given, s.dissent_D)
    terms.incidents[i] = incidents_of(s, share, enforcement)


@compiled
def write_terms(s: Situation, scratch: Scratch) -> None:
    """Fill what each set of terms is, and where on the line the war after a breach would start.

    What the signature brings at once does not fail with a young peace: as an offer it counts for
    more by what incidents leave of the rest.
    """
    terms, line, gifts = scratch.terms, scratch.line, scratch.gifts
    for i in range(POINTS):
        place = i / (POINTS - 1.0)
        for rung in range(FREE + 1):
            at = rung * POINTS + i
            land = granted(s, place, rung)
            given = list_index(land, rung)
            # A settlement gives up for good what it leaves the other side.
            worth_A = leader_A(s, land, rung, 1.0) - s.claim * (1.0 - given)
            worth_D = leader_D(s, land, rung) - s.claim * land
            exposed = exposure(rung, s.arms_deter)
            subordinate = rung <= LAST_SUBORDINATE
            guard = 0.0 if subordinate else s.enforcement
            _write(s, terms, at, worth_A, worth_D, given, exposed, s.settled, guard)
            # A subordinate D has no army: it would rise where A's writ begins.
            line[at] = on_the_line(1.0 if subordinate else land)
            gifts[at] = on_signature(s, land, 1.0) / scratch.kept[0]
            if subordinate:
                terms.often_D[at] *= s.rises
    for k in range(CELLS - 1):
        land, at = (k + 1.0) / CELLS, SETTLEMENTS + k
        # On a line with politics left open part of the shortfall is judged.
        worth_A = leader_A(s, land, FREE, s.judged_in_truce)
        _write(
            s,
            terms,
            at,
            worth_A,
            leader_D(s, land, FREE),
            list_index(land, FREE),
            1.0,
            1.0,
            s.enforcement,
        )
        line[at] = k
        gifts[at] = s.in_truce * s.inducement / scratch.kept[1]
    # A driven out is free D's peace with an enemy that has no army for the time being; office is
    # lost besides, where the terms alone would not cost it.
    worth_A, worth_D = leader_A(s, 0.0, FREE, 1.0) - s.claim, leader_D(s, 0.0, FREE)
    after_list = chance_of_fall(s, 1.0)
    worth_A -= s.office_A * (min(1.0, after_list + s.defeat) - after_list)
    _write(s, terms, A_BEATEN, worth_A, worth_D, 0.0, exposure(FREE, s.arms_deter), s.settled, 0.0)
    terms.often_A[A_BEATEN] *= s.rises
    line[A_BEATEN] = on_the_line(0.0)


@compiled_inside
def on_the_line(land: float) -> float:
    """Where a war over some land would be resumed, between the first interior cell and the last.

    Not at the very ends: handing over the last cell would be victory the month after.
    """
    return min(CELLS - 2.0, max(0.0, land * CELLS - 1.0))


@compiled_inside
def at_line(values: Floats, line: float) -> float:
    """A value at a place on the line that `_on_the_line` gives, linear between cells."""
    k = min(CELLS - 3, int(line))
    return float(values[k] + (values[k + 1] - values[k]) * (line - k))
