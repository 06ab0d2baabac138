"""`simulator sweep`: every point of a design on the same luck, kept as Parquet."""

from __future__ import annotations

import math
import sys
from dataclasses import replace

import numpy as np

from simulator.analysis.acts import inert_inputs
from simulator.errors import BadInput, Mistake, RunFailed, SimulatorError
from simulator.files.command_line import Whole, whole_number
from simulator.files.design import Typed, asked
from simulator.files.design_file import POINTS, collect
from simulator.files.vary import check_reached
from simulator.model.designs import Axis, Design
from simulator.model.metrics.outcome import Stamp
from simulator.model.records import Scenario
from simulator.run.ensemble import compiling_is_due, say
from simulator.run.sweep.chosen_points import chosen_points
from simulator.run.sweep.cluster import connected
from simulator.run.sweep.columns import paired_names
from simulator.run.sweep.folder import Folder, open_sweep
from simulator.run.sweep.missing_parts import play_missing
from simulator.run.sweep.mistakes import check_metrics
from simulator.run.sweep.plan import Cost, Plan, cost, plan
from simulator.run.sweep.points import Points
from simulator.run.sweep.proof import PARTS
from simulator.run.sweep.read_back import Seen, seen
from simulator.run.sweep.read_back import paired as pairs_of
from simulator.run.threads import processors
from simulator.show.report.console import progress_bar, say_not_pulled, time_words
from simulator.show.report.leaving import pictured
from simulator.show.report.plain import json_text, plain_json, stamp_of
from simulator.show.report.whole_files import open_folder, write_whole

#: What a sweep plays when neither a design file nor an option says so.
DEFAULT = Design("", "grid", (), 0, replications=200, entropy=0, months=60)

WORKERS = Whole("--workers", 1, 4096, "threads", "2")

#: File of what each point changes against the first.
EFFECTS = "effects.csv"

#: Metric of the picture when nobody says.
_SHOWN = "T_end_restricted"


def run_sweep(
    typed: Typed,
    out: str | None,
    resume: bool,
    workers: str | None,
    dask: str | None,
    dry_run: bool,
    as_json: bool,
    table: str | None = None,
    paired: bool = False,
) -> None:
    """Play a design and write it into a folder.

    Args:
        typed: What was typed of the design.
        out: The folder.
        resume: Whether to go on with what is in it.
        workers: Threads, as typed.
        dask: Address of a Dask scheduler.
        dry_run: Whether only to say what it would take.
        as_json: Whether stdout gets one JSON object and nothing else.
        table: File of points chosen by hand, in place of axes.
        paired: Whether the number of every war is kept, and effects between points written.

    Raises:
        BadInput: Something typed, or in a file, is wrong; or the folder holds something else.
        RunFailed: Not one point could be played, or the cluster gave up.
    """
    threads, design, scenario, points = _asked(typed, out, workers, dry_run, table)
    made = plan(design, scenario, points, paired=paired)
    say_not_pulled(scenario, design.months, design.levers)
    for line in inert_inputs(scenario, [axis.name for axis in design.axes]):
        say(line)
    _say_unbalanced(design)
    compiling_is_due("ensemble")
    if dry_run:
        _say_cost(made, cost(made.job), threads, as_json)
        return
    assert out is not None, "options were checked"  # noqa: S101
    # The cluster first: one that does not answer leaves no folder behind.
    with connected(dask) as cluster:
        place = open_folder(out)
        with open_sweep(place, made.manifest, made.job.parts, resume, write_whole) as folder:
            try:
                with progress_bar(design.scenario, "wars") as told:
                    played = play_missing(made.job, folder, threads, cluster, told)
            except KeyboardInterrupt:
                there = made.job.parts - len(folder.missing())
                of = f"{there} of {made.job.parts} parts are there"
                sys.stderr.write(f"{out}: {of}; --resume goes on\n")
                raise
            _close(folder, made, design, _stamp(design, scenario), played, as_json)


def _asked(
    typed: Typed, out: str | None, workers: str | None, dry_run: bool, table: str | None
) -> tuple[int | None, Design, Scenario, Points | None]:
    """Threads, design, scenario and points of a table; all mistakes of all options at once."""
    mistakes: list[Mistake] = []
    points = None if table is None else collect(lambda: chosen_points(table), mistakes)
    if table is not None and (typed.vary or typed.kind or typed.points):
        rule, remedy = "says all there is to vary", "leave --vary, --design and --points out"
        mistakes.append(Mistake("--table", "", rule, None, remedy))
    nothing = None if table is None else _no_axes
    found = collect(lambda: asked(typed, DEFAULT, nothing, check_metrics), mistakes)
    if found is not None and points is not None:
        check_reached(points.axes, found[0].months, "--table", "", mistakes)
    threads = None if workers is None else whole_number(WORKERS, workers, mistakes)
    if out is None and not dry_run:
        mistakes.append(Mistake("--out", "", "must be given", None, "write --out FOLDER"))
    if mistakes or found is None:
        raise BadInput(*mistakes)
    design, scenario = found
    if points is not None:
        design = replace(design, axes=points.axes, points=len(points))
    # The picture's metric is kept as any other.
    shown = (design.show,) if design.show else ()
    names = tuple(dict.fromkeys((*design.metrics, *shown)))
    return threads, replace(design, metrics=names), scenario, points


def _no_axes(_: Scenario) -> list[Axis]:
    """What varies beside the columns of a table."""
    return []


