"""Patterns: the measures find what was put in, and worlds are what they are said to be."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from simulator.cli import app
from simulator.files.figures import FIGURES
from simulator.files.levers import parse_lever
from simulator.files.recorded import load_wars_record
from simulator.files.scenario import load_scenario
from simulator.history.patterns.cells import Sample, cells_of, sample, widened
from simulator.history.patterns.four_patterns import EARLY, FORCED, LATE, measured, patterns
from simulator.history.patterns.measures import (
    FORCED_MODE,
    _shape,
    estimated,
    failed,
    fought,
    hazard,
    hazard_of,
    median_length,
    shape_within,
    terms_of_A,
    together,
    weibull_shape,
    won_by_A,
)
from simulator.history.patterns.side_by_side import compared, mean_hazard, record_worse
from simulator.model.draw import draw
from simulator.model.parameters import PARAMETERS
from simulator.model.records import END_MODES, Floats, Range
from simulator.model.tape import uniforms

ENDINGS = ("png", "svg", "txt")
MODE = {name: index for index, name in enumerate(END_MODES)}


def lengths(rates: Floats, each: int, shape: float, months: int) -> Sample:
    """Wars of cells with a Weibull length of their own scale and one common shape."""
    cells = rates.size
    u = np.array([uniforms(1, war, 0, 9)[0] for war in range(cells * each)])
    scale = np.repeat(1.0 / rates, each)
    time = np.ceil(scale * (-np.log1p(-u)) ** (1.0 / shape)).astype(np.int64)
    over = time <= months
    return Sample(
        cell=np.repeat(np.arange(cells), each),
        end_mode=np.where(over, MODE["settlement"], 0),
        end_month=np.where(over, time, months + 1),
        resumed=np.full(time.size, -1),
        winner=np.zeros(time.size, dtype=np.int64),
        terms_D=np.where(over, 0.5, np.nan),
        months=months,
    )


ALIKE = np.full(60, 0.05)
APART = np.concatenate([np.full(30, 0.3), np.full(30, 0.015)])


def test_one_kind_of_war_with_a_flat_hazard_shows_none() -> None:
    wars = lengths(ALIKE, 40, 1.0, 120)
    _, interval = estimated(lambda some: hazard(some, LATE) / hazard(some, EARLY), wars)
    assert interval is not None
    assert interval[0] < 1.0 < interval[1]
    # A month's chance of ending at rate 0.05 is 1 - exp(-0.05).
    _, interval = estimated(lambda some: hazard(some, EARLY), wars)
    assert interval is not None
    assert interval[0] < 1.0 - math.exp(-0.05) < interval[1]


def test_two_kinds_with_flat_hazards_fall_together() -> None:
    wars = lengths(APART, 40, 1.0, 120)
    fall = estimated(lambda some: hazard(some, LATE) / hazard(some, EARLY), wars)
    together = estimated(weibull_shape, wars)
    sorting = estimated(lambda some: weibull_shape(some) - shape_within(some), wars)
    for (_, interval), most in ((fall, 0.7), (together, 0.9), (sorting, -0.1)):
        assert interval is not None
        assert interval[1] < most


@pytest.mark.parametrize("shape", [0.7, 1.0, 1.5, 2.0])
def test_the_shape_within_worlds_is_found_through_their_differences(shape: float) -> None:
    """Ten wars a cell, so that a scale of its own for each would bias a plain estimate."""
    rates = np.exp(np.linspace(math.log(0.01), math.log(0.2), 200))
    value, interval = estimated(shape_within, lengths(rates, 10, shape, 120))
    assert value is not None
    assert interval is not None
    # Whole months move it by a little beside the sampling error.
    assert interval[0] - 0.03 < shape < interval[1] + 0.03


def test_without_the_end_spent_on_each_scale_it_would_be_biased() -> None:
    """The negative control: the plain likelihood finds a rising hazard where it is flat."""
    rates = np.exp(np.linspace(math.log(0.01), math.log(0.2), 200))
    wars = lengths(rates, 10, 1.0, 120)
    _, interval = estimated(lambda some: _shape(some, None, 0), wars)
    assert interval is not None
    assert interval[0] > 1.05


def test_wars_too_quick_to_have_an_age_are_left_out() -> None:
    slow, quick = np.full(40, 0.05), np.full(40, 2.0)
    alone = shape_within(lengths(slow, 10, 1.0, 120))
    assert shape_within(lengths(np.concatenate([slow, quick]), 10, 1.0, 120)) == pytest.approx(
        alone
    )


@pytest.mark.parametrize("shape", [0.7, 1.0, 1.5])
def test_the_shape_that_was_put_in_comes_out(shape: float) -> None:
    wars = lengths(np.full(60, 0.03), 40, shape, 60)
    value, interval = estimated(weibull_shape, wars)
    assert value is not None
    assert interval is not None
    # Whole months move it by a little beside the sampling error.
    assert interval[0] - 0.03 < shape < interval[1] + 0.03


def hand_made() -> Sample:
    return Sample(
        cell=np.array([0, 0, 1, 1, 2, 2]),
        end_mode=np.array([MODE[name] for name in (
            "truce", "truce", "withdrawal", "conquest", "ongoing", "settlement")]),
        end_month=np.array([2, 4, 4, 10, 13, 0]),
        resumed=np.array([5, -1, -1, -1, -1, -1]),
        winner=np.array([0, 0, -1, 1, 0, 0]),
        terms_D=np.array([0.5, 0.3, 1.0, 0.0, np.nan, 0.4]),
        months=12,
    )  # fmt: skip


def test_the_measures_by_hand() -> None:
    wars = fought(hand_made())
    assert wars.end_month.tolist() == [2, 4, 4, 10, 13]
    # Months at risk in (0, 4]: 2 + 4 + 4 + 4 + 4; three wars end in it.
    assert hazard(wars, (0.0, 4.0)) == pytest.approx(3 / 18)
    assert hazard_of(wars, (0.0, 4.0), ("truce",)) == pytest.approx(2 / 18)
    assert hazard(wars, (4.0, 12.0)) == pytest.approx(1 / (6 + 8))
    assert won_by_A(wars, (0.0, 4.0)) == 0.0
    assert won_by_A(wars, (4.0, 12.0)) == 1.0
    assert math.isnan(won_by_A(wars, (0.0, 3.0)))
    assert terms_of_A(wars, (0.0, 4.0)) == pytest.approx(1.0 - (0.5 + 0.3 + 1.0) / 3)
    assert median_length(wars) == 4.0
    # One truce of two fails after three months; the other is watched for eight.
    assert failed(wars, MODE["truce"], 2) == 0.0
    assert failed(wars, MODE["truce"], 3) == pytest.approx(0.5)
    assert math.isnan(failed(wars, MODE["frozen"], 12))


def test_wars_that_were_never_fought_leave_nothing_to_measure() -> None:
    wars = hand_made()
    none = wars.of(wars.end_month < 0)
    assert estimated(weibull_shape, none) == (None, None)
    settled = wars.of(wars.end_month == 0)
    found = measured(settled, none, load_wars_record())
    assert found.never_fought == 1.0
    assert found.shape == (None, None)
    rows = compared(found, load_wars_record())
    assert {row.reading for row in rows} == {"too few to say"}


def test_a_record_that_counts_lengths_alone_leaves_out_what_it_does_not_count() -> None:
    wars = hand_made()
    record = load_wars_record()
    lengths = replace(record, outlasting={}, initiators=(), failures=())
    whole, part = (
        compared(measured(wars, wars.of(wars.end_month < 0), known), known)
        for known in (record, lengths)
    )
    assert "initiators do worse in longer wars" in {row.pattern for row in whole}
    missing = [row.pattern for row in whole if row not in part]
    assert missing[0] == "initiators do worse in longer wars"
    assert len(missing) == 1 + len(record.failures) == len(whole) - len(part)


def test_forced_ends_are_kept_apart() -> None:
    wars = hand_made()
    both = together(wars, wars.of(np.arange(6) < 1))
    assert failed(both, MODE["truce"], 12) == pytest.approx(0.5)
    assert failed(both, FORCED_MODE, 12) == 1.0


def test_width_is_what_it_says() -> None:
    scenario = load_scenario("neutral")
    one, three, none = (widened(scenario, width) for width in (1, 3, 0))
    assert not any(isinstance(value, Range) for value in none.values.values())
    own = {*FIGURES, "collapse.base_A", "collapse.base_D"}
    for path, row in PARAMETERS.items():
        if row.tier == "structural":
            continue  # never drawn because a scenario is silent
        before, after = scenario.values[path], three.values[path]
        if path in own:
            assert isinstance(before, Range)
            assert isinstance(after, Range)
            assert after.low == pytest.approx(before.low)
            assert after.high == pytest.approx(before.high)
        elif row.neutral is None:
            assert one.values[path] == after == before
        else:
            low, high = row.neutral
            assert isinstance(after, Range)
            same = one.values[path]
            assert isinstance(same, Range)
            assert (same.low, same.high) == pytest.approx((low, high))
            assert after.low == pytest.approx(max(row.low, 2.0 * low - high))
            assert after.high == pytest.approx(min(row.high, 2.0 * high - low))


def test_a_cell_is_one_world_on_many_lucks() -> None:
    scenario = widened(load_scenario("neutral"), 3)
    worlds = cells_of(scenario, 6, 0)
    for cell, world in enumerate(worlds):
        assert not any(isinstance(value, Range) for value in world.values.values())
        assert dict(world.values) == dict(draw(scenario, 0, cell, 1).values)
    wars = sample(worlds, 6, 0, 24)
    assert wars.cell.tolist() == [cell for cell in range(6) for _ in range(6)]
    # In some worlds the sides agree before the first battle, whatever the luck.
    assert len({tuple(wars.end_month[wars.cell == cell]) for cell in range(6)}) >= 3


def test_a_forced_stop_is_a_truce_in_the_month_after() -> None:
    worlds = cells_of(widened(load_scenario("neutral"), 3), 4, 0)
    free, stopped = (
        sample(worlds, 5, 0, 24, levers) for levers in ((), (parse_lever(f"stop=line@{FORCED}"),))
    )
    going_on = free.end_month > FORCED + 1
    assert going_on.any()
    assert (stopped.end_month[going_on] == FORCED + 1).all()
    assert (stopped.end_mode[going_on] == MODE["truce"]).all()
    before = free.end_month <= FORCED
    assert (stopped.end_month[before] == free.end_month[before]).all()


def test_the_table_has_a_reading_for_everything() -> None:
    record = load_wars_record()
    wars = lengths(APART, 20, 1.0, 120)
    rows = compared(measured(wars, wars.of(wars.end_month == FORCED + 1), record), record)
    readings = {row.number: row.reading for row in rows}
    assert len(rows) == 6 + len(record.failures)
    assert readings["hazard at 24-72 months over hazard at 0-6 months"] == "falls, as on record"
    assert all(row.reading and row.source for row in rows)


def test_the_record_s_own_numbers() -> None:
    record = load_wars_record()
    assert mean_hazard(record.hazards, (0.0, 3.0)) == pytest.approx((0.147 + 0.158 + 0.139) / 3)
    assert mean_hazard(record.hazards, (18.0, 36.0)) == pytest.approx((6 * 0.032 + 12 * 0.019) / 18)
    assert record_worse(record) == pytest.approx(3 / 8 - 21 / 29)


def test_the_result_does_not_depend_on_threads() -> None:
    record, scenario = load_wars_record(), load_scenario("neutral")
    first, second = (
        patterns(scenario, record, 40, 2, 12, 3, workers=workers) for workers in (1, 3)
    )
    assert repr(first) == repr(second)


def test_the_command_prints_json_and_writes_its_picture(tmp_path: Path) -> None:
    words = ["patterns", "-n", "40", "--months", "30", "--json", "--out", str(tmp_path)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["width"] == 3
    assert told["measured"]["wars"] == 40
    assert {path.name for path in tmp_path.iterdir()} == {
        "patterns.json",
        *(f"{name}.{ending}" for name in ("patterns", "leaders-odds") for ending in ENDINGS),
    }


def test_a_width_that_makes_no_sense_is_refused() -> None:
    result = CliRunner().invoke(app, ["patterns", "--width", "wide", "-n", "0"])
    assert "--width" in str(result.exception)
    assert "-n" in str(result.exception)
