"""Random games of the kind solved inside a war: wider than any scenario's, the same for ever."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import numpy as np
import numpy.typing as npt

from simulator.bargaining.frontier import envelope
from simulator.bargaining.war_game import solve_war
from simulator.bargaining.war_rows import WarGame, new_room
from simulator.model.tape import uniforms

Floats = npt.NDArray[np.float64]

REGIMES, CELLS = 4, 19
_LENGTH = np.array([6.0, 6.0, 12.0, 1e12])


def luck(seed: int) -> Iterator[float]:
    """Uniforms without end."""
    return (uniforms(seed, 0, 0, i)[0] for i in count())


def random_game(seed: int, deals: bool = True, truces: bool = True) -> WarGame:
    """A game with random rungs, hazards, drifts, costs and offices, wider than any scenario's.

    Args:
        seed: Which.
        deals: Whether anything can be signed.
        truces: Whether a line can be, young deals fail, and coming to the table costs something.
    """
    u = luck(seed)

    def some(low: float, high: float, number: int) -> Floats:
        return low + (high - low) * np.array(list(islice(u, number)))

    land = np.linspace(0.0, 1.0, 11)
    status_A, status_D = np.sort(some(0, 1, 6))[::-1], np.sort(some(0, 1, 6))
    status_A[-1] = status_D[0] = 0.0
    status_D[-1] = 1.0
    weight, floor, whole, fear = some(0.0, 1.0, 4) * [1.0, 1.0, 0.6, 0.4]
    together = np.where(np.arange(6) <= 1, 1.0, 0.0)[:, None]
    to_A = (1.0 - whole) * (weight * land + (1.0 - weight) * status_A[:, None]) + whole * together
    to_A = to_A - fear * np.maximum(0.0, 0.7 - land - status_A[:, None]) ** 2
    to_D = status_D[:, None] * (1.0 - 0.8 * floor * land)
    span = np.array([to_D.min(), to_D.max(), to_A.min(), to_A.max()])
    best_A, best_D = np.empty(129), np.empty(129)
    envelope(to_A, to_D, span[0], span[1], best_A)
    envelope(to_D, to_A, span[2], span[3], best_D)

    rates_A, rates_D = np.zeros((REGIMES, 6)), np.zeros((REGIMES, 6))
    for j in range(REGIMES):
        rates_A[j, :2] = rates_D[j, :2] = some(0.0, 0.3, 2)
        rates_A[j, 2:5], rates_D[j, 2:5] = 10.0 ** some(-4.0, -1.5, 3), 10.0 ** some(-4.0, -1.5, 3)
        rates_A[j, 5] = rates_D[j, 5] = 1.0 / _LENGTH[j]
    discounts, costs = some(0.003, 0.012, 2), some(0.0, 0.01, 2)
    office_A, office_D, proposer = some(0.0, 1.0, 3)
    above, lasts, opening = some(-0.2, 0.2, 2 * CELLS), some(0.6, 1.0, 4), some(0.0, 0.03, 2)
    position = np.arange(1, CELLS + 1) / (CELLS + 1.0)
    held_A, held_D = (1.0 - whole) * weight * position, 1.0 - 0.8 * floor * position
    lost_A, lost_D = -0.2 - 0.5 * office_A, -0.3 * office_D
    often = 0.5 if deals else 0.0
    lines = np.array([held_A, held_D]) + above.reshape(2, CELLS)
    return WarGame(
        rates_A,
        rates_D,
        discounts[0] * held_A - costs[0],
        discounts[1] * held_D - 0.4 * costs[1],
        held_A - office_A,
        held_D - 0.3 * office_D,
        np.array([lost_A, 1.0, 1.0, lost_A, 1.0, lost_D, 1.0, lost_D]),
        discounts,
        np.array([often * proposer, often * (1.0 - proposer)]),
        span,
        best_A,
        best_D,
        # A line is near what holding it brings, to either side better or worse than war.
        lines if truces else np.full((2, CELLS), -1e3),
        lasts if truces else np.ones(4),
        opening if truces else np.zeros(2),
    )


def solved(
    game: WarGame, start: tuple[Floats, Floats] | None = None
) -> tuple[Floats, Floats, float]:
    """Values of going on to A and to D, and the largest last move."""
    shape = (REGIMES, CELLS)
    first, second = start if start is not None else (np.zeros(shape), np.zeros(shape))
    to_A, to_D = first.copy(), second.copy()
    _, moved = solve_war(game, to_A, to_D, start is not None, new_room(CELLS, game.best_A.size))
    return to_A, to_D, moved
