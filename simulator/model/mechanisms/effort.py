"""How hard a side presses: effort where its marginal value exceeds its cost.

Source: first-order condition with quadratic costs; a front freezes when attacking no longer pays,
without anybody signing.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="effort",
    group="front",
    source="first-order condition with quadratic costs",
    bites=Bite("effort_A", {"mechanisms.bargaining": False}),
    switch=Switch("freeze", "both sides always fight at full effort"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("effort.speed", 0.0, 1.0, 0.35, "share per month",
          "how far effort moves in a month to where the leader wants it", "assumed", (0.2, 0.6), tier="structural"),
        P("effort.first_cost", 0.05, 1.0, 0.5, "share of the cost at full effort",
          "what a first bit of pressing costs, taken as if it were pressing in full", "assumed", (0.3, 0.7), tier="structural"),
        P("effort.burden_share", 0.0, 1.0, 0.5, "share",
          "share of what the war costs A besides fighting that rises and falls with A's effort", "assumed", (0.25, 0.75), tier="structural"),
        P("effort.quiet_burden", 0.0, 1.0, 0.7, "share",
          "share of that cost that stays when A goes quiet for good", "assumed", (0.5, 0.9), tier="structural"),
        P("effort.kept_open", 0.0, 1.0, 0.2, "effort",
          "least effort at which either leader projects the front: the option to press keeps its value in a lull", "assumed", (0.1, 0.4), tier="structural"),
    ),
    states=(
        State("effort_A", "index", "A's effort at the front", "index"),
        State("effort_D", "index", "D's effort at the front", "index"),
    ),
)
# fmt: on


@compiled
def pressing(gain: float, cost: float) -> float:
    """Effort [0 to 1] that equates marginal value and marginal cost.

    Args:
        gain: Value of a month at full effort over none [stakes].
        cost: Least cost of effort [stakes per month]; at twice that, effort is full.
    """
    if cost <= 0.0:
        return 1.0 if gain > 0.0 else 0.0
    return min(1.0, max(0.0, (gain - cost) / cost))


@compiled
def marginal_value(
    move: float, slope: float, other_fall: float, victory: float, value: float, own: float
) -> float:
    """Value of a month at full effort over none [stakes].

    Args:
        move: Ground a month of pressing gains [share].
        slope: Value of ground [stakes per share].
        other_fall: What effort adds to the hazard that the other side gives way [per month].
        victory: Value of winning [stakes].
        value: Value of going on [stakes].
        own: What effort costs in one's own hazards [stakes per month].
    """
    return move * slope + other_fall * (victory - value) - own


@compiled
def price(first: float, fighting: float, share: float, burden: float) -> float:
    """Least cost of effort [stakes per month].

    Args:
        first: Cost of a first bit of effort, as a share of the cost at full effort.
        fighting: What full effort costs [stakes per month].
        share: Share of the war's other costs that goes with effort.
        burden: Those costs [stakes per month]; a gain lowers no price.

    >>> price(0.5, 2.0, 0.5, 4.0), price(0.5, 2.0, 0.5, -4.0)
    (2.0, 1.0)
    """
    return first * fighting + first * share * max(0.0, burden)


@compiled
def approached(effort: float, wanted: float, speed: float) -> float:
    """Effort after a month [0 to 1]: part of the way to where the leader wants it.

    >>> approached(1.0, 0.0, 0.25)
    0.75
    """
    return effort + speed * (wanted - effort)
