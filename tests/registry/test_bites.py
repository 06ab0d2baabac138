"""Every mechanism bites: in the world it names, taking it away moves the series it names."""

from __future__ import annotations

import numpy as np
import pytest
from worlds import of_settings, war

from simulator.model.declare import Mechanism
from simulator.model.mechanisms import MECHANISMS
from simulator.model.registry import STATES


def moves(mechanism: Mechanism) -> int:
    """Months, over its wars, in which the series of a mechanism's `bites` is another without it."""
    bites = mechanism.bites
    there = of_settings(bites.world)
    gone = of_settings({**bites.world, **mechanism.taken_away()})
    moved = 0
    for k in range(bites.wars):
        first = war(there, k, bites.months).series[bites.series]
        second = war(gone, k, bites.months).series[bites.series]
        moved += int(np.sum(first != second))
    return moved


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda mechanism: mechanism.name)
def test_without_the_mechanism_its_series_is_another(mechanism: Mechanism) -> None:
    assert mechanism.bites.series in STATES
    assert moves(mechanism) > 0


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda mechanism: mechanism.name)
def test_its_world_is_not_yet_without_it(mechanism: Mechanism) -> None:
    # Negative control: a world from which nothing is taken is the same world.
    away = mechanism.taken_away()
    assert away
    assert any(mechanism.bites.world.get(path) != setting for path, setting in away.items())


def test_a_world_with_nothing_taken_from_it_is_the_same_to_the_bit() -> None:
    bites = MECHANISMS[0].bites
    first, second = (war(of_settings(bites.world), 0, bites.months) for _ in range(2))
    assert np.array_equal(first.series[bites.series], second.series[bites.series])
