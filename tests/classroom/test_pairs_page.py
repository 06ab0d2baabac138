"""The rounds in a real browser: two phones and the presenter's wall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import PHONE, WALL, Visit, visit
from playwright.sync_api import Browser, expect
from served import Served, served

from simulator.classroom.lesson import the_lesson
from simulator.classroom.page import page
from simulator.show.marks import PAIRS

SIZES = [(1024, 768), (1280, 720), WALL]


@pytest.fixture
def school() -> Iterator[Served]:
    """An open room for every test, with the real model."""
    with served(open_room=True, seats=40) as running:
        yield running


def wall_of(browser: Browser, school: Served, stack: ExitStack) -> Visit:
    mine = f"{school.address}?presenter={school.room.key}"
    return stack.enter_context(visit(browser, mine, SIZES[0]))


def phone_of(browser: Browser, school: Served, stack: ExitStack) -> Visit:
    return stack.enter_context(visit(browser, school.address, PHONE, code=school.room.code))


def scanned(seen: Visit) -> None:
    """Nothing against the page as it is, light and dark, and nothing sticks out."""
    for scheme in ("dark", "light"):
        seen.page.emulate_media(color_scheme=scheme)
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert seen.page.evaluate(wide)


def test_two_phones_bargain_three_rounds_before_the_wall(browser: Browser, school: Served) -> None:
    with ExitStack() as stack:
        wall = wall_of(browser, school, stack)
        one, other = (phone_of(browser, school, stack) for _ in range(2))
        wall.page.click("#pairs-button")
        expect(wall.page.locator("#scene-1")).to_be_hidden()
        expect(one.page.locator("#question-1")).to_be_visible()
        scanned(wall)

        # Round 1: all is open, and signed at once.
        wall.page.keyboard.press("PageDown")
        expect(one.page.locator(".pairs h2")).to_have_text("You are Arvia")
        expect(other.page.locator(".pairs h2")).to_have_text("You are Dorna")
        expect(other.page.locator(".turn .says")).to_contain_text("Arvia is making an offer")
        numbers = school.room.pairs._rounds[0][0].play.numbers
        for phone in (one, other):
            expect(phone.page.locator(".known")).to_contain_text(
                f"{numbers.least} to {numbers.most}"
            )
            scanned(phone)
        one.page.focus("#pair-share")
        one.page.keyboard.press("ArrowRight")
        one.page.click("[aria-label='one more']")
        one.page.click("text=Ask for 52: Dorna keeps 48")
        expect(one.page.locator(".turn .says")).to_contain_text("You asked for 52")
        scanned(other)
        other.page.click("text=Accept: keep 48")
        expect(wall.page.locator(".pairs-count")).to_have_text("1 of 1 pair done")
        expect(one.page.locator(".turn .says")).to_contain_text("Signed: Arvia gets 52")
        wall.page.keyboard.press("PageDown")
        expect(wall.page.locator(".pairs-says")).to_have_text(
            "A deal existed in 1 of 1 pair: 1 made peace at once."
        )
        expect(one.page.locator(".pairs .says")).to_have_text("This round left you 52 of 100.")
        expect(other.page.locator(".pairs .says")).to_have_text("This round left you 48 of 100.")

        # Round 2: secret odds, refused three times; a reload in between changes nothing.
        wall.page.keyboard.press("PageDown")
        for month in (1, 2, 3):
            expect(one.page.locator(".turn .says")).to_contain_text(f"Month {month} of 3")
            one.page.keyboard.press("Tab")
            one.page.click(".turn .yes")
            expect(other.page.locator(".turn .says")).to_contain_text(f"Month {month} of 3")
            expect(other.page.locator(".known dt")).to_have_count(3)
            if month == 2:
                other.page.reload()
                expect(other.page.locator(".turn .says")).to_contain_text("Month 2 of 3")
            other.page.click(".turn .no")
        expect(one.page.locator(".turn .says")).to_contain_text("Three refusals")
        assert "Dorna" not in one.page.inner_text(".known"), "nothing of the other's"
        wall.page.keyboard.press("PageDown")
        expect(one.page.locator(".known")).to_contain_text("war to the end")

        # Round 3: a word that does not bind, broken.
        wall.page.click(".pairs .play")
        one.page.click(".turn .yes")
        other.page.click(".turn .yes")
        expect(other.page.locator(".turn .says")).to_contain_text("Its word does not bind")
        scanned(one)
        one.page.click(".turn .no")
        expect(other.page.locator(".turn .says")).to_contain_text("Arvia broke what was signed")
        wall.page.click(".pairs .play")
        expect(wall.page.locator(".pairs-says")).to_contain_text("1 signed and broke it")
        expect(wall.page.locator(".pairs-round .marks:not([aria-label])")).to_have_count(0)
        expect(wall.page.locator(".pairs-round").nth(2)).to_contain_text("The model: 60 wars")
        for size in SIZES:
            fits(wall, size)
        wall.page.click(".pairs-all summary")
        expect(wall.page.locator(".pairs-all tbody").nth(1).locator("tr")).to_have_count(3)
        scanned(wall)

        # A wall that was reloaded is where it was; then back to the lesson.
        wall.page.reload()
        expect(wall.page.locator(".pairs-says")).to_contain_text("1 signed and broke it")
        wall.page.keyboard.press("PageDown")
        expect(wall.page.locator("#question-1")).to_be_visible()
        expect(one.page.locator("#question-1")).to_be_visible()
        assert [each.complaints for each in (wall, one, other)] == [[], [], []]
        assert all(url.startswith((school.address, "data:")) for url in wall.asked + one.asked)


def fits(wall: Visit, size: tuple[int, int]) -> None:
    """The pictures with what they say and what their marks mean are on the screen."""
    wall.page.set_viewport_size({"width": size[0], "height": size[1]})
    large = "each => parseFloat(getComputedStyle(each).fontSize)"
    assert wall.page.locator(".pairs-says").evaluate(large) >= 28
    for part in (".pairs-says", ".pairs-rounds", ".mark-key"):
        box = wall.page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1], (size, part)
        assert box["x"] + box["width"] <= size[0], (size, part)


def test_marks_say_what_they_stand_for(browser: Browser, school: Served) -> None:
    assert len({(each.colour, each.shape) for each in PAIRS.values()}) == len(PAIRS)
    pairs = school.room.pairs
    for number in range(40):
        pairs.seat(f"phone {number}")
    pairs.begin(1)
    for place, pair in enumerate(pairs._rounds[0]):
        pair.play.ask(60)
        pair.play.answer(accept=place < 15)
    pairs.finish(1)
    with ExitStack() as stack:
        wall = wall_of(browser, school, stack)
        canvas = wall.page.locator(".pairs-round .marks").first
        expect(canvas).to_have_attribute(
            "aria-label",
            "15 pairs, a mark each. A deal existed in 15 of 15 pairs: 15 made peace at once.",
        )
        key = wall.page.locator(".mark-key li").all_inner_texts()
        assert key == [each.label for each in PAIRS.values()]
        wall.page.click("text=Begin again")
        expect(wall.page.locator(".pairs .play")).to_have_text("Open round 1")


def test_a_late_phone_waits_and_a_lone_one_meets_the_program(
    browser: Browser, school: Served
) -> None:
    with ExitStack() as stack:
        lone = phone_of(browser, school, stack)
        school.send("/round", {"what": "open", "round": 1})
        expect(lone.page.locator(".pairs .quiet")).to_contain_text("against the program")
        late = phone_of(browser, school, stack)
        expect(late.page.locator(".pairs h2")).to_have_text("This round has begun without you.")
        scanned(late)
        lone.page.click(".turn .yes")
        expect(lone.page.locator(".turn .says")).to_contain_text(re.compile("Signed|Refused"))


def test_without_phones_the_lesson_says_that_the_class_does_not_bargain() -> None:
    lesson = the_lesson()
    alone, file = page(lesson, "presenter"), page(lesson, "file", table={})
    assert "the class itself bargains first" in alone
    assert "the part in which the class bargains is not here" in file
    for text in (alone, file):
        assert 'id="pairs' not in text.partition("<script")[0]
