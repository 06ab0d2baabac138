"""Which picture a sweep gets."""

from __future__ import annotations

from simulator.show.pictures.along import each_axis, line
from simulator.show.pictures.heat import heat_map
from simulator.show.pictures.style import Picture
from simulator.show.pictures.sweep_layout import Field


def picture_of(field: Field, on_grid: bool) -> Picture:
    """A line for one axis, a heat map for two, panels for three; else one panel for each axis.

    Args:
        field: What was seen.
        on_grid: Whether the points lie on a grid.
    """
    if len(field.axes) == 1:
        return line(field)
    return heat_map(field) if on_grid and len(field.axes) <= 3 else each_axis(field)
