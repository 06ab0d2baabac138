"""A side gives way at once: the true hazards of collapse.

Source: Powell 2004, per-round probabilities of collapse; creeping forward never wins such a war,
what a leader hopes for is that the other side gives way.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, Switch
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="collapse",
    group="front",
    source="Powell 2004",
    bites=Bite("fighting", {"mechanisms.bargaining": False, "collapse.base_D": 0.2}),
    switch=Switch("collapse", "neither side gives way at once"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("collapse.base_A", 0.0, 0.2, 0.0005, "per month",
          "true hazard that A's effort gives way at the forces of month 0", "Powell 2004, per-round collapse", (0.0002, 0.001)),
        P("collapse.base_D", 0.0, 0.2, 0.001, "per month",
          "true hazard that D's defence gives way at the forces of month 0", "Powell 2004, per-round collapse", (0.0005, 0.002)),
        P("collapse.force", 0.0, 20.0, 3.0, "log hazard per unit of log force ratio",
          "how the force ratio moves both hazards of collapse", "Powell 2004; contest success", (2.0, 4.0)),
        P("collapse.strain_A", 0.0, 20.0, 3.0, "log hazard per unit of stress",
          "how economic stress gained since month 0 moves the true hazard that A's effort gives way; leaders believe belief.strain", "assumed", (1.5, 4.5), tier="structural"),
        P("collapse.strain_D", 0.0, 20.0, 4.0, "log hazard per unit of resolve",
          "how resolve lost since month 0 moves the true hazard that D's defence gives way; leaders believe belief.strain", "assumed", (2.0, 6.0), tier="structural"),
        P("collapse.when_quiet", 0.0, 1.0, 0.0, "share",
          "of the hazards of collapse that a front without violence leaves", "a line gives way under pressure (Biddle 2004); size assumed", (0.0, 0.4), tier="structural"),
        P("collapse.most", 0.1, 10.0, 3.0, "log hazard",
          "how far both hazards of collapse can move from those of month 0", "assumed", (2.0, 4.0), tier="structural"),
    ),
)
# fmt: on


@compiled
def under_fire(violence: float, quiet: float) -> float:
    """Share of the hazards of collapse that a level of violence brings to bear [0 to 1].

    A side breaks under attack, and under attacking; a quiet front leaves what economy, patrons and
    politics do.

    Args:
        violence: As `attrition.intensity` [0 to 1].
        quiet: Share that no violence leaves.
    """
    return quiet + (1.0 - quiet) * violence


@compiled
def hazard(base: float, force_weight: float, log_ratio: float, strain: float, most: float) -> float:
    """Hazard that a side gives way [per month].

    Args:
        base: Hazard at month 0.
        force_weight: Log hazard per unit of the enemy's log advantage.
        log_ratio: Log of the enemy's force over one's own, 0 at month 0.
        strain: Log hazard from the economy, resolve or supply, 0 at month 0.
        most: How far the log hazard moves from month 0 at the most: beyond, the index means nothing.
    """
    exponent = force_weight * log_ratio + strain
    return base * math.exp(min(most, max(-most, exponent)))
