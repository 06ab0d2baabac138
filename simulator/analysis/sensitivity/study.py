"""From what varies to indices: the points, the sweep that plays them, and what they say.

The luck is a factor of its own: it decides which wars a point plays, and enters the outcome in no
other way. It is the dummy parameter that tells the noise: what a parameter does is worth a word
only above what a throw of the dice does.

Source: Khorashadi Zadeh, Nossent, Sarrazin, Pianosi, van Griensven, Wagener and Bauwens 2017 for
the dummy parameter; Sarrazin, Pianosi and Wagener 2016 for convergence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from simulator.analysis.sensitivity.discovery import Discovery
from simulator.analysis.sensitivity.indices import (
    Effect,
    Index,
    Shared,
    morris_effects,
    morris_points,
    rows_a_base_point,
    sobol_indices,
    sobol_pairs,
    sobol_points,
)
from simulator.errors import RunFailed
from simulator.files.vary import range_axis
from simulator.model.designs import Axis, Design
from simulator.model.metrics.intervals import Pair
from simulator.model.reach import cannot_act
from simulator.model.records import Range, Scenario
from simulator.model.structure import STRUCTURAL
from simulator.run.sweep.points import Points

Floats = npt.NDArray[np.float64]

#: Name of the factor that decides which wars are played.
LUCK = "(luck)"

#: Blocks of wars that the luck chooses from; enough that no two points of a design share one.
_BLOCKS = 2**31

#: An index is known once its 95% interval is no wider than this.
WIDEST = 0.05

#: Factors that Sobol' indices are taken of when there are too many for all, and what is too many.
KEPT, TOO_MANY = 8, 12


@dataclass(frozen=True, slots=True)
class Explained:
    """What one metric depends on.

    Attributes:
        metric: Its typed name.
        factors: Name of each factor to its indices, the greatest total first; `LUCK` among them.
        above_noise: The factors that do more than a throw of the dice.
        widest: Width of the widest 95% interval of a total index.
        moved: Most that a total index has moved since half the points.
        needed: Points that should make every interval narrow enough; a power of 2.
        pairs: Two factors to what they do only together; empty when not asked for.
    """

    metric: str
    factors: dict[str, Index]
    above_noise: tuple[str, ...]
    widest: float
    moved: float
    needed: int
    pairs: Mapping[tuple[str, str], Shared] = field(default_factory=dict)

    @property
    def converged(self) -> bool:
        """Whether every total index is known well enough."""
        return self.widest <= WIDEST


@dataclass(frozen=True, slots=True)
class Screened:
    """What a screening found.

    Attributes:
        paths: Walks through the factors.
        effects: Metric to each factor's elementary effects, the greatest first.
    """

    paths: int
    effects: dict[str, dict[str, Effect]]


@dataclass(frozen=True, slots=True)
class Study:
    """Everything a sensitivity study found.

    Attributes:
        screening: Elementary effects; None when there was no screening.
        indices: Metric to what it depends on; empty when only a screening was asked for.
        discovery: Where the named outcome happens.
    """

    screening: Screened | None
    indices: dict[str, Explained]
    discovery: Discovery


def own_ranges(scenario: Scenario) -> list[Axis]:
    """An axis for every parameter that a scenario leaves uncertain, between the same ends.

    What no mechanism that is on would read is left out: it explains nothing.
    """
    dead = cannot_act(scenario, scenario.values)
    return [
        range_axis(path, value.low, value.high, log=value.distribution == "loguniform")
        for path, value in scenario.values.items()
        if isinstance(value, Range) and path not in dead
    ]


def structural_axes(scenario: Scenario) -> list[Axis]:
    """An axis for every structural coefficient that a mechanism of the scenario reads."""
    dead = cannot_act(scenario, scenario.values)
    return [
        range_axis(path, *row.neutral, log=False)
        for path, row in STRUCTURAL.items()
        if row.neutral is not None and path not in dead
    ]


def power_of_two(number: int) -> int:
    """The least power of 2 that is not below a number.

    >>> power_of_two(100)
    128
    """
    return 1 << (number - 1).bit_length() if number > 1 else 1


def index_points(design: Design, *, pairs: bool = False) -> Points:
    """Where to look for the Sobol' indices of a design's axes and of the luck, or of every two."""
    base = power_of_two(design.points)
    units = sobol_points(len(design.axes) + 1, base, design.entropy, pairs=pairs)
    return _with_luck(design, units)


def screening_points(design: Design, paths: int) -> Points:
    """Where to look for the elementary effects of a design's axes and of the luck."""
    return _with_luck(design, morris_points(len(design.axes) + 1, paths, design.entropy))


