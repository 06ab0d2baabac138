"""How an author's wars end, read from the wars that the claims are judged by."""

from __future__ import annotations

from simulator.claims.cards.card import Arm, Condition, Test
from simulator.claims.cards.rules_of_tests import HORIZON
from simulator.claims.compare.needed_wars import Played, Reading
from simulator.claims.judge.statistics import estimate
from simulator.model.records import END_MODES

_TESTS = {name: Test(share=(Condition(ended=(name,), by=HORIZON),)) for name in END_MODES}


def ending_readings() -> list[Reading]:
    """What is read of the scenario as it is."""
    return [Reading(test, ((1.0, Arm()),)) for test in _TESTS.values()]


def endings_of(played: Played) -> dict[str, float]:
    """Share of wars by how they stand at the claims' horizon; they sum to 1.

    Args:
        played: With `ending_readings` among what was read.
    """
    return {
        name: estimate(test, played.of(test, Arm())).value or 0.0 for name, test in _TESTS.items()
    }
