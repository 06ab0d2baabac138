"""Every input that a classroom file sets moves some war: nothing in a file is decoration."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from simulator.errors import BadInput
from simulator.files.scenario import load_scenario, parse_levers, with_values
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Scenario
from simulator.places import data_folder
from simulator.run.ensemble import some_wars

CLASSROOM = (
    "private-information",
    "rising-power",
    "indivisible-stake",
    "gambling-leader",
    "ceasefire-rearms",
    "carrots-and-sticks",
    "attrition-race",
    "sanctions-squeeze",
)
LEVERS = (
    "",
    "guarantee=1",
    "posture=sticks",
    "posture=carrots",
    "replace_A=collapsed",
    "pressure=1",
)


def wars(scenario: Scenario, lever: str) -> bytes:
    played = some_wars(scenario, 0, range(6), 36, parse_levers([lever] if lever else []))
    return played.series.tobytes() + played.end_month.tobytes() + played.resumed_month.tobytes()


@cache
def as_it_is(name: str, lever: str) -> bytes:
    return wars(load_scenario(name), lever)


def others(name: str, path: str) -> list[Scenario]:
    """The scenario with another value of one input."""
    scenario = load_scenario(name)
    if path.startswith("mechanisms."):
        on = scenario.switches[path.removeprefix("mechanisms.")]
        return [with_values(scenario, {path: not on})]
    row, found = PARAMETERS[path], []
    for share in (0.25, 0.7):
        try:
            found.append(with_values(scenario, {path: row.low + share * (row.high - row.low)}))
        except BadInput:
            continue  # refused is an answer too, but one of the two values must be allowed
    return found


def inputs() -> list[tuple[str, str]]:
    rows = []
    for name in CLASSROOM:
        text = (data_folder("scenarios") / f"{name}.toml").read_text()
        for group, table in tomllib.loads(text).items():
            for key in table if isinstance(table, dict) else ():
                if group == "mechanisms" or f"{group}.{key}" in PARAMETERS:
                    rows.append((name, f"{group}.{key}"))
    return rows


@pytest.mark.slow
@pytest.mark.parametrize(("name", "path"), inputs())
def test_it_moves_some_war_under_some_lever(name: str, path: str) -> None:
    assert any(
        wars(other, lever) != as_it_is(name, lever)
        for lever in LEVERS
        for other in others(name, path)
    )
