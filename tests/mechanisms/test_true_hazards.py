"""What is true of a war: as stated, or from what its leaders expect."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pytest

from simulator.files.scenario import load_scenario, with_values
from simulator.model.mechanisms.beliefs import (
    granted_danger,
    prior_hazard,
    shared_view,
    tilt,
    true_hazard,
    win_belief,
)
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
    fall_A, fall_D = truths(world(1.0, **{"belief.common": 0.0}))
    expected = ((fall_D, 2.0 * 3.0 * (0.002 + 1 / 60)), (fall_A, 0.5 * (0.001 + 1 / 60)))
    for found, mean in expected:
        assert found.mean() == pytest.approx(mean, rel=4.0 / np.sqrt(WARS))
        assert found.std() == pytest.approx(mean, rel=0.1)
    assert abs(np.corrcoef(fall_A, fall_D)[0, 1]) < 4.0 / np.sqrt(WARS)


def test_half_of_the_wars_where_the_chance_is_a_half() -> None:
    fall_A, _ = truths(world(0.5))
    assert (fall_A == 0.01).mean() == pytest.approx(0.5, abs=2.0 / np.sqrt(WARS))


@pytest.mark.parametrize(
    ("win", "other"), [(0.2, 0.3), (0.5, 0.45), (0.8, 0.1), (0.9, 0.9), (0.0, 0.6)]
)
@pytest.mark.parametrize("common", [0.0, 0.4, 0.95])
def test_both_leaders_say_what_they_said_and_each_grants_a_share(
    win: float, other: float, common: float
) -> None:
    """Each hazard of the other's fall is what its leader says; of it the other grants one share."""
    shared = shared_view(win, other, common)
    own = granted_danger(win, other, 60.0, shared)
    others_own = granted_danger(other, win, 60.0, shared)
    of_other, of_own = prior_hazard(win, own, 60.0), prior_hazard(other, others_own, 60.0)
    assert own == pytest.approx(shared * of_own, rel=1e-12)
    assert others_own == pytest.approx(shared * of_other, rel=1e-12)
    assert win_belief(of_other, own, 60.0) == pytest.approx(win, rel=1e-12)


def test_hopes_that_can_both_be_true_rest_on_one_race() -> None:
    """Chances of 1/5 and 3/10: half of all such races are never decided."""
    shared = shared_view(0.2, 0.3, 0.95)
    assert shared == 1.0
    falls_D = prior_hazard(0.2, granted_danger(0.2, 0.3, 60.0, shared), 60.0)
    falls_A = prior_hazard(0.3, granted_danger(0.3, 0.2, 60.0, shared), 60.0)
    assert falls_D * 60.0 == pytest.approx(0.4)
    assert falls_A * 60.0 == pytest.approx(0.6)


def test_nothing_is_granted_of_a_hope_that_the_other_has_not() -> None:
    assert granted_danger(0.5, 0.0, 60.0, shared_view(0.5, 0.0, 0.4)) == 0.0


def test_who_hopes_for_more_in_all_grants_less() -> None:
    assert shared_view(0.8, 0.8, 0.4) == pytest.approx(0.1)
    assert shared_view(0.5, 0.5, 0.4) == pytest.approx(0.4)


def test_hand_computed() -> None:
    assert prior_hazard(0.75, 0.002, 60.0) == pytest.approx(3.0 * (0.002 + 1.0 / 60.0))
    assert true_hazard(0.02, 1.0 - np.exp(-1.0)) == pytest.approx(0.02)
    assert tilt(0.04, 0.01) == 2.0
    assert tilt(0.0, 0.5) == 0.0
    assert tilt(0.5, 0.0) == 1.0
