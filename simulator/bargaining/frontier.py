"""The frontier of deals: the most either side can have with the other just willing.

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
def least_and_most(values: Floats) -> tuple[float, float]:
    """The least and the greatest of a plane's values [stakes]."""
    least = most = values[0, 0]
    for row in range(values.shape[0]):
        for value in values[row]:
            least, most = min(least, value), max(most, value)
    return least, most


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
    per_step = 1.0 / step
    for m in range(number):
        table[m] = _IMPOSSIBLE
    for rung in range(own.shape[0]):
        for i in range(own.shape[1]):
            start = (other[rung, i] - low) * per_step
            # A point also serves whoever asks for less: giving more than asked is free.
            place = min(number - 1, int(np.floor(start + 1e-12)))
            if place >= 0:
                table[place] = max(table[place], own[rung, i])
            # Where the frontier drops behind it, the drop moves with the point and not in steps of
            # the grid: what is solved with the frontier would never settle otherwise.
            if 0 <= place < number - 1:
                beyond = own[rung, i] - _STEEP * (place + 1 - start) * step
                table[place + 1] = max(table[place + 1], beyond)
            if i + 1 < own.shape[1]:
                end = (other[rung, i + 1] - low) * per_step
                _draw(table, start, own[rung, i], end, own[rung, i + 1])
    for m in range(number - 2, -1, -1):
        table[m] = max(table[m], table[m + 1])


@compiled
def _draw(table: Floats, start: float, at_start: float, end: float, at_end: float) -> None:
    """Raise the table to the straight line between two points; places are in entries."""
    first = max(0, int(np.ceil(min(start, end) - 1e-12)))
    last = min(table.shape[0] - 1, int(np.floor(max(start, end) + 1e-12)))
    if first > last:
        return
    slope = (at_end - at_start) / (end - start) if end != start else 0.0
    lower, upper = min(at_start, at_end), max(at_start, at_end)
    stretch, ahead = table[first : last + 1], first - start
    for m in range(stretch.shape[0]):
        # Rounding on a nearly flat stretch must not overshoot its ends.
        value = min(upper, max(lower, at_start + slope * (m + ahead)))
        stretch[m] = max(stretch[m], value)


@compiled
def straighten(low: float, high: float, table: Floats, slopes: Floats, heights: Floats) -> None:
    """Fill the straight pieces of a tabulated frontier: on piece i it is heights + slopes x value.

    Piece 0 is flat, for values under `low`; the last is steep, for values beyond `high`.

    Args:
        low: Responder's value at the first entry [stakes].
        high: Responder's value at the last entry [stakes].
        table: As `envelope` fills it; shape (m,).
        slopes: Filled; shape (m + 1,).
        heights: Filled; shape (m + 1,).
    """
    last = table.shape[0] - 1
    step = (high - low) / last
    per_step = 1.0 / step
    slopes[0], heights[0] = 0.0, table[0]
    for m in range(last):
        slope = (table[m + 1] - table[m]) * per_step
        slopes[m + 1] = slope
        heights[m + 1] = table[m] - slope * (low + m * step)
    slopes[last + 1] = -_STEEP
    heights[last + 1] = table[last] + _STEEP * (low + last * step)


@compiled
def piece_at(value: float, low: float, per_step: float, pieces: int) -> int:
    """Which straight piece the frontier stands on when the other side must have `value`.

    Args:
        value: What the other side must have [stakes].
        low: Its value at the table's first entry [stakes].
        per_step: Entries a stake of its value.
        pieces: How many straight pieces there are.
    """
    place = min(pieces - 1.0, max(0.0, (value - low) * per_step + 1.0))
    # Unsigned, so that looking a piece up allows for no counting from the end.
    return np.uint64(place)  # type: ignore[return-value]


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
