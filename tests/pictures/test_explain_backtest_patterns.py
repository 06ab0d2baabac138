"""The pictures of explain, backtest, patterns and history: the same each time, told in words."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from fake_wars import fake_scenario, fake_wars

from simulator.analysis.explain.explanation import Account, Estimate, Part
from simulator.files.recorded import load_wars_record, month_number
from simulator.history.backtest.scorecard import QUANTILES, Fighting, Gain, Scorecard, Territory
from simulator.history.patterns.cells import Sample
from simulator.history.patterns.four_patterns import Patterns, measured
from simulator.history.wars.played import counted
from simulator.history.wars.scored import Card, scored
from simulator.history.wars.sheets import load_sheets
from simulator.model.parameters.groups import GROUPS
from simulator.model.records import END_MODES, Floats
from simulator.show.pictures.forecast import forecast_and_record
from simulator.show.pictures.style import Picture
from simulator.show.pictures.wars_in_general import patterns_on_record
from simulator.show.pictures.wars_on_record import wars_on_record
from simulator.show.pictures.waterfall import explanation
from simulator.show.report.plain import stamp_of

STAMP = stamp_of(fake_scenario(), 7, "ensemble", (), {})


def account(known: bool = True) -> Account:
    def part(value: float, half: float) -> Part:
        estimate = Estimate(value, (value - half, value + half))
        return Part(estimate, estimate, estimate)

    values = dict(zip(GROUPS, (-8.0, 4.0, 0.5, -0.2, 3.0, 0.0, 0.7), strict=True))
    parts = {group: part(value, 1.0 if value else 0.0) for group, value in values.items()}
    total = math.fsum(values.values())
    difference = Estimate(total, (total - 2, total + 2)) if known else Estimate(None, None)
    return Account(
        Estimate(50.0, (48.0, 52.0)),
        Estimate(50.0 + total, (47.0, 53.0)),
        difference,
        parts,
        {},
        100,
        paired=True,
    )


def card(fights_on: bool = True) -> Scorecard:
    month = np.arange(5, dtype=np.float64)
    gain = Gain(0.002, 0.001, (-0.001, 0.002), 0.5)
    line: Floats = 0.19 + 0.0006 * month
    chance: Floats = 1.0 - 0.02 * month
    base: Floats = 0.98**month
    return Scorecard(
        author="variants/someone",
        title="Somebody",
        start=month_number("2025-10"),
        months=4,
        territory=Territory(
            recorded=line,
            quantiles={level: line + (level - 0.5) * 0.0004 * month for level in QUANTILES},
            crps=0.001,
            crps_error=0.0001,
            covered={0.5: 2, 0.8: 3, 0.95: 4},
            as_often=dict.fromkeys((0.5, 0.8, 0.95), (0.5, 0.5)),
            walk=gain,
            still=gain,
            pace_recorded=0.0006,
            pace_forecast=0.0006,
            walk_band=(line - 0.0002 * month, line + 0.0002 * month),
        ),
        fighting=Fighting(
            recorded=(True, True, fights_on, fights_on),
            chance=chance,
            base=base,
            brier=(0.0, 0.01, 0.0),
            log=(0.0, 0.05, 0.0),
            whole=(0.9, (0.88, 0.92)),
            whole_base=0.92,
        ),
        events=(),
        files={},
    )


def found(wars: int = 400) -> Patterns:
    index = np.arange(wars)
    month = 1 + (index * 37 % 71)
    mode = 1 + index % (len(END_MODES) - 1)
    sample = Sample(
        cell=index // 10,
        end_mode=mode,
        end_month=month,
        resumed=np.where(index % 3 == 0, np.minimum(month + 5, 100), -1),
        winner=np.where(index % 2 == 0, 1, -1),
        terms_D=np.full(wars, 0.5),
        months=100,
    )
    return measured(sample, sample.of(month == 7), load_wars_record())


def cards(wars: int = 40) -> list[Card]:
    """All wars that ship, each with the same made-up forecast."""
    made = counted(fake_wars(list(range(wars))), turned=False)
    return [scored(each.war, made, each.ending, load_wars_record()) for each in load_sheets(())]


DRAW: dict[str, Callable[[], Picture]] = {
    "explanation-occ_12": lambda: explanation("occ_12", account(), ("one", "other"), 100, STAMP),
    "backtest-variants-someone": lambda: forecast_and_record(card(), 100, STAMP),
    "patterns": lambda: patterns_on_record(found(), load_wars_record(), STAMP),
    "history": lambda: wars_on_record(cards(), STAMP),
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, Picture]:
    """Every picture, drawn once: drawing is slow."""
    return {name: draw() for name, draw in DRAW.items()}


@pytest.mark.parametrize("name", DRAW)
def test_the_same_numbers_give_the_same_bytes(name: str, drawn: dict[str, Picture]) -> None:
    assert DRAW[name]() == drawn[name]


@pytest.mark.parametrize("name", DRAW)
def test_files_are_whole_and_named_after_what_they_show(
    name: str, drawn: dict[str, Picture]
) -> None:
    files = drawn[name].files()
    assert set(files) == {f"{name}.{ending}" for ending in ("png", "svg", "txt")}
    assert files[f"{name}.png"].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("explanation-occ_12", ("one 50", "other 50", "stakes -8", "information +4")),
        ("backtest-variants-someone", ("middle half in 2 of 4 months", "there was fighting")),
        ("patterns", ("all wars together do not", "truce", "0% of 14")),
        ("history", ("Of 6 wars", "korea 1951: length in the model", "on record 24.6 months")),
    ],
)
def test_whoever_cannot_see_is_told(
    name: str, words: tuple[str, ...], drawn: dict[str, Picture]
) -> None:
    for word in words:
        assert word in drawn[name].alt


def test_a_number_that_a_theory_lacks_is_said_to_be_lacking() -> None:
    picture = explanation("recur", account(known=False), ("one", "other"), 100, STAMP)
    assert "no such number" in picture.alt


def test_a_fighting_that_stopped_is_shown_as_stopped() -> None:
    assert "there was no fighting" in forecast_and_record(card(fights_on=False), 9, STAMP).alt


def test_wars_too_few_to_compare_are_drawn_all_the_same() -> None:
    picture = patterns_on_record(found(10), load_wars_record(), STAMP)
    assert "Too few wars" in picture.alt
