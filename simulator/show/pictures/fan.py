"""Fan chart: how the front and both leaders' beliefs spread over the wars of an ensemble."""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from simulator.model.metrics.outcome import Curve, Outcome, Stamp
from simulator.show.naming import named
from simulator.show.pictures.style import (
    BLACK,
    SIDE,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    label_ends,
    look,
    months_axis,
)


def fan_chart(outcome: Outcome, stamp: Stamp) -> Picture:
    """Medians of the front and of the beliefs, with the band that holds 90 per cent of wars.

    Args:
        outcome: What happened in an ensemble.
        stamp: Where its numbers come from.
    """
    front = outcome.curves["occ"]
    beliefs = {side: outcome.curves[f"belief_{side}_win"] for side in ("A", "D")}
    say = partial(named, names=stamp.names)
    title = say(_title(front, outcome.months))
    with look():
        figure = canvas(8.0, 6.4)
        heading(figure, title)
        above, below = figure.subplots(2, 1, sharex=True)
        band(above, front, BLACK)
        _scale(above, front)
        above.set_title(say("Territory of D held by A"))
        _name_band(above, front, BLACK)
        for side, curve in beliefs.items():
            band(below, curve, SIDE[side])
        below.set_ylim(0, 1)
        below.yaxis.set_major_formatter(PercentFormatter(1.0))
        below.set_title("What each leader believes his chance of winning to be, if he fights on")
        label_ends(
            below,
            [
                (_last(curve.q50), say(f"{side}, median"), SIDE[side])
                for side, curve in beliefs.items()
            ],
        )
        months_axis(below, stamp, outcome.months)
        origin = footer(figure, stamp, f"{outcome.replications} wars; bands: 5% to 95% of them")
        alt = " ".join((title, *(say(_told(side, curve)) for side, curve in beliefs.items())))
        return finished(figure, "fan", title, alt, origin)


def _title(front: Curve, months: int) -> str:
    start, middle = front.q50[0], front.q50[-1]
    return (
        f"A holds {start:.1%} of D's territory at the start; in month {months} the median war has "
        f"{middle:.1%}, nine in ten between {front.q05[-1]:.1%} and {front.q95[-1]:.1%}"
    )


def _told(side: str, curve: Curve) -> str:
    return (
        f"{side}'s leader puts his chance of winning at {curve.q50[0]:.0%} at the start (median) "
        f"and {curve.q50[-1]:.0%} at the end, nine in ten between {curve.q05[-1]:.0%} and "
        f"{curve.q95[-1]:.0%}."
    )


def band(axes: Axes, curve: Curve, colour: str) -> None:
    """A median, and round it what holds 90 per cent of wars."""
    month = np.arange(curve.q50.size)
    axes.fill_between(month, curve.q05, curve.q95, color=colour, alpha=0.18, linewidth=0)
    axes.plot(month, curve.q50, color=colour)


def _scale(axes: Axes, curve: Curve) -> None:
    """Round the band, with room: a front that hardly moves must not look as if it raced."""
    known = np.concatenate([curve.q05, curve.q95])
    known = known[np.isfinite(known)]
    low, high = (known.min(), known.max()) if known.size else (0.0, 1.0)
    middle, half = (low + high) / 2, max((high - low) * 0.6, 0.02)
    axes.set_ylim(max(middle - half, -0.01), min(middle + half, 1.01))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0 if half > 0.06 else 1))


def _name_band(axes: Axes, curve: Curve, colour: str) -> None:
    named = (
        (curve.q95, "95% of wars below"),
        (curve.q50, "median"),
        (curve.q05, "5% of wars below"),
    )
    label_ends(axes, [(_last(line), text, colour) for line, text in named])


def _last(line: npt.NDArray[np.float64]) -> float:
    """The last known value; 0 when none is."""
    known = line[np.isfinite(line)]
    return float(known[-1]) if known.size else 0.0
