"""Where a named outcome happens: the best box, and how it was peeled."""

from __future__ import annotations

import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator, PercentFormatter

from simulator.analysis.sensitivity.discovery import Discovery, FoundBox
from simulator.analysis.sensitivity.words import box_words, side_words
from simulator.model.designs import Axis
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    PALE,
    VERMILION,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)
from simulator.show.pictures.sweep_layout import Floats, axis_label, short

#: Wars drawn as dots, at most.
_DOTS = 1500


def box_picture(found: Discovery, stamp: Stamp) -> Picture:
    """The wars and the first box in its two sharpest inputs, all restrictions, and the trajectory.

    Args:
        found: At least one box.
        stamp: Where the numbers come from.
    """
    first = found.boxes[0]
    base = float(found.happened.mean())
    tested = first.tested
    with look():
        figure = canvas(10.5, 4.9)
        density = "-" if tested.density is None else f"{tested.density:.0%}"
        title = f"{found.outcome}: {density} of wars inside the box, {base:.0%} of all"
        heading(figure, title)
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.25, 1.0, 1.0))
        _wars(left, found, first)
        _sides(middle, found, first)
        _trajectory(right, first, base)
        low, high = tested.density_ci95
        what = (
            f"{found.happened.size} wars, half to find and half to test; inside "
            f"{density} ({low:.0%} to {high:.0%}, 95% Wilson)"
        )
        origin = footer(figure, stamp, what)
        ends = first.steps[0], first.steps[-1]
        alt = (
            f"{title}. The box: {box_words(first.chosen.box, found.axes)}. "
            f"It holds {tested.coverage:.0%} of the wars with the outcome. "
            f"The trajectory goes from coverage 100% at density {ends[0].density:.0%} "
            f"to coverage {ends[1].coverage:.0%} at density {ends[1].density:.0%} where it was "
            f"found, and there is {density} inside the box where it was tested."
        )
        return finished(figure, "boxes", title, alt, origin)


def _wars(axes: Axes, found: Discovery, box: FoundBox) -> None:
    """Wars in the two inputs whose restriction is least like chance."""
    order = sorted(box.chance, key=lambda column: box.chance[column])
    order += [column for column in range(len(found.axes)) if column not in order]
    across, up = order[0], order[min(1, len(order) - 1)]
    happened = found.happened[:_DOTS]
    x = _jittered(found.axes[across], found.inputs[:_DOTS, across])
    y = _jittered(found.axes[up], found.inputs[:_DOTS, up])
    for which, colour, dot in ((~happened, GREY, 4), (happened, VERMILION, 7)):
        axes.scatter(x[which], y[which], s=dot, color=colour, linewidths=0, alpha=0.8)
    (low, high), (bottom, top) = _span(found, box, across), _span(found, box, up)
    corner, size = (low, bottom), (high - low, top - bottom)
    axes.add_patch(Rectangle(corner, *size, fill=False, edgecolor=BLACK, linewidth=1.6))
    axes.set_xlabel(textwrap.fill(axis_label(found.axes[across]), 36))
    axes.set_ylabel(textwrap.fill(axis_label(found.axes[up]), 36))
    axes.xaxis.set_major_locator(MaxNLocator(5))
    _name_codes(axes.xaxis, found.axes[across])
    _name_codes(axes.yaxis, found.axes[up])
    axes.set_title("wars with it (orange) and without (grey)")


def _jittered(axis: Axis, values: Floats) -> Floats:
    """Codes spread out so that wars do not hide each other; numbers as they are."""
    if not axis.choices:
        return values
    spread: Floats = values + 0.6 * (np.arange(values.size) * 0.6180339887 % 1.0 - 0.5)
    return spread


def _name_codes(along: object, axis: Axis) -> None:
    if axis.choices:
        labels = [short(choice) for choice in axis.choices]
        along.set_ticks(range(len(labels)), labels)  # type: ignore[attr-defined]  # an axis


def _ends(found: Discovery, column: int) -> tuple[float, float]:
    """Between which values an input lies in all wars."""
    axis = found.axes[column]
    return (-0.5, len(axis.choices) - 0.5) if axis.choices else (axis.low, axis.high)


def _span(found: Discovery, box: FoundBox, column: int) -> tuple[float, float]:
    """Between which values an input lies inside the box."""
    low, high = _ends(found, column)
    if column in box.chosen.box.kept:
        codes = box.chosen.box.kept[column]
        return min(codes) - 0.5, max(codes) + 0.5
    limits = box.chosen.box.limits.get(column)
    if limits is None:
        return low, high
    return max(limits.low, low), min(limits.high, high)


def _sides(axes: Axes, found: Discovery, box: FoundBox) -> None:
    """Every restriction, on the scale of its whole range."""
    columns = sorted(box.chance, key=lambda column: -box.chance[column])
    for row, column in enumerate(columns):
        low, high = _ends(found, column)
        start, stop = _span(found, box, column)
        axes.barh(row, 1.0, height=0.5, color=PALE)
        axes.barh(
            row,
            (stop - start) / (high - low),
            left=(start - low) / (high - low),
            height=0.5,
            color=BLUE,
        )
        words = side_words(box.chosen.box, found.axes, column)
        axes.text(0.0, row + 0.33, words, fontsize=8, va="bottom")
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.6, max(len(columns), 4) - 0.1)
    axes.set_yticks([])
    axes.set_xticks([0, 1], ["least", "most"])
    axes.set_title("the box, within each range")


def _trajectory(axes: Axes, box: FoundBox, base: float) -> None:
    coverage = [step.coverage for step in box.steps]
    density = [step.density for step in box.steps]
    axes.plot(coverage, density, ".-", color=BLUE, markersize=4, linewidth=1.0)
    others = [(one.coverage, one.density) for one in box.steps_tested if one.density is not None]
    axes.plot(*zip(*others, strict=True), "-", color=ORANGE, linewidth=1.0, alpha=0.7)
    axes.plot([box.chosen.coverage], [box.chosen.density], "o", color=BLACK, markersize=6)
    axes.annotate(
        "found",
        (box.chosen.coverage, box.chosen.density),
        textcoords="offset points",
        xytext=(6, 6),
        fontsize=8,
    )
    if box.tested.density is not None:
        low, high = box.tested.density_ci95
        left, wide = box.tested.coverage_ci95
        axes.plot([box.tested.coverage] * 2, [low, high], color=ORANGE, linewidth=2)
        axes.plot([left, wide], [box.tested.density] * 2, color=ORANGE, linewidth=2)
        axes.annotate(
            "tested",
            (box.tested.coverage, box.tested.density),
            textcoords="offset points",
            xytext=(-6, -12),
            ha="right",
            fontsize=8,
            color=ORANGE,
        )
    axes.axhline(base, color=GREY, linestyle="--", linewidth=1)
    axes.annotate("all wars", (0.02, base), textcoords="offset points", xytext=(0, 3), fontsize=8)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_xlabel("coverage: of the wars with it, inside")
    axes.set_ylabel("density: of the wars inside, with it")
    axes.set_title("peeling (orange: tested)")
