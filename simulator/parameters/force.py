"""The front, the forces, and collapse."""

from __future__ import annotations

from simulator.parameters.parameter import Parameter as P

# fmt: off  (a registry reads best as one row a line)

_LANCHESTER = "Lanchester 1916"

ROWS = (
    P("front.occ0", 0.0, 1.0, 0.18, "share of D's territory", "share held by A at month 0", "DeepState area figures over 603,628 km2", None),
    P("front.victory_at", 0.01, 1.0, 0.40, "share of D's territory", "share at which D's defence has no depth left", "modelling choice: end of the line", None),
    P("power.drift", -5.0, 5.0, 0.05, "percentage points of territory per month", "net drift of the front at both sides' full effort and the force ratio of month 0", "DeepState monthly change", (0.03, 0.07)),
    P("power.drift_spread", 0.0, 2.0, 0.03, "percentage points per month", "standard deviation, from war to war, of the true drift around power.drift: nobody knows the net balance", "DeepState monthly change 2024-26", (0.01, 0.06)),
    P("power.noise", 0.0, 5.0, 0.06, "percentage points per month", "battlefield variance: standard deviation of a month's move", "DeepState monthly change, detrended", (0.03, 0.09)),
    P("power.front_rate", 0.0, 20.0, 0.6, "percentage points per month per unit of log force ratio", "land moved as the force ratio moves: how mobile the front is", "contest success; Dupuy 1987", (0.3, 1.0)),
    P("power.defence_adv", 0.2, 10.0, 2.2, "loss ratio", "attacker's losses over defender's at full effort", "CSIS 2026: 2 to 2.5 to 1", (1.8, 2.6)),
    P("power.aid_elast", 0.0, 1.0, 0.5, "elasticity", "elasticity of D's force to its arms supply", "Lanchester with materiel; Kiel aid tracker", (0.3, 0.7)),
    P("force.loss_A", 0.0, 0.5, 0.05, "share of force per month", "A's losses at full effort against D at month 0", "UK and CSIS casualty estimates over 700,000 in zone", (0.045, 0.055)),
    P("force.size_ratio", 0.1, 10.0, 0.8, "A over D", "men A has in the zone over men D has in line, at month 0", "statements on force size 2025", (0.7, 0.9)),
    P("force.holds_line", 0.0, 1.0, 0.6, "share of force at month 0", "force below which a line no longer holds and the front runs", "force-to-space thresholds; Biddle 2004", (0.5, 0.7)),
    P("force.breakthrough", 0.0, 50.0, 10.0, "percentage points per month per unit of missing force", "how fast the front runs once a line no longer holds", "force-to-space thresholds; Biddle 2004", (5.0, 15.0)),
    P("collapse.base_A", 0.0, 0.2, 0.0005, "per month", "true hazard that A's effort gives way at the forces of month 0", "Powell 2004, per-round collapse", (0.0002, 0.001)),
    P("collapse.base_D", 0.0, 0.2, 0.001, "per month", "true hazard that D's defence gives way at the forces of month 0", "Powell 2004, per-round collapse", (0.0005, 0.002)),
    P("collapse.force", 0.0, 20.0, 3.0, "log hazard per unit of log force ratio", "how the force ratio moves both hazards of collapse", "Powell 2004; contest success", (2.0, 4.0)),
)
