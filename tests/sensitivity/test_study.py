"""Indices of the model itself, with the luck as the noise floor, and the command around them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from told import Command, told

from simulator.analysis.sensitivity.discovery import discover
from simulator.analysis.sensitivity.named_outcome import named
from simulator.analysis.sensitivity.study import (
    LUCK,
    explained,
    index_points,
    own_ranges,
    power_of_two,
    screened,
    screening_points,
    worth_keeping,
)
from simulator.errors import BadInput, RunFailed
from simulator.files.scenario import load_scenario
from simulator.model.designs import Axis, Design
from simulator.model.draw import draw
from simulator.model.records import Range

AXES = (Axis("stake.indivisible", 0.0, 1.0, 2), Axis("office.value_A", 0.0, 2.0, 2))
DESIGN = Design("person", "sobol", AXES, 512, 10, 0, 24)

WORDS = (
    # With a divisible stake, and nothing else in the way, there is peace at once: a theorem.
    *("sensitivity", "indivisible-stake", "--vary", "mechanisms.indivisibility=true,false"),
    *("--vary", "stake.indivisible=0.7:1", "--points", "8", "-n", "4", "--months", "24"),
    *("--wars", "400", "--outcome", "ended_by_24", "--entropy", "2"),
)


def fake(points_design: Design, noise: float) -> np.ndarray:
    """An outcome that depends on the first axis, and on which wars were played."""
    points = index_points(points_design)
    block = (points.first_war // points_design.replications).astype(np.float64)
    dice = np.modf(np.sin(block * 12.9898) * 43758.5453)[0]
    return 3.0 * points.places[:, 0] + noise * dice


def test_the_luck_decides_which_wars_and_nothing_else() -> None:
    points = index_points(DESIGN)
    assert len(points) == 512 * (len(AXES) + 3)
    # Five rows belong together: the base, one for each factor, one from the other matrix.
    rows = points.first_war.reshape(-1, len(AXES) + 3)
    assert (rows[:, 0] == rows[:, 1]).all()
    assert (rows[:, 0] == rows[:, 2]).all()
    assert (rows[:, 0] != rows[:, 3]).all()
    # No two base rows share a war.
    first = np.sort(rows[:, 0])
    assert (np.diff(first) >= DESIGN.replications).all()


def test_what_does_nothing_is_within_the_noise() -> None:
    found = explained("made_up", fake(DESIGN, 1.0), AXES, 0)
    assert found.above_noise == ("stake.indivisible",)
    assert found.factors["office.value_A"].total == pytest.approx(0.0, abs=1e-9)
    # Three times a uniform against a spread-out dice: 3/4 and a third of it, about.
    assert found.factors["stake.indivisible"].first > 0.5
    assert found.factors[LUCK].total > 0.05


def test_convergence_is_judged_and_more_points_help() -> None:
    small = explained("made_up", fake(Design("p", "sobol", AXES, 32, 10, 0, 24), 2.0), AXES, 0)
    large = explained("made_up", fake(Design("p", "sobol", AXES, 4096, 10, 0, 24), 2.0), AXES, 0)
    assert not small.converged
    assert small.needed > 32
    assert large.widest < small.widest / 5.0
    assert large.moved < small.moved


def test_screening_finds_the_factor_that_does_something() -> None:
    design = Design("p", "sobol", own_ranges_of_base(), 0, 10, 0, 24)
    points = screening_points(design, 6)
    outcome = 5.0 * points.places[:, 3] + 0.01 * points.places[:, 7]
    effects = screened("made_up", outcome, design.axes, 6, 0)
    kept = worth_keeping(design, effects)
    assert next(iter(effects)) == design.axes[3].name
    assert design.axes[3] in kept.axes
    assert len(kept.axes) == 8


def own_ranges_of_base() -> tuple[Axis, ...]:
    return tuple(own_ranges(load_scenario("base")))


def test_own_ranges_are_the_scenarios_own() -> None:
    scenario = load_scenario("person")
    axes = own_ranges(scenario)
    assert {axis.name for axis in axes} == {
        path for path, value in scenario.values.items() if isinstance(value, Range)
    }


def test_the_cases_of_a_box_are_wars_of_the_tape() -> None:
    scenario = load_scenario("person")
    axes = (*AXES, Axis("posture", choices=("carrots", "sticks")))
    found = discover(scenario, axes, named("ended_by_12", 12), 70, 3, 12)
    assert found.inputs.shape == (70, 3)
    ranged = dict(scenario.values) | {
        "stake.indivisible": Range(0.0, 1.0),
        "office.value_A": Range(0.0, 2.0),
    }
    from dataclasses import replace

    for war in (0, 31, 32, 69):
        world = draw(replace(scenario, values=ranged), 3, war, 12)
        assert found.inputs[war, 0] == world.values["stake.indivisible"]
        assert found.inputs[war, 1] == world.values["office.value_A"]
    # Levers are shared by blocks of wars, and all their values are used.
    assert len(set(found.inputs[:32, 2])) == 1
    assert set(found.inputs[:, 2]) == {0.0, 1.0}


@pytest.mark.parametrize("number", [1, 2, 3, 100, 128, 129])
def test_the_power_of_two_above(number: int) -> None:
    found = power_of_two(number)
    assert found >= number
    assert found & (found - 1) == 0
    assert found == 1 or found // 2 < number


def test_a_study_end_to_end(tmp_path: Path, simulator: Command) -> None:
    out = tmp_path / "s"
    status, text, err = simulator(*WORDS, "--out", str(out), "--json")
    assert (status, err) == (0, "")
    read = json.loads(text)
    assert read == json.loads((out / "sensitivity.json").read_text())
    factors = read["indices"]["T_end_restricted"]["factors"]
    assert set(factors) == {"mechanisms.indivisibility", "stake.indivisible", LUCK}
    for one in factors.values():
        assert one["S1_ci95"][0] <= one["S1"] <= one["S1_ci95"][1]
        assert one["ST_ci95"][0] <= one["ST"] <= one["ST_ci95"][1]
    assert read["indices"]["T_end_restricted"]["converged"] is False
    assert read["screening"] is None
    box = read["boxes"][0]
    assert box["limits"]["mechanisms.indivisibility"] == {"values": [False]}
    assert box["tested"]["density"] > read["happened"]
    table = pd.read_parquet(out / "indices" / "points")
    assert len(table) == 8 * (2 + 3)
    wars = pd.read_parquet(out / "wars.parquet")
    assert list(wars.columns) == [
        *("war", "mechanisms.indivisibility", "stake.indivisible", "happened", "finds")
    ]
    assert wars["happened"].mean() == read["happened"]
    assert wars["finds"].sum() == 200
    inside = wars[~wars["mechanisms.indivisibility"] & ~wars["finds"]]
    if len(box["limits"]) == 1:
        assert inside["happened"].mean() == pytest.approx(box["tested"]["density"])
    written = {path.name for path in out.iterdir()}
    assert {"boxes.png", "indices-T_end_restricted.svg", "sensitivity.json"} <= written

    status, again, _ = simulator(*WORDS, "--out", str(out), "--resume", "--json")
    assert status == 0
    assert again == text
    status, _, err = simulator(*WORDS, "--out", str(out))
    assert status == 2
    assert "holds a sweep already" in err


def test_a_study_without_a_folder_says_the_same(simulator: Command) -> None:
    status, out, _ = simulator(*WORDS)
    assert status == 0
    assert "NOT converged with 8 base points" in out
    assert "when mechanisms.indivisibility is false" in out
    assert "(luck)" in out


def test_a_design_file_says_what_varies(simulator: Command) -> None:
    words = ("sensitivity", "designs/optimism-learning", "--points", "3", "--months", "12")
    more = ("--wars", "200", "--metric", "belief_A_win_12", "--json")
    status, out, err = simulator(*words, *more)
    assert (status, err) == (0, "")
    read = json.loads(out)
    assert (read["points"], read["replications"]) == (4, 20)
    factors = set(read["indices"]["belief_A_win_12"]["factors"])
    assert factors == {"belief.win0_A", "belief.learn_front", LUCK}


def test_many_factors_are_screened_first(tmp_path: Path, simulator: Command) -> None:
    words = ("sensitivity", "private-information", "--points", "2", "-n", "1", "--months", "6")
    more = ("--metric", "belief_A_win_6", "--wars", "200", "--out", str(tmp_path), "--json")
    status, out, err = simulator(*words, *more)
    assert (status, err) == (0, "")
    read = json.loads(out)
    ranges = own_ranges(load_scenario("private-information"))
    assert len(read["screening"]["belief_A_win_6"]) == len(ranges) + 1 > 12
    assert len(read["indices"]["belief_A_win_6"]["factors"]) == 8 + 1
    assert (tmp_path / "screening-belief_A_win_6.png").exists()


def test_mistakes_are_told_at_once(simulator: Command) -> None:
    words = ("--outcome", "frozen", "--method", "guess", "--wars", "3", "--metric", "x")
    status, _, err = simulator("sensitivity", "person", "--vary", "a=0:1", *words)
    assert status == 2
    lines = err.splitlines()
    assert lines[0].startswith("--vary: a: no such parameter")
    assert any(line.startswith("--outcome: frozen: must be a metric") for line in lines)
    assert any(line.startswith("--method: must be auto or sobol or morris") for line in lines)
    assert any(line.startswith("--wars: must be a whole number in [200,") for line in lines)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("occ_24 >", "--outcome: must be an event, or METRIC > NUMBER (got 'occ_24 >')"),
        ("occ_24", "--outcome: occ_24: needs something to compare it with"),
        ("recur", "--outcome: recur: must be a number of a single war"),
        ("ended_by_99", "--outcome: ended_by_99: its month must be within the horizon"),
    ],
)
def test_outcomes_that_are_none(text: str, line: str) -> None:
    with pytest.raises(BadInput) as caught:
        named(text, 60)
    assert str(caught.value).startswith(line)


def test_an_outcome_unknown_in_some_wars_is_refused() -> None:
    # Wars that end at month 0 have no month before their end.
    outcome = named("A_accepts_truce > 0.5", 12)
    with pytest.raises(RunFailed, match="wars have no A_accepts_truce"):
        discover(load_scenario("base"), AXES, outcome, 200, 0, 12)


def test_a_metric_unknown_at_some_points_is_refused(simulator: Command) -> None:
    words = ("--vary", "stake.indivisible=0:1", "--metric", "recur_imposed", "--points", "2")
    status, _, err = simulator("sensitivity", "person", *words, "-n", "2", "--months", "6")
    assert status in (1, 2)
    assert told("points have no number")[0] in err or "must be a metric" in err


def test_a_dry_run_says_what_it_would_take_and_plays_nothing(
    simulator: Command, tmp_path: Path
) -> None:
    words = (
        "sensitivity",
        "base",
        "--vary",
        "stake.indivisible=0:1",
        "--vary",
        "cost.war_A=0:0.01",
    )
    more = ("--points", "8", "-n", "5", "--months", "6", "--wars", "200", "--dry-run")
    out = tmp_path / "out"
    told = json.loads(simulator(*words, *more, "--out", str(out), "--json")[1])
    # Two inputs and the luck: 8 x (3 + 2) points, and 8 x (2 x 3 + 2) for pairs.
    assert told["points"] == {"indices": 40}
    assert told["wars"] == 40 * 5 + 200
    assert told["seconds"] > 0.0
    assert not out.exists()
    both = json.loads(simulator(*words, *more, "--second-order", "--json")[1])
    assert both["points"] == {"indices": 64}


def test_second_order_indices_of_real_wars(simulator: Command) -> None:
    words = (
        "sensitivity",
        "base",
        "--vary",
        "stake.indivisible=0:1",
        "--vary",
        "cost.war_A=0:0.01",
    )
    more = ("--points", "8", "-n", "5", "--months", "12", "--wars", "200", "--second-order")
    told = json.loads(simulator(*words, *more, "--json")[1])["indices"]["T_end_restricted"]
    assert [each["factors"] for each in told["pairs"]] == [
        ["stake.indivisible", "cost.war_A"],
        ["stake.indivisible", told["noise"]],
        ["cost.war_A", told["noise"]],
    ]
