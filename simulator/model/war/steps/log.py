"""What was said and what happened in a month, as codes; nothing is kept unless `telling` is on.

Ensembles leave it off, and then a note costs one comparison. `told.py` turns codes into sentences.
"""

from __future__ import annotations

from simulator.compiled import compiled_inside
from simulator.model.war.record import MOST_NOTES, Record

#: Offers, with both values of both leaders ...
SETTLEMENT_OFFERED, TRUCE_OFFERED, NOTHING_OFFERED = range(3)
#: ... and events.
(
    OWNED_UP,
    LEADER_FELL,
    LEARNED_D_IS_TOUGH,
    SIGNED_TRUCE,
    SIGNED_TERMS,
    STOPPED_FROM_OUTSIDE,
    WITHDREW,
    GAVE_WAY,
    REACHED_THE_END,
    FROZE,
    LULL_ENDED,
    BROKE,
    OPENED_TALKS,
) = range(10, 23)

#: Who offers, or whom an event befalls; `BOTH` when each wants what the other wants.
A, D, MEDIATOR, BOTH = range(4)

#: Why an offer was not made or not taken.
(
    SIGNED,
    REFUSED,
    NO_TRUCE_IN_THIS_WAR,
    NOTHING_BOTH_WOULD_TAKE,
    CANNOT_TELL_WHO_D_IS,
    PROPOSER_GAINS_NOTHING,
    ASKED_ONLY_A_WEAK_D,
) = range(7)


@compiled_inside
def offered(
    war: Record,
    kind: int,
    by: int,
    land: float,
    rung: int,
    value_A: float,
    value_D: float,
    why: int,
) -> None:
    """Note an offer, or that none was made, with what each leader compares.

    Args:
        war: The war.
        kind: SETTLEMENT_OFFERED, TRUCE_OFFERED or NOTHING_OFFERED.
        by: Who proposes.
        land: A's share of the land at stake in it [0 to 1].
        rung: D's status in it.
        value_A: What it is worth to A's leader [stakes].
        value_D: What it is worth to D's leader [stakes].
        why: SIGNED when both said yes, otherwise why not.
    """
    if not war.s.telling or war.s.noted >= MOST_NOTES:
        return
    entry = war.log[war.s.noted]
    war.s.noted += 1
    entry.kind, entry.by, entry.land, entry.rung = kind, by, land, rung
    entry.value_A, entry.refuse_A = value_A, war.plan.going_on_A
    entry.value_D, entry.refuse_D = value_D, war.plan.going_on_D
    entry.why = why
    entry.yes = 1 if why == SIGNED else 0


@compiled_inside
def happened(
    war: Record,
    kind: int,
    by: int,
    number: float = 0.0,
    why: int = 0,
    value: float = 0.0,
    other: float = 0.0,
) -> None:
    """Note an event.

    Args:
        war: The war.
        kind: One of the events.
        by: Whom it befalls.
        number: What belongs to it: A's share of the land, a month, what a breach costs.
        why: The rung signed, the kind of successor, the cause of a breach.
        value: What the side chose, where it chose [stakes].
        other: What it gave up for that [stakes].
    """
    if not war.s.telling or war.s.noted >= MOST_NOTES:
        return
    entry = war.log[war.s.noted]
    war.s.noted += 1
    entry.kind, entry.by, entry.number, entry.why = kind, by, number, why
    entry.value_A, entry.refuse_A = value, other
