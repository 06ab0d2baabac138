"""`simulator trace`: one war of an ensemble, played again alone and told month by month."""

from __future__ import annotations

import sys

from simulator.model.metrics.outcome import Stamp
from simulator.model.records import Trajectory
from simulator.show.notebook.scenario_in_hand import load
from simulator.show.notebook.war_in_hand import traced
from simulator.show.report.console import say_not_pulled, stdout_console
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import json_text, war_json
from simulator.show.report.war_story import show_war
from simulator.show.report.whole_files import open_folder


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
    plain = json_text(war_json(found.war, found.stamp, replication))
    with leaving(out) as left:
        left.write({"war.json": plain.encode()})
        if as_json:
            sys.stdout.write(plain)
        else:
            show_war(found.war, found.stamp, replication, stdout_console())
        left.draw(lambda: _drawn(found.war, found.stamp, replication))


def _drawn(war: Trajectory, stamp: Stamp, replication: int) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load, and most traces draw nothing.
    from simulator.show.pictures.timeline import timeline

    return timeline(war, stamp, replication).files()
