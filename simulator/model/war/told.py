"""From the codes of a month's log to offers with their reasons and to plain sentences."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import NamedTuple

from simulator.model.records import CAUSES, EVEN, RUNGS, Talk, amount
from simulator.model.war.steps import log

_KINDS = {
    log.SETTLEMENT_OFFERED: "settlement",
    log.TRUCE_OFFERED: "truce",
    log.NOTHING_OFFERED: "none",
}
_WHO = {log.A: "A", log.D: "D", log.MEDIATOR: "mediator", log.BOTH: "both"}

#: Why an offer was not made or not taken, beyond the two values of each leader.
WHY = MappingProxyType(
    {
        log.SIGNED: "",
        log.REFUSED: "",
        log.NO_TRUCE_IN_THIS_WAR: "truces are switched off in this scenario",
        log.NOTHING_BOTH_WOULD_TAKE: "no terms are worth as much to both as going on",
        log.CANNOT_TELL_WHO_D_IS: (
            "terms exist that this D would sign, but A cannot tell it from a D that would hold "
            "out, and what that one would sign is worth less to A than going on"
        ),
        log.PROPOSER_GAINS_NOTHING: (
            "terms exist that would just be signed, but A, whose turn it is, gains nothing by them"
        ),
        log.ASKED_ONLY_A_WEAK_D: (
            "A asked for what only a D that suffers much would sign, to learn which one it faces"
        ),
    }
)


class Note(NamedTuple):
    """One entry of a month's log, as plain numbers; fields as in `record.NOTE`."""

    kind: int
    by: int
    land: float
    rung: int
    value_A: float
    refuse_A: float
    value_D: float
    refuse_D: float
    yes: int
    why: int
    number: float


def is_talk(note: Note) -> bool:
    """Whether an entry of the log is an offer; otherwise it is an event."""
    return bool(note.kind < log.OWNED_UP)


def talk_of(note: Note, month: int) -> Talk:
    """An offer as the audit log keeps it.

    Args:
        note: An entry of the log, type NOTE, that is an offer.
        month: When.
    """
    values = float(note.value_A), float(note.refuse_A), float(note.value_D), float(note.refuse_D)
    return Talk(
        month,
        _KINDS[int(note.kind)],
        _WHO[int(note.by)],
        float(note.land),
        RUNGS[int(note.rung)],
        *values,
        accepted=bool(note.yes),
        why=WHY[int(note.why)],
        reason_A=reason("A", values[0], values[1]),
        reason_D=reason("D", values[2], values[3]),
    )


def reason(side: str, offered: float, otherwise: float) -> str:
    """Why a leader says yes or no: what signing is worth to him against what he has without it.

    >>> reason("A", 0.25, 0.75)
    'no: A would lose 0.500 by signing'
    """
    gain = offered - otherwise
    if gain > EVEN:
        return f"yes: {side} gains {amount(gain)} by signing"
    if gain < -EVEN:
        return f"no: {side} would lose {amount(-gain)} by signing"
    return f"either: signing and going on are worth the same to {side}"


def _signed(note: Note) -> str:
    status = RUNGS[int(note.why)].replace("_", " ")
    return f"Both sign: A keeps {100.0 * note.number:.1f} % of the territory, D is {status}"


def _ordered(note: Note) -> str:
    what = "withdrawal" if note.number == 2.0 else "stop on the line"  # the lever's own words
    return f"From outside a {what} is forced"


def _withdrew(note: Note) -> str:
    values = f"{note.refuse_A:.3f} against {note.value_A:.3f}"
    return f"A withdraws: going on is worth less to its leader than leaving ({values})"


def _gave_way(note: Note) -> str:
    if note.by == log.A:
        return "A's effort gives way; A is driven from what it held"
    return "D's defence gives way; D signs A's terms"


def _at_the_end(note: Note) -> str:
    if note.by == log.A:
        return "A has been driven from all it held"
    return "The front reaches the depth of D's defence"


def _fell(note: Note) -> str:
    if note.by == log.D:
        return "D's leader loses office"
    kind = "a dove" if note.why else "a hawk"
    return f"A's leader loses office; the successor is {kind}"


#: What tips a side that breaks what was signed, by cause; `an occasion` is what no other explains.
_TIPPED = {
    "rearm and renege": "the balance of force has moved its way",
    "struck first": "it would be the weaker once the other has rearmed",
    "new optimism": "its leader expects more of a war than at the signature",
    "guarantor left": "less stands behind the peace than at the signature",
    "spoilers at home": "open opponents at home take from what keeping is worth",
    "office": "its leader's office is in more danger from the terms than at the signature",
    "an occasion": "nothing else has tipped it",
}


def _broke(note: Note) -> str:
    cause = CAUSES[int(note.why)]
    if note.by == log.BOTH:
        return f"Fighting resumes ({cause}): an incident nobody ordered"
    side = _WHO[int(note.by)]
    values = f"{note.refuse_A:.3f}, war {note.value_A:.3f} less {note.number:.3f} for the breach"
    return (
        f"Fighting resumes ({cause}): an occasion to break the peace comes and {side} takes it;"
        f" {_TIPPED[cause]} (keeping is worth {values})"
    )


_SENTENCES: dict[int, Callable[[Note], str]] = {
    log.OWNED_UP: lambda _: "A's leader publicly owns up to failure",
    log.LEADER_FELL: _fell,
    log.LEARNED_D_IS_TOUGH: lambda _: (
        "D refuses what only a weak D would take: A learns D is tough"
    ),
    log.SIGNED_TRUCE: lambda _: "Both sign a truce on the line",
    log.SIGNED_TERMS: _signed,
    log.STOPPED_FROM_OUTSIDE: _ordered,
    log.WITHDREW: _withdrew,
    log.GAVE_WAY: _gave_way,
    log.REACHED_THE_END: _at_the_end,
    log.FROZE: lambda note: (
        f"Frozen since month {int(note.number)}: neither side finds pressing worth it"
    ),
    log.LULL_ENDED: lambda _: "The lull ends: pressing pays again",
    log.BROKE: _broke,
    log.OPENED_TALKS: lambda note: (
        "Both come to the table" if note.by == log.BOTH else f"{_WHO[int(note.by)]} opens talks"
    ),
}


def sentence(note: Note) -> str:
    """An event in one plain sentence.

    Args:
        note: An entry of the log, type NOTE, that is no offer.
    """
    return _SENTENCES[int(note.kind)](note)
