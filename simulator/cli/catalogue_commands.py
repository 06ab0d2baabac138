"""Commands that list or check what people write: check, parameters, levers, metrics."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.cli.options import Json


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files, folders or names; default: scenarios/."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Every mistake in scenario, game and design files, before anything runs."""
    from simulator.cli.commands.check import check as command

    command(paths or [], as_json)


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
COMMANDS = (check, parameters, levers, metrics)
