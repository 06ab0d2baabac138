"""Scenario files: what a good one means."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import scenarios
from told import HEAD, Write, complaints, told

from simulator.files.figures import FIGURES
from simulator.files.scenario import (
    dump_scenario,
    load_scenario,
    with_values,
)
from simulator.model.levers import Lever
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Range, Scenario


def test_a_file_that_draws_nothing_is_the_registry_beyond_the_figures_of_its_war(
    write: Write,
) -> None:
    figures = {path: PARAMETERS[path].default for path in FIGURES}
    told_figures = "".join(f"{path} = {value}\n" for path, value in figures.items())
    scenario = load_scenario(write(told_figures, head='kind = "scenario"\ntitle = "T"\n'))
    assert scenario.name == "x.toml"
    assert scenario.title == "T"
    assert (scenario.phase, scenario.steps, scenario.start) == ("war", "continuous", "")
    assert scenario.values == {path: row.default for path, row in PARAMETERS.items()}
    assert scenario.switches == dict.fromkeys(SWITCHES, True)
    assert scenario.levers == ()
    assert scenario.game is None


def test_a_silent_neutral_file_draws_what_has_a_neutral_range(write: Write) -> None:
    scenario = load_scenario(write("[stake]\nindivisible = 0.5\n"))
    for path, row in PARAMETERS.items():
        drawn = row.neutral if row.tier == "primitive" else None
        silent = FIGURES.get(path, Range(*drawn) if drawn else row.default)
        assert scenario.values[path] == (0.5 if path == "stake.indivisible" else silent)


def test_the_range_of_a_structural_parameter_is_never_drawn_by_silence(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = PARAMETERS["cost.war_A"]
    text = ""
    assert load_scenario(write(text)).values[row.path] == Range(*(row.neutral or (0.0, 0.0)))
    structural = {**PARAMETERS, row.path: replace(row, tier="structural")}
    monkeypatch.setattr("simulator.files.merge.PARAMETERS", structural)
    assert load_scenario(write(text)).values[row.path] == row.default


def test_everything_a_file_may_say(write: Write) -> None:
    text = """
