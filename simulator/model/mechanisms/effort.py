"""How hard a side presses: effort where its marginal value exceeds its cost.

Source: first-order condition with quadratic costs; a front freezes when attacking no longer pays,
without anybody signing.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch

# fmt: off
MECHANISM = Mechanism(
    name="effort",
    group="front",
    source="first-order condition with quadratic costs",
    bites=Bite("effort_A", {"mechanisms.bargaining": False}),
    switch=Switch("freeze", "both sides always fight at full effort"),
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
