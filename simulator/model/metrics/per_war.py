"""One war as plain numbers: what any engine hands to the accumulator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.catalogue import PER_WAR, STATES, find
from simulator.model.records import AT_END, END_MODES, Trajectory

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
        chosen_by_A: Whether A's leader decided the first end; shape (wars,).
        at_end: What A's leader held at the first end, in the order of AT_END; shape (wars, 5), NaN
            where there was no end or nobody decided it.
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
    chosen_by_A: Flags
    at_end: Floats
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
    played = list(trajectories)
    rows = [_row(trajectory) for trajectory in played]
    held = [[war.at_end.get(name, np.nan) for name in AT_END] for war in played]
    facts = np.array([row for row, _ in rows], dtype=np.int64).reshape(len(rows), 8)
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
        chosen_by_A=columns[7] > 0,
        at_end=np.array(held, dtype=np.float64).reshape(len(rows), len(AT_END)),
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
        int(trajectory.chosen_by_A),
    ]
    known = [
        (row, trajectory.series[name]) for name, row in _ROW.items() if name in trajectory.series
    ]
    return facts, known


def modes_at(wars: Wars, month: int) -> Whole:
    """How each war stood at a month: index into END_MODES of its first end; shape (wars,)."""
    return np.where(wars.end_month <= month, wars.end_mode, 0)


def event_months(wars: Wars, name: str) -> Whole:
    """First month by which an event has happened in each war; shape (wars,).

    A war in which it has not happened by the horizon has a month beyond it.
    """
    never = wars.months + 1
    if name == "ended":
        return np.where(wars.end_mode > 0, np.minimum(wars.end_month, never), never)
    if name in END_MODES:
        hit = wars.end_mode == END_MODES.index(name)
        return np.where(hit, np.minimum(wars.end_month, never), never)
    if name in ("A_accepts", "D_accepts"):
        return _first(wars.state(name) > 0.5)
    if name == "restored":
        return _first(wars.state("occ") <= RESTORED)
    when = {"resumed": "resumed_month", "removed_A": "removed_A", "removed_D": "removed_D"}[name]
    at: Whole = getattr(wars, when)
    months: Whole = np.where((at >= 0) & (at <= wars.months), at, never)
    return months


def _first(flags: Flags) -> Whole:
    """First month whose flag is up; the month after the last where none is."""
    first: Whole = np.where(flags.any(axis=1), flags.argmax(axis=1), flags.shape[1])
    return first


def event_by_month(wars: Wars, name: str) -> Flags:
    """Whether an event has happened by each month; shape (wars, H + 1)."""
    return np.asarray(event_months(wars, name)[:, None] <= np.arange(wars.months + 1))


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
        return (event_months(wars, name) <= wars.months).astype(np.float64)
    side = {"won_A": 1, "won_D": -1}[name]
    return np.asarray(wars.winner == side, dtype=np.float64)


def summaries(wars: Wars, names: Sequence[str] = PER_WAR) -> Floats:
    """Summaries of each war, in the order of their names; shape (wars, summaries)."""
    columns = [war_numbers(wars, name) for name in names]
    return np.ascontiguousarray(np.array(columns).reshape(len(names), wars.replication.size).T)


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
    columns = [_column(wars, name) for name in names]
    return np.array(columns).reshape(len(names), wars.replication.size).T


def _column(wars: Wars, name: str) -> Floats:
    asked = find(name)
    if asked is None or asked.month is None:
        return war_numbers(wars, name)
    if asked.metric.kind == "event":
        return (event_months(wars, asked.metric.name) <= asked.month).astype(np.float64)
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
