"""Private information: D knows its own cost of war and A does not; nobody knows A's aims but A.

Source: Fearon 1995; Powell 2004. The belief about D's type moves by Bayes' rule (`beliefs`).
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, lever_of_words
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="screening",
    group="information",
    source="Fearon 1995; Powell 2004",
    bites=Bite("belief_A_weak", {"stake.indivisible": 0.1, "cost.war_D": 0.02, "cost.spread_D": 1.0}),
    switch=Switch("private_information", "D's cost of war is known to A"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("cost.spread_D", 0.0, 1.0, 0.2, "share of cost.war_D",
          "how far D's private cost lies above (weak) or below (tough) its mean; A does not know which", "Fearon 1995, private information about resolve", (0.0, 0.4)),
        P("cost.weak_D", 0.0, 1.0, 0.5, "probability",
          "share of wars in which D's private cost is the high one, and A's prior of it", "Fearon 1995; Powell 2004", (0.3, 0.7)),
        P("talks.sincere_A", 0.0, 1.0, 0.1, "probability",
          "chance that A's leader is of the type that wants a way out", "Min 2020; private information about aims", (0.05, 0.3)),
        P("talks.sincere_indivisible", 0.0, 1.0, 0.2, "share",
          "what cannot be divided for a leader who wants a way out, of what the other type cannot divide", "assumed", (0.0, 0.4), tier="structural"),
        P("talks.sincere_stake", 0.0, 1.0, 0.6, "share",
          "what the stake is worth to a leader who wants a way out, of its worth to the other type", "assumed", (0.4, 0.8), tier="structural"),
    ),
    levers=(
        lever_of_words("a_type", "drawn:-1 maximalist:0 sincere:1", -1, "what A's leader wants"),
    ),
    states=(
        State("belief_A_weak", "probability", "A's belief that D's private cost is the high one"),
    ),
)
# fmt: on


@compiled
def wanted(value: float, sincere: bool, of_sincere: float) -> float:
    """A quantity of A's aims as the leader's type has it.

    Args:
        value: As the type that holds out has it.
        sincere: Whether the leader wants a way out.
        of_sincere: Share of it that one who does keeps [0 to 1].

    >>> wanted(0.5, True, 0.25), wanted(0.5, False, 0.25)
    (0.125, 0.5)
    """
    return value * (of_sincere if sincere else 1.0)
