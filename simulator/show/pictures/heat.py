"""Phase diagrams: a metric over two axes, its uncertainty in every cell; over three in panels."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from simulator.model.designs import Setting
from simulator.show.pictures.style import (
    BLACK,
    PALE,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)
from simulator.show.pictures.sweep_layout import Field, Floats, axis_label, short, values_of

#: Told apart by colour-blind readers, and in grey print.
_COLOURS = "cividis"

#: Cells of one panel that still have room for their numbers.
_ROOM = 130


def heat_map(field: Field) -> Picture:
    """A metric over two axes, or over two axes for each value of a third.

    Args:
        field: What was seen on a grid of two or three axes.
    """
    order = _order(field)
    values = [values_of(field, number) for number in order]
    panels = values[2] if len(order) == 3 else [None]
    cells = len(values[0]) * len(values[1])
    columns = min(len(panels), 3)
    rows = -(-len(panels) // columns)
    with look():
        wide = 2.6 + columns * max(3.0, 0.62 * len(values[0]))
        high = 1.9 + rows * max(2.4, 0.45 * len(values[1]))
        figure = canvas(min(max(wide, 7.5), 15.0), min(high, 15.0))
        title = field.headline()
        heading(figure, title)
        grid = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True)
        low, high_end = _ends(field)
        image: Any = None
        for index, value in enumerate(panels):
            axes = grid[index // columns][index % columns]
            mean, half = _cells(field, order, values, value)
            image = axes.imshow(
                mean, origin="lower", aspect="auto", cmap=_COLOURS, vmin=low, vmax=high_end
            )
            axes.set_facecolor(PALE)
            if cells <= _ROOM:
                _write(axes, field, mean, half, (low, high_end))
            else:
                _dots(axes, mean, half, high_end - low)
            if value is not None:
                axes.set_title(f"{field.axes[order[2]].name} = {short(value)}")
            _ticks(axes, values, index // columns == rows - 1, index % columns == 0)
        for index in range(len(panels), rows * columns):
            grid[index // columns][index % columns].set_axis_off()
        for axes in grid[-1]:
            axes.set_xlabel(axis_label(field.axes[order[0]]))
        for row in grid:
            row[0].set_ylabel(textwrap.fill(axis_label(field.axes[order[1]]), 44))
        bar = figure.colorbar(image, ax=grid, shrink=0.8, pad=0.02)
        bar.set_label(textwrap.fill(field.meaning(), 48))
        bar.outline.set_visible(False)
        if field.is_share:
            bar.ax.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
        shown = "± half the 95% interval" if cells <= _ROOM else "dots: half the 95% interval"
        what = f"{field.metric}; {shown}; {field.replications} wars a point on the same luck"
        origin = footer(figure, field.stamp, what)
        alt = f"{title}. Heat map of {field.meaning()}. {field.ends()}. " + _table(field, order)
        return finished(figure, f"sweep-{field.metric}", title, alt, origin)


def _order(field: Field) -> list[int]:
    """Axes across, up, and from panel to panel: the fewest values go from panel to panel."""
    order = list(range(len(field.axes)))
    if len(order) == 3:
        fewest = min(order, key=lambda number: len(values_of(field, number)))
        order = [*(number for number in order if number != fewest), fewest]
    return order


def _ends(field: Field) -> tuple[float, float]:
    known = field.mean[np.isfinite(field.mean)]
    if known.size == 0:
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    # Colours that stretched a difference of nothing would show a pattern that is not there.
    least = 0.05 if field.is_share else max(1e-9, 0.02 * abs(high))
    middle, half = (low + high) / 2, max((high - low) / 2, least / 2)
    return middle - half, middle + half


def _cells(
    field: Field, order: list[int], values: list[list[Setting]], panel: Setting | None
) -> tuple[Floats, Floats]:
    """Mean and half-interval of each cell; shape (up, across), NaN where nothing was played."""
    mean = np.full((len(values[1]), len(values[0])), np.nan)
    half = np.full_like(mean, np.nan)
    across = {value: place for place, value in enumerate(values[0])}
    up = {value: place for place, value in enumerate(values[1])}
    for point in range(field.mean.size):
        at = [field.settings[number][point] for number in order]
        if panel is None or at[2] == panel:
            mean[up[at[1]], across[at[0]]] = field.mean[point]
            half[up[at[1]], across[at[0]]] = field.half[point]
    return mean, half


def _write(axes: Axes, field: Field, mean: Floats, half: Floats, ends: tuple[float, float]) -> None:
    """The number of each cell, and its uncertainty below it."""
    small = 7.0 if mean.size <= 60 else 5.8
    for up, across in np.ndindex(mean.shape):
        value, width = float(mean[up, across]), float(half[up, across])
        dark = np.isfinite(value) and (value - ends[0]) / (ends[1] - ends[0]) < 0.55
        text = field.told(value)
        if np.isfinite(width):
            text += f"\n± {field.rounded(width)}"
        colour = "white" if dark else BLACK
        axes.text(across, up, text, ha="center", va="center", fontsize=small, color=colour)


def _dots(axes: Axes, mean: Floats, half: Floats, span: float) -> None:
    """A dot in each cell that grows with its uncertainty: full size at a quarter of the colours."""
    up, across = np.nonzero(np.isfinite(half))
    size = np.minimum(half[up, across] / (0.25 * span), 1.0)
    axes.scatter(across, up, s=18.0 * size, color="white", edgecolors=BLACK, linewidths=0.4)
    assert mean.shape == half.shape  # noqa: S101


def _ticks(axes: Axes, values: list[list[Setting]], bottom: bool, left: bool) -> None:
    for number, (axis, named) in enumerate(((axes.xaxis, bottom), (axes.yaxis, left))):
        step = -(-len(values[number]) // 14)
        places = list(range(0, len(values[number]), step))
        labels = [short(values[number][place]) for place in places]
        axis.set_ticks(places, labels if named else [""] * len(places))
        axis.set_tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _table(field: Field, order: list[int]) -> str:
    """The corners of the map in words, for those who cannot see it."""
    known = [point for point in range(field.mean.size) if np.isfinite(field.mean[point])]
    corners = [
        point
        for point in known
        if all(
            field.settings[number][point]
            in (values_of(field, number)[0], values_of(field, number)[-1])
            for number in order
        )
    ]
    told = [f"{field.where(point)}: {field.told(field.mean[point])}" for point in corners]
    return "Corners: " + "; ".join(told) + "."
