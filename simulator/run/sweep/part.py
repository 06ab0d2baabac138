"""One part of a sweep: a few points played, as the bytes of a Parquet file.

A part depends on its job and its number and on nothing else: not on the machine's cores, nor on who
plays it, when, or for the how-manieth time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np

from simulator.files.levers import parse_levers
from simulator.files.scenario import with_values
from simulator.files.vary import lever_text
from simulator.model.designs import Setting
from simulator.model.levers import LEVERS, Lever
from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.catalogue import Selection
from simulator.model.metrics.outcome import Summary
from simulator.model.metrics.per_war import columns_of
from simulator.model.records import Scenario
from simulator.run.ensemble import some_wars
from simulator.run.sweep.columns import (
    ERROR,
    FIRST_WAR,
    POINT,
    WARS,
    all_columns,
    metric_values,
    paired_names,
)
from simulator.run.sweep.parquet import Rows, parquet_bytes
from simulator.run.sweep.points import Points

#: Wars played abreast, at most.
_ABREAST = 64

#: Told how many more wars are done; may raise to stop the work.
Told: TypeAlias = Callable[[int], None]

#: Parts as they are done, by whoever plays them: number and content.
Done: TypeAlias = Generator[tuple[int, bytes], None, None]


@dataclass(frozen=True, slots=True)
class Job:
    """What all points of a sweep share.

    Attributes:
        scenario: What they start from.
        levers: Pulled at every point.
        entropy: Names the luck of all points.
        months: The horizon [months].
        replications: Wars at each point.
        names: Metrics that are kept.
        points: Where the points lie.
        total: How many points the whole design has.
        each: Points in a part; the last may hold fewer.
        note: Kept in every part: where its numbers come from.
        paired: Whether the number of every war is kept, so that points can be paired.
    """

    scenario: Scenario
    levers: tuple[Lever, ...]
    entropy: int
    months: int
    replications: int
    names: tuple[str, ...]
    points: Points
    total: int
    each: int
    note: Mapping[str, object]
    paired: bool = False

    @property
    def columns(self) -> dict[str, type]:
        """Name of every column that is kept to the kind of value in it."""
        return all_columns(self.points.axes, self.names, paired=self.paired)

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return -(-self.total // self.each)

    def points_of(self, part: int) -> range:
        """The points of a part."""
        return range(part * self.each, min((part + 1) * self.each, self.total))

    def only(self, part: int) -> Job:
        """The same job with no points but those of a part: what is sent to another machine."""
        return replace(self, points=self.points.only(self.points_of(part)))


class Stopped(Exception):
    """The work is to stop: nothing of the part at hand is kept."""


def play_part(job: Job, part: int, told: Told | None = None) -> bytes:
    """The Parquet file of one part.

    Args:
        job: What is played.
        part: Number of the part, from 0.
        told: Told how many more wars are done.

    Raises:
        Stopped: `told` said so.
    """
    rows = [_row(job, point, told) for point in job.points_of(part)]
    note = {**job.note, "part": part, "rows": len(rows)}
    return parquet_bytes(rows, job.columns, note)


def rows_of(job: Job, points: range, told: Told | None = None) -> Rows:
    """Some points played, as rows."""
    return [_row(job, point, told) for point in points]


def arm(job: Job, settings: Mapping[str, Setting]) -> tuple[Scenario, tuple[Lever, ...]]:
    """The scenario and the levers of a point, checked as if they had been typed.

    Raises:
        BadInput: The values do not go together.
    """
    month = {axis.name: axis.month for axis in job.points.axes}
    pulled = [
        f"{name}={lever_text(value)}@{month[name]}"
        for name, value in settings.items()
        if name in LEVERS
    ]
    values = {name: value for name, value in settings.items() if name not in LEVERS}
    scenario = with_values(job.scenario, values) if values else job.scenario
    return scenario, (*job.levers, *parse_levers(pulled))


def _row(job: Job, point: int, told: Told | None) -> dict[str, Any]:
    settings = job.points.settings(point)
    kept = paired_names(job.names) if job.paired else ()
    summaries: Mapping[str, Summary] | None = None
    each: dict[str, list[float]] = {}
    error = None
    try:
        summaries, each = _played(job, point, settings, told)
    except (Stopped, MemoryError, OSError):
        raise
    except Exception as wrong:  # noqa: BLE001  # whatever a point runs into is its own row
        known = str(wrong) or type(wrong).__name__
        error = "; ".join(known.splitlines())
    return {
        POINT: point,
        **settings,
        FIRST_WAR: job.points.war(point),
        WARS: job.replications,
        **metric_values(job.names, summaries),
        **(each or dict.fromkeys(f"{name}_wars" for name in kept)),
        ERROR: error,
    }


def _played(
    job: Job, point: int, settings: Mapping[str, Setting], told: Told | None
) -> tuple[Mapping[str, Summary], dict[str, list[float]]]:
    """What is kept of a point: its metrics, and the number of every war where that is asked for."""
    kept = paired_names(job.names) if job.paired else ()
    numbers = []
    scenario, levers = arm(job, settings)
    first = job.points.war(point)
    number = job.replications
    chunks = math.ceil(number / _ABREAST)
    edges = [first + number * chunk // chunks for chunk in range(chunks + 1)]
    sums = Accumulator(job.months, Selection(job.names))
    for low, high in pairwise(edges):
        wars = some_wars(scenario, job.entropy, range(low, high), job.months, levers)
        sums.add(wars)
        if kept:
            numbers.append(columns_of(wars, kept))
        if told is not None:
            told(high - low)
    each = np.concatenate(numbers).T.tolist() if kept else []
    return sums.summaries(job.names), {
        f"{name}_wars": column for name, column in zip(kept, each, strict=True)
    }
