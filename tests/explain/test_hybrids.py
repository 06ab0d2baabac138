"""Groups of assumptions: every input in exactly one, and hybrids made of whole groups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.analysis.explain.hybrids import differences, hybrid
from simulator.errors import BadInput
from simulator.files.common_date import COMMON, load_on_common_date, on_common_date
from simulator.files.scenario import load_scenario, with_values
from simulator.model.draw import draw
from simulator.model.levers import LEVERS
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.groups import GROUPS, group_of
from simulator.model.parameters.switches import SWITCHES
from simulator.model.registry import GROUP_OF

NAMES = ("strategypage", "freedman", "menon", "person", "dickinson")
AUTHORS = tuple(f"as-written/{name}" for name in NAMES)
PATHS = [
    *PARAMETERS,
    *(f"mechanisms.{name}" for name in SWITCHES),
    *(f"levers.{name}" for name in LEVERS),
]


@pytest.mark.parametrize("path", PATHS)
def test_every_input_has_one_group(path: str) -> None:
    assert group_of(path) in GROUPS


def test_no_group_is_said_for_an_input_that_does_not_exist() -> None:
    assert set(GROUP_OF) == set(PATHS)
    for stranger in ("power.drfit", "mechanisms.offices", "levers.postures", "power"):
        with pytest.raises(KeyError):
            group_of(stranger)
    assert {group_of(path) for path in PATHS} == set(GROUPS)


@pytest.mark.parametrize("author", AUTHORS)
def test_on_the_common_date_the_facts_are_the_base_s(author: str) -> None:
    base, own, moved = load_scenario(COMMON), load_scenario(author), load_on_common_date(author)
    facts = {path for path, why in own.because.items() if why.startswith("Fact")}
    assert moved.start == base.start
    for path in PARAMETERS:
        assert moved.values[path] == (base if path in facts else own).values[path], path
    assert moved.values["front.occ0"] == base.values["front.occ0"]


def test_two_authors_differ_in_theory_only() -> None:
    first, second = load_on_common_date("menon"), load_on_common_date("dickinson")
    for group, departures in differences(first, second).items():
        for each in departures:
            assert group_of(each.path) == group
            reasons = [scenario.because.get(each.path, "") for scenario in (first, second)]
            assert any(why and not why.startswith("Fact") for why in reasons), each.path


def test_a_scenario_does_not_differ_from_itself() -> None:
    scenario = load_on_common_date("person")
    assert not any(differences(scenario, scenario).values())


def test_hybrids_of_none_and_of_all_are_the_two_authors() -> None:
    first, second = load_on_common_date("menon"), load_on_common_date("strategypage")
    for chosen, whole in (((), first), (tuple(GROUPS), second)):
        mixed = hybrid(first, second, chosen)
        assert dict(mixed.values) == dict(whole.values)
        assert dict(mixed.switches) == dict(whole.switches)
        assert mixed.levers == whole.levers


@pytest.mark.parametrize("group", GROUPS)
def test_a_hybrid_changes_one_group_and_no_other(group: str) -> None:
    first = with_values(load_on_common_date("menon"), {"mechanisms.office": False})
    second = load_on_common_date("strategypage")
    apart = differences(first, hybrid(first, second, [group]))
    assert apart[group] == differences(first, second)[group]
    assert not any(found for name, found in apart.items() if name != group)


def test_levers_go_with_their_group() -> None:
    first, second = load_on_common_date("freedman"), load_on_common_date("strategypage")
    assert first.levers != second.levers
    assert hybrid(first, second, ["patrons"]).levers == second.levers
    assert hybrid(first, second, ["office"]).levers == first.levers


def test_silent_parameters_are_drawn_alike_in_every_hybrid() -> None:
    first, second = load_on_common_date("freedman"), load_on_common_date("dickinson")
    alike = [path for path in PARAMETERS if first.values[path] == second.values[path]]
    worlds = [
        draw(hybrid(first, second, chosen), 5, 3, 12)
        for chosen in ((), ("office",), ("front", "stakes"), tuple(GROUPS))
    ]
    assert len(alike) > 60
    for path in alike:
        assert len({world.values[path] for world in worlds}) == 1, path


def test_a_world_that_cannot_be_compared_is_refused() -> None:
    base = load_scenario(COMMON)
    with pytest.raises(BadInput) as refused:
        on_common_date(replace(base, steps="forts", phase="truce"), base)
    assert [mistake.path for mistake in refused.value.mistakes] == ["front.steps", "phase"]
