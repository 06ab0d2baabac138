"""Where men come from: a pool bought at a rising price, call-up, foreigners, D's draft.

Source: extraction and its limits (Levi 1997, on consent to conscription); Kluge 2025 for the
bounty system the functions describe.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event, lever_of_words
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Level as L

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
        # structural: coefficients that no scenario normally touches
        P("man.need_idle", 0.0, 1.0, 0.25, "share",
          "of the first month's intake that a side seeks when nobody fights", "assumed", (0.1, 0.5), tier="structural"),
        P("man.pool_felt", 1.0, 20.0, 2.0, "ratio",
          "how full the pool was when its emptying begins to be felt, over what is left", "assumed", (1.0, 4.0), tier="structural"),
        P("man.purse_tight", 0.0, 1.0, 0.5, "stress, 0 to 1",
          "above which the treasury buys fewer volunteers", "assumed", (0.3, 0.7), tier="structural"),
        P("man.unarmed", 0.0, 1.0, 0.5, "share",
          "of D's intake that comes although nothing is supplied", "assumed", (0.2, 0.8), tier="structural"),
    ),
    levers=(
        lever_of_words("draft_D", "fail:0 ok:1 good:2", 1, "how D's draft goes"),
        lever_of_words("replace_A", "as_is:-1 collapsed:0 level:1", -1, "A's recruits against its losses"),
        event("mobilise_A", 0, 1, "compulsory call-up by A"),
    ),
    levels=(
        # name, levers, level, unit, meaning, source
        L("man.call_up_fades", ("mobilise_A",), 0.95, "share",
          "of the grievance of a call-up that is left after a month", "assumed"),
        L("man.call_up_of", ("mobilise_A",), 6.0, "forces of month 0",
          "a full call-up brings one in so many of the force", "partial mobilisation of September 2022"),
        L("man.replace_collapsed", ("replace_A",), 0.4, "recruits over losses",
          "A's replacement once its recruiting has collapsed", "assumed"),
        L("man.draft_failed", ("draft_D",), 0.6, "1 as it is",
          "D's intake when its draft fails", "assumed"),
        L("man.draft_good", ("draft_D",), 1.4, "1 as it is",
          "D's intake when its draft goes well", "assumed"),
    ),
    states=(
        State("recruits_A", "share of its men at month 0", "A's new soldiers per month", "size"),
        State("bounty_A", "index; 1 at month 0", "A's price of a recruit", "size"),
    ),
)
# fmt: on

CALL_UP_FADES = MECHANISM.level("man.call_up_fades")
CALL_UP_OF = MECHANISM.level("man.call_up_of")
REPLACE_COLLAPSED = MECHANISM.level("man.replace_collapsed")
DRAFT_FAILED = MECHANISM.level("man.draft_failed")
DRAFT_GOOD = MECHANISM.level("man.draft_good")


@compiled
def need(intensity: float, idle: float) -> float:
    """Share of the intake of month 0 that a side seeks; `idle` of it when nobody fights."""
    return idle + (1.0 - idle) * intensity


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
def volunteers(
    intake: float, pool: float, pool_start: float, stress: float, felt: float, tight: float
) -> float:
    """Volunteers who sign this month [share of A's force].

    Args:
        intake: Volunteers of month 0.
        pool: Volunteers left [months of the first intake].
        pool_start: Volunteers at month 0.
        stress: Economic stress [0 to 1].
        felt: Pool of month 0 over the pool at which its emptying begins to be felt.
        tight: Stress above which the treasury buys fewer.
    """
    if pool <= 0.0 or pool_start <= 0.0:
        return 0.0
    reach = min(1.0, felt * pool / pool_start)
    purse = 1.0 - max(0.0, stress - tight)
    return intake * math.sqrt(reach) * purse


@compiled
def intake_D(mobil: float, loss: float, draft: float, supply_ratio: float, unarmed: float) -> float:
    """D's new soldiers this month [share of D's force].

    Args:
        mobil: Intake over losses at month 0, also the ceiling of an ordinary draft.
        loss: D's losses of month 0 [share of D's force].
        draft: How the draft goes (1 as it is).
        supply_ratio: Arms supply over that of month 0; men avoid a fight they may not be armed for.
        unarmed: Share that comes although nothing is supplied.
    """
    return mobil * loss * draft * min(1.0, unarmed + (1.0 - unarmed) * supply_ratio)
