"""`simulator trace`: one war of an ensemble, played again alone and told month by month."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

from simulator.model.metrics.outcome import Stamp
from simulator.model.records import Trajectory
from simulator.show.notebook.scenario_in_hand import load
from simulator.show.notebook.war_in_hand import traced
from simulator.show.report.console import say_not_pulled, stdout_console
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import json_text, war_json
from simulator.show.report.war_story import show_war
from simulator.show.report.whole_files import open_folder, write_whole


def trace(
    scenario: str,
    replication: int,
    entropy: int,
    months: int,
    sets: list[str],
    levers: list[str],
    as_json: bool,
    out: str | None,
    play: bool = False,
    browser: bool = False,
) -> None:
    """Play one war and tell it on stdout, and into a folder if one is named.

    Args:
        scenario: Name in scenarios/, or a path.
        replication: Number of the war, from 0.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        sets: Each PATH=VALUE.
        levers: Each NAME=VALUE[@MONTH].
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for the timeline and `war.json`.
        play: Whether to write a film of it, into that folder or the current one.
        browser: Whether to open the film.

    Raises:
        BadInput: Something typed is wrong.
        RunFailed: The war could not be played.
    """
    world = load(scenario).set(sets).pull(*levers)
    say_not_pulled(world.world, months)
    if out is not None:
        open_folder(out)
    film = _film_path(scenario, replication, out) if play else None
    found = traced(world, replication, entropy, months)
    plain = json_text(war_json(found.war, found.stamp, replication))
    with leaving(out) as left:
        left.write({"war.json": plain.encode()})
        if as_json:
            sys.stdout.write(plain)
        else:
            show_war(found.war, found.stamp, replication, stdout_console())
        if film is not None:
            write_whole(film, found.film().encode())
            (sys.stderr if as_json else sys.stdout).write(f"film: {film}\n")
        left.draw(lambda: _drawn(found.war, found.stamp, replication))
    if film is not None and browser:
        webbrowser.open(film.resolve().as_uri())


def _film_path(scenario: str, replication: int, out: str | None) -> Path:
    """Where the film goes; it is tested before the war is played.

    Raises:
        BadInput: Nothing can be written there.
    """
    if out is None:
        open_folder(".", "--play", pictures=False)
    return Path(out or ".") / f"{Path(scenario).stem}-war-{replication}.html"


def _drawn(war: Trajectory, stamp: Stamp, replication: int) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load, and most traces draw nothing.
    from simulator.show.pictures.timeline import timeline

    return timeline(war, stamp, replication).files()
