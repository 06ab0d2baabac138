"""Cells: worlds drawn from wide ranges, each played many times on luck of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.model.draw import draw
from simulator.model.levers import Lever
from simulator.model.metrics.per_war import Wars
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Floats, Range, Scenario
from simulator.run.ensemble import Progress, some_wars
from simulator.run.threads import in_threads

Whole = npt.NDArray[np.int64]

#: Width at which the scenario's own ranges are meant, in neutral ranges.
WIDTH = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """Some wars, by cell.

    Attributes:
        cell: Which world each war was played in; shape (wars,), like the rest.
        end_mode: Index into END_MODES of the first end; 0 when it has not ended.
        end_month: Its month; H + 1 when it has not ended.
        resumed: Month in which fighting resumed after it; -1 when it did not.
        winner: 1 A, -1 D, 0 neither.
        terms_D: What D got, 0 to 1, at the first end; NaN when the war has not ended.
        months: The horizon H [months].
    """

    cell: Whole
    end_mode: Whole
    end_month: Whole
    resumed: Whole
    winner: Whole
    terms_D: Floats
    months: int

    def of(self, wars: npt.NDArray[np.bool_]) -> Sample:
        """The wars for which a flag is up."""
        return Sample(
            self.cell[wars],
            self.end_mode[wars],
            self.end_month[wars],
            self.resumed[wars],
            self.winner[wars],
            self.terms_D[wars],
            self.months,
        )


def joined(samples: Sequence[Sample]) -> Sample:
    """Several samples of one horizon as one."""

    def whole(name: str) -> npt.NDArray[Any]:
        return np.concatenate([getattr(each, name) for each in samples])

    return Sample(
        cell=whole("cell"),
        end_mode=whole("end_mode"),
        end_month=whole("end_month"),
        resumed=whole("resumed"),
        winner=whole("winner"),
        terms_D=whole("terms_D"),
        months=samples[0].months,
    )


def widened(scenario: Scenario, width: int) -> Scenario:
    """`scenario` with every range made wider, or narrower, about its middle.

    A parameter on which the scenario is silent gets `width` times its neutral range, cut off where
    the parameter ends. The scenario's own ranges are scaled by `width` / 3, in logarithms where
    they are drawn so. At 0 all worlds are the same.

    Args:
        scenario: What to start from; it stays as it is.
        width: Times the neutral range [0-10].
    """
    values = {path: _wider(path, value, width) for path, value in scenario.values.items()}
    return replace(scenario, values=MappingProxyType(values))


def _wider(path: str, value: float | Range, width: int) -> float | Range:
    if not isinstance(value, Range):
        return value
    row = PARAMETERS[path]
    silent = row.neutral is not None and value == Range(*row.neutral)
    times = float(width) if silent else width / WIDTH
    if value.distribution == "loguniform":
        middle, half = math.sqrt(value.low * value.high), math.sqrt(value.high / value.low) ** times
        low, high = middle / half, middle * half
    else:
        middle, half = 0.5 * (value.low + value.high), 0.5 * (value.high - value.low) * times
        low, high = middle - half, middle + half
    low, high = max(low, row.low), min(high, row.high)
    return replace(value, low=low, high=high) if low < high else middle


def cells_of(scenario: Scenario, cells: int, entropy: int) -> list[Scenario]:
    """That many worlds, with a number for every parameter."""
    return [
        replace(scenario, values=draw(scenario, entropy, cell, 1).values) for cell in range(cells)
    ]


def sample(
    worlds: Sequence[Scenario],
    each: int,
    entropy: int,
    months: int,
    levers: tuple[Lever, ...] = (),
    progress: Progress | None = None,
    *,
    workers: int | None = None,
) -> Sample:
    """Play every world `each` times, no two wars on the same luck.

    Args:
        worlds: The cells.
        each: Wars of each.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        levers: Pulled in every war.
        progress: Told after each cell.
        workers: Threads; one for each processor when None.

    Raises:
        RunFailed: A war could not be played.
    """

    def play(cell: int) -> Sample:
        lucks = range(cell * each, (cell + 1) * each)
        return _of(some_wars(worlds[cell], entropy, lucks, months, levers), cell)

    parts = []
    for part in in_threads(play, range(len(worlds)), workers):
        parts.append(part)
        if progress is not None:
            progress(len(parts), len(worlds))
    return joined(parts)


def _of(wars: Wars, cell: int) -> Sample:
    over = (wars.end_mode > 0) & (wars.end_month <= wars.months)
    at = np.where(over, wars.end_month, 0)
    terms = wars.state("terms_D")[np.arange(at.size), at]
    return Sample(
        cell=np.full(at.size, cell, dtype=np.int64),
        end_mode=np.where(over, wars.end_mode, 0),
        end_month=np.where(over, wars.end_month, wars.months + 1),
        resumed=wars.resumed_month,
        winner=wars.winner,
        terms_D=np.where(over, terms, np.nan),
        months=wars.months,
    )
