"""A film of one war in a file of its own, and in a notebook."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from browser import visit
from playwright.sync_api import Browser, expect
from told import Command

import simulator as ws
from simulator.show.film.film import film_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told_in(page: str) -> dict[str, object]:
    found = re.search(r'id="told">(.*?)</script>', page, re.S)
    assert found is not None
    return dict(json.loads(found[1]))


def test_a_trace_writes_its_film_and_tells_where(folder: Path, simulator: Command) -> None:
    words = ("trace", "private-information", "-k", "2", "--months", "12")
    status, out, err = simulator(*words, "--play")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "film: private-information-war-2.html"
    page = (folder / "private-information-war-2.html").read_text(encoding="utf-8")
    war = ws.load("private-information").trace(2, months=12)
    told = told_in(page)
    assert told["film"] == json.loads(json.dumps(film_of(war.war, war.stamp.names)))
    assert told["names"] == {"A": "Arvia", "D": "Dorna"}
    assert not re.search(r"""(src|href)=["']""", page.replace("srcdoc", ""))
    # The same war, the same film.
    assert page == war.film()


def test_json_stays_json_and_the_folder_of_pictures_takes_the_film(
    folder: Path, simulator: Command
) -> None:
    words = ("trace", "private-information", "--months", "3", "--json", "--out", "x", "--play")
    status, out, err = simulator(*words)
    assert status == 0
    assert json.loads(out)["months"] == 3
    assert err == f"film: {Path('x') / 'private-information-war-0.html'}\n"
    assert (folder / "x" / "private-information-war-0.html").exists()


def test_a_browser_is_opened_only_when_asked(
    folder: Path, simulator: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    words = ("trace", "private-information", "--months", "3")
    simulator(*words, "--play")
    assert opened == []
    simulator(*words, "--open")
    assert opened == [(folder / "private-information-war-0.html").resolve().as_uri()]


def test_a_notebook_shows_the_film_in_a_frame() -> None:
    war = ws.load("private-information").trace(1, months=6)
    shown = war._repr_html_()
    found = re.fullmatch(r'<iframe srcdoc="([^"]*)" [^<]*></iframe>', shown)
    assert found is not None
    assert unescape(found[1]) == war.film()


def test_the_film_plays_in_a_browser_without_a_network(browser: Browser, folder: Path) -> None:
    war = ws.load("private-information").trace(2, months=12)
    (folder / "film.html").write_text(war.film(), encoding="utf-8")
    with visit(browser, (folder / "film.html").as_uri(), offline=True) as seen:
        expect(seen.page.get_by_text("month 0 of 12", exact=True)).to_be_visible()
        seen.page.get_by_role("button", name="one month on").click()
        expect(seen.page.get_by_text("month 1 of 12", exact=True)).to_be_visible()
        expect(seen.page.locator(".state")).to_contain_text("Arvia holds")
        seen.page.get_by_role("button", name="Play").click()
        expect(seen.page.get_by_text("month 12 of 12", exact=True)).to_be_visible()
        assert seen.complaints == []
        assert len(seen.asked) == 1
