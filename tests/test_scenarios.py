"""The shipped scenarios: each loads and plays, and each departure of an author has its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from simulator.files.design_file import load_design
from simulator.files.find import known_names, scenario_folder
from simulator.files.merge import said_paths
from simulator.files.new_war import FACTS, unset
from simulator.files.scenario import layers_of, load_scenario
from simulator.model.draw import draw
from simulator.model.parameters import PARAMETERS
from simulator.model.records import END_MODES, Range, Scenario
from simulator.model.war.play import play

NAMES = [name for name in known_names() if not name.startswith(("textbook/", "designs/"))]
DESIGNS = [name for name in known_names() if name.startswith("designs/")]
AUTHORS = {
    "as-written/strategypage": "sp",
    "as-written/freedman": "freedman",
    "as-written/menon": "menon",
    "as-written/person": "person",
    "as-written/dickinson": "dickinson",
    "variants/strategypage-own-numbers": "sp",
    "variants/person-own-numbers": "person",
    "variants/strategypage-coded-blind": "sp",
    "variants/freedman-coded-blind": "freedman",
    "variants/menon-coded-blind": "menon",
    "variants/person-coded-blind": "person",
    "variants/dickinson-coded-blind": "dickinson",
}
CODED = [name for name in NAMES if name.startswith("wars/")]
#: What the authors state with what would have to be true beside it: tests/complete holds them.
COMPLETE = ("strategypage", "freedman", "menon", "person", "dickinson")
CLASSROOM = [name for name in NAMES if name not in ("base", "neutral", *COMPLETE, *AUTHORS, *CODED)]
CLAIM = re.compile(r"\b([a-z]+)\.([a-z])\d+")
OWN_CLAIM = re.compile(r"^(sp|freedman|menon|person|dickinson)\.(f|m)\d+")
FACT = re.compile(r"^Fact( of [A-Z][a-z]+ 20\d\d)?: ")


def departures(scenario: Scenario, base: Scenario) -> Iterator[str]:
    """Everything in which a scenario differs from its base, as paths of `[because]`."""
    yield from (path for path in PARAMETERS if scenario.values[path] != base.values[path])
    yield from (
        f"mechanisms.{name}" for name, on in scenario.switches.items() if on != base.switches[name]
    )
    yield from {f"levers.{lever.name}" for lever in scenario.levers if lever not in base.levers}
    yield from (key for key in ("start", "phase") if getattr(scenario, key) != getattr(base, key))


def table_rows() -> dict[str, list[str]]:
    """Name of each scenario and design in the README's tables to its other cells."""
    text = (scenario_folder() / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", text, flags=re.MULTILINE)
    return {name: c.split(" | ") for name, c in rows if not name.startswith("textbook/")}


@pytest.mark.parametrize("name", NAMES)
def test_plays_three_wars(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.title
    assert scenario.question.endswith("?")
    for replication in range(3):
        war = play(draw(scenario, 1, replication, 24))
        assert 0.0 <= war.series["occ"].min() <= war.series["occ"].max() <= 1.0
        if scenario.phase == "truce":
            assert END_MODES[war.end_mode] == "truce"


@pytest.mark.parametrize("name", AUTHORS)
def test_every_departure_has_its_reason_and_no_other(name: str) -> None:
    scenario = load_scenario(name)
    assert set(scenario.because) == set(departures(scenario, load_scenario("base")))


@pytest.mark.parametrize("name", AUTHORS)
def test_reasons_are_the_authors_own_facts_and_mechanisms(name: str) -> None:
    for path, reason in load_scenario(name).because.items():
        cited = CLAIM.findall(reason)
        assert FACT.match(reason) or OWN_CLAIM.match(reason), path
        assert {author for author, _ in cited} <= {AUTHORS[name]}, path
        assert {kind for _, kind in cited} <= {"f", "m"}, path


@pytest.mark.parametrize("name", AUTHORS)
def test_an_authors_departure_is_a_range(name: str) -> None:
    scenario = load_scenario(name)
    values = {path: scenario.values[path] for path in scenario.because if path in PARAMETERS}
    assert [path for path, value in values.items() if not isinstance(value, Range)] == []


@pytest.mark.parametrize("name", CLASSROOM)
def test_a_classroom_scenario_says_what_to_try_and_departs_little(name: str) -> None:
    text = (scenario_folder() / f"{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("#")
    assert "# Try: --" in text
    scenario = load_scenario(name)
    changed = [path for path in departures(scenario, load_scenario("base")) if path in PARAMETERS]
    assert len(changed) <= 8


@pytest.mark.parametrize("name", CODED)
def test_a_coded_war_sets_every_figure_and_names_its_sources(name: str) -> None:
    layers, _ = layers_of(name)
    assert [row.path for row in unset(layers) if row.how] == []
    scenario = load_scenario(name)
    assert scenario.sources
    assert (scenario.names.A, scenario.names.D) != ("A", "D")
    # What is no figure has a reason, and only that.
    theory = {path for path in said_paths(layers) if path in PARAMETERS} - set(FACTS)
    assert theory <= set(scenario.because)


def test_the_base_is_neutral_and_sourced() -> None:
    base = load_scenario("base")
    assert base.sources
    assert base.because == {}
    assert base.levers == ()
    assert all(base.switches.values())
    primitives = [row for row in PARAMETERS.values() if row.tier == "primitive"]
    silent = [row for row in primitives if row.neutral == _ends(base, row.path)]
    assert len(silent) > len(primitives) / 2


def _ends(scenario: Scenario, path: str) -> tuple[float, float] | None:
    value = scenario.values[path]
    return (value.low, value.high) if isinstance(value, Range) else None


def test_the_readme_lists_every_file_with_its_question() -> None:
    rows = table_rows()
    assert sorted(rows) == sorted((*NAMES, *DESIGNS))
    for name, cells in rows.items():
        loaded = load_design(name) if name in DESIGNS else load_scenario(name)
        assert cells[0] == loaded.question, name
        assert len(cells) == 2
        assert cells[1]


def test_the_readme_lists_every_textbook_game() -> None:
    text = (scenario_folder() / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`textbook/[^|]+) \| [^|]+\? \|$", text, flags=re.MULTILINE)
    listed = [
        name.removeprefix("textbook/") for row in rows for name in re.findall("`([^`]+)`", row)
    ]
    games = [name.removeprefix("textbook/") for name in known_names() if "textbook/" in name]
    assert sorted(listed) == sorted(games)
