"""`simulator ablate`: each mechanism off in turn, on the same luck: what it contributes."""

from __future__ import annotations

import sys
from dataclasses import asdict

from rich.table import Table

from simulator.analysis.paired_contrast import Arm, Contrast, Effect, contrasts
from simulator.cli.commands.take_apart import show_parts, take_apart
from simulator.files.scenario import load_scenario, parse_levers, parse_sets, with_values
from simulator.model.metrics.intervals import paired_shares
from simulator.model.metrics.outcome import Stamp
from simulator.model.metrics.rows import RECUR_BY_CAUSE, WINDOW
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import END_MODES, Scenario
from simulator.run.ensemble import compiling_is_due
from simulator.show.report.console import progress_bar, say_not_pulled, stdout_console
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import head_json, json_text, plain_json, stamp_of
from simulator.show.report.whole_files import open_folder

_MONTHS = (12, 24, 60)
_LENGTH = "T_end_restricted"

#: Mechanism to metric to what switching it off does.
_Effects = dict[str, dict[str, Effect]]


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
        out: Folder for the pictures and `ablation.json`.

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
    say_not_pulled(base, months)
    if out is not None:
        open_folder(out)
    if replication is not None:
        with progress_bar(f"{scenario}, war {replication}") as told:
            parts = take_apart(control, arms, entropy, months, replication, told)
        plain = _plain(stamp, {"replication": replication, "months": months, **parts})
        with leaving(out) as left:
            left.write({f"war-{replication}.json": plain.encode()})
            if as_json:
                sys.stdout.write(plain)
            else:
                show_parts(parts, stamp, replication, months)
        return
    compiling_is_due("ensemble")
    names = (*_lengths(months), *_endings(months), *RECUR_BY_CAUSE)
    with progress_bar(scenario) as told:
        found = contrasts(
            control, list(arms.values()), replications, entropy, months, names, progress=told
        )
    effects = {name: one.effects for name, one in zip(arms, found, strict=True)}
    plain = _plain(
        stamp,
        {
            "replications": replications,
            "months": months,
            "control": _control(found, names),
            "without": {
                switch: {name: asdict(effect) for name, effect in row.items()}
                for switch, row in effects.items()
            },
        },
    )
    with leaving(out) as left:
        left.write({"ablation.json": plain.encode()})
        if as_json:
            sys.stdout.write(plain)
        else:
            _show(effects, stamp, replications, months)
        left.draw(lambda: _drawn(effects, stamp, months))


def _without(scenario: Scenario, name: str) -> Scenario:
    return with_values(scenario, {f"mechanisms.{name}": False})


def _lengths(months: int) -> tuple[str, ...]:
    """How long the war lasts and whether it comes back: metrics of the first table."""
    at = dict.fromkeys(min(month, months) for month in _MONTHS)
    return (_LENGTH, *(f"ended_by_{month}" for month in at), "recur")


def _endings(months: int) -> tuple[str, ...]:
    """How the war first ends: metrics of the second table."""
    return tuple(f"{mode}_by_{min(months, _MONTHS[-1])}" for mode in END_MODES[1:])


def _control(found: list[Contrast], names: tuple[str, ...]) -> dict[str, object]:
    """What the scenario does as it is; the same in every comparison."""
    if not found:
        return {}
    metrics = found[0].control.metrics
    return {name: {"mean": metrics[name].mean, "ci95": metrics[name].ci95} for name in names}


def _plain(stamp: Stamp, parts: dict[str, object]) -> str:
    return json_text(plain_json({**head_json(stamp), **parts}))


def _show(effects: _Effects, stamp: Stamp, replications: int, months: int) -> None:
    console = stdout_console()
    order = sorted(effects, key=lambda name: -abs(effects[name][_LENGTH].effect or 0.0))
    for title, names in (
        (f"{stamp.title}: what each mechanism contributes", _lengths(months)),
        (f"How the war first ends by month {min(months, _MONTHS[-1])}", _endings(months)),
        (f"Why fighting resumes within {WINDOW} months of that", tuple(RECUR_BY_CAUSE)),
    ):
        table = Table(title=title, title_justify="left")
        table.add_column("without", no_wrap=True)
        for name in names:
            table.add_column(_heading(name), justify="right")
        for switch in order:
            table.add_row(
                switch.replace("_", " "), *(_change(effects[switch][name], name) for name in names)
            )
        console.print(table)
    unseen = f"{100.0 * paired_shares(0, 0, replications)[1]:.2g}"
    console.print(
        "Change when one mechanism is off, on the same luck, with its 95% interval: months, and "
        f"percentage points; = where no pair differs, which of a share still leaves up to {unseen} "
        f"points open. {replications} wars an arm; "
        f"entropy {stamp.entropy}; simulator {stamp.version}"
    )


def _heading(name: str) -> str:
    if name == _LENGTH:
        return "months"
    if name in RECUR_BY_CAUSE:
        return RECUR_BY_CAUSE[name]
    return (
        "resumes"
        if name == "recur"
        else name.replace("_by_", " by ").split(" by ")[0]
        + (f" by {name.rsplit('_', 1)[1]}" if name.startswith("ended") else "")
    )


def _change(effect: Effect, name: str) -> str:
    if effect.effect is None:
        return "-"
    scale, places = (1.0, 1) if name == _LENGTH else (100.0, 0)
    if effect.nothing:
        return "="
    text = f"{effect.effect * scale:+.{places}f}"
    if effect.ci95 is None:
        return text
    low, high = (end * scale for end in effect.ci95)
    return f"{text}\n({low:+.{places}f} to {high:+.{places}f})"


def _drawn(effects: _Effects, stamp: Stamp, months: int) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load.
    from simulator.show.pictures.contributions import ablation, ablation_endings

    lengths = ablation(effects, _lengths(months), stamp).files()
    return lengths | ablation_endings(effects, _endings(months), stamp).files()
