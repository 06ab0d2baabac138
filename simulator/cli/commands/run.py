"""`simulator run`: many wars of one scenario, their outcome, and pictures of it."""

from __future__ import annotations

import sys

from simulator.files.scenario import load_scenario, parse_levers, parse_sets, with_values
from simulator.model.metrics.catalogue import check_names
from simulator.model.metrics.outcome import Outcome, Stamp
from simulator.run.ensemble import run_wars
from simulator.show.report.console import progress_bar, say_not_pulled, stdout_console
from simulator.show.report.ensemble_table import show_outcome
from simulator.show.report.plain import json_text, outcome_json, stamp_of
from simulator.show.report.whole_files import open_folder, write_whole


def run(
    scenario: str,
    replications: int,
    entropy: int,
    months: int,
    sets: list[str],
    levers: list[str],
    engine: str,
    metrics: list[str],
    as_json: bool,
    out: str | None,
) -> None:
    """Play wars and report them on stdout, and into a folder if one is named.

    Args:
        scenario: Name in scenarios/, or a path.
        replications: How many wars.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        sets: Each PATH=VALUE.
        levers: Each NAME=VALUE[@MONTH].
        engine: `ensemble` or `mesa`.
        metrics: Names to report beside the default ones.
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for pictures and `outcome.json`.

    Raises:
        BadInput: Something typed is wrong.
        RunFailed: A war could not be played.
    """
    changes, pulled = parse_sets(sets), parse_levers(levers)
    check_names(metrics, months)
    world = with_values(load_scenario(scenario), changes) if changes else load_scenario(scenario)
    say_not_pulled(world, months)
    if out is not None:
        open_folder(out)
    with progress_bar(scenario) as told:
        outcome = run_wars(
            world, replications, entropy, months, pulled, engine, told, metrics=metrics
        )
    stamp = stamp_of(world, entropy, outcome.engine, pulled, changes)
    if out is not None:
        _write(outcome, stamp, out)
    if as_json:
        sys.stdout.write(json_text(outcome_json(outcome, stamp)))
    else:
        show_outcome(outcome, stamp, stdout_console())


def _write(outcome: Outcome, stamp: Stamp, out: str) -> None:
    # Imported here: matplotlib takes half a second to load, and most runs draw nothing.
    from simulator.show.pictures.fan import fan_chart
    from simulator.show.pictures.holding import holding
    from simulator.show.pictures.outcomes import outcome_shares

    files = {"outcome.json": json_text(outcome_json(outcome, stamp)).encode()}
    for drawn in (fan_chart, outcome_shares, holding):
        files |= drawn(outcome, stamp).files()
    folder = open_folder(out)
    for name, content in files.items():
        write_whole(folder / name, content)
