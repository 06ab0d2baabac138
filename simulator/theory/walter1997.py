"""A guarantor that pays for the weak moment.

Source: B. Walter 1997, "The Critical Barrier to Civil War Settlement", IO 51, for the argument.
The formula is Walter-type, own derivation from the shift of power in Powell 2006.

| symbol   | meaning                                              | unit             |
|----------|------------------------------------------------------|------------------|
| e        | worth of the guarantee to the declining side         | one-period flows |
| p, Delta | rising side's chance now, and by how much it rises   | probability      |
| d        | part of the flow that war destroys                   | 0..1             |
| delta    | discount factor per period                           | 0..1             |
"""

from __future__ import annotations


def guarantee_needed(p: float, Delta: float, d: float, delta: float) -> float:
    """The smallest guarantee that keeps the declining side from fighting [one-period flows].

    Source: Walter-type, own derivation.
    Assumes: Powell's shift with alpha = 0; the guarantee is received if and only if peace holds.

    >>> round(guarantee_needed(0.3, 0.3, 0.1, 0.9), 9)
    1.16
    """
    return max(0.0, ((1 - d) * (delta * (p + Delta) - p) - d) / (1 - delta))
