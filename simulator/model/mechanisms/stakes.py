"""What terms are worth: land, D's status on a ladder, and the share that cannot be divided.

Source: Fearon 1995 (divisible and indivisible issues); the ladder of statuses is the project's.
Assumes: indivisibility is a share of utility, never an infinite cost, so that every comparative
static has a slope. Statuses above `vassal` leave D free to govern itself, so the indivisible share
comes only with the two lowest rungs.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event, lever_of_words
from simulator.model.declare import Parameter as P

_FEARON = "Fearon 1995"
_MAGNITUDE = "feasibility study: magnitudes at which war is neither free nor ruinous"

# fmt: off
MECHANISM = Mechanism(
    name="stakes",
    group="stakes",
    source="Fearon 1995",
    bites=Bite("demand_A", {"mechanisms.bargaining": False, "stake.indivisible": 0.8}),
    switch=Switch("indivisibility", "the whole stake can be divided"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("stake.value_A", 0.1, 3.0, 1.0, "stakes of D",
          "weight of the political stake in A's utility relative to material cost", "Fearon 1995; resolve as private value of the stake", (0.8, 1.2)),
        P("stake.indivisible", 0.0, 1.0, 0.4, "share of A's utility",
          "share of the stake that comes only with D's subordination, so that no division of land delivers it", _FEARON, (0.2, 0.6)),
        P("stake.land_value_A", 0.0, 1.0, 0.3, "share of A's divisible utility",
          "value to A of land as such, the rest being D's political status", _FEARON, (0.1, 0.5)),
        P("stake.spillover", 0.0, 1.0, 0.2, "index; 1 = 0.2 of the stake",
          "what a free, consolidating D next door costs A's regime once there is peace (preventive motive)", "Powell 2006; Levy 1987", (0.0, 0.4)),
        P("stake.discount_A", 0.005, 1.0, 0.1, "per year",
          "A's rate of discount", _MAGNITUDE, (0.06, 0.14)),
        P("stake.discount_D", 0.005, 1.0, 0.06, "per year",
          "D's rate of discount", _MAGNITUDE, (0.04, 0.09)),
        P("cost.war_A", 0.0, 0.2, 0.004, "stakes per month",
          "what fighting at full effort costs A", _MAGNITUDE, (0.003, 0.006)),
        P("cost.war_D", 0.0, 0.2, 0.0015, "stakes per month",
          "what fighting at full effort costs D", _MAGNITUDE, (0.001, 0.002)),
        P("demand.floor_D", 0.0, 1.0, 0.5, "demand index",
          "what D must keep, as D values it: 0.5 a stop on the line and the freedom to arm, 1 all its territory", "Fearon 1995; survival as a free state", (0.4, 0.6)),
        P("demand.adapt_D", 0.0, 1.0, 0.2, "share per year",
          "speed at which D's aims follow the front", "endogenous aims; Werner 1998", (0.0, 0.5)),
        P("demand.per_land", 0.0, 5.0, 0.5, "demand index per share of the land A held at month 0",
          "how far winning back land raises, and losing more lowers, what D comes to think it must keep", "Werner 1998; magnitude assumed", (0.25, 1.0), tier="structural"),
        P("demand.least_land", 0.001, 1.0, 0.05, "share of the land at stake",
          "land gained or lost is reckoned against at least so much, where A held less at month 0", "assumed", (0.02, 0.1), tier="structural"),
        P("hold.cost_A", 0.0, 1.0, 0.3, "index; 1 = 0.002 stakes per month for all the land at stake",
          "cost of holding and policing occupied land", "occupation costs; Edelstein 2004", (0.1, 0.5)),
        P("rep.cost_A", 0.0, 1.0, 0.2, "index; 1 = 0.2 of the stake",
          "loss of standing with partners if A stops short of its aims", "reputation with third audiences", (0.1, 0.3)),
    ),
    levers=(
        lever_of_words("spillover", "x1:1 x2:2", 1, "a free D's pull on A's public"),
        event("client", 0, 1, "A tries to run D through a client government"),
    ),
    states=(
        State("terms_D", "value to D, 0 to 1", "of the arrangement in force or nearest"),
        State("status_D", "D's utility", "D's political status: 0 absorbed, 1 free"),
        State("align_D", "rung", "D's political status: 0 absorbed to 5 free", "rung"),
        State("cost_A", "stakes", "what the month's war and holding cost A's leader", "size"),
    ),
)
# fmt: on

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
def aims_step(
    floor: float,
    floor_start: float,
    land: float,
    land_start: float,
    speed: float,
    per_land: float,
    least_land: float,
) -> float:
    """What D must keep after a month of following the front [demand index].

    Args:
        floor: Before.
        floor_start: At month 0.
        land: A's share of the land at stake now [0 to 1].
        land_start: The same at month 0.
        speed: Share of the way made in a year.
        per_land: Demand per share of A's land of month 0 that D has won back.
        least_land: What that share is reckoned against at least [share of the land at stake].
    """
    gained = (land_start - land) / max(least_land, land_start)
    target = min(1.0, max(0.0, floor_start + per_land * gained))
    return floor + speed / 12.0 * (target - floor)


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
