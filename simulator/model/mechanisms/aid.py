"""Patrons' deliveries: cut, fatigue, substitution, delay.

Source: Kiel Ukraine Support Tracker for magnitudes; the substitution of one patron by another is
the parameter that reconciles the aid gap of 2023-24 with the cut of 2025.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import (
    Bite,
    Mechanism,
    State,
    Switch,
    event,
    lever_of_number,
    lever_of_words,
)
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Level as L

_KIEL = "Kiel Ukraine Support Tracker, release 29"

# fmt: off
MECHANISM = Mechanism(
    name="aid",
    group="patrons",
    source="Kiel Ukraine Support Tracker",
    bites=Bite("aid_US", {"mechanisms.bargaining": False}),
    switch=Switch("aid", "aid stays what it was"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("aid.us0", 0.0, 5.0, 0.3, "2022-24 mean",
          "flow of patron 1 at month 0", _KIEL),
        P("aid.eu0", 0.0, 5.0, 1.3, "2022-24 mean",
          "flow of patron 2 at month 0", _KIEL),
        P("aid.us_hazard", 0.0, 1.0, 0.02, "per month",
          "hazard that patron 1 cuts its aid", "domestic politics of patrons", (0.01, 0.04)),
        P("aid.eu_response", 0.0, 1.5, 0.5, "share",
          "share of a cut by patron 1 that patron 2 and D's industry replace", _KIEL, (0.3, 0.7)),
        P("aid.prod_D", 0.0, 1.0, 0.45, "share of needs",
          "share of D's needs met by its own industry", "official statements 2025: 40 to 60 per cent", (0.4, 0.5)),
        P("aid.supplier_A", 0.0, 1.0, 0.3, "share of A's arms and evasion",
          "what A's own patron supplies: parts and shells for its arms, and a way around sanctions", "reported deliveries; trade figures", (0.2, 0.4)),
        P("aid.fatigue", 0.0, 0.2, 0.002, "per month",
          "steady fall of both patrons' aid as they tire", "Kiel totals 2022-25", (0.0, 0.004)),
        P("power.aid_elast", 0.0, 1.0, 0.5, "elasticity",
          "elasticity of D's force to its arms supply", "Lanchester with materiel; Kiel aid tracker", (0.3, 0.7)),
        # structural: coefficients that no scenario normally touches
        P("aid.adjust_months", 1.0, 60.0, 4.0, "months",
          "time in which deliveries come to what was ordered", "assumed", (2.0, 8.0), tier="structural"),
        P("aid.trickle", 0.0, 1.0, 0.02, "2022-24 mean",
          "what still comes in from a patron that has cut its aid", "Kiel Ukraine Support Tracker, after cuts", (0.0, 0.1), tier="structural"),
    ),
    levers=(
        lever_of_words("aid_us", "cut:0 hold:1 surge:2 as_is:-1", -1, "military aid of patron 1: hold is the 2022-24 mean, as_is the scenario's own path"),
        lever_of_words("aid_eu", "cut:0 hold:1 surge:2 as_is:-1", -1, "military aid of patron 2, likewise"),
        lever_of_number("aid_delay", 0, 24, 0, "months by which deliveries slip"),
        lever_of_words("strike_support", "0:0 1:1", 0, "intelligence, long-range missiles and permission for D"),
        event("fatigue", 0, 1, "patron fatigue shock"),
    ),
    levels=(
        # name, levers, level, unit, meaning, source
        L("aid.surge", ("aid_us", "aid_eu", "pressure"), 1.6, "2022-24 mean",
          "what a patron gives in a surge", "Kiel Ukraine Support Tracker, best quarters"),
        L("aid.after_shock", ("fatigue",), 0.5, "share",
          "what a shock of fatigue leaves of a patron's will to give", "assumed"),
        L("aid.inducing_cuts", ("posture", "summit"), 1.0, "share",
          "how much likelier patron 1 cuts its aid while its own posture is inducement", "assumed"),
    ),
    states=(
        State("aid_US", "2022-24 mean = 1", "military aid of patron 1", "index"),
        State("aid_EU", "2022-24 mean = 1", "military aid of patron 2", "index"),
    ),
)
# fmt: on

SURGE = MECHANISM.level("aid.surge")
AFTER_SHOCK = MECHANISM.level("aid.after_shock")
INDUCING_CUTS = MECHANISM.level("aid.inducing_cuts")


@compiled
def eased(flow: float, target: float, months: float) -> float:
    """A flow after a month on its way to a target, with a time constant [months]."""
    return flow + (target - flow) / max(1.0, months)


@compiled
def replacement(us_start: float, us_now: float, eu_start: float, response: float) -> float:
    """Target flow of patron 2 [2022-24 mean]: it makes up a share of what patron 1 withdrew."""
    return eu_start + response * max(0.0, us_start - us_now)


@compiled
def supply(us: float, eu: float, own: float) -> float:
    """D's arms supply [2022-24 mean]: own industry's share and two patrons of equal weight."""
    return own + (1.0 - own) * 0.5 * (us + eu)
