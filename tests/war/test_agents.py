"""Agents show the record as it is, and each tells what befell it."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from worlds import pull, scenario, world

from simulator.files.scenario import load_scenario
from simulator.model.draw import draw
from simulator.model.mechanisms.stakes import FREE, list_index
from simulator.model.records import Trajectory
from simulator.model.war.agents import War
from simulator.model.war.play import play, told

LASTS = scenario(off=["bargaining", "collapse", "freeze"])


def played(model: War, months: int) -> Trajectory:
    for _ in range(months):
        model.step()
    return model.so_far()


def test_sides_patrons_and_the_clock_are_those_of_the_books() -> None:
    model = War(world(LASTS, months=5))
    series = played(model, 3).series
    shown = {
        "cap_A": model.A.force,
        "cap_D": model.D.force,
        "aid_US": model.patrons.us,
        "aid_EU": model.patrons.eu,
        "sanctions": model.patrons.sanctions,
        "effort_A": model.leader_A.effort,
        "effort_D": model.leader_D.effort,
        "dissent_A": model.audience_A.dissent,
        "dissent_D": model.audience_D.dissent,
        "occ": model.occ,
        "intensity": model.intensity,
        "phase": model.phase,
    }
    assert shown == pytest.approx({name: series[name][3] for name in shown})
    assert (model.month, model.fighting) == (3, True)
    assert np.isnan(series["occ"][4:]).all()


def test_each_audience_has_its_own_members() -> None:
    model = War(world(LASTS, months=1))
    for side, audience in enumerate((model.audience_A, model.audience_D)):
        members = model._bench.public
        assert np.array_equal(audience.people.thresholds, members.thresholds[0, side])
        assert np.array_equal(audience.people.sensitivity, members.sensitivity[0, side])
    assert model.audience_A.people.weights[0] != model.audience_D.people.weights[0]


def test_what_befell_a_side_is_told_by_it_alone() -> None:
    model = War(world(scenario({"collapse.base_D": 0.2}, off=["bargaining"]), months=24))
    while not model.D.tell():
        model.step()
    assert model.D.tell() == ["D's defence gives way; D signs A's terms"]
    assert model.A.tell() == model.mediator.tell() == model.leader_A.tell() == []
    assert model.so_far().events[0] == (model.month, *model.D.tell())
    assert not model.fighting


def test_a_war_that_is_stopped_at_its_horizon_has_an_end() -> None:
    which = scenario(off=["bargaining", "collapse"], levers=[pull("stop", "line", 3)])
    ended = {months: played(War(world(which, months=months)), months) for months in (3, 4)}
    # Month 4's talks obey the lever of month 3, so that a war of three months goes on.
    assert [ended[months].end_month for months in (3, 4)] == [4, 4]
    assert [bool(ended[months].at_end) for months in (3, 4)] == [False, True]


@pytest.mark.parametrize(("word", "judged"), [("line", 0.7), ("withdraw", 1.0)])
def test_home_judges_a_truce_by_a_part_of_what_was_not_reached(word: str, judged: float) -> None:
    which = scenario(off=["bargaining", "collapse"], levers=[pull("stop", word, 2)])
    model = War(world(which, months=4))
    played(model, 3)
    record = model.record
    given = list_index(float(record.s.terms_land), FREE)
    chance = np.interp(judged * (1.0 - given), np.linspace(0.0, 1.0, 5), record.stop)
    assert model.leader_A.after_stop == pytest.approx(-math.log(1.0 - chance) / 24.0)
    assert model.leader_A.after_stop > 0.0


@pytest.mark.parametrize("replication", range(3))
def test_the_war_without_agents_is_the_same_war(replication: int) -> None:
    for name in ("freedman", "ceasefire-rearms"):
        drawn = draw(load_scenario(name), 5, replication, 18)
        with_agents, without = play(drawn), told(drawn)
        for state, values in with_agents.series.items():
            assert np.array_equal(values, without.series[state], equal_nan=True), state
        assert replace(with_agents, series={}) == replace(without, series={})


def test_telling_one_war_does_not_load_mesa() -> None:
    code = (
        "import sys; from simulator import load;"
        "load('ceasefire-rearms').trace(0, months=3).story();"
        "print(sorted(name for name in sys.modules if name in ('mesa', 'pandas')))"
    )
    done = subprocess.run(  # noqa: S603  # this program
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=600
    )
    assert done.stdout == "[]\n"
