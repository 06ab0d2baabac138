"""Leaders' odds: who is right is told so, who hopes too much is told by how much."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from fake_wars import fake_wars

from simulator.files.scenario import load_scenario, with_values
from simulator.history.patterns import odds as told_odds
from simulator.history.patterns.cells import cells_of
from simulator.history.patterns.odds import ASKED, FEWEST, SIDES, Odds, odds
from simulator.model.records import END_MODES, Floats
from simulator.model.tape import uniforms


def answers(said: Floats, true: Floats) -> dict[tuple[str, int], told_odds._Answers]:
    """Leaders whose victories come as often as `true`, twenty to a world, asked at every month."""
    luck = np.array([uniforms(3, war, 0, 1)[0] for war in range(said.size)])
    some = told_odds._Answers(np.arange(said.size) // 20, said, (luck < true).astype(float))
    return {(side, month): some for side in SIDES for month in ASKED}


SAID = np.tile([0.1, 0.3, 0.5, 0.7, 0.9], 400)


def test_who_is_right_is_told_so() -> None:
    for side in told_odds.told(answers(SAID, SAID)):
        value, interval = side.too_high[0]
        assert value is not None
        assert interval is not None
        assert interval[0] < 0.0 < interval[1]
        assert abs(value) < 0.05
        assert len(side.classes) == 5
        for each in side.classes:
            assert each.came[0] == pytest.approx(each.said, abs=0.07)
            assert each.wars == 400


def test_who_hopes_too_much_is_told_by_how_much() -> None:
    first, _ = told_odds.told(answers(SAID, SAID - 0.1))
    value, interval = first.too_high[0]
    assert interval is not None
    assert interval[0] > 0.0
    assert value == pytest.approx(0.1, abs=0.05)


def test_a_class_of_few_is_not_told() -> None:
    few = np.concatenate([np.full(FEWEST - 1, 0.1), np.full(FEWEST, 0.2001)])
    first, _ = told_odds.told(answers(few, few))
    assert [(each.low, each.wars) for each in first.classes] == [(0.2, FEWEST)]


def test_who_says_nothing_has_a_class() -> None:
    first, _ = told_odds.told(answers(np.zeros(FEWEST), np.zeros(FEWEST)))
    assert [(each.low, each.wars) for each in first.classes] == [(0.0, FEWEST)]


def _late_hope(side: Odds) -> float:
    value, _ = side.too_high[ASKED[-1]]
    assert value is not None
    return value


def test_bias_makes_leaders_too_hopeful_and_nothing_is_signed() -> None:
    """`belief.bias_A` makes A learn less from what goes against it, so it shows late."""
    neutral = load_scenario("neutral")
    plain, biased = (
        odds(cells_of(with_values(neutral, {"belief.bias_A": bias}), 12, 0), 5, 0, 60)
        for bias in (0.0, 0.4)
    )
    assert _late_hope(biased[0]) > _late_hope(plain[0]) + 0.02
    assert plain[0].classes[0].came[0] is not None
    assert sum(each.wars for each in plain[0].classes) <= 60


def test_a_victory_counts_as_the_horizon_weighs_it() -> None:
    """A war won after t months counts for exp(-t / horizon), from the month of asking on."""
    wars = replace(
        fake_wars([0, 1, 2, 3]),
        end_mode=np.array([END_MODES.index(mode) for mode in ("imposed",) * 3 + ("ongoing",)]),
        end_month=np.array([6, 30, 30, 61]),
        winner=np.array([1, 1, -1, 0]),
    )
    said = wars.state("belief_A_win")
    first, later = (told_odds._answers(wars, 7, "A", month, 60.0) for month in (0, 12))
    assert first.came.tolist() == pytest.approx([math.exp(-0.1), math.exp(-0.5), 0.0, 0.0])
    assert first.said.tolist() == said[:, 0].tolist()
    # The first war is over by then; of the second 18 months are left.
    assert later.came.tolist() == pytest.approx([math.exp(-0.3), 0.0, 0.0])
    assert later.said.tolist() == said[1:, 12].tolist()
    assert later.cell.tolist() == [7, 7, 7]
    theirs = told_odds._answers(wars, 7, "D", 0, 60.0)
    assert theirs.came.tolist() == pytest.approx([0.0, 0.0, math.exp(-0.5), 0.0])
