"""Whatever is in a scenario file, a person gets a scenario or short lines, never a traceback."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import scenarios
from strategies_files import edited, leaves, words

from simulator.errors import BadInput, Mistake
from simulator.files.levers import parse_lever
from simulator.files.scenario import dump_scenario, load_scenario, parse_set, with_values
from simulator.files.sets import SETTABLE
from simulator.files.tables import scenario_table, write_toml
from simulator.model.levers import LEVERS, Lever
from simulator.model.records import Scenario

unhurried = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def outcome(call: Callable[[], Any]) -> tuple[Any, tuple[Mistake, ...]]:
    """What a call returned, and the mistakes it told of instead; anything else is raised."""
    try:
        return call(), ()
    except BadInput as error:
        return None, error.mistakes


def load(text: str | bytes, folder: Path) -> None:
    """Load a file with this text; it must end in a scenario or in short lines."""
    file = folder / "x.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    scenario, mistakes = outcome(lambda: load_scenario(str(file)))
    assert isinstance(scenario, Scenario) != bool(mistakes)
    lines = [str(mistake) for mistake in mistakes]
    assert all("\n" not in line and len(line) < 1200 for line in lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@st.composite
def edited_files(draw: st.DrawFn) -> str:
    """The text of a valid file after one to six such edits."""
    table = copy.deepcopy(scenario_table(draw(scenarios(moderate=True))))
    for _ in range(draw(st.integers(1, 6))):
        if table:
            table = edited(draw, table)
    return write_toml(table)


@unhurried
@given(text=edited_files())
def test_edited_files(folder: Path, text: str) -> None:
    load(text, folder)


@unhurried
@given(
    scenario=scenarios(moderate=True),
    cut=st.floats(0, 1),
    length=st.integers(0, 40),
    put=st.binary(max_size=20),
)
def test_overwritten_bytes(
    folder: Path, scenario: Scenario, cut: float, length: int, put: bytes
) -> None:
    text = dump_scenario(scenario).encode()
    at = int(cut * len(text))
    load(text[:at] + put + text[at + length :], folder)


@unhurried
@given(body=st.binary(max_size=200))
def test_any_bytes(folder: Path, body: bytes) -> None:
    load(body, folder)


@unhurried
@given(path=st.sampled_from(SETTABLE) | words, value=words | leaves.map(str))
def test_any_set_option(path: str, value: str) -> None:
    found, mistakes = outcome(lambda: parse_set(f"{path}={value}"))
    assert all(mistake.where == "--set" for mistake in mistakes)
    assert mistakes or found[0] in SETTABLE


@unhurried
@given(name=st.sampled_from(list(LEVERS)) | words, value=words | leaves.map(str), at=words)
def test_any_lever_option(name: str, value: str, at: str) -> None:
    for text in (f"{name}={value}", f"{name}={value}@{at}"):
        lever, mistakes = outcome(partial(parse_lever, text))
        assert all(mistake.where == "--lever" for mistake in mistakes)
        assert mistakes or isinstance(lever, Lever)


@unhurried
@given(
    scenario=scenarios(moderate=True),
    values=st.dictionaries(st.sampled_from(SETTABLE) | words, leaves, max_size=4),
)
def test_any_values(scenario: Scenario, values: dict[str, Any]) -> None:
    changed, mistakes = outcome(lambda: with_values(scenario, values))
    assert all(mistake.where == "--set" for mistake in mistakes)
    if not mistakes:
        assert set(values) <= set(SETTABLE)
        assert with_values(changed, values) == changed
