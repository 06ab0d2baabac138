"""Many points of a design in hand."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.analysis.paired_contrast import Arm, contrasts
from simulator.errors import BadInput, Mistake, RunFailed, needed
from simulator.files.command_line import whole_number
from simulator.files.design import KINDS
from simulator.files.design_file import POINTS, laid_out
from simulator.files.vary import check_reached, parse_vary
from simulator.model.designs import Design
from simulator.model.metrics.catalogue import check_names
from simulator.model.metrics.intervals import Z95
from simulator.model.metrics.outcome import Stamp
from simulator.run.ensemble import Progress, compiling_is_due
from simulator.run.sweep.columns import ERROR, POINT
from simulator.run.sweep.folder import open_sweep
from simulator.run.sweep.missing_parts import play_missing
from simulator.run.sweep.mistakes import check_metrics
from simulator.run.sweep.part import Job, arm
from simulator.run.sweep.plan import plan
from simulator.show.notebook.result import Result
from simulator.show.notebook.treated import Treated
from simulator.show.report.ensemble_table import plain_origin
from simulator.show.report.whole_files import open_folder, write_whole

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from simulator.show.pictures.on_axes import Axes


#: Where what varies is told of in complaints.
_WHERE = "--vary"


@dataclass(frozen=True, slots=True, repr=False)
class Swept(Result):
    """Every point of a design, all on the same luck.

    Attributes:
        job: What was played.
        stamp: Where the numbers come from.
        columns: Everything that was kept, by column, in the order of play.
        grid: Whether the points make a grid.
    """

    job: Job
    stamp: Stamp
    columns: dict[str, list[Any]]
    grid: bool

    @property
    def title(self) -> str:
        """What it is, in a line."""
        varied = ", ".join(axis.name for axis in self.job.points.axes)
        return f"{self.stamp.title}: {varied} at {self.job.total} points"

    @property
    def origin(self) -> str:
        """Where its numbers come from, in a line."""
        return plain_origin(self.stamp, f"{self.job.replications} wars a point")

    def table(self) -> pd.DataFrame:
        """A row a point, as the Parquet files of `simulator sweep` have it."""
        import pandas as pd

        return pd.DataFrame(self.columns).set_index(POINT)

    def brief(self) -> pd.DataFrame:
        """What varies, and the mean of each metric."""
        names = [axis.name for axis in self.job.points.axes]
        return self.table()[[*names, *(f"{name}_mean" for name in self.job.names)]]

    def effects(self, metric: str, against: int = 0) -> pd.DataFrame:
        """What each point changes against another, on the same luck; the wars are played again.

        Args:
            metric: Its name as typed.
            against: The point that is compared with.

        Raises:
            SimulatorError: No such metric or point, or a war could not be played.
        """
        import pandas as pd

        job = self.job
        check_names([metric], job.months)
        if not 0 <= against < job.total:
            rule = f"must be a point in [0, {job.total - 1}]"
            raise BadInput(Mistake("against", "", rule, str(against), "take one of the table"))
        good = [point for point, error in enumerate(self.columns[ERROR]) if error is None]
        arms = {point: Arm(*arm(job, job.points.settings(point))) for point in {*good, against}}
        found = contrasts(
            arms[against],
            [arms[point] for point in good],
            job.replications,
            job.entropy,
            job.months,
            [metric],
        )
        rows = {}
        for point, one in zip(good, found, strict=True):
            effect = one.effects[metric]
            low, high = effect.ci95 or (None, None)
            rows[point] = {
                **job.points.settings(point),
                "mean": effect.treatment,
                "effect": effect.effect,
                "low": low,
                "high": high,
                "n": effect.n,
            }
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis(POINT)

    def to_xarray(self) -> xr.Dataset:
        """The metrics' numbers over the axes of a grid.

        Raises:
            SimulatorError: The points make no grid, or xarray is not installed.
        """
        from simulator.show.notebook.arrays import grid_of

        if not self.grid:
            rule, remedy = "must be a grid", "use .table(), or sweep with design='grid'"
            raise BadInput(Mistake("to_xarray", "", rule, None, remedy))
        return grid_of(self, [axis.name for axis in self.job.points.axes], self.job.names)

    def plot(self, metric: str | None = None, *, ax: Axes | None = None) -> Axes:
        """A metric along the first axis of the design, with its 95 per cent interval.

        Args:
            metric: Its name as typed; the first one kept when None.
            ax: Where; new axes when None.

        Raises:
            SimulatorError: The metric was not kept.
        """
        with needed("plot"):
            from simulator.show.pictures.on_axes import new_axes, points_on

        name = metric or self.job.names[0]
        if name not in self.job.names:
            remedy = "name it among the metrics of the sweep, or take one of the table"
            raise BadInput(Mistake("metric", name, "must have been kept", None, remedy))
        axis = self.job.points.axes[0]
        places = [
            float(value) if not isinstance(value, str) else float(axis.choices.index(value))
            for value in self.columns[axis.name]
        ]
        half = Z95 * np.array(self.columns[f"{name}_se"], dtype=np.float64)
        axes = new_axes() if ax is None else ax
        axes.set_ylabel(name)
        axes.set_title(self.title)
        return points_on(axes, places, self.columns[f"{name}_mean"], half.tolist(), axis.name)


def swept(
    scenario: Treated,
    vary: Sequence[str],
    n: int,
    seed: int,
    months: int,
    kind: str,
    points: int | None,
    metrics: Sequence[str],
    out: str | None,
    progress: Progress | None,
) -> Swept:
    """Play every point of a design; the plain numbers have been checked.

    Args:
        scenario: What the points start from.
        vary: Each axis as after `--vary`.
        n: Wars a point.
        seed: Names the luck of all points.
        months: The horizon [months].
        kind: `grid`, `lhs` or `sobol`.
        points: How many, with `lhs` and `sobol`.
        metrics: Names to keep beside the usual ones.
        out: Folder to keep it in; nothing is kept when None.
        progress: Told how far it is.

    Raises:
        BadInput: Something asked for is wrong.
        RunFailed: Not one point could be played.
    """
    design = _design(scenario, vary, n, seed, months, kind, points, metrics)
    made = plan(design, scenario.world)
    compiling_is_due("ensemble")
    place: AbstractContextManager[str] = (
        tempfile.TemporaryDirectory() if out is None else nullcontext(out)
    )
    names = list(made.job.columns)
    with place as folder:
        opened = open_folder(folder, pictures=False) if out is not None else Path(folder)
        with open_sweep(opened, made.manifest, made.job.parts, False, write_whole) as there:
            play_missing(made.job, there, None, None, progress)
            columns = there.columns(names)
    errors = [error for error in columns[ERROR] if error is not None]
    if len(errors) == made.job.total:
        raise RunFailed(f"sweep: not one of {made.job.total} points could be played: {errors[0]}")
    return Swept(made.job, scenario.stamp(seed, "ensemble"), columns, design.kind == "grid")


def _design(
    scenario: Treated,
    vary: Sequence[str],
    n: int,
    seed: int,
    months: int,
    kind: str,
    points: int | None,
    metrics: Sequence[str],
) -> Design:
    mistakes: list[Mistake] = []
    axes = tuple(parse_vary(vary, mistakes))
    check_reached(axes, months, _WHERE, "", mistakes)
    if not vary:
        remedy = 'write it like "stake.indivisible=0:1:5"'
        mistakes.append(Mistake(_WHERE, "", "needs at least one axis", None, remedy))
    layout = next((each for each in KINDS if each == kind), KINDS[0])
    if kind not in KINDS:
        rule = "must be " + " or ".join(KINDS)
        mistakes.append(Mistake("--design", "", rule, repr(kind), "leave it out for grid"))
    number = 0 if points is None else whole_number(POINTS, str(points), mistakes)
    design = Design(
        scenario=scenario.name,
        kind=layout,
        axes=axes,
        points=number,
        replications=n,
        entropy=seed,
        months=months,
        sets=MappingProxyType(dict(scenario.changes)),  # type: ignore[arg-type]  # checked by set
        levers=scenario.levers,
        metrics=tuple(metrics),
    )
    if not mistakes:
        design = laid_out(design, _WHERE, "", mistakes)
    if mistakes:
        raise BadInput(*mistakes)
    check_metrics(design)
    return design
