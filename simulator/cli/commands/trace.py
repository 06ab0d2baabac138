"""`simulator trace`: one war of an ensemble, played again alone and told month by month."""

from __future__ import annotations

import sys

from simulator.files.scenario import load_scenario, parse_levers, parse_sets, with_values
from simulator.model.metrics.outcome import Stamp
from simulator.model.records import Trajectory
from simulator.run.ensemble import play_one
from simulator.show.report.console import say_not_pulled, stdout_console
from simulator.show.report.plain import json_text, stamp_of, war_json
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
    changes, pulled = parse_sets(sets), parse_levers(levers)
    world = with_values(load_scenario(scenario), changes) if changes else load_scenario(scenario)
    say_not_pulled(world, months)
    if out is not None:
        open_folder(out)
    war = play_one(world, entropy, months, pulled, replication)
    stamp = stamp_of(world, entropy, "mesa", pulled, changes)
    if out is not None:
        _write(war, stamp, replication, out)
    if as_json:
        sys.stdout.write(json_text(war_json(war, stamp, replication)))
    else:
        show_war(war, stamp, replication, stdout_console())


def _write(war: Trajectory, stamp: Stamp, replication: int, out: str) -> None:
    # Imported here: matplotlib takes half a second to load, and most traces draw nothing.
    from simulator.show.pictures.timeline import timeline

    files = timeline(war, stamp, replication).files()
    files["war.json"] = json_text(war_json(war, stamp, replication)).encode()
    folder = open_folder(out)
    for name, content in files.items():
        write_whole(folder / name, content)
