"""From wars to sums and counts, a handful at a time, in memory that does not grow with the wars.

Counts are integers and moments are summed in fixed blocks of replications, in order, so any split
of the same wars, in any order, on any number of workers, gives the same outcome to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.catalogue import (
    EVENTS,
    PER_WAR,
    STATES,
    SUMMARIES,
    Selection,
    bins_of,
    check_names,
    find,
)
from simulator.model.metrics.histogram import Histogram
from simulator.model.metrics.moments import Moments
from simulator.model.metrics.outcome import Outcome, Summary
from simulator.model.metrics.per_war import Floats, Wars, event_months, peace_lengths, summaries
from simulator.model.metrics.reading import Reading, Sums
from simulator.model.records import CAUSES, END_MODES

Counts = npt.NDArray[np.int64]

_SERIES_ROW = {name: row for row, name in enumerate(STATES)}


class Accumulator:
    """Sums and counts over wars, ready to become an Outcome."""

    def __init__(self, months: int, only: Selection | None = None) -> None:
        """No wars yet.

        Args:
            months: The horizon H [months].
            only: What to follow; everything when None. How wars end, and how long that holds, is
                followed always: it costs next to nothing.

        Raises:
            BadInput: A metric is unknown, or its month lies beyond the horizon.
        """
        self.months = months
        self.only = only
        self.number = 0
        if only is not None:
            check_names(only.metrics, months)
        self._states = tuple(STATES) if only is None else only.states()
        self._per_war = tuple(PER_WAR) if only is None else _within(PER_WAR, only)
        self._events = tuple(EVENTS) if only is None else _within(EVENTS, only)
        span = months + 1
        self._by_month = {name: Histogram(bins_of(STATES[name]), span) for name in self._states}
        self._by_war = {name: Histogram(bins_of(SUMMARIES[name]), 1) for name in self._per_war}
        self._moments = Moments(len(self._states) * span), Moments(len(self._per_war))
        self._counts: dict[str, Counts] = {
            "ends": np.zeros((len(END_MODES), span + 1), dtype=np.int64),
            "events": np.zeros((len(self._events), span + 1), dtype=np.int64),
            "failed": np.zeros((len(END_MODES), len(CAUSES), span), dtype=np.int64),
            "held": np.zeros((len(END_MODES), span), dtype=np.int64),
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
        by_month, by_war = self._moments
        per_war = summaries(wars, self._per_war)
        by_month.add(wars.replication, self._followed(wars))
        by_war.add(wars.replication, per_war)
        for name, histogram in self._by_month.items():
            histogram.add(wars.state(name))
        for column, histogram in enumerate(self._by_war.values()):
            histogram.add(per_war[:, column : column + 1])
        self._count(wars)
        self.number += int(wars.replication.size)

    def _followed(self, wars: Wars) -> Floats:
        """The states that are followed, month after month; shape (wars, states * (H + 1))."""
        series = wars.series
        if len(self._states) < len(STATES):
            series = series[:, [_SERIES_ROW[name] for name in self._states]]
        return series.reshape(wars.replication.size, -1)

    def _count(self, wars: Wars) -> None:
        counts = self._counts
        ended = event_months(wars, "ended")
        np.add.at(counts["ends"], (wars.end_mode, ended), 1)
        for row, name in enumerate(self._events):
            counts["events"][row] += np.bincount(
                event_months(wars, name), minlength=self.months + 2
            )
        lengths, failed = peace_lengths(wars)
        held = (lengths >= 0) & ~failed
        broke = wars.end_mode[failed], wars.cause[failed], lengths[failed]
        np.add.at(counts["failed"], broke, 1)
        np.add.at(counts["held"], (wars.end_mode[held], lengths[held]), 1)
        np.add.at(counts["winners"], wars.winner + 1, 1)

    def merge(self, other: Accumulator) -> None:
        """Add the wars of `other`, none of which is here yet; `other` is left as it is.

        Raises:
            ValueError: The horizon or what is followed differs, or a replication is in both.
        """
        if (other.months, other.only) != (self.months, self.only):
            raise ValueError(f"wars of {other.months} months do not fit {self.months}")
        for moments, others in zip(self._moments, other._moments, strict=True):
            moments.merge(others)
        for mine, theirs in ((self._by_month, other._by_month), (self._by_war, other._by_war)):
            for name, histogram in mine.items():
                histogram.merge(theirs[name])
        for name, counts in self._counts.items():
            counts += other._counts[name]
        self.number += other.number

    def outcome(self, engine: str, metrics: Iterable[str] = ()) -> Outcome:
        """The outcome of all wars added so far.

        Args:
            engine: The engine that ran them.
            metrics: Names to report beside the default ones; where only some metrics are followed
                those, and no others, are reported.

        Raises:
            BadInput: A name is no metric.
            ValueError: No war was added.
        """
        only = self.only
        names = check_names(metrics, self.months) if only is None else only.metrics
        curves = self._states if only is None else only.curves
        return self._reading().outcome(engine, names, curves)

    def summaries(self, names: Iterable[str]) -> dict[str, Summary]:
        """Some metrics of all wars added so far, as `outcome` has them, and nothing else.

        Args:
            names: Typed names, all of them followed.

        Raises:
            ValueError: No war was added.
        """
        reading = self._reading()
        return {name: reading.summary(name) for name in names}

    def _reading(self) -> Reading:
        if self.number == 0:
            raise ValueError("an outcome needs at least one war")
        by_month, by_war = self._moments
        return Reading(
            Sums(
                number=self.number,
                months=self.months,
                by_month=self._by_month,
                by_war=self._by_war,
                month_moments=by_month.total(),
                war_moments=by_war.total(),
                events=dict(zip(self._events, self._counts["events"], strict=True)),
                ends=self._counts["ends"],
                failed=self._counts["failed"],
                held=self._counts["held"],
                winners=self._counts["winners"],
            )
        )


def _within(names: Iterable[str], only: Selection) -> tuple[str, ...]:
    """Those of some summaries or events that are asked for."""
    asked = [find(name) for name in only.metrics]
    wanted = {one.metric.name for one in asked if one is not None and one.metric.kind != "state"}
    return tuple(name for name in names if name in wanted)
