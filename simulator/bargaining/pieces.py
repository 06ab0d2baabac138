"""Exact integrals of what is a polynomial between known kinks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np

#: Gauss-Legendre nodes a piece: exact for polynomials to degree 9.
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(5)


def integral(
    of: Callable[[float], float], low: float, high: float, kinks: Iterable[float] = ()
) -> float:
    """The integral of a function that is a polynomial, to degree 9, between its kinks.

    Args:
        of: The function.
        low: Lower end.
        high: Upper end; nothing is integrated if it is not above the lower.
        kinks: Where the polynomial changes; those outside the ends do not matter.

    >>> round(integral(abs, -1.0, 2.0, [0.0]), 12), integral(abs, 1.0, 0.0)
    (2.5, 0.0)
    """
    if high <= low:
        return 0.0
    ends = [low, *sorted(kink for kink in kinks if low < kink < high), high]
    total = 0.0
    for a, b in pairwise(ends):
        half, middle = (b - a) / 2.0, (a + b) / 2.0
        total += half * sum(
            weight * of(middle + half * node) for node, weight in zip(_NODES, _WEIGHTS, strict=True)
        )
    return float(total)


def mean(
    of: Callable[[float], float], low: float, high: float, kinks: Iterable[float] = ()
) -> float:
    """The mean of such a function under a uniform chance on [low, high], low < high."""
    return integral(of, low, high, kinks) / (high - low)
