"""Hidden opposition: a small shift of private will, a large change in the street.

Source: T. Kuran 1991, "Now out of Never", World Politics 44; 1989, Public Choice 61. The
ten-person example is recalled from the paper and its arithmetic checked here.

| symbol    | meaning                                                       | unit            |
|-----------|---------------------------------------------------------------|-----------------|
| threshold | share in open opposition at which a person joins              | per cent, 0..100 |
"""

from __future__ import annotations

from collections.abc import Sequence


def open_opposition(thresholds: Sequence[float], start: float = 0.0) -> float:
    """The share in open opposition once nobody changes sides [per cent].

    Source: Kuran 1991 (example), 1989 (equilibria as fixed points).
    Assumes: a person is in opposition exactly when the visible share is at least its threshold;
        `start` is the share first seen [per cent].

    >>> open_opposition([0, 20, 20, 30, 40, 50, 60, 70, 80, 100])
    10.0
    >>> open_opposition([0, 10, 20, 30, 40, 50, 60, 70, 80, 100])
    90.0
    """
    seen = start
    for _ in range(2 * len(thresholds) + 2):
        following = 100.0 * sum(t <= seen for t in thresholds) / len(thresholds)
        if following == seen:
            break
        seen = following
    return seen


def equilibria(thresholds: Sequence[float]) -> list[float]:
    """Every share of open opposition that keeps itself [per cent], from low to high.

    Source: Kuran 1989.
    Assumes: as in `open_opposition`.

    >>> equilibria([0, 20, 20, 30, 40, 50, 60, 70, 80, 100])
    [10.0, 90.0, 100.0]
    """
    n = len(thresholds)
    shares = (100.0 * i / n for i in range(n + 1))
    return [s for s in shares if 100.0 * sum(t <= s for t in thresholds) / n == s]
