"""One power regime of the game inside a war: its two rows, and one Newton step on both at once.

The game and its solution are described in war_game.py. Here a regime's rows are filled, what
signing is worth is read off the frontier as straight lines, and the block-tridiagonal system of
2 x 2 blocks is solved by Thomas elimination.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.bargaining.frontier import piece_at
from simulator.compiled import compiled_into

Floats = npt.NDArray[np.float64]
Pieces = npt.NDArray[np.int64]

#: Columns of `rates`, one row a regime [per month].
UP, DOWN, FALL_OTHER, FALL_OWN, REMOVAL, NEXT = range(6)


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
        truces: What a truce on the line is worth to A and to D at each position, far below
            anything where none can be had; shape (2, n).
        kept: Share of a deal's gain over war that incidents in its young stage leave: of a
            settlement and of a truce to A, then to D; shape (4,).
        opening: What coming to the table costs A and D [stakes]; shape (2,).
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
    truces: Floats
    kept: Floats
    opening: Floats


class Room(NamedTuple):
    """Scratch of a solve, kept from one to the next.

    Attributes:
        fixed: What comes to A's and to D's row whatever is signed; shape (2, n).
        signing: A's rate of signing, times the frontier's slope, times its height at nought, then
            D's; all 0 where nothing is signed; shape (6, n).
        pieces: Straight piece of the frontier that A's and D's rows stand on, from 1; one more
            than there are for a truce; 0 where nothing is signed; shape (2, n).
        slopes: Slopes of the pieces of A's and of D's frontier; shape (2, m + 1).
        heights: Their heights at nought; shape (2, m + 1).
        known: What elimination knows of each position: its values are the first two numbers plus
            the 2 x 2 block after them times the values of the next; shape (n, 6).
    """

    fixed: Floats
    signing: Floats
    pieces: Pieces
    slopes: Floats
    heights: Floats
    known: Floats


def new_room(number: int, entries: int) -> Room:
    """Scratch for games of `number` interior positions and frontiers of `entries` entries."""
    return Room(
        fixed=np.zeros((2, number)),
        signing=np.zeros((6, number)),
        pieces=np.zeros((2, number), np.int64),
        slopes=np.zeros((2, entries + 1)),
        heights=np.zeros((2, entries + 1)),
        known=np.zeros((number, 6)),
    )


@compiled_into
def _fix_row(
    rates: Floats, flow: Floats, removed: Floats, ends: Floats, values: Floats, j: int, row: Floats
) -> None:
    """Fill one side's row of `fix`; the arguments are that side's."""
    decided = rates[FALL_OTHER] * ends[2] + rates[FALL_OWN] * ends[3]
    removal, following = rates[REMOVAL], rates[NEXT]
    for k in range(row.shape[0]):
        row[k] = flow[k] + removal * removed[k] + decided
    if j + 1 < values.shape[0]:
        later = values[j + 1]
        for k in range(row.shape[0]):
            row[k] += following * later[k]
    row[0] += rates[DOWN] * ends[0]
    row[row.shape[0] - 1] += rates[UP] * ends[1]


@compiled_into
def fix(game: WarGame, j: int, values_A: Floats, values_D: Floats, fixed: Floats) -> None:
    """Fill what regime j brings if nobody can sign anything; shape (2, n)."""
    _fix_row(game.rates_A[j], game.flow_A, game.removed_A, game.ends[:4], values_A, j, fixed[0])
    _fix_row(game.rates_D[j], game.flow_D, game.removed_D, game.ends[4:], values_D, j, fixed[1])


@compiled_into
def sign(game: WarGame, own: Floats, other: Floats, side: int, steepest: float, room: Room) -> bool:
    """Read what signing is worth to one side, as straight lines: off the frontier, or a truce.

    Args:
        game: The game.
        own: Continuation values of that side; shape (n,).
        other: To the other; shape (n,).
        side: 0 for A, 1 for D.
        steepest: Slopes are cut off here.
        room: Its `signing` and `pieces` change in place.

    Returns:
        Whether every position stands on the piece it stood on before.
    """
    slopes, heights, signing = room.slopes[side], room.heights[side], room.signing[3 * side :]
    pieces, number = room.pieces[side], room.slopes.shape[1]
    rate, low = game.opportunities[side], game.span[2 * side]
    per_step = (number - 2) / (game.span[2 * side + 1] - low)
    kept, kept_truce = game.kept[2 * side], game.kept[2 * side + 1]
    own_truce, other_truce = game.truces[side], game.truces[1 - side]
    opening = game.opening[side]
    moved = 0
    for k in range(own.shape[0]):
        piece = piece_at(other[k], low, per_step, number)
        slope, height = slopes[piece], heights[piece]
        most = height + slope * other[k] - opening
        # Where the frontier drops between two statuses, both slopes can make a step far too long.
        slope = max(slope, -steepest)
        gain, stands = kept * (most - own[k]), np.int64(piece) + 1
        often = rate * kept
        pause = own_truce[k] - opening
        # A truce is one point, not a curve: it is taken where both prefer it to war and who
        # proposes prefers it to the best settlement.
        if other_truce[k] >= other[k] and kept_truce * (pause - own[k]) > max(0.0, gain):
            gain, stands = kept_truce * (pause - own[k]), np.int64(number) + 1
            often, slope, most = rate * kept_truce, 0.0, pause
        often = often if gain > 0.0 else 0.0
        stands = stands if gain > 0.0 else np.int64(0)
        signing[0, k] = often
        signing[1, k] = often * slope
        signing[2, k] = often * (most - slope * other[k])
        moved |= stands ^ pieces[k]
        pieces[k] = stands
    return moved == 0


@compiled_into
def newton_step(
    game: WarGame, j: int, caution: float, room: Room, values_A: Floats, values_D: Floats
) -> float:
    """Solve regime j's rows as `room` has them: a block-tridiagonal system, by Thomas elimination.

    Args:
        game: The game.
        j: The regime.
        caution: Weight on the values given; 0 is the full step.
        room: What signing and everything else bring.
        values_A: Moved in place; shape (n,).
        values_D: Moved in place; shape (n,).

    Returns:
        The largest move [stakes].
    """
    fixed, signing, known = room.fixed, room.signing, room.known
    up_A, down_A = game.rates_A[j, UP], game.rates_A[j, DOWN]
    up_D, down_D = game.rates_D[j, UP], game.rates_D[j, DOWN]
    leave_A, leave_D = game.discounts[0] + caution, game.discounts[1] + caution
    for column in range(game.rates_A.shape[1]):
        leave_A += game.rates_A[j, column]
        leave_D += game.rates_D[j, column]
    to_AA, to_AD, to_DA, to_DD, at_A, at_D = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    number = values_A.shape[0]
    for k in range(number):
        # The block at k, less what is known of k - 1: its values are `at` + `to` x those of k.
        a = leave_A + signing[0, k] - down_A * to_AA
        b = -signing[1, k] - down_A * to_AD
        c = -signing[4, k] - down_D * to_DA
        d = leave_D + signing[3, k] - down_D * to_DD
        s = fixed[0, k] + signing[2, k] + caution * values_A[k] + down_A * at_A
        t = fixed[1, k] + signing[5, k] + caution * values_D[k] + down_D * at_D
        inverse = 1.0 / (a * d - b * c)
        at_A, at_D = (d * s - b * t) * inverse, (a * t - c * s) * inverse
        to_AA, to_AD = d * up_A * inverse, -b * up_D * inverse
        to_DA, to_DD = -c * up_A * inverse, a * up_D * inverse
        known[k, 0], known[k, 1] = at_A, at_D
        known[k, 2], known[k, 3], known[k, 4], known[k, 5] = to_AA, to_AD, to_DA, to_DD
    change, above_A, above_D = 0.0, 0.0, 0.0
    for k in range(number - 1, -1, -1):
        solved_A, solved_D = known[k, 0], known[k, 1]
        if k + 1 < number:
            solved_A += known[k, 2] * above_A + known[k, 3] * above_D
            solved_D += known[k, 4] * above_A + known[k, 5] * above_D
        change = max(change, abs(solved_A - values_A[k]), abs(solved_D - values_D[k]))
        values_A[k], values_D[k] = solved_A, solved_D
        above_A, above_D = solved_A, solved_D
    return change
