"""The film of one war shows what the trace says, and a fork is the same war until its month."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser import visit
from playwright.sync_api import Browser, expect
from served import Served

from simulator.classroom.lesson import the_lesson
from simulator.classroom.settings import played
from simulator.classroom.stories import told
from simulator.model.records import Names, Trajectory
from simulator.run.ensemble import play_one
from simulator.show.film.film import film_of

LESSON = the_lesson()
SEVENTH = LESSON.scenes[6]
FEW, FULL = 20, 60


@cache
def war(number: int) -> Trajectory:
    world = played(SEVENTH, SEVENTH.start())
    return play_one(world.scenario, 0, SEVENTH.months, world.levers, number)


def story(fork: tuple[str, ...] = ()) -> dict[str, Any]:
    return told(played(SEVENTH, SEVENTH.start(), more=fork), 0, SEVENTH.months, 3)


def test_a_film_is_the_trace_month_by_month() -> None:
    seen, film = war(3), film_of(war(3), Names())
    months = SEVENTH.months + 1
    for name in ("low", "high", "deal", "land", "phase", "hope_A", "hope_D", "lost_A", "lost_D"):
        assert len(film[name]) == months, name  # type: ignore[arg-type]
    assert np.allclose(film["land"], seen.series["occ"], atol=5e-4)  # type: ignore[arg-type]
    assert film["deal"] == [int(width > 0) for width in seen.series["range_width"]]
    lost = np.cumsum(seen.series["casualties_A"])
    assert film["lost_A"][-1] == pytest.approx(lost[-1], abs=5e-4)  # type: ignore[index]
    offers = [talk for talk in seen.talks if talk.kind != "none"]
    assert [offer["month"] for offer in film["offers"]] == [  # type: ignore[attr-defined]
        talk.month for talk in offers
    ]
    for row, talk in zip(
        film["refusals"],  # type: ignore[call-overload]
        (talk for talk in seen.talks if not talk.accepted),
        strict=True,
    ):
        assert row["A"] == pytest.approx([talk.value_A, talk.refuse_A], abs=5e-4, nan_ok=True)


def test_an_offer_lies_inside_the_list_and_a_signed_one_where_both_would_sign() -> None:
    for number in range(12):
        film = film_of(war(number), Names())
        for offer in film["offers"]:  # type: ignore[attr-defined]
            if offer["at"] is not None:
                assert 0.0 <= offer["at"] <= 1.0


@pytest.mark.parametrize("fork", LESSON.forks, ids=lambda fork: fork.key)
def test_a_fork_is_the_same_war_until_its_month(fork: Any) -> None:  # noqa: ANN401
    month = 9
    plain, other = story()["film"], story(tuple(f"{lever}@{month}" for lever in fork.levers))
    for name in ("low", "high", "land", "phase", "hope_A", "lost_D"):
        assert plain[name][:month] == other["film"][name][:month], name


def test_some_fork_changes_what_follows() -> None:
    plain = story()["film"]
    other = story(("leader_swap=1@9",))["film"]
    assert plain["hope_A"][9:] != other["hope_A"][9:] or plain["low"][9:] != other["low"][9:]


def test_a_war_of_any_scene_is_played_stepped_and_forked(browser: Browser, live: Served) -> None:
    with visit(browser, live.address) as seen:
        seen.shows(7)
        seen.plays(7, FULL)
        seen.page.click('#scene-7 [data-kind="ongoing"] .open')
        seen.page.wait_for_selector("#story:modal", timeout=60_000)
        film = seen.page.locator("#story .film")
        expect(film.locator("output")).to_have_text("month 0 of 60")
        film.get_by_label("one month on").click()
        expect(film.locator("output")).to_have_text("month 1 of 60")
        expect(film.locator(".state")).to_contain_text("Month 1: at war")
        expect(film.locator(".losses")).to_contain_text("of the men Russia had at the start")
        film.locator("#film-month").fill("12")
        expect(film.locator(".state")).to_contain_text("Month 12:")
        expect(film.locator(".sentence")).to_contain_text("signing is worth")
        film.locator("#film-fork").select_option("swap")
        film.get_by_role("button", name="Fork here").click()
        expect(film.locator(".future")).to_have_count(2, timeout=60_000)
        expect(film.locator(".future").nth(1)).to_contain_text(
            "From month 12: a new leader of the attacker"
        )
        film.locator("#film-speed").select_option("8")
        film.get_by_role("button", name="Play").click()
        expect(film.locator("output")).to_have_text("month 60 of 60", timeout=20_000)
        assert seen.complaints == []


def test_the_film_keeps_thirty_pictures_a_second(browser: Browser, live: Served) -> None:
    frames = """seconds => new Promise(done => {
        let count = 0; const end = performance.now() + 1000 * seconds;
        const next = now => { count += 1; now < end ? requestAnimationFrame(next) : done(count); };
        requestAnimationFrame(next); })"""
    with visit(browser, live.address, (360, 740)) as seen:
        seen.shows(5)
        seen.plays(5, FULL)
        seen.page.locator("#scene-5 .bars .open:enabled").first.click()
        seen.page.wait_for_selector("#story:modal", timeout=60_000)
        seen.page.locator("#film-speed").select_option("8")
        seen.page.locator(".run-film").click()
        assert seen.page.evaluate(frames, 2) >= 60


def test_the_file_plays_the_wars_that_it_carries(browser: Browser, lesson_file: Path) -> None:
    with visit(browser, lesson_file.as_uri(), offline=True) as seen:
        for scene in (2, 3, 8):
            seen.shows(scene)
            seen.plays(scene, FEW)
            seen.page.locator(f"#scene-{scene} .kinds .open:enabled").first.click()
            seen.page.wait_for_selector("#story:modal")
            assert seen.page.locator("#story .film .future").count() == 1
            assert seen.page.locator("#film-fork").count() == 0, "no other future without a server"
            seen.page.keyboard.press("Escape")
        assert seen.complaints == []
