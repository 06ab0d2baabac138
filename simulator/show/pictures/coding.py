"""How many claims come out in the main scenarios, and in those coded without knowing the claims."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.claims.compare.results import Coded
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    VERMILION,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)


def coding_picture(rows: Sequence[Coded], stamp: Stamp) -> Picture:
    """Shares of the core claims right in direction, joined for each author and kind of claim.

    These are all the claims there are and no sample of more, so nothing has an interval.

    Args:
        rows: Each author's, predictions and conditionals.
        stamp: Where the numbers come from.
    """
    ours, blind = sum(row.ours for row in rows), sum(row.blind for row in rows)
    with look():
        figure = canvas(8.0, 1.6 + 0.34 * len(rows))
        title = (
            f"{ours} core claims come out as the authors write, {blind} in scenarios coded blind"
        )
        heading(figure, title)
        axes = figure.add_subplot()
        for place, row in enumerate(reversed(rows)):
            first, second = row.ours / row.of, row.blind / row.of
            axes.plot([first, second], [place, place], color=GREY, zorder=1)
            axes.plot(first, place, "o", color=BLUE, markersize=8)
            axes.plot(second, place, "D", color=VERMILION, markersize=5)
            words = f"{row.ours} and {row.blind} of {row.of}"
            axes.text(1.04, place, words, va="center", fontsize=8, color=BLACK)
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(-0.6, len(rows) - 0.4)
        axes.set_xlabel("share of the scored core claims right in direction")
        names = [f"{row.name}, {row.kind}s" for row in reversed(rows)]
        axes.set_yticks(range(len(rows)), names)
        axes.tick_params(axis="y", length=0, labelcolor=BLACK)
        axes.spines["left"].set_visible(False)
        origin = footer(figure, stamp, "disc: as written, diamond: coded blind")
        listed = "; ".join(
            f"{row.name}, {row.kind}s: {row.ours} of {row.of} as written, {row.blind} coded blind"
            for row in rows
        )
        return finished(figure, "coding", title, listed + ".", origin)
