"""What home holds against a leader: once, for two years, whichever way he goes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from worlds import pull, scenario, war, world

from simulator.files.levers import in_order
from simulator.model.mechanisms import attrition, collapse, office
from simulator.model.mechanisms.front import initiative_D
from simulator.model.records import Scenario
from simulator.model.war.agents import War
from simulator.model.war.courses import going_quiet
from simulator.model.war.outlook import assess

#: Nobody signs, nobody gives way, no leader falls: what is left is what leaders calculate.
ALONE = ["bargaining", "collapse", "turnover"]


def pulled(which: Scenario, name: str, value: str, month: int) -> Scenario:
    """The scenario with a lever pulled."""
    return replace(which, levers=in_order((*which.levers, pull(name, value, month))))


def test_a_reckoning_is_a_chance_within_two_years() -> None:
    hazard = office.reckoning(0.4)
    assert 1.0 - math.exp(-office.RECKONING * hazard) == pytest.approx(0.4)
    assert office.reckoning(0.0) == 0.0
    # Half of it falls within a year, beside what peace brings as well.
    within = office.stopped_within_a_year(0.4, 0.01)
    assert within == pytest.approx(1.0 - math.sqrt(0.6) * math.exp(-0.12))
    assert office.stopped_within_a_year(0.0, 0.0) == 0.0


def test_violence_has_two_parts_and_brings_collapse_nearer() -> None:
    for share in (0.0, 0.3, 1.0):
        by_A, by_D = attrition.parts(share, 0.03, 0.25)
        assert 0.03 + by_A + by_D == pytest.approx(1.0)
        assert by_D == pytest.approx(by_A * share / 3.0)
        assert attrition.intensity(0.5, 0.2, share, 0.03, 0.25) == pytest.approx(
            0.03 + 0.5 * by_A + 0.2 * by_D
        )
    assert collapse.under_fire(1.0, 0.2) == pytest.approx(1.0)
    assert collapse.under_fire(0.0, 0.2) == pytest.approx(0.2)
    # A side without the initiative adds little by pressing.
    assert attrition.parts(initiative_D(0.05, 1e-4), 0.03, 0.25)[1] < 0.01


def test_a_stop_is_held_against_a_leader_for_two_years_only() -> None:
    off = ["collapse", "commitment", "bargaining", "audience", "freeze"]
    sure = {"survival.stop_penalty": 0.9, "survival.cont_base": 0.0, "survival.cont_slope": 0.0}
    stopped = scenario(sure, off=off)
    stopped = pulled(stopped, "stop", "line", 3)
    fallen = [war(stopped, k, 60).removed_month_A for k in range(60)]
    months = [month for month in fallen if month >= 0]
    assert len(months) > 20
    assert all(3 < month <= 4 + office.RECKONING for month in months)


def test_owning_up_costs_the_same_whether_he_stops_or_fights_on() -> None:
    sure = {"survival.stop_penalty": 0.9, "survival.cont_base": 0.0, "survival.cont_slope": 0.0}
    told = pulled(scenario(sure, off=["collapse", "bargaining", "audience"]), "admit", "1", 2)
    both = (told, pulled(told, "stop", "line", 3))
    shares = [
        np.mean([war(which, k, 30).removed_month_A >= 0 for k in range(200)]) for which in both
    ]
    assert shares == pytest.approx([0.9, 0.9], abs=0.07)


def test_quiet_is_judged_once_and_less_than_a_stop() -> None:
    model = War(world(scenario({"survival.inaction": 0.3}, off=ALONE), months=12))
    # As if A had pressed in full so far: nothing of the price is paid yet.
    facts, ends = model.facts._replace(unpaid=1.0), model.scratch.ends
    unjudged = going_quiet(facts._replace(inaction=0.0), ends)
    judged = going_quiet(facts, ends)
    paid = going_quiet(facts._replace(unpaid=0.0), ends)
    assert judged < unjudged
    assert paid == pytest.approx(unjudged)
    assert going_quiet(facts._replace(unpaid=0.5), ends) == pytest.approx(0.5 * (judged + paid))


def test_a_leader_who_means_to_break_a_truce_must_survive_it_first() -> None:
    strong = {"belief.win0_A": 0.6, "commit.rearm_A": 1.0, "commit.breach_cost": 0.0}
    model = War(world(scenario({**strong, "survival.stop_penalty": 0.0}, off=ALONE), months=2))
    harsh = model.facts._replace(
        stop_quarter=0.8, stop_half=0.8, stop_most=0.8, stop_all=0.8, office_A=1.0
    )
    calm = harsh._replace(stop_quarter=0.0, stop_half=0.0, stop_most=0.0, stop_all=0.0)
    watched = assess(harsh, model.desk, model.scratch, False)
    unwatched = assess(calm, model.desk, model.scratch, False)
    assert watched.truce_A < unwatched.truce_A - 0.1
