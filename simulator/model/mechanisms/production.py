"""Arms: wear, output, what patrons supply, and the force that men and arms make together.

Source: Lanchester 1916 with materiel as quality; Cobb and Douglas for the mix of men and arms.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="production",
    group="economy and manpower",
    source="Lanchester 1916, with materiel as quality",
    bites=Bite("cap_A", {"mechanisms.bargaining": False, "econ.rearm": 0.5}, {"econ.rearm": 1.0}),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("econ.rearm", 0.0, 3.0, 1.0, "output over losses",
          "A's weapon output relative to its losses at month 0", "Oryx; refurbishment estimates", (0.9, 1.05)),
        # structural: coefficients that no scenario normally touches
        P("production.wear", 0.0, 1.0, 0.04, "share per month",
          "of a side's arms used up in a month of full fighting", "Oryx losses over holdings; a judgement", (0.02, 0.06), tier="structural"),
        P("production.idle", 0.0, 1.0, 0.3, "share",
          "of the turnover of arms that goes on when nobody fights", "assumed", (0.1, 0.6), tier="structural"),
        P("production.stress_cuts", 0.0, 2.0, 0.8, "share",
          "of its own output that full stress would take from A", "assumed", (0.4, 1.2), tier="structural"),
        P("production.arms_share_A", 0.0, 1.0, 0.5, "elasticity",
          "of A's force to its arms", "Lanchester with materiel, as power.aid_elast for D; assumed", (0.3, 0.7), tier="structural"),
    ),
    states=(
        State("cap_A", "index; 1 at month 0", "A's usable military capability", "index"),
        State("cap_D", "index; 1 at month 0", "D's usable military capability", "index"),
    ),
)
# fmt: on


@compiled
def arms_step(arms: float, output: float, intensity: float, wear: float, idle: float) -> float:
    """Arms after a month (1 at month 0): output over losses against wear.

    Args:
        arms: Arms now.
        output: Output and deliveries over the losses of month 0.
        intensity: Fighting, 1 at full effort.
        wear: Share used up in a month of full fighting.
        idle: Share of the turnover that goes on when nobody fights.
    """
    turnover = idle + (1.0 - idle) * intensity
    return max(0.0, arms + wear * (output - arms * intensity) * turnover)


@compiled
def output_A(
    rearm: float, stress: float, stress_start: float, supplier: float, cuts: float
) -> float:
    """A's weapon output over the losses of month 0.

    Args:
        rearm: Output over losses at month 0.
        stress: Economic stress now, 0 to 1.
        stress_start: Stress at month 0.
        supplier: Share that A's own patron supplies, and that stress does not touch.
        cuts: Share of its own output that full stress would take.
    """
    return rearm * (1.0 - (1.0 - supplier) * cuts * (stress - stress_start))


@compiled
def force(men: float, arms: float, arms_share: float) -> float:
    """Force that men and arms make (1 at month 0), with elasticity `arms_share` to arms."""
    return float(max(men, 1e-6) ** (1.0 - arms_share) * max(arms, 1e-6) ** arms_share)
