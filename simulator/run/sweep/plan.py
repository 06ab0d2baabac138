"""A sweep ready to be played, and what it will take."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from simulator.model.designs import Design
from simulator.model.records import Scenario
from simulator.run.sweep.columns import sweep_names
from simulator.run.sweep.manifest import Json, manifest_of, note_for
from simulator.run.sweep.parquet import parquet_bytes
from simulator.run.sweep.part import Job, rows_of
from simulator.run.sweep.points import Points, points_of

#: Wars of a part: what a killed process loses takes about this long to play again.
_PART_WARS = 8192

#: A design is cut into at least this many parts, so that many workers finish together.
_FEWEST_PARTS = 256

#: How long a trial may take [seconds], and how many points and wars it looks at.
_TRIAL, _TRIAL_POINTS, _TRIAL_WARS = 3.0, 16, 64


@dataclass(frozen=True, slots=True)
class Plan:
    """A job and the manifest of its folder."""

    job: Job
    manifest: Json


@dataclass(frozen=True, slots=True)
class Cost:
    """What a sweep will take.

    Attributes:
        seconds: On one processor that does nothing else, for one war.
        bytes: On disk, in all.
    """

    seconds: float
    bytes: int


def plan(
    design: Design,
    scenario: Scenario,
    points: Points | None = None,
    kind: str = "sweep",
    *,
    paired: bool = False,
) -> Plan:
    """What a design comes to.

    Args:
        design: What was asked for, complete.
        scenario: What its points start from.
        points: Where the points lie, when it is not the design that says so.
        kind: What the points are for.
        paired: Whether the number of every war is kept, so that points can be paired.

    Raises:
        BadInput: A metric is unknown.
    """
    names = sweep_names(design.metrics, design.months)
    points = points_of(design) if points is None else points
    each = _in_a_part(len(points), design.replications)
    manifest = manifest_of(design, scenario, points, names, each, kind, paired=paired)
    job = Job(
        scenario=scenario,
        levers=design.levers,
        entropy=design.entropy,
        months=design.months,
        replications=design.replications,
        names=names,
        points=points,
        total=len(points),
        each=each,
        note=note_for(manifest),
        paired=paired,
    )
    return Plan(job, manifest)


def _in_a_part(points: int, replications: int) -> int:
    """Points in a part, which the design alone decides."""
    return max(1, min(_PART_WARS // replications, -(-points // _FEWEST_PARTS)))


def cost(job: Job) -> Cost:
    """What a sweep will take, from its first few points played with a few wars each.

    The order of the points is balanced, so the first few stand for all.
    """
    few = replace(job, replications=min(job.replications, _TRIAL_WARS))
    rows = rows_of(few, range(1))  # loads the machine code, if nothing else
    began = time.perf_counter()
    played = 0
    while played < min(_TRIAL_POINTS, job.total) and time.perf_counter() - began < _TRIAL:
        rows += rows_of(few, range(played, played + 1))
        played += 1
    seconds = (time.perf_counter() - began) / (played * few.replications)
    content = parquet_bytes(rows[: job.each], job.columns, job.note)
    return Cost(seconds, len(content) * job.parts)
