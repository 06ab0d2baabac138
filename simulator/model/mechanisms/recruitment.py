"""Where men come from: a pool bought at a rising price, call-up, foreigners, D's draft.

Source: extraction and its limits (Levi 1997, on consent to conscription); Kluge 2025 for the
bounty system the functions describe.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event, lever_of_words
from simulator.model.declare import Parameter as P

_KLUGE = "Kluge 2025, sign-on payments and contracts"

# fmt: off
MECHANISM = Mechanism(
    name="recruitment",
    group="economy and manpower",
    source="Levi 1997; Kluge 2025",
    bites=Bite("recruits_A", {"mechanisms.bargaining": False, "man.replace_A": 0.5}),
    switch=Switch("recruitment", "losses are replaced exactly"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("man.replace_A", 0.0, 3.0, 1.0, "recruits over losses",
          "A's replacement ratio at month 0", "Kluge; Bloomberg; UK casualty estimates", (0.9, 1.1)),
        P("man.pool_A", 0.0, 600.0, 60.0, "months of the intake of month 0",
          "volunteers A can still buy", _KLUGE, (36.0, 84.0)),
        P("man.bounty_growth", 0.0, 0.2, 0.02, "per month",
          "growth of the price of a recruit at an unchanged pool", _KLUGE, (0.01, 0.03)),
        P("man.coerce_cost", 0.0, 1.0, 0.3, "grievance",
          "what a compulsory call-up adds to the public's grievance", "partial mobilisation of September 2022", (0.2, 0.5)),
        P("man.foreign_A", 0.0, 1.0, 0.03, "share of A's losses",
          "foreign recruits per month, and their ceiling", "reported foreign contingents", (0.01, 0.06)),
        P("man.mobil_D", 0.0, 3.0, 1.0, "intake over losses",
          "D's intake of men and its ceiling", "Ukrainian statements: 27,000 to 30,000 a month", (0.9, 1.1)),
    ),
    levers=(
        lever_of_words("draft_D", "fail:0 ok:1 good:2", 1, "how D's draft goes"),
        lever_of_words("replace_A", "as_is:-1 collapsed:0 level:1", -1, "A's recruits against its losses"),
        event("mobilise_A", 0, 1, "compulsory call-up by A"),
    ),
    states=(
        State("recruits_A", "share of its men at month 0", "A's new soldiers per month", "size"),
        State("bounty_A", "index; 1 at month 0", "A's price of a recruit", "size"),
    ),
)
# fmt: on


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