def _say_unbalanced(design: Design) -> None:
    """Warn of a Sobol' sequence that is broken off between two powers of 2.

    Source: Sobol' 1967, whose even filling holds at powers of 2; scipy advises the same.
    """
    number = design.points
    below = 1 << (number.bit_length() - 1)
    if design.kind != "sobol" or number == below:
        return
    near = " or ".join(str(each) for each in (below, 2 * below) if each <= POINTS.high)
    sys.stderr.write(
        f"--points: {number} is no power of 2, so the Sobol' points are not balanced - "
        f"write {near}\n"
    )


def _stamp(design: Design, scenario: Scenario) -> Stamp:
    stamp = stamp_of(scenario, design.entropy, "ensemble", design.levers, design.sets)
    return replace(stamp, files={**design.files, **stamp.files})


def _close(
    folder: Folder, made: Plan, design: Design, stamp: Stamp, played: int, as_json: bool
) -> None:
    """Draw the picture if it is not there, and say what the folder holds."""
    job, metric = made.job, design.show or _SHOWN
    found = seen(folder, job.points.axes, metric)
    if found.failed == job.total:
        raise RunFailed(
            f"sweep: not one of {job.total} points could be played: {found.first_error}"
        )
    if found.failed:
        sys.stderr.write(
            f"{found.failed} of {job.total} points could not be played; the column `error` says "
            f"why, first: {found.first_error}\n"
        )
    if job.paired and not folder.is_kept(EFFECTS):
        folder.keep(EFFECTS, _effects(folder, made))
        folder.settle()
    names: list[str] = []
    failure: SimulatorError | None = None
    try:
        names = _draw(folder, found, made, design, stamp, metric)
    except SimulatorError as error:
        failure = error  # the numbers are there, and are told first
    told = {
        "scenario": stamp.scenario,
        "out": str(folder.place),
        "points": job.total,
        "replications": job.replications,
        "months": job.months,
        "entropy": job.entropy,
        "version": stamp.version,
        "files": dict(stamp.files),
        "parts": job.parts,
        "played_now": played,
        "failed": found.failed,
        "metrics": list(job.names),
        "pictures": names,
    }
    if as_json:
        sys.stdout.write(json_text(plain_json(told)))
    else:
        sys.stdout.write(
            f"{folder.place}: {job.total} points of {job.replications} wars in {job.parts} parts "
            f"({played} played now), entropy {job.entropy}, simulator {stamp.version}\n"
            f'read it: pandas.read_parquet("{folder.place / PARTS}")\n'
        )
    if failure is not None:
        raise failure


def _draw(
    folder: Folder, found: Seen, made: Plan, design: Design, stamp: Stamp, metric: str
) -> list[str]:
    """The picture's files; written only where they are not there yet, or not whole.

    Raises:
        RunFailed: It cannot be drawn or written.
    """

    def files() -> dict[str, bytes]:
        # Imported here: matplotlib takes half a second to load.
        from simulator.show.pictures.sweep_layout import Field
        from simulator.show.pictures.sweep_pictures import picture_of

        field = Field(
            found.axes,
            found.settings,
            found.mean,
            found.se,
            metric,
            design.replications,
            stamp,
            design.title,
        )
        return picture_of(field, _is_whole_grid(made)).files()

    drawn = pictured(str(folder.place), files)
    for name, content in drawn.items():
        if not folder.is_kept(name):
            folder.keep(name, content)
    folder.settle()
    return list(drawn)


def _effects(folder: Folder, made: Plan) -> bytes:
    """Effects of every point against the first of the design, as CSV: a row a point and metric."""
    first = _first(made)
    lines = ["point,against,metric,effect,low,high,wars"]
    for metric in paired_names(made.job.names):
        found = pairs_of(folder, metric, first, made.job.months)
        numbers = zip(found.effect.tolist(), found.low.tolist(), found.high.tolist(), strict=True)
        for point, three, wars in zip(found.point, numbers, found.wars, strict=True):
            told = ",".join("" if math.isnan(number) else repr(number) for number in three)
            lines.append(f"{point},{first},{metric},{told},{wars}")
    return ("\n".join(lines) + "\n").encode()


def _first(made: Plan) -> int:
    """The point at which every axis has its first value, or the nearest to it."""
    return int(np.lexsort(made.job.points.places.T[::-1])[0])


def _is_whole_grid(made: Plan) -> bool:
    """Whether the points are all combinations of their values, each once."""
    points = made.job.points
    cells = math.prod(len(axis.grid()) for axis in points.axes) if points.on_grid else 0
    return cells == len(points) == len(np.unique(points.places, axis=0))


def _say_cost(made: Plan, found: Cost, threads: int | None, as_json: bool) -> None:
    job = made.job
    wars = job.total * job.replications
    cores = threads or processors()
    seconds = wars * found.seconds / cores
    told = {
        "points": job.total,
        "wars": wars,
        "parts": job.parts,
        "workers": cores,
        "seconds": seconds,
        "bytes": found.bytes,
        "metrics": list(job.names),
    }
    if as_json:
        sys.stdout.write(json_text(plain_json(dict(told))))
        return
    sys.stdout.write(
        f"{job.total} points x {job.replications} wars of {job.months} months = {wars:,} wars\n"
        f"about {time_words(seconds)} on {cores} free processors "
        f"({1.0 / found.seconds:,.0f} wars a second on one)\n"
        f"about {found.bytes / 1e6:,.1f} MB in {job.parts} parts of {job.each} points\n"
    )
