"""The command of the classroom: demo."""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.cli.options import Entropy, Json


def demo(
    port: Annotated[str, typer.Option("--port", metavar="P", help="0: any that is free.")] = "8765",
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="H", help="Beyond this machine only if named; takes a join code."
        ),
    ] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no page here.")] = False,
    shared: Annotated[
        bool,
        typer.Option("--shared-address", help="The class is behind one address (a hotspot)."),
    ] = False,
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
    from simulator.files import command_line

    wholes = [
        (command_line.PORT, port),
        (command_line.EXPORTED, replications),
        (command_line.ENTROPY, entropy),
    ]
    number, wars, luck = command_line.checked(wholes)
    from simulator.cli.commands.demo import demo as command

    command(host, number, not no_browser, shared, export, handout, wars, luck, as_json)


#: In the order of the help.
COMMANDS = (demo,)
