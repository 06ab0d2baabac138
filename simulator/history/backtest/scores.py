"""Proper scores: a forecaster does best, on average, by saying what he believes.

All are losses: nought is perfect, less is better.

Sources: Brier 1950; Good 1952 (logarithmic score); Matheson and Winkler 1976 (continuous ranked
probability score); Gneiting and Raftery 2007 (propriety, and the closed form for a normal).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from simulator.model.records import Floats

_STANDARD = NormalDist()


def brier(chance: float, happened: bool) -> float:
    """Squared distance between the chance given and what happened [0-1].

    >>> brier(0.7, True)
    0.09000000000000002
    """
    return (chance - float(happened)) ** 2


def log_score(chance: float, happened: bool) -> float:
    """Minus the natural logarithm of the chance given to what happened; infinite at no chance."""
    given = chance if happened else 1.0 - chance
    return math.inf if given <= 0.0 else abs(math.log(given))


def chance_of(successes: int, number: int) -> float:
    """The chance an ensemble gives to what some of its members do, never quite 0 or 1.

    Half a member is added to either side, because that none of n did it does not mean that none
    ever would; without this, one surprise would cost an infinite logarithmic score.

    Source: Krichevsky and Trofimov 1981; Jeffreys' prior.
    """
    return (successes + 0.5) / (number + 1.0)


def crps_normal(mean: float, deviation: float, value: float) -> float:
    """The continuous ranked probability score of a normal forecast, in the unit of the value.

    Args:
        mean: Of the forecast.
        deviation: Its standard deviation; at 0 the score is the absolute error.
        value: What came.
    """
    if deviation <= 0.0:
        return abs(value - mean)
    z = (value - mean) / deviation
    density, below = _STANDARD.pdf(z), _STANDARD.cdf(z)
    return deviation * (z * (2.0 * below - 1.0) + 2.0 * density - 1.0 / math.sqrt(math.pi))


@dataclass(frozen=True, slots=True)
class Members:
    """An ensemble forecast of one number, sorted once so that many values can be scored.

    Attributes:
        sorted: The members, in order; shape (members,).
        sums: Sum of the first i members; shape (members + 1,).
        spread: Half the mean distance of two members.
    """

    sorted: Floats
    sums: Floats
    spread: float


def members_of(values: Floats) -> Members:
    """An ensemble forecast.

    Args:
        values: The members, at least one; shape (members,).
    """
    ordered = np.sort(values)
    n = ordered.size
    rank = np.arange(1, n + 1)
    # Mean distance of two members, from the order statistics: 2 sum (2 i - n - 1) x_i / n^2.
    spread = float(((2 * rank - n - 1) * ordered).sum()) / n**2
    return Members(ordered, np.concatenate([[0.0], np.cumsum(ordered)]), spread)


def crps(forecast: Members, values: Floats) -> Floats:
    """The continuous ranked probability score of an ensemble, in the unit of the values.

    The mean distance of the members from the value less half their mean distance from each other:
    exactly the score of the distribution that puts equal weight on each member.

    Args:
        forecast: The ensemble.
        values: What came, or could have come; shape (values,).

    Returns:
        Shape (values,).
    """
    n = forecast.sorted.size
    below = np.searchsorted(forecast.sorted, values, side="right")
    under, over = forecast.sums[below], forecast.sums[-1] - forecast.sums[below]
    distance: Floats = (values * below - under + over - values * (n - below)) / n
    return distance - forecast.spread


def inside(forecast: Members, value: float, level: float) -> bool:
    """Whether a value lies in the middle interval that holds `level` of the members."""
    low, high = np.quantile(forecast.sorted, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return bool(low <= value <= high)
