"""A narrowing: for some parameters, the part of the range in which each is assumed to lie."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from simulator.claims.complete.assumptions import Assumption
from simulator.model.records import Range, Scenario

#: Two places of a range: what is drawn lies between them.
Window = tuple[float, float]

#: Parameter path to its window; one that is missing keeps its whole range.
Narrowing = Mapping[str, Window]


def window(centre: float, width: float, reach: tuple[float, float] = (0.0, 1.0)) -> Window:
    """The window about a centre, moved until it lies within reach, to a thousandth.

    >>> window(0.05, 0.3)
    (0.0, 0.3)
    """
    low = min(max(centre - 0.5 * width, reach[0]), max(reach[0], reach[1] - width))
    return round(low, 3), round(min(low + width, reach[1]), 3)


def bits(narrowing: Narrowing) -> float:
    """The prior volume given up [bits]: 1 where half of the draws of one range are left.

    A window outside the range is counted by its width; that it lies outside is told apart.

    >>> bits({"a": (0.0, 0.5), "b": (0.25, 0.5)})
    3.0
    """
    return sum(-math.log2(high - low) for low, high in narrowing.values())


def is_outside(place: Window) -> bool:
    """Whether some of a window lies outside the range as written."""
    return place[0] < 0.0 or place[1] > 1.0


def narrowed(scenario: Scenario, known: Mapping[str, Assumption], narrowing: Narrowing) -> Scenario:
    """The scenario with some ranges narrowed, to the digits that a file would say.

    Args:
        scenario: As written.
        known: Assumptions by path.
        narrowing: Windows by path.
    """
    values = dict(scenario.values)
    for path, (low, high) in narrowing.items():
        each = known[path]
        first, last = each.value(low), each.value(high)
        values[path] = Range(first, last) if first < last else first
    return replace(scenario, values=MappingProxyType(values))


def by_path(found: Sequence[Assumption]) -> dict[str, Assumption]:
    """Assumptions by path."""
    return {each.path: each for each in found}
