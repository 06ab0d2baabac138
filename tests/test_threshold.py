"""Where an outcome crosses a value: on outcomes known in closed form, and on real wars."""

from __future__ import annotations

import json

import numpy as np
import pytest
from told import Command

from simulator.analysis.crossing import FINE, Look, thresholds
from simulator.files.scenario import load_scenario, with_values
from simulator.model.metrics.intervals import wilson
from simulator.model.tape import uniforms
from simulator.run.ensemble import run_wars


def coin(seed: int, number: int, slope: float = 1.0) -> Look:
    """A share of wars whose chance is the place itself, all places on the same luck."""
    luck = np.array([uniforms(seed, k, 0, 1)[0] for k in range(number)])

    def look(place: float) -> tuple[float, tuple[float, float]]:
        chance = place if slope > 0 else 1.0 - place
        hits = int((luck < chance).sum())
        return hits / number, wilson(hits, number)

    return look


def test_the_interval_holds_the_true_place_as_often_as_it_says() -> None:
    inside = [
        each.low <= 0.3 <= each.high
        for seed in range(200)
        for each in thresholds(coin(seed, 200), 0.3, 9).crossings
    ]
    assert len(inside) == 200
    # Two standard errors of a share of .95 in 200, and what the fineness of the search adds.
    assert 0.92 <= np.mean(inside) <= 0.99


@pytest.mark.parametrize("slope", [1.0, -1.0])
def test_the_place_is_that_of_the_luck_to_the_fineness_asked(slope: float) -> None:
    look = coin(5, 1000, slope)
    (found,) = thresholds(look, 0.4, 9).crossings
    assert found.rises is (slope > 0)
    before, after = look(found.place - FINE)[0], look(found.place + FINE)[0]
    assert (before < 0.4 <= after) if slope > 0 else (after < 0.4 <= before)
    low, high = (look(place)[1] for place in (found.low - 2 * FINE, found.high + 2 * FINE))
    for interval in (low, high):
        assert not interval[0] <= 0.4 <= interval[1]
    for place in (found.low + 2 * FINE, found.high - 2 * FINE):
        least, most = look(place)[1]
        assert least <= 0.4 <= most


def test_a_value_that_is_never_reached_has_no_place() -> None:
    assert thresholds(coin(1, 100), 1.5, 5).crossings == ()


def test_every_crossing_on_the_grid_s_scale_is_found() -> None:
    def hill(place: float) -> tuple[float, tuple[float, float]]:
        value = 1.0 - abs(2.0 * place - 1.0)
        return value, (value - 0.1, value + 0.1)

    up, down = thresholds(hill, 0.5, 9).crossings
    assert (up.rises, down.rises) == (True, False)
    assert [up.place, down.place] == pytest.approx([0.25, 0.75], abs=FINE)
    assert [up.low, up.high] == pytest.approx([0.2, 0.3], abs=2 * FINE)
    assert not up.open_low
    # A value that the whole range's intervals hold is nowhere told apart.
    (wide,) = thresholds(lambda place: (place, (-1.0, 2.0)), 0.5, 3).crossings
    assert (wide.low, wide.high, wide.open_low, wide.open_high) == (0.0, 1.0, True, True)


def test_on_real_wars_the_looks_are_ordinary_runs(simulator: Command) -> None:
    words = ("threshold", "base", "--vary", "stake.indivisible=0:1:3", "--metric", "ended_by_24")
    status, out, err = simulator(
        *words, "--at", "0.45", "-n", "40", "--months", "24", "--entropy", "4", "--json"
    )
    assert (status, err) == (0, "")
    told = json.loads(out)
    (crossing,) = told["crossings"]
    assert not crossing["rises"]
    low, high = crossing["ci95"]
    assert low <= crossing["value"] <= high
    for look in (told["looks"][0], told["looks"][-1]):
        there = with_values(load_scenario("base"), {"stake.indivisible": look["value"]})
        alone = run_wars(there, 40, 4, 24).metrics["ended_by_24"]
        assert (look["mean"], tuple(look["ci95"])) == (alone.mean, alone.ci95)
    assert (
        simulator(*words, "--at", "2", "-n", "4", "--months", "24")[1].count("stays below 2") == 1
    )


def test_all_mistakes_at_once(simulator: Command) -> None:
    status, out, err = simulator("threshold", "base", "--at", "x", "-n", "0", "--metric", "no")
    assert (status, out) == (2, "")
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        "-n",
        "--vary",
        "--at",
        "--metric",
    ]
    err = simulator(
        *("threshold", "base", "--vary", "posture=carrots,sticks", "--metric", "recur", "--at", "0")
    )[2]
    assert err.startswith("--vary: posture: must be a range LO:HI")
