"""What a sweep varies, and how much it plays at each point: the frozen form of a design."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from simulator.model.levers import LEVERS, Lever
from simulator.model.records import Range

#: How the points of a design are laid out.
DesignKind = Literal["grid", "lhs", "sobol"]

#: What one axis says at one point.
Setting: TypeAlias = float | bool | str


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of a design: what varies, and between which values.

    Attributes:
        name: Parameter path, `mechanisms.NAME`, `phase`, or a lever.
        low: Least value of a range; 0 with `choices`.
        high: Greatest value of a range; 0 with `choices`.
        number: Values along it on a grid; 0 where the design is to decide.
        choices: The values themselves, when they are listed; a range when empty.
        month: Month in which a lever is pulled.
        log: Whether a range is laid out evenly in its logarithm.
        whole: Whether only whole numbers make sense.
    """

    name: str
    low: float = 0.0
    high: float = 0.0
    number: int = 0
    choices: tuple[Setting, ...] = ()
    month: int = 0
    log: bool = False
    whole: bool = False

    @property
    def is_lever(self) -> bool:
        """Whether it pulls a lever; otherwise it sets a value of the scenario."""
        return self.name in LEVERS

    def at(self, unit: float) -> Setting:
        """The value a share `unit` [0, 1) of the way along it.

        >>> Axis("stake.indivisible", 0.2, 0.6).at(0.5)
        0.4
        """
        if self.choices:
            return self.choices[min(int(unit * len(self.choices)), len(self.choices) - 1)]
        if self.whole:
            return float(min(self.low + math.floor(unit * (self.high - self.low + 1.0)), self.high))
        return self._between(unit)

    def grid(self) -> tuple[Setting, ...]:
        """Its values on a grid, ends included.

        >>> Axis("stake.indivisible", 0.0, 1.0, number=3).grid()
        (0.0, 0.5, 1.0)
        """
        if self.choices:
            return self.choices
        steps = [self._between(step / (self.number - 1)) for step in range(self.number)]
        if self.whole:
            return tuple(dict.fromkeys(float(math.floor(step + 0.5)) for step in steps))
        return tuple(steps)

    def _between(self, share: float) -> float:
        if self.log:
            value = self.low * math.exp(share * math.log(self.high / self.low))
        else:
            value = self.low + share * (self.high - self.low)
        # Rounded to what a reader can type again; the ends stay the ends.
        return min(max(float(f"{value:.12g}"), self.low), self.high)


@dataclass(frozen=True, slots=True)
class Design:
    """A sweep: a scenario, what varies in it, and how much is played at each point.

    Attributes:
        scenario: Name or path of the scenario.
        kind: How the points are laid out.
        axes: What varies.
        points: How many points.
        replications: Wars at each point.
        entropy: Names the luck of all points, and of the layout of `lhs` and `sobol`.
        months: The horizon [months].
        sets: What is set at every point: path to value.
        levers: Levers pulled at every point.
        metrics: Metrics asked for beside the default ones of a sweep.
        show: The metric of the picture; empty for the first one.
        title: One line for a reader.
        question: What the design is for.
        files: Content hash of the design file, by name; empty when typed.
    """

    scenario: str
    kind: DesignKind
    axes: tuple[Axis, ...]
    points: int
    replications: int
    entropy: int
    months: int
    sets: Mapping[str, float | Range | bool | str] = field(
        default_factory=lambda: MappingProxyType({})
    )
    levers: tuple[Lever, ...] = ()
    metrics: tuple[str, ...] = ()
    show: str = ""
    title: str = ""
    question: str = ""
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
