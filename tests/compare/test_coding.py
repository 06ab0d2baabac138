"""The scenarios coded blind are what three readers' codings say, by the rule and nothing else."""

from __future__ import annotations

import re
import statistics
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from simulator.files.scenario import load_scenario
from simulator.model.levers import LEVERS
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range

CODINGS = Path(__file__).parents[2] / "docs" / "coding"
AUTHORS = ("strategypage", "freedman", "menon", "person", "dickinson")
READERS, MAJORITY = 3, 2
#: Neutral ranges that the readers were shown, of parameters whose meaning has changed since.
SCALES: dict[str, dict[str, float]] = tomllib.loads(
    (CODINGS / "scales.toml").read_text(encoding="utf-8")
)["neutral"]

Coding = dict[str, dict[str, Any]]


def codings(author: str) -> list[Coding]:
    files = sorted(CODINGS.glob(f"{author}.*.toml"))
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


def moved(path: str, bounds: dict[str, float]) -> dict[str, float]:
    """A reader's bounds at the same place of today's neutral range as of the one he was shown."""
    if path not in SCALES:
        return bounds
    shown, now = SCALES[path], PARAMETERS[path].neutral
    assert now is not None
    step = (now[1] - now[0]) / (shown["high"] - shown["low"])
    return {end: now[0] + (value - shown["low"]) * step for end, value in bounds.items()}


def median(path: str, bounds: list[dict[str, float]], end: str) -> float:
    value = statistics.median(each[end] for each in bounds)
    return float(round(value)) if PARAMETERS[path].whole else float(f"{value:.3g}")


@pytest.mark.parametrize("author", AUTHORS)
def test_the_scenario_is_the_median_of_what_a_majority_departs_in(author: str) -> None:
    read = codings(author)
    assert len(read) == READERS
    scenario = load_scenario(f"variants/{author}-coded-blind")
    facts = {path for path, why in load_scenario(author).because.items() if why.startswith("Fact")}
    agreed: dict[str, Range] = {}
    for path in PARAMETERS:
        bounds = [moved(path, each["values"][path]) for each in read if path in each["values"]]
        if len(bounds) >= MAJORITY:
            agreed[path] = Range(median(path, bounds, "low"), median(path, bounds, "high"))
    coded = {path for path in scenario.because if path in PARAMETERS} - facts
    assert coded == set(agreed)
    assert {path: scenario.values[path] for path in coded} == agreed
    for path in facts & set(PARAMETERS):
        assert scenario.values[path] == load_scenario(author).values[path]


@pytest.mark.parametrize("author", AUTHORS)
def test_the_policies_are_those_a_majority_takes_as_given(author: str) -> None:
    votes = Counter(
        (name, str(value)) for each in codings(author) for name, value in each["levers"].items()
    )
    agreed = {
        f"{name}={value}"
        for (name, value), count in votes.items()
        if count >= MAJORITY and LEVERS[name].number(value) != LEVERS[name].default
    }
    scenario = load_scenario(f"variants/{author}-coded-blind")
    assert {f"{lever.name}={lever.value}" for lever in scenario.levers} == agreed


@pytest.mark.parametrize("author", AUTHORS)
def test_every_value_stands_on_the_authors_facts_and_mechanisms(author: str) -> None:
    for each in codings(author):
        for path in (*each["values"], *(f"levers.{name}" for name in each["levers"])):
            why = each["because"][path]
            cited = re.findall(r"\b([a-z])\d+\b", why)
            assert set(cited) <= {"f", "m"}
        for path, bounds in each["values"].items():
            assert PARAMETERS[path].low <= bounds["low"] <= bounds["high"] <= PARAMETERS[path].high
