"""A side gives way at once: the true hazards of collapse.

Source: Powell 2004, per-round probabilities of collapse; creeping forward never wins such a war,
what a leader hopes for is that the other side gives way.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled

_MOST = 3.0  # log hazards move at most this far from month 0: beyond it the index means nothing


@compiled
def under_fire(violence: float) -> float:
    """Share of the hazards of collapse that a level of violence brings to bear [0.2 to 1].

    A side breaks under attack, and under attacking; a quiet front leaves what economy, patrons and
    politics do.

    Args:
        violence: As `attrition.intensity` [0 to 1].
    """
    return 0.2 + 0.8 * violence


@compiled
def hazard(base: float, force_weight: float, log_ratio: float, strain: float) -> float:
    """Hazard that a side gives way [per month].

    Args:
        base: Hazard at month 0.
        force_weight: Log hazard per unit of the enemy's log advantage.
        log_ratio: Log of the enemy's force over one's own, 0 at month 0.
        strain: Log hazard from the economy, resolve or supply, 0 at month 0.
    """
    exponent = force_weight * log_ratio + strain
    return base * math.exp(min(_MOST, max(-_MOST, exponent)))
