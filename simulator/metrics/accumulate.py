"""From wars to an outcome, one handful at a time, in memory that does not grow with their number.

Counts are integers and moments follow a fixed tree over replications, so any split of the same
wars, in any order, on any number of workers, gives the same outcome to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from simulator.metrics.catalogue import (
    EVENTS,
    PER_WAR,
    STATES,
    SUMMARIES,
    WINDOW,
    check_names,
    find,
)
from simulator.metrics.histogram import LEVELS, Histogram
from simulator.metrics.intervals import entropy, normal, wilson
from simulator.metrics.moments import Moments, Node
from simulator.metrics.outcome import Curve, Outcome, Share, Summary
from simulator.metrics.per_war import (
    Wars,
    event_by_month,
    modes_by_month,
    peace_lengths,
    summaries,
)
from simulator.metrics.survival import kaplan_meier
from simulator.records import CAUSES, END_MODES

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

_SIDES = ("D", "neither", "A")


class Accumulator:
    """Sums and counts over wars, ready to become an Outcome."""

    def __init__(self, months: int) -> None:
        """No wars yet.

        Args:
            months: The horizon H [months].
        """
        self.months = months
        self.number = 0
        span = months + 1
        self._states = {
            name: Histogram(metric.bins, span)
            for name, metric in STATES.items()
            if metric.bins is not None
        }
        self._summaries = {
            name: Histogram(bins, 1)
            for name in PER_WAR
            if (bins := SUMMARIES[name].bins) is not None
        }
        self._moments = Moments(len(STATES) * span + len(PER_WAR))
        self._counts: dict[str, Counts] = {
            "modes": np.zeros((span, len(END_MODES)), dtype=np.int64),
            "events": np.zeros((len(EVENTS), span), dtype=np.int64),
            "failed": np.zeros((len(END_MODES), span), dtype=np.int64),
            "held": np.zeros((len(END_MODES), span), dtype=np.int64),
            "causes": np.zeros(len(CAUSES), dtype=np.int64),
            "winners": np.zeros(3, dtype=np.int64),
        }

    def add(self, wars: Wars) -> None:
        """Add wars that were not added before.

        Args:
            wars: Some wars of this horizon.

        Raises:
            ValueError: The horizon differs, or a replication was added before.
        """
        if wars.months != self.months:
            raise ValueError(f"wars of {wars.months} months do not fit {self.months}")
        per_war = summaries(wars)
        flat = wars.series.reshape(wars.replication.size, -1)
        self._moments.add(wars.replication, np.concatenate([flat, per_war], axis=1))
        for name, histogram in self._states.items():
            histogram.add(wars.state(name))
        for column, name in enumerate(PER_WAR):
            self._summaries[name].add(per_war[:, [column]])
        self._count(wars)
        self.number += int(wars.replication.size)

    def _count(self, wars: Wars) -> None:
        counts = self._counts
        modes = modes_by_month(wars)
        for mode in range(len(END_MODES)):
            counts["modes"][:, mode] += (modes == mode).sum(axis=0)
        for row, name in enumerate(EVENTS):
            counts["events"][row] += event_by_month(wars, name).sum(axis=0)
        lengths, failed = peace_lengths(wars)
        ended = lengths >= 0
        np.add.at(counts["failed"], (wars.end_mode[failed], lengths[failed]), 1)
        held = ended & ~failed
        np.add.at(counts["held"], (wars.end_mode[held], lengths[held]), 1)
        np.add.at(counts["causes"], wars.cause[failed], 1)
        np.add.at(counts["winners"], wars.winner + 1, 1)

    def merge(self, other: Accumulator) -> None:
        """Add the wars of `other`, none of which is here yet; `other` is left as it is.

        Raises:
            ValueError: The horizon differs, or a replication is in both.
        """
        if other.months != self.months:
            raise ValueError(f"wars of {other.months} months do not fit {self.months}")
        self._moments.merge(other._moments)
        for name, histogram in self._states.items():
            histogram.merge(other._states[name])
        for name, histogram in self._summaries.items():
            histogram.merge(other._summaries[name])
        for name, counts in self._counts.items():
            counts += other._counts[name]
        self.number += other.number

    def outcome(self, engine: str, metrics: Iterable[str] = ()) -> Outcome:
        """The outcome of all wars added so far.

        Args:
            engine: The engine that ran them.
            metrics: Names to report beside the default ones.

        Raises:
            BadInput: A name is no metric.
            ValueError: No war was added.
        """
        if self.number == 0:
            raise ValueError("an outcome needs at least one war")
        names = check_names(metrics, self.months)
        return _Reading(self, self._moments.total()).outcome(engine, names)


class _Reading:
    """Accumulated sums, read once all wars are in."""

    def __init__(self, sums: Accumulator, total: Node) -> None:
        self.sums = sums
        self.total = total
        self.span = sums.months + 1
        self.quantiles = {name: part.quantiles() for name, part in sums._states.items()}

    def outcome(self, engine: str, names: tuple[str, ...]) -> Outcome:
        counts, number = self.sums._counts, self.sums.number
        return Outcome(
            replications=number,
            months=self.sums.months,
            engine=engine,
            end_mode=_shares(END_MODES, counts["modes"][-1]),
            causes=_shares(CAUSES, counts["causes"]),
            winners=_shares(_SIDES, counts["winners"]),
            metrics={name: self.summary(name) for name in names},
            curves={name: self.curve(name) for name in STATES},
            p_ended=1.0 - counts["modes"][:, 0] / number,
            modes={name: counts["modes"][:, mode] / number for mode, name in enumerate(END_MODES)},
        )

    def curve(self, name: str) -> Curve:
        row = list(STATES).index(name) * self.span
        cells = slice(row, row + self.span)
        mean = np.where(self.total.number[cells] > 0, self.total.mean[cells], np.nan)
        return Curve(mean, *self.quantiles[name])

    def summary(self, name: str) -> Summary:
        asked = find(name)
        assert asked is not None, "names were checked"  # noqa: S101
        metric, month = asked.metric, asked.month
        if metric.kind == "event" and month is not None:
            row = list(EVENTS).index(metric.name)
            return _flag(int(self.sums._counts["events"][row, month]), self.sums.number)
        if metric.kind == "state" and month is not None:
            row = list(STATES).index(metric.name) * self.span + month
            return self.moments(row, self.quantiles[metric.name][:, month])
        if metric.name == "end_mode_entropy":
            return self.entropy()
        if metric.bins is None:
            return self.recur(metric.name.removeprefix("recur").removeprefix("_"))
        histogram = self.sums._summaries[metric.name]
        if metric.unit == "probability":
            return _flag(histogram.ones(), int(histogram.number()[0]))
        row = len(STATES) * self.span + PER_WAR.index(metric.name)
        return self.moments(row, histogram.quantiles()[:, 0])

    def moments(self, column: int, quantiles: Floats) -> Summary:
        number = int(self.total.number[column])
        if number == 0:
            return Summary(None, None, None, None, None, None, 0)
        mean = float(self.total.mean[column])
        low, middle, high = (float(value) for value in quantiles)
        if number == 1:
            return Summary(mean, None, None, low, middle, high, 1)
        se = math.sqrt(float(self.total.squares[column]) / (number - 1) / number)
        return Summary(mean, se, normal(mean, se), low, middle, high, number)

    def recur(self, mode: str) -> Summary:
        rows = (
            slice(1, None) if not mode else slice(END_MODES.index(mode), END_MODES.index(mode) + 1)
        )
        counts = self.sums._counts
        failed, held = counts["failed"][rows].sum(axis=0), counts["held"][rows].sum(axis=0)
        failure = kaplan_meier(failed, held, WINDOW)
        if failure is None:
            return Summary(None, None, None, None, None, None, 0)
        return Summary(failure.chance, failure.se, failure.ci95, None, None, None, failure.number)

    def entropy(self) -> Summary:
        value, se = entropy(self.sums._counts["modes"][-1])
        low, high = normal(value, se)
        ci95 = (max(low, 0.0), min(high, 1.0))
        return Summary(value, se, ci95, None, None, None, self.sums.number)


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
