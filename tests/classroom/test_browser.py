"""The page in a real browser: live and from a file without a network, on a phone and on a wall."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import PHONE, WALL, Visit, visit
from playwright.sync_api import Browser, expect
from served import Served, served

from simulator.classroom.handout import handout
from simulator.classroom.lesson import the_lesson
from simulator.model.metrics.per_war import Wars
from simulator.run.ensemble import some_wars
from simulator.theory.fearon1995 import bargaining_range

FEW = 20
FULL = 60
SCENES = range(1, 9)
sizes = pytest.mark.parametrize("size", [PHONE, WALL], ids=["phone", "wall"])


def plain(seen: Visit, address: str) -> None:
    """Nothing asked of anybody else, and nothing to complain of."""
    assert seen.complaints == []
    origin = address.split("#")[0]
    outside = [url for url in seen.asked if not url.startswith((origin, "data:", "blob:"))]
    assert outside == []


def fits(seen: Visit) -> None:
    """Nothing sticks out to the side."""
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert seen.page.evaluate(wide)


@sizes
def test_the_file_plays_every_scene_without_a_network(
    browser: Browser, lesson_file: Path, size: tuple[int, int]
) -> None:
    address = lesson_file.as_uri()
    with visit(browser, address, size, offline=True) as seen:
        for scene in SCENES:
            seen.shows(scene)
            assert seen.page.is_visible(f"#question-{scene}")
            fits(seen)
            seen.plays(scene, FEW)
            assert f"of {FEW} " in seen.headline(scene)
            assert f"n = {FEW}" in seen.headline(scene)
            fits(seen)
        assert seen.asked == [address]
        plain(seen, address)


@sizes
def test_the_server_plays_every_scene(
    browser: Browser, live: Served, size: tuple[int, int]
) -> None:
    with visit(browser, live.address, size) as seen:
        for scene in SCENES:
            seen.shows(scene)
            seen.plays(scene, FULL)
            assert f"of {FULL} " in seen.headline(scene)
            fits(seen)
        plain(seen, live.address)


@pytest.mark.parametrize("source", ["file", "live"])
def test_a_slider_moves_the_picture_and_the_address(
    browser: Browser, live: Served, lesson_file: Path, source: str
) -> None:
    address, number = (lesson_file.as_uri(), FEW) if source == "file" else (live.address, FULL)
    with visit(browser, address) as seen:
        seen.shows(3)
        seen.plays(3, number)
        before = seen.headline(3)
        seen.page.focus("#dial-3-guarantee")
        seen.page.keyboard.press("End")
        seen.drawn(3, number, "guarantee=1&rearm=0.6&incidents=0.013&fickle=0.005")
        assert seen.headline(3) != before
        assert "guarantee=1" in seen.page.url
        assert "On the same luck" in seen.page.inner_text("#scene-3 .effect")
        caption = seen.page.inner_text("#scene-3 .caption")
        assert "Outside guarantee: 1;" in caption
        assert f"{number} of {number} played" in caption
        after, link = seen.headline(3), seen.page.url
        command = seen.page.text_content("#scene-3 .command code")
        assert command is not None
        assert "--lever guarantee=1" in command
    with visit(browser, link) as again:
        again.drawn(3, number)
        assert again.headline(3) == after, "a link is the exact picture"
        again.page.click("#scene-3 .again")
        again.drawn(3, number, "guarantee=0&rearm=0.6&incidents=0.013&fickle=0.005")
        assert again.headline(3) == before


def test_a_new_move_cancels_the_old_answer(browser: Browser, live: Served) -> None:
    with visit(browser, live.address) as seen:
        seen.shows(3)
        seen.plays(3, FULL)
        seen.page.focus("#dial-3-rearm")
        for _ in range(12):
            seen.page.keyboard.press("ArrowRight")
        seen.drawn(3, FULL, "guarantee=0&rearm=1.2&incidents=0.013&fickle=0.005")
        assert "What Arvia gains from the pause: 1.2;" in seen.page.inner_text("#scene-3 .caption")
        plain(seen, live.address)


def test_a_picture_says_what_it_shows_while_another_is_played(browser: Browser) -> None:
    def slow(*asked: Any) -> Wars:  # noqa: ANN401 - the arguments of some_wars
        time.sleep(0.5 if asked[4] and asked[4][0].number > 0 else 0.0)
        return some_wars(*asked)

    with served(play=slow) as dawdling, visit(browser, dawdling.address) as seen:
        seen.shows(3)
        seen.plays(3, FULL)
        before = seen.headline(3)
        seen.page.focus("#dial-3-guarantee")
        seen.page.keyboard.press("End")
        seen.page.wait_for_selector("#scene-3.waiting")
        assert "Outside guarantee: 0;" in seen.page.inner_text("#scene-3 .caption")
        assert seen.headline(3) == before
        assert seen.page.is_visible("#scene-3 .busy"), "a mark that something is under way"
        seen.drawn(3, FULL, "guarantee=1&rearm=0.6&incidents=0.013&fickle=0.005")
        assert "Outside guarantee: 1;" in seen.page.inner_text("#scene-3 .caption")
        assert not seen.page.is_visible("#scene-3 .busy")


def test_a_server_that_is_gone_is_told(browser: Browser) -> None:
    with served() as leaving, visit(browser, leaving.address) as seen:
        seen.shows(6)
        seen.page.route("**/answer*", lambda route: route.abort())
        seen.page.click("#scene-6 .play")
        seen.page.wait_for_selector("#scene-6.failed")
        assert "the program that plays the wars has stopped" in seen.headline(6)
        assert not seen.page.is_visible("#scene-6 .busy"), "nothing is under way"
        seen.page.unroute("**/answer*")
        seen.page.click("#scene-6 .try-again")
        seen.drawn(6, FULL)
        assert not seen.page.is_visible("#scene-6 .try-again")


def test_an_old_browser_is_told_what_it_lacks(browser: Browser, lesson_file: Path) -> None:
    page = browser.new_page()
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(lesson_file.as_uri())
    expect(page.locator("#room")).to_contain_text("a browser of 2023 or later")
    assert page.is_visible("#question-1")
    page.close()


def test_hands_are_counted_and_the_wars_have_the_last_word(
    browser: Browser, lesson_file: Path
) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.shows(3)
        for option, hands in ((0, 1), (1, 3)):
            for _ in range(hands):
                seen.page.click(f"#scene-3 [data-option='{option}']")
        seen.page.click("#scene-3 [data-less='1']")
        counts = seen.page.locator("#scene-3 .count").all_inner_texts()
        assert counts == ["1", "2", "", ""]
        assert not seen.page.is_visible("#scene-3 .headline"), "guess first"
        seen.plays(3, FEW)
        share = int(re.sub(r"\D", "", seen.page.inner_text("#scene-3 .headline b")))
        options = the_lesson().scenes[2].vote["options"]
        right = [o["label"] for o in options if o["from"] <= share / FEW < o["to"]]
        assert f"The wars say: {right[0]}." in seen.page.inner_text("#scene-3 .guess")
        assert re.search(r"\d of 3 had guessed it", seen.page.inner_text("#scene-3 .guess"))


def test_a_vote_is_not_needed(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.shows(4)
        seen.plays(4, FEW)
        assert "The wars say" in seen.page.inner_text("#scene-4 .guess")


@pytest.mark.parametrize("source", ["file", "live"])
def test_one_that_failed_is_opened_and_explained(
    browser: Browser, live: Served, lesson_file: Path, source: str
) -> None:
    address, number = (lesson_file.as_uri(), FEW) if source == "file" else (live.address, FULL)
    with visit(browser, address) as seen:
        seen.shows(3)
        seen.plays(3, number)
        seen.page.wait_for_selector("#scene-3 .remedies .bars", timeout=60_000)
        seen.page.click('#scene-3 [data-kind="rearm and renege"] .open')
        seen.page.wait_for_selector("#story:modal")
        told = seen.page.inner_text("dialog")
        assert "Fighting resumed in month" in told
        assert "rearm and renege" not in told, "no name of the program"
        assert "holds" in told or "breaks" in told
        assert seen.page.locator("dialog .cures li").count() == 5
        assert seen.page.locator("dialog .months li").count() >= 1
        seen.page.keyboard.press("Escape")
        assert not seen.page.is_visible("dialog")
        plain(seen, address)


def test_a_mark_of_the_grid_opens_its_ceasefire(browser: Browser, live: Served) -> None:
    with visit(browser, live.address) as seen:
        seen.shows(3)
        seen.plays(3, FULL)
        box = seen.page.locator("#scene-3 .grid").bounding_box()
        assert box is not None
        cell = box["width"] / 50
        seen.page.mouse.click(box["x"] + 6.5 * cell, box["y"] + 0.5 * cell)
        seen.page.wait_for_selector("dialog[open]")
        assert seen.page.inner_text("#story-title") == f"Ceasefire 7 of {FULL}"


def test_the_page_computes_the_range_that_python_does(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        for p in (0.0, 0.3, 0.6, 1.0):
            for a, d in ((0.0, 0.0), (0.1, 0.2), (0.5, 0.5)):
                got = seen.page.evaluate(f"classroom.bargainingRange({p}, {a}, {d})")
                want = bargaining_range(p, a, d)
                assert got == pytest.approx({"low": want.lo, "high": want.hi})
            lost = seen.page.evaluate(f"classroom.afterTheDraw({p}, 0.2)")
            want = bargaining_range(p, 0.2, 0.2)
            assert lost == pytest.approx({"loserA": want.lo, "loserD": 1.0 - want.hi})
        seen.page.fill("#page-1-ca", "0")
        seen.page.fill("#page-1-cd", "0")
        assert "single point 0.60" in seen.page.inner_text("#scene-1 .says")
        link = seen.page.url
    assert "ca=0&cd=0" in link
    with visit(browser, link) as again:
        assert "single point 0.60" in again.page.inner_text("#scene-1 .says")


def test_the_game_keeps_its_budget_and_its_board(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.shows(8)
        seen.plays(8, FEW)
        for choice, key in (("guarantee-full", "full"), ("monitors-many", "many")):
            seen.page.check(f"#dial-8-{choice}")
            seen.page.wait_for_selector(f"#scene-8[data-drawn*='={key}']")
        assert "8 of 8 points" in seen.page.inner_text("#scene-8 .meter")
        assert seen.page.is_disabled("#dial-8-arms-yes")
        seen.page.fill("#team", "Team <b>one</b>")
        seen.page.click("#scene-8 .put button")
        seen.page.click("#scene-8 .again")
        seen.page.click("#scene-8 .put button")
        rows = seen.page.locator("#scene-8 .board tbody tr")
        assert rows.count() == 2
        assert "Team <b>one</b>" in " ".join(rows.all_inner_texts())
        seen.page.get_by_role("button", name="Team").click()
        assert "8 of 8 points" in seen.page.inner_text("#scene-8 .meter")
        seen.page.reload()
        seen.drawn(8, FEW)
        assert rows.count() == 2, "the board outlives a reload"


def test_five_authors_are_judged(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.shows(7)
        seen.plays(7, FEW)
        for choice in the_lesson().scenes[6].dials[0].choices:
            seen.page.check(f"#dial-7-author-{choice.key}")
            seen.page.wait_for_selector(f"#scene-7[data-drawn*='author={choice.key}']")
            told = seen.page.inner_text("#scene-7 .predicted")
            assert f"Does what {choice.label} predicted follow" in told
            found = re.search(r"Of (\d+) predictions, (\d+) come out, (\d+) do not, (\d+) st", told)
            assert found is not None, told
            whole, yes, no, left = (int(each) for each in found.groups())
            assert whole == yes + no + left > 0
            seen.page.click("#scene-7 .predicted summary")
            marks = seen.page.locator("#scene-7 .predicted li .verdict").all_inner_texts()
            assert [marks.count(mark) for mark in ("\u2713", "\u2717", "?")] == [yes, no, left]


def test_two_authors_are_told_apart(browser: Browser, lesson_file: Path) -> None:
    """What the groups of assumptions contribute adds up to the difference (Shapley 1953)."""
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.shows(7)
        seen.plays(7, FEW)
        seen.page.select_option("#other-author", "menon")
        seen.page.click("#scene-7 .ask-apart button")
        says = seen.page.inner_text("#scene-7 .apart .told p >> nth=0")
        values = seen.page.locator("#scene-7 .apart .number b").all_inner_texts()
        gap = number(says.partition("difference of ")[2].partition(" comes")[0])
        assert len(values) >= 3
        assert sum(number(value) for value in values) == pytest.approx(gap, abs=len(values))


def number(told: str) -> int:
    return int(told.replace("\u2212", "-").replace(",", ""))


def test_keys_move_between_scenes_and_play(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.page.keyboard.press("PageDown")
        assert seen.page.is_visible("#question-2")
        seen.page.keyboard.press("PageUp")
        assert seen.page.is_visible("#question-1")
        for _ in range(40):
            seen.page.keyboard.press("Tab")
            if seen.page.evaluate("document.activeElement.classList.contains('play')"):
                break
        seen.page.keyboard.press("Enter")
        seen.drawn(1, FEW)


def test_the_presenter_has_a_window_alone(browser: Browser, lesson_file: Path) -> None:
    lesson = the_lesson()
    with visit(browser, lesson_file.as_uri()) as seen:
        with seen.page.expect_popup() as opened:
            seen.page.keyboard.press("n")
        own = opened.value
        expect(own.locator(".own-notes")).to_have_text(lesson.scenes[0].notes)
        expect(own.locator(".clock")).to_have_text(re.compile(r"^\d+:\d\d"))
        expect(own.locator(".expected li")).to_have_count(1)
        told = re.compile(rf"When you play: [\d,]+ of {FEW} ")
        expect(own.locator(".expected li")).to_have_text(told)
        promised = own.locator(".expected li").inner_text().split(": ")[1]
        # What it promises is what the class then sees, and none of its words are on the wall.
        seen.plays(1, FEW)
        assert seen.headline(1).startswith(promised.split(" (")[0])
        assert lesson.scenes[0].notes not in seen.page.inner_text("body")
        # The short route: the line to say, what comes next, and a remote that works here too.
        seen.page.click("#route-button")
        expect(own.locator(".say")).to_have_text("Ask, and let the class vote.")
        expect(own.locator(".then")).to_contain_text("close the vote")
        own.keyboard.press("PageDown")
        expect(own.locator(".say")).to_have_text("The vote is over.")
        expect(own.locator(".clock")).to_contain_text(
            f"this beat ends at minute {lesson.beats[0].minutes}"
        )
        expect(own.locator(".expected li")).to_have_count(2)
        seen.page.keyboard.press("n")
        expect(seen.page.locator("#notes-button")).to_have_attribute("aria-pressed", "false")
        assert own.is_closed()
        assert seen.complaints == []


def test_phones_vote_and_follow(browser: Browser) -> None:
    with served(open_room=True) as school:
        mine = f"{school.address}?presenter={school.room.key}"
        with (
            visit(browser, mine) as wall,
            visit(browser, school.address, PHONE, code=school.room.code) as phone,
        ):
            assert school.room.key not in wall.page.url
            wall.shows(3)
            phone.page.wait_for_selector("#scene-3.here")
            assert phone.page.locator(".notes").count() == 0
            assert not phone.page.is_visible("#scene-3 .play")
            phone.page.click("#scene-3 [data-option='2']")
            expect(wall.page.locator("#scene-3 .turnout")).to_contain_text("1 phone has voted")
            phone.page.click("#scene-3 [data-option='1']")
            expect(phone.page.locator("#scene-3 [aria-pressed='true']")).to_have_count(1)
            assert wall.page.locator("#scene-3 .count").all_inner_texts() == [""] * 4, "hidden"
            wall.plays(3, FULL)
            expect(wall.page.locator("#scene-3 [data-option='1'] .count")).to_have_text("1")
            expect(phone.page.locator("#scene-3 [data-option='1'] .count")).to_have_text("1")
            wall.page.reload()
            expect(wall.page.locator("#scene-3 [data-option='1'] .count")).to_have_text("1")
            phone.drawn(3, FULL)
            wall.page.focus("#dial-3-guarantee")
            for _ in range(7):
                wall.page.keyboard.press("ArrowRight")
            key = "guarantee=0.35&rearm=0.6&incidents=0.013&fickle=0.005"
            wall.drawn(3, FULL, key)
            phone.drawn(3, FULL, key)
            assert phone.headline(3) == wall.headline(3)


@sizes
@pytest.mark.parametrize("shown", [False, True], ids=["asked", "shown"])
def test_nothing_bars_anybody(
    browser: Browser, lesson_file: Path, size: tuple[int, int], *, shown: bool
) -> None:
    """The accessibility scan of axe-core, every scene, question and answer."""
    with visit(browser, lesson_file.as_uri(), size) as seen:
        for scene in SCENES:
            seen.shows(scene)
            if shown:
                seen.plays(scene, FEW)
            scanned(seen)
            if shown and scene == 3:
                seen.page.click('#scene-3 [data-kind="none"] .open')
                seen.page.wait_for_selector("#story:modal")
                scanned(seen)
                seen.page.keyboard.press("Escape")


def test_nothing_bars_anybody_in_the_dark(browser: Browser, lesson_file: Path) -> None:
    """The same scan, of contrast above all, on a dark ground."""
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.page.emulate_media(color_scheme="dark")
        for scene in SCENES:
            seen.shows(scene)
            scanned(seen)
            seen.plays(scene, FEW)
            scanned(seen)


def scanned(seen: Visit) -> None:
    """What axe-core has against the page as it is: nothing."""
    found = Axe().run(seen.page)
    assert found.violations_count == 0, found.generate_report()


def test_the_door_and_the_handout_bar_nobody(browser: Browser, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.html"
    sheet.write_text(handout(the_lesson()), encoding="utf-8")
    with served(open_room=True) as school:
        for address in (school.address, sheet.as_uri()):
            page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
            page.goto(address)
            scanned(Visit(page))
            page.close()


def test_paper_shows_all_scenes(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri()) as seen:
        seen.page.emulate_media(media="print")
        for scene in SCENES:
            assert seen.page.is_visible(f"#question-{scene}")
            assert seen.page.is_visible(f"#scene-{scene} .why")
        assert not seen.page.is_visible(".top")
