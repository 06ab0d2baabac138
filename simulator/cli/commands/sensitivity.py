"""`simulator sensitivity`: what an outcome depends on, and in which box of inputs it happens."""

from __future__ import annotations

import sys
import tempfile
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from simulator.analysis.acts import inert_inputs
from simulator.analysis.sensitivity.discovery import Discovery, cases_file, discover
from simulator.analysis.sensitivity.named_outcome import Named, named
from simulator.analysis.sensitivity.study import (
    KEPT,
    TOO_MANY,
    Screened,
    Study,
    explained,
    index_points,
    own_ranges,
    power_of_two,
    screened,
    screening_points,
    structural_axes,
    worth_keeping,
)
from simulator.errors import BadInput, Mistake, RunFailed
from simulator.files.command_line import Whole, whole_number
from simulator.files.design import Typed, asked
from simulator.files.design_file import collect
from simulator.files.find import printable
from simulator.model.designs import Design
from simulator.model.metrics.outcome import Stamp
from simulator.model.records import Scenario
from simulator.run.ensemble import compiling_is_due, processors, say
from simulator.run.sweep.cluster import Cluster, connected
from simulator.run.sweep.folder import open_sweep
from simulator.run.sweep.missing_parts import play_missing
from simulator.run.sweep.mistakes import check_metrics
from simulator.run.sweep.plan import cost, plan
from simulator.run.sweep.points import Points
from simulator.run.sweep.read_back import seen
from simulator.show.report.console import progress_bar, say_not_pulled, time_words
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import head_json, json_text, plain_json, stamp_of
from simulator.show.report.sensitivity_report import show_study, study_json
from simulator.show.report.whole_files import open_folder, write_whole

#: What is played when neither a design file nor an option says so.
DEFAULT = Design("", "sobol", (), 128, replications=20, entropy=0, months=60)

METHODS = ("auto", "sobol", "morris")

#: Walks of a screening.
_PATHS = 10

_METRIC = "T_end_restricted"

