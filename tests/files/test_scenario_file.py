"""Scenario files: what a good one means, and the exact lines a bad one gets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import tomllib
from hypothesis import HealthCheck, given, settings
from strategies import scenarios

from simulator.errors import BadInput
from simulator.files.find import known_names, scenario_folder
from simulator.files.levers import parse_lever, parse_levers
from simulator.files.scenario import (
    dump_scenario,
    json_schema,
    load_scenario,
    parse_set,
    parse_sets,
    with_values,
)
from simulator.files.schema import schema_text
from simulator.levers import Lever
from simulator.parameters import PARAMETERS
from simulator.parameters.switches import SWITCHES
from simulator.records import Range, Scenario

HEAD = 'kind = "scenario"\ntitle = "T"\n'

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a scenario file into an empty folder of its own, where the test then stands."""
    monkeypatch.chdir(tmp_path)

    def write_file(body: str, name: str = "x.toml", head: str = HEAD) -> str:
        Path(name).write_text(head + body, encoding="utf-8")
        return name

    return write_file


def complaints(file: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        load_scenario(file)
    return str(caught.value).splitlines()


# What a file means


def test_a_silent_file_is_the_registry(write: Write) -> None:
    scenario = load_scenario(write(""))
    assert scenario.name == "x.toml"
    assert scenario.title == "T"
    assert (scenario.phase, scenario.steps, scenario.start) == ("war", "continuous", "")
    assert scenario.values == {path: row.default for path, row in PARAMETERS.items()}
    assert scenario.switches == dict.fromkeys(SWITCHES, True)
    assert scenario.levers == ()
    assert scenario.game is None


def test_a_silent_neutral_file_draws_what_has_a_neutral_range(write: Write) -> None:
    scenario = load_scenario(write("neutral = true\n[stake]\nindivisible = 0.5\n"))
    for path, row in PARAMETERS.items():
        silent = Range(*row.neutral) if row.neutral else row.default
        assert scenario.values[path] == (0.5 if path == "stake.indivisible" else silent)


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
        'question = "Q"\nstart = "2025-10"\nneutral = true\nsources = ["s"]\n'
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


# What a bad file is told


def test_all_mistakes_of_a_file_at_once(write: Write) -> None:
    file = write(
        """
kind = "scenari"
titel = "T"
start = "2025-13"
phase = "peace"
neutral = 1
sources = "s"
[stake]
indivisible = 1.5
value_A = "1"
spillover = nan
land_value_A = { low = 0.5, high = 0.4 }
indivisble = 0.1
[steak]
[front]
stepz = "forts"
[audience]
size = 2.5
[man]
pool_A = { low = 10, high = 700 }
[econ]
bite = { low = 0.1, hihg = 0.2 }
leak = { low = 0, high = 1, distribution = "loguniform" }
rearm = { low = 0.5, high = 1, distribution = "triangular", mode = 2 }
overheat = { low = 0.5, high = 1, mode = 0.7 }
recovery = { low = 0.1, high = 0.2, distribution = "gamma" }
[mechanisms]
lerning = false
learning = "off"
[levers]
psture = "sticks"
posture = ["stick@6", "hold@-1"]
guarantee = 2
talks = true
aid_us = ["cut@3", "hold@3"]
[because]
"stake.indivisble" = "why"
"levers.postur" = "why"
"stake.indivisible" = 1
""",
        head="",
    )
    assert complaints(file) == [
        "x.toml: kind: must be 'scenario' (got 'scenari') - "
        'write kind = "scenario"; games are for `simulator solve`',
        "x.toml: title: must be there - add title = …",
        'x.toml: start: must be a month, YYYY-MM, in quotes (got \'2025-13\') - write it as "2025-10"',  # noqa: E501
        "x.toml: phase: must be 'war' or 'truce' (got 'peace') - write one of these",
        "x.toml: neutral: must be true or false (got 1) - write true or false, without quotes",
        "x.toml: sources: must be a list (got 's') - write it in brackets: [ … ]",
        'x.toml: because."stake.indivisible": must be text (got 1) - write it in quotes: "…"',
        "x.toml: stake.value_A: must be a number or a range table (got '1') - "
        "write a number; it must be in [0.1, 3] (stakes of D)",
        "x.toml: stake.indivisible: must be in [0, 1] (share of A's utility) (got 1.5) - "
        "write a value in that range",
        "x.toml: stake.land_value_A: low must be below high (got low = 0.5, high = 0.4) - "
        "swap or spread them, or write one number",
        "x.toml: stake.spillover: must be in [0, 1] (index; 1 = 0.2 of the stake) (got nan) - "
        "write a finite number",
        "x.toml: stake.indivisble: no such key - did you mean stake.indivisible?",
        "x.toml: audience.size: must be a whole number (got 2.5) - round it",
        "x.toml: front.stepz: no such key - did you mean front.steps?",
        "x.toml: man.pool_A.high: must be in [0, 600] (months of the intake of month 0) (got 700) - "  # noqa: E501
        "write a value in that range",
        "x.toml: econ.bite.high: must be there - add high = …",
        "x.toml: econ.bite.hihg: no such key - did you mean high?",
        "x.toml: econ.leak: low must be above 0 with loguniform "
        "(got low = 0, high = 1, distribution = 'loguniform') - raise low, or use uniform",
        "x.toml: econ.overheat: mode goes with triangular and normal only "
        "(got low = 0.5, high = 1, mode = 0.7) - leave mode out",
        "x.toml: econ.recovery.distribution: "
        "must be 'uniform', 'triangular', 'normal' or 'loguniform' (got 'gamma') - "
        "write one of these",
        "x.toml: econ.rearm: mode must lie in [low, high] "
        "(got low = 0.5, high = 1, distribution = 'triangular', mode = 2) - "
        "move mode, low or high",
        "x.toml: mechanisms.learning: must be true or false (got 'off') - "
        "write true or false, without quotes",
        "x.toml: mechanisms.lerning: no such key - did you mean learning?",
        "x.toml: levers.psture: no such key - did you mean posture?",
        "x.toml: titel: no such key - did you mean title?",
        "x.toml: steak: no such key - did you mean stake?",
        'x.toml: because."stake.indivisble": must name a parameter, a mechanism or a lever - '
        "did you mean stake.indivisible?",
        'x.toml: because."levers.postur": must name a parameter, a mechanism or a lever - '
        "did you mean posture?",
        "x.toml: levers.posture: must be one of hold, carrots, alternate, sticks (got 'stick') - "
        "did you mean sticks?",
        "x.toml: levers.posture: month after @ must be a whole number in [0, 600] (months) "
        "(got '-1') - write it like posture=hold@6",
        "x.toml: levers.guarantee: must be a number in [0, 1] (got '2') - write an allowed value",
        "x.toml: levers.talks: must be VALUE or VALUE@MONTH in quotes, a number, or a list of "
        "them (got true) - the value is a number in [0, 1]",
        "x.toml: levers.aid_us: a lever is pulled once a month (got month 3 twice) - "
        "keep one of them",
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "[front]\nocc0 = 0.5\nvictory_at = 0.4\n",
            "x.toml: front.occ0: must not be above front.victory_at: the war would be over before "
            "it began (got 0.5 above 0.4) - lower front.occ0 or raise front.victory_at",
        ),
        (
            "[front]\nocc0 = { low = 0.1, high = 0.5 }\nvictory_at = { low = 0.3, high = 1 }\n",
            "x.toml: front.occ0: must not be above front.victory_at: the war would be over before "
            "it began (got 0.5 above 0.3) - lower front.occ0 or raise front.victory_at",
        ),
        (
            '[front]\nsteps = "forts"\n',
            'x.toml: game: front.steps = "forts" needs a [game] table - '
            'add [game], or write front.steps = "continuous"',
        ),
        (
            'extends = "x"\n',
            "x.toml: extends: a chain of extends must end (got x.toml -> x.toml) - "
            "break the circle",
        ),
        (
            'extends = "bse"\n',
            "x.toml: extends: no such scenario or file (got 'bse') - did you mean base?",
        ),
        (
            "[man]\nreplace_D = 1\n",
            "x.toml: man.replace_D: no such key - did you mean man.replace_A?",
        ),
        ("indivisible = 1\n", "x.toml: indivisible: no such key - did you mean stake.indivisible?"),
        ("stake = 1\n", "x.toml: stake: must be a table (got 1) - write it as a [table]"),
        ("title = \n", "x.toml: must be TOML (got Invalid value (at line 3, column 9)) - correct it there"),  # noqa: E501
    ],
)
def test_one_mistake(write: Write, body: str, told: str) -> None:
    assert complaints(write(body)) == [told]


