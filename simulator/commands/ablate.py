"""`simulator ablate`: each mechanism off in turn, on the same luck: what it contributes."""

from __future__ import annotations

import sys
from dataclasses import asdict

from rich.table import Table

from simulator.contrast import Arm, Contrast, contrasts
from simulator.ensemble import compiling_is_due, some_wars
from simulator.files.scenario import load_scenario, parse_levers, parse_sets, with_values
from simulator.metrics.catalogue import check_names
from simulator.metrics.outcome import Stamp
from simulator.parameters.switches import SWITCHES
from simulator.records import END_MODES, Scenario
from simulator.report.console import progress_bar, stdout_console
from simulator.report.plain import json_text, plain_json, stamp_of
from simulator.report.whole_files import open_folder, write_whole

_MONTHS = (12, 24, 60)
_HEADINGS = {"T_end_restricted": "months", "recur": "resumes"}


def run_ablate(
    scenario: str,
    replications: int,
    entropy: int,
    months: int,
    sets: list[str],
    levers: list[str],
    replication: int | None,
    as_json: bool,
    out: str | None,
) -> None:
    """Switch every mechanism off in turn and report the paired effects.

    Args:
        scenario: Name in scenarios/, or a path.
        replications: How many wars an arm.
        entropy: Names the luck of all arms [0, 2**63).
        months: The horizon [months].
        sets: Each PATH=VALUE, in every arm.
        levers: Each NAME=VALUE[@MONTH], in every arm.
        replication: One war to take apart instead of an ensemble.
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for the picture and `ablation.json`.

    Raises:
        BadInput: Something typed is wrong.
        RunFailed: A war could not be played.
    """
    changes, pulled = parse_sets(sets), parse_levers(levers)
    base = load_scenario(scenario)
    base = with_values(base, changes) if changes else base
    control = Arm(base, pulled)
    arms = {name: Arm(_without(base, name), pulled) for name in SWITCHES if base.switches[name]}
    stamp = stamp_of(base, entropy, "ensemble", pulled, changes)
    compiling_is_due("ensemble")
    if replication is not None:
        _one_war(control, arms, entropy, months, replication, stamp, as_json)
        return
    if out is not None:
        open_folder(out)
    names = check_names([], months)
    with progress_bar(scenario) as told:
        found = contrasts(
            control, list(arms.values()), replications, entropy, months, names, progress=told
        )
    effects = dict(zip(arms, found, strict=True))
    plain = json_text(_json(effects, stamp, replications, months))
    if out is not None:
        _write(effects, stamp, plain, out)
    if as_json:
        sys.stdout.write(plain)
    else:
        _show(effects, stamp, months)


def _without(scenario: Scenario, name: str) -> Scenario:
    return with_values(scenario, {f"mechanisms.{name}": False})


def _shown(months: int) -> tuple[str, ...]:
    at = [month for month in _MONTHS if month <= months] or [months]
    ended = tuple(f"ended_by_{month}" for month in at if month in (0, 6, 12, 18, 24, 36, 48, 60))
    modes = tuple(
        f"{mode}_by_{at[-1]}" for mode in ("truce", "settlement", "withdrawal", "imposed")
    )
    return ("T_end_restricted", *ended, *(modes if ended else ()), "recur")


def _json(
    effects: dict[str, Contrast], stamp: Stamp, replications: int, months: int
) -> dict[str, object]:
    head = asdict(stamp)
    head["set"] = head.pop("changes")
    rows = {
        switch: {name: asdict(found.effects[name]) for name in _shown(months)}
        for switch, found in effects.items()
    }
    return plain_json({**head, "replications": replications, "months": months, "without": rows})


def _show(effects: dict[str, Contrast], stamp: Stamp, months: int) -> None:
    names = _shown(months)
    table = Table(title=f"{stamp.title}: what each mechanism contributes", title_justify="left")
    table.add_column("without", no_wrap=True)
    for name in names:
        table.add_column(_HEADINGS.get(name, name.replace("_by_", " ")), justify="right")
    for switch, found in sorted(effects.items(), key=lambda item: -_size(item[1])):
        table.add_row(switch, *(_change(found, name) for name in names))
    console = stdout_console()
    console.print(table)
    first = next(iter(effects.values())).control
    console.print(
        f"Change when one mechanism is off, on the same luck; * where the 95% interval leaves out "
        f"nought. {first.replications} wars an arm; entropy {stamp.entropy}; "
        f"simulator {stamp.version}"
    )


def _size(found: Contrast) -> float:
    return abs(found.effects["T_end_restricted"].effect or 0.0)


def _change(found: Contrast, name: str) -> str:
    effect = found.effects[name]
    if effect.effect is None:
        return "-"
    sure = effect.ci95 is not None and (effect.ci95[0] > 0.0 or effect.ci95[1] < 0.0)
    return f"{effect.effect:+.2f}{'*' if sure else ''}"


def _write(effects: dict[str, Contrast], stamp: Stamp, plain: str, out: str) -> None:
    # Imported here: matplotlib takes half a second to load.
    from simulator.pictures.ablation import ablation

    lengths = {switch: found.effects["T_end_restricted"] for switch, found in effects.items()}
    files = {"ablation.json": plain.encode()} | ablation(lengths, stamp).files()
    folder = open_folder(out)
    for name, content in files.items():
        write_whole(folder / name, content)


def _one_war(
    control: Arm,
    arms: dict[str, Arm],
    entropy: int,
    months: int,
    replication: int,
    stamp: Stamp,
    as_json: bool,
) -> None:
    """Which mechanism alone kept one war from ending as early as it could have."""
    rows = {}
    for name, arm in {"(none)": control, **arms}.items():
        chunk = range(replication, replication + 1)
        wars = some_wars(arm.scenario, entropy, chunk, months, arm.levers)
        mode, month = int(wars.end_mode[0]), int(wars.end_month[0])
        rows[name] = {"end_mode": END_MODES[mode], "end_month": month if mode else None}
    if as_json:
        head = {**asdict(stamp), "replication": replication, "months": months}
        head["set"] = head.pop("changes")
        sys.stdout.write(json_text(plain_json({**head, "without": rows})))
        return
    table = Table(title=f"{stamp.title}: war {replication}, one mechanism off at a time")
    for heading in ("without", "first end", "month"):
        table.add_column(heading)
    order = sorted(rows, key=lambda name: (name != "(none)", rows[name]["end_month"] or months + 1))
    for name in order:
        row = rows[name]
        table.add_row(name, str(row["end_mode"]), str(row["end_month"] or "-"))
    stdout_console().print(table)
