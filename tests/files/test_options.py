"""One value of a scenario, or one lever, from the command line."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from told import Command, Write, told

from simulator.errors import BadInput
from simulator.files.levers import parse_lever, parse_levers
from simulator.files.scenario import (
    load_scenario,
    parse_set,
    parse_sets,
    with_values,
)
from simulator.model.levers import Lever
from simulator.model.records import Range


def test_with_values_changes_what_it_names_and_nothing_else(write: Write) -> None:
    scenario = load_scenario(write('[levers]\nposture = "sticks@6"\n'))
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
                --set: power.noise: must be in [0, 50] (percentage points per month) (got -1) -
                  write a value in that range
                """
            ),
        ),
        (
            {"front.occ0": 0.9},
            told(
                """
                --set: front.occ0: must be below front.victory_at: the war would be over before
                  it began (got 0.9, not below 0.4) - lower front.occ0 or raise front.victory_at
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
                --set: rep.x: no such path - allowed in [rep]: cost_A, scale
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
        --set: power.noise: must be in [0, 50] (percentage points per month) (got nan) - write a
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


def test_the_value_and_the_month_of_a_lever_are_told_together() -> None:
    with pytest.raises(BadInput) as caught:
        parse_levers(["guarantee=2@-1"])
    assert str(caught.value).splitlines() == told(
        """
        --lever: guarantee: must be a number in [0, 1] (got '2') - write an allowed value
        --lever: guarantee: month after @ must be a whole number in [0, 600] (months) (got '-1') -
          write it like guarantee=…@6
        """
    )
    with pytest.raises(BadInput) as caught:
        parse_levers(["guarantee=2@70"], 60)
    assert str(caught.value).splitlines() == told(
        """
        --lever: guarantee: must be a number in [0, 1] (got '2') - write an allowed value
        --lever: guarantee: its month must come before the horizon of 60 months (got 70) - pull it
          earlier, or raise the months
        """
    )


def test_a_lever_must_come_before_the_horizon() -> None:
    assert parse_levers(["aid_us=cut@59"], 60)[0].month == 59
    with pytest.raises(BadInput) as caught:
        parse_levers(["aid_us=cut@60", "talks=1@99"], 60)
    assert str(caught.value).splitlines() == told(
        """
        --lever: aid_us: its month must come before the horizon of 60 months (got 60) - pull it
          earlier, or raise the months
        --lever: talks: its month must come before the horizon of 60 months (got 99) - pull it
          earlier, or raise the months
        """
    )


@pytest.mark.parametrize("command", ["run", "contrast", "ablate", "trace"])
def test_every_command_knows_its_horizon(simulator: Command, command: str) -> None:
    status, _, err = simulator(command, "person", "--lever", "aid_us=cut@12", "--months", "12")
    assert status == 2
    assert "before the horizon of 12 months (got 12)" in err
    # Of a horizon that is itself mistaken nothing follows.
    status, _, err = simulator(command, "person", "--lever", "aid_us=cut@99", "--months", "x")
    assert status == 2
    assert "horizon" not in err


def test_both_arms_of_a_contrast_know_the_horizon(simulator: Command) -> None:
    words = ("--lever", "talks=1@12", "--against", "aid_us=cut@13", "--months", "12")
    status, _, err = simulator("contrast", "person", *words)
    assert status == 2
    assert [line.split(": ")[1] for line in err.splitlines()] == ["talks", "aid_us"]


def test_a_scenario_s_own_levers_may_come_after_a_shorter_war(simulator: Command) -> None:
    status, out, err = simulator("run", "menon", "-n", "2", "--months", "7", "--json")
    assert status == 0, err
    assert "menon: not pulled within 7 months: aid_us=as_is@7 - raise --months\n" in err
    assert json.loads(out)["months"] == 7
    status, _, err = simulator("run", "menon", "-n", "2", "--months", "8", "--json")
    assert status == 0
    assert "not pulled" not in err
