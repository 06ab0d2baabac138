"""A file for another war: it is sound, says every figure it waits for, and takes them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from told import Command

from simulator.files.figures import FIGURES
from simulator.files.new_war import FACTS, unset
from simulator.files.scenario import layers_of, load_scenario
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_new_file_is_sound_and_neutral(simulator: Command) -> None:
    words = ("new", "war.toml", "--title", 'The "Winter" War', "--start", "1939-11")
    status, out, err = simulator(*words)
    assert (status, err) == (0, "")
    assert f"{len(FACTS)} figures wait" in out
    scenario = load_scenario("war.toml")
    assert (scenario.title, scenario.start) == ('The "Winter" War', "1939-11")
    for path, row in PARAMETERS.items():
        if row.tier == "primitive" and row.neutral:
            assert scenario.values[path] == FIGURES.get(path, Range(*row.neutral))


@pytest.mark.usefixtures("folder")
def test_every_figure_has_its_unit_and_its_data_in_the_file(simulator: Command) -> None:
    simulator("new", "war.toml")
    text = " ".join(line.removeprefix("# ") for line in Path("war.toml").read_text().splitlines())
    for path, how in FACTS.items():
        assert how in text, path
        assert PARAMETERS[path].unit in text, path


@pytest.mark.usefixtures("folder")
def test_each_line_that_waits_can_be_filled_in(simulator: Command) -> None:
    simulator("new", "war.toml")
    text = Path("war.toml").read_text()
    for path in FACTS:
        row = PARAMETERS[path]
        name, value = path.partition(".")[2], row.neutral[0] if row.neutral else row.default
        group = path.partition(".")[0]
        head, table, rest = text.partition(f"[{group}]\n")
        rest, count = re.subn(rf"(?m)^# {name} = .*$", f"{name} = {value}", rest, count=1)
        assert count == 1, path
        text = head + table + rest
    Path("war.toml").write_text(text)
    scenario = load_scenario("war.toml")
    assert all(not isinstance(scenario.values[path], Range) for path in FACTS)
    assert not [row for row in unset(layers_of("war.toml")[0]) if row.how]


@pytest.mark.usefixtures("folder")
def test_what_is_known_already_is_set(simulator: Command) -> None:
    sets = ("front.occ0=0.05", "belief.win0_A={low=0.5, high=0.7}", "mechanisms.aid=false")
    words = [word for each in sets for word in ("--set", each)]
    told = json.loads(simulator("new", "war.toml", *words, "--json")[1])
    assert "front.occ0" not in told["unset"]
    scenario = load_scenario("war.toml")
    assert scenario.values["front.occ0"] == 0.05
    assert scenario.values["belief.win0_A"] == Range(0.5, 0.7)
    assert not scenario.switches["aid"]
    out = simulator("check", "--unset", "war.toml")[1]
    listed = {line.split(": ")[1] for line in out.splitlines() if ": not set; " in line}
    assert listed == set(FACTS) - {"front.occ0", "belief.win0_A"}
    assert tomllib.loads(Path("war.toml").read_text())["neutral"] is True


def test_the_facts_are_primitives_that_exist() -> None:
    assert set(FACTS) <= set(PARAMETERS)
    assert all(PARAMETERS[path].tier == "primitive" for path in FACTS)


def test_the_base_sets_nearly_all_facts_of_its_war(simulator: Command) -> None:
    told = json.loads(simulator("check", "--unset", "base", "--json")[1])
    (rows,) = told["unset"].values()
    missing = {row["path"] for row in rows if row["how"]}
    assert "front.occ0" not in missing
    assert "aid.us0" not in missing
    assert {row["path"] for row in rows} < set(PARAMETERS)


@pytest.mark.usefixtures("folder")
def test_all_mistakes_at_once_and_nothing_is_overwritten(simulator: Command) -> None:
    words = ("new", "war.tml", "--start", "1939-13", "--title", "", "--set", "front.occ=1")
    status, out, err = simulator(*words)
    assert (status, out) == (2, "")
    assert [line.split(":")[0] for line in err.splitlines()] == [
        *("FILE.toml", "--title", "--start", "--set")
    ]
    Path("mine.toml").write_text("mine")
    status, _, err = simulator("new", "mine.toml")
    assert (status, Path("mine.toml").read_text()) == (2, "mine")
    assert "is there already" in err
