"""Playing what the tests need, once for every distinct world, and keeping only columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from simulator.claims.cards.card import Arm, Claim, Test
from simulator.claims.cards.rules_of_tests import HORIZON, reads
from simulator.claims.compare.arms import label, world
from simulator.claims.judge.sample import pooled, sample
from simulator.model.records import Scenario
from simulator.run.ensemble import many_wars

Floats = npt.NDArray[np.float64]

#: Told how many wars have been played.
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a test reads its arms: which, and with which weights.

    Attributes:
        test: The test.
        arms: Weight and arm; one of weight 1 for a level.
    """

    test: Test
    arms: tuple[tuple[float, Arm], ...]


def reading(test: Test, claim: Claim) -> Reading:
    """The arms that a claim's test reads."""
    kind = reads(test, claim)
    if kind == "treatment":
        return Reading(test, ((1.0, claim.treatment),))
    if kind == "control":
        return Reading(test, ((1.0, claim.control),))
    if kind == "both":
        return Reading(test, ((1.0, claim.treatment), (1.0, claim.control)))
    pair = (1.0, claim.treatment), (-1.0, claim.control)
    if kind == "effect" or claim.beside is None:
        return Reading(test, pair)
    return Reading(test, (*pair, (-1.0, claim.beside.treatment), (1.0, claim.beside.control)))


def statistic(test: Test) -> Test:
    """The test without what it is compared with: tests that share it share their columns."""
    return Test(
        share=test.share,
        mean=test.mean,
        median=test.median,
        ratio=test.ratio,
        entropy=test.entropy,
        recur=test.recur,
        given=test.given,
    )


@dataclass(slots=True)
class Played:
    """Columns of every statistic in every world of one scenario.

    Attributes:
        scenario: What was played.
        replications: How many wars a world.
        columns: (label of the world, statistic) to its columns; shape (wars, 3).
        wars: Wars played in all.
    """

    scenario: Scenario
    replications: int
    columns: dict[tuple[str, Test], Floats] = field(default_factory=dict)
    wars: int = 0

    def of(self, test: Test, arm: Arm) -> Floats:
        """The columns of a test in an arm."""
        return self.columns[label(arm, self.scenario), statistic(test)]

    def read(self, each: Reading) -> list[tuple[float, Floats]]:
        """Weight and columns of what a test reads: of each arm, or of all of them pooled."""
        found = [(weight, self.of(each.test, arm)) for weight, arm in each.arms]
        if each.test.of != "both":
            return found
        return [(1.0, pooled([columns for _, columns in found]))]


def play(
    scenario: Scenario,
    readings: Iterable[Reading],
    replications: int,
    entropy: int,
    told: Told | None = None,
) -> Played:
    """Play every world that some readings need, on the same luck, keeping only columns.

    Args:
        scenario: What the arms depart from.
        readings: What is asked.
        replications: How many wars a world.
        entropy: Names the luck.
        told: Told the number of wars after each chunk.

    Raises:
        RunFailed: A war could not be played.
    """
    arms, tests = _needed(scenario, readings)
    played = Played(scenario, replications)
    for name, arm in arms.items():
        here = world(arm, scenario)
        for test in tests[name]:
            played.columns[name, test] = np.zeros((replications, 3))
        for wars in many_wars(here.scenario, replications, entropy, HORIZON, here.levers):
            for test in tests[name]:
                played.columns[name, test][wars.replication] = sample(test, wars)
            if told is not None:
                told(wars.replication.shape[0])
        played.wars += replications
    return played


def _needed(
    scenario: Scenario, readings: Iterable[Reading]
) -> tuple[Mapping[str, Arm], Mapping[str, dict[Test, None]]]:
    arms: dict[str, Arm] = {}
    tests: dict[str, dict[Test, None]] = {}
    for each in readings:
        for _, arm in each.arms:
            name = label(arm, scenario)
            arms.setdefault(name, arm)
            tests.setdefault(name, {})[statistic(each.test)] = None
    return arms, tests


def worlds_of(scenario: Scenario, readings: Iterable[Reading]) -> int:
    """How many distinct worlds some readings need."""
    return len(_needed(scenario, readings)[0])


def without(scenario: Scenario, switch: str) -> Scenario:
    """The scenario with one mechanism off."""
    return replace(scenario, switches={**scenario.switches, switch: False})
