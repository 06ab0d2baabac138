"""When learning is bad news: the type one discovers may be the one that will grow.

Source: S. Wolford, D. Reiter and C. Carrubba 2011, JCR 55(4), for the argument (from memory). The
threshold is Wolford-Reiter-Carrubba-type, own derivation.

| symbol     | meaning                                                    | unit        |
|------------|------------------------------------------------------------|-------------|
| p          | rising side's probability of winning now                   | probability |
| D_l, D_h   | small and large possible rise of it next period            | probability |
| d          | part of the flow that war destroys                         | 0..1        |
| delta      | discount factor per period                                 | 0..1        |
| q          | the declining side's belief that the rise is large         | probability |
"""

from __future__ import annotations


def largest_tolerable_belief(p: float, D_l: float, D_h: float, d: float, delta: float) -> float:
    """The belief in the large rise up to which the declining side settles (may leave 0..1).

    Source: Wolford-Reiter-Carrubba-type, own derivation.
    Assumes: it keeps the whole flow now and all the later surplus; D_l < D_h.

    >>> round(largest_tolerable_belief(0.3, 0.1, 0.4, 0.1, 0.9), 6)
    0.1893
    """
    B = 1 / (1 - delta)
    settled_low, settled_high = (B - (p + rise) * (1 - d) * B for rise in (D_l, D_h))
    fight = (1 - p) * (1 - d) * B
    return (1 + delta * settled_low - fight) / (delta * (settled_low - settled_high))


def settles(q: float, p: float, D_l: float, D_h: float, d: float, delta: float) -> bool:
    """Whether the declining side settles at belief q; news that raises q can restart a war.

    Source: Wolford-Reiter-Carrubba-type, own derivation.
    Assumes: as in `largest_tolerable_belief`.

    >>> settles(0.1, 0.3, 0.1, 0.4, 0.1, 0.9), settles(0.3, 0.3, 0.1, 0.4, 0.1, 0.9)
    (True, False)
    """
    return q <= largest_tolerable_belief(p, D_l, D_h, d, delta)
