"""Peace inside the game: every set of terms, stage by stage, solved with the war behind it.

Terms are 66 settlements (11 divisions of the land, 6 statuses of D) and a truce at each of the 19
positions of the front. What a breach brings is the war resumed at the agreed line, at the balance
that rearmament leaves: its rows are solved together with the terms, because what is signed in that
war is kept and broken like anything else. The war that is being fought reads the result: it does
not enter it, because a deal that fails young falls back on the war it interrupted
(bargaining/peace_rows.py). So one frontier serves all positions, regimes and types of D.

Source: Fearon 1996; Powell 2006; Fortna 2004; Werner and Yuen 2005.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.bargaining.frontier import envelope, least_and_most, straighten
from simulator.bargaining.peace_rows import Terms, from_the_start, keep_stage, kept_young
from simulator.bargaining.war_game import STEEPEST, next_caution
from simulator.bargaining.war_rows import WarGame, fix, newton_step, sign
from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import commitment
from simulator.model.mechanisms.stakes import (
    FREE,
    LAST_SUBORDINATE,
    LIST_LAND,
    exposure,
    for_given_up,
    list_index,
)
from simulator.model.war.desk import A_BEATEN, CELLS, SETTLEMENTS, TERMS, Desk, Scratch
from simulator.model.war.situation import Situation
from simulator.model.war.terms import (
    POINTS,
    chance_of_fall,
    granted,
    leader_A,
    leader_D,
    on_signature,
    opposed,
)

Floats = npt.NDArray[np.float64]

#: Stages of a peace.
YOUNG, HANDED_OVER, AGED = range(3)
#: Sweeps after which a month counts as not settled, and the move that ends the search [stakes].
MOST_SWEEPS, STILL = 200, 3e-6
#: A month is settled whose last move is no larger [stakes], or, where more can be shared, no larger
#: than so small a part of it.
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
def incidents_of(s: Situation, share: float, enforcement: float) -> float:
    """Hazard of incidents in a young peace [per month]; `share` of a truce's."""
    return commitment.hazard_of_incidents(s.accident, share, s.fades, 0, s.monitoring, enforcement)


@compiled_inside
def _write(
    s: Situation,
    terms: Terms,
    i: int,
    worth_A: float,
    worth_D: float,
    given: float,
    exposed: float,
    share: float,
    enforcement: float,
) -> None:
    """Fill entry i of the terms.

    Args:
        s: The month.
        terms: Changed in place.
        i: Which.
        worth_A: Of keeping them for ever, to A's leader [stakes].
        worth_D: To D's.
        given: Share of A's list that they give.
        exposed: Chance that nothing D has stops a breach by A.
        share: Of a truce's hazard of incidents.
        enforcement: How far outsiders punish a breach of them [0 to 1]: nobody guarantees a defeat.
    """
    terms.worth_A[i], terms.worth_D[i] = worth_A, worth_D
    terms.often_A[i] = commitment.often(s.occasions, enforcement, s.reliability, exposed)
    terms.often_D[i] = commitment.often(s.occasions, enforcement, 0.0, 1.0)
    price = commitment.breach_price(s.reopening, 0.0, 0, s.breach_cost, enforcement)
    terms.price_A[i] = price - s.spoilers * opposed(1.0 - given, s.dissent_A)
    terms.price_D[i] = price - s.spoilers * opposed(given, s.dissent_D)
    terms.incidents[i] = incidents_of(s, share, enforcement)


