"""Skimming: the type that war costs most settles first, whatever the game.

Source: Fudenberg, Levine and Tirole 1985 (skimming property); Powell 2004; Filson and Werner 2002.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from unittest.mock import patch

import mesa
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator.bargaining.game import (
    Battle,
    Cost,
    Front,
    Game,
    Power,
    TwoTypeCost,
    UniformCost,
)
from simulator.bargaining.solvers import solve
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Scenario, World
from simulator.model.war import forts
from simulator.model.war.luck import Luck
from simulator.model.war.play import play

STILL: tuple[tuple[float, ...], ...] = ((1.0,),)
MONTHS = 80


def line(win: float, length: int, known: UniformCost | TwoTypeCost, draw: float = 0.0) -> Game:
    return Game(
        title="skimming",
        front=Front(length, length // 2, draw),
        battle=Battle((win,), takes_a_period=True),
        power=Power(STILL, STILL),
        discount=0.97,
        cost=Cost(0.02, None, "per-battle"),
        information=known,
    )


def informed(cost: float, weak: bool, model: mesa.Model, game: Game, luck: Luck) -> forts.Side:
    """B with a type of our choosing, in place of the one the tape draws."""
    del game, luck
    return forts.Side(model, cost=cost, weak=weak)


def length_of_war(game: Game, replication: int, cost: float, weak: bool = False) -> int:
    values = MappingProxyType({path: row.default for path, row in PARAMETERS.items()})
    switches = MappingProxyType(dict.fromkeys(SWITCHES, True))
    scenario = Scenario("skimming", "", "", "", "war", "forts", values, switches, game=game)
    with patch.object(forts, "private_side", partial(informed, cost, weak)):
        return play(World(scenario, values, (), 0, replication, MONTHS)).end_month


@settings(max_examples=25, deadline=None)
@given(
    win=st.floats(0.35, 0.65),
    high=st.floats(0.05, 0.3),
    shares=st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0)),
    replication=st.integers(0, 10_000),
)
def test_of_two_costs_the_higher_settles_no_later(
    win: float, high: float, shares: tuple[float, float], replication: int
) -> None:
    game = line(win, 4, UniformCost(0.0, high))
    cheap, dear = min(shares) * high, max(shares) * high
    assert length_of_war(game, replication, dear) <= length_of_war(game, replication, cheap)


def test_some_war_separates_them() -> None:
    # The control: were both types treated alike, no luck would ever tell them apart.
    game = line(0.5, 4, UniformCost(0.0, 0.3))
    pairs = [(length_of_war(game, k, 0.29), length_of_war(game, k, 0.01)) for k in range(20)]
    assert any(dear < cheap for dear, cheap in pairs)


@settings(max_examples=40, deadline=None)
@given(
    cost_tough=st.floats(0.0, 0.1),
    gap=st.floats(0.05, 0.4),
    beliefs=st.tuples(st.floats(0.02, 0.98), st.floats(0.02, 0.98)),
)
def test_the_surer_of_weakness_the_more_is_asked(
    cost_tough: float, gap: float, beliefs: tuple[float, float]
) -> None:
    game = line(0.5, 2, TwoTypeCost(cost_tough + gap, cost_tough, min(beliefs)), draw=0.8)
    assume(max(beliefs) - min(beliefs) > 1e-3)
    surer = replace(game, information=TwoTypeCost(cost_tough + gap, cost_tough, max(beliefs)))
    less, more = solve(game).offer, solve(surer).offer
    assert less is not None
    assert more is not None
    assert more >= less - 1e-9
