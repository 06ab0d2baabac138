"""backtest: nothing later enters a forecast, a right one is found right, little is little."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from typer.testing import CliRunner

from simulator.cli import app
from simulator.cli.commands.backtest import AUTHORS
from simulator.errors import BadInput
from simulator.files.recorded import (
    Hazard,
    WarRecord,
    load_war_record,
    load_wars_record,
    month_number,
)
from simulator.files.scenario import load_scenario, with_values
from simulator.history.backtest.front_forecast import _own_covered
from simulator.history.backtest.naive import MEMORY, still_fighting, walk_from
from simulator.history.backtest.resample import PATHS, paths
from simulator.history.backtest.scorecard import Scorecard
from simulator.history.backtest.scored_forecast import backtest, checked
from simulator.model.records import Floats
from simulator.model.tape import uniforms
from simulator.run.ensemble import some_wars
from simulator.show.report.backtest_words import said, so_far

N = 40


@pytest.fixture(scope="module")
def record() -> WarRecord:
    return load_war_record()


@pytest.fixture(scope="module")
def hazards() -> tuple[Hazard, ...]:
    return load_wars_record().hazards


@pytest.fixture(scope="module")
def person(record: WarRecord, hazards: tuple[Hazard, ...]) -> Scorecard:
    return backtest(load_scenario("person"), record, hazards, N, 0)


def with_held(record: WarRecord, held: Floats) -> WarRecord:
    return replace(record, held=held)


def test_the_base_rate_by_hand() -> None:
    hazards = (Hazard(0.0, 2.0, 0.5), Hazard(2.0, 10.0, 0.1))
    np.testing.assert_allclose(still_fighting(hazards, 1, 3), [1.0, 0.5, 0.45, 0.405])
    np.testing.assert_allclose(still_fighting(hazards, 50, 2), [1.0, 0.9, 0.81])


def test_a_walk_knows_nothing_from_its_start_on(record: WarRecord) -> None:
    start = month_number("2025-06")
    at = start - record.months[0]
    later = record.held.copy()
    later[at:] = 0.9
    assert walk_from(record, start) == walk_from(with_held(record, later), start)
    earlier = record.held.copy()
    earlier[at - 1] = 0.9
    assert walk_from(record, start) != walk_from(with_held(record, earlier), start)


def test_a_walk_is_the_months_before(record: WarRecord) -> None:
    start = month_number("2025-10")
    walk = walk_from(record, start)
    known = record.held[start - record.months[0] - MEMORY - 1 : start - record.months[0]]
    assert walk.memory == MEMORY
    assert walk.drift == pytest.approx((known[-1] - known[0]) / MEMORY)
    # The middle of month 3 lies 3.5 months of drift after the last end of a month known.
    assert walk.mean(3) == pytest.approx(walk.last + 3.5 * walk.drift)
    assert walk.deviation(3) ** 2 == pytest.approx(walk.noise**2 * (3.25 + 3.5**2 / MEMORY))


def test_the_authors_have_the_months_that_came(record: WarRecord) -> None:
    months = {
        name: max(record.through - month_number(load_scenario(name).start), 0) for name in AUTHORS
    }
    assert months == {"menon": 20, "freedman": 8, "person": 4, "strategypage": 4, "dickinson": 0}


def test_who_wrote_last_cannot_be_scored_yet(
    record: WarRecord, hazards: tuple[Hazard, ...]
) -> None:
    card = backtest(load_scenario("dickinson"), record, hazards, N, 0)
    assert card.months == 0
    assert card.territory is None
    assert card.fighting is None
    assert card.events == ()
    assert "not yet scorable" in said(card, record.through)
    assert so_far([card]) == "Nobody can be scored yet."


def test_what_came_changes_scores_and_never_the_forecast(
    record: WarRecord, hazards: tuple[Hazard, ...], person: Scorecard
) -> None:
    held = record.held.copy()
    held[month_number("2025-10") - record.months[0] :] = 0.30
    other = backtest(load_scenario("person"), with_held(record, held), hazards, N, 0)
    assert other.territory is not None
    assert person.territory is not None
    for level, line in person.territory.quantiles.items():
        np.testing.assert_array_equal(line, other.territory.quantiles[level])
    assert other.territory.crps > person.territory.crps
    assert set(other.territory.covered.values()) == {0}


def test_the_record_is_read_in_the_middle_of_a_month(record: WarRecord, person: Scorecard) -> None:
    assert person.territory is not None
    at = month_number("2025-10") - record.months[0]
    expected = [(record.held[at + m - 1] + record.held[at + m]) / 2 for m in range(5)]
    np.testing.assert_allclose(person.territory.recorded, expected)


def record_of(record: WarRecord, held: Floats, start: int) -> WarRecord:
    """A record whose mid-month values from month 1 on are those of one war of an ensemble."""
    at = start - record.months[0]
    ends = record.held.copy()
    for month, value in enumerate(held[1:], start=1):
        ends[at + month] = 2.0 * value - ends[at + month - 1]
    return with_held(record, ends)


@pytest.mark.parametrize(("moved", "least", "most"), [(0.0, 0.6, 0.95), (0.05, 0.0, 0.05)])
def test_a_record_from_the_forecast_s_own_wars_is_covered(
    record: WarRecord, hazards: tuple[Hazard, ...], moved: float, least: float, most: float
) -> None:
    """Wars of another luck as the record: eight in ten lie in the middle 80 per cent.

    And the negative control: the same wars five points of territory further on do not.
    """
    scenario = load_scenario("person")
    start = month_number(scenario.start)
    wars = some_wars(scenario, 99, range(24), record.through - start)
    inside = []
    for war in wars.state("occ"):
        card = backtest(scenario, record_of(record, war + moved, start), hazards, 60, 0)
        assert card.territory is not None
        inside.append(card.territory.covered[0.8] / card.months)
    assert least <= np.mean(inside) <= most


def test_months_that_hang_together_are_not_so_many() -> None:
    """Inside in all of four months: half of the wars that never move, one in sixteen that jump."""
    places = np.arange(400.0)
    still = np.repeat(places[:, None], 4, axis=1)
    luck = np.array([[uniforms(5, war, month, 2)[0] for month in range(4)] for war in range(4000)])
    for held, share, error in ((still, 0.5, 0.005), (luck, 1 / 16, 4 * math.sqrt(15 / 256 / 4000))):
        assert (_own_covered(held, 0.5) == 4).mean() == pytest.approx(share, abs=error)


def test_the_error_of_a_score_is_what_other_luck_makes_of_it(
    record: WarRecord, hazards: tuple[Hazard, ...]
) -> None:
    """Many small ensembles scatter as the standard error of each says."""
    scenario = load_scenario("freedman")
    found = []
    for entropy in range(12):
        front = backtest(scenario, record, hazards, 60, entropy).territory
        assert front is not None
        found.append((front.crps, front.crps_error))
    scores, errors = np.array(found).T
    ratio = scores.std(ddof=1) / np.sqrt((errors**2).mean())
    # Twelve ensembles: the ratio of the two lies within a factor of two and a half.
    assert 0.4 < ratio < 2.5


def test_drawn_paths_keep_the_pace_that_came() -> None:
    changes = np.array([0.1, 0.3, 0.2, 0.4])
    pool = np.array([0.0, 0.5, -0.5, 0.2, -0.2, 0.1])
    drawn = paths(2.0, changes, pool, 0)
    assert drawn.shape == (PATHS, 3)
    # Deviations have mean nought: the mean path rises by the mean change, from its middle.
    middle = 2.0 + 0.25 * (np.arange(3) + 1.5)
    error = drawn.std(axis=0, ddof=1) / np.sqrt(PATHS)
    assert (np.abs(drawn.mean(axis=0) - middle) < 4 * error).all()
    # A pool without deviations gives the one path; doubling the pool's doubles the spread.
    np.testing.assert_allclose(
        paths(2.0, changes, np.full(6, 0.3), 0), middle[None, :].repeat(PATHS, 0)
    )
    np.testing.assert_allclose(paths(2.0, changes, 2 * pool, 0).std(axis=0), 2 * drawn.std(axis=0))


def test_events_that_have_happened_are_scored_as_such(
    record: WarRecord, hazards: tuple[Hazard, ...]
) -> None:
    events = {**record.events, "removed_A": month_number("2025-12"), "removed_D": record.months[3]}
    card = backtest(
        load_scenario("person"), replace(record, events=MappingProxyType(events)), hazards, N, 0
    )
    by_name = {event.name: event for event in card.events}
    assert by_name["removed_A"].happened
    assert by_name["removed_A"].brier == pytest.approx((1.0 - by_name["removed_A"].chance) ** 2)
    assert not by_name["truce"].happened
    assert "removed_D" not in by_name  # it lay before the author wrote


def test_a_fighting_that_stopped_is_told(record: WarRecord, hazards: tuple[Hazard, ...]) -> None:
    fighting = (*record.fighting[:-2], False, False)
    card = backtest(load_scenario("person"), replace(record, fighting=fighting), hazards, N, 0)
    assert card.fighting is not None
    assert card.fighting.recorded == (True, True, False, False)
    assert card.fighting.log[2] == float("inf")
    assert "stopped in month 3" in said(card, record.through)


def test_the_result_does_not_depend_on_threads(
    record: WarRecord, hazards: tuple[Hazard, ...]
) -> None:
    cards = [
        backtest(load_scenario("freedman"), record, hazards, 70, 3, workers=workers)
        for workers in (1, 3)
    ]
    first, second = (card.territory for card in cards)
    assert first is not None
    assert second is not None
    assert first.walk == second.walk
    np.testing.assert_array_equal(first.quantiles[0.5], second.quantiles[0.5])


def test_a_world_without_a_place_in_the_record_is_refused(record: WarRecord) -> None:
    scenarios = [
        replace(load_scenario("person"), start=start) for start in ("", "2022-03", "1999-01")
    ]
    with pytest.raises(BadInput) as error:
        checked(scenarios, record)
    assert [mistake.path for mistake in error.value.mistakes] == ["start"] * 3
    checked([replace(load_scenario("person"), start="2022-06")], record)


def test_an_own_number_moves_the_score(
    record: WarRecord, hazards: tuple[Hazard, ...], person: Scorecard
) -> None:
    still = with_values(load_scenario("person"), {"power.drift": 0.0})
    card = backtest(still, record, hazards, N, 0)
    assert card.territory is not None
    assert person.territory is not None
    assert card.territory.crps > person.territory.crps


def test_the_command_prints_json_and_writes_pictures(tmp_path: Path) -> None:
    words = ["backtest", "person", "dickinson", "-n", "8", "--json", "--out", str(tmp_path)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["record"]["through"] == "2026-02"
    assert set(told["record"]["files"]) == {
        "seeds/record/war.toml",
        "seeds/record/months.csv",
        "seeds/record/wars.toml",
    }
    assert [author["scorable"] for author in told["authors"]] == [True, False]
    assert {path.name for path in tmp_path.iterdir()} == {
        "backtest.json",
        *(f"backtest-person.{ending}" for ending in ("png", "svg", "txt")),
    }


def test_the_table_says_how_little_it_rests_on() -> None:
    result = CliRunner().invoke(app, ["backtest", "person", "dickinson", "-n", "8"])
    assert result.exit_code == 0, result.output
    text = " ".join(result.stdout.split())
    assert "about one observation" in text
    assert "not yet scorable" in text
    assert "So far:" in text
