"""The command line: reads the options, calls one plain function, decides nothing.

Nothing heavy is imported here: `--help` answers before numpy could have been loaded.
"""

from __future__ import annotations

import sys
from typing import Annotated, TypeAlias

import typer

from simulator import __version__

app = typer.Typer(
    name="simulator",
    help="How wars end: bargaining while fighting, leaders at home, and deals that hold or fail.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

# Numbers are read as text and checked together with everything else that can be wrong, so that one
# run of the program tells all mistakes.
Name: TypeAlias = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="Name in scenarios/ (person), or a path.")
]
Replications: TypeAlias = Annotated[
    str, typer.Option("--replications", "-n", metavar="N", help="Number of wars.")
]
Entropy: TypeAlias = Annotated[
    str, typer.Option("--entropy", metavar="S", help="Names the luck: the random seed.")
]
Months: TypeAlias = Annotated[
    str, typer.Option("--months", metavar="H", help="Months that play goes on.")
]
Sets: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", help="Another value for a parameter or mechanism; repeat."
    ),
]
Pulled: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--lever", metavar="NAME=VALUE[@MONTH]", help="Pull a lever; repeat."),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
Out: TypeAlias = Annotated[
    str | None, typer.Option("--out", metavar="DIR", help="Folder for what is written.")
]

Varied: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="NAME=LO:HI[:N]",
        help="An axis: a range, or values V1,V2,…; @MONTH for a lever; repeat.",
    ),
]
MaybeEntropy: TypeAlias = Annotated[
    str | None, typer.Option("--entropy", metavar="S", help="Names the luck: the random seed (0).")
]
MaybeMonths: TypeAlias = Annotated[
    str | None, typer.Option("--months", metavar="H", help="Months that play goes on (60).")
]
Resumed: TypeAlias = Annotated[
    bool, typer.Option("--resume", help="Go on with what is in the folder.")
]
Workers: TypeAlias = Annotated[
    str | None, typer.Option("--workers", metavar="W", help="Threads (one for each processor).")
]
Dask: TypeAlias = Annotated[
    str | None, typer.Option("--dask", metavar="ADDRESS", help="Play on this Dask cluster.")
]


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"simulator {__version__}\n")
        raise typer.Exit


