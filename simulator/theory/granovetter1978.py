"""Thresholds and cascades: when one person more makes a crowd.

Source: M. Granovetter 1978, "Threshold Models of Collective Behavior", AJS 83(6).

| symbol     | meaning                                              | unit    |
|------------|------------------------------------------------------|---------|
| threshold  | how many must have joined before this person does    | persons |
| N          | size of the crowd                                    | persons |
| mean, sd   | of normally distributed thresholds                   | persons |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scipy.optimize import brentq
from scipy.stats import norm


class Fold(NamedTuple):
    """The spread at which a small equilibrium disappears, and its size just before."""

    sd: float
    equilibrium: float


def cascade(thresholds: Sequence[float]) -> int:
    """How many have joined when nobody else wants to [persons].

    Source: Granovetter 1978.
    Assumes: a person joins when at least its threshold have joined; the order does not matter.

    >>> cascade(range(100)), cascade([0, 2, *range(2, 100)])
    (100, 1)
    """
    joined = 0
    for threshold in sorted(thresholds):
        if threshold > joined:
            break
        joined += 1
    return joined


def normal_equilibrium(mean: float, sd: float, N: float = 100.0) -> float:
    """The smallest stable size r = N*Phi((r - mean)/sd), reached from nobody [persons].

    Source: Granovetter 1978 (continuous thresholds).
    Assumes: a crowd so large that shares equal probabilities; found by stepping from 0.

    >>> round(normal_equilibrium(25, 12.2), 1), round(normal_equilibrium(25, 12.3), 1)
    (5.5, 100.0)
    """
    r = 0.0
    for _ in range(200_000):
        following = N * float(norm.cdf((r - mean) / sd))
        if abs(following - r) < 1e-11:
            break
        r = following
    return r


def normal_fold(mean: float, N: float = 100.0) -> Fold:
    """The critical spread of normal thresholds and the equilibrium just below it [persons].

    At the fold the map touches the diagonal: sd = N*phi(z) and mean + z*sd = N*Phi(z).

    Source: Granovetter 1978 (his 12.2 and 6); the fold of the continuous map.
    Assumes: mean well below N/2 so that the small equilibrium exists.

    >>> fold = normal_fold(25)
    >>> round(fold.sd, 4), round(fold.equilibrium, 4)
    (12.2221, 6.2003)
    """
    z = brentq(lambda z: mean + N * z * norm.pdf(z) - N * norm.cdf(z), -6.0, -1.0, xtol=1e-14)
    return Fold(N * float(norm.pdf(z)), N * float(norm.cdf(z)))
