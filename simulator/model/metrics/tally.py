"""Counting and averaging many columns of numbers in one pass, compiled and without Python's lock.

Every function goes through its wars in the order in which they come, so the caller decides the
order of every floating-point addition.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled, compiled_inside

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


@compiled_inside
def _cell(value: float, edges: Floats, first: float, per_bin: float, log: bool) -> int:
    """How many edges do not exceed `value`: its cell, the one below the first edge being 0."""
    last = int(edges.shape[0]) - 1
    if value < edges[0]:
        return 0
    if value >= edges[last]:
        return last + 1
    # Even edges are found by arithmetic; rounding may miss by one, and the edges decide.
    place = math.log(value) if log else value
    guess = min(max(int((place - first) * per_bin), 0), last - 1)
    if value < edges[guess]:
        guess -= 1
    elif value >= edges[guess + 1]:
        guess += 1
    return guess + 1


@compiled
def count(
    values: Floats, edges: Floats, log: bool, counts: Counts, least: Floats, greatest: Floats
) -> None:
    """Add values to histograms and to their extremes; what is not finite is left out.

    Args:
        values: Shape (wars, columns), in any memory order.
        edges: Rising, evenly spaced in the value or (`log`) in its logarithm; shape (bins + 1,).
        log: Whether the edges grow by a factor.
        counts: Shape (columns, bins + 2); changed.
        least: Least value so far; shape (columns,); changed.
        greatest: Greatest value so far; shape (columns,); changed.
    """
    bins = edges.shape[0] - 1
    first = math.log(edges[0]) if log else edges[0]
    last = math.log(edges[bins]) if log else edges[bins]
    per_bin = bins / (last - first)
    for war in range(values.shape[0]):
        for column in range(values.shape[1]):
            value = values[war, column]
            if math.isfinite(value):
                counts[column, _cell(value, edges, first, per_bin, log)] += 1
                least[column] = min(least[column], value)
                greatest[column] = max(greatest[column], value)


@compiled
def fold(values: Floats, number: Floats, mean: Floats, squares: Floats) -> None:
    """Running mean and sum of squared distances of each column, war after war.

    Source: Welford 1962.

    Args:
        values: Shape (wars, columns); what is not finite is left out.
        number: How many values there were; shape (columns,), like the next two; changed.
        mean: Changed.
        squares: Changed.
    """
    for war in range(values.shape[0]):
        for column in range(values.shape[1]):
            value = values[war, column]
            if math.isfinite(value):
                number[column] += 1.0
                gap = value - mean[column]
                mean[column] += gap / number[column]
                squares[column] += gap * (value - mean[column])
