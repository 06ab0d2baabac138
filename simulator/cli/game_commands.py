"""Commands on textbook games and published results: solve, verify."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.cli.options import Json


def solve(
    path: Annotated[
        str, typer.Argument(metavar="GAME", help="Name in scenarios/ (textbook/…), or a path.")
    ],
    as_json: Json = False,
    export: Annotated[
        str | None,
        typer.Option("--export", metavar="FILE.efg", help="Write a finite game for Gambit."),
    ] = None,
    offers: Annotated[
        int | None,
        typer.Option("--offers", metavar="N", help="Steps of a divisible stake, with --export."),
    ] = None,
) -> None:
    """A bargaining game solved: offers, what each side could hold out for, war or peace."""
    from simulator.cli.commands.solve import solve as command

    command(path=path, as_json=as_json, export=export, offers=offers)


def verify(
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ID", help="Just this result; repeat.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Every published result the model must reproduce: expected, obtained, pass or fail."""
    from simulator.cli.commands.verify import verify as command

    command(as_json=as_json, only=only or [])


#: In the order of the help.
COMMANDS = (solve, verify)
