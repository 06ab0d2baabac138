"""A's economy at war: sanctions less leakage, overheating, strikes, adaptation.

Source: economic coercion (Hufbauer et al. 2007); central bank and budget figures for magnitudes.
Assumes: stress adapts away at a rate, because a linear trend projected over years makes collapse
explode.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="economy",
    group="economy and manpower",
    source="Hufbauer et al. 2007",
    bites=Bite("econ_A", {"mechanisms.bargaining": False}),
    switch=Switch("economy", "A's economy stays what it was"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("econ.stress0", 0.0, 1.0, 0.35, "stress, 0 to 1",
          "A's economic and fiscal stress at month 0", "budget and inflation figures; a judgement", (0.25, 0.45)),
        P("econ.bite", 0.0, 1.0, 0.5, "index; 1 = 0.03 of stress per month",
          "sanctions damage at the sanctions of month 0", "Hufbauer et al. 2007; Global Sanctions Database", (0.3, 0.7)),
        P("econ.leak", 0.0, 1.0, 0.5, "share",
          "share of that damage evaded: third buyers, prices, re-routing", "sanctions evasion; trade figures", (0.3, 0.7)),
        P("econ.oil_share", 0.0, 1.0, 0.25, "share of the budget",
          "oil and gas in A's budget", "finance ministry figures 2025", (0.22, 0.28)),
        P("econ.overheat", 0.0, 1.0, 0.3, "index; 1 = 0.02 of stress per month",
          "drift of inflation, labour and interest stress from the war boom", "central bank rates 2023-26", (0.2, 0.5)),
        P("econ.recovery", 0.0, 0.5, 0.025, "per month",
          "rate at which an economy adapts to its stress", "adaptation; a linear trend never ends", (0.02, 0.04)),
        P("econ.strike_damage", 0.0, 1.0, 0.3, "index; 1 = 0.08 of stress per month at the full rate, if all revenue were oil",
          "economic damage of D's deep strikes", "refinery outages 2024-26", (0.1, 0.5)),
        P("econ.pain_weight", 0.0, 2.0, 0.2, "index; 1 = 0.01 stakes per month at full stress",
          "weight of economic pain in A's choice between stopping and going on", "economic coercion", (0.1, 0.4)),
        P("econ.still_front", 0.0, 3.0, 0.5, "share",
          "how much more that pain weighs when the front is still", "cost against result; Wagner 2000", (0.0, 1.5)),
        # structural: coefficients that no scenario normally touches
        P("econ.sanctions_scale", 0.0, 1.0, 0.03, "stress per month",
          "damage of unevaded sanctions at econ.bite = 1", "assumed", (0.02, 0.04), tier="structural"),
        P("econ.overheat_scale", 0.0, 1.0, 0.02, "stress per month",
          "overheating at econ.overheat = 1 and full effort", "assumed", (0.01, 0.03), tier="structural"),
        P("econ.overheat_idle", 0.0, 1.0, 0.3, "share",
          "of the overheating that stays when A does not press", "assumed", (0.1, 0.6), tier="structural"),
        P("econ.strike_scale", 0.0, 1.0, 0.08, "stress per month",
          "damage of deep strikes at econ.strike_damage = 1 and a budget of oil alone", "assumed", (0.04, 0.12), tier="structural"),
        P("econ.bounty_burden", 0.0, 1.0, 0.004, "stress per month",
          "what each doubling of a recruit's price costs the treasury at full effort", "assumed", (0.002, 0.008), tier="structural"),
        P("econ.pain_scale", 0.0, 1.0, 0.01, "stakes per month",
          "pain of full stress at econ.pain_weight = 1", "assumed", (0.005, 0.02), tier="structural"),
    ),
    states=(
        State("econ_A", "index, 0 to 1", "A's economic and fiscal stress"),
    ),
)
# fmt: on


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
def sanctions_damage(
    scale: float, bite: float, leak: float, supplier: float, sanctions: float
) -> float:
    """Damage of sanctions after leakage [stress per month].

    Args:
        scale: Damage of unevaded sanctions at a bite of 1 [stress per month].
        bite: Index.
        leak: Share evaded at the sanctions of month 0.
        supplier: Share of the evasion that A's patron runs; tightening cannot close it.
        sanctions: 1 as at month 0, below 1 relaxed, above 1 tightened.
    """
    tightened = max(0.0, sanctions - 1.0)
    evaded = leak * (supplier + (1.0 - supplier) * (1.0 - min(1.0, tightened)))
    return scale * bite * sanctions * (1.0 - evaded)


@compiled
def pain(scale: float, weight: float, stress: float, still_front: float, stillness: float) -> float:
    """What economic stress costs A's leader [stakes per month].

    Args:
        scale: Pain of full stress at a weight of 1 [stakes per month].
        weight: Index.
        stress: Economic stress [0 to 1].
        still_front: How much more pain weighs when the front is still.
        stillness: 1 when nothing moves, 0 when the front moves as fast as it can.
    """
    return scale * weight * stress * (1.0 + still_front * stillness)


@compiled
def overheating(scale: float, overheat: float, idle: float, effort: float) -> float:
    """Drift of stress from the war boom [per month].

    Args:
        scale: Drift at an overheating of 1 and full effort [per month].
        overheat: Index.
        idle: Share of it that stays when A does not press.
        effort: A's effort at the front [0 to 1].
    """
    return scale * overheat * (idle + (1.0 - idle) * effort)


@compiled
def struck(scale: float, damage: float, oil_share: float, strikes: float) -> float:
    """Damage of deep strikes [stress per month].

    Args:
        scale: Damage at an index of 1 and a budget of oil alone [stress per month].
        damage: Index.
        oil_share: Oil and gas in A's budget [0 to 1].
        strikes: D's deep strikes (1 is the campaign of autumn 2025).
    """
    return scale * damage * oil_share * strikes


@compiled
def pay_burden(burden: float, price: float, effort: float) -> float:
    """What the price of recruits adds to stress [per month].

    Args:
        burden: Stress for each price of month 0 above the first [per month].
        price: Price of a recruit (1 at month 0).
        effort: A's effort at the front [0 to 1].
    """
    return burden * max(0.0, price - 1.0) * effort
