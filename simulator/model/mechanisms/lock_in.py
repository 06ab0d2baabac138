"""Public commitments that raise what a leader must bring home.

Source: Fearon 1994 (audience costs). The price enters A's value of terms and the hawks' grievance.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, Switch
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="lock_in",
    group="office",
    source="Fearon 1994",
    bites=Bite("demand_A", {"mechanisms.bargaining": False, "aims.lockin_A": 1.0}),
    switch=Switch("lock_in", "public commitments do not raise the price of stopping"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("aims.lockin_A", 0.0, 1.0, 0.4, "index; 1 = handing back all the land at stake costs 0.3 stakes, and hawks' grievance doubles in 36 months",
          "how far A's public commitments (annexations, stated aims) raise what it must have", "Fearon 1994, audience costs", (0.2, 0.6)),
        P("aims.lockin_months", 1.0, 600.0, 36.0, "months",
          "time in which commitments double the hawks' grievance at a stop, when aims.lockin_A is 1", "assumed", (24.0, 60.0), tier="structural"),
        P("aims.lockin_most", 0.0, 10.0, 1.5, "grievance per grievance",
          "the most that commitments ever add to it", "assumed", (1.0, 2.0), tier="structural"),
        P("aims.lockin_scale", 0.0, 1.0, 0.3, "stakes at index 1",
          "what handing back all the land at stake costs A's leader under full commitment", "assumed", (0.15, 0.6), tier="structural"),
    ),
)
# fmt: on


@compiled
def locked(lockin: float, month: float, months: float, most: float) -> float:
    """How much commitments add to the grievance at a shortfall [grievance per grievance].

    Args:
        lockin: Index; 1 doubles the grievance in `months`.
        month: Since play began.
        months: As said.
        most: What they add at most.

    >>> locked(0.5, 36.0, 36.0, 1.5), locked(1.0, 72.0, 36.0, 1.5)
    (0.5, 1.5)
    """
    return min(most, lockin * month / months)
