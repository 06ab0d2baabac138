"""Drawing a world: by hand, in distribution, and on a luck that nothing else moves."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import NormalDist, fmean
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import scenarios

from simulator.files.levers import parse_levers
from simulator.files.scenario import load_scenario
from simulator.model.draw import draw, quantile
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range, Scenario

uniforms = st.floats(0.0, 1.0, exclude_max=True)
KINDS = ("uniform", "triangular", "normal", "loguniform")


@pytest.fixture(scope="module")
def base() -> Scenario:
    return load_scenario("base")


def with_range(scenario: Scenario, path: str, value: float | Range) -> Scenario:
    return replace(scenario, values=MappingProxyType({**scenario.values, path: value}))


@pytest.mark.parametrize(
    ("spread", "uniform", "value"),
    [
        (Range(2.0, 4.0), 0.25, 2.5),
        (Range(0.0, 1.0, "triangular", 0.5), 0.125, 0.25),
        (Range(0.0, 1.0, "triangular", 0.5), 0.875, 0.75),
        (Range(0.0, 1.0, "triangular", 0.0), 0.75, 0.5),
        (Range(0.0, 1.0, "triangular", 1.0), 0.25, 0.5),
        (Range(0.0, 4.0, "normal"), 0.5, 2.0),
        (Range(1.0, 100.0, "loguniform"), 0.5, 10.0),
    ],
)
def test_quantiles_worked_out_by_hand(spread: Range, uniform: float, value: float) -> None:
    assert quantile(spread, uniform) == pytest.approx(value, abs=1e-12)


def test_normal_is_cut_at_two_deviations() -> None:
    standard = NormalDist()
    cut = standard.cdf(-2.0)
    share = 0.9
    expected = standard.inv_cdf(cut + share * (1.0 - 2.0 * cut))
    assert quantile(Range(-2.0, 2.0, "normal"), share) == pytest.approx(expected, abs=1e-12)
    assert quantile(Range(-2.0, 2.0, "normal"), 0.0) == -2.0


@pytest.mark.parametrize("kind", KINDS)
@given(first=uniforms, second=uniforms)
def test_quantile_rises_and_stays_inside(kind: str, first: float, second: float) -> None:
    spread = Range(0.3, 0.9, kind)  # type: ignore[arg-type]  # one of the four by construction
    low, high = sorted((quantile(spread, first), quantile(spread, second)))
    assert 0.3 <= low <= high <= 0.9
    if first < second:
        assert quantile(spread, first) <= quantile(spread, second)


@pytest.mark.parametrize("kind", KINDS)
def test_mean_of_many_wars(base: Scenario, kind: str) -> None:
    spread = Range(0.2, 0.8, kind)  # type: ignore[arg-type]  # one of the four by construction
    wars = 2000
    drawn = [
        draw(with_range(base, "stake.indivisible", spread), 7, war, 60).values["stake.indivisible"]
        for war in range(wars)
    ]
    steps = 10_000
    exact = fmean(quantile(spread, (step + 0.5) / steps) for step in range(steps))
    # Four standard errors of the widest of the four (uniform): 0.6 / sqrt(12 n).
    assert abs(fmean(drawn) - exact) < 4.0 * 0.6 / math.sqrt(12.0 * wars)


def test_a_range_moves_no_other_draw(base: Scenario) -> None:
    one = with_range(base, "stake.indivisible", Range(0.2, 0.6))
    both = with_range(one, "power.drift", Range(-1.0, 1.0))
    first, second = draw(one, 3, 5, 60).values, draw(both, 3, 5, 60).values
    assert first["stake.indivisible"] == second["stake.indivisible"]
    assert first["power.drift"] != second["power.drift"]


def test_wars_differ_and_repeat(base: Scenario) -> None:
    scenario = with_range(base, "stake.indivisible", Range(0.2, 0.6))
    drawn = [draw(scenario, 3, war, 60).values["stake.indivisible"] for war in (0, 1, 0)]
    assert drawn[0] == drawn[2] != drawn[1]


def test_whole_parameters_are_whole(base: Scenario) -> None:
    scenario = with_range(base, "belief.lag", Range(0.0, 8.0))
    drawn = {draw(scenario, 1, war, 60).values["belief.lag"] for war in range(300)}
    assert drawn == {float(month) for month in range(9)}


def test_levers_go_by_month_and_the_runs_own_prevail(base: Scenario) -> None:
    own = ["posture=carrots@3", "posture=hold@9", "talks=1@15", "aid_us=hold@0"]
    scenario = replace(base, levers=parse_levers(own))
    asked = parse_levers(["posture=sticks@6", "guarantee=1", "talks=1@20"])
    world = draw(scenario, 0, 0, 60, asked)
    # From month 6 on the run's posture holds, whatever the scenario had in mind for month 9; both
    # rounds of talks take place.
    assert [(lever.name, lever.value, lever.month) for lever in world.levers] == [
        ("aid_us", "hold", 0),
        ("guarantee", "1", 0),
        ("posture", "carrots", 3),
        ("posture", "sticks", 6),
        ("talks", "1", 15),
        ("talks", "1", 20),
    ]


@given(scenario=scenarios(), entropy=st.integers(0, 2**63 - 1), war=st.integers(0, 10_000))
def test_every_number_is_one_the_registry_allows(
    scenario: Scenario, entropy: int, war: int
) -> None:
    world = draw(scenario, entropy, war, 60)
    assert list(world.values) == list(PARAMETERS)
    for path, value in world.values.items():
        row = PARAMETERS[path]
        assert row.low <= value <= row.high
        assert not row.whole or value.is_integer()
        given_value = scenario.values[path]
        if isinstance(given_value, float):
            assert value == given_value
