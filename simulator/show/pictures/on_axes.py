"""Results drawn on axes of the reader's own: what `.plot()` of a result does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes as Axes
from matplotlib.ticker import PercentFormatter

from simulator.analysis.paired_contrast import Effect
from simulator.errors import BadInput, Mistake
from simulator.files.find import printable
from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.outcome import Outcome, Stamp
from simulator.model.records import Trajectory
from simulator.show.pictures.fan import band
from simulator.show.pictures.forest import by_size, forest
from simulator.show.pictures.outcomes import stack
from simulator.show.pictures.style import BLACK, SIDE, look, months_axis


def new_axes() -> Axes:
    """Empty axes of a figure that the reader's own pyplot shows."""
    # Imported here: pyplot looks for a window, which files do without.
    import matplotlib.pyplot as plt

    with look():
        _, axes = plt.subplots(layout="constrained")
    return axes


def shares_on(axes: Axes, outcome: Outcome, stamp: Stamp) -> Axes:
    """Stacked shares of first ends over time."""
    with look():
        stack(axes, outcome)
        axes.set_title(stamp.title)
        axes.set_ylabel("share of wars, by first end")
        axes.set_ylim(0, 1)
        axes.yaxis.set_major_formatter(PercentFormatter(1.0))
        months_axis(axes, stamp, outcome.months)
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return axes


def band_on(axes: Axes, outcome: Outcome, metric: str, stamp: Stamp) -> Axes:
    """Median and 90 per cent band of a state metric.

    Raises:
        BadInput: No such state metric.
    """
    _check([metric])
    side = metric.removeprefix("belief_").removeprefix("demand_")[:1]
    with look():
        band(axes, outcome.curves[metric], SIDE.get(side, BLACK))
        axes.set_title(f"{stamp.title}: median and 90% of wars")
        axes.set_ylabel(f"{metric} [{STATES[metric].unit}]")
        months_axis(axes, stamp, outcome.months)
    return axes


def series_on(axes: Axes, war: Trajectory, metrics: Sequence[str], stamp: Stamp) -> Axes:
    """Some state metrics of one war, month by month.

    Raises:
        BadInput: Names that are no state metrics.
    """
    _check(metrics)
    with look():
        for name in metrics:
            axes.plot(war.series[name], label=name)
        axes.set_title(stamp.title)
        months_axis(axes, stamp, len(war.series["phase"]) - 1)
        axes.legend()
    return axes


def effects_on(axes: Axes, effects: Mapping[str, Effect]) -> Axes:
    """Effects with their 95 per cent intervals, the largest at the top."""
    known = dict(effects)
    with look():
        forest(axes, [(name, known[name]) for name in by_size(known)], 1.0, words=False)
        axes.set_xlabel("treatment less control, on the same luck")
    return axes


def points_on(
    axes: Axes, places: Sequence[float], mean: Sequence[float], half: Sequence[float], label: str
) -> Axes:
    """A metric along one axis of a design, with its 95 per cent interval."""
    order = np.argsort(places, kind="stable")
    x, y, wide = (np.asarray(values, dtype=np.float64)[order] for values in (places, mean, half))
    with look():
        axes.fill_between(x, y - wide, y + wide, alpha=0.18, linewidth=0, color=BLACK)
        axes.plot(x, y, color=BLACK, marker="o", markersize=3)
        axes.set_xlabel(label)
    return axes


def _check(metrics: Sequence[str]) -> None:
    remedy = "write it without a month, as `simulator metrics` lists it: occ, belief_A_win"
    wrong = [
        Mistake("metric", printable(str(name)), "must be a state metric", None, remedy)
        for name in metrics
        if name not in STATES
    ]
    if wrong:
        raise BadInput(*wrong)
