"""`simulator trace`: one war of an ensemble, played again alone and told month by month."""

from __future__ import annotations

import sys

from simulator.model.metrics.outcome import Stamp
from simulator.model.records import Trajectory
from simulator.show.notebook.scenario_in_hand import load
from simulator.show.notebook.war_in_hand import traced
from simulator.show.report.console import say_not_pulled, stdout_console
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

    Raises:
        BadInput: Something typed is wrong.
        RunFailed: The war could not be played.
    """
    world = load(scenario).set(sets).pull(*levers)
    say_not_pulled(world.world, months)
    if out is not None:
        open_folder(out)
    found = traced(world, replication, entropy, months)
    if out is not None:
        _write(found.war, found.stamp, replication, out)
    if as_json:
        sys.stdout.write(json_text(war_json(found.war, found.stamp, replication)))
    else:
        show_war(found.war, found.stamp, replication, stdout_console())


def _write(war: Trajectory, stamp: Stamp, replication: int, out: str) -> None:
    # Imported here: matplotlib takes half a second to load, and most traces draw nothing.
    from simulator.show.pictures.timeline import timeline

    files = timeline(war, stamp, replication).files()
    files["war.json"] = json_text(war_json(war, stamp, replication)).encode()
    folder = open_folder(out)
    for name, content in files.items():
        write_whole(folder / name, content)
