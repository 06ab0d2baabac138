"""Who is A: the side that must move to change who holds the ground.

In the model A stands on the other's ground and D does not. Where A of a sheet holds all of the
contested ground when play begins, nothing is left for it to take, and it is the other side that has
to attack; the roles of the model are then those of the sheet, turned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from simulator.files.war_facts import Facts, Pair, Quantity

#: Share of the contested ground above which its holder has nothing left to take [0-1] (assumed:
#: a twentieth of it is one of the model's positions, and two of them are no aim of a war).
ALL_OF_IT = 0.9


def are_turned(facts: Facts) -> bool:
    """Whether the sheet's D is the model's A."""
    return facts.share is not None and facts.share.value >= ALL_OF_IT


def turned(facts: Facts) -> Facts:
    """The same war seen from its other side.

    Args:
        facts: As the sheet has them.
    """
    pressed = facts.sanctions, facts.blockade
    sanctions, blockade = (None if each is None else (each[1], each[0]) for each in pressed)
    return replace(
        facts,
        share=_mirrored(facts.share, 1.0),
        power=MappingProxyType(_swapped(facts.power)),
        expected=_mirrored(facts.expected, 0.0),
        pace=_mirrored(facts.pace, 0.0),
        A=facts.D,
        D=facts.A,
        sanctions=sanctions,
        blockade=blockade,
    )


def _swapped(power: Mapping[str, Pair]) -> dict[str, Pair]:
    return {name: Pair(pair.D, pair.A, pair.certainty) for name, pair in power.items()}


def _mirrored(quantity: Quantity | None, total: float) -> Quantity | None:
    """What is left of a total for the other side; of a pace, the same with the other sign."""
    if quantity is None:
        return None
    low = None if quantity.high is None else total - quantity.high
    high = None if quantity.low is None else total - quantity.low
    return Quantity(total - quantity.value, low, high, quantity.certainty)
