"""Who gives in first when time costs both.

Source: J. Maynard Smith 1974 (symmetric case) and the textbook asymmetric and private-value cases.

| symbol     | meaning                                          | unit              |
|------------|--------------------------------------------------|-------------------|
| V, V_1, V_2 | worth of the prize                              | stake             |
| c          | cost of a unit of time                           | stake per time    |
| h_i        | rate at which i gives in                         | 1/time            |
| v, F, f    | private value, its distribution and density      | stake, at c = 1   |
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from scipy.integrate import quad


class Mixed(NamedTuple):
    """The mixed equilibrium: rates of giving in, who wins, how long it takes."""

    h_1: float
    h_2: float
    pr_1_wins: float
    expected_time: float


def mean_persistence(V: float, c: float) -> float:
    """How long each side means to hold out on average, V/c [time].

    Source: Maynard Smith 1974.
    Assumes: equal values and costs; exponential persistence; the equilibrium payoff is 0.

    >>> mean_persistence(3.0, 1.5)
    2.0
    """
    return V / c


def symmetric_payoff(V: float, c: float) -> float:
    """The mean payoff of each side, V/2 - c*E[T] = 0 [stake].

    Source: Maynard Smith 1974.
    Assumes: as in `mean_persistence`.

    >>> symmetric_payoff(3.0, 1.5)
    0.0
    """
    return V / 2 - c * mixed(V, V, c, c).expected_time


def mixed(V_1: float, V_2: float, c_1: float, c_2: float) -> Mixed:
    """The mixed equilibrium with complete information: h_i = c_j/V_j.

    Each side's rate keeps the *other* indifferent, so the side with more to gain wins less often;
    that sign is right and must not be "corrected".

    Source: textbook (after Maynard Smith 1974).
    Assumes: both sides mix without atoms at time 0.

    >>> mixed(4, 2, 1, 1).h_1, round(mixed(4, 2, 1, 1).pr_1_wins, 4)
    (0.5, 0.3333)
    """
    h_1, h_2 = c_2 / V_2, c_1 / V_1
    return Mixed(h_1, h_2, h_2 / (h_1 + h_2), 1 / (h_1 + h_2))


def private_time_uniform(v: float) -> float:
    """How long a value v holds out when values are uniform on [0,1], -v - ln(1-v) [time].

    Source: textbook symmetric equilibrium.
    Assumes: 0 <= v < 1, cost of time 1.

    >>> [round(private_time_uniform(v), 4) for v in (0.3, 0.6, 0.8)]
    [0.0567, 0.3163, 0.8094]
    """
    return -v - math.log1p(-v)


def private_time_exponential(v: float) -> float:
    """How long a value v holds out when values are exponential with mean 1, v**2/2 [time].

    Source: textbook symmetric equilibrium.
    Assumes: cost of time 1.

    >>> round(private_time_exponential(0.8), 9)
    0.32
    """
    return v * v / 2


def private_time(
    v: float, density: Callable[[float], float], distribution: Callable[[float], float]
) -> float:
    """How long a value v holds out, the integral of x*f/(1-F) from 0 to v [time].

    Source: textbook symmetric equilibrium.
    Assumes: independent values with density f and distribution F, F(v) < 1, cost of time 1.

    >>> round(private_time(0.6, lambda _: 1.0, lambda x: x), 4)
    0.3163
    """
    return float(quad(lambda x: x * density(x) / (1 - distribution(x)), 0.0, v)[0])
