"""What a teacher who opened the page found wrong, each as it must be."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack
from pathlib import Path

import pytest
from browser import PHONE, WALL, Visit, visit
from playwright.sync_api import Browser, Route, expect
from served import Served, served

from simulator.classroom.handout import handout
from simulator.classroom.lesson import the_lesson
from simulator.files.scenario import load_scenario
from simulator.model.records import CAUSES, END_MODES, Range
from simulator.show.marks import ENDINGS, FAILURES, SIDE
from simulator.show.pictures import holding, outcomes, style

FEW, FULL = 20, 60
SCENES = the_lesson().scenes
PROJECTORS = [(1024, 768), (1280, 720)]
projectors = pytest.mark.parametrize("size", PROJECTORS, ids=["1024", "1280"])


# One colour and one mark.


def test_sides_endings_and_causes_have_one_colour_and_mark_everywhere() -> None:
    assert set(ENDINGS) == set(END_MODES)
    assert set(CAUSES) <= set(FAILURES)
    for table in (ENDINGS, FAILURES):
        assert len({(each.colour, each.shape) for each in table.values()}) == len(table)
        assert len({each.label for each in table.values()}) == len(table)
    assert style.SIDE is SIDE
    for cause in CAUSES[1:]:
        assert holding._CAUSES[cause] == FAILURES[cause].colour
    for name, colour in outcomes._STACK.items():
        assert name == "ongoing" or colour == ENDINGS[name].colour


def test_the_page_has_the_colours_of_the_pictures(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        facts = json.loads(seen.page.text_content("#facts") or "")
        assert facts["sides"] == SIDE
        for name in CAUSES:
            assert facts["kinds"][name]["colour"] == FAILURES[name].colour
        seen.shows(3)
        seen.plays(3, FEW)
        fill = "row => getComputedStyle(row.querySelector('.fill')).backgroundColor"
        got = seen.page.locator('#scene-3 [data-kind="none"]').evaluate(fill)
        assert got == rgb(FAILURES["none"].colour)


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


# Scene 3.


def test_no_guarantor_leaves_where_there_is_none(browser: Browser, live: Served) -> None:
    with visit(browser, live.address) as seen:
        for scene, dial in ((3, "#scene=3&guarantee=0.5&shown=1"), (8, "")):
            seen.shows(scene)
            seen.plays(scene, FULL)
            rows = seen.page.locator(f"#scene-{scene} .kinds").inner_text()
            assert "the monitors and patrons left" in rows
            assert "guarantor" not in rows
            if dial:
                seen.page.evaluate("hash => { location.hash = hash }", dial)
                seen.page.wait_for_selector(f"#scene-{scene}[data-drawn*='guarantee=0.5']")
                assert "the guarantor left" in seen.page.locator("#scene-3 .kinds").inner_text()


def test_the_dial_shows_what_enforcement_there_is(browser: Browser, lesson_file: Path) -> None:
    dial = SCENES[2].dial("guarantee")
    assert dial is not None
    there = load_scenario("ceasefire-rearms").values["commit.enforce"]
    assert isinstance(there, Range)
    assert dial.base == (there.low, there.high)
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.shows(3)
        seen.plays(3, FEW)
        mark, slider = (
            seen.page.locator(f"#scene-3 {each}").first.bounding_box()
            for each in (".base i", "#dial-3-guarantee")
        )
        assert mark is not None
        assert slider is not None
        assert mark["width"] > 20
        assert 0.1 < (mark["x"] - slider["x"]) / slider["width"] < 0.3
        assert "0.2 to 0.4" in seen.page.inner_text("#scene-3 .about")


def test_a_case_that_its_cure_saves_comes_first_and_failures_say_when_and_why(
    browser: Browser, live: Served
) -> None:
    with visit(browser, live.address) as seen:
        seen.shows(3)
        seen.plays(3, FULL)
        seen.page.wait_for_selector("#scene-3 .remedies .bars", timeout=60_000)
        told: list[list[str]] = []
        seen.page.click('#scene-3 [data-kind="rearm and renege"] .open')
        for _ in range(3):
            seen.page.wait_for_selector("#story:modal", timeout=60_000)
            rows = seen.page.locator("#story .cures li").all_inner_texts()
            told.append([row.replace("\n", " ") for row in rows])
            title = seen.page.locator("#story-title").inner_text()
            seen.page.get_by_role("button", name="Another like it").click()
            # The sign of work may be gone before anybody sees it: wait for the other war's title.
            expect(seen.page.locator("#story-title")).not_to_have_text(title, timeout=60_000)
        saved = [
            any("holds" in row and re.search("rearming|guarantee", row) for row in rows)
            for rows in told
        ]
        assert saved[0]
        assert saved == sorted(saved, reverse=True), "those that are saved before the others"
        for row in (row for rows in told for row in rows if "breaks" in row):
            assert re.search(r"month \d+, [a-z]", row), row
            assert re.search(r"breaks (later|sooner|all the same)", row), row


def test_the_story_opens_at_its_title_at_once_and_never_over_another_scene(
    browser: Browser, live: Served
) -> None:
    with visit(browser, live.address, (1280, 720)) as seen:
        seen.shows(3)
        seen.plays(3, FULL)
        seen.page.wait_for_selector("#scene-3 .remedies .bars", timeout=60_000)
        slow: list[Route] = []

        def hold(route: Route) -> None:
            slow.append(route)

        seen.page.route("**/war?*", hold)
        seen.page.click('#scene-3 [data-kind="none"] .open')
        expect(seen.page.locator("#story")).to_contain_text("Being played")
        assert seen.page.is_visible("#story progress"), "a sign of work"
        seen.page.locator("nav a").nth(3).click()
        assert not seen.page.is_visible("#story")
        for route in slow:
            route.abort()
        seen.page.wait_for_timeout(500)
        assert not seen.page.is_visible("#story")
        seen.page.unroute("**/war?*")
        seen.page.go_back()
        seen.page.wait_for_selector("#scene-3.here")
        seen.page.click('#scene-3 [data-kind="none"] .open')
        seen.page.wait_for_selector("#story:modal", timeout=60_000)
        assert seen.page.locator("#story").evaluate("each => each.scrollTop") == 0
        assert seen.page.locator("#story").evaluate("each => each.contains(document.activeElement)")
        assert seen.page.is_visible("#story-title")


# Scenes 1, 2, 6, 7, 8.


def test_on_the_first_day_nobody_is_driven_out(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.plays(1, FEW)
        assert "driven out" not in seen.page.inner_text("#scene-1")
        assert not re.search(r"\b(below|above)\b", seen.page.inner_text("#scene-1 .why"), re.I)


def test_both_beliefs_are_of_one_event() -> None:
    first, second = SCENES[1].lines
    assert (first.key, first.side, first.counter) == ("belief_A_win", "A", False)
    assert (second.key, second.side, second.counter) == ("belief_D_win", "D", True)


def test_pressure_starts_where_something_happens(browser: Browser, live: Served) -> None:
    assert SCENES[5].first == {"posture": "sticks"}
    with visit(browser, live.address) as seen:
        seen.shows(6)
        seen.plays(6, FULL)
        assert "posture=sticks" in seen.page.url
        assert "On the same luck" in seen.page.inner_text("#scene-6 .effect")


def test_the_authors_are_seen_and_chosen_before_the_vote(
    browser: Browser, lesson_file: Path
) -> None:
    authors = SCENES[6].dials[0].choices
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.shows(7)
        for choice in authors:
            assert seen.page.is_visible(f"#scene-7 .card >> text={choice.about}")
        seen.page.check("#card-menon")
        seen.plays(7, FEW)
        assert "author=menon" in (seen.page.get_attribute("#scene-7", "data-drawn") or "")
        assert seen.page.is_checked("#dial-7-author-menon")
    sheet = handout(the_lesson())
    assert all(choice.about.split("'")[0] in sheet for choice in authors)


def test_no_name_of_the_program_stands_in_front_of_a_class(
    browser: Browser, lesson_file: Path
) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        for scene in SCENES:
            seen.shows(scene.number)
            seen.plays(scene.number, FEW)
            text = seen.page.inner_text(f"#scene-{scene.number}")
            names = re.findall(r"[a-zA-Z]+_[A-Za-z_]+|[a-z]+[.][pc][0-9]+|>=|<=|0[.]\d{4}", text)
            assert names == [], scene.number
            for cause in ("rearm and renege", "spoilers at home", "guarantor left (", "renege"):
                assert cause not in text


def test_the_vote_on_the_best_design_is_answered_with_all_designs(
    browser: Browser, live: Served
) -> None:
    with visit(browser, live.address) as seen:
        seen.shows(8)
        seen.page.click("#scene-8 [data-option='1']")
        seen.plays(8, FULL)
        expect(seen.page.locator("#scene-8 .guess")).to_contain_text("The wars say", timeout=90_000)
        assert seen.page.locator("#scene-8 .option.right").count() == 1
        circles = seen.page.locator("#scene-8 .best circle.design")
        assert circles.count() == len(list(SCENES[7].tabled()))
        rows = seen.page.locator("#scene-8 .frontier li").all_inner_texts()
        costs = [int(re.findall(r"for (\d) of 8", row)[0]) for row in rows]
        assert costs == sorted(costs, reverse=True)
        seen.page.locator("#scene-8 .frontier button").first.click()
        expect(seen.page.locator("#scene-8 .meter")).to_contain_text(f"{costs[0]} of 8 points")


def test_struck_before_the_other_grew_and_struck_once_rearmed_are_two_causes(
    browser: Browser, live: Served
) -> None:
    with visit(browser, live.address) as seen:
        seen.shows(8)
        seen.plays(8, FULL)
        for cause, label in (
            ("struck first", "struck before the other grew"),
            ("rearm and renege", "struck once rearmed"),
        ):
            row = seen.page.locator(f'#scene-8 [data-kind="{cause}"]')
            assert label in row.inner_text()
            assert row.locator(".open").is_enabled()


# Votes.


def test_bars_of_a_vote_are_shares_of_all_votes_and_outlive_a_reload(
    browser: Browser, lesson_file: Path
) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.shows(3)
        for option in (0, 0, 1, 2):
            seen.page.click(f"#scene-3 [data-option='{option}']")
        share = "each => each.style.getPropertyValue('--share')"
        shares = [
            seen.page.locator(f"#scene-3 [data-option='{i}']").evaluate(share) for i in "0123"
        ]
        assert shares == ["50%", "25%", "25%", "0%"]
        seen.plays(3, FEW)
        counts = seen.page.locator("#scene-3 .count")
        assert seen.page.is_visible("#scene-3 .options")
        assert counts.all_inner_texts() == ["2", "1", "1", ""]
        seen.page.click("#scene-3 .again")
        assert seen.page.is_visible("#scene-3 .options")
        seen.page.reload()
        seen.drawn(3, FEW)
        assert counts.all_inner_texts() == ["2", "1", "1", ""]
        tab = seen.page.context.new_page()
        tab.goto(lesson_file.as_uri() + "#scene=3")
        expect(tab.locator("#scene-3 .count").first).to_have_text("2")


# Phones, and the room.


def test_a_students_design_is_the_students_and_the_board_is_one(browser: Browser) -> None:
    with served(open_room=True) as school:
        mine = f"{school.address}?presenter={school.room.key}"
        with (
            visit(browser, mine) as wall,
            visit(browser, school.address, PHONE, code=school.room.code) as phone,
        ):
            wall.shows(8)
            wall.plays(8, FULL)
            phone.drawn(8, FULL)
            phone.page.check("#dial-8-guarantee-late")
            phone.page.wait_for_selector("#scene-8[data-drawn*='guarantee=late']")
            wall.page.check("#dial-8-monitors-many")
            wall.page.wait_for_selector("#scene-8[data-drawn*='monitors=many']")
            expect(phone.page.locator("#wall")).to_be_visible()
            assert phone.page.is_checked("#dial-8-guarantee-late")
            assert phone.page.is_checked("#dial-8-monitors-none")
            phone.drawn(8, FULL)
            phone.page.fill("#team", "Blue")
            phone.page.click("#scene-8 .put button")
            for page in (phone.page, wall.page):
                expect(page.locator("#scene-8 .board tbody tr")).to_have_count(1)
                expect(page.locator("#scene-8 .board tbody")).to_contain_text("Blue")
            wall.page.reload()
            expect(wall.page.locator("#scene-8 .board tbody tr")).to_have_count(1)
            phone.page.click("#wall button")
            phone.page.wait_for_selector("#scene-8[data-drawn*='monitors=many']")
            assert not phone.page.is_visible(".keys"), "no keys where there are none"


@pytest.mark.parametrize("size", [*PROJECTORS, WALL], ids=["1024", "1280", "1920"])
def test_how_to_join_is_in_sight_in_every_scene(browser: Browser, size: tuple[int, int]) -> None:
    with served(open_room=True) as school:
        mine = f"{school.address}?presenter={school.room.key}"
        with visit(browser, mine, size) as wall:
            for scene in SCENES:
                wall.shows(scene.number)
                join_in_sight(wall, size)
                wall.plays(scene.number, FULL)
                join_in_sight(wall, size)
            assert school.room.code in wall.page.inner_text(".join")
            wall.page.click(".join button")
            assert wall.page.is_visible("#code-dialog .qr")


def join_in_sight(wall: Visit, size: tuple[int, int]) -> None:
    for part in (".join .qr", ".join .code"):
        box = wall.page.locator(part).bounding_box()
        assert box is not None
        assert 0 <= box["y"] < box["y"] + box["height"] <= size[1] / 4
        assert box["x"] + box["width"] <= size[0]


def test_the_next_class_finds_an_empty_room(browser: Browser) -> None:
    with served(open_room=True) as school:
        mine = f"{school.address}?presenter={school.room.key}"
        with (
            visit(browser, mine) as wall,
            visit(browser, school.address, PHONE, code=school.room.code) as phone,
        ):
            old = school.room.code
            wall.shows(3)
            phone.page.click("#scene-3 [data-option='2']")
            wall.page.click("#scene-3 [data-option='0']")
            wall.plays(3, FULL)
            wall.page.click("#next-button")
            assert school.room.code == old, "asked for twice"
            wall.page.click("#next-button")
            expect(wall.page.locator(".join .code")).not_to_have_text(old)
            expect(phone.page.locator("#code")).to_be_visible()
            wall.shows(3)
            assert wall.page.locator("#scene-3 .count").all_inner_texts() == [""] * 4
            assert not wall.page.is_visible("#scene-3 .answer")
            expect(wall.page.locator(".join .people")).to_have_text("0 students here")


def test_a_server_that_went_away_says_so_and_tries_again(browser: Browser) -> None:
    with ExitStack() as page:
        with served(open_room=True) as leaving:
            mine = f"{leaving.address}?presenter={leaving.room.key}"
            seen = page.enter_context(visit(browser, mine))
            expect(seen.page.locator(".people")).to_have_text("0 students here")
        expect(seen.page.locator("#lost")).to_contain_text("cannot be heard. Trying again")
        assert not seen.page.is_visible(".people"), "nobody knows who is here"
        seen.shows(2)
        seen.page.click("#scene-2 .play")
        seen.page.wait_for_selector("#scene-2.failed")
        assert "has stopped" in seen.headline(2)
        assert not seen.page.is_visible("#scene-2 .busy")
        assert seen.page.is_visible("#scene-2 .try-again")
        with served(again=leaving):
            seen.drawn(2, FULL)
            expect(seen.page.locator("#lost")).to_be_hidden()
            expect(seen.page.locator(".people")).to_have_text("0 students here")
            assert not seen.page.is_visible("#scene-2 .try-again")


def test_back_and_forward_keep_to_the_lesson(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.page.locator("nav a").nth(3).click()
        seen.plays(4, FEW)
        seen.page.keyboard.press("PageDown")
        seen.page.wait_for_selector("#scene-5.here")
        seen.page.go_back()
        seen.page.wait_for_selector("#scene-4.here")
        assert seen.page.is_visible("#scene-4 .answer"), "as it was left"
        seen.page.go_back()
        seen.page.wait_for_selector("#scene-1.here")
        seen.page.go_forward()
        seen.page.wait_for_selector("#scene-4.here")


def test_a_link_of_yesterday_is_told_what_to_do(browser: Browser) -> None:
    with served(open_room=True) as school:
        page = browser.new_page()
        page.goto(f"{school.address}?presenter=of-yesterday")
        assert "link is of another lesson" in page.inner_text("body")
        assert "where the program was started" in page.inner_text("body")
        page.close()


# Screens, paper, keys.

BOXES = """scene => [...document.querySelectorAll(`#scene-${scene} .kinds .bars li`)].map(row => {
    const label = row.querySelector('.label'), track = row.querySelector('.track');
    const words = document.createRange(); words.selectNodeContents(label);
    return [words.getBoundingClientRect(), track.getBoundingClientRect()]
        .map(box => [box.left, box.top, box.right, box.bottom]);
})"""


@projectors
def test_nothing_overlaps_on_a_small_projector(
    browser: Browser, lesson_file: Path, size: tuple[int, int]
) -> None:
    with visit(browser, lesson_file.as_uri(), size) as seen:
        for scene in SCENES:
            seen.shows(scene.number)
            seen.plays(scene.number, FEW)
            rows = seen.page.evaluate(BOXES, scene.number)
            assert rows
            for words, track in rows:
                assert words[2] <= track[0], "words do not reach into the bar"
                assert track[2] - track[0] >= 200


@projectors
def test_one_picture_with_its_sentence_fits_the_screen(
    browser: Browser, lesson_file: Path, size: tuple[int, int]
) -> None:
    with visit(browser, lesson_file.as_uri(), size) as seen:
        for scene in SCENES:
            seen.shows(scene.number)
            seen.plays(scene.number, FEW)
            at = f"#scene-{scene.number} "
            for part in (at + ".headline", at + ".drawn > figure:first-child"):
                box = seen.page.locator(part).bounding_box()
                assert box is not None
                assert box["y"] >= 0
                assert box["y"] + box["height"] <= size[1], (scene.number, part)


@pytest.mark.parametrize("size", [*PROJECTORS, WALL], ids=["1024", "1280", "1920"])
def test_what_is_read_aloud_is_large(
    browser: Browser, lesson_file: Path, size: tuple[int, int]
) -> None:
    large = "each => parseFloat(getComputedStyle(each).fontSize)"
    with visit(browser, lesson_file.as_uri(), size) as seen:
        for scene in SCENES:
            seen.shows(scene.number)
            at = f"#scene-{scene.number} "
            for part in ("h2", ".ask", ".option"):
                assert seen.page.locator(at + part).first.evaluate(large) >= 28
            seen.plays(scene.number, FEW)
            for part in ("h2", ".headline"):
                assert seen.page.locator(at + part).evaluate(large) >= 28


def test_every_mark_is_reached_by_the_keyboard(browser: Browser, live: Served) -> None:
    with visit(browser, live.address) as seen:
        seen.shows(3)
        seen.plays(3, FULL)
        seen.page.focus("#scene-3 .grid")
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
            seen.page.keyboard.press(key)
        expect(seen.page.locator("#scene-3 .dots [role='status']")).to_contain_text("Ceasefire 51:")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_selector("#story[open]")
        assert seen.page.inner_text("#story-title") == f"Ceasefire 51 of {FULL}"


def test_a_played_scene_is_printed_with_its_pictures(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.shows(3)
        seen.plays(3, FEW)
        seen.page.emulate_media(media="print")
        assert seen.page.is_visible("#scene-3 .headline")
        assert seen.page.is_visible("#scene-3 .grid")
        assert not seen.page.is_visible("#scene-3 .dials")
        seen.page.emulate_media(media="screen")


def test_a_dark_room_gets_a_dark_page(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        ground = "getComputedStyle(document.body).backgroundColor"
        light = seen.page.evaluate(ground)
        seen.page.emulate_media(color_scheme="dark")
        dark = seen.page.evaluate(ground)
        assert sum(map(int, re.findall(r"\d+", light))) > 600
        assert sum(map(int, re.findall(r"\d+", dark))) < 150


def test_the_handout_is_two_pages_and_gives_nothing_away(browser: Browser, tmp_path: Path) -> None:
    text = handout(the_lesson())
    for scene in SCENES:
        for paragraph in scene.text:
            assert paragraph.split(".")[0].replace("*", "") not in text
        assert scene.notes not in text
    sheet = tmp_path / "sheet.html"
    sheet.write_text(text, encoding="utf-8")
    page = browser.new_page()
    page.goto(sheet.as_uri())
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2


def test_numbers_in_words_are_those_that_were_played(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        for scene in SCENES:
            seen.shows(scene.number)
            assert f"Play {FEW} " in seen.page.inner_text(f"#scene-{scene.number} .play")
            seen.plays(scene.number, FEW)
            text = seen.page.inner_text(f"#scene-{scene.number}")
            assert not re.search(r"thousand|1,000", text), scene.number
