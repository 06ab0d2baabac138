"""What leads the search: distances agree with verdicts, and a planted effect is found."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.claims.cards.card import Claim, Condition, Number, Test
from simulator.claims.compare.needed_wars import Played, reading, statistic
from simulator.claims.compare.results import Judged
from simulator.claims.complete.margins import Margin, margin, shortfall
from simulator.claims.complete.pulls import pulls
from simulator.claims.judge.claim import part_of
from simulator.files.scenario import load_scenario
from simulator.model.tape import PARAMETER_MONTH, parameter_channel, uniforms

AT = Number(state="occ", at=0)
ENDED = (Condition(event="ended", by=1),)
PLAIN = load_scenario("base")
WARS, ENTROPY = 400, 5


def judged(test: Test, *firsts: np.ndarray) -> Judged:
    arms = [
        (weight, np.stack([first, np.zeros(len(first)), np.ones(len(first))], axis=1))
        for weight, first in zip((1.0, -1.0), firsts, strict=False)
    ]
    part = part_of(test, arms)
    return Judged(Claim("a.p1", "prediction", "P", "t"), "a", part.verdict, (part,))


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.3, 0.5, 0.8, 1.0])
@pytest.mark.parametrize(
    "test", [Test(share=ENDED, most=0.2), Test(share=ENDED, least=0.4), Test(mean=AT, above=0.25)]
)
def test_a_clear_distance_has_the_side_of_the_verdict(test: Test, share: float) -> None:
    each = judged(test, (np.arange(200) < 200 * share).astype(float))
    found = margin(each).direction
    if each.direction is not None and abs(found) > 2.5:
        assert (found > 0.0) == each.direction
    assert each.direction is not True or found > 1.5
    assert each.direction is not False or found < 0.0


def test_direction_and_size_have_distances_of_their_own() -> None:
    noise = np.sin(np.arange(200.0))
    small = margin(judged(Test(mean=AT, sign="+", size=0.5), 0.3 + 0.1 * noise, 0.0 * noise))
    assert small.direction > 2.0
    assert small.size is not None
    assert small.size < 0.0
    assert (small.met, small.sized) == (True, False)
    assert margin(judged(Test(mean=AT, sign="+"), 0.3 + 0.1 * noise, 0.0 * noise)).size is None


def test_what_is_met_costs_nothing_and_worse_costs_more() -> None:
    assert shortfall([Margin(3.0, None), Margin(2.0, 1.5)]) == 0.0
    costs = [shortfall([Margin(distance, None)]) for distance in (0.9, 0.1, -0.1, -3.0, -20.0)]
    assert costs == sorted(costs)
    assert costs[2] - costs[1] > 1.0
    assert shortfall([Margin(2.0, -1.0)]) < shortfall([Margin(-1.0, None)])


def planted(sign: float) -> Played:
    """Wars that end where a belief is drawn high, or low; nothing else moves them."""
    channel = parameter_channel("belief.win0_A")
    place = np.array([uniforms(ENTROPY, k, PARAMETER_MONTH, channel)[0] - 0.5 for k in range(WARS)])
    ends = (sign * place + 0.2 * np.cos(np.arange(WARS)) > 0.2).astype(float)
    columns = np.stack([ends, np.zeros(WARS), np.ones(WARS)], axis=1)
    return Played(PLAIN, WARS, {("", statistic(CLAIM.test[0])): columns})


CLAIM = Claim("a.p1", "prediction", "P", "t", test=(Test(share=ENDED, least=0.9),))


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_planted_effect_is_found_and_its_way(sign: float) -> None:
    assert reading(CLAIM.test[0], CLAIM).arms[0][0] == 1.0
    paths = ["stake.value_A", "belief.win0_A", "cost.war_A", "econ.bite"]
    found = pulls(paths, [CLAIM], planted(sign), ENTROPY)
    assert found[0].path == "belief.win0_A"
    assert found[0].toward * sign > 5.0
    assert found[0].importance > 3.0 * max(each.importance for each in found[1:])


def test_what_is_safe_pulls_nothing() -> None:
    safe = Claim("a.p1", "prediction", "P", "t", test=(Test(share=ENDED, least=0.01),))
    assert pulls(["belief.win0_A"], [safe], planted(1.0), ENTROPY)[0].importance == 0.0