def test_mistakes_of_the_whole_chain(write: Write) -> None:
    write("[stake]\nindivisible = 2\n", "far.toml")
    leaf = write('extends = "far"\n[stake]\nspillover = 3\n')
    assert complaints(leaf) == [
        "x.toml: stake.spillover: must be in [0, 1] (index; 1 = 0.2 of the stake) (got 3) - "
        "write a value in that range",
        "far.toml: stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - "
        "write a value in that range",
    ]


def test_a_circle_of_two(write: Write) -> None:
    write('extends = "x"\n', "y.toml")
    assert complaints(write('extends = "y"\n')) == [
        "y.toml: extends: a chain of extends must end (got x.toml -> y.toml -> x.toml) - "
        "break the circle"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "[stake]\nindivisible = 1" + "0" * 5000 + "\n",
        "[stake]\nindivisible = 0x" + "f" * 5000 + "\n",
        "[stake]\nindivisible = " + "[" * 100_000 + "\n",
        "[stake]\nindivisible = " + "{a=" * 500 + "1" + "}" * 500 + "\n",
        "[stake]\nindivisible = 1e999\n",
        "[stake]\nindivisible = 2025-10-01\n",
        'title = "again"\n',
        "\x00",
        '[levers]\nguarantee = "' + "9" * 5000 + '"\n',
    ],
)
def test_monstrous_files_get_short_lines(write: Write, body: str) -> None:
    told = complaints(write(body))
    assert len(told) == 1
    assert len(told[0]) < 300