@compiled
def write_terms(s: Situation, scratch: Scratch) -> None:
    """Fill what each set of terms is, and where on the line the war after a breach would start.

    What the signature brings at once does not fail with a young peace: as an offer it counts for
    more by what incidents leave of the rest.
    """
    terms, line, gifts = scratch.terms, scratch.line, scratch.gifts
    for i in range(POINTS):
        place = i / (POINTS - 1.0)
        for rung in range(FREE + 1):
            at = rung * POINTS + i
            land = granted(s, place, rung)
            given = list_index(land, rung)
            # A settlement gives up for good what it leaves the other side.
            worth_A = leader_A(s, land, rung, 1.0) - s.claim * (1.0 - given)
            worth_D = leader_D(s, land, rung) - s.claim * land
            exposed = exposure(rung, s.arms_deter)
            subordinate = rung <= LAST_SUBORDINATE
            guard = 0.0 if subordinate else s.enforcement
            _write(s, terms, at, worth_A, worth_D, given, exposed, s.settled, guard)
            # A subordinate D has no army: it would rise where A's writ begins.
            line[at] = _on_the_line(1.0 if subordinate else land)
            gifts[at] = on_signature(s, land, 1.0) / scratch.kept[0]
            if subordinate:
                terms.often_D[at] *= s.rises
    for k in range(CELLS - 1):
        land, at = (k + 1.0) / CELLS, SETTLEMENTS + k
        # On a line with politics left open part of the shortfall is judged.
        worth_A = leader_A(s, land, FREE, s.judged_in_truce)
        _write(
            s,
            terms,
            at,
            worth_A,
            leader_D(s, land, FREE),
            list_index(land, FREE),
            1.0,
            1.0,
            s.enforcement,
        )
        line[at] = k
        gifts[at] = s.in_truce * s.inducement / scratch.kept[1]
    # A driven out is free D's peace with an enemy that has no army for the time being; office is
    # lost besides, where the terms alone would not cost it.
    worth_A, worth_D = leader_A(s, 0.0, FREE, 1.0) - s.claim, leader_D(s, 0.0, FREE)
    after_list = chance_of_fall(s, 1.0)
    worth_A -= s.office_A * (min(1.0, after_list + s.defeat) - after_list)
    _write(s, terms, A_BEATEN, worth_A, worth_D, 0.0, exposure(FREE, s.arms_deter), s.settled, 0.0)
    terms.often_A[A_BEATEN] *= s.rises
    line[A_BEATEN], gifts[A_BEATEN] = _on_the_line(0.0), 0.0


@compiled_inside
def _on_the_line(land: float) -> float:
    """Where a war over some land would be resumed, between the first interior cell and the last.

    Not at the very ends: handing over the last cell would be victory the month after.
    """
    return min(CELLS - 2.0, max(0.0, land * CELLS - 1.0))


@compiled_inside
def _at(values: Floats, line: float) -> float:
    """A value at a place on the line that `_on_the_line` gives, linear between cells."""
    k = min(CELLS - 3, int(line))
    return float(values[k] + (values[k + 1] - values[k]) * (line - k))


