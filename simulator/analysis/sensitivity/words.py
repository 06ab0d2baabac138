"""A box as one would say it."""

from __future__ import annotations

import math

from simulator.analysis.sensitivity.prim import Box
from simulator.model.designs import Axis, Setting


def box_words(box: Box, axes: tuple[Axis, ...]) -> str:
    """Every restriction of a box: `belief.bias_A < 0.1 and posture is sticks`."""
    return " and ".join(side_words(box, axes, column) for column in box.restricted)


def side_words(box: Box, axes: tuple[Axis, ...], column: int) -> str:
    """One restriction of a box, its numbers to three digits."""
    axis = axes[column]
    if column in box.kept:
        words = (_word(axis.choices[code]) for code in sorted(box.kept[column]))
        return f"{axis.name} is {' or '.join(words)}"
    low, high = box.limits[column]
    if math.isinf(low):
        return f"{axis.name} < {high:.3g}"
    if math.isinf(high):
        return f"{axis.name} > {low:.3g}"
    return f"{low:.3g} < {axis.name} < {high:.3g}"


def _word(value: Setting) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).lower()
