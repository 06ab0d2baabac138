"""Whether a deal would be kept: who rearms in a pause, who guarantees it, what a breach costs.

Source: Fearon 1995; Powell 2006 (shifting power); Walter 1997 and Fortna 2004 (enforcement); Stedman
1997 (spoilers). The value of a pause itself is in `truce`.
"""

from __future__ import annotations

from simulator.model.declare import Bite, Mechanism, Switch, lever_of_number
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="commitment",
    group="commitment",
    source="Fearon 1995; Powell 2006; Walter 1997; Fortna 2004",
    bites=Bite("fighting", {"phase": "truce", "commit.rearm_A": 2.0}),
    switch=Switch("commitment", "deals bind: nobody rearms in a truce or breaks what was signed"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("commit.reliab_A", 0.0, 1.0, 0.15, "probability",
          "D's belief that A keeps an agreement whatever it gains by breaking it", "Fearon 1995; reputation", (0.05, 0.3)),
        P("commit.rearm_A", 0.0, 4.0, 0.3, "index; 1 = 0.015 of log force ratio per month",
          "A's net gain of force per month of truce", "Powell 2006; Fortna 2004", (0.1, 0.5)),
        P("commit.enforce", 0.0, 1.0, 0.3, "share",
          "how far guarantees and armed neutrality make a breach costly and unlikely", "Walter 1997; Fortna 2004", (0.1, 0.5)),
        P("commit.arms_deter", 0.0, 1.0, 1.0, "share",
          "how far the arms and allies a status leaves D deter a breach; 0: A's word is all there is", "Powell 2006; Fearon 1995: peace kept by the means to resume war", (0.7, 1.0)),
        P("commit.breach_cost", 0.0, 2.0, 0.3, "stakes",
          "what a breach costs the breaker under a full guarantee", "Walter 1997", (0.2, 0.5)),
        P("commit.fear_A", 0.0, 1.0, 0.2, "index; 1 = 0.2 of the stake",
          "A's belief that rivals exploit a pause", "Powell 2006, on the challenger's side", (0.0, 0.4)),
        P("commit.guarantor_leaves", 0.0, 0.2, 0.004, "per month",
          "hazard that the guarantor of a truce leaves", "domestic politics of patrons", (0.001, 0.01)),
        P("commit.accident", 0.0, 0.2, 0.004, "per month",
          "hazard that an incident breaks a truce without anybody's decision", "ceasefire data: ETH/PRIO; Fortna 2004", (0.002, 0.008)),
        P("commit.spoilers", 0.0, 1.0, 0.1, "index; 1 = 0.05 per month at full dissent",
          "hazard that dissent at home breaks a truce", "Stedman 1997, spoilers", (0.0, 0.3)),
    ),
    levers=(
        lever_of_number("guarantee", 0, 1, 0, "outside guarantee or armed neutrality"),
    ),
)
# fmt: on
