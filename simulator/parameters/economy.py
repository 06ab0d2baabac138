"""A's economy at war: sanctions, leakage, overheating, strikes."""

from __future__ import annotations

from simulator.parameters.parameter import Parameter as P

# fmt: off  (a registry reads best as one row a line)

ROWS = (
    P("econ.stress0", 0.0, 1.0, 0.35, "stress, 0 to 1", "A's economic and fiscal stress at month 0", "budget and inflation figures; a judgement", (0.25, 0.45)),
    P("econ.bite", 0.0, 1.0, 0.5, "index; 1 = 0.03 of stress per month", "sanctions damage at the sanctions of month 0", "Hufbauer et al. 2007; Global Sanctions Database", (0.3, 0.7)),
    P("econ.leak", 0.0, 1.0, 0.5, "share", "share of that damage evaded: third buyers, prices, re-routing", "sanctions evasion; trade figures", (0.3, 0.7)),
    P("econ.oil_share", 0.0, 1.0, 0.25, "share of the budget", "oil and gas in A's budget", "finance ministry figures 2025", (0.22, 0.28)),
    P("econ.overheat", 0.0, 1.0, 0.3, "index; 1 = 0.02 of stress per month", "drift of inflation, labour and interest stress from the war boom", "central bank rates 2023-26", (0.2, 0.5)),
    P("econ.recovery", 0.0, 0.5, 0.025, "per month", "rate at which an economy adapts to its stress", "adaptation; a linear trend never ends", (0.02, 0.04)),
    P("econ.strike_damage", 0.0, 1.0, 0.3, "index; 1 = 0.08 of stress per month at the full rate, if all revenue were oil", "economic damage of D's deep strikes", "refinery outages 2024-26", (0.1, 0.5)),
    P("econ.pain_weight", 0.0, 2.0, 0.2, "index; 1 = 0.01 stakes per month at full stress", "weight of economic pain in A's choice between stopping and going on", "economic coercion", (0.1, 0.4)),
    P("econ.still_front", 0.0, 3.0, 0.5, "share", "how much more that pain weighs when the front is still", "cost against result; Wagner 2000", (0.0, 1.5)),
    P("econ.rearm", 0.0, 3.0, 1.0, "output over losses", "A's weapon output relative to its losses at month 0", "Oryx; refurbishment estimates", (0.9, 1.05)),
)
