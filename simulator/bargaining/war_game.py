"""The bargaining game inside a war: position by power regime, two leaders, two sets of beliefs.

Each side's continuation value solves its own row with its own hazards and drift (they agree to
disagree), and the rows are solved together, because what a deal gives one side depends on what the
other would refuse. In continuous time, for regime j and interior position k, A's row is

    (r + up + down + fall_D + fall_A + removal + next) F(k) =
        flow(k) + up F(k+1) + down F(k-1) + fall_D W + fall_A L + removal R(k) + next F'(k)
        + b max(0, kept (best(G(k)) - F(k)))

where b is the rate of A's bargaining opportunities, best(G) the most A can have with D just willing
(frontier.py) or of a truce on the line, less what coming to the table costs, `kept` the share of a
gain that incidents in a young peace leave (peace_rows.py), and G the same unknown in D's row.
Regimes run forward in time and are solved backwards; within a regime Newton's method on both rows
at once (policy iteration with the frontier's slope in the matrix) takes a few block-tridiagonal
solves. The frontier is piecewise straight, so a solution that stands on the pieces it was solved
for is exact and needs no further step to confirm it. Alternating between the rows instead contracts
only like the discount factor.

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

from simulator.bargaining.frontier import straighten
from simulator.bargaining.war_rows import Room, WarGame, fix, newton_step, sign
from simulator.compiled import compiled

Floats = npt.NDArray[np.float64]

MOST_STEPS = 400
TOLERANCE = 1e-7
#: A move this small ends the search [stakes].
_STILL = 1e-10
#: Full Newton steps before caution comes in, and steps after which caution no longer fades.
FULL_STEPS, _PATIENCE = 5, 40
#: Steepest slope of the frontier that a cautious step believes.
STEEPEST = 1.5


@compiled
def next_caution(step: int, caution: float, change: float, before: float) -> float:
    """How cautious the next step is: an implicit step in time instead of a full Newton step.

    Kinks of the frontier can make full steps run in a circle. Caution comes in after a few steps,
    grows while steps do not get shorter and fades as they do (switched evolution relaxation); what
    has not settled by then gets more and more of it.

    Source: Kelley and Keyes 1998, SIAM J. Numer. Anal. 35:508-23.
    """
    if step < FULL_STEPS:
        return 0.0
    if step > _PATIENCE:
        stalls = step % 3 == 0 and change > 0.8 * before
        return min(2.0, max(0.05, 1.5 * caution)) if stalls else caution
    if caution == 0.0:
        return 0.1
    if change > 0.9 * before:
        return min(2.0, 1.5 * caution)
    return max(1e-7, caution * max(0.5, 0.7 * change / before))


@compiled
def _solve_regime(
    game: WarGame, j: int, warm: bool, room: Room, values_A: Floats, values_D: Floats
) -> tuple[int, float]:
    """Solve regime j, those after it being solved; `values_A[j]` and `values_D[j]` move in place.

    Returns:
        Newton steps taken, and the last move [stakes]: 0 when the solution stands on the very
        pieces of the frontier it was solved for, and is therefore exact.
    """
    own_A, own_D = values_A[j], values_D[j]
    fix(game, j, values_A, values_D, room.fixed)
    room.pieces[:] = 0
    deals = game.opportunities[0] + game.opportunities[1] > 0.0
    taken, caution, change, before = 0, 0.0, 0.0, 1e9
    full = False  # whether the last step was a full one
    if not (warm and deals):
        room.signing[:] = 0.0
        change = newton_step(game, j, 0.0, room, own_A, own_D)
        taken, full = 1, True
    for step in range(MOST_STEPS if deals else 0):
        steepest = 1e9 if caution == 0.0 else STEEPEST
        same_A = sign(game, own_A, own_D, 0, steepest, room)
        same_D = sign(game, own_D, own_A, 1, steepest, room)
        if same_A and same_D and full:
            return taken, 0.0
        change = newton_step(game, j, caution, room, own_A, own_D)
        taken, full = taken + 1, caution == 0.0
        if change < _STILL:
            break
        caution = next_caution(step, caution, change, before)
        if step >= FULL_STEPS and (step <= _PATIENCE or step % 3 == 0):
            before = change
    return taken, change if deals else 0.0


@compiled
def solve_war(
    game: WarGame, values_A: Floats, values_D: Floats, warm: bool, room: Room
) -> tuple[int, float]:
    """Solve the game; `values_A` and `values_D` are filled with the continuation values.

    Args:
        game: The month's game.
        values_A: Filled; shape (J, n). Read first when `warm`.
        values_D: Filled; shape (J, n).
        warm: Whether to start from the values given.
        room: Scratch; overwritten.

    Returns:
        Newton steps taken over all regimes, and the largest last move [stakes]: above TOLERANCE
        the game did not converge, and the caller must say so.
    """
    low_D, high_D, low_A, high_A = game.span[0], game.span[1], game.span[2], game.span[3]
    straighten(low_D, high_D, game.best_A, room.slopes[0], room.heights[0])
    straighten(low_A, high_A, game.best_D, room.slopes[1], room.heights[1])
    taken, worst = 0, 0.0
    for j in range(values_A.shape[0] - 1, -1, -1):
        steps, change = _solve_regime(game, j, warm, room, values_A, values_D)
        taken, worst = taken + steps, max(worst, change)
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
