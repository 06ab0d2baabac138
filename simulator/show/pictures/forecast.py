"""A forecast's fan and the recorded front; its chance of fighting on and the base rate's."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from simulator.history.backtest.scorecard import Fighting, Scorecard, Territory
from simulator.model.metrics.outcome import Stamp
from simulator.show.naming import named
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    label_ends,
    look,
    months_axis,
)

_BANDS = ((0.025, 0.975, 0.12), (0.1, 0.9, 0.16), (0.25, 0.75, 0.22))


def forecast_and_record(card: Scorecard, wars: int, stamp: Stamp) -> Picture:
    """One author's forecast, the naive ones and the record.

    Args:
        card: A scorable author's scores.
        wars: Wars the forecast is made of.
        stamp: Where the numbers come from.
    """
    front, fighting = card.territory, card.fighting
    assert front is not None, "only scorable authors are drawn"  # noqa: S101
    assert fighting is not None, "only scorable authors are drawn"  # noqa: S101
    title = _title(card, front)
    with look():
        figure = canvas(8.5, 6.6)
        heading(figure, title)
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=(1.5, 1.0))
        _front(above, front)
        above.set_title(named("Territory of D held by A", stamp.names))
        _course(below, fighting)
        months_axis(below, stamp, card.months)
        what = (
            f"{wars} wars; shaded: middle 50, 80 and 95% of them; {card.months} months of one "
            "war, which count for about one observation"
        )
        origin = footer(figure, stamp, what)
        alt = f"{title}. {_told(card, front, fighting)}"
        return finished(figure, f"backtest-{card.author.replace('/', '-')}", title, alt, origin)


def _title(card: Scorecard, front: Territory) -> str:
    return (
        f"{card.author} from {'-'.join(_when(card))}: the front moved "
        f"{front.pace_recorded * 100:+.2f} points a month, the forecast's median "
        f"{front.pace_forecast * 100:+.2f}; the record lay in its middle half in "
        f"{front.covered[0.5]} of {card.months} months"
    )


def _when(card: Scorecard) -> tuple[str, str]:
    return f"{card.start // 12:04d}", f"{card.start % 12 + 1:02d}"


def _front(axes: Axes, front: Territory) -> None:
    month = np.arange(front.recorded.size)
    for low, high, alpha in _BANDS:
        lines = front.quantiles[low], front.quantiles[high]
        axes.fill_between(month, *lines, color=BLUE, alpha=alpha, linewidth=0)
    axes.plot(month, front.quantiles[0.5], color=BLUE)
    for line in front.walk_band:
        axes.plot(month, line, color=ORANGE, linewidth=1.0, linestyle="--")
    axes.plot(month, front.recorded, "o-", color=BLACK, markersize=3.5, linewidth=1.2)
    # Tails of a wide forecast may run off; the record and the middle 80 per cent must not.
    shown = np.concatenate([front.quantiles[0.1], front.quantiles[0.9], front.recorded])
    room = max(0.12 * (shown.max() - shown.min()), 0.002)
    axes.set_ylim(max(shown.min() - room, -0.005), min(shown.max() + room, 1.0))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=1))
    label_ends(
        axes,
        [
            (float(front.recorded[-1]), "recorded", BLACK),
            (float(front.quantiles[0.5][-1]), "forecast, median", BLUE),
            (float(front.walk_band[1][-1]), "random walk, middle 80%", ORANGE),
        ],
        gap=0.08,
    )


def _course(axes: Axes, fighting: Fighting) -> None:
    month = np.arange(fighting.chance.size)
    axes.plot(month, fighting.chance, color=BLUE)
    axes.plot(month, fighting.base, color=ORANGE, linestyle="--")
    recorded = [1.0, *(float(so) for so in fighting.recorded)]
    axes.plot(month, recorded, "o", color=BLACK, markersize=3.5, clip_on=False)
    axes.set_ylim(0, 1.04)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_title("Chance of large-scale fighting in the month")
    label_ends(
        axes,
        [
            (recorded[-1], "recorded" + (" (fighting)" if recorded[-1] else " (none)"), BLACK),
            (float(fighting.chance[-1]), "forecast", BLUE),
            (float(fighting.base[-1]), "wars of that age", ORANGE),
        ],
        gap=0.13,
    )
    axes.spines["bottom"].set_color(GREY)


def _told(card: Scorecard, front: Territory, fighting: Fighting) -> str:
    low, high = front.quantiles[0.025][-1], front.quantiles[0.975][-1]
    return (
        f"In month {card.months} the record is {front.recorded[-1]:.2%}, the median forecast "
        f"{front.quantiles[0.5][-1]:.2%}, nineteen in twenty wars between {low:.2%} and "
        f"{high:.2%}. The forecast gives {fighting.chance[-1]:.0%} to fighting in that month, wars "
        f"of that age on the whole {fighting.base[-1]:.0%}; there was "
        f"{'' if fighting.recorded[-1] else 'no '}fighting."
    )
