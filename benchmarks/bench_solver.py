"""How fast the solvers are: the game inside a war, cold and warm, and a textbook game.

Sizes are those of the model: 20 cells (19 positions between the ends) by 4 power regimes.
"""

from __future__ import annotations

from itertools import cycle

import numpy as np
from pytest_benchmark.fixture import BenchmarkFixture
from war_games import CELLS, REGIMES, random_game, solved
from worlds import scenario, world

from simulator.bargaining.complete import equilibrium
from simulator.bargaining.game import Battle, Cost, Front, Game, Power
from simulator.bargaining.war_game import solve_war
from simulator.bargaining.war_rows import WarGame, new_room
from simulator.model.war import outlook
from simulator.model.war.agents import War
from simulator.model.war.desk import new_desk


def month_of_a_war(month: int = 6) -> War:
    """A war of the defaults some months in, still going on."""
    war = War(world(scenario(off=["bargaining"]), months=month + 60))
    for _ in range(month):
        war.step()
    return war


GAMES = [random_game(seed) for seed in range(32)]
ROOM = new_room(CELLS, GAMES[0].best_A.size)


def near(game: WarGame, step: float) -> WarGame:
    """The same game a month later: hazards and costs a little different."""
    return game._replace(
        rates_A=game.rates_A * [1.0, 1.0, 1.0 + step, 1.0, 1.0, 1.0],
        flow_A=game.flow_A * (1.0 + step),
    )


def test_war_game_cold(benchmark: BenchmarkFixture) -> None:
    # Thirty-two random games a round; the table in README.md divides by 32.
    room = [(np.zeros((REGIMES, CELLS)), np.zeros((REGIMES, CELLS))) for _ in GAMES]

    def all_of_them() -> None:
        for game, (to_A, to_D) in zip(GAMES, room, strict=True):
            solve_war(game, to_A, to_D, False, ROOM)

    benchmark(all_of_them)


def test_war_game_warm(benchmark: BenchmarkFixture) -> None:
    room = [solved(game)[:2] for game in GAMES]
    months = cycle([[near(game, step) for game in GAMES] for step in (0.02, -0.01, 0.01, -0.02)])

    def all_of_them() -> None:
        for game, (to_A, to_D) in zip(next(months), room, strict=True):
            solve_war(game, to_A, to_D, True, ROOM)

    benchmark(all_of_them)


def test_month_of_both_leaders(benchmark: BenchmarkFixture) -> None:
    # All solves of a month, the frontier and the offers: what the clock asks for once a month.
    war = month_of_a_war()
    benchmark(lambda: outlook.assess(war.facts, war.desk, war.scratch, True))


def test_month_of_both_leaders_cold(benchmark: BenchmarkFixture) -> None:
    war = month_of_a_war()
    benchmark(lambda: outlook.assess(war.facts, new_desk(), war.scratch, False))


def textbook() -> Game:
    """A complete-information game on 20 positions and 4 power regimes."""
    rows = ((0.9, 0.1, 0.0, 0.0), (0.0, 0.9, 0.1, 0.0), (0.0, 0.0, 0.9, 0.1), (0.1, 0.0, 0.0, 0.9))
    return Game(
        title="bench",
        front=Front(20, 10),
        battle=Battle((0.4, 0.5, 0.55, 0.6)),
        power=Power(rows, rows),
        discount=0.97,
        cost=Cost(0.02, 0.03, "per-battle"),
    )


def test_textbook_game(benchmark: BenchmarkFixture) -> None:
    game = textbook()
    solved = benchmark(lambda: equilibrium(game))
    assert solved.residual < 1e-6
