"""Public commitments that raise what a leader must bring home.

Source: Fearon 1994 (audience costs). The price enters A's value of terms and the hawks' grievance.
"""

from __future__ import annotations

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
        P("aims.lockin_scale", 0.0, 1.0, 0.3, "stakes at index 1",
          "what handing back all the land at stake costs A's leader under full commitment", "assumed", (0.15, 0.6), tier="structural"),
    ),
)
# fmt: on
