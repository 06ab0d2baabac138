"""How fast whole wars are played by the reference model: 60 months, 100 members a side."""

from __future__ import annotations

from itertools import count

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from worlds import ENTROPY, scenario

from simulator.files.scenario import load_scenario
from simulator.model.draw import draw
from simulator.model.records import Scenario
from simulator.model.war.play import play

MONTHS = 60

SCENARIOS = {
    "defaults": scenario(),
    "fought to the end": scenario(off=["bargaining", "collapse", "freeze"]),
    "no audience": scenario({"audience.size": 0.0}, off=["bargaining", "collapse", "freeze"]),
}


@pytest.mark.parametrize("name", [*SCENARIOS, "base", "freedman"])
def test_wars_of_60_months(benchmark: BenchmarkFixture, name: str) -> None:
    which: Scenario = SCENARIOS[name] if name in SCENARIOS else load_scenario(name)
    number = count()
    # Another war each time, so that the median is over wars and not over one war's luck.
    played = benchmark(lambda: play(draw(which, ENTROPY, next(number) % 200, MONTHS)))
    assert len(played.series["occ"]) == MONTHS + 1
