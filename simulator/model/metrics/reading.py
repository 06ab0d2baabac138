"""Sums and counts of an ensemble, read once all wars are in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.catalogue import WINDOW, find
from simulator.model.metrics.histogram import LEVELS, Histogram
from simulator.model.metrics.intervals import entropy, normal, of_few, wilson, within
from simulator.model.metrics.moments import Node
from simulator.model.metrics.outcome import Curve, Holding, Outcome, Share, Summary
from simulator.model.metrics.rows import RECUR_BY_CAUSE, bounds_of
from simulator.model.metrics.survival import (
    Failure,
    Survival,
    chance_by_cause,
    kaplan_meier,
    restricted_mean,
    survival_of,
)
from simulator.model.records import CAUSES, END_MODES

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

_SIDES = ("D", "neither", "A")


@dataclass(frozen=True, slots=True)
class Sums:
    """What an accumulator holds.

    Attributes:
        number: Wars.
        months: The horizon H [months].
        by_month: State to its values, one column a month.
        by_war: Summary of a war to its values.
        month_moments: Moments of the states, month after month, in the order of `by_month`.
        war_moments: Moments of the summaries, in the order of `by_war`.
        events: Event to the number of wars by its first month; shape (H + 2,), never last.
        ends: Wars by mode and month of the first end; shape (modes, H + 2), never last.
        failed: First ends that failed, by mode, cause and months held; (modes, causes, H + 1).
        held: First ends that had not failed by the horizon, by months seen; (modes, H + 1).
        winners: Wars that D, nobody, A won; shape (3,).
    """

    number: int
    months: int
    by_month: Mapping[str, Histogram]
    by_war: Mapping[str, Histogram]
    month_moments: Node
    war_moments: Node
    events: Mapping[str, Counts]
    ends: Counts
    failed: Counts
    held: Counts
    winners: Counts


class Reading:
    """The sums as numbers with intervals."""

    def __init__(self, sums: Sums) -> None:
        """Quantiles are read at once, everything else when it is asked for."""
        self.sums = sums
        self.span = sums.months + 1
        self.quantiles = {name: part.quantiles() for name, part in sums.by_month.items()}
        self.rows = {name: row * self.span for row, name in enumerate(sums.by_month)}
        #: Wars by mode and month, `ongoing` until their first end.
        self.modes = sums.ends[:, : self.span].cumsum(axis=1)
        self.modes[0] = sums.number - self.modes[1:].sum(axis=0)

    def outcome(self, engine: str, names: Iterable[str], curves: Iterable[str]) -> Outcome:
        """Everything that is reported of these wars.

        Args:
            engine: The engine that ran them.
            names: Metrics to report.
            curves: States to report month by month.
        """
        sums, number = self.sums, self.sums.number
        return Outcome(
            replications=number,
            months=sums.months,
            engine=engine,
            end_mode=_shares(END_MODES, self.modes[:, -1]),
            causes=_shares(CAUSES, sums.failed.sum(axis=(0, 2))),
            winners=_shares(_SIDES, sums.winners),
            metrics={name: self.summary(name) for name in names},
            curves={name: self.curve(name) for name in curves},
            p_ended=1.0 - self.modes[0] / number,
            modes={name: self.modes[mode] / number for mode, name in enumerate(END_MODES)},
            endings=self.endings(),
            holding=self.holding(),
        )

    def endings(self) -> Survival:
        """How long the wars last and in which ways they first end."""
        censored = np.zeros(self.span, dtype=np.int64)
        censored[-1] = self.modes[0, -1]
        lasting = survival_of(self.sums.ends[1:, : self.span], censored, END_MODES[1:])
        assert lasting is not None, "there is at least one war"  # noqa: S101
        return lasting

    def holding(self) -> dict[str, Holding]:
        """How long first ends hold, by their mode and by cause of failure."""
        modes = {name: slice(mode, mode + 1) for mode, name in enumerate(END_MODES) if mode > 0}
        held = {name: self._held(rows) for name, rows in {"any": slice(1, None), **modes}.items()}
        return {name: holding for name, holding in held.items() if holding is not None}

    def _held(self, rows: slice) -> Holding | None:
        failed, held = self.sums.failed[rows].sum(axis=0), self.sums.held[rows].sum(axis=0)
        known = [row for row, name in enumerate(CAUSES) if name != "none" or failed[row].any()]
        lasting = survival_of(failed[known], held, tuple(CAUSES[row] for row in known))
        mean = restricted_mean(failed.sum(axis=0), held, WINDOW)
        return None if lasting is None or mean is None else Holding(lasting, mean)

    def curve(self, name: str) -> Curve:
        """A state metric month by month."""
        total, row = self.sums.month_moments, self.rows[name]
        cells = slice(row, row + self.span)
        mean = np.where(total.number[cells] > 0, total.mean[cells], np.nan)
        return Curve(mean, *self.quantiles[name])

    def summary(self, name: str) -> Summary:
        """One metric as typed."""
        asked = find(name)
        assert asked is not None, "names were checked"  # noqa: S101
        metric, month, sums = asked.metric, asked.month, self.sums
        if metric.kind == "event" and month is not None:
            return _flag(int(sums.events[metric.name][: month + 1].sum()), sums.number)
        if metric.kind == "state" and month is not None:
            quantiles = self.quantiles[metric.name][:, month]
            column = self.rows[metric.name] + month
            return _moments(sums.month_moments, column, quantiles, bounds_of(metric, sums.months))
        if metric.name == "end_mode_entropy":
            return self.entropy()
        if metric.name in RECUR_BY_CAUSE:
            return self.recur_by(RECUR_BY_CAUSE[metric.name])
        if metric.bins is None:
            return self.recur(metric.name.removeprefix("recur").removeprefix("_"))
        histogram = sums.by_war[metric.name]
        if metric.unit == "probability":
            return _flag(histogram.ones(), int(histogram.number()[0]))
        column = list(sums.by_war).index(metric.name)
        bounds = bounds_of(metric, sums.months)
        return _moments(sums.war_moments, column, histogram.quantiles()[:, 0], bounds)

    def recur(self, mode: str) -> Summary:
        """Chance that fighting resumes within the window, after one mode of ending or any."""
        first = END_MODES.index(mode) if mode else 1
        rows = slice(first, first + 1 if mode else None)
        failed, held = self.sums.failed[rows].sum(axis=(0, 1)), self.sums.held[rows].sum(axis=0)
        return _failure(kaplan_meier(failed, held, WINDOW))

    def recur_by(self, cause: str) -> Summary:
        """Chance that the first end fails within the window for one cause."""
        failed, held = self.sums.failed[1:].sum(axis=0), self.sums.held[1:].sum(axis=0)
        own = failed[CAUSES.index(cause)]
        return _failure(chance_by_cause(own, failed.sum(axis=0), held, WINDOW))

    def entropy(self) -> Summary:
        """How evenly the wars spread over the ways to stand at the horizon."""
        value, se = entropy(self.modes[:, -1])
        low, high = normal(value, se)
        ci95 = (max(low, 0.0), min(high, 1.0))
        return Summary(value, se, ci95, None, None, None, self.sums.number)


def _failure(failure: Failure | None) -> Summary:
    if failure is None:
        return Summary(None, None, None, None, None, None, 0)
    return Summary(failure.chance, failure.se, failure.ci95, None, None, None, failure.number)


def _moments(
    total: Node, column: int, quantiles: Floats, bounds: tuple[float | None, float | None]
) -> Summary:
    number = int(total.number[column])
    if number == 0:
        return Summary(None, None, None, None, None, None, 0)
    mean = float(total.mean[column])
    low, middle, high = (float(value) for value in quantiles)
    if number == 1:
        return Summary(mean, None, None, low, middle, high, 1)
    se = math.sqrt(float(total.squares[column]) / (number - 1) / number)
    least, most = bounds
    ci95 = of_few(mean, se, number) if least is None else within(mean, se, least, most)
    return Summary(mean, se, ci95, low, middle, high, number)


def _shares(names: tuple[str, ...], counts: Counts) -> dict[str, Share]:
    """Shares by name with Wilson intervals; zeros when nothing was counted."""
    number = int(counts.sum())
    return {
        name: Share(count / number if number else 0.0, wilson(count, number), count)
        for name, count in zip(names, counts.tolist(), strict=True)
    }


def _flag(count: int, number: int) -> Summary:
    """Summary of zeros and ones, of which `count` are ones."""
    if number == 0:
        return Summary(None, None, None, None, None, None, 0)
    share = count / number
    se = math.sqrt(share * (1 - share) / (number - 1)) if number > 1 else None
    q05, q50, q95 = (float(count > number - math.ceil(level * number - 1e-9)) for level in LEVELS)
    return Summary(share, se, wilson(count, number), q05, q50, q95, number)