def test_bytes_that_are_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.toml").write_bytes(b'kind = "\xff"')
    assert complaints("x.toml") == ["x.toml: must be UTF-8 text (got byte 8) - save it as UTF-8"]


def test_names_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("folder.toml").mkdir()
    assert complaints("bse") == ["bse: no such scenario or file - did you mean base?"]
    assert complaints("folder")[0].startswith("folder: must be a file, not a folder - ")
    for name in ("", "\x00", "x" * 10_000, "../../x", ".", "folder.toml"):
        assert len(complaints(name)) == 1


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
    told = complaints(write(FORTS.replace("0.95", "2").replace("win", "wim")))
    assert [line.split(": ")[1] for line in told] == ["game.battle.wim", "game.time.discount"]


def test_a_game_without_forts(write: Write) -> None:
    assert complaints(write(FORTS.replace('"forts"', '"continuous"'))) == [
        'x.toml: game: goes with front.steps = "forts" only - '
        'write steps = "forts" in [front], or leave [game] out'
    ]


# Changing one value


def test_with_values_changes_what_it_names_and_nothing_else(write: Write) -> None:
    scenario = load_scenario(write('neutral = true\n[levers]\nposture = "sticks@6"\n'))
    changed = with_values(
        scenario,
        {
            "stake.indivisible": 0.3,
            "power.drift": Range(-0.1, 0.1),
            "mechanisms.learning": False,
            "phase": "truce",
        },
    )
    assert changed.values == {
        **scenario.values,
        "stake.indivisible": 0.3,
        "power.drift": Range(-0.1, 0.1),
    }
    assert changed.switches == {**scenario.switches, "learning": False}
    assert changed.phase == "truce"
    assert replace(
        changed, values=scenario.values, switches=scenario.switches, phase="war"
    ) == scenario


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (
            {"stake.indivisible": 2.0, "power.noise": -1.0},
            [
                "--set: stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - "
                "write a value in that range",
                "--set: power.noise: must be in [0, 5] (percentage points per month) (got -1) - "
                "write a value in that range",
            ],
        ),
        (
            {"front.occ0": 0.9},
            [
                "--set: front.occ0: must not be above front.victory_at: the war would be over "
                "before it began (got 0.9 above 0.4) - lower front.occ0 or raise front.victory_at"
            ],
        ),
        (
            {"front.steps": "forts"},
            [
                '--set: game: front.steps = "forts" needs a [game] table - '
                'add [game], or write front.steps = "continuous"'
            ],
        ),
        (
            {"title": "x", "posture": "sticks", "learning": False, "stake.x": 1.0},
            [
                "--set: title: no such path - see `simulator parameters`",
                "--set: posture: no such path - that is a lever: use --lever posture=VALUE",
                "--set: learning: no such path - did you mean mechanisms.learning?",
                "--set: stake.x: no such path - allowed in [stake]: value_A, indivisible, "
                "land_value_A, spillover, discount_A, discount_D",
            ],
        ),
    ],
)
def test_with_values_refuses(write: Write, values: dict[str, float], told: list[str]) -> None:
    scenario = load_scenario(write(""))
    with pytest.raises(BadInput) as caught:
        with_values(scenario, values)
    assert str(caught.value).splitlines() == told


