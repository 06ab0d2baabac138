"""Where an outcome crosses a value as one input moves, and how sure that is.

The outcome is looked at along the input's range, every look on the same luck, so that what one look
has by chance the next has, too. Between two looks on either side of the value the place is narrowed
down by halves. Its interval holds the places at which the value lies within the outcome's own 95
per cent interval: a test of every place, turned round.

Source: Fieller 1954 and Neyman 1937 for intervals by inverting tests; common random numbers as in
`paired_contrast`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.model.metrics.intervals import Pair

#: The place is known to this share of the range.
FINE = 1.0 / 512

#: Value of the outcome and its interval at a place, a share [0, 1] of the way along the range.
Look = Callable[[float], tuple[float, Pair]]


@dataclass(frozen=True, slots=True)
class Crossing:
    """One place at which an outcome crosses a value; shares [0, 1] of the range.

    Attributes:
        place: Where.
        low: Least place that the value's interval still holds.
        high: Greatest such place.
        open_low: Whether the interval reaches the range's low end, and may go on below it.
        open_high: The same for the high end.
        rises: Whether the outcome rises there.
    """

    place: float
    low: float
    high: float
    open_low: bool
    open_high: bool
    rises: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """Everything that was found.

    Attributes:
        crossings: Every place found, in order; none where the value lies on one side throughout.
        looks: Place to the outcome and its interval there, in order.
    """

    crossings: tuple[Crossing, ...]
    looks: dict[float, tuple[float, Pair]]


def thresholds(look: Look, value: float, grid: int) -> Threshold:
    """Every place on a grid's scale at which an outcome crosses a value.

    Args:
        look: The outcome at a place; the same place always gives the same.
        value: Which is crossed.
        grid: Looks along the range to begin with, at least 2; crossings back and forth between two
            of them are not seen.
    """
    seen: dict[float, tuple[float, Pair]] = {}

    def at(place: float) -> tuple[float, Pair]:
        if place not in seen:
            seen[place] = look(place)
        return seen[place]

    places = [step / (grid - 1) for step in range(grid)]
    sides = [at(place)[0] >= value for place in places]
    found = []
    for left in range(grid - 1):
        if sides[left] != sides[left + 1]:
            rises = sides[left + 1]
            low, high = _halved(
                lambda place: (at(place)[0] >= value) == rises,  # noqa: B023  # used at once
                places[left],
                places[left + 1],
            )
            found.append(_bounded(at, value, places, (low + high) / 2, rises))
    return Threshold(tuple(found), dict(sorted(seen.items())))


def _halved(beyond: Callable[[float], bool], low: float, high: float) -> Pair:
    """Two places close together, the second and not the first of which lies beyond."""
    while high - low > FINE:
        middle = (low + high) / 2
        low, high = (low, middle) if beyond(middle) else (middle, high)
    return low, high


def _bounded(at: Look, value: float, places: list[float], place: float, rises: bool) -> Crossing:
    """A crossing with the places round it at which its value cannot be told apart."""

    def below(where: float) -> bool:
        low, high = at(where)[1]
        return value > high if rises else value < low

    def above(where: float) -> bool:
        low, high = at(where)[1]
        return value < low if rises else value > high

    before = next((each for each in reversed(places) if each < place and below(each)), None)
    after = next((each for each in places if each > place and above(each)), None)
    low, high = 0.0, 1.0
    if before is not None:
        # The last place that is told apart, and the first that is not.
        low = _halved(lambda where: not below(where), before, place)[0]
    if after is not None:
        high = _halved(above, place, after)[1]
    return Crossing(place, low, high, before is None, after is None, rises)
