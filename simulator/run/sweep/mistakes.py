"""Checks of a design beyond its file: metrics that do not exist, points that cannot be played."""

from __future__ import annotations

from dataclasses import replace

from simulator.errors import BadInput, Mistake
from simulator.files.design import base_scenario
from simulator.files.scenario import with_values
from simulator.model.designs import Design
from simulator.run.sweep.columns import sweep_names


def check_metrics(design: Design) -> None:
    """Refuse a design that asks for what is not measured.

    Args:
        design: As a file or the command line says it.

    Raises:
        BadInput: Every such name.
    """
    where = next(iter(design.files), "--metric")
    shown = (design.show,) if design.show else ()
    sweep_names(dict.fromkeys((*design.metrics, *shown)), design.months, where)


def check_points(design: Design) -> None:
    """Refuse a design that could not be played as it is.

    A point that cannot be is a row with its error when a sweep is played; here the ends of each
    axis are tried on their own, so that a design none of whose points can be is told at once.

    Args:
        design: As `load_design` returned it.

    Raises:
        BadInput: Every mistake.
    """
    where = next(iter(design.files), "--vary")
    mistakes: list[Mistake] = []
    scenario = base_scenario(design)
    for axis in design.axes:
        ends = axis.choices or (axis.low, axis.high)
        for value in () if axis.is_lever else ends:
            try:
                with_values(scenario, {axis.name: value})
            except BadInput as error:
                at = f"vary.{axis.name}"
                mistakes += [replace(each, where=where, path=at) for each in error.mistakes]
    if mistakes:
        raise BadInput(*mistakes)