@compiled_inside
def _keep(s: Situation, desk: Desk, scratch: Scratch, afresh: bool) -> None:
    """Value every stage under every set of terms, last first, given the war behind them."""
    war_A, war_D, line = scratch.war_A, scratch.war_D, scratch.line
    for i in range(TERMS):
        war_A[i], war_D[i] = _at(desk.rearmed_A[0], line[i]), _at(desk.rearmed_D[0], line[i])
    for stage in (AGED, HANDED_OVER):
        keep_stage(
            scratch.terms,
            war_A,
            war_D,
            desk.kept_A[1],
            desk.kept_D[1],
            s.ageing if stage == HANDED_OVER else 0.0,
            stage * s.dearer,
            commitment.faded(s.fades, stage),
            s.discount_A,
            s.discount_D,
            s.occasion_worth,
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

    A pass over the stages, the frontier, one Newton step on the rearmed war, until nothing moves.

    Args:
        s: The month.
        game: The rearmed war; its frontier, ends and truces are overwritten.
        desk: The war's arrays; overwritten.
        scratch: What the calculation works in; overwritten.
        warm: Whether the desk holds last month's values.

    Returns:
        Sweeps taken, and the largest last move [stakes].
    """
    own_A, own_D, room = desk.rearmed_A[0], desk.rearmed_D[0], scratch.room
    deals = game.opportunities[0] + game.opportunities[1] > 0.0
    room.pieces[:] = 0
    if not warm:
        for i in range(TERMS):
            for stage in range(2):
                desk.kept_A[stage, i] = scratch.terms.worth_A[i]
                desk.kept_D[stage, i] = scratch.terms.worth_D[i]
        _offers(s, desk, scratch)
        fix(game, 0, desk.rearmed_A, desk.rearmed_D, room.fixed)
        room.signing[:] = 0.0
        newton_step(game, 0, 0.0, room, own_A, own_D)
    caution, waiting, before, change = 0.0, _LEAST_CAUTION, 1e9, 1e9
    past, moves = scratch.past, scratch.moves
    for sweep in range(MOST_SWEEPS):
        _keep(s, desk, scratch, change > _SMALL)
        _offers(s, desk, scratch)
        fix(game, 0, desk.rearmed_A, desk.rearmed_D, room.fixed)
        room.signing[:] = 0.0
        if deals:
            steepest = 1e9 if caution == 0.0 else STEEPEST
            sign(game, own_A, own_D, 0, steepest, room)
            sign(game, own_D, own_A, 1, steepest, room)
        for k in range(CELLS - 1):
            past[0, k], past[1, k] = own_A[k], own_D[k]
        change = newton_step(game, 0, caution, room, own_A, own_D)
        change *= 1.0 + 2.0 * caution
        if change < STILL:
            return sweep + 1, change
        smooth = change < _SHRINKS * before
        _leap(own_A, own_D, past, moves, smooth and sweep > 1 and caution == 0.0)
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
    line = _on_the_line(land)
    return _at(desk.truces[0], line), _at(desk.truces[1], line)


class InForce(NamedTuple):
    """What is signed, this month: what keeping and breaking are worth, and how likely each is.

    Attributes:
        keep_A: Value of keeping to A's leader [stakes].
        keep_D: To D's.
        war_A: Of the war that a breach would bring, to A [stakes].
        war_D: To D.
        price_A: What breaking costs A [stakes].
        price_D: What it costs D.
        often_A: How often A meets an occasion, did its word bind it no more than D's [per month].
        often_D: How often D does [per month].
        incidents: Hazard of incidents [per month].
        later_D: D's value of the war once A has rearmed [stakes].
    """

    keep_A: float
    keep_D: float
    war_A: float
    war_D: float
    price_A: float
    price_D: float
    often_A: float
    often_D: float
    incidents: float
    later_D: float


@compiled_inside
def _between(values: Floats, first: int, place: float) -> float:
    """A value between points of a stretch that starts at `first`; `place` is in points."""
    k = int(place)
    left = values[first + k]
    return float(left if place == k else left + (values[first + k + 1] - left) * (place - k))


@compiled
def in_force(
    s: Situation,
    desk: Desk,
    scratch: Scratch,
    truce: bool,
    land: float,
    rung: int,
    stage: int,
    victor: int,
    war_A: float,
    war_D: float,
) -> InForce:
    """Read what is signed off the solved stages.

    Args:
        s: The month.
        desk: As `solve_peace` left it.
        scratch: The same.
        truce: Whether it is a truce on the line.
        land: A's share of the land at stake under it.
        rung: D's status under it.
        stage: Of the peace.
        victor: 1 after A's victory, -1 after D's: nothing is handed over later then; else 0.
        war_A: Value of the war interrupted to A [stakes]: what a young peace falls back on.
        war_D: To D.
    """
    terms = scratch.terms
    first = SETTLEMENTS if truce else rung * POINTS
    place = _on_the_line(land) if truce else min(1.0, max(0.0, land)) * (POINTS - 1.0)
    if victor == -1:
        first, place = A_BEATEN, 0.0
    decided = victor != 0
    incidents = _between(terms.incidents, first, place) * commitment.faded(s.fades, stage)
    line = _on_the_line(1.0 if rung <= LAST_SUBORDINATE and not truce else land)
    row = max(0, stage - 1)
    keep_A = _between(desk.kept_A[row], first, place)
    keep_D = _between(desk.kept_D[row], first, place)
    back_A, back_D = _at(desk.rearmed_A[0], line), _at(desk.rearmed_D[0], line)
    later_D = back_D
    if stage == YOUNG and not decided:
        back_A, back_D = war_A, war_D
        worth_A = _between(terms.worth_A, first, place)
        worth_D = _between(terms.worth_D, first, place)
        kept_A = kept_young(s.discount_A, s.young, incidents)
        kept_D = kept_young(s.discount_D, s.young, incidents)
        keep_A = war_A + kept_A * (from_the_start(worth_A, keep_A, s.discount_A, s.young) - war_A)
        keep_D = war_D + kept_D * (from_the_start(worth_D, keep_D, s.discount_D, s.young) - war_D)
    return InForce(
        keep_A,
        keep_D,
        back_A,
        back_D,
        _between(terms.price_A, first, place) + stage * s.dearer,
        _between(terms.price_D, first, place) + stage * s.dearer,
        _between(terms.often_A, first, place) / max(1e-12, 1.0 - s.reliability),
        _between(terms.often_D, first, place),
        0.0 if decided and stage == YOUNG else incidents,
        later_D,
    )
