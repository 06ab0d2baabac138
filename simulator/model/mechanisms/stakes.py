"""What terms are worth: land, D's status on a ladder, and the share that cannot be divided.

Source: Fearon 1995 (divisible and indivisible issues); the ladder of statuses is the project's.
Assumes: indivisibility is a share of utility, never an infinite cost, so that every comparative
static has a slope. Statuses above `vassal` leave D free to govern itself, so the indivisible share
comes only with the two lowest rungs.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event, lever_of_words
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Level as L
from simulator.model.fixed_numbers import Table

_FEARON = "Fearon 1995"
_MAGNITUDE = "feasibility study: magnitudes at which war is neither free nor ruinous"

# fmt: off
LADDER = Table(
    "ladder of statuses",
    unit="share of what the best status gives, 0 to 1",
    meaning="what each political status of D is worth, and what dangers it leaves",
    source="assumed",
    rows=("value to A", "value to D", "on A's list", "risk left to D", "freedom", "alignment", "arms", "guarantee"),
    columns=("absorbed", "vassal", "neutral_unarmed", "neutral_armed", "nato_limited", "free"),
    values=(
        (1.0, 0.95, 0.80, 0.60, 0.35, 0.0),
        (0.0, 0.02, 0.20, 0.72, 0.92, 1.0),
        (1.0, 0.95, 0.70, 0.45, 0.20, 0.0),
        (1.0, 1.00, 1.00, 0.60, 0.30, 0.5),
        (0.0, 0.00, 0.30, 0.70, 0.90, 1.0),
        (0.0, 0.00, 0.20, 0.40, 0.80, 1.0),
        (0.0, 0.00, 0.00, 1.00, 1.00, 1.0),
        (0.0, 0.00, 0.30, 0.50, 0.80, 0.3),
    ),
)
LIST_OF_A = Table(
    "A's list",
    unit="share",
    meaning="how land counts on A's full list beside D's status, and the land at stake that fills it",
    source="assumed",
    rows=("land",),
    columns=("weight", "enough"),
    values=((0.4, 0.6),),
)
WORTH_TO_D = Table(
    "worth of an arrangement to D",
    unit="share, summing to 1",
    meaning="weights of the metric terms_D; nobody in the war reads it",
    source="assumed",
    rows=("weight",),
    columns=("land", "alignment", "arms", "guarantee"),
    values=((0.4, 0.3, 0.15, 0.15),),
)
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
        P("stake.spillover_scale", 0.0, 1.0, 0.2, "stakes at index 1",
          "what stake.spillover is counted in", "assumed", (0.1, 0.4), tier="structural"),
        P("stake.none_kept", 0.0, 0.5, 0.025, "share of the land at stake",
          "a settlement that leaves A no more land than this is booked as a withdrawal", "assumed", (0.0, 0.05), tier="structural"),
        P("stake.discount_A", 0.005, 1.0, 0.1, "per year",
          "A's rate of discount", _MAGNITUDE, (0.06, 0.14)),
        P("stake.discount_D", 0.005, 1.0, 0.06, "per year",
          "D's rate of discount", _MAGNITUDE, (0.04, 0.09)),
        P("cost.war_A", 0.0, 0.2, 0.004, "stakes per month",
          "what fighting at full effort costs A", _MAGNITUDE, (0.003, 0.006)),
        P("cost.war_D", 0.0, 0.2, 0.0015, "stakes per month",
          "what fighting at full effort costs D", _MAGNITUDE, (0.001, 0.002)),
        P("cost.watching", 0.0, 1.0, 0.1, "share of the cost at full effort",
          "what watching a silent line costs either side; at 0 a quiet war would be a peace", "assumed", (0.05, 0.2), tier="structural"),
        P("demand.floor_D", 0.0, 1.0, 0.5, "demand index",
          "what D must keep, as D values it: 0.5 a stop on the line and the freedom to arm, 1 all its territory", "Fearon 1995; survival as a free state", (0.4, 0.6)),
        P("demand.adapt_D", 0.0, 1.0, 0.2, "share per year",
          "speed at which D's aims follow the front", "endogenous aims; Werner 1998", (0.0, 0.5)),
        P("demand.per_land", 0.0, 5.0, 0.5, "demand index per share of the land A held at month 0",
          "how far winning back land raises, and losing more lowers, what D comes to think it must keep", "Werner 1998; magnitude assumed", (0.25, 1.0), tier="structural"),
        P("demand.least_land", 0.001, 1.0, 0.05, "share of the land at stake",
          "land gained or lost is reckoned against at least so much, where A held less at month 0", "assumed", (0.02, 0.1), tier="structural"),
        P("demand.existential_D", 0.0, 0.9, 0.5, "demand index",
          "what D must keep, above which every step down the ladder of statuses costs it more, at 1 twice as much", "assumed", (0.3, 0.7), tier="structural"),
        P("demand.land_weight_D", 0.0, 1.0, 0.8, "share of what a status is worth",
          "what losing all the land at stake costs a D that must keep all of it", "assumed", (0.6, 1.0), tier="structural"),
        P("demand.tolerated_D", 0.0, 0.9, 0.3, "share of A's list",
          "what D's leader can sign away before home holds it against him", "assumed", (0.15, 0.45), tier="structural"),
        P("hold.cost_A", 0.0, 1.0, 0.3, "index; 1 = 0.002 stakes per month for all the land at stake",
          "cost of holding and policing occupied land", "occupation costs; Edelstein 2004", (0.1, 0.5)),
        P("hold.scale", 0.0, 0.02, 0.002, "stakes per month at index 1",
          "what hold.cost_A is counted in", "assumed", (0.001, 0.004), tier="structural"),
        P("rep.cost_A", 0.0, 1.0, 0.2, "index; 1 = 0.2 of the stake",
          "loss of standing with partners if A stops short of its aims", "reputation with third audiences", (0.1, 0.3)),
        P("rep.scale", 0.0, 1.0, 0.2, "stakes at index 1",
          "what rep.cost_A is counted in", "assumed", (0.1, 0.4), tier="structural"),
    ),
    levers=(
        lever_of_words("spillover", "x1:1 x2:2", 1, "a free D's pull on A's public"),
        event("client", 0, 1, "A tries to run D through a client government"),
    ),
    levels=(
        # name, levers, level, unit, meaning, source
        L("hold.client", ("client",), 2.5, "times",
          "by how much a client government that A keeps up multiplies the cost of holding", "assumed"),
    ),
    states=(
        State("terms_D", "value to D, 0 to 1", "of the arrangement in force or nearest"),
        State("status_D", "D's utility", "D's political status: 0 absorbed, 1 free"),
        State("align_D", "rung", "D's political status: 0 absorbed to 5 free", "rung"),
        State("cost_A", "stakes", "what the month's war and holding cost A's leader", "size"),
    ),
    tables=(LADDER, LIST_OF_A, WORTH_TO_D),
)
# fmt: on

CLIENT = MECHANISM.level("hold.client")

#: A's value of D's status, from absorbed to free.
STATUS_A = LADDER.row("value to A")
#: D's value of its status, from absorbed to free.
STATUS_D = LADDER.row("value to D")
#: How much of the list a rung gives A, for the index of demands.
STATUS_LIST = LADDER.row("on A's list")
#: Share of the risk of renewed war that a rung leaves D with: arms and allies lower it.
RUNG_RISK = LADDER.row("risk left to D")
#: How free, and so how contagious, a rung leaves D.
FREEDOM = LADDER.row("freedom")
_ALIGNMENT, _ARMS, _GUARANTEE = (LADDER.row(name) for name in LADDER.rows[-3:])
#: Weight of land on A's full list, and the share of the land at stake that fills it.
_LAND_ON_LIST, LIST_LAND = LIST_OF_A.values[0]
_FOR_LAND, _FOR_ALIGNMENT, _FOR_ARMS, _FOR_GUARANTEE = WORTH_TO_D.values[0]
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
def value_D(land: float, rung: int, floor: float, existential: float, land_weight: float) -> float:
    """What terms are worth to D as a state [stakes].

    Land under a client government is not D's, so land and status multiply.

    Args:
        land: A's share of the land at stake [0 to 1].
        rung: D's status, 0 absorbed to 5 free.
        floor: What D must keep [0 to 1].
        existential: Floor above which every step down the ladder costs more, at 1 twice as much.
        land_weight: Share of a status's worth that losing all the land costs at a floor of 1.
    """
    dearer = 1.0 + max(0.0, floor - existential) / (1.0 - existential)
    lost = (1.0 - STATUS_D[rung]) * dearer
    return float(max(0.0, 1.0 - lost) * (1.0 - land_weight * floor * land))


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
    """How much of A's full list terms give [0 to 1]: some for land, the rest for D's status.

    >>> list_index(0.6, 0), list_index(0.3, FREE)
    (1.0, 0.2)
    """
    of_land = _LAND_ON_LIST * min(1.0, land / LIST_LAND)
    return float(of_land + (1.0 - _LAND_ON_LIST) * STATUS_LIST[rung])


@compiled
def for_given_up(everything: float, index: float, tolerated: float) -> float:
    """What home holds against D's leader for terms, in the unit of `everything`.

    Args:
        everything: What it would hold against him for giving A its whole list.
        index: Share of A's list that the terms give.
        tolerated: Share of it that D's public lets pass.

    >>> [for_given_up(0.5, index, 0.5) for index in (0.2, 0.75, 1.0)]
    [0.0, 0.25, 0.5]
    """
    return everything * max(0.0, index - tolerated) / (1.0 - tolerated)


@compiled
def worth_to_D(land: float, rung: int) -> float:
    """Value to D of an arrangement [0 to 1], as the metric terms_D counts it.

    >>> worth_to_D(0.0, FREE), worth_to_D(1.0, 0)
    (0.895, 0.0)
    """
    return float(
        _FOR_LAND * (1.0 - land)
        + _FOR_ALIGNMENT * _ALIGNMENT[rung]
        + _FOR_ARMS * _ARMS[rung]
        + _FOR_GUARANTEE * _GUARANTEE[rung]
    )


@compiled
def cost_share(violence: float, watching: float) -> float:
    """Share of the cost of war at full effort that a level of violence brings [0 to 1].

    Args:
        violence: As `attrition.intensity` [0 to 1].
        watching: Share that watching a silent line costs.

    >>> cost_share(0.0, 0.25), cost_share(0.5, 0.25), cost_share(1.0, 0.25)
    (0.25, 0.625, 1.0)
    """
    return watching + (1.0 - watching) * violence