@app.callback()
def _every_command(
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def run(
    scenario: Name,
    replications: Replications = "1000",
    entropy: Entropy = "0",
    months: Months = "60",
    sets: Sets = None,
    levers: Pulled = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="ensemble|mesa", help="Compiled, or the reference.")
    ] = "ensemble",
    metrics: Annotated[
        list[str] | None, typer.Option("--metric", metavar="NAME", help="Also report; repeat.")
    ] = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Many wars of one scenario: how they end, and what they look like on the way."""
    from simulator.files import options

    wholes = [
        (options.REPLICATIONS, replications),
        (options.ENTROPY, entropy),
        (options.MONTHS, months),
    ]
    from simulator.metrics.catalogue import check_names

    wars, luck, horizon = options.checked(
        wholes,
        sets or (),
        levers or (),
        engine,
        more=lambda numbers: check_names(metrics or [], numbers[-1]),
    )
    from simulator.commands.run import run as command

    command(
        scenario=scenario,
        replications=wars,
        entropy=luck,
        months=horizon,
        sets=sets or [],
        levers=levers or [],
        engine=engine,
        metrics=metrics or [],
        as_json=as_json,
        out=out,
    )


@app.command()
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
        str, typer.Option("--engine", metavar="NAME", help="ensemble (fast) or mesa (reference).")
    ] = "ensemble",
    metrics: Annotated[
        list[str] | None, typer.Option("--metric", metavar="NAME", help="Also compare; repeat.")
    ] = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """The same luck with and without: what a lever or a parameter changes, with intervals."""
    from simulator.files import options
    from simulator.metrics.catalogue import check_names

    wholes = [
        (options.REPLICATIONS, replications),
        (options.ENTROPY, entropy),
        (options.MONTHS, months),
    ]

    def more(numbers: list[int]) -> object:
        options.checked([], against_sets or (), against or ())
        return check_names(metrics or [], numbers[-1])

    wars, luck, horizon = options.checked(wholes, sets or (), levers or (), engine, more=more)
    from simulator.commands.contrast import run_contrast

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


@app.command()
def compare(
    authors: Annotated[
        list[str] | None, typer.Argument(metavar="[AUTHOR]...", help="Whose claims; all if none.")
    ] = None,
    replications: Replications = "2000",
    entropy: Entropy = "0",
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out which mechanism a claim rests on.")
    ] = False,
    own_date: Annotated[
        bool, typer.Option("--own-date", help="Leave out the common date: the table of all on all.")
    ] = False,
    as_json: Json = False,
    out: Annotated[
        str, typer.Option("--out", metavar="DIR", help="Folder for the report and its pictures.")
    ] = "out/compare",
) -> None:
    """Every claim of every author: predicted, simulated, verdict; every theory against all."""
    from simulator.files import options

    wholes = [(options.REPLICATIONS, replications), (options.ENTROPY, entropy)]
    wars, luck = options.checked(wholes)
    from simulator.commands.compare import run_compare

    run_compare(authors or [], wars, luck, quick, own_date, as_json, out)


@app.command()
def explain(
    first: Annotated[
        str, typer.Argument(metavar="AUTHOR", help="Name in scenarios/ (menon), or a path.")
    ],
    second: Annotated[str, typer.Argument(metavar="AUTHOR", help="The other one.")],
    replications: Replications = "400",
    entropy: Entropy = "0",
    months: Months = "60",
    metrics: Annotated[
        list[str] | None,
        typer.Option("--metric", metavar="NAME", help="Explain this instead; repeat."),
    ] = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Which groups of assumptions two authors' disagreement comes from (Shapley values)."""
    from simulator.files import options
    from simulator.metrics.catalogue import check_names

    wholes = [
        (options.REPLICATIONS, replications),
        (options.ENTROPY, entropy),
        (options.MONTHS, months),
    ]
    wars, luck, horizon = options.checked(
        wholes, more=lambda numbers: check_names(metrics or [], numbers[-1])
    )
    from simulator.commands.explain import run_explain

    run_explain(
        first=first,
        second=second,
        replications=wars,
        entropy=luck,
        months=horizon,
        metrics=metrics or [],
        as_json=as_json,
        out=out,
    )


