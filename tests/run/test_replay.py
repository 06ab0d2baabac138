"""The command that a failure advises plays the same war, with all that was set and pulled."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from told import Command

from simulator.files.levers import parse_levers
from simulator.files.scenario import load_scenario, with_values
from simulator.files.sets import Settable, parse_sets
from simulator.model.records import Range
from simulator.run.replay import replay_command

SETS: dict[str, Settable] = {
    "stake.indivisible": 0.30000000000000004,
    "commit.rearm_A": Range(0.2, 0.4),
    "office.value_A": Range(0.1, 0.9, "triangular", 0.2),
    "mechanisms.office": False,
    "phase": "truce",
}


@pytest.fixture
def own(tmp_path: Path) -> str:
    file = tmp_path / "my war.toml"
    file.write_text('kind = "scenario"\ntitle = "Mine"\nextends = "person"\n', encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("which", ["person", "own"])
def test_what_was_set_is_set_again(own: str, which: str) -> None:
    name = own if which == "own" else which
    world = with_values(load_scenario(name), SETS)
    pulled = parse_levers(["guarantee=0.8@6", "posture=sticks"])
    words = shlex.split(replay_command(world, 7, 24, tuple(pulled), 3))
    assert words[:9] == [
        *("simulator", "trace", name, "-k", "3", "--entropy", "7", "--months", "24"),
    ]
    sets = [words[at + 1] for at, word in enumerate(words) if word == "--set"]
    levers = [words[at + 1] for at, word in enumerate(words) if word == "--lever"]
    again = with_values(load_scenario(name), parse_sets(sets))
    assert (again.values, again.switches, again.phase) == (world.values, world.switches, "truce")
    assert list(parse_levers(levers)) == list(pulled)


def test_the_command_is_one_that_the_program_takes(simulator: Command, own: str) -> None:
    world = with_values(load_scenario(own), {"commit.rearm_A": Range(0.2, 0.4)})
    words = shlex.split(replay_command(world, 0, 6, (), 1))
    status, out, err = simulator(*words[1:])
    assert (status, err) == (0, "")
    assert "Mine" in out
