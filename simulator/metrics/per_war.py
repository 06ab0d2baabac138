"""One war as plain numbers: what any engine hands to the accumulator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.metrics.catalogue import PER_WAR, STATES, find
from simulator.records import END_MODES, Trajectory

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: At most this share of D's territory in A's hands counts as restored.
RESTORED = 0.01

_ROW = {name: row for row, name in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class Wars:
    """A handful of wars as plain arrays, in the order of `replication`.

    Attributes:
        replication: Number of each war on its luck; shape (wars,), like the next seven.
        end_mode: Index into END_MODES of the first end.
        end_month: Month of the first end; H + 1 or more when still fighting.
        resumed_month: Month in which fighting resumed; -1 when it did not.
        cause: Index into CAUSES: why the truce or lull failed.
        removed_A: Month in which A's first leader lost office; -1 when he did not.
        removed_D: The same for D.
        winner: 1 A, -1 D, 0 neither.
        series: State metrics in the order of STATES; shape (wars, states, H + 1), NaN if unknown.
    """

    replication: Whole
    end_mode: Whole
    end_month: Whole
    resumed_month: Whole
    cause: Whole
    removed_A: Whole
    removed_D: Whole
    winner: Whole
    series: Floats

    @property
    def months(self) -> int:
        """The horizon H [months]."""
        return int(self.series.shape[2]) - 1

    def state(self, name: str) -> Floats:
        """One state metric; shape (wars, H + 1)."""
        values: Floats = self.series[:, _ROW[name]]
        return values


def wars_of(replications: Sequence[int], trajectories: Iterable[Trajectory], months: int) -> Wars:
    """The plain numbers of some wars.

    Args:
        replications: Number of each war.
        trajectories: The wars, in the same order.
        months: The horizon [months].
    """
    rows = [_row(trajectory) for trajectory in trajectories]
    facts = np.array([row for row, _ in rows], dtype=np.int64).reshape(len(rows), 7)
    series = np.full((len(rows), len(STATES), months + 1), np.nan)
    for war, (_, states) in enumerate(rows):
        for place, values in states:
            series[war, place] = values
    columns = facts.T
    return Wars(
        replication=np.array(replications, dtype=np.int64),
        end_mode=columns[0],
        end_month=columns[1],
        resumed_month=columns[2],
        cause=columns[3],
        removed_A=columns[4],
        removed_D=columns[5],
        winner=columns[6],
        series=series,
    )


def _row(trajectory: Trajectory) -> tuple[list[int], list[tuple[int, Floats]]]:
    facts = [
        trajectory.end_mode,
        trajectory.end_month,
        trajectory.resumed_month,
        trajectory.cause,
        trajectory.removed_month_A,
        trajectory.removed_month_D,
        trajectory.winner,
    ]
    known = [
        (row, trajectory.series[name]) for name, row in _ROW.items() if name in trajectory.series
    ]
    return facts, known


def modes_by_month(wars: Wars) -> Whole:
    """How each war stood at each month: `ongoing` until its first end; shape (wars, H + 1)."""
    month = np.arange(wars.months + 1)
    return np.where(wars.end_month[:, None] <= month, wars.end_mode[:, None], 0)


def event_by_month(wars: Wars, name: str) -> Flags:
    """Whether an event has happened by each month; shape (wars, H + 1)."""
    month = np.arange(wars.months + 1)
    modes = modes_by_month(wars)
    if name == "ended":
        return np.asarray(modes > 0)
    if name in END_MODES:
        return np.asarray(modes == END_MODES.index(name))
    if name in ("A_accepts", "D_accepts"):
        return _ever(wars.state(name) > 0.5)
    if name == "restored":
        return _ever(wars.state("occ") <= RESTORED)
    when = {"resumed": "resumed_month", "removed_A": "removed_A", "removed_D": "removed_D"}[name]
    at: Whole = getattr(wars, when)[:, None]
    return np.asarray((at >= 0) & (at <= month))


def _ever(flags: Flags) -> Flags:
    seen: Flags = np.logical_or.accumulate(flags, axis=1)
    return seen


def war_numbers(wars: Wars, name: str) -> Floats:
    """A summary of each war; shape (wars,), NaN where a war has no such number.

    Args:
        wars: Some wars.
        name: A summary that is a number of a single war (PER_WAR).
    """
    if name == "T_end_restricted":
        return np.asarray(np.minimum(wars.end_month, wars.months), dtype=np.float64)
    if name in ("A_accepts_truce", "D_accepts_truce", "talks"):
        return _share_before_end(wars, wars.state(name))
    if name in ("removed_A", "removed_D"):
        return event_by_month(wars, name)[:, -1].astype(np.float64)
    side = {"won_A": 1, "won_D": -1}[name]
    return np.asarray(wars.winner == side, dtype=np.float64)


def summaries(wars: Wars) -> Floats:
    """All summaries of each war, in the order of PER_WAR; shape (wars, summaries)."""
    return np.stack([war_numbers(wars, name) for name in PER_WAR], axis=1)


def is_of_one_war(name: str) -> bool:
    """Whether a metric, as typed, is a number of a single war.

    >>> is_of_one_war("occ_24"), is_of_one_war("recur")
    (True, False)
    """
    asked = find(name)
    return name in PER_WAR or (asked is not None and asked.month is not None)


def columns_of(wars: Wars, names: Sequence[str]) -> Floats:
    """Each war's number for every name; shape (wars, names), NaN where a war has none.

    Args:
        wars: Some wars.
        names: Metrics as typed, each a number of one war, within the horizon.
    """
    return np.stack([_column(wars, name) for name in names], axis=1)


def _column(wars: Wars, name: str) -> Floats:
    asked = find(name)
    if asked is None or asked.month is None:
        return war_numbers(wars, name)
    if asked.metric.kind == "event":
        return event_by_month(wars, asked.metric.name)[:, asked.month].astype(np.float64)
    return wars.state(asked.metric.name)[:, asked.month]


def _share_before_end(wars: Wars, flags: Floats) -> Floats:
    """Share of the months before the first end in which a flag is up; NaN without such months."""
    before = (np.arange(wars.months + 1) < wars.end_month[:, None]) & np.isfinite(flags)
    number = before.sum(axis=1)
    up = np.where(before, flags, 0.0).sum(axis=1)
    share: Floats = np.divide(up, number, out=np.full(up.shape, np.nan), where=number > 0)
    return share


def peace_lengths(wars: Wars) -> tuple[Whole, Flags]:
    """Months from the first end to its failure, or to the horizon; and whether it failed.

    Returns:
        Two arrays of shape (wars,); the length is -1 for a war that never ended.
    """
    failed = wars.resumed_month >= 0
    last = np.where(failed, wars.resumed_month, wars.months)
    ended = (wars.end_mode > 0) & (wars.end_month <= wars.months)
    return np.where(ended, np.maximum(last - wars.end_month, 0), -1), failed & ended
