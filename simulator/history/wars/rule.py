"""What a rule of the protocol is, and the three ways in which a fact becomes a range."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulator.files.war_facts import Certainty, Facts, Quantity, Said
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range

#: A band of values of one parameter, in its unit.
Band = tuple[float, float]

#: Code to band, for one parameter.
Bands = Mapping[str, Band]

#: Times the width of a code's band, by how sure the coder was (assumed).
WIDER: Mapping[Certainty, float] = MappingProxyType({"high": 1.0, "medium": 1.25, "low": 1.5})

#: Times and divided by so much, for a ratio told without a range (assumed: data sets of men and
#: product differ by a tenth where they are good and by more than a half where they are poor).
TIMES: Mapping[Certainty, float] = MappingProxyType({"high": 1.1, "medium": 1.25, "low": 1.6})


@dataclass(frozen=True, slots=True)
class Rule:
    """How one parameter follows from facts; the same for every war.

    Attributes:
        parameter: Its path; its unit is the registry's.
        facts: Which fields of a sheet are read.
        formula: What becomes of them, in words.
        why: The source or the reason.
        code: The range; None where the sheet does not say, so that the neutral range stays.
    """

    parameter: str
    facts: str
    formula: str
    why: str
    code: Callable[[Facts], Range | None]


def banded(said: Said | None, bands: Bands) -> Range | None:
    """The band of a code: of several words the hull, wider the less sure the coder was.

    >>> banded(Said(("high", "low"), "high"), {"high": (0.5, 0.75), "low": (0.25, 0.5)})
    Range(low=0.25, high=0.75, distribution='uniform', mode=None)
    """
    found = [bands[word] for word in (() if said is None else said.words) if word in bands]
    if said is None or not found:
        return None
    low, high = min(low for low, _ in found), max(high for _, high in found)
    return around(0.5 * (low + high), 0.5 * (high - low) * WIDER[said.certainty])


def around(middle: float, half: float) -> Range:
    """From `half` below to `half` above a value."""
    return Range(middle - half, middle + half)


def ends_of(quantity: Quantity, doubt: Mapping[Certainty, float]) -> Band:
    """The sources' range, or the value with so much on either side where there is none.

    Args:
        quantity: As coded.
        doubt: What stands for a range by certainty, in the quantity's unit.
    """
    more = doubt[quantity.certainty]
    low = quantity.value - more if quantity.low is None else quantity.low
    high = quantity.value + more if quantity.high is None else quantity.high
    return low, high


def within(path: str, found: Range) -> float | Range:
    """A range cut off where its parameter ends; a number when nothing but an end is left.

    >>> within("power.drift", Range(0.0, 150.0))
    Range(low=0.0, high=100.0, distribution='uniform', mode=None)
    """
    row = PARAMETERS[path]
    low = min(max(found.low, row.low), row.high)
    high = min(max(found.high, row.low), row.high)
    low, high = float(f"{low:.6g}"), float(f"{high:.6g}")
    return Range(low, high, found.distribution) if low < high else low