@app.command()
def backtest(
    authors: Annotated[
        list[str] | None,
        typer.Argument(metavar="[AUTHOR]...", help="Names in scenarios/, or paths; default: all."),
    ] = None,
    replications: Replications = "2000",
    entropy: Entropy = "0",
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Forecasts against what happened afterwards, scored beside two naive forecasters."""
    from simulator.files import options

    wars, luck = options.checked([(options.REPLICATIONS, replications), (options.ENTROPY, entropy)])
    from simulator.commands.backtest import run_backtest

    run_backtest(authors=authors or [], replications=wars, entropy=luck, as_json=as_json, out=out)


@app.command()
def patterns(
    replications: Replications = "2000",
    entropy: Entropy = "0",
    months: Months = "120",
    width: Annotated[
        str,
        typer.Option(
            "--width", metavar="W", help="Ranges as multiples of the neutral ones; 0: one world."
        ),
    ] = "3",
    sets: Sets = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Wars drawn from wide ranges beside wars on record: ends by age, winners, broken truces."""
    from simulator.files import options

    wars, luck, horizon, wide = options.checked(
        [
            (options.REPLICATIONS, replications),
            (options.ENTROPY, entropy),
            (options.MONTHS, months),
            (options.WIDTH, width),
        ],
        sets or (),
    )
    from simulator.commands.patterns import run_patterns

    run_patterns(
        replications=wars,
        entropy=luck,
        months=horizon,
        width=wide,
        sets=sets or [],
        as_json=as_json,
        out=out,
    )


@app.command()
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
    from simulator.files import options

    wholes = [
        (options.REPLICATIONS, replications),
        (options.ENTROPY, entropy),
        (options.MONTHS, months),
        (options.REPLICATION, replication or "0"),
    ]
    wars, luck, horizon, war = options.checked(wholes, sets or (), levers or ())
    from simulator.commands.ablate import run_ablate

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


@app.command()
def sweep(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO|DESIGN", help="A scenario, or a design file.")
    ],
    vary: Varied = None,
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
    resume: Resumed = False,
    workers: Workers = None,
    dask: Dask = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would take, and play nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Every point of a design on the same luck: Parquet files, and a picture of one metric."""
    from simulator.commands.sweep import run_sweep
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
    run_sweep(typed, out, resume, workers, dask, dry_run, as_json)


@app.command()
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
    as_json: Json = False,
) -> None:
    """What an outcome depends on (Sobol', Morris), and the box of inputs in which it happens."""
    from simulator.commands.sensitivity import run_sensitivity
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
    run_sensitivity(typed, method, outcome, wars, out, resume, workers, dask, as_json)


@app.command()
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
) -> None:
    """One war, month by month: who offered what, why it was refused, and what ended it."""
    from simulator.files import options

    wholes = [
        (options.REPLICATION, replication),
        (options.ENTROPY, entropy),
        (options.MONTHS, months),
    ]
    war, luck, horizon = options.checked(wholes, sets or (), levers or ())
    from simulator.commands.trace import trace as command

    command(
        scenario=scenario,
        replication=war,
        entropy=luck,
        months=horizon,
        sets=sets or [],
        levers=levers or [],
        as_json=as_json,
        out=out,
    )


@app.command()
def solve(
    path: Annotated[
        str, typer.Argument(metavar="GAME", help="Name in scenarios/ (textbook/…), or a path.")
    ],
    as_json: Json = False,
) -> None:
    """A bargaining game solved: offers, what each side could hold out for, war or peace."""
    from simulator.commands.solve import solve as command

    command(path=path, as_json=as_json)


@app.command()
def verify(
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ID", help="Just this result; repeat.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Every published result the model must reproduce: expected, obtained, pass or fail."""
    from simulator.commands.verify import verify as command

    command(as_json=as_json, only=only or [])


@app.command()
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files, folders or names; default: scenarios/."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Every mistake in scenario, game and design files, before anything runs."""
    from simulator.commands.check import check as command

    command(paths or [], as_json)


@app.command()
def parameters(as_json: Json = False) -> None:
    """Every parameter: range, default, unit, meaning, source; and every mechanism."""
    from simulator.commands.catalogue import parameters as command

    command(as_json)


@app.command()
def levers(as_json: Json = False) -> None:
    """Every lever a run can pull: its values and what they mean."""
    from simulator.commands.catalogue import levers as command

    command(as_json)


@app.command()
def metrics(as_json: Json = False) -> None:
    """Every metric a run reports: its unit and meaning."""
    from simulator.commands.catalogue import metrics as command

    command(as_json)


@app.command()
def demo(
    port: Annotated[str, typer.Option("--port", metavar="P", help="0: any that is free.")] = "8765",
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="H", help="Beyond this machine only if named; takes a join code."
        ),
    ] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no page here.")] = False,
    export: Annotated[
        str | None, typer.Option("--export", metavar="FILE.html", help="The lesson as one file.")
    ] = None,
    handout: Annotated[
        str | None, typer.Option("--handout", metavar="FILE.html", help="A page to print.")
    ] = None,
    replications: Annotated[
        str, typer.Option("--replications", "-n", metavar="N", help="Wars an exported answer has.")
    ] = "1000",
    entropy: Entropy = "0",
    as_json: Json = False,
) -> None:
    """The classroom: eight questions about why ceasefires fail, served here or as one file."""
    from simulator.files import options

    wholes = [
        (options.PORT, port),
        (options.EXPORTED, replications),
        (options.ENTROPY, entropy),
    ]
    number, wars, luck = options.checked(wholes)
    from simulator.commands.demo import demo as command

    command(host, number, not no_browser, export, handout, wars, luck, as_json)
