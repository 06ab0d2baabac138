"""The arrays of a month's calculation: what a war keeps, and what any number of wars share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.bargaining.war_rows import Room, new_room
from simulator.model.mechanisms import stakes
from simulator.model.war.terms import POINTS

Floats = npt.NDArray[np.float64]

#: Cells of the front and power regimes of the game, entries of a tabulated frontier.
CELLS, REGIMES, _TABLE = 20, 4, 129


class Desk(NamedTuple):
    """What a war keeps of its solves: last month's values are next month's start."""

    weak_A: Floats
    weak_D: Floats
    tough_A: Floats
    tough_D: Floats
    rearmed_A: Floats
    rearmed_D: Floats
    to_A: Floats
    to_D: Floats


class Scratch(NamedTuple):
    """Arrays that a month's calculation works in; any number of wars can share them in turn.

    The fields are those of `WarGame`; `room` is the solver's own.
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
    room: Room


def new_desk() -> Desk:
    """Fresh arrays for one war."""
    games = [np.zeros((regimes, CELLS - 1)) for regimes in (REGIMES,) * 4 + (1,) * 2]
    return Desk(*games, *(np.zeros((stakes.FREE + 1, POINTS)) for _ in range(2)))


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
        room=new_room(inner, _TABLE),
    )
