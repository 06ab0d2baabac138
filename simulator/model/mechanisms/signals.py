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
        P("belief.patron_memory", 0.0, 1.0, 0.9, "share per month",
          "what is left after a month of what patrons' conduct has taught A", "assumed", (0.8, 0.95), tier="structural"),
    ),
    states=(
        State("belief_A_resP", "probability", "A's leader: D's patrons keep up their aid"),
    ),
)
# fmt: on


@compiled
def signal(
    carrots: float,
    sticks: float,
    executed: float,
    carrot_signal: float,
    stick_signal: float,
    diluted: float,
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
        diluted: Share of that which penalties lose that are not carried out at all.
    """
    news = (1.0 + diluted) * executed - diluted
    return (stick_signal * sticks * news - carrot_signal * carrots) / 3.0


@compiled
def staying_power_step(
    log_odds: float, start: float, evidence: float, weight: float, memory: float
) -> float:
    """A's log odds that the patrons stay, after a month: weighed evidence and slow forgetting.

    Args:
        log_odds: Before.
        start: At month 0, to which they return.
        evidence: Of the month [log odds].
        weight: On evidence [0 to 1].
        memory: Share of what was learned that a month leaves [0 to 1].
    """
    moved = log_odds + weight * evidence
    return start + memory * (moved - start)


@compiled
def hope(log_odds: float, start: float) -> float:
    """Factor on the believed hazard of D's fall: 1 at month 0, more as patrons seem to tire."""
    return (1.0 + math.exp(start)) / (1.0 + math.exp(log_odds))
