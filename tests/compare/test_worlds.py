"""Arms and the common date: what is played is what the card and the theory say."""

from __future__ import annotations

import pytest

from simulator.claims.cards.card import Arm
from simulator.claims.cards.load import load_all
from simulator.claims.compare.arms import at_common_date, label, world
from simulator.claims.compare.comparison import crossed
from simulator.claims.compare.judging import readings_of
from simulator.claims.compare.needed_wars import worlds_of
from simulator.files.scenario import load_scenario
from simulator.model.draw import draw
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range

AUTHORS = ("strategypage", "freedman", "menon", "person", "dickinson")
BASE = load_scenario("base")


@pytest.mark.parametrize("name", AUTHORS)
def test_the_common_date_has_the_bases_facts_and_the_authors_theory(name: str) -> None:
    own, common = load_scenario(name), at_common_date(name)
    assert common.start == BASE.start == "2025-10"
    for path in PARAMETERS:
        reason = own.because.get(path)
        theory = reason is not None and not reason.startswith("Fact")
        assert common.values[path] == (own if theory else BASE).values[path], path
    assert all(not reason.startswith("Fact") for reason in common.because.values())


def test_a_dated_fact_does_not_travel_and_a_mechanism_does() -> None:
    own, common = load_scenario("freedman"), at_common_date("freedman")
    assert own.values["front.occ0"] != common.values["front.occ0"] == BASE.values["front.occ0"]
    assert own.values["belief.lag"] == common.values["belief.lag"] != BASE.values["belief.lag"]
    assert common.levers == own.levers


def test_an_author_of_that_very_month_is_not_changed() -> None:
    for name in ("person", "strategypage"):
        own, common = load_scenario(name), at_common_date(name)
        assert common.values == own.values
        assert common.levers == own.levers


def test_a_lever_of_the_authors_own_calendar_stays_at_home() -> None:
    assert [lever.month for lever in load_scenario("menon").levers] == [0, 7]
    assert at_common_date("menon").levers == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Arm(), Arm(levers=("posture=hold", "aid_us=as_is"))),
        (Arm(levers=("bombing=x2",)), Arm(levers=("bombing=x2@0", "offer=none"))),
        (Arm(levers=("aid_us=cut", "bombing=x2")), Arm(levers=("bombing=x2", "aid_us=cut"))),
        (Arm(), Arm(times={"econ.pain_weight": 1.0})),
    ],
)
def test_the_same_world_has_one_label(one: Arm, other: Arm) -> None:
    assert label(one, BASE) == label(other, BASE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Arm(), Arm(levers=("posture=sticks",))),
        (Arm(levers=("aid_us=cut",)), Arm(levers=("aid_us=cut@3",))),
        (Arm(levers=("admit=1@3",)), Arm(levers=("admit=1@4",))),
        (Arm(), Arm(set={"belief.win0_A": 0.2})),
        (Arm(), Arm(times={"econ.pain_weight": 2.0})),
        # A lever that returns to nothing is not idle: something was pulled before.
        (Arm(levers=("posture=sticks",)), Arm(levers=("posture=sticks", "posture=hold@6"))),
    ],
)
def test_different_worlds_have_different_labels(one: Arm, other: Arm) -> None:
    assert label(one, BASE) != label(other, BASE)


def test_a_lever_that_undoes_the_scenarios_own_is_not_idle() -> None:
    person = load_scenario("person")  # whose posture alternates
    assert label(Arm(levers=("posture=hold",)), person) == "posture=hold@0"
    assert label(Arm(levers=("posture=alternate",)), person) == label(Arm(), person)
    menon = load_scenario("menon")  # whose aid changes in month 7
    assert label(Arm(levers=("aid_us=hold",)), menon) == "aid_us=hold@0"


def test_a_treatment_lasts_whatever_the_scenario_had_planned() -> None:
    menon = load_scenario("menon")  # whose aid is held until month 7
    here = world(Arm(levers=("aid_us=cut",)), menon)
    in_force = draw(here.scenario, 0, 0, 60, here.levers).levers
    assert [(lever.name, lever.value) for lever in in_force] == [("aid_us", "cut")]


def test_times_multiplies_a_range_and_stays_within_what_is_allowed() -> None:
    arm = world(Arm(times={"econ.pain_weight": 2.0, "belief.win0_A": 5.0}), BASE).scenario
    before = BASE.values["econ.pain_weight"]
    assert isinstance(before, Range)
    assert arm.values["econ.pain_weight"] == Range(2 * before.low, 2 * before.high)
    after = arm.values["belief.win0_A"]
    top = PARAMETERS["belief.win0_A"].high
    assert (after.high if isinstance(after, Range) else after) == top


def test_claims_share_worlds() -> None:
    cards = load_all()
    for name, each in cards.items():
        claims = [claim for claim in each.claim if claim.test]
        readings = readings_of(claims)
        arms = sum(len(reading.arms) for reading in readings)
        assert worlds_of(load_scenario(name), readings) < arms / 2


def test_what_is_tied_to_a_calendar_or_repeats_an_input_is_not_crossed() -> None:
    ids = {claim.id for cards in load_all().values() for claim in crossed(cards)}
    assert not ids & {"menon.p1", "menon.p2", "menon.p7", "menon.c7", "sp.p4", "dickinson.p8"}
    assert {"sp.p1", "person.c15", "dickinson.c2"} <= ids
