"""Where men come from: a pool bought at a rising price, call-up, foreigners, D's draft.

Source: extraction and its limits (Levi 1997, on consent to conscription); Kluge 2025 for the
bounty system the functions describe.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled


@compiled
def need(intensity: float) -> float:
    """Share of the intake of month 0 that a side looks for at this intensity of fighting."""
    return 0.25 + 0.75 * intensity


@compiled
def bounty(price: float, growth: float, pool: float, pool_start: float) -> float:
    """Next month's price of a recruit (1 at month 0): it grows, and faster as the pool empties.

    Args:
        price: This month's price.
        growth: Growth at a full pool [per month].
        pool: Volunteers left [months of the first intake].
        pool_start: Volunteers at month 0.
    """
    emptied = 1.0 - pool / pool_start if pool_start > 0.0 else 1.0
    return price * (1.0 + growth * (1.0 + emptied))


@compiled
def volunteers(intake: float, pool: float, pool_start: float, stress: float) -> float:
    """Volunteers who sign this month [share of A's force].

    Args:
        intake: Volunteers of month 0.
        pool: Volunteers left [months of the first intake].
        pool_start: Volunteers at month 0.
        stress: Economic stress, 0 to 1; above a half the treasury buys fewer.
    """
    if pool <= 0.0 or pool_start <= 0.0:
        return 0.0
    reach = min(1.0, 2.0 * pool / pool_start)
    purse = 1.0 - max(0.0, stress - 0.5)
    return intake * math.sqrt(reach) * purse


@compiled
def intake_D(mobil: float, loss: float, draft: float, supply_ratio: float) -> float:
    """D's new soldiers this month [share of D's force].

    Args:
        mobil: Intake over losses at month 0, also the ceiling of an ordinary draft.
        loss: D's losses of month 0 [share of D's force].
        draft: 0.5 a failed draft, 1 as it is, 1.5 a good one.
        supply_ratio: Arms supply over that of month 0; men avoid a fight they may not be armed for.
    """
    return mobil * loss * draft * min(1.0, 0.5 + 0.5 * supply_ratio)
