"""Commands on many settings of one scenario: sweep, sensitivity."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.cli.options import (
    Dask,
    Entropy,
    Json,
    MaybeEntropy,
    MaybeMonths,
    Months,
    Name,
    Out,
    Pulled,
    Replications,
    Resumed,
    Sets,
    Varied,
    Workers,
)


def sweep(
    scenario: Annotated[
        str | None,
        typer.Argument(metavar="SCENARIO|DESIGN", help="A scenario, or a design file."),
    ] = None,
    vary: Varied = None,
    table: Annotated[
        str | None,
        typer.Option("--table", metavar="FILE", help="Points by hand: CSV, Parquet, EMA, NetLogo."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--design", metavar="grid|lhs|sobol", help="Layout of the points.")
    ] = None,
    points: Annotated[
        str | None, typer.Option("--points", metavar="P", help="Points of lhs and sobol.")
    ] = None,
    replications: Annotated[
        str | None, typer.Option("--replications", "-n", metavar="N", help="Wars a point (200).")
    ] = None,
    entropy: MaybeEntropy = None,
    months: MaybeMonths = None,
    sets: Sets = None,
    levers: Pulled = None,
    metrics: Annotated[
        list[str] | None, typer.Option("--metric", metavar="NAME", help="Also keep; repeat.")
    ] = None,
    show: Annotated[
        str | None, typer.Option("--show", metavar="NAME", help="Metric of the picture.")
    ] = None,
    out: Out = None,
    paired: Annotated[
        bool,
        typer.Option("--paired", help="Keep every war's number, and effects between points."),
    ] = False,
    resume: Resumed = False,
    workers: Workers = None,
    dask: Dask = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would take, and play nothing.")
    ] = False,
    verify: Annotated[
        str | None,
        typer.Option(
            "--verify", metavar="DIR", help="Only tell whether a sweep's files are as written."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Every point of a design on the same luck: Parquet files, and a picture of one metric."""
    from simulator.errors import BadInput, Mistake

    if verify is not None:
        if scenario is not None or out is not None:
            rule, remedy = "takes a folder and nothing to play", "leave the scenario and --out out"
            raise BadInput(Mistake("--verify", "", rule, None, remedy))
        from simulator.cli.commands.sweep_verify import verify_sweep

        verify_sweep(verify, as_json)
        return
    if scenario is None:
        remedy = "write it after `simulator sweep`; see `simulator sweep --help`"
        raise BadInput(Mistake("SCENARIO|DESIGN", "", "must be there", None, remedy))
    from simulator.cli.commands.sweep import run_sweep
    from simulator.files.design import Typed

    typed = Typed(
        scenario=scenario,
        vary=vary or (),
        kind=kind,
        points=points,
        replications=replications,
        entropy=entropy,
        months=months,
        sets=sets or (),
        levers=levers or (),
        metrics=metrics or (),
        show=show,
    )
    run_sweep(typed, out, resume, workers, dask, dry_run, as_json, table, paired)


def sensitivity(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO|DESIGN", help="A scenario, or a design file.")
    ],
    vary: Varied = None,
    points: Annotated[
        str | None,
        typer.Option("--points", metavar="P", help="Rows of each base matrix (128); walks."),
    ] = None,
    replications: Annotated[
        str | None, typer.Option("--replications", "-n", metavar="N", help="Wars a point (20).")
    ] = None,
    method: Annotated[
        str, typer.Option("--method", metavar="auto|sobol|morris", help="auto screens first.")
    ] = "auto",
    metrics: Annotated[
        list[str] | None, typer.Option("--metric", metavar="NAME", help="Explain this; repeat.")
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option("--outcome", metavar="WHAT", help="Find where it happens: frozen_by_60."),
    ] = None,
    wars: Annotated[
        str, typer.Option("--wars", metavar="M", help="Wars in which boxes are looked for.")
    ] = "4000",
    entropy: MaybeEntropy = None,
    months: MaybeMonths = None,
    sets: Sets = None,
    levers: Pulled = None,
    out: Out = None,
    resume: Resumed = False,
    workers: Workers = None,
    dask: Dask = None,
    pairs: Annotated[
        bool,
        typer.Option("--second-order", help="Indices of every two factors; twice the points."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would take, and play nothing.")
    ] = False,
    structure: Annotated[
        bool,
        typer.Option("--structure", help="Screen the structural coefficients, by Morris."),
    ] = False,
    as_json: Json = False,
) -> None:
    """What an outcome depends on (Sobol', Morris), and the box of inputs in which it happens."""
    from simulator.cli.commands.sensitivity import run_sensitivity
    from simulator.files.design import Typed

    typed = Typed(
        scenario=scenario,
        vary=vary or (),
        points=points,
        replications=replications,
        entropy=entropy,
        months=months,
        sets=sets or (),
        levers=levers or (),
        metrics=metrics or (),
    )
    run_sensitivity(
        typed,
        method,
        outcome,
        wars,
        out,
        resume,
        workers,
        dask,
        as_json,
        pairs,
        dry_run,
        structure,
    )


def threshold(
    scenario: Name,
    vary: Annotated[
        list[str] | None,
        typer.Option("--vary", metavar="NAME=LO:HI[:N]", help="The input that moves, N looks (9)."),
    ] = None,
    metric: Annotated[
        str | None, typer.Option("--metric", metavar="NAME", help="What is looked at.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="VALUE", help="The value that is crossed.")
    ] = None,
    replications: Replications = "1000",
    entropy: Entropy = "0",
    months: Months = "60",
    sets: Sets = None,
    levers: Pulled = None,
    as_json: Json = False,
) -> None:
    """Where an outcome crosses a value as one input moves, with an interval, on the same luck."""
    from simulator.cli.commands.threshold import asked_axis, run_threshold
    from simulator.files import command_line

    wholes = [
        (command_line.REPLICATIONS, replications),
        (command_line.ENTROPY, entropy),
        (command_line.MONTHS, months),
    ]
    wars, luck, horizon = command_line.checked(
        wholes,
        sets or (),
        levers or (),
        more=lambda numbers: asked_axis(vary or [], metric, at, numbers[-1]),
        scenarios=[scenario],
    )
    run_threshold(
        scenario=scenario,
        vary=vary or [],
        metric=str(metric),
        at=float(str(at)),
        replications=wars,
        entropy=luck,
        months=horizon,
        sets=sets or [],
        levers=levers or [],
        as_json=as_json,
    )


#: In the order of the help.
COMMANDS = (sweep, sensitivity, threshold)
