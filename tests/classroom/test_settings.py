"""Whatever a link says, it is settings or a mistake told in words."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.classroom.lesson import Choice, Place, Scene, the_lesson
from simulator.classroom.settings import key_of, on_notches, played, read_settings
from simulator.errors import BadInput

THIRD = the_lesson().scenes[2]
EIGHTH = the_lesson().scenes[7]

WORDS = st.one_of(
    st.text(max_size=30),
    st.floats().map(str),
    st.integers().map(str),
    st.sampled_from(["nan", "inf", "-inf", "1e999", "0x1", "1_0", "١", "", "full", "none", "0.5"]),
)


#: The first text drawn loads tables of Unicode, which takes seconds on a busy machine.
patient = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@patient
@given(st.dictionaries(st.sampled_from(["guarantee", "rearm", "incidents", "fickle"]), WORDS))
def test_numbers_from_a_link_are_inside_or_refused(typed: dict[str, str]) -> None:
    try:
        places = read_settings(THIRD, typed)
    except BadInput as error:
        told = [mistake.remedy for mistake in error.mistakes]
    else:
        told = ["fine"]
        inside(places)
    assert all(told)


def inside(places: Mapping[str, Place]) -> None:
    for dial in THIRD.dials:
        place = places[dial.key]
        assert isinstance(place, float | int)
        assert math.isfinite(place)
        assert dial.low <= place <= dial.high
        assert (place - dial.low) / dial.step == pytest.approx(
            round((place - dial.low) / dial.step)
        )


@patient
@given(st.dictionaries(st.text(max_size=12), WORDS, max_size=8))
def test_anything_else_is_refused_at_once(typed: dict[str, str]) -> None:
    try:
        places = read_settings(EIGHTH, typed)
    except BadInput as error:
        told = len(error.mistakes)
    else:
        told = 0
        assert EIGHTH.cost(places) <= EIGHTH.budget
    assert told >= sum(EIGHTH.dial(key) is None for key in typed)


def test_all_mistakes_are_told_together() -> None:
    with pytest.raises(BadInput) as told:
        read_settings(THIRD, {"guarantee": "2", "rearm": "much", "colour": "red"})
    lines = str(told.value).splitlines()
    assert lines[0] == "request: guarantee: must be a number in [0, 1] (got '2') - move the slider"
    assert len(lines) == 3


def test_a_design_over_budget_is_refused() -> None:
    bought = {"guarantee": "full", "monitors": "many", "arms": "yes", "home": "yes"}
    with pytest.raises(BadInput, match="at most 8 points"):
        read_settings(EIGHTH, bought)


def test_a_slider_moves_by_its_step_and_notches_are_fewer() -> None:
    places = read_settings(THIRD, {"guarantee": "0.3300001"})
    assert places["guarantee"] == pytest.approx(0.35)
    assert not on_notches(THIRD, places)
    assert on_notches(THIRD, read_settings(THIRD, {"guarantee": "0.25"}))


def test_the_key_tells_settings_apart() -> None:
    keys = {key_of(THIRD, each) for each in THIRD.tabled()}
    assert len(keys) == len(list(THIRD.tabled()))


def test_the_command_says_what_is_played() -> None:
    world = played(THIRD, read_settings(THIRD, {"guarantee": "0.5"}))
    assert "--lever guarantee=0.5" in world.command
    assert "--set commit.rearm_A=0.6" in world.command
    assert [lever.name for lever in world.levers] == ["guarantee"]
    assert world.scenario.values["commit.rearm_A"] == 0.6


def test_a_choice_that_comes_after_the_scene_is_refused() -> None:
    cure = Choice("late", "", levers=(f"admit=1@{THIRD.months}",))
    with pytest.raises(BadInput, match=f"before the horizon of {THIRD.months} months"):
        played(THIRD, THIRD.start(), cure)


@pytest.mark.parametrize("scene", the_lesson().scenes, ids=lambda scene: scene.title)
def test_every_choice_of_the_lesson_comes_in_time(scene: Scene) -> None:
    for dial in scene.dials:
        for place in dial.places:
            played(scene, {**scene.start(), dial.key: place})
    for cure in scene.cures:
        played(scene, scene.start(), cure)
