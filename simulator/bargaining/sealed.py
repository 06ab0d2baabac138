"""Sealed demands: both sides name a share of A's at once, and split the difference if they can.

A is a seller whose least share is uniform, B a buyer whose most is. The equilibrium in straight
lines: both shade two thirds as fast as their values move, and nobody goes beyond what every type of
the other side would agree to. There is a deal when the surplus is at least a quarter of the largest
there could be. If even the smallest surplus is that large, all types name one and the same share,
and there is peace for certain; the share chosen is midway between the ends of the two lines.

Source: K. Chatterjee and W. Samuelson 1983, "Bargaining under Incomplete Information", Operations
Research 31(5):835-51, uniform values. There are other equilibria, as always with two demands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.bargaining.pieces import integral


@dataclass(frozen=True, slots=True)
class Bidders:
    """What war is worth to the types of both sides, as A's shares.

    Attributes:
        least: Smallest and largest share that a type of A accepts at the least, uniform between.
        most: Smallest and largest share that a type of B leaves A at the most, uniform between.
    """

    least: tuple[float, float]
    most: tuple[float, float]

    @property
    def needed(self) -> float:
        """The surplus from which on there is a deal [share]."""
        return (self.most[1] - self.least[0]) / 4.0

    def line_a(self, least: float) -> float:
        """What a type of A asks, if that is not less than every type of B would leave."""
        return 2.0 * least / 3.0 + self.most[1] / 4.0 + self.least[0] / 12.0

    def line_b(self, most: float) -> float:
        """What a type of B leaves A, if that is not more than every type of A would ask."""
        return 2.0 * most / 3.0 + self.least[0] / 4.0 + self.most[1] / 12.0


@dataclass(frozen=True, slots=True)
class Sealed:
    """What comes of sealed demands.

    Attributes:
        agreement: Chance of a deal [0-1].
        share: Mean share of A in a deal; 0 when there is never one.
        asks: A's mean demand [share of A].
        leaves: B's mean offer [share of A].
        gain_a: What A gains over war, the mean over all types [stakes].
        gain_b: What B gains over war.
    """

    agreement: float
    share: float
    asks: float
    leaves: float
    gain_a: float
    gain_b: float


def sealed(types: Bidders) -> Sealed:
    """The equilibrium in straight lines.

    Args:
        types: The two sides; the intervals are not points.

    >>> found = sealed(Bidders((0.0, 1.0), (0.0, 1.0)))
    >>> round(found.agreement, 9), round(found.gain_a + found.gain_b, 9)
    (0.28125, 0.140625)
    """
    (low_a, high_a), (low_b, high_b) = types.least, types.most
    least_left, most_asked = types.line_b(low_b), types.line_a(high_a)
    if low_b - high_a >= types.needed:
        share = min(low_b, max(high_a, (least_left + most_asked) / 2.0))
        middle_a, middle_b = (low_a + high_a) / 2.0, (low_b + high_b) / 2.0
        return Sealed(1.0, share, share, share, share - middle_a, middle_b - share)

    def asks(least: float) -> float:
        return max(types.line_a(least), least_left)

    def leaves(most: float) -> float:
        return min(types.line_b(most), most_asked)

    kink_a = low_a + 1.5 * (least_left - types.line_a(low_a))
    kink_b = low_b + 1.5 * (most_asked - types.line_b(low_b))
    density = 1.0 / ((high_a - low_a) * (high_b - low_b))
    kinks = (kink_a, low_b - types.needed, kink_b - types.needed, high_b - types.needed)

    def over_deals(what: Callable[[float, float, float], float]) -> float:
        """The mean over all pairs of types of `what`(least, most, share), 0 without a deal."""

        def inner(least: float) -> float:
            first = max(low_b, least + types.needed)
            return integral(
                lambda most: what(least, most, (asks(least) + leaves(most)) / 2.0),
                first,
                high_b,
                [kink_b],
            )

        return density * integral(inner, low_a, high_a, kinks)

    agreement = over_deals(lambda least, most, share: 1.0)  # noqa: ARG005 - one signature
    agreed = over_deals(lambda least, most, share: share)  # noqa: ARG005
    return Sealed(
        agreement=agreement,
        share=agreed / agreement if agreement > 0.0 else 0.0,
        asks=integral(asks, low_a, high_a, [kink_a]) / (high_a - low_a),
        leaves=integral(leaves, low_b, high_b, [kink_b]) / (high_b - low_b),
        gain_a=over_deals(lambda least, most, share: share - least),  # noqa: ARG005
        gain_b=over_deals(lambda least, most, share: most - share),  # noqa: ARG005
    )
