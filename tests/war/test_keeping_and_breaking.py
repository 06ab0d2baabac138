"""Truces: kept or broken, and each cause of breaking under its own name."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from worlds import pull, scenario, war, wars, world

from simulator.model.levers import Lever
from simulator.model.records import CAUSES, Scenario, Trajectory
from simulator.model.war.agents import War
from simulator.model.war.record import TRUCE, WAR
from simulator.model.war.steps.expect import enforcement
from simulator.model.war.steps.keep import comply

#: A truce that nothing breaks: no accident, no spoiler, no guarantor lost, and A keeps its word.
QUIET = {
    "commit.accident": 0.0,
    "commit.spoilers": 0.0,
    "commit.guarantor_leaves": 0.0,
    "commit.reliab_A": 1.0,
}


def truce(values: dict[str, float], *levers: Lever) -> Scenario:
    """A truce from month 0 that nothing breaks but what these values say."""
    return scenario({**QUIET, **values}, phase="truce", levers=levers)


def causes(played: list[Trajectory]) -> Counter[str]:
    """How the truces ended, by cause; `none` while they hold."""
    return Counter(CAUSES[each.cause] for each in played)


def test_what_is_kept_by_all_holds() -> None:
    assert causes(wars(truce({}), 20, 36)) == Counter({"none": 20})


def test_incidents() -> None:
    found = causes(wars(truce({"commit.accident": 0.1}), 40, 24))
    # Chance of none in 24 months: exp(-2.4) = 9 %.
    assert found["accident"] >= 28
    assert set(found) <= {"none", "accident"}


def test_spoilers() -> None:
    angry = {"commit.spoilers": 1.0, "audience.grievance": 3.0, "audience.threshold_mean": 0.2}
    found = causes(wars(truce(angry), 20, 36))
    assert found["spoilers at home"] >= 5
    assert set(found) <= {"none", "spoilers at home"}
    assert causes(wars(truce({**angry, "commit.spoilers": 0.0}), 20, 36)) == Counter({"none": 20})


FAITHLESS = {"commit.reliab_A": 0.0, "commit.rearm_A": 1.0, "belief.win0_A": 0.7}


def test_rearming_and_reneging() -> None:
    found = causes(wars(truce({**FAITHLESS, "commit.enforce": 0.0}), 20, 36))
    assert found["rearm and renege"] + found["new optimism"] >= 15
    kept = causes(wars(truce({**FAITHLESS, "commit.reliab_A": 1.0}), 20, 36))
    assert kept["rearm and renege"] == 0


def test_a_guarantor_who_leaves() -> None:
    values = {**FAITHLESS, "commit.enforce": 1.0, "commit.breach_cost": 2.0}
    held = causes(wars(truce(values), 20, 36))
    assert held == Counter({"none": 20})
    left = causes(wars(truce({**values, "commit.guarantor_leaves": 0.2}), 20, 36))
    assert left["guarantor left"] >= 15


def test_binding_deals_are_not_broken() -> None:
    which = scenario({"commit.accident": 0.2}, phase="truce", off=["commitment"])
    assert causes(wars(which, 10, 24)) == Counter({"none": 10})


def test_a_war_resumed_is_fought() -> None:
    played = next(each for each in wars(truce({"commit.accident": 0.2}), 20) if each.cause)
    again = played.resumed_month
    assert played.series["fighting"][again] == 1.0
    assert np.all(played.series["fighting"][:again] == 0.0)
    assert played.end_month == 0
    assert any(month == again and "resumes" in text for month, text in played.events)


def test_nobody_dies_in_a_truce_and_the_front_stands() -> None:
    played = war(truce({}), 0, 24)
    assert played.series["casualties_A"].max() == played.series["casualties_D"].max() == 0.0
    assert np.ptp(played.series["occ"]) == 0.0
    assert np.all(played.series["phase"] == TRUCE)


def test_a_rearms_for_two_years() -> None:
    force = war(truce({"commit.rearm_A": 0.4}), 0, 36).series["cap_A"]
    growth = np.diff(np.log(force))
    # In the month after the last of 24 nothing is left to gain.
    assert growth[:20] == pytest.approx(0.4 * 0.015)
    assert growth[26:] == pytest.approx(0.0, abs=1e-12)


def test_enforcement() -> None:
    model = War(world(truce({"commit.enforce": 0.3})))
    assert enforcement(model.record) == pytest.approx(0.3)
    guaranteed = War(world(truce({"commit.enforce": 0.3}, pull("guarantee", "0.5", 0))))
    assert enforcement(guaranteed.record) == pytest.approx(0.65)
    guaranteed.record.s.guarantor = False
    assert enforcement(guaranteed.record) == 0.0


def test_nothing_is_broken_in_the_month_it_was_signed() -> None:
    model = War(world(truce({"commit.accident": 0.2})))
    model.record.s.phase_since = model.month
    to_A, to_D = model.desk.to_A, model.desk.to_D
    for _ in range(200):
        comply(model.record, to_A, to_D)
    assert model.phase == TRUCE
    model.record.s.phase = WAR
    comply(model.record, to_A, to_D)
    assert model.phase == WAR
