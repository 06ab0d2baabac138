"""A's economy at war: sanctions less leakage, overheating, strikes, adaptation.

Source: economic coercion (Hufbauer et al. 2007); central bank and budget figures for magnitudes.
Assumes: stress adapts away at a rate, because a linear trend projected over years makes collapse
explode.
"""

from __future__ import annotations

from simulator.compiled import compiled


@compiled
def stress_step(
    stress: float,
    sanctions_damage: float,
    overheating: float,
    strike_damage: float,
    pay_burden: float,
    recovery: float,
) -> float:
    """Economic stress after a month [0 to 1].

    Args:
        stress: Stress now [0 to 1].
        sanctions_damage: Damage of sanctions after leakage [stress per month].
        overheating: Drift from the war boom [stress per month].
        strike_damage: Damage of deep strikes [stress per month].
        pay_burden: Burden of the price of recruits [stress per month].
        recovery: Rate of adaptation [per month].
    """
    inflow = sanctions_damage + overheating + strike_damage + pay_burden
    after = stress + (1.0 - stress) * inflow - recovery * stress
    return min(1.0, max(0.0, after))


@compiled
def sanctions_damage(bite: float, leak: float, supplier: float, sanctions: float) -> float:
    """Damage of sanctions after leakage [stress per month].

    Args:
        bite: Index; 1 is 0.03 of stress a month.
        leak: Share evaded at the sanctions of month 0.
        supplier: Share of the evasion that A's patron runs; tightening cannot close it.
        sanctions: 1 as at month 0, below 1 relaxed, above 1 tightened.
    """
    tightened = max(0.0, sanctions - 1.0)
    evaded = leak * (supplier + (1.0 - supplier) * (1.0 - min(1.0, tightened)))
    return 0.03 * bite * sanctions * (1.0 - evaded)


@compiled
def pain(weight: float, stress: float, still_front: float, stillness: float) -> float:
    """What economic stress costs A's leader [stakes per month].

    Args:
        weight: Index; 1 is 0.01 stakes a month at full stress.
        stress: Economic stress [0 to 1].
        still_front: How much more pain weighs when the front is still.
        stillness: 1 when nothing moves, 0 when the front moves as fast as it can.
    """
    return 0.01 * weight * stress * (1.0 + still_front * stillness)
