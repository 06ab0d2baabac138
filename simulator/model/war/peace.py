"""Peace inside the game: every set of terms, stage by stage, solved with the war behind it.

What a breach brings is the war resumed at the agreed line, at the balance that rearmament leaves:
its rows are solved together with the terms (signed.py), because what is signed in that war is kept
and broken like anything else. The war that is being fought reads the result: it does not enter it,
because a deal that fails young falls back on the war it interrupted (bargaining/peace_rows.py). So
one frontier serves all positions, regimes and types of D.

Source: Fearon 1996; Powell 2006; Fortna 2004; Werner and Yuen 2005.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.bargaining.frontier import envelope, least_and_most, straighten
from simulator.bargaining.peace_rows import Stage, from_the_start, keep_stage
from simulator.bargaining.war_game import STEEPEST, next_caution
from simulator.bargaining.war_rows import WarGame, fix, newton_step, sign
from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import commitment
from simulator.model.mechanisms.stakes import (
    LAST_SUBORDINATE,
    LIST_LAND,
    for_given_up,
    list_index,
)
from simulator.model.war.desk import A_BEATEN, CELLS, SETTLEMENTS, TERMS, Desk, Scratch
from simulator.model.war.signed import AGED, HANDED_OVER, at_line, on_the_line
from simulator.model.war.situation import Situation
from simulator.model.war.terms import POINTS, granted

Floats = npt.NDArray[np.float64]

#: Sweeps after which the search ends, settled or not.
MOST_SWEEPS = 200
#: Newton steps on one set of offers.
_STEPS = 4
#: A move under this ends the search [stakes]. A month is settled whose last move is no larger, or,
#: where more can be shared, no larger than so small a part of it.
UNSETTLED, SLIGHT = 1e-5, 0.01
#: Sweeps whose moves shrink by so much each time need no caution.
_SHRINKS = 0.6
#: Sweeps after which caution no longer fades.
_PATIENCE = 15
#: From then on caution starts from so little, grows by so much a sweep, and is set free again.
_LEAST_CAUTION, _GROWS, _ROUND = 0.01, 1.1, 40
#: After a sweep that moved less, the foresight of both goes on from where it was [stakes].
_SMALL = 1e-3
#: A's value where no truce can be had.
_NO_TRUCE = -1e3


@compiled_inside
def _keep(s: Situation, desk: Desk, scratch: Scratch, afresh: bool) -> None:
    """Value every stage under every set of terms, last first, given the war behind them."""
    war_A, war_D, line = scratch.war_A, scratch.war_D, scratch.line
    for i in range(TERMS):
        war_A[i] = at_line(desk.rearmed_A[0], line[i])
        war_D[i] = at_line(desk.rearmed_D[0], line[i])
    for stage in (AGED, HANDED_OVER):
        here = Stage(
            s.ageing if stage == HANDED_OVER else 0.0,
            stage * s.dearer,
            commitment.faded(s.fades, stage),
            s.discount_A,
            s.discount_D,
            s.occasion_worth,
        )
        keep_stage(
            scratch.terms,
            here,
            war_A,
            war_D,
            desk.kept_A[1],
            desk.kept_D[1],
            s.good_faith > 0.5,
            afresh,
            scratch.young_trust if stage == HANDED_OVER else scratch.aged_trust,
            desk.kept_A[stage - 1],
            desk.kept_D[stage - 1],
        )


@compiled
def lasting(s: Situation, desk: Desk, scratch: Scratch, i: int) -> tuple[float, float]:
    """Terms from their start on, early failure left out, to A and to D [stakes]."""
    terms = scratch.terms
    return (
        from_the_start(terms.worth_A[i], desk.kept_A[0, i], s.discount_A, s.young),
        from_the_start(terms.worth_D[i], desk.kept_D[0, i], s.discount_D, s.young),
    )


@compiled_inside
def _fill_offers(
    worth: Floats, after: Floats, gifts: Floats, discount: float, young: float, plane: Floats
) -> None:
    """Fill one side's plane of offers; at the handover it must still prefer what follows."""
    now, then = discount / (discount + young), young / (discount + young)
    for rung in range(plane.shape[0]):
        for place in range(POINTS):
            i = rung * POINTS + place
            plane[rung, place] = min(now * worth[i] + then * after[i], after[i]) + gifts[i]


