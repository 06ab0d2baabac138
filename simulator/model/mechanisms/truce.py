"""A pause: what it is worth when either side may rearm and break it.

Source: Powell 2006 (shifting power); Fortna 2004 (enforcement); Werner and Yuen 2005 (truces from
outside pressure); catalogue of the rearmament pause.
Assumes: two stages, before and after rearmament, the second reached at a rate; each side compares
holding with breaking, net of what a breach costs.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch

# fmt: off
MECHANISM = Mechanism(
    name="truce",
    group="commitment",
    source="Powell 2006; Fortna 2004; Werner and Yuen 2005",
    bites=Bite("phase", {"stake.indivisible": 0.95, "commit.rearm_A": 2.0, "talks.pressure": 1.0, "levers.offer": "line_of_contact@3", "levers.mediator_target": "A@3"}, months=48, wars=6),
    switch=Switch("truce", "no truce: a deal settles everything or there is none"),
    states=(
        State("fighting", "0 or 1", "large-scale fighting goes on", "flag"),
        State("A_accepts_truce", "0 or 1", "A's leader would value a truce on the line above refusing", "flag"),
        State("D_accepts_truce", "0 or 1", "D's leader would value a truce on the line above refusing", "flag"),
        State("phase", "0 war, 1 truce, 2 frozen, 3 settled", "where the war stands", "phase"),
    ),
)
# fmt: on


@compiled
def breaks(fight: float, hold: float, breach_cost: float) -> bool:
    """Whether breaking is worth more than holding, net of what a breach costs [stakes]."""
    return fight - breach_cost > hold


@compiled
def value_of_pause(
    hold: float, rearmed: float, rate: float, discount: float, removal: float, office: float
) -> float:
    """Value of a truce now [stakes]: the flow of holding, then whatever rearmament brings.

    Args:
        hold: Value of holding for ever, in office.
        rearmed: Value once rearmed: of holding, or of the war that then comes.
        rate: Rate at which rearmament completes [per month].
        discount: Rate of discount [per month].
        removal: Hazard of losing office meanwhile [per month].
        office: What losing it costs [stakes].
    """
    flow = discount * hold + rate * rearmed + removal * (hold - office)
    return flow / (discount + rate + removal)


@compiled
def trust(reliability: float, enforcement: float) -> float:
    """Chance that an agreement is kept whatever a breach would gain [0 to 1]."""
    return 1.0 - (1.0 - reliability) * (1.0 - enforcement)
