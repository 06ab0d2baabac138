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

import numpy as np
import numpy.typing as npt

from simulator.bargaining.frontier import best_against
from simulator.compiled import compiled

Floats = npt.NDArray[np.float64]

#: Columns of `rates`, one row a regime [per month].
UP, DOWN, FALL_OTHER, FALL_OWN, REMOVAL, NEXT = range(6)
MOST_ITERATIONS = 40


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


@compiled
def solve_war(
    rates_A: Floats,
    rates_D: Floats,
    flow_A: Floats,
    flow_D: Floats,
    removed_A: Floats,
    removed_D: Floats,
    ends: Floats,
    discounts: Floats,
    opportunities: Floats,
    span: Floats,
    best_A: Floats,
    best_D: Floats,
    values_A: Floats,
    values_D: Floats,
    warm: bool,
) -> tuple[int, float]:
    """Solve the game; `values_A` and `values_D` are filled with the values of going on.

    Args:
        rates_A: A's view of the rates (UP .. NEXT; `FALL_OTHER` is D's fall); shape (J, 6).
        rates_D: D's view (UP is still A's gain; `FALL_OTHER` is A's fall); shape (J, 6).
        flow_A: A's net flow per month at each interior position; shape (n,).
        flow_D: The same for D; shape (n,).
        removed_A: What removal leaves A's leader at each position; shape (n,).
        removed_D: The same for D; shape (n,).
        ends: A's values at position 0 and N, of D's fall and of its own fall, then D's (at 0, at
            N, of A's fall, of its own); shape (8,) [stakes].
        discounts: Discount rates of A and D [per month]; shape (2,).
        opportunities: Rates at which A and D can make the offer [per month]; shape (2,).
        span: Least and greatest of D's values in `best_A`, then of A's in `best_D`; shape (4,).
        best_A: A's best value against D's least value; shape (m,).
        best_D: D's best value against A's least value; shape (m,).
        values_A: Filled; shape (J, n). Read first when `warm`.
        values_D: Filled; shape (J, n).
        warm: Whether to start from the values given.

    Returns:
        Iterations taken over all regimes, and the largest residual [stakes per unit of rate]:
        above 1e-7 the game did not converge and the caller must say so.
    """
    regimes, number = values_A.shape
    matrix = np.empty((number, 4))
    right = np.empty((number, 2))
    work = np.empty((number, 4))
    values = np.empty((number, 2))
    neighbours = np.empty(4)
    taken, worst = 0, 0.0
    for j in range(regimes - 1, -1, -1):
        last = j == regimes - 1
        next_rate_A = 0.0 if last else rates_A[j, NEXT]
        next_rate_D = 0.0 if last else rates_D[j, NEXT]
        neighbours[0], neighbours[1] = rates_A[j, UP], rates_A[j, DOWN]
        neighbours[2], neighbours[3] = rates_D[j, UP], rates_D[j, DOWN]
        leave_A = discounts[0] + next_rate_A
        leave_D = discounts[1] + next_rate_D
        for column in range(5):
            leave_A += rates_A[j, column]
            leave_D += rates_D[j, column]
        bargain = warm
        for iteration in range(MOST_ITERATIONS):
            taken += 1
            for k in range(number):
                base_A = (
                    flow_A[k]
                    + rates_A[j, FALL_OTHER] * ends[2]
                    + rates_A[j, FALL_OWN] * ends[3]
                    + rates_A[j, REMOVAL] * removed_A[k]
                )
                base_D = (
                    flow_D[k]
                    + rates_D[j, FALL_OTHER] * ends[6]
                    + rates_D[j, FALL_OWN] * ends[7]
                    + rates_D[j, REMOVAL] * removed_D[k]
                )
                if not last:
                    base_A += next_rate_A * values_A[j + 1, k]
                    base_D += next_rate_D * values_D[j + 1, k]
                if k == 0:
                    base_A += neighbours[1] * ends[0]
                    base_D += neighbours[3] * ends[4]
                if k == number - 1:
                    base_A += neighbours[0] * ends[1]
                    base_D += neighbours[2] * ends[5]
                matrix[k, 0], matrix[k, 1] = leave_A, 0.0
                matrix[k, 2], matrix[k, 3] = 0.0, leave_D
                if bargain:
                    most_A, slope_A = best_against(values_D[j, k], span[0], span[1], best_A)
                    most_D, slope_D = best_against(values_A[j, k], span[2], span[3], best_D)
                    if most_A > values_A[j, k]:
                        matrix[k, 0] += opportunities[0]
                        matrix[k, 1] -= opportunities[0] * slope_A
                        base_A += opportunities[0] * (most_A - slope_A * values_D[j, k])
                    if most_D > values_D[j, k]:
                        matrix[k, 3] += opportunities[1]
                        matrix[k, 2] -= opportunities[1] * slope_D
                        base_D += opportunities[1] * (most_D - slope_D * values_A[j, k])
                right[k, 0], right[k, 1] = base_A, base_D
            _newton_step(matrix, right, neighbours, values, work)
            change = 0.0
            # Damping after a while breaks the cycles that kinks of the frontier can cause.
            share = 1.0 if iteration < 12 else 0.5
            for k in range(number):
                move_A = share * (values[k, 0] - values_A[j, k]) if bargain or iteration else 1.0
                move_D = share * (values[k, 1] - values_D[j, k]) if bargain or iteration else 1.0
                change = max(change, abs(move_A), abs(move_D))
                if bargain:
                    values_A[j, k] += move_A
                    values_D[j, k] += move_D
                else:
                    values_A[j, k] = values[k, 0]
                    values_D[j, k] = values[k, 1]
            if bargain and change < 1e-9:
                break
            bargain = opportunities[0] + opportunities[1] > 0.0
            if not bargain:
                change = 0.0
                break
        worst = max(worst, change)
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
