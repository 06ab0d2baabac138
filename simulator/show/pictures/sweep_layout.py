"""A sweep in one picture: a line, a heat map, small multiples, or one panel for each axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from simulator.model.designs import Axis, Setting
from simulator.model.metrics.catalogue import find
from simulator.model.metrics.intervals import Z95
from simulator.model.metrics.outcome import Stamp
from simulator.model.parameters import PARAMETERS
from simulator.show.metric_words import when
from simulator.show.naming import named

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Field:
    """One metric over the points of a design.

    Attributes:
        axes: What varies.
        settings: Each axis's value at each point, by axis.
        mean: The metric; shape (points,), NaN where no war has the number.
        se: Its standard error; shape (points,), NaN where unknown.
        metric: Its name as typed.
        replications: Wars at each point.
        stamp: Where the numbers come from.
        title: What the sweep is for, in a few words; empty when nobody said.
    """

    axes: tuple[Axis, ...]
    settings: tuple[list[Setting], ...]
    mean: Floats
    se: Floats
    metric: str
    replications: int
    stamp: Stamp
    title: str = ""

    @property
    def half(self) -> Floats:
        """Half the 95% interval; shape (points,)."""
        return Z95 * self.se

    @property
    def is_share(self) -> bool:
        """Whether the metric is a probability or a share, told in per cent."""
        return self._unit().startswith(("probability", "share"))

    def told(self, value: float) -> str:
        """A value of the metric in a few characters."""
        if not np.isfinite(value):
            return "-"
        return f"{value:.0%}" if self.is_share else f"{value:.3g}"

    def rounded(self, half: float) -> str:
        """Half an interval in as many digits as it deserves."""
        return f"{half:.0%}" if self.is_share else f"{half:.2g}"

    def meaning(self) -> str:
        """What the metric is, with its unit and month."""
        asked = find(self.metric)
        if asked is None:
            return self.metric
        what = " ".join(filter(None, (asked.metric.meaning, when(asked))))
        return named(f"{what} [{asked.metric.unit}]", self.stamp.names)

    def where(self, point: int) -> str:
        """The settings of a point as one would type them."""
        return ", ".join(
            f"{axis.name} = {short(values[point])}"
            for axis, values in zip(self.axes, self.settings, strict=True)
        )

    def ends(self) -> str:
        """The least and the greatest mean, and where: a sentence."""
        known = np.flatnonzero(np.isfinite(self.mean))
        if known.size == 0:
            return f"{self.metric}: no war has the number at any point"
        least = int(known[np.argmin(self.mean[known])])
        most = int(known[np.argmax(self.mean[known])])
        return (
            f"{self.metric}: from {self._with_interval(least)} at {self.where(least)} "
            f"to {self._with_interval(most)} at {self.where(most)}"
        )

    def headline(self) -> str:
        """What is seen, in a line: the sweep's own title, and how far the metric goes."""
        known = self.mean[np.isfinite(self.mean)]
        if known.size == 0:
            return self.title or self.ends()
        far = f"{self.metric}: {self.told(known.min())} to {self.told(known.max())}"
        if not self.is_share:
            far += f" {self._unit()}"
        return f"{self.title} ({far})" if self.title else far

    def _unit(self) -> str:
        asked = find(self.metric)
        return "" if asked is None else asked.metric.unit

    def _with_interval(self, point: int) -> str:
        half = float(self.half[point])
        told = self.told(self.mean[point])
        return f"{told} ± {self.rounded(half)}" if np.isfinite(half) else told


def short(value: Setting) -> str:
    """A value on an axis in a few characters.

    >>> short(0.125), short(True), short("sticks")
    ('0.125', 'true', 'sticks')
    """
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else f"{value:.3g}"


def axis_label(axis: Axis) -> str:
    """What stands along an axis: its name, unit and month."""
    row = PARAMETERS.get(axis.name)
    unit = f" [{row.unit}]" if row else ""
    month = f" from month {axis.month}" if axis.month else ""
    return f"{axis.name}{month}{unit}"


def values_of(field: Field, number: int) -> list[Setting]:
    """The different values along one axis, in order."""
    given = field.axes[number].grid()
    seen = set(field.settings[number])
    return [value for value in given if value in seen] or sorted(seen, key=str)
