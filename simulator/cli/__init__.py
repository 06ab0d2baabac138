"""The command line: reads the options, calls one plain function, decides nothing.

Nothing heavy is imported here: `--help` answers before numpy could have been loaded.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from simulator import __version__
from simulator.cli import (
    author_commands,
    catalogue_commands,
    design_commands,
    game_commands,
    lesson_command,
    war_commands,
)

app = typer.Typer(
    name="simulator",
    help="How wars end: bargaining while fighting, leaders at home, and deals that hold or fail.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"simulator {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _every_command(
    context: typer.Context,
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        sys.stderr.write(context.get_help() + "\n")
        raise typer.Exit(2)


for family in (
    war_commands,
    author_commands,
    design_commands,
    game_commands,
    catalogue_commands,
    lesson_command,
):
    for command in family.COMMANDS:
        app.command()(command)
