"""The bargaining game inside a war: position by power regime, two leaders, two sets of beliefs.

Each side's value of going on solves its own row with its own hazards and drift (they agree to
disagree), and the rows are solved together, because what a deal gives one side depends on what the
other would refuse. In continuous time, for regime j and interior position k, A's row is

    (r + up + down + fall_D + fall_A + removal + next + b) F(k) =
        flow(k) + up F(k+1) + down F(k-1) + fall_D W + fall_A L + removal R(k) + next F'(k)
        + b max(F(k), best(G(k)))

where b is the rate of A's bargaining opportunities, best(G) the most A can have with D just willing
(frontier.py) and G the same unknown in D's row. Regimes run forward in time and are solved
backwards; within a regime Newton's method on both rows at once (policy iteration with the
frontier's slope in the matrix) takes a few block-tridiagonal solves. Alternating between the rows
instead contracts only like the discount factor.

Selection: several equilibria can exist. The solver starts from the values without bargaining in
the regime (or from last month's values when given) and follows Newton's iterates, which selects
the equilibrium nearest to the war being fought out; the scenarios are checked for agreement
between starts in the tests.

Source: Powell 2004; Slantchev 2003; Smith and Stam 2004 for rival priors; Filar and Vrieze 1997 for
Newton's method on stochastic games.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.bargaining.frontier import best_against
from simulator.compiled import compiled

Floats = npt.NDArray[np.float64]

#: Columns of `rates`, one row a regime [per month].
UP, DOWN, FALL_OTHER, FALL_OWN, REMOVAL, NEXT = range(6)
MOST_STEPS = 400
TOLERANCE = 1e-7


@compiled
def _newton_step(
    matrix: Floats, right: Floats, neighbours: Floats, values: Floats, work: Floats
) -> None:
    """Solve one block-tridiagonal system of 2 x 2 blocks in place (Thomas elimination).

    Args:
        matrix: Diagonal blocks; shape (n, 4), row-major.
        right: Right-hand sides; shape (n, 2).
        neighbours: up and down rates of A's row, then of D's; shape (4,).
        values: Filled with the solution; shape (n, 2).
        work: Scratch; shape (n, 4).
    """
    number = matrix.shape[0]
    up_A, down_A, up_D, down_D = neighbours[0], neighbours[1], neighbours[2], neighbours[3]
    for k in range(number):
        a, b, c, d = matrix[k, 0], matrix[k, 1], matrix[k, 2], matrix[k, 3]
        s, t = right[k, 0], right[k, 1]
        if k > 0:
            # Eliminate the coupling to k - 1: subtract down * (solution map of row k - 1).
            a -= down_A * work[k - 1, 0]
            b -= down_A * work[k - 1, 1]
            c -= down_D * work[k - 1, 2]
            d -= down_D * work[k - 1, 3]
            s += down_A * values[k - 1, 0]
            t += down_D * values[k - 1, 1]
        determinant = a * d - b * c
        values[k, 0] = (d * s - b * t) / determinant
        values[k, 1] = (a * t - c * s) / determinant
        work[k, 0] = d * up_A / determinant
        work[k, 1] = -b * up_D / determinant
        work[k, 2] = -c * up_A / determinant
        work[k, 3] = a * up_D / determinant
    for k in range(number - 2, -1, -1):
        next_A, next_D = values[k + 1, 0], values[k + 1, 1]
        values[k, 0] += work[k, 0] * next_A + work[k, 1] * next_D
        values[k, 1] += work[k, 2] * next_A + work[k, 3] * next_D


class WarGame(NamedTuple):
    """The game of one month (rates and flows per month, values in stakes).

    Attributes:
        rates_A: A's view of the rates, columns UP .. NEXT (FALL_OTHER is D's fall); shape (J, 6).
        rates_D: D's view (UP is still A's gain; FALL_OTHER is A's fall); shape (J, 6).
        flow_A: A's net flow at each interior position; shape (n,).
        flow_D: The same for D; shape (n,).
        removed_A: What removal leaves A's leader at each position; shape (n,).
        removed_D: The same for D; shape (n,).
        ends: A's values at position 0 and N, of D's fall and of its own, then D's values at 0, at
            N, of A's fall and of its own; shape (8,).
        discounts: Discount rates of A and D; shape (2,).
        opportunities: Rates at which A and D can make the offer; shape (2,).
        span: Least and greatest of D's values in `best_A`, then of A's in `best_D`; shape (4,).
        best_A: A's best value against D's least value; shape (m,).
        best_D: D's best value against A's least value; shape (m,).
    """

    rates_A: Floats
    rates_D: Floats
    flow_A: Floats
    flow_D: Floats
    removed_A: Floats
    removed_D: Floats
    ends: Floats
    discounts: Floats
    opportunities: Floats
    span: Floats
    best_A: Floats
    best_D: Floats


@compiled
def _outflow(rates: Floats, j: int, discount: float) -> float:
    """Sum of a row's rates in regime j, with its discount [per month]."""
    total = discount
    for column in range(rates.shape[1]):
        total += rates[j, column]
    return total


