"""Commands that list or check what people write: check, parameters, levers, metrics."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.cli.options import Json, Sets


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files, folders or names; default: scenarios/."),
    ] = None,
    list_unset: Annotated[
        bool,
        typer.Option("--unset", help="Also list what scenarios leave to neutral or other wars."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Every mistake in scenario, game and design files, before anything runs."""
    from simulator.cli.commands.check import check as command

    command(paths or [], as_json, list_unset)


def new(
    file: Annotated[str, typer.Argument(metavar="FILE.toml", help="The file to write.")],
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="Of the war.")
    ] = "A war to be coded",
    start: Annotated[
        str, typer.Option("--start", metavar="YYYY-MM", help="Month of its facts.")
    ] = "",
    sets: Sets = None,
    as_json: Json = False,
) -> None:
    """A commented scenario for another war: what to set, in which unit, from which data."""
    from simulator.cli.commands.new import new as command

    command(file, title, start, sets or [], as_json)


def parameters(as_json: Json = False) -> None:
    """Every parameter: range, default, unit, meaning, source; and every mechanism."""
    from simulator.cli.commands.what_exists import parameters as command

    command(as_json)


def levers(as_json: Json = False) -> None:
    """Every lever a run can pull: its values and what they mean."""
    from simulator.cli.commands.what_exists import levers as command

    command(as_json)


def metrics(as_json: Json = False) -> None:
    """Every metric a run reports: its unit and meaning."""
    from simulator.cli.commands.what_exists import metrics as command

    command(as_json)


#: In the order of the help.
COMMANDS = (check, new, parameters, levers, metrics)
