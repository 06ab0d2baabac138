"""A finished or half-finished sweep, read back for a table or a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.model.designs import Axis, Setting
from simulator.model.metrics.catalogue import find, is_flag, largest_change
from simulator.model.metrics.intervals import change_within, paired_shares, rounded_off
from simulator.run.sweep.columns import ERROR, POINT
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


@dataclass(frozen=True, slots=True)
class Paired:
    """What each point changes against another one, war by war on the same luck.

    Attributes:
        point: Number of each point that could be played; shape (points,).
        effect: Mean difference of the wars that have the number at both points; NaN without any.
        low: Lower end of its 95 per cent interval.
        high: Upper end.
        wars: Wars that have it at both.
    """

    point: list[int]
    effect: Floats
    low: Floats
    high: Floats
    wars: list[int]


def paired(folder: Folder, metric: str, against: int, months: int) -> Paired:
    """Effects between points, from the numbers of the wars that a sweep with `--paired` kept.

    Args:
        folder: Of the sweep.
        metric: A number of one war, as typed.
        against: The point that is compared with.
        months: The horizon [months].

    Raises:
        ValueError: The point could not be played.
    """
    columns = folder.columns([POINT, f"{metric}_wars", ERROR])
    known = {
        int(point): np.array(wars, dtype=np.float64)
        for point, wars, error in zip(*columns.values(), strict=True)
        if error is None
    }
    if against not in known:
        raise ValueError(f"point {against} was not played")
    asked = find(metric)
    flag = asked is not None and is_flag(asked.metric)
    most = None if asked is None else largest_change(asked.metric, months)
    order = sorted(known)
    rows = [_difference(known[point], known[against], flag, most) for point in order]
    effect, low, high = (np.array([row[place] for row in rows]) for place in range(3))
    return Paired(order, effect, low, high, [row[3] for row in rows])


def _difference(
    after: Floats, before: Floats, flag: bool, most: float | None
) -> tuple[float, float, float, int]:
    gap = after - before
    gap = gap[np.isfinite(gap)]
    if gap.size == 0:
        return np.nan, np.nan, np.nan, 0
    effect = rounded_off(float(gap.mean()), float(np.abs(after).max()))
    if flag:
        low, high = paired_shares(int((gap > 0).sum()), int((gap < 0).sum()), gap.size)
    else:
        se = float(gap.std(ddof=1)) / np.sqrt(gap.size) if gap.size > 1 else np.inf
        low, high = change_within(effect, se, int(np.count_nonzero(gap)), most)
    return effect, low, high, int(gap.size)
