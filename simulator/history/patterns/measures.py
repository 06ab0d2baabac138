"""What is measured on a sample of wars: hazards by age, winners by length, how long peace holds.

A war that ends in month 0 was never fought and is left out; one that ends in month t has lasted
more than t - 1 and at most t months.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Protocol, Self, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from simulator.history.patterns.cells import Sample, Whole, joined
from simulator.model.metrics.intervals import Pair
from simulator.model.metrics.jackknife import GROUPS, jackknife
from simulator.model.metrics.survival import Failure, kaplan_meier
from simulator.model.records import END_MODES, Floats

#: A number with its 95 per cent interval; None where there is none.
Told = tuple[float | None, Pair | None]

Window = tuple[float, float]

#: Wars of a cell that last so long on average, or less, are too quick for whole months [months].
_AGELESS = 3.0

#: Stands for a truce that was forced from outside, beside the indices into END_MODES.
FORCED_MODE = len(END_MODES)


class ByCell(Protocol):
    """Anything measured on wars by the world that they were played in."""

    @property
    def cell(self) -> Whole:
        """Which world each was played in; shape (wars,)."""

    def of(self, wars: npt.NDArray[np.bool_]) -> Self:
        """Those for which a flag is up."""


Some = TypeVar("Some", bound=ByCell)


def estimated(number: Callable[[Some], float], wars: Some) -> Told:
    """A number of a sample, with the jackknife interval over groups of cells.

    Whole cells are left out, because wars of one world resemble each other.

    Args:
        number: Anything computed from a sample; NaN when it has no such number.
        wars: The sample.
    """
    value = number(wars) if wars.cell.size else math.nan
    if not math.isfinite(value):
        return None, None
    cells = int(wars.cell.max()) + 1
    groups = min(GROUPS, cells)
    group = wars.cell * groups // cells
    parts = (wars.of(group != left_out) for left_out in range(groups))
    without = np.array([number(part) if part.cell.size else math.nan for part in parts])
    return value, jackknife(value, without)


def fought(wars: Sample) -> Sample:
    """The wars that were fought for a month at least."""
    return wars.of(wars.end_month > 0)


def exposure(wars: Sample, window: Window) -> Floats:
    """Months that each war was at risk of ending within ages (low, high]; shape (wars,)."""
    last = np.minimum(wars.end_month, wars.months)
    months: Floats = np.clip(last - window[0], 0.0, window[1] - window[0])
    return months


def ends(wars: Sample, window: Window) -> npt.NDArray[np.bool_]:
    """Whether each war ended at an age within (low, high]; shape (wars,)."""
    flags: npt.NDArray[np.bool_] = (
        (wars.end_mode > 0) & (wars.end_month > window[0]) & (wars.end_month <= window[1])
    )
    return flags


def hazard(wars: Sample, window: Window) -> float:
    """Pooled chance of ending in a month, at ages within (low, high]; NaN when nobody got there."""
    months = float(exposure(wars, window).sum())
    return float(ends(wars, window).sum()) / months if months else math.nan


def hazard_of(wars: Sample, window: Window, modes: Collection[str]) -> float:
    """The part of the pooled hazard that ends of some kinds make up [per month].

    Args:
        wars: A sample.
        window: Ages (low, high] [months].
        modes: Names in END_MODES.
    """
    months = float(exposure(wars, window).sum())
    those = np.isin(wars.end_mode, [END_MODES.index(mode) for mode in modes])
    return float((ends(wars, window) & those).sum()) / months if months else math.nan


def weibull_shape(wars: Sample) -> float:
    """Shape of the lengths of all wars taken as of one kind; below 1 the hazard falls with age.

    Source: the likelihood of a Weibull with censoring (Cohen 1965).
    """
    return _shape(wars, np.zeros_like(wars.cell), 0)


def shape_within(wars: Sample) -> float:
    """The one shape that all cells share, each with a scale of its own; 1: the hazard is flat.

    The marginal likelihood of the ratios within cells, which does not know the scales: one end of
    each cell is spent on its scale, as a degree of freedom is on a mean. Cells whose wars last
    three months on average or less are left out: in whole months such wars have no age.

    Source: Kalbfleisch and Sprott 1970 (marginal likelihood for many nuisance parameters).
    """
    last = np.minimum(wars.end_month, wars.months)
    number = np.maximum(np.bincount(wars.cell), 1)
    lasting = np.bincount(wars.cell, weights=last) / number > _AGELESS
    return _shape(wars.of(lasting[wars.cell]), None, 1)


def _shape(wars: Sample, one: Whole | None, spent: int) -> float:
    """The root of the likelihood's slope: a scale for each cell, or for all when `one` is given."""
    over = wars.end_mode > 0
    if over.sum() < 2:
        return math.nan
    _, cell = np.unique(wars.cell if one is None else one, return_inverse=True)
    logs = np.log(np.minimum(wars.end_month, wars.months) - 0.5 * over)
    ended = np.bincount(cell, weights=over)
    told = np.bincount(cell, weights=np.where(over, logs, 0.0))
    # In units of the longest war, whose powers cannot overflow.
    scaled = logs - logs.max()

    def slope(shape: float) -> float:
        powers = np.exp(shape * scaled)
        middle = np.bincount(cell, powers * logs) / np.bincount(cell, powers)
        free = np.where(ended > 0, ended - spent, 0.0)
        return float((free / shape + told - ended * middle).sum())

    if slope(0.01) < 0.0 or slope(50.0) > 0.0:
        return math.nan
    return float(brentq(slope, 0.01, 50.0))


def median_length(wars: Sample) -> float:
    """Month by which half of the wars have ended; infinite when the horizon comes first."""
    return float(
        np.quantile(np.where(wars.end_mode > 0, wars.end_month, np.inf), 0.5, method="inverted_cdf")
    )


def won_by_A(wars: Sample, window: Window) -> float:
    """Share of A's victories among the decided wars of that length; NaN when none was decided."""
    ended = ends(wars, window)
    wins, losses = (int((wars.winner[ended] == side).sum()) for side in (1, -1))
    return wins / (wins + losses) if wins + losses else math.nan


def terms_of_A(wars: Sample, window: Window) -> float:
    """What D did not get, 0 to 1, on average over ended wars of that length."""
    ended = ends(wars, window)
    return float(1.0 - wars.terms_D[ended].mean()) if ended.any() else math.nan


def failure(wars: Sample, mode: int, within_months: int) -> Failure | None:
    """Whether fighting resumes within so many months of an end of one kind (Kaplan-Meier).

    Args:
        wars: A sample.
        mode: Index into END_MODES, or FORCED_MODE.
        within_months: The span [months].
    """
    those = wars.of(wars.end_mode == mode)
    fell = those.resumed >= 0
    held = np.maximum(np.where(fell, those.resumed, those.months) - those.end_month, 0)
    resumed, kept = (np.bincount(held[which], minlength=wars.months + 1) for which in (fell, ~fell))
    return kaplan_meier(resumed, kept, within_months)


def failed(wars: Sample, mode: int, within_months: int) -> float:
    """The chance of that; NaN without any such end."""
    found = failure(wars, mode, within_months)
    return math.nan if found is None else found.chance


def together(wars: Sample, forced: Sample) -> Sample:
    """Two samples of the same cells as one, the second's ends marked as forced."""
    marked = replace(forced, end_mode=np.full(forced.end_mode.size, FORCED_MODE))
    return joined((wars, marked))
