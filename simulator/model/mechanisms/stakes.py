"""What terms are worth: land, D's status on a ladder, and the share that cannot be divided.

Source: Fearon 1995 (divisible and indivisible issues); the ladder of statuses is the project's.
Assumes: indivisibility is a share of utility, never an infinite cost, so that every comparative
static has a slope. Statuses above `vassal` leave D free to govern itself, so the indivisible share
comes only with the two lowest rungs.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import compiled

#: A's value of D's status, from absorbed to free.
STATUS_A = np.array([1.0, 0.95, 0.80, 0.60, 0.35, 0.0])
#: D's value of its status, from absorbed to free.
STATUS_D = np.array([0.0, 0.02, 0.20, 0.72, 0.92, 1.0])
#: How much of the list a rung gives A, for the index of demands.
STATUS_LIST = np.array([1.0, 0.95, 0.70, 0.45, 0.20, 0.0])
#: Share of the risk of renewed war that a rung leaves D with: arms and allies lower it.
RUNG_RISK = np.array([1.0, 1.0, 1.0, 0.6, 0.3, 0.5])
LAST_SUBORDINATE = 1
FREE = 5


@compiled
def value_A(land: float, rung: int, stake: float, indivisible: float, land_share: float) -> float:
    """What terms are worth to A as a state [stakes].

    Args:
        land: A's share of the land at stake [0 to 1].
        rung: D's status, 0 absorbed to 5 free.
        stake: Weight of the stake.
        indivisible: Share of it that comes only with D's subordination.
        land_share: Weight of land within the divisible rest.
    """
    divisible = land_share * land + (1.0 - land_share) * STATUS_A[rung]
    whole = 1.0 if rung <= LAST_SUBORDINATE else 0.0
    return float(stake * ((1.0 - indivisible) * divisible + indivisible * whole))


@compiled
def value_D(land: float, rung: int, floor: float) -> float:
    """What terms are worth to D as a state [stakes].

    Args:
        land: A's share of the land at stake [0 to 1].
        rung: D's status, 0 absorbed to 5 free.
        floor: What D must keep: at 0.5 losing all the land at stake costs 40 % of what a status is
            worth, at 1 it costs 80 % and every step down the ladder costs twice as much. Land under
            a client government is not D's, so land and status multiply.
    """
    lost = (1.0 - STATUS_D[rung]) * (1.0 + 2.0 * max(0.0, floor - 0.5))
    return float(max(0.0, 1.0 - lost) * (1.0 - 0.8 * floor * land))


@compiled
def exposure(rung: int, arms_deter: float) -> float:
    """Chance that nothing D has under a status stops a breach, were A's word worth nothing.

    Args:
        rung: D's status, 0 absorbed to 5 free.
        arms_deter: How far D's arms and allies deter [0 to 1].
    """
    return float(1.0 - arms_deter * (1.0 - RUNG_RISK[rung]))


@compiled
def list_index(land: float, rung: int) -> float:
    """How much of A's full list terms give [0 to 1]: 0.4 land, 0.6 D's status."""
    return float(0.4 * min(1.0, land / 0.6) + 0.6 * STATUS_LIST[rung])
