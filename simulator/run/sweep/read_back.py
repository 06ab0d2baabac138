"""A finished or half-finished sweep, read back for a table or a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.model.designs import Axis, Setting
from simulator.run.sweep.columns import ERROR
from simulator.run.sweep.folder import Folder

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """One metric at the points that could be played, in the order of play.

    Attributes:
        axes: What varies.
        settings: Each axis's value at each point, by axis.
        mean: Shape (points,); NaN where no war has the number.
        se: Standard error of the mean; shape (points,).
        failed: Points that could not be played.
        first_error: What the first of them ran into; empty when none failed.
    """

    axes: tuple[Axis, ...]
    settings: tuple[list[Setting], ...]
    mean: Floats
    se: Floats
    failed: int
    first_error: str


def seen(folder: Folder, axes: tuple[Axis, ...], metric: str) -> Seen:
    """One metric of all points that are there."""
    columns = folder.columns(
        [*(axis.name for axis in axes), f"{metric}_mean", f"{metric}_se", ERROR]
    )
    errors = columns[ERROR]
    good = [row for row, error in enumerate(errors) if error is None]
    told = [error for error in errors if error is not None]

    def numbers(name: str) -> Floats:
        values = (columns[name][row] for row in good)
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)

    return Seen(
        axes,
        tuple([columns[axis.name][row] for row in good] for axis in axes),
        numbers(f"{metric}_mean"),
        numbers(f"{metric}_se"),
        len(told),
        str(told[0]) if told else "",
    )