def _with_luck(design: Design, units: Floats) -> Points:
    """Points whose last column says which wars are played."""
    block = np.minimum((units[:, -1] * _BLOCKS).astype(np.int64), _BLOCKS - 1)
    return Points(design.axes, units[:, :-1].copy(), False, block * design.replications)


def explained(
    metric: str, outcome: Floats, axes: Sequence[Axis], entropy: int, *, pairs: bool = False
) -> Explained:
    """What a metric depends on, and how sure that is.

    Args:
        metric: Its typed name.
        outcome: Its mean at the points of `index_points`, in their order.
        axes: What varied.
        entropy: Names the luck of the bootstrap.
        pairs: Whether the points were those for pairs, which are then told, too.

    Raises:
        RunFailed: The metric is no finite number somewhere, or the same everywhere.
    """
    names = [*(axis.name for axis in axes), LUCK]
    count = len(names)
    found = _named_failure(metric, outcome, count, entropy, pairs)
    each = rows_a_base_point(count, pairs=pairs)
    rows = outcome.size // each
    half = outcome[: rows // 2 * each]
    moved = math.nan
    if rows >= 4 and np.ptp(half) > 0.0:
        before = sobol_indices(half, count, entropy, pairs=pairs)
        moved = max(abs(a.total - b.total) for a, b in zip(found, before, strict=True))
    indices = dict(zip(names, found, strict=True))
    widest = max(_width(index.total_ci95) for index in found)
    order = sorted(names, key=lambda name: -indices[name].total)
    floor = indices[LUCK].total_ci95[1]
    above = tuple(
        name
        for name in order
        if name != LUCK
        and (indices[name].first_ci95[0] > 0.0 or indices[name].total_ci95[0] > floor)
    )
    needed = power_of_two(math.ceil(rows * max((widest / WIDEST) ** 2, 1.0)))
    together = sobol_pairs(outcome, count, entropy) if pairs else {}
    shared = {(names[i], names[j]): one for (i, j), one in together.items()}
    factors = {name: indices[name] for name in order}
    return Explained(metric, factors, above, widest, moved, needed, shared)


def _named_failure(
    metric: str, outcome: Floats, count: int, entropy: int, pairs: bool
) -> list[Index]:
    try:
        return sobol_indices(outcome, count, entropy, pairs=pairs)
    except RunFailed as error:
        raise RunFailed(f"{metric}: {error}") from error


def screened(
    metric: str, outcome: Floats, axes: Sequence[Axis], paths: int, entropy: int
) -> dict[str, Effect]:
    """Elementary effects of each axis and of the luck, the greatest first.

    Args:
        metric: Its typed name.
        outcome: Its mean at the points of `screening_points`, in their order.
        axes: What varied.
        paths: Of those points.
        entropy: Names the layout, and the luck of the bootstrap.

    Raises:
        RunFailed: The metric is no finite number somewhere, or the same everywhere.
    """
    names = [*(axis.name for axis in axes), LUCK]
    units = morris_points(len(names), paths, entropy)
    try:
        found = morris_effects(units, outcome, entropy)
    except RunFailed as error:
        raise RunFailed(f"{metric}: {error}") from error
    effects = dict(zip(names, found, strict=True))
    order = sorted(names, key=lambda name: -effects[name].mean)
    return {name: effects[name] for name in order}


def worth_keeping(design: Design, effects: dict[str, Effect]) -> Design:
    """The design with no axes but those that screening found to do most."""
    names = [name for name in effects if name != LUCK][:KEPT]
    return replace(design, axes=tuple(axis for axis in design.axes if axis.name in names))


def _width(pair: Pair) -> float:
    return pair[1] - pair[0]
