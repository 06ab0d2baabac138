"""Commands on one scenario: run, contrast, ablate, trace."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.cli.options import Entropy, Json, Months, Name, Out, Pulled, Replications, Sets


def run(
    scenario: Name,
    replications: Replications = "1000",
    entropy: Entropy = "0",
    months: Annotated[
        list[str] | None,
        typer.Option(
            "--months", metavar="H|FILE", help="Horizon (60); or a file for a row a war and month."
        ),
    ] = None,
    sets: Sets = None,
    levers: Pulled = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", metavar="ensemble|mesa|plain", help="Compiled, agents, or uncompiled."
        ),
    ] = "ensemble",
    metrics: Annotated[
        list[str] | None, typer.Option("--metric", metavar="NAME", help="Also report; repeat.")
    ] = None,
    wars: Annotated[
        str | None,
        typer.Option("--wars", metavar="FILE", help="A row a war: FILE.parquet or FILE.csv."),
    ] = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Many wars of one scenario: how they end, and what they look like on the way."""
    from simulator.files import command_line
    from simulator.files.row_files import check_row_files, horizon_and_file
    from simulator.model.metrics.catalogue import check_names

    typed, months_file = horizon_and_file(months or ())
    wholes = [
        (command_line.REPLICATIONS, replications),
        (command_line.ENTROPY, entropy),
        (command_line.MONTHS, typed),
    ]

    def more(numbers: list[int]) -> None:
        command_line.together(
            lambda: check_names(metrics or [], numbers[-1]),
            lambda: check_row_files({"--wars": wars, "--months": months_file}),
        )

    number, luck, horizon = command_line.checked(
        wholes, sets or (), levers or (), engine, more=more, scenarios=[scenario]
    )
    from simulator.cli.commands.run import run as command

    command(
        scenario=scenario,
        replications=number,
        entropy=luck,
        months=horizon,
        sets=sets or [],
        levers=levers or [],
        engine=engine,
        metrics=metrics or [],
        as_json=as_json,
        out=out,
        wars_file=wars,
        months_file=months_file,
    )


def contrast(
    scenario: Name,
    replications: Replications = "1000",
    entropy: Entropy = "0",
    months: Months = "60",
    sets: Sets = None,
    levers: Pulled = None,
    against_sets: Annotated[
        list[str] | None,
        typer.Option(
            "--against-set", metavar="PATH=VALUE", help="A value for the control; repeat."
        ),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against", metavar="NAME=VALUE[@MONTH]", help="A lever for the control; repeat."
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option("--engine", metavar="NAME", help="ensemble (compiled), mesa (agents), plain."),
    ] = "ensemble",
    metrics: Annotated[
        list[str] | None, typer.Option("--metric", metavar="NAME", help="Also compare; repeat.")
    ] = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """The same luck with and without: what a lever or a parameter changes, with intervals."""
    from simulator.files import command_line
    from simulator.model.metrics.catalogue import check_names

    wholes = [
        (command_line.REPLICATIONS, replications),
        (command_line.ENTROPY, entropy),
        (command_line.MONTHS, months),
    ]

    def more(numbers: list[int]) -> object:
        command_line.checked_control(months, against_sets or (), against or ())
        return check_names(metrics or [], numbers[-1])

    wars, luck, horizon = command_line.checked(
        wholes, sets or (), levers or (), engine, more=more, scenarios=[scenario]
    )
    from simulator.cli.commands.contrast import run_contrast

    run_contrast(
        scenario=scenario,
        replications=wars,
        entropy=luck,
        months=horizon,
        sets=sets or [],
        levers=levers or [],
        against_sets=against_sets or [],
        against=against or [],
        engine=engine,
        metrics=metrics or [],
        as_json=as_json,
        out=out,
    )


def ablate(
    scenario: Name,
    replications: Replications = "200",
    entropy: Entropy = "0",
    months: Months = "60",
    sets: Sets = None,
    levers: Pulled = None,
    replication: Annotated[
        str | None,
        typer.Option("--replication", "-k", metavar="K", help="Take one war apart instead."),
    ] = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Each mechanism off in turn, on the same luck: what it contributes to length and ending."""
    from simulator.files import command_line

    wholes = [
        (command_line.REPLICATIONS, replications),
        (command_line.ENTROPY, entropy),
        (command_line.MONTHS, months),
        (command_line.REPLICATION, replication or "0"),
    ]
    wars, luck, horizon, war = command_line.checked(
        wholes, sets or (), levers or (), scenarios=[scenario]
    )
    from simulator.cli.commands.ablate import run_ablate

    run_ablate(
        scenario=scenario,
        replications=wars,
        entropy=luck,
        months=horizon,
        sets=sets or [],
        levers=levers or [],
        replication=None if replication is None else war,
        as_json=as_json,
        out=out,
    )


def trace(
    scenario: Name,
    replication: Annotated[
        str, typer.Option("--replication", "-k", metavar="K", help="Which war of that luck.")
    ] = "0",
    entropy: Entropy = "0",
    months: Months = "60",
    sets: Sets = None,
    levers: Pulled = None,
    as_json: Json = False,
    out: Out = None,
    play: Annotated[
        bool, typer.Option("--play", help="Also write a film of it, one HTML file; tell where.")
    ] = False,
    browser: Annotated[
        bool, typer.Option("--open", help="Open the film in a browser; with --play.")
    ] = False,
) -> None:
    """One war, month by month: who offered what, why it was refused, and what ended it."""
    from simulator.files import command_line

    wholes = [
        (command_line.REPLICATION, replication),
        (command_line.ENTROPY, entropy),
        (command_line.MONTHS, months),
    ]
    war, luck, horizon = command_line.checked(
        wholes, sets or (), levers or (), scenarios=[scenario]
    )
    from simulator.cli.commands.trace import trace as command

    command(
        scenario=scenario,
        replication=war,
        entropy=luck,
        months=horizon,
        sets=sets or [],
        levers=levers or [],
        as_json=as_json,
        out=out,
        play=play or browser,
        browser=browser,
    )


#: In the order of the help.
COMMANDS = (run, contrast, ablate, trace)
