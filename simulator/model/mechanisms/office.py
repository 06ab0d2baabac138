"""A leader's office: blame, its postponement, and the hazard of removal.

Source: Goemans 2000; Downs and Rocke 1994 (gambling for resurrection); Debs and Goemans 2010.
Assumes: fighting on postpones a share of the blame; stopping presents it.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled

#: How long home holds a stop, or visible inaction, against a leader [months].
RECKONING = 24.0
#: Hazard at which D's leader loses office for reasons that are not the war's [per month].
BACKGROUND_D = 0.001


@compiled
def going_on(
    base: float,
    slope: float,
    blame: float,
    postponed: float,
    dissent: float,
    dissent_hazard: float,
    outside: float,
) -> float:
    """Hazard of removal while fighting goes on [per month].

    Args:
        base: Hazard at month 0.
        slope: Index; 1 is 0.03 a month at full blame.
        blame: Losses, stress and the gap between claims and results [0 to 1].
        postponed: Share of the blame that fighting on postpones.
        dissent: Share openly dissenting.
        dissent_hazard: Hazard when everybody dissents; falls with the square.
        outside: Threat from outside the model [per month].
    """
    return base + 0.03 * slope * blame * (1.0 - postponed) + dissent_hazard * dissent**2 + outside


@compiled
def stopping(
    penalty: float, dissent: float, dissent_hazard: float, blame: float, postponed: float
) -> float:
    """Chance of losing office within 24 months of stopping on given terms [0 to 1].

    Args:
        penalty: Chance beyond what the audience produces, on these terms.
        dissent: Share that would openly dissent on these terms.
        dissent_hazard: Hazard when everybody dissents [per month].
        blame: Blame so far [0 to 1].
        postponed: Share of it postponed until now, presented on these terms.
    """
    from_audience = math.exp(-24.0 * (dissent_hazard * dissent**2 + 0.01 * blame * postponed))
    return 1.0 - (1.0 - penalty) * from_audience


@compiled
def reckoning(chance: float) -> float:
    """Hazard of removal in the months after a stop [per month], for `RECKONING` months.

    Args:
        chance: Chance of losing office within that time [0 to 1].
    """
    return -math.log(max(1e-9, 1.0 - chance)) / RECKONING


@compiled
def stopped_within_a_year(chance: float, background: float) -> float:
    """Chance of removal within 12 months of a stop [0 to 1].

    Args:
        chance: Chance within the reckoning for the stop itself [0 to 1].
        background: Hazard that war and peace share [per month].
    """
    return 1.0 - math.sqrt(max(0.0, 1.0 - chance)) * math.exp(-12.0 * background)


@compiled
def within_a_year(hazard: float) -> float:
    """Chance of removal within 12 months at a constant hazard."""
    return 1.0 - math.exp(-12.0 * hazard)


@compiled
def blame(losses: float, stress: float, gap: float) -> float:
    """Blame for the war so far [0 to 1].

    Args:
        losses: Losses so far over the force of month 0.
        stress: Economic stress [0 to 1].
        gap: Gap between official claims and results [0 to 1].
    """
    return 1.0 - math.exp(-(0.15 * losses + 0.6 * stress + 0.8 * gap))
