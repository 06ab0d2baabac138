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


def survival(hazard: float, fades: float, young: float, ageing: float, months: int) -> float:
    """Chance that no incident breaks a peace: it ages, then the month's incident is drawn."""
    stages = np.array([1.0, 0.0, 0.0])
    on = -np.expm1(-1.0 / np.array([young, ageing]))
    for _ in range(months):
        stages[2] += stages[1] * on[1]
        stages[1] += stages[0] * on[0] - stages[1] * on[1]
        stages[0] -= stages[0] * on[0]
        stages *= np.exp(-hazard * fades ** np.arange(3.0))
    return float(stages.sum())


def test_incidents() -> None:
    values = {"commit.accident": 0.1, "commit.enforce": 0.5, "commit.occasions": 0.0}
    number = 150
    found = causes(
        wars(scenario({**QUIET, **values}, phase="truce", off=["bargaining"]), number, 24)
    )
    # Half a full guarantee prevents four in ten of them; they fade as peace ages.
    share = 1.0 - survival(0.1 * 0.6, 0.5, 12.0, 24.0, 24)
    assert abs(found["accident"] - share * number) <= 3.0 * (share * (1.0 - share) * number) ** 0.5
    assert set(found) == {"none", "accident"}


def test_spoilers() -> None:
    angry = {"commit.reliab_A": 0.0, "audience.grievance": 3.0, "audience.threshold_mean": 0.2}
    calm = wars(truce({**angry, "commit.spoilers": 0.0}), 20, 36)
    found = wars(truce({**angry, "commit.spoilers": 1.0}), 20, 36)
    assert causes(calm)["spoilers at home"] == 0
    assert causes(found)["spoilers at home"] >= 5
    # They take margin, so the same luck breaks more of the truces, and the rest no later.
    fails = [
        (each.resumed_month, other.resumed_month) for each, other in zip(calm, found, strict=True)
    ]
    assert all(0 <= with_them <= without for without, with_them in fails if without >= 0)
    assert sum(month >= 0 for _, month in fails) > sum(month >= 0 for month, _ in fails)


FAITHLESS = {"commit.reliab_A": 0.0, "commit.rearm_A": 1.0, "belief.win0_A": 0.7}

#: A truce that both would keep, were it not for what it does to the balance.
TEMPTED = {"commit.reliab_A": 0.0, "belief.win0_A": 0.2, "commit.enforce": 0.0}


def test_rearming_is_broken_by_the_rearmed_and_struck_first_by_the_declining() -> None:
    grown = causes(wars(truce({**TEMPTED, "commit.rearm_A": 2.0}), 20, 36))
    assert grown["rearm and renege"] > 0
    assert grown["struck first"] > 0
    assert grown["rearm and renege"] + grown["struck first"] >= 7
    still = causes(wars(truce({**TEMPTED, "commit.rearm_A": 0.0}), 20, 36))
    assert still["rearm and renege"] == still["struck first"] == 0
    assert still["none"] > grown["none"]
    kept = causes(wars(truce({**TEMPTED, "commit.rearm_A": 2.0, "commit.reliab_A": 1.0}), 20, 36))
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
