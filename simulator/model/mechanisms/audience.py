"""The domestic audience: a threshold cascade of open dissent.

Source: Granovetter 1978 (thresholds); Kuran 1989, 1991 (private and public preferences).
Assumes: private grievance lowers a member's threshold; with none the model is Granovetter's.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@compiled
def joined(
    thresholds: Floats, sensitivity: Floats, first: int, last: int, pull: float, share: float
) -> int:
    """How many members of one bloc dissent openly when a share of all does.

    Args:
        thresholds: As `open_dissent`.
        sensitivity: As `open_dissent`.
        first: The bloc's first member.
        last: The member after its last.
        pull: How far the bloc's grievance lowers a threshold at a sensitivity of 1.
        share: Share of open dissent that everybody sees [0 to 1].
    """
    # A hair's breadth, so that thresholds of 1/n meet a share summed to 1/n.
    level = share + 1e-12
    # Slices count from nought, which lets the compiler take several members at a time.
    own, felt = thresholds[first:last], sensitivity[first:last]
    number = 0
    for i in range(own.shape[0]):
        number += 1 if own[i] - pull * felt[i] <= level else 0
    return number


@compiled
def open_dissent(
    thresholds: Floats,
    sensitivity: Floats,
    starts: Places,
    weights: Floats,
    grievance: Floats,
    scale: float,
) -> float:
    """Weighted share of members who dissent openly: the cascade's least fixed point [0 to 1].

    Args:
        thresholds: Share of open dissent at which each joins, without grievance, bloc after bloc;
            shape (n,).
        sensitivity: How strongly each feels its bloc's grievance; shape (n,).
        starts: Each bloc's first member, and n; shape (5,).
        weights: Weight of one member of each bloc; shape (4,), over all members summing to 1.
        grievance: Grievance of each bloc; shape (4,).
        scale: How far a full grievance lowers a threshold.
    """
    share = 0.0
    for _ in range(thresholds.shape[0] + 1):
        after = 0.0
        for bloc in range(4):
            # Members of a bloc weigh alike, so counting them (which processors do many at a time)
            # is enough, and does not depend on their order.
            first, last = starts[bloc], starts[bloc + 1]
            pull = scale * grievance[bloc]
            after += weights[bloc] * joined(thresholds, sensitivity, first, last, pull, share)
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
