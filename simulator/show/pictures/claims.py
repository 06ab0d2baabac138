"""What each author claims and what the model says: claimed bands, estimates, intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from simulator.claims.compare.results import Judged
from simulator.claims.judge.claim import Part
from simulator.claims.judge.verdict import claimed_size, limits
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    SKY,
    VERMILION,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)

#: Colour and marker of a verdict; the marker survives a photocopy.
VERDICT = {
    "supported": (BLUE, "o"),
    "too small": (SKY, "o"),
    "contradicted": (VERMILION, "X"),
    "inconclusive": (GREY, "D"),
    "restates": (GREY, "s"),
}

#: How far the picture shows on either side, in the units of the claim's own axis.
_EDGE = 1.12


def claims_picture(rows: Sequence[Judged], stamp: Stamp, name: str, who: str) -> Picture:
    """Every claim of one author on an axis of its own: band, estimate, interval.

    Levels lie between 0 and 1 as they are, other quantities are scaled to their row. Effects are
    scaled so that the size claimed is 1, or the band's end where no effect is claimed.

    Args:
        rows: Claims with at least one part.
        stamp: Where the numbers come from.
        name: File name without its ending.
        who: The author.
    """
    drawn = [(each, part) for each in rows if (part := each.deciding) is not None]
    levels = [(each, part) for each, part in drawn if part.control is None]
    effects = [(each, part) for each, part in drawn if part.control is not None]
    right = sum(bool(each.direction) for each, _ in drawn)
    large = sum(each.verdict == "supported" for each, _ in drawn)
    with look():
        figure = canvas(9.0, 2.2 + 0.27 * len(drawn))
        title = (
            f"{who}: {right} of {len(drawn)} claims have the direction right, {large} the size too"
        )
        heading(figure, title)
        heights = [max(len(levels), 1), max(len(effects), 1)]
        axes = figure.subplots(2, 1, height_ratios=heights)
        _panel(
            axes[0],
            levels,
            "levels: the claimed band is shaded",
        )
        _panel(
            axes[1],
            effects,
            "effects: 1 is the size claimed, or the end of the band",
        )
        origin = footer(figure, stamp, "bars: 95% intervals; * core claim")
        listed = "; ".join(f"{each.claim.id} {each.verdict}" for each, _ in drawn)
        return finished(figure, name, title, f"Verdicts on the claims of {who}: {listed}.", origin)


def _panel(axes: Axes, rows: Sequence[tuple[Judged, Part]], label: str) -> None:
    axes.set_title(label, fontsize=9, color=GREY)
    for row, (each, part) in enumerate(rows):
        _row(axes, len(rows) - 1 - row, each, part)
    names = [each.claim.id + ("*" if each.claim.core else "") for each, _ in rows]
    axes.set_yticks(range(len(rows) - 1, -1, -1), names)
    axes.set_ylim(-0.7, max(len(rows), 1) - 0.3)
    axes.tick_params(axis="y", labelcolor=BLACK, length=0)
    if rows and rows[0][1].control is not None:
        axes.axvline(0.0, color=GREY, linewidth=1)
        axes.set_xlim(-1.6, 2.6)
    else:
        axes.set_xlim(-0.08, _EDGE)


def _row(axes: Axes, height: int, each: Judged, part: Part) -> None:
    colour, marker = VERDICT.get(each.verdict, (GREY, "o"))
    low, high, scale, shift = _axis(part)
    left, right = (-0.08, _EDGE) if part.control is None else (-1.6, 2.6)
    band = max(low, left), min(high, right)
    axes.add_patch(
        Rectangle((band[0], height - 0.33), band[1] - band[0], 0.66, color=PALE, zorder=0)
    )
    if part.value is None or part.ci95 is None:
        axes.text(0.0, height, "no war has the number", va="center", fontsize=7, color=GREY)
        return
    value, first, last = (
        (number - shift) * scale for number in (part.value, part.ci95[0], part.ci95[1])
    )
    first, last = sorted((first, last))
    edge = 0.012 * (right - left)
    inside = [min(max(number, left + edge), right - edge) for number in (first, last, value)]
    axes.plot(inside[:2], [height, height], color=colour, linewidth=2, solid_capstyle="butt")
    # An estimate beyond the picture points at where it lies; its number stands beside the row.
    shown = ">" if value > right else "<" if value < left else marker
    axes.plot([inside[2]], [height], shown, color=colour, markersize=6)
    text = "never" if part.value == math.inf else f"{part.value:.2g}"
    axes.annotate(
        text,
        xy=(1.0, height),
        xycoords=("axes fraction", "data"),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        fontsize=7,
        color=colour,
    )


def _axis(part: Part) -> tuple[float, float, float, float]:
    """The claimed band on the row's axis, and how values get there: (value - shift) x scale."""
    test = part.test
    if test.sign is not None:
        size = claimed_size(test, part.control)
        reach = size or max(1e-12, *(abs(end) for end in part.ci95 or (0.0,)))
        return 0.0, 2.6, (1.0 if test.sign == "+" else -1.0) / reach, 0.0
    bounds = {is_low: bound for bound, is_low, _ in limits(test)}
    low, high = bounds.get(True), bounds.get(False)
    if part.control is not None:
        reach = max(abs(bound) for bound in (low, high) if bound is not None) or 1.0
        ends = (-9.0 if low is None else low / reach), (9.0 if high is None else high / reach)
        return *ends, 1.0 / reach, 0.0
    known = [number for number in (low, high, part.value, *(part.ci95 or ())) if number is not None]
    known = [number for number in known if abs(number) < 1e6]
    if all(0.0 <= number <= 1.0 for number in known):
        start, reach = 0.0, 1.0
    else:
        start = min(0.0, *known)
        reach = max(*known, start + 1e-12) - start
    scale = 1.0 / reach
    return (
        -1.0 if low is None else (low - start) * scale,
        2.0 if high is None else (high - start) * scale,
        scale,
        start,
    )
