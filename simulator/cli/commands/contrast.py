"""`simulator contrast`: the same luck with and without, and what differs."""

from __future__ import annotations

import sys
from dataclasses import asdict

from rich.table import Table

from simulator.analysis.paired_contrast import Arm, Contrast, Effect, contrast
from simulator.files.scenario import load_scenario, parse_levers, parse_sets, with_values
from simulator.model.metrics.catalogue import check_names
from simulator.model.metrics.outcome import Stamp
from simulator.run.ensemble import compiling_is_due
from simulator.show.report.console import progress_bar, say_not_pulled, stdout_console
from simulator.show.report.plain import json_text, plain_json, stamp_of
from simulator.show.report.whole_files import open_folder, write_whole

#: What the table shows when no metric is named.
_SHOWN = (
    "T_end_restricted",
    "ended_by_12",
    "ended_by_24",
    "ended_by_60",
    "truce_by_60",
    "settlement_by_60",
    "frozen_by_60",
    "withdrawal_by_60",
    "imposed_by_60",
    "recur",
    "removed_A",
    "occ_12",
    "belief_A_win_12",
    "demand_A_12",
    "econ_A_12",
)


def run_contrast(
    scenario: str,
    replications: int,
    entropy: int,
    months: int,
    sets: list[str],
    levers: list[str],
    against_sets: list[str],
    against: list[str],
    engine: str,
    metrics: list[str],
    as_json: bool,
    out: str | None,
) -> None:
    """Compare the treatment (`sets`, `levers`) with the control on the same luck.

    Args:
        scenario: Name in scenarios/, or a path.
        replications: How many pairs of wars.
        entropy: Names the luck of both arms [0, 2**63).
        months: The horizon [months].
        sets: Each PATH=VALUE of the treatment.
        levers: Each NAME=VALUE[@MONTH] of the treatment.
        against_sets: Each PATH=VALUE of the control.
        against: Each NAME=VALUE[@MONTH] of the control.
        engine: `ensemble` or `mesa`.
        metrics: Names to compare beside the default ones; the table shows only these.
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for the picture and `contrast.json`.

    Raises:
        BadInput: Something typed is wrong.
        RunFailed: A war could not be played.
    """
    names = check_names(metrics, months)
    base = load_scenario(scenario)
    arms, stamps = [], []
    for typed_sets, typed_levers in ((against_sets, against), (sets, levers)):
        changes, pulled = parse_sets(typed_sets), parse_levers(typed_levers)
        world = with_values(base, changes) if changes else base
        arms.append(Arm(world, pulled))
        stamps.append(stamp_of(world, entropy, engine, pulled, changes))
    say_not_pulled(base, months)
    if out is not None:
        open_folder(out)
    compiling_is_due(engine)
    with progress_bar(scenario) as told:
        found = contrast(arms[0], arms[1], replications, entropy, months, names, engine, told)
    plain = json_text(_json(found, stamps, replications, months))
    shown = list(dict.fromkeys(metrics)) or [name for name in _SHOWN if name in found.effects]
    if out is not None:
        _write(found, stamps, shown, plain, out)
    if as_json:
        sys.stdout.write(plain)
    else:
        _show(found, stamps, shown)


def _write(found: Contrast, stamps: list[Stamp], names: list[str], plain: str, out: str) -> None:
    # Imported here: matplotlib takes half a second to load.
    from simulator.show.pictures.effects import effects_chart

    drawn = effects_chart({name: found.effects[name] for name in names}, stamps[1], _arm(stamps[0]))
    folder = open_folder(out)
    for name, content in ({"contrast.json": plain.encode()} | drawn.files()).items():
        write_whole(folder / name, content)


def _json(
    found: Contrast, stamps: list[Stamp], replications: int, months: int
) -> dict[str, object]:
    head = asdict(stamps[1])
    head["set"] = head.pop("changes")
    return plain_json(
        {
            **head,
            "against": dict(stamps[0].levers),
            "against_set": dict(stamps[0].changes),
            "replications": replications,
            "months": months,
            "effects": {name: asdict(effect) for name, effect in found.effects.items()},
        }
    )


def _show(found: Contrast, stamps: list[Stamp], names: list[str]) -> None:
    console = stdout_console()
    table = Table(title=f"{stamps[1].title}: the same luck with and without", title_justify="left")
    for heading in ("metric", "control", "treatment", "effect", "95% interval", "variance"):
        table.add_column(heading, justify="left" if heading == "metric" else "right")
    for name in names:
        effect = found.effects[name]
        table.add_row(
            name,
            _number(effect.control),
            _number(effect.treatment),
            _number(effect.effect),
            _interval(effect),
            _smaller(effect),
        )
    console.print(table)
    console.print(
        f"treatment: {_arm(stamps[1])}; control: {_arm(stamps[0])}; "
        f"{found.control.replications} pairs of wars; entropy {stamps[1].entropy}; "
        f"simulator {stamps[1].version}"
    )
    if any(_is_point(found.effects[name]) for name in names):
        console.print(
            "- where all pairs differ alike there is no interval of a mean; by the rule of three, "
            f"up to {_unseen(found.control.replications)} of all wars could still do otherwise"
        )


def _arm(stamp: Stamp) -> str:
    """What one arm changed."""
    told = [f"{name}={value}" for name, value in {**stamp.levers, **stamp.changes}.items()]
    return ", ".join(told) or "the scenario as it is"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def _interval(effect: Effect) -> str:
    if effect.ci95 is None or _is_point(effect):
        return "-"
    low, high = effect.ci95
    return f"{low:.3g} to {high:.3g}"


def _is_point(effect: Effect) -> bool:
    return effect.alike and effect.ci95 is not None and effect.ci95[0] == effect.ci95[1]


def _unseen(pairs: int) -> str:
    """The greatest share of pairs that may be unlike all of so many, at 95 per cent.

    Source: Hanley and Lippman-Hand 1983.

    >>> _unseen(1000), _unseen(2)
    ('0.3%', '100%')
    """
    return f"{100.0 * min(3.0 / pairs, 1.0):.2g}%" if pairs > 3 else "100%"


def _smaller(effect: Effect) -> str:
    if effect.nothing:
        return "no pair differs"
    if effect.smaller is None:
        return "all pairs alike" if effect.alike else "-"
    if effect.smaller >= 1e4:
        return "over 10,000 times smaller"
    return f"{effect.smaller:.3g} times smaller"
