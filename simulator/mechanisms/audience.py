"""The domestic audience: a threshold cascade of open dissent.

Source: Granovetter 1978 (thresholds); Kuran 1989, 1991 (private and public preferences).
Assumes: private grievance lowers a member's threshold; with none the model is Granovetter's.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled

Floats = npt.NDArray[np.float64]


@compiled
def open_dissent(
    thresholds: Floats,
    sensitivity: Floats,
    weights: Floats,
    blocs: npt.NDArray[np.int64],
    grievance: Floats,
    scale: float,
) -> float:
    """Weighted share of members who dissent openly: the cascade's least fixed point [0 to 1].

    Args:
        thresholds: Share of open dissent at which each joins, without grievance; shape (n,).
        sensitivity: How strongly each feels its bloc's grievance; shape (n,).
        weights: Weight of each, summing to 1; shape (n,).
        blocs: Index of each member's bloc; shape (n,).
        grievance: Grievance of each bloc; shape (4,).
        scale: How far a full grievance lowers a threshold.
    """
    number = thresholds.shape[0]
    effective = np.empty(number)
    for i in range(number):
        effective[i] = thresholds[i] - scale * sensitivity[i] * grievance[blocs[i]]
    share = 0.0
    for _ in range(number + 1):
        after = 0.0
        for i in range(number):
            # A hair's breadth, so that thresholds of 1/n meet a share summed to 1/n.
            if effective[i] <= share + 1e-12:
                after += weights[i]
        if after <= share:
            break
        share = after
    return min(1.0, share)


@compiled
def total(values: Floats) -> float:
    """Sum in the order of the values, so that every engine rounds alike."""
    added = 0.0
    for value in values:
        added += value
    return added
