"""`simulator run`: many wars of one scenario, their outcome, rows of them, and pictures."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial

from simulator.analysis.acts import inert_inputs
from simulator.model.metrics.catalogue import check_names
from simulator.model.metrics.outcome import Outcome, Stamp
from simulator.run.ensemble import Watch, say
from simulator.show.notebook.scenario_in_hand import load
from simulator.show.notebook.treated import Treated
from simulator.show.notebook.wars_in_hand import run as run_ensemble
from simulator.show.report.console import progress_bar, say_not_pulled, stdout_console
from simulator.show.report.ensemble_table import show_outcome
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import json_text, outcome_json
from simulator.show.report.whole_files import open_folder


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
    wars_file: str | None = None,
    months_file: str | None = None,
) -> None:
    """Play wars and report them on stdout, and into a folder and files if any is named.

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
        wars_file: Parquet or CSV file for a row a war.
        months_file: Parquet or CSV file for a row a war and month.

    Raises:
        BadInput: Something typed is wrong.
        RunFailed: A war could not be played.
    """
    check_names(metrics, months)
    world = load(scenario).set(sets).pull(*levers)
    say_not_pulled(world.world, months)
    for line in inert_inputs(world.world, [*(each.name for each in world.levers), *world.changes]):
        say(line)
    if out is not None:
        open_folder(out)
    with ExitStack() as files, progress_bar(scenario) as told:
        watch = _files(files, world, entropy, engine, wars_file, months_file)
        wars = run_ensemble(world, replications, entropy, months, engine, metrics, {}, told, watch)
    plain = json_text(outcome_json(wars.outcome, wars.stamp))
    with leaving(out) as left:
        left.write({"outcome.json": plain.encode()})
        if as_json:
            sys.stdout.write(plain)
        else:
            show_outcome(wars.outcome, wars.stamp, stdout_console())
        left.draw(*(partial(_drawn, number, wars.outcome, wars.stamp) for number in range(3)))


def _files(
    files: ExitStack,
    world: Treated,
    entropy: int,
    engine: str,
    wars_file: str | None,
    months_file: str | None,
) -> list[Watch]:
    """The files of rows that were asked for, open until the stack is closed."""
    if wars_file is None and months_file is None:
        return []
    # Imported here: pyarrow takes a while to load, and most runs write no rows.
    from simulator.run.rows.row_columns import Rows, month_columns, war_columns
    from simulator.run.rows.table_file import table_file

    note = {"scenario": dict(world.world.files), "entropy": entropy, "engine": engine}
    rows: dict[str | None, Rows] = {
        wars_file: partial(war_columns, scenario=world.world, entropy=entropy),
        months_file: month_columns,
    }
    return [
        files.enter_context(table_file(path, make, note)).add
        for path, make in rows.items()
        if path is not None
    ]


def _drawn(number: int, outcome: Outcome, stamp: Stamp) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load, and most runs draw nothing.
    from simulator.show.pictures.fan import fan_chart
    from simulator.show.pictures.holding import holding
    from simulator.show.pictures.outcomes import outcome_shares

    return (fan_chart, outcome_shares, holding)[number](outcome, stamp).files()
