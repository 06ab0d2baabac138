"""A metric along one axis as a line with its interval; along many, in one panel each."""

from __future__ import annotations

import textwrap

import numpy as np
from matplotlib.axes import Axes

from simulator.model.metrics.intervals import Z95
from simulator.show.pictures.style import (
    BLUE,
    GREY,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)
from simulator.show.pictures.sweep_layout import Field, Floats, axis_label, short, values_of

#: Groups of neighbouring points whose mean is drawn where a design has no grid.
_GROUPS = 8


def line(field: Field) -> Picture:
    """A metric along the one axis of a design, with its 95% interval.

    Args:
        field: What was seen; one axis.
    """
    with look():
        figure = canvas(7.5, 4.4)
        title = field.headline()
        heading(figure, title)
        axes = figure.subplots()
        if field.axes[0].choices:
            _at_words(axes, field)
        else:
            order = np.argsort(np.array(field.settings[0], dtype=np.float64))
            at = np.array(field.settings[0], dtype=np.float64)[order]
            mean, half = field.mean[order], field.half[order]
            axes.fill_between(at, mean - half, mean + half, color=BLUE, alpha=0.2, linewidth=0)
            axes.plot(at, mean, "o-", color=BLUE, markersize=4)
            if field.axes[0].log:
                axes.set_xscale("log")
        axes.set_xlabel(axis_label(field.axes[0]))
        _metric_axis(axes, field)
        what = f"{field.metric}; band: 95% interval; {field.replications} wars a point, all on "
        what += "the same luck, so that "
        what += "differences are surer than the band"
        origin = footer(figure, field.stamp, what)
        listed = "; ".join(
            f"{short(value)}: {field.told(mean)}"
            for value, mean in zip(field.settings[0], field.mean.tolist(), strict=True)
        )
        alt = f"{title}. {field.meaning()} along {field.axes[0].name}: {listed}."
        return finished(figure, f"sweep-{field.metric}", title, alt, origin)


def each_axis(field: Field) -> Picture:
    """A metric against every axis of a design that has no grid.

    Args:
        field: What was seen.
    """
    number = len(field.axes)
    columns = min(number, 3)
    rows = -(-number // columns)
    with look():
        figure = canvas(1.2 + 3.2 * columns, 1.6 + 2.5 * rows)
        title = field.headline()
        heading(figure, title)
        grid = figure.subplots(rows, columns, squeeze=False, sharey=True)
        for index in range(rows * columns):
            axes = grid[index // columns][index % columns]
            if index < number:
                _against(axes, field, index)
            else:
                axes.set_axis_off()
        for row in grid:
            _metric_axis(row[0], field)
        what = (
            f"{field.metric}; dots: points of {field.replications} wars; lines: means of "
            "neighbouring points with 95% intervals"
        )
        origin = footer(figure, field.stamp, what)
        alt = f"{title}. {field.meaning()} against each of {number} axes. {field.ends()}."
        return finished(figure, f"sweep-{field.metric}", title, alt, origin)


def _at_words(axes: Axes, field: Field) -> None:
    values = values_of(field, 0)
    places = [values.index(value) for value in field.settings[0]]
    axes.errorbar(places, field.mean, yerr=field.half, fmt="o", color=BLUE, linewidth=1.6)
    axes.set_xticks(range(len(values)), [short(value) for value in values])
    axes.set_xlim(-0.5, len(values) - 0.5)


def _against(axes: Axes, field: Field, number: int) -> None:
    """The points, and the means of neighbours along one axis."""
    axis = field.axes[number]
    if axis.choices:
        values = values_of(field, number)
        at = np.array([values.index(value) for value in field.settings[number]], dtype=np.float64)
        groups = [np.flatnonzero(at == place) for place in range(len(values))]
        axes.set_xticks(range(len(values)), [short(value) for value in values])
    else:
        at = np.array(field.settings[number], dtype=np.float64)
        groups = list(np.array_split(np.argsort(at, kind="stable"), min(_GROUPS, at.size)))
    axes.plot(at, field.mean, ".", color=GREY, markersize=3, alpha=0.5)
    middle, mean, half = _grouped(at, field.mean, groups)
    joined = "o" if axis.choices else "o-"
    axes.errorbar(middle, mean, yerr=half, fmt=joined, color=BLUE, markersize=4, linewidth=1.4)
    axes.set_xlabel(textwrap.fill(axis_label(axis), 40))


def _grouped(at: Floats, values: Floats, groups: list[np.ndarray]) -> tuple[Floats, Floats, Floats]:
    """Place, mean and half-interval of each group that holds anything."""
    rows = []
    for group in groups:
        known = group[np.isfinite(values[group])]
        if known.size:
            spread = values[known].std(ddof=1) / np.sqrt(known.size) if known.size > 1 else 0.0
            rows.append((at[known].mean(), values[known].mean(), Z95 * spread))
    columns = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]


def _metric_axis(axes: Axes, field: Field) -> None:
    axes.set_ylabel(textwrap.fill(field.meaning(), 40))
    if field.is_share:
        axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
