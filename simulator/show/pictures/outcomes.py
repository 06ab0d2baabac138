"""How the wars of an ensemble stood at each month: still fought, or how they first ended."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from simulator.model.metrics.outcome import Outcome, Stamp
from simulator.show.marks import ENDINGS
from simulator.show.naming import named
from simulator.show.pictures.style import (
    BLACK,
    GREY,
    PALE,
    Picture,
    apart,
    canvas,
    finished,
    footer,
    heading,
    look,
    months_axis,
)

#: Endings from the bottom of the stack up, with their colours.
_STACK = {
    name: ENDINGS[name].colour
    for name in ("settlement", "truce", "frozen", "withdrawal", "imposed", "conquest")
} | {"ongoing": PALE}
_WORDS = {"ongoing": "still fighting"}
_NOUN = {
    "settlement": "a settlement",
    "truce": "a truce",
    "frozen": "a freeze nobody signed",
    "withdrawal": "A's withdrawal",
    "imposed": "terms imposed on D",
    "conquest": "conquest",
}


def outcome_shares(outcome: Outcome, stamp: Stamp) -> Picture:
    """Stacked shares of first endings over time.

    Args:
        outcome: What happened in an ensemble.
        stamp: Where its numbers come from.
    """
    title = named(_title(outcome), stamp.names)
    with look():
        figure = canvas(8.0, 4.8)
        heading(figure, title)
        axes = figure.subplots()
        middles = stack(axes, outcome)
        _stopped(axes, outcome)
        axes.set_ylim(0, 1)
        axes.yaxis.set_major_formatter(PercentFormatter(1.0))
        axes.set_ylabel("share of wars")
        months_axis(axes, stamp, outcome.months)
        _name_shares(axes, outcome, middles)
        origin = footer(figure, stamp, _drawn(outcome))
        return finished(figure, "outcomes", title, _alt(title, outcome), origin)


def stack(axes: Axes, outcome: Outcome) -> dict[str, float]:
    """Shares of first ends over time, one upon the other; the middle of each at the horizon."""
    month = np.arange(outcome.months + 1)
    bottom = np.zeros(month.size)
    middles: dict[str, float] = {}
    for name, colour in _STACK.items():
        top = bottom + outcome.modes[name]
        if outcome.modes[name].any():
            axes.fill_between(month, bottom, top, color=colour, linewidth=0, label=name)
            # A white seam keeps neighbours apart in grey print.
            axes.plot(month, bottom, color="white", linewidth=0.8)
            middles[name] = float((bottom[-1] + top[-1]) / 2)
        bottom = top
    return middles


def _stopped(axes: Axes, outcome: Outcome) -> None:
    """The interval of the share that has stopped at all, as dotted lines round its edge."""
    lasting = outcome.endings.survival
    month = np.arange(outcome.months + 1)
    for edge in (lasting.low, lasting.high):
        axes.plot(month, 1.0 - edge, color=BLACK, linewidth=0.9, linestyle=(0, (1, 1.5)))


def _words(name: str, outcome: Outcome) -> str:
    share = outcome.end_mode[name]
    low, high = share.ci95
    return f"{_WORDS.get(name, name)} {share.share:.0%} ({low:.0%} to {high:.0%})"


def _drawn(outcome: Outcome) -> str:
    return (
        f"{outcome.replications} wars; dotted: 95% interval of the share that has stopped; in "
        "brackets: 95% Wilson intervals"
    )


def _title(outcome: Outcome) -> str:
    fighting = outcome.end_mode["ongoing"].share
    ends = {name: share for name, share in outcome.end_mode.items() if name != "ongoing"}
    common = max(ends, key=lambda name: ends[name].share)
    text = f"By month {outcome.months}, {1 - fighting:.0%} of wars have stopped at least once"
    if ends[common].share == 0:
        return text
    return f"{text}, most often by {_NOUN[common]} ({ends[common].share:.0%})"


def _alt(title: str, outcome: Outcome) -> str:
    shares = [_words(name, outcome) for name in _STACK if outcome.end_mode[name].count]
    quarters = sorted({outcome.months * part // 4 for part in range(1, 4)})
    course = [f"{outcome.p_ended[month]:.0%} by month {month}" for month in quarters]
    return (
        f"{title}. Stacked shares of the first ending over {outcome.months} months. At the end: "
        f"{', '.join(shares)}. Stopped at least once: {', '.join(course)}."
    )


def _name_shares(axes: Axes, outcome: Outcome, middles: dict[str, float]) -> None:
    """Name each layer at the right edge, with its share and interval at the horizon."""
    line = {"arrowstyle": "-", "color": GREY, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 4}
    places = apart(list(middles.values()), 0.065)
    for (name, middle), place in zip(middles.items(), places, strict=True):
        axes.annotate(
            _words(name, outcome),
            xy=(1.012, middle),
            xytext=(1.03, place),
            xycoords="axes fraction",
            textcoords="axes fraction",
            color=BLACK,
            fontsize=8.5,
            va="center",
            # A line only where the name had to give way to another.
            arrowprops=None if abs(place - middle) < 0.005 else line,
        )
        colour = _STACK[name]
        axes.plot([1.012], [middle], "s", color=colour, transform=axes.transAxes, clip_on=False)
