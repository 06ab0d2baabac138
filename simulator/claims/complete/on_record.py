"""What the record says of an implied assumption: it agrees, it is silent, or it is against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from simulator.claims.cards.card import Cards
from simulator.claims.complete.assumptions import facts_of
from simulator.files.common_date import COMMON
from simulator.model.records import Range

Word = Literal["agrees", "silent", "against"]

#: Cards' facts that may be pointed at; those known to be wrong are not.
_USABLE = ("fact", "estimate", "contested")


@dataclass(frozen=True, slots=True)
class Record:
    """What dated facts say.

    Attributes:
        word: `agrees` where the common facts give a range that meets the assumed one, `against`
            where the two are apart, `silent` where they give none.
        figure: The range that the common facts give; None where they give none.
        bears: Facts in the cards that bear on the parameter, by identifier.
    """

    word: Word
    figure: tuple[float, float] | None
    bears: tuple[str, ...]


def record_of(path: str, low: float, high: float, cards: Mapping[str, Cards]) -> Record:
    """What the record says of a parameter's assumed range.

    Args:
        path: Of the parameter.
        low: The least value assumed.
        high: The greatest.
        cards: Author to cards.

    Raises:
        BadInput: The common facts have mistakes.
    """
    bears = tuple(
        claim.id
        for each in cards.values()
        for claim in each.claim
        if claim.kind == "fact" and claim.status in _USABLE and path in claim.concerns
    )
    known = _dated().get(path)
    if known is None:
        return Record("silent", None, bears)
    first, last = (known.low, known.high) if isinstance(known, Range) else (known, known)
    meets = low <= last and high >= first
    return Record("agrees" if meets else "against", (first, last), bears)


@cache
def _dated() -> dict[str, float | Range]:
    return facts_of(COMMON)
