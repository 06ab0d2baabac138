"""What stands beside the lesson's own wars: ceasefires on record, and an audience that tips."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import pytest
from browser import PHONE, visit
from playwright.sync_api import Browser, expect
from served import Served

from simulator.classroom.cascade import LEAP, MONTHS, SCENARIO, WITHIN, tipping
from simulator.classroom.ceasefires_on_record import NOT_CODED, RECORDED, on_record
from simulator.files.scenario import load_scenario
from simulator.history.wars.sheets import load_sheets
from simulator.run.ensemble import play_one

FEW, FULL = 20, 60


def test_ceasefires_on_record_are_told_as_their_sheets_say() -> None:
    told = on_record(8, 0)
    rows = cast(list[dict[str, Any]], told["rows"])
    sheets = load_sheets([each.sheet for each in RECORDED])
    for row, sheet, each in zip(rows, sheets, RECORDED, strict=True):
        assert sheet.war.facts.name == each.sheet
        assert row["held"] is (sheet.ending.resumed == "no")
        assert 0 < row["n"] <= 8
        assert row["ci"][0] <= row["share"] <= row["ci"][1]
    assert {row["held"] for row in rows} == {True, False}
    names = " ".join(each.sheet for each in RECORDED)
    for missing in NOT_CODED:
        assert missing.split()[0].lower() not in names


def test_the_film_is_of_a_war_in_which_the_audience_tips() -> None:
    found = tipping(60, 0)
    assert found == tipping(60, 0)
    count = cast(int, found["count"])
    assert 0 < count < 60
    story = cast(dict[str, Any], found["story"])
    war = play_one(load_scenario(SCENARIO), 0, MONTHS, (), story["war"])
    dissent = war.series["dissent_A"]
    assert (dissent[WITHIN:] - dissent[:-WITHIN]).max() >= LEAP
    assert dissent[0] < 0.2, "nobody saw it coming"


def test_without_a_war_that_tips_there_is_no_film(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.classroom.cascade.LEAP", 2.0)
    found = tipping(5, 0)
    assert (found["count"], found["story"]) == (0, None)


@pytest.mark.parametrize("source", ["file", "live"])
def test_a_class_opens_the_war_in_which_the_audience_tips(
    browser: Browser, live: Served, lesson_file: Path, source: str
) -> None:
    address, number = (lesson_file.as_uri(), FEW) if source == "file" else (live.address, FULL)
    with visit(browser, address) as seen:
        seen.shows(5)
        seen.plays(5, number)
        told = seen.page.locator("#scene-5 .cascade")
        expect(told).to_contain_text(re.compile(r"In \d+ of \d+ such wars"), timeout=60_000)
        open_ = told.locator("button")
        if open_.is_visible():
            open_.click()
            expect(seen.page.locator("#story-title")).to_have_text("The crowd that was silent")
            expect(seen.page.locator("#story .caption").last).to_contain_text(SCENARIO)
        assert seen.complaints == []


@pytest.mark.parametrize("source", ["file", "live"])
def test_the_classs_best_stands_beside_ceasefires_on_record(
    browser: Browser, live: Served, lesson_file: Path, source: str
) -> None:
    address, number = (lesson_file.as_uri(), FEW) if source == "file" else (live.address, FULL)
    with visit(browser, address, PHONE) as seen:
        seen.shows(8)
        seen.plays(8, number)
        rows = seen.page.locator("#scene-8 .records li")
        expect(rows).to_have_count(1 + len(RECORDED), timeout=60_000)
        expect(rows.nth(1)).to_contain_text("Korea 1953")
        expect(seen.page.locator("#scene-8 .records")).to_contain_text("Dayton 1995 are not coded")
        seen.page.fill("#team", "Row three")
        seen.page.click("#scene-8 .put button")
        expect(rows.first).to_contain_text(re.compile(r"The class's best: .+%"))
        assert seen.complaints == []
