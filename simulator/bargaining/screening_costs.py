"""A proposes, B's cost of war is private: two types of B, or costs uniform on an interval.

A single decisive battle has a closed form, and so has the ladder of offers of two types at one
position. Longer lines use the cut-off recursion of `simulator.bargaining.skimming` on `GRID`
steps of belief: values are then good to about the square of a step, offers and chances of war to
about one step (1/800 of the belief's range). The toughest type is held to its reservation value.
"""

from __future__ import annotations

import numpy as np

from simulator.bargaining.game import Game, TwoTypeCost, UniformCost
from simulator.bargaining.ladder import climb
from simulator.bargaining.markov import Values
from simulator.bargaining.one_battle import one_battle, two_once, uniform_once
from simulator.bargaining.position import Position, assemble
from simulator.bargaining.skimming import Screened, Screening, skim
from simulator.bargaining.solution import Solution

#: Steps in A's belief on lines where no closed form is known.
GRID = 800


def solve_uniform_costs(game: Game) -> Solution:
    """Equilibrium when B's cost is uniform on [low, high], low < high."""
    known = game.information
    if not isinstance(known, UniformCost):
        raise TypeError(f"not a game with uniform costs: {known}")
    low, high = game.per_battle(known.low), game.per_battle(known.high)
    once = one_battle(game)
    if once is not None:
        positions = [uniform_once(once, low, high)]
    else:
        cut = np.linspace(low, high, GRID + 1)
        positions = along_line(game, cut - low, cut, (cut**2 - low**2) / 2.0)
    return assemble(game, positions, (known.low + known.high) / 2.0, known.low)


def solve_two_costs(game: Game) -> Solution:
    """Equilibrium when B is weak (high cost) or tough, with a prior strictly between 0 and 1."""
    known = game.information
    if not isinstance(known, TwoTypeCost):
        raise TypeError(f"not a game with two costs: {known}")
    weak, tough = game.per_battle(known.cost_weak), game.per_battle(known.cost_tough)
    once = one_battle(game)
    if once is not None:
        positions = [two_once(once, known.weak, weak, tough)]
    elif game.front.length == 2:
        positions = [climb(game, known)]
    else:
        belief = np.linspace(0.0, known.weak, GRID + 1)
        odds = belief / (1.0 - belief)
        positions = along_line(game, 1.0 + odds, np.full(odds.size, weak), tough + weak * odds)
    mean = known.weak * known.cost_weak + (1.0 - known.weak) * known.cost_tough
    return assemble(game, positions, mean, known.cost_tough)


def along_line(game: Game, mass: Values, marginal: Values, costs: Values) -> list[Position]:
    """Screening at every position of a line, at the highest cut-off, by the grid.

    Args:
        game: The game.
        mass: Types left [cut-off].
        marginal: Cost per battle of the marginal type [cut-off].
        costs: Cost per battle of all types left together [cut-off].
    """
    line = Screening(
        length=game.front.length,
        win=float(game.battle.win[0]),
        draw=float(game.front.draw),
        after_battle=float(game.after_battle),
        kept=1.0 - game.deal.war_destroys,
        cost_a=game.per_battle(game.cost.a),
        mass=mass,
        marginal=marginal,
        costs=costs,
    )
    shape = (game.front.length + 1, mass.size)
    done = Screened(
        value_a=np.zeros(shape),
        marginal=np.zeros(shape),
        total_b=np.zeros(shape),
        battles=np.zeros(shape),
        negotiated=np.zeros(shape),
        share_b=np.zeros(shape),
        next=np.full(shape, -1, dtype=np.int64),
    )
    skim(line, done)
    return [position(line, done, k) for k in range(1, game.front.length)]


def position(line: Screening, done: Screened, k: int) -> Position:
    """The equilibrium at position k and the prior, which is the highest cut-off."""
    j = line.mass.size - 1
    total = float(line.mass[j])
    cut = int(done.next[k, j])
    after = (1.0 - line.draw) * (
        line.win * done.value_a[k + 1, j] + (1.0 - line.win) * done.value_a[k - 1, j]
    ) + line.draw * done.value_a[k, j]
    return Position(
        share_b=None if cut == j else float(done.share_b[k, j]),
        value_a=float(done.value_a[k, j]),
        value_b=float(done.total_b[k, j]) / total,
        fight_a=float(line.after_battle * after - line.cost_a),
        pr_war=0.0 if cut < 0 else float(line.mass[cut]) / total,
        battles=float(done.battles[k, j]) / total,
        negotiated=float(done.negotiated[k, j]) / total,
    )