WORKERS = Whole("--workers", 1, 4096, "threads", "2")
WARS = Whole("--wars", 200, 10_000_000, "wars in which boxes are looked for", "4000")


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that was typed, checked."""

    design: Design
    scenario: Scenario
    method: str
    outcome: Named
    wars: int
    workers: int | None
    resume: bool
    paths: int
    pairs: bool


def run_sensitivity(
    typed: Typed,
    method: str,
    outcome: str | None,
    wars: str,
    out: str | None,
    resume: bool,
    workers: str | None,
    dask: str | None,
    as_json: bool,
    pairs: bool = False,
    dry_run: bool = False,
    structure: bool = False,
) -> None:
    """Screen, take indices, look for boxes, and say what was found.

    Args:
        typed: What was typed of the design.
        method: `sobol`, `morris`, or `auto`: a screening first where there are many factors.
        outcome: What is looked for in boxes; the end of the fighting by the horizon when None.
        wars: In which boxes are looked for, as typed.
        out: Folder for everything played, `sensitivity.json` and the pictures.
        resume: Whether to go on with what is in it.
        workers: Threads, as typed.
        dask: Address of a Dask scheduler.
        as_json: Whether stdout gets one JSON object and nothing else.
        pairs: Whether indices of every two factors are wanted, too.
        dry_run: Whether only to say what it would take.
        structure: Whether the structural coefficients are what varies, screened by Morris.

    Raises:
        BadInput: Something typed, or in a file, is wrong; or the folder holds something else.
        RunFailed: A point could not be played, or the outcome is no number everywhere.
    """
    found = _asked(typed, method, outcome, wars, resume, workers, structure)
    given = replace(found, pairs=pairs)
    say_not_pulled(given.scenario, given.design.months, given.design.levers)
    for line in inert_inputs(given.scenario, [axis.name for axis in given.design.axes]):
        say(line)
    compiling_is_due("ensemble")
    if dry_run:
        _say_cost(given, as_json)
        return
    place: AbstractContextManager[str] = (
        tempfile.TemporaryDirectory() if out is None else nullcontext(out)
    )
    # The cluster first: one that does not answer leaves no folder behind.
    with place as folder, connected(dask) as cluster:
        study = _studied(given, folder, cluster)
    stamp = stamp_of(
        given.scenario, given.design.entropy, "ensemble", given.design.levers, given.design.sets
    )
    told = json_text(plain_json(study_json(study, stamp, given.design)))
    note = {**head_json(stamp), "outcome": study.discovery.outcome}
    with leaving(out) as left:
        left.write({"sensitivity.json": told.encode()})
        if out is not None:
            left.write({"wars.parquet": cases_file(study.discovery, note)})
        if as_json:
            sys.stdout.write(told)
        else:
            show_study(study, stamp, given.design)
        left.draw(lambda: _drawn(study, stamp))


def _asked(
    typed: Typed,
    method: str,
    outcome: str | None,
    wars: str,
    resume: bool,
    workers: str | None,
    structure: bool,
) -> Asked:
    """Everything typed; all mistakes of all options at once."""
    mistakes: list[Mistake] = []
    if structure and method == "auto":
        method = "morris"
    if structure and typed.vary:
        rule, got = "says what varies, with --structure", "both"
        mistakes.append(Mistake("--vary", "", rule, got, "leave one of them out"))
    left_to_vary = structural_axes if structure else own_ranges
    # A design file says what varies; how many points a sweep of it has is another matter.
    laid_out = replace(
        typed,
        kind="sobol",
        points=typed.points or str(DEFAULT.points),
        replications=typed.replications or str(DEFAULT.replications),
    )

    def happens(design: Design) -> Named:
        return named(outcome or f"ended_by_{design.months}", design.months)

    def measured(design: Design) -> None:
        wrong: list[Mistake] = []
        for check in (check_metrics, happens):
            collect(partial(check, design), wrong)
        if wrong:
            raise BadInput(*wrong)

    found = collect(lambda: asked(laid_out, DEFAULT, left_to_vary, measured), mistakes)
    if method not in METHODS:
        rule, got = "must be " + " or ".join(METHODS), repr(printable(method))
        mistakes.append(Mistake("--method", "", rule, got, "leave it out for auto"))
    threads = None if workers is None else whole_number(WORKERS, workers, mistakes)
    number = whole_number(WARS, wars, mistakes)
    if found is not None and not found[0].axes:
        rule, remedy = "needs something that varies", "add --vary stake.indivisible=0:1"
        mistakes.append(Mistake("--vary", "", rule, None, remedy))
    if mistakes or found is None:
        raise BadInput(*mistakes)
    design, scenario = found
    event = happens(design)
    paths = design.points if method == "morris" and typed.points else _PATHS
    metrics = design.metrics or (_METRIC,)
    design = replace(design, metrics=metrics, points=power_of_two(design.points))
    return Asked(design, scenario, method, event, number, threads, resume, paths, pairs=False)


def _studied(given: Asked, folder: str, cluster: Cluster | None) -> Study:
    design, metrics = given.design, given.design.metrics
    screening = None
    if _screens(given):
        points = screening_points(design, given.paths)
        means = _means(given, design, points, f"{folder}/screening", "screening", cluster)
        effects = {
            metric: screened(metric, mean, design.axes, given.paths, design.entropy)
            for metric, mean in means.items()
        }
        screening = Screened(given.paths, effects)
        design = worth_keeping(design, effects[metrics[0]])
    indices = {}
    if given.method != "morris":
        points = index_points(design, pairs=given.pairs)
        means = _means(given, design, points, f"{folder}/indices", "indices", cluster)
        indices = {
            metric: explained(metric, mean, design.axes, design.entropy, pairs=given.pairs)
            for metric, mean in means.items()
        }
    return Study(screening, indices, _found(given))


def _screens(given: Asked) -> bool:
    """Whether factors are screened first, or only."""
    many = given.method == "auto" and len(given.design.axes) > TOO_MANY
    return given.method == "morris" or many


def _say_cost(given: Asked, as_json: bool) -> None:
    """What the study will take, from a few of its points played with a few wars."""
    design = given.design
    stages = {}
    if _screens(given):
        stages["screening"] = screening_points(design, given.paths)
        # Which axes stay is known only when it is over; how many is known.
        design = replace(design, axes=design.axes[:KEPT])
    if given.method != "morris":
        stages["indices"] = index_points(design, pairs=given.pairs)
    points = {what: len(each) for what, each in stages.items()}
    first = next(iter(stages.values()))
    found = cost(plan(replace(design, axes=first.axes), given.scenario, first, "dry run").job)
    cores = given.workers or processors()
    wars = sum(points.values()) * design.replications + given.wars
    told = {
        "points": points,
        "replications": design.replications,
        "wars_for_boxes": given.wars,
        "wars": wars,
        "workers": cores,
        "seconds": wars * found.seconds / cores,
        "metrics": list(design.metrics),
    }
    if as_json:
        sys.stdout.write(json_text(plain_json(told)))
        return
    stages_told = ", ".join(f"{what} {number:,} points" for what, number in points.items())
    sys.stdout.write(
        f"{stages_told} x {design.replications} wars, and {given.wars:,} wars for boxes: "
        f"{wars:,} wars of {design.months} months\n"
        f"about {time_words(wars * found.seconds / cores)} on {cores} free processors "
        f"({1.0 / found.seconds:,.0f} wars a second on one)\n"
    )


def _means(
    given: Asked, design: Design, points: Points, folder: str, what: str, cluster: Cluster | None
) -> dict[str, np.ndarray]:
    """The mean of every metric asked for, at every point, in their order."""
    made = plan(design, given.scenario, points, what)
    place = open_folder(folder, pictures=False)
    means = {}
    with open_sweep(place, made.manifest, made.job.parts, given.resume, write_whole) as swept:
        with progress_bar(f"{design.scenario}: {what}", "wars") as told:
            play_missing(made.job, swept, given.workers, cluster, told)
        for metric in design.metrics:
            found = seen(swept, design.axes, metric)
            if found.failed:
                raise RunFailed(
                    f"{what}: {found.failed} of {len(points)} points could not be played, and "
                    f"indices need all: {found.first_error}"
                )
            means[metric] = found.mean
    return means


def _found(given: Asked) -> Discovery:
    design = given.design
    with progress_bar(f"{design.scenario}: boxes", "wars") as told:
        return discover(
            given.scenario,
            design.axes,
            given.outcome,
            given.wars,
            design.entropy,
            design.months,
            design.levers,
            told,
        )


def _drawn(study: Study, stamp: Stamp) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load.
    from simulator.show.pictures.bars import index_bars, screening_bars
    from simulator.show.pictures.boxes import box_picture

    files: dict[str, bytes] = {}
    for found in study.indices.values():
        files |= index_bars(found, stamp).files()
    if study.screening is not None:
        for metric in study.screening.effects:
            files |= screening_bars(metric, study.screening, stamp).files()
    if study.discovery.boxes:
        files |= box_picture(study.discovery, stamp).files()
    return files
