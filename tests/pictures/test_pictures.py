"""Pictures: whole, the same every time, and told in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from fake_wars import fake_scenario, fake_war, fake_wars
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.outcome import Outcome
from simulator.show.pictures.fan import fan_chart
from simulator.show.pictures.holding import holding
from simulator.show.pictures.outcomes import outcome_shares
from simulator.show.pictures.style import Picture, apart
from simulator.show.pictures.timeline import timeline
from simulator.show.report.plain import stamp_of

STAMP = stamp_of(fake_scenario(), 7, "mesa", (), {})


def outcome(months: int = 24, wars: int = 40) -> Outcome:
    sums = Accumulator(months)
    sums.add(fake_wars(list(range(wars)), months))
    return sums.outcome("mesa")


DRAW: dict[str, Callable[[], Picture]] = {
    "fan": lambda: fan_chart(outcome(), STAMP),
    "holding": lambda: holding(outcome(), STAMP),
    "outcomes": lambda: outcome_shares(outcome(), STAMP),
    "timeline": lambda: timeline(fake_war(13), STAMP, 13),
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, Picture]:
    """Every picture, drawn once: drawing is slow."""
    return {name: draw() for name, draw in DRAW.items()}


@pytest.mark.parametrize("name", DRAW)
def test_the_same_numbers_give_the_same_bytes(name: str, drawn: dict[str, Picture]) -> None:
    assert DRAW[name]() == drawn[name]


@pytest.mark.parametrize("name", DRAW)
def test_files_are_whole_and_tell_what_is_seen(name: str, drawn: dict[str, Picture]) -> None:
    files = drawn[name].files()
    assert set(files) == {f"{name}.png", f"{name}.svg", f"{name}.txt"}
    assert files[f"{name}.png"].startswith(b"\x89PNG")
    assert b"Description" in files[f"{name}.png"]
    svg = files[f"{name}.svg"].decode()
    assert svg.rstrip().endswith("</svg>")
    title = re.search(r'<title id="title">([^<]+)</title>', svg)
    assert title is not None
    assert len(title[1]) > 20
    assert '<desc id="desc">' in svg
    assert 'role="img" aria-labelledby="title desc"' in svg
    assert "<dc:date>" not in svg
    text = files[f"{name}.txt"].decode()
    for words in ("entropy 7", "simulator", "fake.toml 01234567"):
        assert words in text


def test_titles_say_what_is_seen(drawn: dict[str, Picture]) -> None:
    seen = outcome()
    assert f"{seen.curves['occ'].q50[-1]:.1%}" in drawn["fan"].alt
    assert f"{1 - seen.end_mode['ongoing'].share:.0%} of wars" in drawn["outcomes"].alt
    truces = seen.holding["truce"].lasting
    known = truces.survival.value[np.isfinite(truces.survival.value)]
    assert f"{truces.number} truces: {known[-1]:.0%}" in drawn["holding"].alt
    assert "fighting resumed in month" in drawn["timeline"].alt


def test_one_war_one_month_and_no_ending_can_be_drawn() -> None:
    assert fan_chart(outcome(1, 1), STAMP).png
    assert outcome_shares(outcome(1, 1), STAMP).png
    assert timeline(fake_war(0, 1), STAMP, 0).png
    assert holding(outcome(1, 1), STAMP).png
    assert "has not stopped in any war" in holding(outcome(1, 1), STAMP).alt


def test_unknown_numbers_can_be_drawn() -> None:
    wars = fake_wars(list(range(5)), 6)
    wars.series[:] = np.nan
    sums = Accumulator(6)
    sums.add(wars)
    assert fan_chart(sums.outcome("mesa"), STAMP).png


def test_many_events_and_phases_can_be_drawn() -> None:
    war = fake_war(13)
    phase = np.arange(61) % 4
    events = tuple((month, f"event {month} " * 30) for month in range(40))
    series = {**war.series, "phase": phase.astype(float)}
    picture = timeline(replace(war, events=events, series=series), STAMP, 13)
    assert picture.png


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.floats(0.01, 0.2))
def test_labels_are_kept_apart_in_order(places: list[float], gap: float) -> None:
    moved = apart(places, gap)
    order = sorted(range(len(places)), key=lambda index: places[index])
    steps = np.diff([moved[index] for index in order])
    assert (steps >= gap - 1e-9).all()


def test_labels_with_room_stay_where_they_are() -> None:
    assert apart([0.9, 0.1, 0.5], 0.1) == [0.9, 0.1, 0.5]
