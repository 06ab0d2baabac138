"""Forty-five minutes in six beats: the remote moves through a beat, and on to the next."""

from __future__ import annotations

from pathlib import Path

from browser import visit
from playwright.sync_api import Browser, expect
from served import served

from simulator.classroom.lesson import the_lesson
from simulator.classroom.settings import key_of, read_settings

LESSON = the_lesson()
FEW, FULL = 20, 60


def test_six_beats_take_forty_five_minutes_and_try_what_the_file_holds() -> None:
    assert len(LESSON.beats) == 6
    assert sum(beat.minutes for beat in LESSON.beats) == 45
    for beat in LESSON.beats:
        scene = LESSON.scenes[beat.scene - 1]
        settings = {**scene.start(), **beat.settings}
        typed = {key: str(place) for key, place in beat.settings.items()}
        assert key_of(scene, read_settings(scene, typed)) == key_of(scene, settings)
        assert any(key_of(scene, each) == key_of(scene, settings) for each in scene.tabled())
        assert beat.why.count(".") == 1, "one sentence"


def test_the_remote_moves_through_every_beat(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.page.click("#route-button")
        for number, beat in enumerate(LESSON.beats, 1):
            seen.page.wait_for_selector(f"#scene-{beat.scene}.here")
            route = seen.page.locator("#route")
            expect(route).to_contain_text(f"Beat {number} of 6")
            assert not seen.page.is_visible(f"#scene-{beat.scene} .answer"), "asked first"
            seen.page.keyboard.press("PageDown")
            expect(route).to_contain_text("The vote is over")
            seen.page.keyboard.press("PageDown")
            seen.drawn(beat.scene, FEW)
            seen.page.keyboard.press("PageDown")
            expect(route).to_contain_text(beat.why)
            seen.page.keyboard.press("PageDown")
            expect(route).to_contain_text(beat.tries)
            scene = LESSON.scenes[beat.scene - 1]
            settings = {**scene.start(), **beat.settings}
            seen.drawn(beat.scene, FEW, key_of(scene, settings))
            seen.page.keyboard.press("PageDown")
        expect(seen.page.locator("#route")).to_contain_text("That was the last")
        seen.page.reload()
        expect(seen.page.locator("#route")).to_contain_text("Beat 6 of 6")
        seen.page.click("#route-button")
        assert not seen.page.is_visible("#route")
        assert seen.complaints == []


def test_a_beat_closes_the_phones_vote(browser: Browser) -> None:
    with served(open_room=True) as school:
        mine = f"{school.address}?presenter={school.room.key}"
        with visit(browser, mine) as wall:
            wall.page.click("#route-button")
            assert school.room.closed == set()
            wall.page.keyboard.press("PageDown")
            expect(wall.page.locator("#route")).to_contain_text("The vote is over")
            wall.page.wait_for_timeout(500)
            assert school.room.closed == {1}