@compiled
def _without_deals(
    game: WarGame, j: int, values_A: Floats, values_D: Floats, right: Floats
) -> None:
    """Fill the right-hand sides of regime j as if nobody could sign anything; shape (n, 2)."""
    number = right.shape[0]
    rates_A, rates_D, ends = game.rates_A, game.rates_D, game.ends
    for k in range(number):
        base_A = game.flow_A[k] + rates_A[j, REMOVAL] * game.removed_A[k]
        base_D = game.flow_D[k] + rates_D[j, REMOVAL] * game.removed_D[k]
        base_A += rates_A[j, FALL_OTHER] * ends[2] + rates_A[j, FALL_OWN] * ends[3]
        base_D += rates_D[j, FALL_OTHER] * ends[6] + rates_D[j, FALL_OWN] * ends[7]
        if j + 1 < values_A.shape[0]:
            base_A += rates_A[j, NEXT] * values_A[j + 1, k]
            base_D += rates_D[j, NEXT] * values_D[j + 1, k]
        right[k, 0], right[k, 1] = base_A, base_D
    right[0, 0] += rates_A[j, DOWN] * ends[0]
    right[0, 1] += rates_D[j, DOWN] * ends[4]
    right[number - 1, 0] += rates_A[j, UP] * ends[1]
    right[number - 1, 1] += rates_D[j, UP] * ends[5]


@compiled
def _with_deals(
    game: WarGame,
    values_A: Floats,
    values_D: Floats,
    steepest: float,
    matrix: Floats,
    right: Floats,
) -> None:
    """Add what signing is worth, linearised at the values given; both arrays change in place."""
    often_A, often_D = game.opportunities[0], game.opportunities[1]
    low_D, high_D, low_A, high_A = game.span[0], game.span[1], game.span[2], game.span[3]
    for k in range(values_A.shape[0]):
        most_A, slope_A = best_against(values_D[k], low_D, high_D, game.best_A)
        most_D, slope_D = best_against(values_A[k], low_A, high_A, game.best_D)
        # Where the frontier falls off a rung the two slopes together would make the step unstable.
        slope_A, slope_D = max(slope_A, -steepest), max(slope_D, -steepest)
        if most_A > values_A[k]:
            matrix[k, 0] += often_A
            matrix[k, 1] -= often_A * slope_A
            right[k, 0] += often_A * (most_A - slope_A * values_D[k])
        if most_D > values_D[k]:
            matrix[k, 3] += often_D
            matrix[k, 2] -= often_D * slope_D
            right[k, 1] += often_D * (most_D - slope_D * values_A[k])


@compiled
def _move(solution: Floats, share: float, values_A: Floats, values_D: Floats) -> float:
    """Move the values a share of the way to `solution`; the largest move is returned."""
    change = 0.0
    for k in range(values_A.shape[0]):
        move_A = share * (solution[k, 0] - values_A[k])
        move_D = share * (solution[k, 1] - values_D[k])
        values_A[k] += move_A
        values_D[k] += move_D
        change = max(change, abs(move_A), abs(move_D))
    return change


@compiled
def solve_war(game: WarGame, values_A: Floats, values_D: Floats, warm: bool) -> tuple[int, float]:
    """Solve the game; `values_A` and `values_D` are filled with the values of going on.

    Args:
        game: The month's game.
        values_A: Filled; shape (J, n). Read first when `warm`.
        values_D: Filled; shape (J, n).
        warm: Whether to start from the values given.

    Returns:
        Newton steps taken over all regimes, and the largest last move [stakes]: above TOLERANCE
        the game did not converge, and the caller must say so.
    """
    regimes, number = values_A.shape
    matrix, work = np.empty((number, 4)), np.empty((number, 4))
    right, solution = np.empty((number, 2)), np.empty((number, 2))
    neighbours = np.empty(4)
    taken, worst = 0, 0.0
    deals = game.opportunities[0] + game.opportunities[1] > 0.0
    for j in range(regimes - 1, -1, -1):
        rates_A, rates_D = game.rates_A, game.rates_D
        neighbours[0], neighbours[1] = rates_A[j, UP], rates_A[j, DOWN]
        neighbours[2], neighbours[3] = rates_D[j, UP], rates_D[j, DOWN]
        leave_A = _outflow(rates_A, j, game.discounts[0])
        leave_D = _outflow(rates_D, j, game.discounts[1])
        change, before, caution = 0.0, 1e9, 0.0
        first = 0 if warm else -1
        for step in range(first, MOST_STEPS if deals else 0 if not warm else 1):
            taken += 1
            matrix[:, 0], matrix[:, 1] = leave_A, 0.0
            matrix[:, 2], matrix[:, 3] = 0.0, leave_D
            _without_deals(game, j, values_A, values_D, right)
            if deals and step >= 0:
                _with_deals(
                    game, values_A[j], values_D[j], 1e9 if caution == 0.0 else 1.0, matrix, right
                )
            for k in range(number):
                matrix[k, 0] += caution
                matrix[k, 3] += caution
                right[k, 0] += caution * values_A[j, k]
                right[k, 1] += caution * values_D[j, k]
            _newton_step(matrix, right, neighbours, solution, work)
            # Caution: an implicit step in time instead of a full Newton step, where kinks of the
            # frontier make full steps run in a circle.
            change = _move(solution, 1.0, values_A[j], values_D[j])
            if step >= 0 and change < 1e-10:
                break
            if step > 5 and step % 3 == 0:
                if change > 0.8 * before:
                    caution = min(2.0, max(0.05, 1.5 * caution))
                before = change
        worst = max(worst, change if deals else 0.0)
    return taken, worst


@compiled
def at_position(
    values: Floats, place: float, at_start: float, at_end: float
) -> tuple[float, float]:
    """A value between the cells and its slope per cell, linear between positions 0 and N.

    Args:
        values: Values at the interior positions 1 .. N-1; shape (N - 1,).
        place: Position [0 to N, in cells].
        at_start: Value at position 0.
        at_end: Value at position N.
    """
    cells = values.shape[0] + 1
    k = min(cells - 1, max(0, int(place)))
    left = at_start if k == 0 else values[k - 1]
    right = at_end if k + 1 == cells else values[k]
    return left + (right - left) * (place - k), right - left
