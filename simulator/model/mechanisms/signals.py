"""What patrons' conduct teaches A about their staying power.

Source: Fearon 1997 (sunk costs and tied hands separate types; cheap talk does not); Kydd 2003.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="signals",
    group="patrons",
    source="Fearon 1997; Kydd 2003",
    bites=Bite("belief_A_resP", {"mechanisms.bargaining": False, "levers.posture": "sticks"}),
    switch=Switch("signals", "what patrons do teaches A's leader nothing"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("aid.belief0", -3.0, 3.0, 0.0, "log odds",
          "A's belief at month 0 that D's patrons stay", "costly signals; Fearon 1997", (-0.5, 0.5)),
        P("carrot.signal", 0.0, 2.0, 0.3, "log odds",
          "how far a quarter of inducements lowers A's view of patron resolve", "Fearon 1997; Kydd 2003", (0.0, 0.6)),
        P("stick.signal", 0.0, 2.0, 0.3, "log odds",
          "how far a quarter of executed penalties raises A's view of patron resolve", "Fearon 1997", (0.1, 0.6)),
    ),
    states=(
        State("belief_A_resP", "probability", "A's leader: D's patrons keep up their aid"),
    ),
)
# fmt: on


@compiled
def signal(
    carrots: float, sticks: float, executed: float, carrot_signal: float, stick_signal: float
) -> float:
    """Evidence in a month's posture that patrons stay [log odds].

    Postures are decided a few times a year, so the months of one repeat the same news: the weights
    are those of a quarter.

    Args:
        carrots: 1 in a month of inducements.
        sticks: 1 in a month of penalties.
        executed: 1 when penalties are carried out; a diluted one teaches a little of the opposite.
        carrot_signal: Log odds lost by a quarter of inducements.
        stick_signal: Log odds won by a quarter of executed penalties.
    """
    return (stick_signal * sticks * (1.25 * executed - 0.25) - carrot_signal * carrots) / 3.0


@compiled
def staying_power_step(log_odds: float, start: float, evidence: float, weight: float) -> float:
    """A's log odds that the patrons stay, after a month: weighed evidence and slow forgetting."""
    moved = log_odds + weight * evidence
    return start + 0.9 * (moved - start)


@compiled
def hope(log_odds: float, start: float) -> float:
    """Factor on the believed hazard of D's fall: 1 at month 0, more as patrons seem to tire."""
    return (1.0 + math.exp(start)) / (1.0 + math.exp(log_odds))