@compiled_inside
def _offers(s: Situation, desk: Desk, scratch: Scratch) -> None:
    """Fill what can be offered: the planes of settlements, the truces, the ends, the frontiers."""
    terms, gifts, span = scratch.terms, scratch.gifts, scratch.span
    kept_A, kept_D, to_A, to_D = desk.kept_A[0], desk.kept_D[0], desk.to_A, desk.to_D
    _fill_offers(terms.worth_A, kept_A, gifts, s.discount_A, s.young, to_A)
    _fill_offers(terms.worth_D, kept_D, scratch.nothing, s.discount_D, s.young, to_D)
    for k in range(CELLS - 1):
        truce_A, truce_D = lasting(s, desk, scratch, SETTLEMENTS + k)
        desk.truces[0, k] = truce_A + gifts[SETTLEMENTS + k] if s.truces > 0.5 else _NO_TRUCE
        desk.truces[1, k] = truce_D if s.truces > 0.5 else _NO_TRUCE
    _ends(s, desk, scratch)
    span[0], span[1] = least_and_most(to_D)
    span[2], span[3] = least_and_most(to_A)
    envelope(to_A, to_D, span[0], span[1], scratch.best_A)
    envelope(to_D, to_A, span[2], span[3], scratch.best_D)
    room = scratch.room
    straighten(span[0], span[1], scratch.best_A, room.slopes[0], room.heights[0])
    straighten(span[2], span[3], scratch.best_D, room.slopes[1], room.heights[1])


@compiled_inside
def _ends(s: Situation, desk: Desk, scratch: Scratch) -> None:
    """Fill the values of the ways a war is decided: terms like others, expected to last as long.

    D's leader loses office in defeat, where the terms alone would not cost it.
    """
    ends = scratch.ends
    ends[0], ends[4] = lasting(s, desk, scratch, A_BEATEN)
    ends[3], ends[6] = ends[0], ends[4]
    imposed = int(LIST_LAND * (POINTS - 1) + 0.5)
    for to_A, to_D, rung, i in ((1, 5, 0, POINTS - 1), (2, 7, LAST_SUBORDINATE, imposed)):
        given = list_index(granted(s, i / (POINTS - 1.0), rung), rung)
        spared = 1.0 - s.stop_D * for_given_up(1.0, given, s.tolerated)
        ends[to_A], value_D = lasting(s, desk, scratch, rung * POINTS + i)
        ends[to_D] = value_D - s.office_D * spared


@compiled
def solve_peace(
    s: Situation, game: WarGame, desk: Desk, scratch: Scratch, warm: bool
) -> tuple[int, float]:
    """Solve peace and the rearmed war behind it together; the offers of the month are then there.

    A pass over the stages, the frontier, Newton steps on the rearmed war, until nothing moves.

    Args:
        s: The month.
        game: The rearmed war; its frontier, ends and truces are overwritten.
        desk: The war's arrays; overwritten.
        scratch: What the calculation works in; overwritten.
        warm: Whether the desk holds last month's values.

    Returns:
        Sweeps taken, and the largest last move [stakes].
    """
    own_A, own_D = desk.rearmed_A[0], desk.rearmed_D[0]
    deals = game.opportunities[0] + game.opportunities[1] > 0.0
    scratch.room.pieces[:] = 0
    if not warm:
        for i in range(TERMS):
            for stage in range(2):
                desk.kept_A[stage, i] = scratch.terms.worth_A[i]
                desk.kept_D[stage, i] = scratch.terms.worth_D[i]
        _offers(s, desk, scratch)
        _fight_on(game, False, 0.0, desk, scratch)
    caution, waiting, before, change = 0.0, _LEAST_CAUTION, 1e9, 1e9
    past, moves = scratch.past, scratch.moves
    for sweep in range(MOST_SWEEPS):
        _keep(s, desk, scratch, change > _SMALL)
        _offers(s, desk, scratch)
        for k in range(CELLS - 1):
            past[0, k], past[1, k] = own_A[k], own_D[k]
        change = _fight_on(game, deals, caution, desk, scratch)
        change *= 1.0 + 2.0 * caution
        if change < UNSETTLED:
            return sweep + 1, change
        smooth = change < _SHRINKS * before
        _leap(own_A, own_D, past, moves, smooth and sweep > 0 and caution == 0.0)
        if caution > 0.0 or not smooth:
            caution = next_caution(sweep, caution, change, before)
        if sweep > _PATIENCE:
            # What runs in a circle by now is slowed down more and more, and set free again.
            waiting = _LEAST_CAUTION if (sweep - _PATIENCE) % _ROUND == 0 else waiting * _GROWS
            caution = max(caution, waiting)
        if sweep != 0:
            before = change
    return MOST_SWEEPS, change


