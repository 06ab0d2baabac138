"""Commands on authors' claims and on the record: compare to backtest, patterns, history."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.cli.options import Entropy, Json, Months, Out, Replications, Sets


def compare(
    authors: Annotated[
        list[str] | None, typer.Argument(metavar="[AUTHOR]...", help="Whose claims; all if none.")
    ] = None,
    replications: Annotated[
        str | None,
        typer.Option(
            "--replications", "-n", metavar="N", help="Number of wars (2000; 80 with --quick)."
        ),
    ] = None,
    entropy: Entropy = "0",
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Few wars, without what claims rest on and blind codings."),
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
    from simulator.files import command_line

    wars_asked = replications or ("80" if quick else "2000")
    wholes = [(command_line.REPLICATIONS, wars_asked), (command_line.ENTROPY, entropy)]
    from simulator.claims.cards.load import check_authors
    from simulator.cli.commands.compare import run_compare

    wars, luck = command_line.checked(wholes, more=lambda _: check_authors(authors or ()))
    run_compare(authors or [], wars, luck, quick, own_date, as_json, out)


def complete(
    author: Annotated[str, typer.Argument(metavar="AUTHOR", help="Whose world: person, say.")],
    claims_of: Annotated[
        str | None,
        typer.Option(
            "--claims-of", metavar="AUTHOR", help="Whose claims, at the common date (own, at own)."
        ),
    ] = None,
    replications: Replications = "400",
    entropy: Entropy = "0",
    budget: Annotated[
        str, typer.Option("--budget", metavar="SECONDS", help="What the search may take, about.")
    ] = "400",
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="FILE.toml", help="The scenario to write; price beside it."),
    ] = None,
    as_json: Json = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a search that was interrupted.")
    ] = False,
    one_out: Annotated[
        bool, typer.Option("--leave-one-out", help="A search more for each claim, without it.")
    ] = False,
) -> None:
    """What would have to be true: the least to be assumed for an author's claims to come out."""
    from simulator.files import command_line

    wholes = [
        (command_line.REPLICATIONS, replications),
        (command_line.ENTROPY, entropy),
        (command_line.BUDGET, budget),
    ]
    from simulator.claims.cards.load import check_authors
    from simulator.cli.commands.complete_author import run_complete

    named = [author] if claims_of is None else [author, claims_of]
    wars, luck, seconds = command_line.checked(wholes, more=lambda _: check_authors(named))
    run_complete(author, claims_of, wars, luck, seconds, out, as_json, resume, one_out)


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
    from simulator.files import command_line
    from simulator.model.metrics.catalogue import check_names

    wholes = [
        (command_line.REPLICATIONS, replications),
        (command_line.ENTROPY, entropy),
        (command_line.MONTHS, months),
    ]
    wars, luck, horizon = command_line.checked(
        wholes,
        more=lambda numbers: check_names(metrics or [], numbers[-1]),
        scenarios=[first, second],
    )
    from simulator.cli.commands.explain import run_explain

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
    from simulator.files import command_line

    wholes = [(command_line.REPLICATIONS, replications), (command_line.ENTROPY, entropy)]
    wars, luck = command_line.checked(wholes, scenarios=authors or ())
    from simulator.cli.commands.backtest import run_backtest

    run_backtest(authors=authors or [], replications=wars, entropy=luck, as_json=as_json, out=out)


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
    from simulator.files import command_line

    wars, luck, horizon, wide = command_line.checked(
        [
            (command_line.REPLICATIONS, replications),
            (command_line.ENTROPY, entropy),
            (command_line.MONTHS, months),
            (command_line.WIDTH, width),
        ],
        sets or (),
    )
    from simulator.cli.commands.patterns import run_patterns

    run_patterns(
        replications=wars,
        entropy=luck,
        months=horizon,
        width=wide,
        sets=sets or [],
        as_json=as_json,
        out=out,
    )


def history(
    sheets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SHEET]...",
            help="Coding sheets (.toml), or names of those that ship, as korea_1951; all if none.",
        ),
    ] = None,
    replications: Replications = "1000",
    entropy: Entropy = "0",
    months: Months = "120",
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Wars on record, coded by one protocol, played, and scored beside what happened."""
    from simulator.files import command_line

    wholes = [
        (command_line.REPLICATIONS, replications),
        (command_line.ENTROPY, entropy),
        (command_line.MONTHS, months),
    ]
    from simulator.history.wars.sheets import load_sheets

    wars, luck, horizon = command_line.checked(wholes, more=lambda _: load_sheets(sheets or ()))
    from simulator.cli.commands.history import run_history

    run_history(
        sheets=sheets or [],
        replications=wars,
        entropy=luck,
        months=horizon,
        as_json=as_json,
        out=out,
    )


#: In the order of the help.
COMMANDS = (compare, complete, explain, backtest, patterns, history)
