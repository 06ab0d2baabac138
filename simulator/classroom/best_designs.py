"""The best that can be bought: every design within the budget, and the best at each price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.classroom.lesson import Place
from simulator.classroom.scene_tally import Tally, share_of

Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class Scored:
    """A design and the wars it was played in."""

    settings: Mapping[str, Place]
    cost: int
    tally: Tally

    def share(self, wars: int) -> float:
        """Of the first so many ceasefires the share that holds."""
        return float(self.tally.good(wars).mean())


def best_at_each_price(designs: Iterable[Scored], wars: int) -> list[Scored]:
    """The designs that no other beats for the same points or fewer, cheapest first.

    Args:
        designs: All of them.
        wars: How many wars of each count.
    """
    best: list[Scored] = []
    for each in sorted(designs, key=lambda each: (each.cost, -each.share(wars))):
        if not best or each.share(wars) > best[-1].share(wars):
            best.append(each)
    return best


def frontier(designs: list[Scored], best: list[Scored], wars: int, wanted: int) -> Plain:
    """What the page shows.

    Args:
        designs: All of them, played `wars` times or more.
        best: The best at each price, played `wanted` times.
        wars: How many wars of each design count.
        wanted: How many of the best.

    Returns:
        Plain JSON. The best of many is chosen partly by its luck. So that its share is not told too
        high, the live lesson tells that of more wars, most of which had no part in choosing it.
    """
    return {
        "n": wars,
        "designs": [[each.cost, round(each.share(wars), 4)] for each in designs],
        "best": [
            {
                "settings": dict(each.settings),
                "cost": each.cost,
                "n": wanted,
                **share_of(each.tally, wanted),
            }
            for each in best
        ],
    }
