"""Scores of endings and lengths against values computed by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from fake_wars import fake_wars

from simulator.files.recorded import Hazard, Initiator, WarsRecord, load_wars_record
from simulator.files.war_ending import Ending
from simulator.history.wars.base_rates import base_rate
from simulator.history.wars.played import ENDINGS, Forecast, counted, together
from simulator.history.wars.scored import altogether, brier_of, recorded_ending, scored
from simulator.history.wars.sheets import load_sheets
from simulator.model.records import END_MODES

WAR = load_sheets(["korea_1951"])[0].war
RECORD = load_wars_record()


def forecast(lengths: list[float], *endings: int, months: int = 120) -> Forecast:
    counts = dict(zip(ENDINGS, endings, strict=True))
    held = np.array([0.5])
    return Forecast(months, counts, np.array(lengths), {}, 0, held, 1, 0)


def test_brier_of_several_outcomes() -> None:
    # Squares of .4, .3 and .1.
    assert brier_of((0.6, 0.3, 0.1), 0) == pytest.approx(0.26)
    assert brier_of((0.0, 1.0), 0) == 2.0


def test_a_forecast_beside_a_record() -> None:
    made = forecast([2.0, 4.0, 8.0, 16.0], 2, 1, 1, 0, 0)
    card = scored(WAR, made, Ending(8.0, "armistice", 0.5, "no"), RECORD)
    assert (card.recorded, card.rank, card.inside) == ("truce", 1, True)
    assert card.brier is not None
    # Squares of .5, .25 and .25.
    assert card.brier.model == pytest.approx(0.375)
    # Mean distance of 6, 4, 0 and 8 is 4.5. The members' own pairs lie 2, 6, 14, 4, 12 and 8 apart,
    # 46 together; twice that over 16, and half of it, is 2.875.
    assert card.months is not None
    assert card.months.model == pytest.approx(4.5 - 2.875)
    # In doublings 1, 2, 3, 4 against 3: mean distance 1, pairs sum to 10, 10 / 16.
    assert card.doublings is not None
    assert card.doublings.model == pytest.approx(1.0 - 0.625)
    assert card.brier.ci95[0] <= card.brier.model <= card.brier.ci95[1]


def test_what_the_horizon_cuts_counts_as_a_month_more() -> None:
    made = forecast([10.0, 25.0, 25.0], 1, 0, 0, 0, 2, months=24)
    card = scored(WAR, made, Ending(60.0, "conquest", 1.0, None), RECORD)
    assert (card.recorded, card.rank, card.inside) == ("ongoing", 1, True)
    assert card.months is not None
    # Against 25: mean distance 5; pairs 15, 15, 0 give 30 / 9.
    assert card.months.model == pytest.approx(5.0 - 30.0 / 9.0)


@pytest.mark.parametrize(
    ("how", "share", "expected"),
    [
        ("truce", None, "truce"),
        ("freeze", 0.9, "truce"),
        ("settlement", 0.9, "settlement"),
        # A held .54 at the start.
        ("conquest", 0.9, "A"),
        ("imposed", 0.54, "D"),
        ("withdrawal", 0.1, "D"),
        ("withdrawal", None, None),
        (None, 0.9, None),
    ],
)
def test_the_record_s_words_for_an_end(
    how: str | None, share: float | None, expected: str | None
) -> None:
    ending = Ending(3.0, how, share, None)
    assert recorded_ending(WAR, ending, 120) == expected


@pytest.mark.parametrize(("share", "expected"), [(1.0, "A"), (0.4, "D"), (0.0, "D")])
def test_who_held_all_of_the_ground_and_keeps_it_has_won(share: float, expected: str) -> None:
    """Argentina held the islands when play began; Britain had to take them."""
    war = load_sheets(["falklands_1982"])[0].war
    assert recorded_ending(war, Ending(3.0, "withdrawal", share, None), 120) == expected


def test_a_record_that_says_nothing_is_not_scored() -> None:
    card = scored(WAR, forecast([1.0], 1, 0, 0, 0, 0), Ending(None, None, None, None), RECORD)
    assert (card.recorded, card.rank, card.inside, card.brier, card.months) == (None,) * 5
    assert altogether([card]).brier is None


def record(hazard: float) -> WarsRecord:
    return replace(
        RECORD,
        hazards=(Hazard(0.0, 12.0, hazard), Hazard(12.0, 99.0, 0.0)),
        initiators=(Initiator(0.0, 12.0, 5, 3, 2), Initiator(12.0, 99.0, 1, 0, 1)),
    )


def test_base_rates() -> None:
    young = base_rate(record(0.5), 0.0, 2)
    # Half of the wars end in each month, so a quarter goes on; 6 won, 3 lost, 3 draws of 12.
    assert young.endings["ongoing"] == pytest.approx(0.25)
    assert young.endings["A"] == pytest.approx(0.75 * 6 / 12)
    assert young.endings["truce"] == pytest.approx(0.75 * 1.5 / 12)
    assert math.fsum(young.endings.values()) == pytest.approx(1.0)
    assert np.mean(young.lengths <= 1.0) == pytest.approx(0.5)
    assert np.mean(young.lengths > 2.0) == pytest.approx(0.25)
    old = base_rate(record(0.5), 13.0, 2)
    assert (old.endings["ongoing"], old.wars) == (1.0, 2)


def test_phases_of_one_war_share_its_weight() -> None:
    right = scored(WAR, forecast([3.0], 1, 0, 0, 0, 0), Ending(3.0, "truce", 0.5, "no"), RECORD)
    wrong = scored(WAR, forecast([3.0], 0, 0, 1, 0, 0), Ending(3.0, "truce", 0.5, "no"), RECORD)
    other = load_sheets(["winter_war_1939"])[0].war
    third = scored(other, forecast([3.0], 1, 0, 0, 0, 0), Ending(3.0, "truce", 0.1, "no"), RECORD)
    total = altogether([right, wrong, third])
    assert (total.wars, total.sheets) == (2.0, 3)
    # The second phase had it in no war, so of five endings it ranks last.
    assert total.first_or_second == 1.5
    assert total.brier is not None
    # Half of 0, half of 2, and 0, over two wars.
    assert total.brier[0] == pytest.approx(0.5)


def test_wars_are_counted_in_the_roles_of_the_sheet() -> None:
    wars = fake_wars(list(range(60)))
    straight, turned = counted(wars, turned=False), counted(wars, turned=True)
    assert sum(straight.endings.values()) == straight.wars == 60
    assert straight.endings["A"] == turned.endings["D"]
    assert straight.endings["truce"] == turned.endings["truce"]
    assert straight.shares.sum() == pytest.approx((1.0 - turned.shares).sum())
    halves = [counted(fake_wars(list(part)), turned=False) for part in (range(30), range(30, 60))]
    both = together(halves)
    assert both.endings == straight.endings
    assert np.array_equal(both.lengths, straight.lengths)


#: Mode, month and winner of a few wars; a withdrawal that was signed has no winner.
ENDED = (
    ("conquest", 0, 1),
    ("imposed", 5, 1),
    ("imposed", 6, 0),
    ("withdrawal", 0, 0),
    ("withdrawal", 7, -1),
    ("settlement", 0, 0),
    ("frozen", 3, 0),
    ("truce", 4, 0),
    ("ongoing", 61, 0),
)


def test_every_way_to_end_has_its_side_and_wars_over_at_once_can_be_left_out() -> None:
    modes, months, winners = zip(*ENDED, strict=True)
    wars = replace(
        fake_wars(list(range(len(ENDED)))),
        end_mode=np.array([END_MODES.index(mode) for mode in modes]),
        end_month=np.array(months),
        winner=np.array(winners),
    )
    every, fought = counted(wars, turned=False), counted(wars, turned=False, at_least=1)
    assert dict(every.endings) == {"truce": 2, "settlement": 1, "A": 3, "D": 2, "ongoing": 1}
    assert dict(fought.endings) == {"truce": 2, "settlement": 0, "A": 2, "D": 1, "ongoing": 1}
    assert (every.at_once, fought.at_once, fought.wars) == (3, 0, 6)
    assert every.lengths.tolist() == [0.5, 0.5, 0.5, 3, 4, 5, 6, 7, 61]
    # Whoever conquers holds all of it, whatever the front says.
    assert every.shares[-1] == 1.0
    other = counted(wars, turned=True)
    assert (other.endings["A"], other.endings["D"]) == (2, 3)
    assert other.shares[0] == 0.0
