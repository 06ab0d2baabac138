"""The lesson's own text and dials: complete, short, and every place of every dial a world."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator.classroom.lesson import Scene, the_lesson
from simulator.classroom.settings import played
from simulator.errors import BadInput
from simulator.model.records import CAUSES, END_MODES

SCENES = the_lesson().scenes
scenes = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: f"scene-{scene.number}")


def test_there_are_eight_scenes() -> None:
    assert [scene.number for scene in SCENES] == list(range(1, 9))


@scenes
def test_a_scene_asks_votes_explains_and_names_its_source(scene: Scene) -> None:
    assert scene.question.rstrip().endswith(("?", "."))
    assert 1 <= len(scene.text) <= 2
    assert all(len(paragraph.split()) <= 75 for paragraph in scene.text)
    assert scene.source
    assert any(letter.isdigit() for letter in scene.source), "a source has a year"
    assert scene.notes
    assert scene.tries
    assert 3 <= len(scene.vote["options"]) <= 5


def test_a_term_is_introduced_once() -> None:
    text = " ".join(paragraph for scene in SCENES for paragraph in scene.text)
    terms = text.split("*")[1::2]
    assert len(terms) == len(set(terms)) >= 5


@scenes
def test_guesses_leave_no_gap(scene: Scene) -> None:
    options = scene.vote["options"]
    if scene.vote["on"] == "bars":
        kinds = CAUSES if scene.counts == "held" else END_MODES
        assert {option["key"] for option in options} <= set(kinds)
    else:
        assert scene.vote["on"] in ("main", "effect", "best"), "every vote is answered"
        ends = sorted((option["from"], option["to"]) for option in options)
        assert ends[0][0] <= (-1 if scene.vote["on"] == "effect" else 0)
        assert ends[-1][1] > 1
        assert all(one[1] == other[0] for one, other in pairwise(ends))


@scenes
def test_every_place_of_every_dial_is_a_world(scene: Scene) -> None:
    for dial in scene.dials:
        ends = () if dial.choices else (dial.low, dial.high)
        for place in (*dial.places, *ends):
            world = played(scene, {**scene.start(), dial.key: place})
            assert world.scenario.steps == "continuous"
            assert world.command.startswith("simulator run ")


@scenes
def test_a_slider_starts_at_a_notch_within_its_ends(scene: Scene) -> None:
    for dial in scene.dials:
        assert dial.start in dial.places
        if not dial.choices:
            assert all(dial.low <= notch <= dial.high for notch in dial.notches)
            assert list(dial.notches) == sorted(set(dial.notches))
            for notch in dial.notches:
                steps = (notch - dial.low) / dial.step
                assert steps == pytest.approx(round(steps)), (dial.key, notch)
    for key, place in scene.first.items():
        found = scene.dial(key)
        assert found is not None
        assert place in found.places


@scenes
def test_every_tabled_setting_is_a_world_within_budget(scene: Scene) -> None:
    tabled = list(scene.tabled())
    assert scene.start() in tabled
    assert {**scene.start(), **scene.first} in tabled
    for settings in tabled:
        played(scene, settings)
        assert not scene.budget or scene.cost(settings) <= scene.budget


def test_the_control_keeps_the_world() -> None:
    seventh = SCENES[6]
    settings = {"author": "menon", "pull": "sticks"}
    assert seventh.control_of(settings) == {"author": "menon", "pull": "none"}


def test_a_cure_replaces_what_the_scene_had_set() -> None:
    third = SCENES[2]
    for cure in third.cures:
        world = played(third, third.start(), cure)
        assert len({lever.name for lever in world.levers}) == len(world.levers)
    with pytest.raises(BadInput):
        played(third, {**third.start(), "guarantee": 7.0})
