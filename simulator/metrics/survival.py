"""How long an end of the fighting lasts, when the horizon cuts some of them short."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.metrics.intervals import Z95, Pair, wilson

Counts = npt.NDArray[np.int64]


class Failure(NamedTuple):
    """Chance that fighting resumes within the window.

    Attributes:
        chance: Kaplan-Meier estimate [0, 1].
        se: Greenwood's standard error.
        ci95: Greenwood's interval on the log-log scale, which stays in [0, 1]; Wilson's over those
            still watched where the estimate is 0 or 1 and Greenwood's variance says nothing.
        number: How many ends were watched for at least a month.
    """

    chance: float
    se: float
    ci95: Pair
    number: int


def kaplan_meier(resumed: Counts, censored: Counts, window: int) -> Failure | None:
    """Chance that fighting resumes within `window` months of its end; None without any end.

    A war whose horizon is reached c months after its end was watched through month c: it counts
    among those at risk up to and in that month.

    Source: Kaplan and Meier 1958; Greenwood 1926; the log-log interval of Kalbfleisch and
    Prentice 1980.

    Args:
        resumed: Number whose fighting resumed d months after the end; shape (months,).
        censored: Number last seen at peace d months after the end; shape (months,).
        window: Months after the end within which a resumption counts.
    """
    watched = int(resumed.sum() + censored.sum())
    at_risk = np.cumsum((resumed + censored)[::-1])[::-1][: window + 1]
    deaths = resumed[: window + 1]
    number = int(resumed.sum() + censored[1:].sum())
    if watched == 0 or number == 0:
        return None
    survival, greenwood, last = 1.0, 0.0, number
    for dead, alive in zip(deaths.tolist(), at_risk.tolist(), strict=True):
        if alive == 0:
            break
        last = alive
        survival *= 1.0 - dead / alive
        if dead < alive:
            greenwood += dead / (alive * (alive - dead))
    se = survival * math.sqrt(greenwood)
    return Failure(1.0 - survival, se, _interval(survival, greenwood, last), number)


def _interval(survival: float, greenwood: float, last: int) -> Pair:
    if not 0.0 < survival < 1.0:
        return wilson(0 if survival == 1.0 else last, last)
    log = math.log(survival)
    width = Z95 * math.sqrt(greenwood) / abs(log)
    return 1.0 - survival ** math.exp(-width), 1.0 - survival ** math.exp(width)
