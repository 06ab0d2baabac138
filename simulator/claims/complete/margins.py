"""How far a claim is from coming out, in standard errors, so that a search can be led by it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.claims.compare.results import Judged
from simulator.claims.judge.claim import Part
from simulator.claims.judge.verdict import claimed_size, limits
from simulator.model.metrics.intervals import Z95

#: No claim is further off than this, or safer [standard errors].
_MOST = 20.0
#: Where no war has the number asked.
_NO_NUMBER = -3.0
#: A claim that is this far on the right side, with the few wars of a search, counts as met.
ENOUGH = 1.0
#: And with its size, which an estimate only has to reach.
_SIZED = 0.5
#: What a size missed costs beside a direction missed.
_SIZE = 0.25


@dataclass(frozen=True, slots=True)
class Margin:
    """A claim's distance from its bound, above nought on the right side [standard errors].

    Attributes:
        direction: Of the sign or the band; the least over the claim's parts.
        size: Of the least size claimed with a sign; None where none is.
    """

    direction: float
    size: float | None

    @property
    def met(self) -> bool:
        """Whether the direction is right by enough."""
        return self.direction >= ENOUGH

    @property
    def sized(self) -> bool:
        """Whether a size is claimed, and reached by enough, in the right direction."""
        return self.met and self.size is not None and self.size >= _SIZED


def margin(judged: Judged) -> Margin:
    """How far a scored claim is from coming out."""
    parts = [part for part in judged.parts if part.test.restates is None]
    sizes = [_size(part) for part in parts if part.test.size > 0.0]
    return Margin(min(_direction(part) for part in parts), min(sizes) if sizes else None)


def shortfall(margins: Sequence[Margin]) -> float:
    """What a search makes least: nought where every claim is met with its size.

    A claim missed costs one, and the logarithm of how far it is missed, so that one which cannot be
    met does not outweigh the others.
    """
    return math.fsum(_cost(each.direction) + _SIZE * _cost(each.size) for each in margins)


def _cost(distance: float | None) -> float:
    if distance is None:
        return 0.0
    return float(distance < 0.0) + math.log1p(max(0.0, ENOUGH - distance))


def _direction(part: Part) -> float:
    if part.value is None or part.ci95 is None:
        return _NO_NUMBER
    if part.test.sign is not None:
        toward = part.value if part.test.sign == "+" else -part.value
        return _errors(toward, part)
    return min(
        _errors(part.value - bound if is_low else bound - part.value, part)
        for bound, is_low, _ in limits(part.test)
    )


def _size(part: Part) -> float:
    if part.value is None or part.ci95 is None:
        return _NO_NUMBER
    toward = part.value if part.test.sign == "+" else -part.value
    return _errors(toward - claimed_size(part.test, part.control), part)


def _errors(gap: float, part: Part) -> float:
    """A gap in standard errors, from the interval's half width."""
    low, high = part.ci95 or (0.0, 0.0)
    error = (high - low) / (2.0 * Z95)
    if not math.isfinite(gap) or not math.isfinite(error):
        return _MOST if part.holds else -_MOST
    if error <= 0.0:
        return math.copysign(_MOST, gap) if gap else 0.0
    return min(_MOST, max(-_MOST, gap / error))
