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
from simulator.bargaining.war_game import FULL_STEPS, STEEPEST, next_caution
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
MOST_SWEEPS, STILL = 200, 1e-8
#: A's value where no truce can be had.
_NO_TRUCE = -1e3
_VASSAL = LAST_SUBORDINATE


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
    """Fill what each set of terms is, and where on the line the war after a breach would start."""
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
            gifts[at] = on_signature(s, land, 1.0)
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
        gifts[at] = s.in_truce * s.inducement
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
def _keep(s: Situation, desk: Desk, scratch: Scratch) -> float:
    """One pass over the stages, last first; the largest move of a value [stakes]."""
    terms, war_A, war_D = scratch.terms, scratch.war_A, scratch.war_D
    for i in range(TERMS):
        war_A[i] = _at(desk.rearmed_A[0], scratch.line[i])
        war_D[i] = _at(desk.rearmed_D[0], scratch.line[i])
    good_faith = s.good_faith > 0.5
    old, moved = scratch.before, 0.0
    for stage in (AGED, HANDED_OVER):
        kept_A, kept_D = desk.kept_A[stage - 1], desk.kept_D[stage - 1]
        following = s.ageing if stage == HANDED_OVER else 0.0
        for i in range(TERMS):
            old[i] = kept_A[i] + kept_D[i]
        keep_stage(
            terms,
            war_A,
            war_D,
            desk.kept_A[1],
            desk.kept_D[1],
            following,
            stage * s.dearer,
            s.fades**stage,
            s.discount_A,
            s.discount_D,
            s.occasion_worth,
            good_faith,
            kept_A,
            kept_D,
        )
        for i in range(TERMS):
            moved = max(moved, abs(kept_A[i] + kept_D[i] - old[i]))
    return moved


@compiled_inside
def _offers(s: Situation, desk: Desk, scratch: Scratch, game: WarGame) -> None:
    """Fill what can be offered: the planes of settlements, the truces, the ends, the frontiers."""
    terms, kept = scratch.terms, game.kept
    for i in range(TERMS):
        next_A, next_D = desk.kept_A[0, i], desk.kept_D[0, i]
        from_A = from_the_start(terms.worth_A[i], next_A, s.discount_A, s.young)
        from_D = from_the_start(terms.worth_D[i], next_D, s.discount_D, s.young)
        if i < SETTLEMENTS:
            # At the handover each side must still prefer what follows to the war left.
            offer_A, offer_D = min(from_A, next_A), min(from_D, next_D)
            rung, place = i // POINTS, i % POINTS
            desk.to_A[rung, place] = offer_A + scratch.gifts[i] / kept[0]
            desk.to_D[rung, place] = offer_D
            scratch.lasting_A[rung, place], scratch.lasting_D[rung, place] = from_A, from_D
        elif i == A_BEATEN:
            scratch.ends[0] = scratch.ends[3] = from_A
            scratch.ends[4] = scratch.ends[6] = from_D
        elif s.truces > 0.5:
            desk.truces[0, i - SETTLEMENTS] = from_A + scratch.gifts[i] / kept[1]
            desk.truces[1, i - SETTLEMENTS] = from_D
        else:
            desk.truces[0, i - SETTLEMENTS] = desk.truces[1, i - SETTLEMENTS] = _NO_TRUCE
    _ends(s, scratch)
    span = scratch.span
    span[0], span[1] = least_and_most(desk.to_D)
    span[2], span[3] = least_and_most(desk.to_A)
    envelope(desk.to_A, desk.to_D, span[0], span[1], scratch.best_A)
    envelope(desk.to_D, desk.to_A, span[2], span[3], scratch.best_D)
    room = scratch.room
    straighten(span[0], span[1], scratch.best_A, room.slopes[0], room.heights[0])
    straighten(span[2], span[3], scratch.best_D, room.slopes[1], room.heights[1])


@compiled_inside
def _ends(s: Situation, scratch: Scratch) -> None:
    """Fill the values of D's defeats: terms like others, expected to last as long.

    D's leader loses office besides, where the terms alone would not cost it.
    """
    to_A, to_D, ends = scratch.lasting_A, scratch.lasting_D, scratch.ends
    imposed = int(LIST_LAND * (POINTS - 1) + 0.5)
    ends[1], ends[2] = to_A[0, POINTS - 1], to_A[_VASSAL, imposed]
    for place, rung, i in ((5, 0, POINTS - 1), (7, _VASSAL, imposed)):
        given = list_index(granted(s, i / (POINTS - 1.0), rung), rung)
        spared = 1.0 - s.stop_D * for_given_up(1.0, given, s.tolerated)
        ends[place] = to_D[rung, i] - s.office_D * spared


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
        _offers(s, desk, scratch, game)
        fix(game, 0, desk.rearmed_A, desk.rearmed_D, room.fixed)
        room.signing[:] = 0.0
        newton_step(game, 0, 0.0, room, own_A, own_D)
    caution, before, change = 0.0, 1e9, 0.0
    for sweep in range(MOST_SWEEPS):
        moved = _keep(s, desk, scratch)
        _offers(s, desk, scratch, game)
        fix(game, 0, desk.rearmed_A, desk.rearmed_D, room.fixed)
        room.signing[:] = 0.0
        if deals:
            steepest = 1e9 if caution == 0.0 else STEEPEST
            sign(game, own_A, own_D, 0, steepest, room)
            sign(game, own_D, own_A, 1, steepest, room)
        change = newton_step(game, 0, caution, room, own_A, own_D)
        change = max(change * (1.0 + 2.0 * caution), moved)
        if change < STILL:
            return sweep + 1, change
        caution = next_caution(sweep, caution, change, before)
        if sweep >= FULL_STEPS:
            before = change
    return MOST_SWEEPS, change


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
    incidents = _between(terms.incidents, first, place) * s.fades**stage
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
