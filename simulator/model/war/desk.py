"""The arrays of a month's calculation: what a war keeps, and what any number of wars share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.bargaining.peace_rows import Terms, Trust, new_terms, new_trust
from simulator.bargaining.war_rows import Room, new_room
from simulator.model.mechanisms import stakes
from simulator.model.war.terms import POINTS

Floats = npt.NDArray[np.float64]

#: Cells of the front and power regimes of the game, entries of a tabulated frontier.
CELLS, REGIMES, _TABLE = 20, 4, 129
#: Sets of terms that can be settled on; those, a truce at each position, and A beaten in the field.
SETTLEMENTS = (stakes.FREE + 1) * POINTS
A_BEATEN = SETTLEMENTS + CELLS - 1
TERMS = A_BEATEN + 1


class Desk(NamedTuple):
    """What a war keeps of its solves: last month's values are next month's start.

    Attributes:
        weak_A: Continuation values by regime and position against the weak D; shape (4, n).
        weak_D: D's, were it weak.
        tough_A: A's against the tough D.
        tough_D: D's, were it tough.
        rearmed_A: A's values of the war that a breach brings, by position; shape (1, n).
        rearmed_D: D's.
        kept_A: A's values of what is signed, handed over and aged; shape (2, TERMS).
        kept_D: D's.
        to_A: A's values of settlements as offers; shape (6, POINTS).
        to_D: D's.
        truces: A's and D's values of a truce as an offer, by position; shape (2, n).
    """

    weak_A: Floats
    weak_D: Floats
    tough_A: Floats
    tough_D: Floats
    rearmed_A: Floats
    rearmed_D: Floats
    kept_A: Floats
    kept_D: Floats
    to_A: Floats
    to_D: Floats
    truces: Floats


class Scratch(NamedTuple):
    """Arrays that a month's calculation works in; any number of wars can share them in turn.

    The fields are those of `WarGame`, of `war/signed.py` (the terms, where on the line each leads
    back to war, what its signature brings at once) and of `war/peace.py` (the war behind it, and
    settlements from their start on); `room` is the solver's own.
    """

    rates_A: Floats
    rates_D: Floats
    flow_A: Floats
    flow_D: Floats
    held_D: Floats
    removed_A: Floats
    removed_D: Floats
    ends: Floats
    discounts: Floats
    opportunities: Floats
    span: Floats
    best_A: Floats
    best_D: Floats
    kept: Floats
    opening: Floats
    terms: Terms
    young_trust: Trust
    aged_trust: Trust
    line: Floats
    gifts: Floats
    war_A: Floats
    war_D: Floats
    past: Floats
    moves: Floats
    nothing: Floats
    room: Room


def new_desk() -> Desk:
    """Fresh arrays for one war."""
    games = [np.zeros((regimes, CELLS - 1)) for regimes in (REGIMES,) * 4 + (1,) * 2]
    kept = [np.zeros((2, TERMS)) for _ in range(2)]
    offers = [np.zeros((stakes.FREE + 1, POINTS)) for _ in range(2)]
    return Desk(*games, *kept, *offers, *[np.zeros((2, CELLS - 1))])


def new_scratch() -> Scratch:
    """Fresh arrays for a calculation."""
    inner = CELLS - 1
    return Scratch(
        rates_A=np.zeros((REGIMES, 6)),
        rates_D=np.zeros((REGIMES, 6)),
        flow_A=np.zeros(inner),
        flow_D=np.zeros(inner),
        held_D=np.zeros(inner),
        removed_A=np.zeros(inner),
        removed_D=np.zeros(inner),
        ends=np.zeros(8),
        discounts=np.zeros(2),
        opportunities=np.zeros(2),
        span=np.zeros(4),
        best_A=np.zeros(_TABLE),
        best_D=np.zeros(_TABLE),
        kept=np.ones(4),
        opening=np.zeros(2),
        terms=new_terms(TERMS),
        young_trust=new_trust(TERMS),
        aged_trust=new_trust(TERMS),
        line=np.zeros(TERMS),
        gifts=np.zeros(TERMS),
        war_A=np.zeros(TERMS),
        war_D=np.zeros(TERMS),
        past=np.zeros((2, inner)),
        moves=np.zeros((4, inner)),
        nothing=np.zeros(TERMS),
        room=new_room(inner, _TABLE),
    )