@compiled_inside
def _fight_on(game: WarGame, deals: bool, caution: float, desk: Desk, scratch: Scratch) -> float:
    """Newton steps on the rearmed war while what can be signed in it stays as it is.

    Args:
        game: The rearmed war.
        deals: Whether anybody may make an offer.
        caution: As `next_caution` says; a cautious step is the only one.
        desk: Its `rearmed_A` and `rearmed_D` move in place.
        scratch: Its `past` holds the values that they move from.

    Returns:
        The largest move [stakes].
    """
    own_A, own_D, room, past = desk.rearmed_A[0], desk.rearmed_D[0], scratch.room, scratch.past
    fix(game, 0, desk.rearmed_A, desk.rearmed_D, room.fixed)
    room.signing[:] = 0.0
    for step in range(_STEPS if deals and caution == 0.0 else 1):
        if deals:
            steepest = 1e9 if caution == 0.0 else STEEPEST
            same_A = sign(game, own_A, own_D, 0, steepest, room)
            same_D = sign(game, own_D, own_A, 1, steepest, room)
            if step > 0 and same_A and same_D:
                break
        newton_step(game, 0, caution, room, own_A, own_D)
    change = 0.0
    for k in range(CELLS - 1):
        change = max(change, abs(own_A[k] - past[0, k]), abs(own_D[k] - past[1, k]))
    return change


@compiled_inside
def _leap(own_A: Floats, own_D: Floats, past: Floats, moves: Floats, ahead: bool) -> None:
    """Note a sweep's moves; where they shrink steadily, go on to where they point.

    Source: Anderson's method with a memory of one (Walker and Ni 2011).

    Args:
        own_A: A's values after the sweep; changed when `ahead`.
        own_D: D's.
        past: Both before it; shape (2, n).
        moves: Moves and values of the sweep before; replaced; shape (4, n).
        ahead: Whether to go on.
    """
    over, under = 0.0, 0.0
    for k in range(own_A.shape[0]):
        move_A, move_D = own_A[k] - past[0, k], own_D[k] - past[1, k]
        turn_A, turn_D = move_A - moves[0, k], move_D - moves[1, k]
        over += move_A * turn_A + move_D * turn_D
        under += turn_A * turn_A + turn_D * turn_D
    weight = over / under if ahead and under > 0.0 else 0.0
    for k in range(own_A.shape[0]):
        move_A, move_D = own_A[k] - past[0, k], own_D[k] - past[1, k]
        now_A, now_D = own_A[k], own_D[k]
        own_A[k] -= weight * (now_A - moves[2, k])
        own_D[k] -= weight * (now_D - moves[3, k])
        moves[0, k], moves[1, k], moves[2, k], moves[3, k] = move_A, move_D, now_A, now_D


@compiled
def truce_on_the_line(land: float, desk: Desk) -> tuple[float, float]:
    """What a truce now is worth as an offer to A's and to D's leader [stakes]."""
    line = on_the_line(land)
    return at_line(desk.truces[0], line), at_line(desk.truces[1], line)
