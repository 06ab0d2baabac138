"""`simulator patterns`: wars drawn from wide ranges beside wars on record."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace

from rich.table import Table

from simulator.files.recorded import WarsRecord, load_wars_record
from simulator.files.scenario import load_scenario, parse_sets, with_values
from simulator.history.patterns.four_patterns import Patterns, patterns
from simulator.history.patterns.measures import Told
from simulator.history.patterns.side_by_side import Row, compared
from simulator.model.metrics.outcome import Stamp
from simulator.run.ensemble import compiling_is_due
from simulator.show.report.console import progress_bar, stdout_console
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import head_json, json_text, plain_json, stamp_of
from simulator.show.report.whole_files import open_folder

#: The scenario of wars in general.
NEUTRAL = "neutral"


def run_patterns(
    replications: int,
    entropy: int,
    months: int,
    width: int,
    sets: list[str],
    as_json: bool,
    out: str | None,
) -> None:
    """Measure patterns in wars drawn from wide ranges and set them beside the record.

    Args:
        replications: Wars, rounded up to whole cells of 10.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        width: Times the neutral range [0-10].
        sets: Each PATH=VALUE, in every world.
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for `patterns.json` and the pictures.

    Raises:
        BadInput: Something typed is wrong.
        RunFailed: A war could not be played.
    """
    record, scenario, changes = load_wars_record(), load_scenario(NEUTRAL), parse_sets(sets)
    scenario = with_values(scenario, changes) if changes else scenario
    if out is not None:
        open_folder(out)
    compiling_is_due("ensemble")
    with progress_bar("wars in general") as told:
        found = patterns(scenario, record, replications, entropy, months, width, told)
    stamp = stamp_of(scenario, entropy, "ensemble", (), {"width": width, **changes})
    stamp = replace(stamp, files={**stamp.files, **record.files})
    rows = compared(found, record)
    plain = json_text(_json(found, rows, stamp, months))
    with leaving(out) as left:
        left.write({"patterns.json": plain.encode()})
        if as_json:
            sys.stdout.write(plain)
        else:
            _show(found, rows, stamp)
        left.draw(lambda: _drawn(found, record, stamp))


def _json(found: Patterns, rows: Sequence[Row], stamp: Stamp, months: int) -> dict[str, object]:
    head = head_json(stamp)
    head["set"] = {path: value for path, value in stamp.changes.items() if path != "width"}
    head["width"] = stamp.changes["width"]
    head.pop("levers")
    measured = asdict(found)
    measured["peace"] = [
        {**asdict(each), "failed": {str(span): told for span, told in each.failed.items()}}
        for each in found.peace
    ]
    return plain_json(
        {**head, "months": months, "table": [asdict(row) for row in rows], "measured": measured}
    )


def _show(found: Patterns, rows: Sequence[Row], stamp: Stamp) -> None:
    console = stdout_console()
    table = Table(
        title="Wars drawn from wide ranges beside wars on record (validation, not pass or fail)",
        title_justify="left",
    )
    for heading in ("pattern", "number", "model", "record", "side by side"):
        table.add_column(heading)
    for row in rows:
        cases = f" n={row.cases}" if row.cases else ""
        table.add_row(
            row.pattern, row.number, _told(row.model), _told(row.record) + cases, row.reading
        )
    console.print(table)
    changed = "".join(
        f" with {path}={value}" for path, value in stamp.changes.items() if path != "width"
    )
    console.print(
        f"{found.wars} wars{changed} in {found.cells} worlds, ranges {stamp.changes['width']} "
        "times the neutral ones; as many again with a stop forced from outside, and as many fought "
        "out with nobody able to stop, for the leaders' odds. "
        f"{found.never_fought:.0%} were settled before a month was fought and are left out; half "
        f"of the others ended by month {_told(found.median)}; the horizon cut {found.running:.1%}. "
        f"Intervals are over worlds. Entropy {stamp.entropy}; simulator {stamp.version}",
        highlight=False,
    )


def _told(told: Told) -> str:
    value, interval = told
    if value is None:
        return "-"
    return f"{value:.3g}" + (
        "" if interval is None else f" ({interval[0]:.2g} to {interval[1]:.2g})"
    )


def _drawn(found: Patterns, record: WarsRecord, stamp: Stamp) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load.
    from simulator.show.pictures.leaders_odds import leaders_odds
    from simulator.show.pictures.wars_in_general import patterns_on_record

    return {
        **patterns_on_record(found, record, stamp).files(),
        **leaders_odds(found.odds, stamp).files(),
    }
