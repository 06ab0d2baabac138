"""Whether a deal would be kept: who rearms in a pause, who guarantees it, what a breach costs.

Source: Fearon 1995; Powell 2006 (shifting power); Walter 1997 and Fortna 2004 (enforcement); Stedman
1997 (spoilers). The value of a pause itself is in `truce`.
"""

from __future__ import annotations

from simulator.compiled import compiled
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
        P("commit.rearm_scale", 0.0, 0.1, 0.015, "log force ratio per month at index 1",
          "what commit.rearm_A is counted in", "assumed", (0.01, 0.03), tier="structural"),
        P("commit.rearm_months", 0.0, 120.0, 24.0, "months",
          "how long a truce goes on letting A gain force", "assumed", (12.0, 36.0), whole=True, tier="structural"),
        P("commit.enforce", 0.0, 1.0, 0.3, "share",
          "how far guarantees and armed neutrality make a breach costly and unlikely", "Walter 1997; Fortna 2004", (0.1, 0.5)),
        P("commit.arms_deter", 0.0, 1.0, 1.0, "share",
          "how far the arms and allies a status leaves D deter a breach; 0: A's word is all there is", "Powell 2006; Fearon 1995: peace kept by the means to resume war", (0.7, 1.0)),
        P("commit.breach_cost", 0.0, 2.0, 0.3, "stakes",
          "what a breach costs the breaker under a full guarantee", "Walter 1997", (0.2, 0.5)),
        P("commit.fear_A", 0.0, 1.0, 0.2, "index; 1 = 0.2 of the stake",
          "A's belief that rivals exploit a pause", "Powell 2006, on the challenger's side", (0.0, 0.4)),
        P("commit.fear_scale", 0.0, 1.0, 0.2, "stakes at index 1",
          "what commit.fear_A is counted in", "assumed", (0.1, 0.4), tier="structural"),
        P("commit.guarantor_leaves", 0.0, 0.2, 0.004, "per month",
          "hazard that the guarantor of a truce leaves", "domestic politics of patrons", (0.001, 0.01)),
        P("commit.accident", 0.0, 0.2, 0.004, "per month",
          "hazard that an incident breaks a truce without anybody's decision", "ceasefire data: ETH/PRIO; Fortna 2004", (0.002, 0.008)),
        P("commit.spoilers", 0.0, 1.0, 0.1, "index; 1 = 0.05 per month at full dissent",
          "hazard that dissent at home breaks a truce", "Stedman 1997, spoilers", (0.0, 0.3)),
        # structural: coefficients that no scenario normally touches
        P("commit.spoilers_scale", 0.0, 1.0, 0.05, "per month",
          "hazard of a breach by spoilers at commit.spoilers = 1 and full dissent", "assumed", (0.02, 0.1), tier="structural"),
        P("commit.settled", 0.0, 1.0, 0.25, "share",
          "of a truce's hazards of incidents and spoilers that a settlement keeps", "UCDP conflict terminations: .13 against .34 in five years; a judgement", (0.1, 0.5), tier="structural"),
        P("commit.breach_cost_D", 0.0, 2.0, 0.1, "stakes",
          "what a breach costs D with its patrons, guarantee or not", "assumed", (0.05, 0.3), tier="structural"),
        P("commit.bolder_noticed", 0.0, 1.0, 0.02, "probability",
          "rise of a side's belief in victory since a signature that counts as new optimism in the books", "assumed", (0.01, 0.05), tier="structural"),
        P("commit.push_noticed", 0.0, 1.0, 0.02, "log hazard",
          "gain of force since a signature that counts as rearmament in the books", "assumed", (0.01, 0.05), tier="structural"),
    ),
    levers=(
        lever_of_number("guarantee", 0, 1, 0, "outside guarantee or armed neutrality"),
    ),
)
# fmt: on


@compiled
def breach_price(cost: float, enforcement: float) -> float:
    """What a breach costs the breaker [stakes]: all of it under a full guarantee."""
    return cost * enforcement


@compiled
def hazard_of_incidents(accident: float, share: float) -> float:
    """Hazard that an incident breaks what was signed [per month]; `share` of a truce's."""
    return share * accident


@compiled
def hazard_of_spoilers(scale: float, spoilers: float, opposed: float, share: float) -> float:
    """Hazard that opponents at home break what was signed [per month].

    Args:
        scale: At an index of 1 and full dissent [per month].
        spoilers: Index.
        opposed: Share of the more restless audience that opposes it [0 to 1].
        share: Of a truce's hazard (1 in a truce).
    """
    return share * scale * spoilers * opposed
