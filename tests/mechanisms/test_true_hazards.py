"""What is true of a war: as stated, or from what its leaders expect."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pytest

from simulator.files.scenario import load_scenario, with_values
from simulator.model.mechanisms.beliefs import prior_hazard, tilt, true_hazard
from simulator.model.records import Floats, Scenario
from simulator.model.war.inputs import inputs_of
from simulator.model.war.month import begin_wars
from simulator.model.war.record import new_bench

#: Expected of A: 3 x (.002 + 1/60); of D: 1 x (.001 + 1/60).
WORLD = {
    "belief.win0_A": 0.75,
    "belief.win0_D": 0.5,
    "belief.own_fall_A": 0.002,
    "belief.own_fall_D": 0.001,
    "belief.horizon": 60.0,
    "collapse.base_A": 0.01,
    "collapse.base_D": 0.04,
}
WARS = 3000


def truths(scenario: Scenario) -> tuple[Floats, Floats]:
    """True hazards of A's and of D's fall, one a war."""
    inputs = inputs_of(scenario, 5, list(range(WARS)), 1)
    bench = new_bench(inputs)
    begin_wars(bench, inputs)
    own = bench.wars["s"]
    return own["fall_A"].copy(), own["fall_D"].copy()


def world(calibrated: float, **values: float) -> Scenario:
    said = {**WORLD, "belief.calibrated": calibrated, **values}
    return with_values(load_scenario("base"), MappingProxyType(said))


def test_as_stated_where_nothing_is_calibrated() -> None:
    fall_A, fall_D = truths(world(0.0))
    assert set(fall_A) == {0.01}
    assert set(fall_D) == {0.04}


def test_from_what_the_other_leader_expects_tilted_by_capabilities() -> None:
    """Exponential about the prior, doubled for D and halved for A: mean and spread are one."""
    fall_A, fall_D = truths(world(1.0))
    expected = ((fall_D, 2.0 * 3.0 * (0.002 + 1 / 60)), (fall_A, 0.5 * (0.001 + 1 / 60)))
    for found, mean in expected:
        assert found.mean() == pytest.approx(mean, rel=4.0 / np.sqrt(WARS))
        assert found.std() == pytest.approx(mean, rel=0.1)
    assert abs(np.corrcoef(fall_A, fall_D)[0, 1]) < 4.0 / np.sqrt(WARS)


def test_half_of_the_wars_where_the_chance_is_a_half() -> None:
    fall_A, _ = truths(world(0.5))
    assert (fall_A == 0.01).mean() == pytest.approx(0.5, abs=2.0 / np.sqrt(WARS))


def test_hand_computed() -> None:
    assert prior_hazard(0.75, 0.002, 60.0) == pytest.approx(3.0 * (0.002 + 1.0 / 60.0))
    assert true_hazard(0.02, 1.0 - np.exp(-1.0)) == pytest.approx(0.02)
    assert tilt(0.04, 0.01) == 2.0
    assert tilt(0.0, 0.5) == 0.0
    assert tilt(0.5, 0.0) == 1.0
