"""Scenario discovery: in which box of the inputs does a named outcome happen?

Single wars are the cases: each draws its parameters from the tape, as wars of any scenario do, so
that a few thousand wars cover every range at once. Half of them find the box; the other half, which
had no part in it, say how good it is.

Source: Bryant and Lempert 2010, "Thinking inside the box"; Kwakkel and Jaxa-Rozen 2016.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.analysis.sensitivity.named_outcome import Named
from simulator.analysis.sensitivity.prim import Box, Cases, Step, quasi_p, step_of, trajectory
from simulator.errors import RunFailed
from simulator.files.levers import parse_levers
from simulator.files.scenario import with_values
from simulator.files.vary import lever_text
from simulator.model.designs import Axis, Setting
from simulator.model.levers import Lever
from simulator.model.metrics.intervals import Pair, wilson
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range, Scenario
from simulator.model.war.inputs import inputs_of
from simulator.run.ensemble import Progress, some_wars
from simulator.run.sweep.parquet import parquet_bytes
from simulator.run.sweep.points import sobol

Floats = npt.NDArray[np.float64]

#: Wars that share their levers, mechanisms and listed values; parameters differ from war to war.
_BLOCK = 32

#: Fewest cases, of interest and not, that a box is looked for in.
FEWEST = 20

#: A restriction that chance would match more often than this is dropped.
_CHANCE = 0.05

#: Boxes looked for, each among the cases outside the ones before.
_BOXES = 3


@dataclass(frozen=True, slots=True)
class Tested:
    """How good a box is on wars that had no part in finding it.

    Attributes:
        density: Share of the wars inside in which the outcome happened; None with none inside.
        density_ci95: Wilson interval.
        coverage: Share of the wars with the outcome that lie inside.
        coverage_ci95: Wilson interval.
        inside: Wars inside.
    """

    density: float | None
    density_ci95: Pair
    coverage: float
    coverage_ci95: Pair
    inside: int


@dataclass(frozen=True, slots=True)
class FoundBox:
    """A box, how it was reached, and how good it is.

    Attributes:
        steps: The peeling and pasting trajectory, on the wars that found it.
        chosen: The step taken, unneeded restrictions dropped.
        chance: Quasi-p value of each restriction, by column.
        tested: The chosen box on the other wars.
        steps_tested: Every step on the other wars: what was learnt, and what only fitted.
    """

    steps: list[Step]
    chosen: Step
    chance: dict[int, float]
    tested: Tested
    steps_tested: list[Tested]


@dataclass(frozen=True, slots=True)
class Discovery:
    """Where a named outcome happens.

    Attributes:
        outcome: As typed.
        axes: What varied, in the order of the columns.
        inputs: Number, or code of a choice, of each war; shape (wars, axes).
        happened: Whether the outcome happened; shape (wars,). The first half found the boxes.
        boxes: Best first; empty when too few wars had the outcome, or all had it.
    """

    outcome: str
    axes: tuple[Axis, ...]
    inputs: Floats
    happened: npt.NDArray[np.bool_]
    boxes: tuple[FoundBox, ...]


def discover(
    scenario: Scenario,
    axes: Sequence[Axis],
    outcome: Named,
    wars: int,
    entropy: int,
    months: int,
    levers: tuple[Lever, ...] = (),
    progress: Progress | None = None,
) -> Discovery:
    """Play wars all over the axes, and find the boxes in which the outcome happens.

    Args:
        scenario: What the wars start from.
        axes: What varies; ranges of parameters are drawn for each war.
        outcome: What may happen.
        wars: How many, half of them for finding.
        entropy: Names the luck.
        months: The horizon [months].
        levers: Pulled in every war.
        progress: Told after each block of wars.

    Raises:
        RunFailed: A war could not be played, or has no such number.
    """
    inputs, happened = _played(scenario, axes, outcome, wars, entropy, months, levers, progress)
    return Discovery(outcome.text, tuple(axes), inputs, happened, boxes(axes, inputs, happened))


def cases_file(found: Discovery, note: Mapping[str, object]) -> bytes:
    """The wars in which boxes were looked for, as a Parquet file.

    Args:
        found: What was played.
        note: Kept in the file: where its numbers come from.
    """
    columns: dict[str, type] = {"war": int}
    columns |= {axis.name: type(axis.at(0.0)) for axis in found.axes}
    columns |= {"happened": bool, "finds": bool}
    half = found.happened.size // 2
    rows = [
        {
            "war": war,
            **{
                axis.name: axis.choices[int(value)] if axis.choices else value
                for axis, value in zip(found.axes, found.inputs[war].tolist(), strict=True)
            },
            "happened": bool(found.happened[war]),
            "finds": war < half,
        }
        for war in range(found.happened.size)
    ]
    return parquet_bytes(rows, columns, note)


def boxes(
    axes: Sequence[Axis], inputs: Floats, happened: npt.NDArray[np.bool_]
) -> tuple[FoundBox, ...]:
    """Boxes found in the first half of the cases and judged by the second.

    Args:
        axes: What the columns are.
        inputs: Shape (cases, axes).
        happened: Shape (cases,).
    """
    half = happened.size // 2
    choices = tuple(len(axis.choices) for axis in axes)
    left = np.ones(half, dtype=bool)
    base = happened[:half].mean() if half else 0.0
    found: list[FoundBox] = []
    taken: list[Box] = []
    for _ in range(_BOXES):
        cases = Cases(inputs[:half][left], happened[:half][left], choices)
        hits = int(cases.of_interest.sum())
        if min(hits, cases.of_interest.size - hits) < FEWEST:
            break
        steps = trajectory(cases)
        chosen, chance = _chosen(cases, steps)
        if not chosen.box.restricted or chosen.density <= base:
            break
        others = inputs[half:], happened[half:]
        tested = _tested(chosen.box, taken, *others)
        on_others = [_tested(step.box, taken, *others) for step in steps]
        found.append(FoundBox(steps, chosen, chance, tested, on_others))
        taken.append(chosen.box)
        left &= ~chosen.box.holds(inputs[:half])
    return tuple(found)


def _chosen(cases: Cases, steps: list[Step]) -> tuple[Step, dict[int, float]]:
    """The step that sets most cases of interest apart, without what chance would do.

    That is the greatest mass times gain in density over all cases: the cases of interest inside
    beyond those a box of that size would hold anyway (weighted relative accuracy: Lavrač, Flach
    and Zupan 1999). A restriction whose quasi-p value is above 0.05 goes, the worst first.
    """
    everything = steps[0].density
    best = max(steps, key=lambda step: step.mass * (step.density - everything))
    box, chance = best.box, quasi_p(cases, best.box)
    while chance and max(chance.values()) > _CHANCE:
        box = box.without(max(chance, key=lambda column: chance[column]))
        chance = quasi_p(cases, box)
    return step_of(cases, box), chance


def _tested(box: Box, taken: list[Box], inputs: Floats, happened: npt.NDArray[np.bool_]) -> Tested:
    inside = box.holds(inputs)
    for other in taken:
        inside &= ~other.holds(inputs)
    hits, number, all_hits = int(happened[inside].sum()), int(inside.sum()), int(happened.sum())
    return Tested(
        hits / number if number else None,
        wilson(hits, number),
        hits / all_hits if all_hits else 0.0,
        wilson(hits, all_hits),
        number,
    )


def _played(
    scenario: Scenario,
    axes: Sequence[Axis],
    outcome: Named,
    wars: int,
    entropy: int,
    months: int,
    levers: tuple[Lever, ...],
    progress: Progress | None,
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Inputs and outcome of every war."""
    drawn = [axis for axis in axes if _is_drawn(axis)]
    listed = [axis for axis in axes if not _is_drawn(axis)]
    spread = (
        with_values(scenario, {axis.name: _range(axis) for axis in drawn}) if drawn else scenario
    )
    blocks = -(-wars // _BLOCK)
    units = sobol(blocks, len(listed), entropy) if listed else np.zeros((blocks, 0))
    inputs = np.empty((wars, len(axes)))
    happened = np.zeros(wars, dtype=bool)
    for block in range(blocks):
        which = range(block * _BLOCK, min((block + 1) * _BLOCK, wars))
        settings = {
            axis.name: axis.at(unit)
            for axis, unit in zip(listed, units[block].tolist(), strict=True)
        }
        world, pulled = _set(spread, listed, settings)
        played = some_wars(world, entropy, which, months, (*levers, *pulled))
        values = inputs_of(world, entropy, which, months).values
        for column, axis in enumerate(axes):
            if _is_drawn(axis):
                inputs[which.start : which.stop, column] = values[axis.name.replace(".", "_")]
            else:
                inputs[which.start : which.stop, column] = _code(axis, settings[axis.name])
        happened[which.start : which.stop] = outcome.happened(played)
        if progress is not None:
            progress(which.stop, wars)
    if not np.isfinite(inputs).all():
        raise RunFailed(f"{scenario.name}: some wars drew no number for what varies")
    return inputs, happened


def _is_drawn(axis: Axis) -> bool:
    return axis.name in PARAMETERS and not axis.choices


def _range(axis: Axis) -> Range:
    return Range(axis.low, axis.high, "loguniform" if axis.log else "uniform")


def _set(
    scenario: Scenario, listed: Sequence[Axis], settings: dict[str, Setting]
) -> tuple[Scenario, tuple[Lever, ...]]:
    pulled = [
        f"{axis.name}={lever_text(settings[axis.name])}@{axis.month}"
        for axis in listed
        if axis.is_lever
    ]
    values = {axis.name: settings[axis.name] for axis in listed if not axis.is_lever}
    return (with_values(scenario, values) if values else scenario), parse_levers(pulled)


def _code(axis: Axis, value: Setting) -> float:
    return float(axis.choices.index(value)) if axis.choices else float(value)
