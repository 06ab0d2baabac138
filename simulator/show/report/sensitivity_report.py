"""What a sensitivity study found, as tables and as JSON."""

from __future__ import annotations

import math
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from simulator.analysis.sensitivity.discovery import Discovery, FoundBox
from simulator.analysis.sensitivity.study import LUCK, WIDEST, Explained, Screened, Study
from simulator.analysis.sensitivity.words import box_words
from simulator.model.designs import Axis, Design
from simulator.model.metrics.outcome import Stamp
from simulator.show.report.console import stdout_console
from simulator.show.report.plain import Json, head_json

#: Rows of a table that a reader will look at.
_MOST = 12


def study_json(study: Study, stamp: Stamp, design: Design) -> Json:
    """Everything `sensitivity --json` prints."""
    return {
        **head_json(stamp),
        "months": design.months,
        "replications": design.replications,
        "points": design.points,
        "screening": None if study.screening is None else _screening_json(study.screening),
        "indices": {metric: _indices_json(found) for metric, found in study.indices.items()},
        "outcome": study.discovery.outcome,
        "happened": float(study.discovery.happened.mean()),
        "wars": int(study.discovery.happened.size),
        "boxes": [_box_json(box, study.discovery.axes) for box in study.discovery.boxes],
    }


def _screening_json(found: Screened) -> Json:
    return {
        metric: {
            name: {"mu_star": one.mean, "mu_star_ci95": one.mean_ci95, "sigma": one.spread}
            for name, one in effects.items()
        }
        for metric, effects in found.effects.items()
    }


def _indices_json(found: Explained) -> Json:
    return {
        "factors": {
            name: {
                "S1": index.first,
                "S1_ci95": index.first_ci95,
                "ST": index.total,
                "ST_ci95": index.total_ci95,
                "above_noise": name in found.above_noise,
            }
            for name, index in found.factors.items()
        },
        "pairs": [
            {"factors": list(both), "S2": one.value, "S2_ci95": one.ci95}
            for both, one in found.pairs.items()
        ],
        "noise": LUCK,
        "converged": found.converged,
        "widest_ci95": found.widest,
        "moved_since_half": found.moved,
        "points_needed": found.needed,
    }


def _box_json(found: FoundBox, axes: tuple[Axis, ...]) -> Json:
    limits: Json = {}
    for column in found.chosen.box.restricted:
        axis = axes[column]
        if axis.choices:
            codes = sorted(found.chosen.box.kept[column])
            limits[axis.name] = {"values": [axis.choices[code] for code in codes]}
        else:
            low, high = found.chosen.box.limits[column]
            limits[axis.name] = {"low": low, "high": high}
    return {
        "limits": limits,
        "says": box_words(found.chosen.box, axes),
        "found": {"coverage": found.chosen.coverage, "density": found.chosen.density},
        "tested": asdict(found.tested),
        "quasi_p": {axes[column].name: chance for column, chance in found.chance.items()},
        "trajectory": [
            {
                "coverage": step.coverage,
                "density": step.density,
                "mass": step.mass,
                "restricted": len(step.box.restricted),
                "tested_coverage": tested.coverage,
                "tested_density": tested.density,
            }
            for step, tested in zip(found.steps, found.steps_tested, strict=True)
        ],
    }


def show_study(study: Study, stamp: Stamp, design: Design) -> None:
    """Print what was found, and how sure it is."""
    console = stdout_console()
    console.print(f"[bold]{escape(stamp.title)}[/bold]")
    if study.screening is not None:
        for metric, _ in study.screening.effects.items():
            _show_screening(console, metric, study.screening)
    for found in study.indices.values():
        _show_indices(console, found, design)
    _show_boxes(console, study.discovery)
    console.print(
        f"{stamp.scenario}; {design.replications} wars a point; entropy {stamp.entropy}; "
        f"simulator {stamp.version}",
        style="dim",
        highlight=False,
    )


def _show_screening(console: Console, metric: str, found: Screened) -> None:
    effects = found.effects[metric]
    table = Table(
        title=f"{metric}: screening of {len(effects) - 1} factors, {found.paths} walks",
        title_justify="left",
    )
    for heading in ("factor", "effect of its range", "95% interval", "depends on others"):
        table.add_column(heading, justify="left" if heading == "factor" else "right")
    shown = list(effects)[:_MOST]
    for name in [*shown, *([] if LUCK in shown else [LUCK])]:
        one = effects[name]
        table.add_row(name, f"{one.mean:.3g}", _interval(one.mean_ci95), f"{one.spread:.3g}")
    console.print(table)


def _show_indices(console: Console, found: Explained, design: Design) -> None:
    table = Table(title=f"{found.metric}: Sobol' indices", title_justify="left")
    for heading in ("factor", "alone", "95% interval", "in all", "95% interval", ""):
        table.add_column(heading, justify="left" if heading in ("factor", "") else "right")
    for name, index in found.factors.items():
        noise = name == LUCK
        mark = "the noise" if noise else ("" if name in found.above_noise else "within the noise")
        table.add_row(
            name,
            f"{index.first:.2f}",
            _interval(index.first_ci95),
            f"{index.total:.2f}",
            _interval(index.total_ci95),
            mark,
        )
    console.print(table)
    if found.pairs:
        console.print(_pairs(found))
    sure = "converged" if found.converged else "NOT converged"
    line = (
        f"{sure} with {design.points} base points: the widest 95% interval of a total index is "
        f"{found.widest:.2f} wide (at most {WIDEST} is sought)"
    )
    if math.isfinite(found.moved):
        line += f"; since half the points none has moved by more than {found.moved:.2f}"
    if not found.converged:
        line += f". About --points {found.needed} should do"
    console.print(line, highlight=False)


def _pairs(found: Explained) -> Table:
    """Every two factors, those that do most together first."""
    table = Table(title=f"{found.metric}: what two do only together", title_justify="left")
    for heading in ("factors", "share of variance", "95% interval"):
        table.add_column(heading, justify="left" if heading == "factors" else "right")
    order = sorted(found.pairs.items(), key=lambda each: -each[1].value)
    for both, one in order[:_MOST]:
        table.add_row(" and ".join(both), f"{one.value:.2f}", _interval(one.ci95))
    return table


def _show_boxes(console: Console, found: Discovery) -> None:
    share, wars = float(found.happened.mean()), found.happened.size
    console.print(f"[bold]{escape(found.outcome)}[/bold]: {share:.1%} of {wars} wars all over")
    if not found.boxes:
        console.print("No box: too few wars with it, or without it, or no input tells them apart.")
    for box in found.boxes:
        tested = box.tested
        density = "-" if tested.density is None else f"{tested.density:.0%}"
        console.print(
            f"when {escape(box_words(box.chosen.box, found.axes))}: happens in {density} of wars "
            f"({_share_interval(tested.density_ci95)}), which are {tested.coverage:.0%} "
            f"({_share_interval(tested.coverage_ci95)}) of all wars with it - on the "
            f"{tested.inside} wars inside that had no part in finding the box",
            highlight=False,
        )


def _interval(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.2f} to {pair[1]:.2f}"


def _share_interval(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.0%} to {pair[1]:.0%}"