# Options


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("stake.indivisible=0.3", "stake.indivisible", 0.3),
        ("stake.indivisible = .3", "stake.indivisible", 0.3),
        ("stake.value_A=1", "stake.value_A", 1.0),
        ("power.drift=-1e-3", "power.drift", -0.001),
        ("power.drift={low=-1, high=1}", "power.drift", Range(-1.0, 1.0)),
        ("mechanisms.learning=false", "mechanisms.learning", False),
        ("phase=truce", "phase", "truce"),
        ('front.steps="continuous"', "front.steps", "continuous"),
    ],
)
def test_parse_set(text: str, path: str, value: float | Range | bool | str) -> None:
    assert parse_set(text) == (path, value)
    assert type(parse_set(text)[1]) is type(value)


def test_parse_sets_tells_all_mistakes() -> None:
    with pytest.raises(BadInput) as caught:
        parse_sets(["stake.indivisible=2", "x", "phase=1", "power.noise=nan", "=1", "man.pool_A="])
    assert str(caught.value).splitlines() == [
        "--set: must be PATH=VALUE (got 'x') - write it like stake.indivisible=0.3",
        "--set: must be PATH=VALUE (got '=1') - write it like stake.indivisible=0.3",
        "--set: must be PATH=VALUE (got 'man.pool_A=') - write it like stake.indivisible=0.3",
        "--set: phase: must be 'war' or 'truce' (got 1) - write one of these",
        "--set: stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - "
        "write a value in that range",
        "--set: power.noise: must be in [0, 5] (percentage points per month) (got nan) - "
        "write a finite number",
    ]


@pytest.mark.parametrize(
    ("text", "lever"),
    [
        ("posture=sticks", Lever("posture", "sticks", 3.0, 0)),
        ("posture=sticks@6", Lever("posture", "sticks", 3.0, 6)),
        ("front_shift=-0.02@3", Lever("front_shift", "-0.02", -0.02, 3)),
        ("admit=1@3", Lever("admit", "1", 1.0, 3)),
        (" guarantee = 0.5 @ 2 ", Lever("guarantee", "0.5", 0.5, 2)),
    ],
)
def test_parse_lever(text: str, lever: Lever) -> None:
    assert parse_lever(text) == lever


def test_parse_levers_tells_all_mistakes() -> None:
    with pytest.raises(BadInput) as caught:
        parse_levers(["posture", "psture=x", "guarantee=nan", "talks=1@x", "admit=1", "admit=1@0"])
    assert str(caught.value).splitlines() == [
        "--lever: must be NAME=VALUE or NAME=VALUE@MONTH (got 'posture') - "
        "write it like posture=sticks@6",
        "--lever: psture: no such lever - did you mean posture?",
        "--lever: guarantee: must be a number in [0, 1] (got 'nan') - write an allowed value",
        "--lever: talks: month after @ must be a whole number in [0, 600] (months) (got 'x') - "
        "write it like talks=1@6",
        "--lever: admit: a lever is pulled once a month (got month 0 twice) - keep one of them",
    ]


# The schema for editors


def test_schema_file_is_current() -> None:
    file = scenario_folder() / "schema.json"
    assert file.read_text(encoding="utf-8") == schema_text(), "run `make schema`"


def test_schema_is_a_schema_and_knows_good_from_bad() -> None:
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = {"kind": "scenario", "title": "T", "stake": {"indivisible": {"low": 0, "high": 1}}}
    assert validator.is_valid(good)
    assert not validator.is_valid({**good, "stake": {"indivisible": 2}})
    assert not validator.is_valid({**good, "steak": {}})
    assert not validator.is_valid({**good, "levers": {"posture": "stick"}})


@pytest.mark.parametrize("name", known_names())
def test_schema_accepts_every_scenario_of_the_folder(name: str) -> None:
    table = tomllib.loads((scenario_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    if table["kind"] == "scenario":
        jsonschema.Draft202012Validator(json_schema()).validate(table)
