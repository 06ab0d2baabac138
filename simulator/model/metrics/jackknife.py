"""Intervals of any number of an ensemble, from leaving out one group of wars in turn.

Source: the delete-a-group jackknife (Quenouille 1956; Tukey 1958), with Student's t for so few
groups.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from simulator.model.metrics.intervals import Pair

#: Groups that wars are divided into.
GROUPS = 20


def jackknife(value: float, without: npt.NDArray[np.float64]) -> Pair | None:
    """The 95 per cent interval of a number; None where it cannot be told.

    Args:
        value: The number from all wars.
        without: The number without each group in turn; shape (groups,). One that is not finite
            makes the interval untellable.

    >>> import numpy as np
    >>> jackknife(2.0, np.array([2.0, 2.0, 2.0]))
    (2.0, 2.0)
    """
    groups = without.size
    if groups < 2 or not math.isfinite(value) or not np.isfinite(without).all():
        return None
    half = float(stdtrit(groups - 1, 0.975)) * math.sqrt((groups - 1) * float(without.var()))
    return value - half, value + half
