"""Estimate and claim to verdict.

    supported     the interval lies within the claimed band; of a sign: off zero on its side, and
                  the estimate reaches the least size claimed, where one is
    too small     of a sign: off zero on its side, and the estimate does not reach that size
    contradicted  the interval lies outside the band; of a sign: it is not off zero, and excludes
                  an effect of the least size claimed (of any size, where none is)
    inconclusive  it straddles a bound, or no war has the number
    untestable    the model has no counterpart, says the card
    restates      the claim repeats an input, says the card: shown, not scored

Supported and too small both have the direction right. A claim with several parts is contradicted by
one contradicted part, and supported by none but all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from simulator.claims.cards.card import Test
from simulator.model.metrics.intervals import Pair

Verdict = Literal[
    "supported", "too small", "contradicted", "inconclusive", "untestable", "restates"
]

#: Worst first: of a claim with several scored parts, the first of these that occurs is its verdict.
_ORDER: tuple[Verdict, ...] = (
    "contradicted",
    "inconclusive",
    "too small",
    "supported",
    "restates",
)

#: Those that have the direction, or the band, right.
RIGHT: tuple[Verdict, ...] = ("supported", "too small")


def judged(test: Test, value: float | None, ci95: Pair | None, control: float | None) -> Verdict:
    """The verdict on one part.

    Args:
        test: What is claimed.
        value: The estimate.
        ci95: Its interval.
        control: The control's value, for a relative size.
    """
    if value is None or ci95 is None:
        return "inconclusive"
    low, high = ci95
    if test.sign is not None:
        least = claimed_size(test, control)
        if test.sign == "-":
            low, high = -high, -low
        if low > 0.0:
            return "supported" if reaches(test, value, control) else "too small"
        return "contradicted" if high <= 0.0 or high < least else "inconclusive"
    inside, outside = True, False
    for bound, is_low, strict in limits(test):
        within = (low > bound or (low == bound and not strict)) if is_low else high <= bound
        if not is_low and strict:
            within = high < bound
        inside &= within
        outside |= high < bound if is_low else low > bound
    if inside:
        return "supported"
    return "contradicted" if outside else "inconclusive"


def holds(test: Test, value: float | None) -> bool:
    """Whether a point estimate agrees with the claim."""
    if value is None:
        return False
    if test.sign is not None:
        return value > 0.0 if test.sign == "+" else value < 0.0
    for bound, is_low, strict in limits(test):
        if strict and value == bound:
            return False
        if (value < bound) if is_low else (value > bound):
            return False
    return True


def reaches(test: Test, value: float, control: float | None) -> bool:
    """Whether an estimate has the claimed sign and the least size claimed with it."""
    toward = value if test.sign == "+" else -value
    return toward > 0.0 and toward >= claimed_size(test, control)


def claimed_size(test: Test, control: float | None) -> float:
    """The least size of an effect that is claimed with its sign, in the unit of the statistic."""
    return test.size * (abs(control or 0.0) if test.relative else 1.0)


def limits(test: Test) -> list[tuple[float, bool, bool]]:
    """Bounds of the claimed band: value, whether it is the low one, whether it is excluded."""
    low, high = test.within or (None, None)
    every = (
        (low, True, False),
        (high, False, False),
        (test.least, True, False),
        (test.most, False, False),
        (test.above, True, True),
        (test.below, False, True),
    )
    return [(bound, is_low, strict) for bound, is_low, strict in every if bound is not None]


def together(parts: Sequence[Verdict]) -> Verdict:
    """The verdict on a claim from those of its parts; parts that restate do not count.

    >>> together(["supported", "restates"])
    'supported'
    """
    return next(verdict for verdict in _ORDER if verdict in parts)
