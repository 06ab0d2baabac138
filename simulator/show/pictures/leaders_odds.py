"""What leaders say of victory beside what comes."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from simulator.history.patterns.odds import Odds
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.style import (
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

_COLOURS = {"A": VERMILION, "D": BLUE}


def leaders_odds(sides: tuple[Odds, ...], stamp: Stamp) -> Picture:
    """Chance of victory as leaders give it when war begins, and how often victory comes.

    Args:
        sides: What was said and what came.
        stamp: Where the numbers come from.
    """
    title = _title(sides)
    with look():
        figure = canvas(9.0, 4.6)
        heading(figure, title)
        panels = figure.subplots(1, len(sides), sharey=True, squeeze=False)[0]
        for axes, side in zip(panels, sides, strict=True):
            _panel(axes, side)
        panels[0].set_ylabel("how often it came")
        what = (
            "wars fought out with nobody able to stop, each victory weighed by the leader's own "
            "horizon; bars: 95% intervals over worlds; numbers: leaders"
        )
        origin = footer(figure, stamp, what)
        return finished(figure, "leaders-odds", title, f"{title}. {_alt(sides)}", origin)


def _title(sides: tuple[Odds, ...]) -> str:
    return f"When war begins {', '.join(_judged(side) for side in sides)}"


def _judged(side: Odds) -> str:
    value, interval = side.too_high[0]
    if value is None or interval is None or interval[0] <= 0.0 <= interval[1]:
        return f"{side.side}'s leaders are not seen to be wrong"
    way = "hopeful" if value > 0.0 else "gloomy"
    return f"{side.side}'s leaders are {abs(100.0 * value):.0f} points of 100 too {way}"


def _panel(axes: Axes, side: Odds) -> None:
    colour = _COLOURS[side.side]
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=1.0, linestyle="--")
    axes.annotate(
        "right about the odds", (0.78, 0.78), xytext=(-6, 6), textcoords="offset points",
        ha="right", fontsize=8, color=GREY,
    )  # fmt: skip
    for each in side.classes:
        value, interval = each.came
        if value is None:
            continue
        if interval is not None:
            axes.plot([each.said, each.said], interval, color=colour, linewidth=1.4)
        axes.plot([each.said], [value], "o", color=colour, markersize=6)
        axes.annotate(
            f"{each.wars:,}", (each.said, value), xytext=(6, 4), textcoords="offset points",
            fontsize=8, color=colour,
        )  # fmt: skip
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1.0))
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("chance of victory that the leader gives when war begins")
    axes.set_title(f"{side.side}'s leaders")


def _alt(sides: tuple[Odds, ...]) -> str:
    return " ".join(
        f"{side.side}: "
        + "; ".join(f"said {each.said:.0%}, came {each.came[0]:.0%}" for each in side.classes)
        + "."
        for side in sides
    )
