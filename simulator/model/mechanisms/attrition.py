"""What fighting costs in men: the exact Lanchester square-law map for one month.

Source: Lanchester 1916 (Osipov 1915). An explicit Euler step breaks the conserved quantity; the
hyperbolic map keeps it.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="attrition",
    group="front",
    source="Lanchester 1916",
    bites=Bite("casualties_D", {"mechanisms.bargaining": False}),
    switch=Switch("attrition", "fighting kills nobody: forces stay what they were"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("power.defence_adv", 0.2, 10.0, 2.2, "loss ratio",
          "attacker's losses over defender's at full effort", "CSIS 2026: 2 to 2.5 to 1", (1.8, 2.6)),
        P("force.loss_A", 0.0, 0.5, 0.05, "share of force per month",
          "A's losses at full effort against D at month 0", "UK and CSIS casualty estimates over 700,000 in zone", (0.045, 0.055)),
        P("force.size_ratio", 0.1, 10.0, 0.8, "A over D",
          "men A has in the zone over men D has in line, at month 0", "statements on force size 2025", (0.7, 0.9)),
        P("attrition.watching", 0.0, 0.5, 0.03, "violence",
          "of a line that both sides only watch", "UCDP battle deaths in frozen lines over those in war; a judgement", (0.01, 0.06), tier="structural"),
        P("attrition.defender_part", 0.0, 1.0, 0.25, "share",
          "of the violence that D's attacks can carry once the balance lets D attack", "assumed", (0.1, 0.5), tier="structural"),
    ),
    states=(
        State("casualties_A", "share of its men at month 0", "A's killed and wounded per month", "size"),
        State("casualties_D", "share of its men at month 0", "D's killed and wounded per month", "size"),
        State("intensity", "index; 1 at month 0", "violence at the front", "index"),
    ),
)
# fmt: on


@compiled
def exact_step(
    force_A: float, force_D: float, rate_on_A: float, rate_on_D: float, months: float
) -> tuple[float, float]:
    """Forces after `months` of square-law attrition; a force that is wiped out stays at 0.

    Args:
        force_A: A's force.
        force_D: D's force.
        rate_on_A: A's loss per month per unit of D's force.
        rate_on_D: D's loss per month per unit of A's force.
        months: Length of the step [months].
    """
    if rate_on_A <= 0.0 or rate_on_D <= 0.0:
        return (
            max(0.0, force_A - rate_on_A * force_D * months),
            max(0.0, force_D - rate_on_D * force_A * months),
        )
    speed = math.sqrt(rate_on_A * rate_on_D) * months
    ratio = math.sqrt(rate_on_A / rate_on_D)
    cosh, sinh = math.cosh(speed), math.sinh(speed)
    after_A = cosh * force_A - ratio * sinh * force_D
    after_D = cosh * force_D - sinh * force_A / ratio
    if after_A <= 0.0 or after_D <= 0.0:
        # One side is gone before the step ends; the invariant says what the other has left.
        invariant = force_A * force_A * rate_on_D - force_D * force_D * rate_on_A
        if invariant >= 0.0:
            return math.sqrt(invariant / rate_on_D), 0.0
        return 0.0, math.sqrt(-invariant / rate_on_A)
    return after_A, after_D


@compiled
def loss_rates(
    loss_A: float, size_ratio: float, defence_adv: float, intensity: float
) -> tuple[float, float]:
    """Loss rates on A and on D at an intensity of fighting [per month per unit of the other].

    Args:
        loss_A: Share of A's force lost per month at full effort and the forces of month 0.
        size_ratio: A's men over D's at month 0.
        defence_adv: Attacker's losses over defender's.
        intensity: Fighting, 1 at full effort of both.
    """
    return loss_A * intensity, loss_A * size_ratio / defence_adv * intensity


@compiled
def intensity(
    effort_A: float, effort_D: float, initiative_D: float, watching: float, defender: float
) -> float:
    """How violent the front is: 1 at full effort of both, `watching` when both only watch.

    An attack makes the violence. A, who wants land, carries most of it; D's part counts as far as
    the balance lets D attack at all.

    Args:
        effort_A: A's effort [0 to 1].
        effort_D: D's effort [0 to 1].
        initiative_D: Share of the fighting that D's attacks could carry [0 to 1].
        watching: Violence of a line that is only watched.
        defender: Share of the violence that D's attacks can carry at the most.
    """
    by_A, by_D = parts(initiative_D, watching, defender)
    return min(1.0, watching + by_A * effort_A + by_D * effort_D)


@compiled
def parts(initiative_D: float, watching: float, defender: float) -> tuple[float, float]:
    """What full effort of A, and of D, adds to the violence at the front.

    Args:
        initiative_D: Share of the fighting that D's attacks could carry [0 to 1].
        watching: Violence of a line that is only watched.
        defender: Share of the violence that D's attacks can carry at the most.
    """
    could_D = defender * initiative_D
    whole = (1.0 - watching) / (1.0 - defender + could_D)
    return (1.0 - defender) * whole, could_D * whole
