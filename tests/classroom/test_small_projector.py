"""The question with its picture and all its options on one screen, with phones invited, too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from browser import WALL, Visit, visit
from fake_wars import fake_wars
from playwright.sync_api import Browser
from served import Served, served

from simulator.model.levers import Lever
from simulator.model.metrics.per_war import Wars
from simulator.model.records import Scenario

FULL = 60
LAST = {1: "#dial-1-reason-word", 7: "#dial-7-pull-sticks"}
sizes = pytest.mark.parametrize(
    "size", [(1024, 768), (1280, 720), WALL], ids=["1024", "1280", "1920"]
)


def quick_wars(_: Scenario, __: int, wars: range, months: int, ___: tuple[Lever, ...]) -> Wars:
    return fake_wars(list(wars), months)


@pytest.fixture(scope="module")
def school() -> Iterator[Served]:
    """An open room, whose wall says how to join."""
    with served(play=quick_wars, open_room=True) as running:
        yield running


def inside(seen: Visit, part: str, size: tuple[int, int]) -> tuple[float, float]:
    """Top and bottom of a part that is wholly on the screen."""
    box = seen.page.locator(part).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0], part
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size[1], part
    return box["y"], box["y"] + box["height"]


@sizes
def test_scenes_one_and_seven_fit_before_and_after(
    browser: Browser, school: Served, size: tuple[int, int]
) -> None:
    mine = f"{school.address}?presenter={school.room.key}"
    with visit(browser, mine, size) as seen:
        for scene, lever in LAST.items():
            at = f"#scene-{scene} "
            seen.shows(scene)
            picture = ".by-hand" if scene == 1 else ".cards"
            parts = [inside(seen, at + part, size) for part in ("h2", picture, ".ask", ".play")]
            for (_, bottom), (top, _) in pairwise(parts):
                assert bottom <= top, "nothing overlaps"
            seen.plays(scene, FULL)
            seen.page.check(lever)
            seen.page.wait_for_selector(f"#scene-{scene} .effect:visible")
            first = ".drawn > figure:first-child"
            parts = [inside(seen, at + part, size) for part in (".headline", ".effect", first)]
            for (_, bottom), (top, _) in pairwise(parts):
                assert bottom <= top, "nothing overlaps"


@sizes
def test_the_picture_is_read_from_afar(
    browser: Browser, school: Served, size: tuple[int, int]
) -> None:
    """Letters in a drawing grow and shrink with it: what counts is what is on the screen."""
    mine = f"{school.address}?presenter={school.room.key}"
    with visit(browser, mine, size) as seen:
        seen.shows(1)
        heights = seen.page.locator("#scene-1 .range text").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().height)"
        )
        assert min(heights) >= 16, heights
