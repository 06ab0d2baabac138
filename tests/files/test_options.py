"""One value of a scenario, or one lever, from the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from told import Write, told

from simulator.errors import BadInput
from simulator.files.levers import parse_lever, parse_levers
from simulator.files.scenario import (
    load_scenario,
    parse_set,
    parse_sets,
    with_values,
)
from simulator.levers import Lever
from simulator.records import Range


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
    assert (
        replace(changed, values=scenario.values, switches=scenario.switches, phase="war")
        == scenario
    )


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (
            {"stake.indivisible": 2.0, "power.noise": -1.0},
            told(
                """
                --set: stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - write
                  a value in that range
                --set: power.noise: must be in [0, 5] (percentage points per month) (got -1) -
                  write a value in that range
                """
            ),
        ),
        (
            {"front.occ0": 0.9},
            told(
                """
                --set: front.occ0: must not be above front.victory_at: the war would be over before
                  it began (got 0.9 above 0.4) - lower front.occ0 or raise front.victory_at
                """
            ),
        ),
        (
            {"front.steps": "forts"},
            told(
                """
                --set: game: front.steps = "forts" needs a [game] table - add [game], or write
                  front.steps = "continuous"
                """
            ),
        ),
        (
            {"title": "x", "posture": "sticks", "learning": False, "rep.x": 1.0},
            told(
                """
                --set: title: no such path - see `simulator parameters`
                --set: posture: no such path - that is a lever: use --lever posture=VALUE
                --set: learning: no such path - did you mean mechanisms.learning?
                --set: rep.x: no such path - allowed in [rep]: cost_A
                """
            ),
        ),
    ],
)
def test_with_values_refuses(write: Write, values: dict[str, float], lines: list[str]) -> None:
    scenario = load_scenario(write(""))
    with pytest.raises(BadInput) as caught:
        with_values(scenario, values)
    assert str(caught.value).splitlines() == lines


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
    assert str(caught.value).splitlines() == told(
        """
        --set: must be PATH=VALUE (got 'x') - write it like stake.indivisible=0.3
        --set: must be PATH=VALUE (got '=1') - write it like stake.indivisible=0.3
        --set: must be PATH=VALUE (got 'man.pool_A=') - write it like stake.indivisible=0.3
        --set: phase: must be 'war' or 'truce' (got 1) - write one of these
        --set: stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - write a value
          in that range
        --set: power.noise: must be in [0, 5] (percentage points per month) (got nan) - write a
          finite number
        """
    )


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
    assert str(caught.value).splitlines() == told(
        """
        --lever: must be NAME=VALUE or NAME=VALUE@MONTH (got 'posture') - write it like
          posture=sticks@6
        --lever: psture: no such lever - did you mean posture?
        --lever: guarantee: must be a number in [0, 1] (got 'nan') - write an allowed value
        --lever: talks: month after @ must be a whole number in [0, 600] (months) (got 'x') - write
          it like talks=1@6
        --lever: admit: a lever is pulled once a month (got month 0 twice) - keep one of them
        """
    )
