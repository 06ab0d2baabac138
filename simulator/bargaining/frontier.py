"""What a deal can give: the best either side can have with the other just willing.

Terms are a point on the land axis and a rung of D's status. Each rung is a curve in the plane of
the two leaders' values (land is what is traded along it; removal at home bends it); the frontier is
the upper envelope of the six curves. No lottery over terms is allowed, so it need not be concave.

The envelope is tabulated on an even grid of values once a month, because the solver asks it
thousands of times; along a rung it is exact up to that grid, and the offer actually made is
computed on the curve itself by `best_terms`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled

Floats = npt.NDArray[np.float64]

_IMPOSSIBLE = -1e3
#: Values under this mean that no terms satisfy the other side.
NOTHING = -900.0
_STEEP = 50.0  # slope beyond the table's end: what no terms can give


@compiled
def envelope(own: Floats, other: Floats, low: float, high: float, table: Floats) -> None:
    """Fill `table` with the best `own` value at each least `other` value on [low, high].

    Args:
        own: Proposer's value of terms; shape (rungs, points along the land axis).
        other: Responder's value of the same terms; same shape.
        low: Responder's value at the first entry [stakes].
        high: Responder's value at the last entry [stakes].
        table: Filled; shape (m,), non-increasing.
    """
    number = table.shape[0]
    step = (high - low) / (number - 1)
    for m in range(number):
        table[m] = _IMPOSSIBLE
    for rung in range(own.shape[0]):
        for i in range(own.shape[1] - 1):
            first, last = other[rung, i], other[rung, i + 1]
            lower, upper = min(first, last), max(first, last)
            start = max(0, int(np.ceil((lower - low) / step - 1e-12)))
            stop = min(number - 1, int(np.floor((upper - low) / step + 1e-12)))
            for m in range(start, stop + 1):
                share = 0.0 if last == first else (low + m * step - first) / (last - first)
                share = min(1.0, max(0.0, share))
                value = own[rung, i] + share * (own[rung, i + 1] - own[rung, i])
                table[m] = max(table[m], value)
        # A point also serves whoever asks for less: giving more than asked is free.
        for i in range(own.shape[1]):
            place = int(np.floor((other[rung, i] - low) / step + 1e-12))
            if place >= 0:
                place = min(number - 1, place)
                table[place] = max(table[place], own[rung, i])
    for m in range(number - 2, -1, -1):
        table[m] = max(table[m], table[m + 1])


@compiled
def best_against(value: float, low: float, step: float, table: Floats) -> tuple[float, float, int]:
    """The proposer's best value when the other must have at least `value`.

    Args:
        value: What the other must have [stakes].
        low: Its value at the table's first entry [stakes].
        step: What it gains from one entry to the next [stakes].
        table: As `envelope` fills it; shape (m,).

    Returns:
        The best value [stakes], its slope there, and the straight piece it was read from: 1 before
        the table, 2 to m within it, m + 1 beyond its end.
    """
    last = table.shape[0] - 1
    per_step = 1.0 / step
    place = (value - low) * per_step
    if not place > 0.0:
        return table[0], 0.0, 1
    if place >= last:
        return table[last] - _STEEP * (value - (low + last * step)), -_STEEP, last + 2
    m = int(place)
    slope = (table[m + 1] - table[m]) * per_step
    return table[m] + slope * (value - low - m * step), slope, m + 2


@compiled
def best_terms(own: Floats, other: Floats, least: float) -> tuple[float, float, int]:
    """The best terms for a proposer when the other must have at least `least`.

    The indifference point is found exactly on each segment, so no grid of offers is needed.

    Args:
        own: Proposer's value of terms; shape (rungs, points along the land axis).
        other: Responder's value of the same terms; same shape.
        least: What the responder must have [stakes].

    Returns:
        Proposer's value [stakes; below -999 when nothing satisfies the other], place on the land
        axis [0 to 1], rung.
    """
    rungs, points = own.shape
    best, land, at = _IMPOSSIBLE, 0.0, rungs - 1
    for rung in range(rungs):
        for i in range(points):
            if other[rung, i] >= least and own[rung, i] > best:
                best, land, at = own[rung, i], i / (points - 1.0), rung
            if i + 1 < points:
                first, last = other[rung, i], other[rung, i + 1]
                if (first - least) * (last - least) < 0.0:
                    share = (least - first) / (last - first)
                    value = own[rung, i] + share * (own[rung, i + 1] - own[rung, i])
                    if value > best:
                        best, land, at = value, (i + share) / (points - 1.0), rung
    return best, land, at


@compiled
def is_concave(low: float, high: float, table: Floats, slack: float) -> bool:
    """Whether a tabulated frontier is concave up to `slack` [stakes]: then no lottery beats it."""
    for m in range(1, table.shape[0] - 1):
        between = 0.5 * (table[m - 1] + table[m + 1])
        if table[m + 1] > 0.5 * _IMPOSSIBLE and table[m] + slack < between:
            return False
    return high > low
