"""How long the first end of the fighting holds, and what it fails by: one panel a way of ending."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from simulator.model.metrics.catalogue import WINDOW
from simulator.model.metrics.outcome import Outcome, Stamp
from simulator.model.metrics.survival import Band, Survival
from simulator.model.records import CAUSES
from simulator.show.marks import FAILURES, failure
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
)

#: Ways of ending that can hold or fail, and how a reader calls them.
_PANELS = {
    "truce": "truces",
    "settlement": "settlements",
    "frozen": "freezes that nobody signed",
    "withdrawal": "withdrawals",
    "imposed": "imposed terms",
    "conquest": "conquests",
}

#: Causes of failure from the top of the stack down, with their colours.
_CAUSES = {cause: failure(cause).colour for cause in CAUSES[1:]} | {"none": PALE}
_HOLDS = FAILURES["none"].colour


def holding(outcome: Outcome, stamp: Stamp) -> Picture:
    """Share of first ends that still hold, with its interval, and what the others failed by.

    Above the curve that holds (Kaplan-Meier) lie the causes of failure (Aalen-Johansen), stacked.

    Args:
        outcome: What happened in an ensemble.
        stamp: Where its numbers come from.
    """
    shown = {name: outcome.holding[name].lasting for name in _PANELS if name in outcome.holding}
    title = _title(shown, outcome)
    with look():
        figure = canvas(9.0, 1.5 + 2.5 * max(len(shown), 1))
        heading(figure, title)
        panels = figure.subplots(max(len(shown), 1), 1, squeeze=False, sharex=True)[:, 0]
        for axes, (name, lasting) in zip(panels, shown.items(), strict=False):
            _panel(axes, name, lasting)
        _axis(panels[-1], min(outcome.months, WINDOW))
        what = (
            f"{outcome.replications} wars; dotted: 95% interval of the share that holds; "
            "Kaplan-Meier and Aalen-Johansen, which allow for ends that the horizon cuts"
        )
        origin = footer(figure, stamp, what)
        alt = " ".join([title + ".", *(_told(name, lasting) for name, lasting in shown.items())])
        return finished(figure, "holding", title, alt, origin)


def _title(shown: dict[str, Survival], outcome: Outcome) -> str:
    if not shown:
        return f"By month {outcome.months} the fighting has not stopped in any war"
    name = max(shown, key=lambda name: shown[name].number)
    month, band = _last(shown[name]), shown[name].survival
    return (
        f"{band.value[month]:.0%} of {_PANELS[name]} hold for {month} months "
        f"({band.low[month]:.0%} to {band.high[month]:.0%})"
    )


def _last(lasting: Survival) -> int:
    """The last month of the window in which any was watched, or none was left to watch."""
    known = np.flatnonzero(np.isfinite(lasting.survival.value[: WINDOW + 1]))
    return int(known[-1])


def _panel(axes: Axes, name: str, lasting: Survival) -> None:
    band, month = lasting.survival, np.arange(lasting.at_risk.size)
    edges = np.append(month, month[-1] + 1)
    axes.set_title(
        f"{_PANELS[name].capitalize()}: {lasting.number}, of which {lasting.failed} seen to fail"
    )
    top = np.ones(month.size)
    middles = {}
    last = _last(lasting)
    for cause, colour in _CAUSES.items():
        part = lasting.causes.get(cause)
        if part is None or not np.nansum(part.value):
            continue
        below = top - part.value
        axes.stairs(top, edges, baseline=below, fill=True, color=colour, linewidth=0)
        axes.stairs(below, edges, color="white", linewidth=0.8, baseline=None)
        middles[cause] = float((top[last] + below[last]) / 2)
        top = below
    axes.stairs(band.value, edges, fill=True, color=_HOLDS, alpha=0.2, linewidth=0)
    axes.stairs(band.value, edges, color=_HOLDS, linewidth=2, baseline=None)
    for edge in (band.low, band.high):
        axes.stairs(edge, edges, color=BLACK, linewidth=0.9, linestyle=(0, (1, 1.5)), baseline=None)
    middles["holds"] = float(band.value[last])
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    _names(axes, lasting, middles, last)
    _watched(axes, lasting)


def _names(axes: Axes, lasting: Survival, middles: dict[str, float], last: int) -> None:
    """Name the curve and each cause at the right edge, with share and interval."""
    places = apart(list(middles.values()), 0.115)
    for (name, middle), place in zip(middles.items(), places, strict=True):
        band = lasting.survival if name == "holds" else lasting.causes[name]
        colour = _HOLDS if name == "holds" else _CAUSES[name]
        axes.annotate(
            f"{name} {_span(band, last)}",
            xy=(1.012, middle),
            xytext=(1.03, place),
            xycoords="axes fraction",
            textcoords="axes fraction",
            color=BLACK,
            fontsize=8,
            va="center",
            arrowprops=None
            if abs(place - middle) < 0.005
            else {"arrowstyle": "-", "color": GREY, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 4},
        )
        axes.plot([1.012], [middle], "s", color=colour, transform=axes.transAxes, clip_on=False)


def _span(band: Band, month: int) -> str:
    return f"{band.value[month]:.0%} ({band.low[month]:.0%} to {band.high[month]:.0%})"


def _watched(axes: Axes, lasting: Survival) -> None:
    """How many are still watched, along the bottom: the curve's end rests on few."""
    months = min(lasting.at_risk.size - 1, WINDOW)
    for month in range(0, months + 1, 12):
        words = f"{lasting.at_risk[month]}" + (" watched" if month == 0 else "")
        aligned = "left" if month == 0 else "right" if month == months else "center"
        axes.text(month, 0.03, words, fontsize=6.5, color=GREY, ha=aligned)


def _axis(axes: Axes, months: int) -> None:
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= 12), 120)
    axes.set_xlim(0, max(months, 1))
    axes.set_xticks(range(0, months + 1, step))
    axes.set_xlabel("months since the fighting first stopped")


def _told(name: str, lasting: Survival) -> str:
    last = _last(lasting)
    causes = [
        f"{cause} {_span(band, last)}"
        for cause, band in lasting.causes.items()
        if np.nansum(band.value)
    ]
    failing = f" Failed by then by cause: {', '.join(causes)}." if causes else ""
    return (
        f"{lasting.number} {_PANELS[name]}: {_span(lasting.survival, last)} hold beyond month "
        f"{last} since.{failing}"
    )
