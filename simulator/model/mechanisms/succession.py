"""What changes with a leader: culpability, aims, beliefs.

Source: Croco 2011 (culpable leaders); Goemans 2000.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, Switch, event
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="succession",
    group="office",
    source="Croco 2011; Goemans 2000",
    bites=Bite("hazard_stop_A", {"mechanisms.bargaining": False, "survival.cont_base": 0.1, "survival.successor_dove": 1.0}),
    switch=Switch("turnover", "leaders stay whatever happens"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("survival.successor_dove", 0.0, 1.0, 0.4, "probability",
          "chance that a successor of A's leader is free of the old aims", "Croco 2011, culpability", (0.2, 0.6)),
        P("survival.successor_culpable", 0.0, 1.0, 0.5, "share",
          "what a successor who is not free of the old aims keeps of the penalty for stopping and of the blame; who is free of them keeps nothing", "Croco 2011; magnitude assumed", (0.25, 0.75), tier="structural"),
        P("survival.dove_indivisible", 0.0, 1.0, 0.1, "share",
          "what a successor free of the old aims keeps of the share that cannot be divided", "assumed", (0.0, 0.3), tier="structural"),
        P("survival.dove_stake", 0.0, 1.0, 0.5, "share",
          "what the stake is worth to a successor free of the old aims, of its worth to the predecessor", "assumed", (0.3, 0.7), tier="structural"),
    ),
    levers=(
        event("leader_swap", 0, 1, "A's leader replaced"),
    ),
)
# fmt: on


@compiled
def inherited(value: float, dove: bool, left_to_dove: float, left_to_hawk: float) -> float:
    """What a successor keeps of a predecessor's quantity (aims, penalty, blame).

    Args:
        value: The predecessor's.
        dove: Whether the successor is free of the old aims.
        left_to_dove: Share a dove keeps [0 to 1].
        left_to_hawk: Share a hawk keeps [0 to 1].
    """
    return value * (left_to_dove if dove else left_to_hawk)
