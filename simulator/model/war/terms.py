"""What terms are worth to each leader if they are kept, and what signing them brings at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled
from simulator.model.mechanisms.stakes import (
    FREEDOM,
    LAST_SUBORDINATE,
    for_given_up,
    list_index,
    value_A,
    value_D,
)
from simulator.model.war.situation import AtFive, Situation

Floats = npt.NDArray[np.float64]

#: Points along the land axis; the frontier is linear between them.
POINTS = 11


@compiled
def chance_of_fall(s: Situation, shortfall: float) -> float:
    """A's leader's chance of losing office on terms that fall short of his list by a share."""
    x = 4.0 * min(1.0, max(0.0, shortfall))
    if x <= 1.0:
        return s.stop_none + x * (s.stop_quarter - s.stop_none)
    if x <= 2.0:
        return s.stop_quarter + (x - 1.0) * (s.stop_half - s.stop_quarter)
    if x <= 3.0:
        return s.stop_half + (x - 2.0) * (s.stop_most - s.stop_half)
    return s.stop_most + (x - 3.0) * (s.stop_all - s.stop_most)


@compiled
def leader_A(s: Situation, land: float, rung: int, judged: float) -> float:
    """What keeping terms for ever is worth to A's leader [stakes].

    Args:
        s: The month.
        land: A's share of the land at stake.
        rung: D's status.
        judged: Share of the shortfall that the audience books.
    """
    shortfall = 1.0 - list_index(land, rung)
    state = value_A(land, rung, s.stake, s.indivisible, s.land_share)
    policing = s.hold_cost * land / s.discount_A
    if rung <= LAST_SUBORDINATE:
        policing += s.hold_cost / s.discount_A
    return float(
        state
        - policing
        - s.reputation * shortfall
        - s.fear * shortfall
        - s.spillover * FREEDOM[rung]
        - s.office_A * chance_of_fall(s, judged * shortfall)
    )


@compiled
def leader_D(s: Situation, land: float, rung: int) -> float:
    """What keeping terms for ever is worth to D's leader [stakes]."""
    value = value_D(land, rung, s.floor, s.existential, s.land_weight)
    answered = for_given_up(1.0, list_index(land, rung), s.tolerated)
    return float(value - s.office_D * s.stop_D * answered)


@compiled
def on_signature(s: Situation, land: float, share: float) -> float:
    """What the signature itself brings A's leader, once [stakes].

    Inducements are paid on signature, where they were offered; what was annexed and is handed back
    costs what was said about it.

    Args:
        s: The month.
        land: A's share of the land at stake.
        share: Of the inducements that come with it.
    """
    return share * s.inducement - s.lock_in * max(0.0, s.land - land)


@compiled
def granted(s: Situation, land: float, rung: int) -> float:
    """The land A gets: a client government is handed nothing back."""
    return max(land, s.land) if rung <= LAST_SUBORDINATE else land


@compiled
def opposed(shortfall: float, dissent: AtFive) -> float:
    """Share of an audience that openly opposes terms [0 to 1].

    Args:
        shortfall: Of its side's list [0 to 1].
        dissent: The share at shortfalls of 0, a quarter, a half, three quarters and 1.
    """
    place = 4.0 * min(1.0, max(0.0, shortfall))
    k = min(3, int(place))
    return float(dissent[k] + (dissent[k + 1] - dissent[k]) * (place - k))