question = "Why?"
start = "2025-10"
phase = "truce"
sources = ["one", "two"]
[front]
steps = "continuous"
occ0 = 0.19
[stake]
indivisible = { low = 0.3, high = 0.6, distribution = "triangular", mode = 0.5 }
value_A = 1
[mechanisms]
learning = false
[levers]
posture = ["sticks@6", "hold@12"]
guarantee = 0.5
talks = "1@15"
stick_months = 12
[because]
"stake.indivisible" = "person.m1: why"
"mechanisms.learning" = "a test"
"levers.posture" = "a test"
"""
    scenario = load_scenario(write(text))
    assert scenario.question == "Why?"
    assert scenario.start == "2025-10"
    assert scenario.phase == "truce"
    assert scenario.sources == ("one", "two")
    assert scenario.values["front.occ0"] == 0.19
    assert scenario.values["stake.value_A"] == 1.0
    assert scenario.values["stake.indivisible"] == Range(0.3, 0.6, "triangular", 0.5)
    assert not scenario.switches["learning"]
    assert scenario.levers == (
        Lever("stick_months", "12", 12.0, 0),
        Lever("guarantee", "0.5", 0.5, 0),
        Lever("posture", "sticks", 3.0, 6),
        Lever("posture", "hold", 0.0, 12),
        Lever("talks", "1", 1.0, 15),
    )
    assert scenario.because["stake.indivisible"] == "person.m1: why"
    assert scenario.files == {"x.toml": hashlib.sha256((HEAD + text).encode()).hexdigest()[:16]}


def test_a_chain_fills_silences_from_its_nearest_end(write: Write) -> None:
    write(
        'question = "Q"\nstart = "2025-10"\nsources = ["s"]\n'
        "[stake]\nvalue_A = 2.0\nindivisible = 0.1\n"
        '[levers]\nposture = "sticks"\naid_us = "cut"\n[mechanisms]\nlearning = false\n'
        '[because]\n"stake.value_A" = "far"\n',
        "far.toml",
    )
    write('extends = "./far.toml"\n[stake]\nindivisible = 0.2\n', "near.toml")
    leaf = write(
        'extends = "near"\nsources = ["t", "s"]\n[stake]\nspillover = 0.3\n'
        '[levers]\nposture = "hold@3"\n[mechanisms]\neconomy = false\n'
        '[because]\n"stake.spillover" = "leaf"\n'
    )
    scenario = load_scenario(leaf)
    values = scenario.values
    assert [values[f"stake.{name}"] for name in ("value_A", "indivisible", "spillover")] == [
        2.0,
        0.2,
        0.3,
    ]
    assert values["survival.cont_base"] == Range(0.001, 0.006)
    assert (scenario.question, scenario.start) == ("Q", "2025-10")
    assert scenario.sources == ("s", "t")
    assert [(lever.name, lever.value) for lever in scenario.levers] == [
        ("aid_us", "cut"),
        ("posture", "hold"),
    ]
    assert not scenario.switches["learning"]
    assert not scenario.switches["economy"]
    assert scenario.because == {"stake.value_A": "far", "stake.spillover": "leaf"}
    assert list(scenario.files) == ["x.toml", "near.toml", "far.toml"]


@pytest.mark.parametrize("name", ["base", "base.toml"])
def test_names_are_looked_up_in_the_scenarios_folder(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.name == name
    assert "scenarios/base.toml" in scenario.files


def test_base_can_be_extended_from_anywhere(write: Write) -> None:
    scenario = load_scenario(write('extends = "base"\n[stake]\nindivisible = 0.25\n'))
    base = load_scenario("base")
    assert scenario.values["stake.indivisible"] == 0.25
    assert scenario.values["stake.value_A"] == base.values["stake.value_A"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenario=scenarios())
def test_load_of_dump_is_the_same_scenario(
    tmp_path_factory: pytest.TempPathFactory, scenario: Scenario
) -> None:
    file = tmp_path_factory.mktemp("dump") / "x.toml"
    file.write_text(dump_scenario(scenario), encoding="utf-8")
    again = load_scenario(str(file))
    assert replace(again, name=scenario.name, files=scenario.files) == scenario


# A textbook game inside a scenario

FORTS = """
[front]
steps = "forts"
[game.front]
length = 4
start = 2
[game.battle]
win = [0.6]
takes_a_period = true
[game.time]
discount = 0.95
[game.cost]
a = 0.1
b = 0.2
kind = "per-battle"
"""


def test_a_scenario_with_forts_survives_a_save(write: Write) -> None:
    scenario = load_scenario(write(FORTS))
    assert scenario.game is not None
    assert (scenario.game.title, scenario.game.front.length) == ("T", 4)
    saved = write(dump_scenario(scenario), "saved.toml", head="")
    again = load_scenario(saved)
    assert replace(again, name=scenario.name, files=scenario.files) == scenario


def test_a_game_is_inherited_under_the_heirs_title(write: Write) -> None:
    write(FORTS, "forts.toml")
    heir = load_scenario(write('extends = "forts"\n', head='kind = "scenario"\ntitle = "U"\n'))
    assert heir.game is not None
    assert heir.game.title == "U"
    dropped = with_values(heir, {"front.steps": "continuous"})
    assert (dropped.steps, dropped.game) == ("continuous", None)


def test_mistakes_in_a_game_carry_its_path(write: Write) -> None:
    lines = complaints(write(FORTS.replace("0.95", "2").replace("draw", "x") + "d = 1\n"))
    assert [line.split(": ")[1] for line in lines] == ["game.time.discount", "game.cost.d"]


def test_a_game_without_forts(write: Write) -> None:
    assert complaints(write(FORTS.replace('"forts"', '"continuous"'))) == told(
        """
        x.toml: game: goes with front.steps = "forts" only - write steps = "forts" in [front], or
          leave [game] out
        """
    )
