"""What patrons hold out and hold over A: inducements, penalties, sanctions.

Source: Baldwin 1971 (positive sanctions); Fearon 1997. What A reads in it is in `signals`.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, lever_of_number, lever_of_words
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Level as L

# fmt: off
MECHANISM = Mechanism(
    name="posture",
    group="patrons",
    source="Baldwin 1971; Fearon 1997",
    bites=Bite("sanctions", {"mechanisms.bargaining": False, "levers.posture": "sticks"}, {"levers.posture": "hold"}),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("carrot.value_A", 0.0, 1.0, 0.3, "index; 1 = 0.3 of the stake",
          "value to A of relief, normalisation and other inducements that come with a signature where a posture of inducement offers them", "inducements; Baldwin 1971", (0.1, 0.5)),
        # structural: coefficients that no scenario normally touches
        P("posture.sanctions_in_peace", 0.0, 1.0, 0.7, "share",
          "of the sanctions that stay when fighting has stopped", "assumed", (0.4, 1.0), tier="structural"),
        P("posture.sanctions_months", 1.0, 60.0, 3.0, "months",
          "time in which sanctions come to what was ordered", "assumed", (1.0, 6.0), tier="structural"),
        P("carrot.scale", 0.0, 1.0, 0.3, "stakes at index 1",
          "what carrot.value_A is counted in", "assumed", (0.15, 0.6), tier="structural"),
        P("carrot.in_truce", 0.0, 1.0, 0.3, "share",
          "share of the inducements that a truce on the line brings", "assumed", (0.15, 0.45), tier="structural"),
    ),
    levers=(
        lever_of_words("posture", "hold:0 carrots:1 alternate:2 sticks:3", 0, "patron posture towards A"),
        lever_of_number("stick_months", 0, 600, 600, "how long a pressure campaign lasts, in months"),
        lever_of_words("sanctions", "relax:0 hold:1 tighten:2", 1, "sanctions on A; tighten includes secondary tariffs"),
        lever_of_words("relief_timing", "up_front:0 on_steps:1", 0, "when inducements are paid"),
        lever_of_words("threat_executed", "0:0 1:1", 1, "1: an announced penalty is carried out; 0: watered down"),
        lever_of_words("pressure", "0:0 1:1", 0, "1: a large, many-sided, visible pressure bundle"),
    ),
    levels=(
        # name, levers, level, unit, meaning, source
        L("posture.alternates", ("posture",), 6.0, "months",
          "how long an alternating posture stays with inducement, and then with pressure", "assumed"),
        L("posture.sanctions_relaxed", ("sanctions",), 0.5, "1 in month 0",
          "sanctions once they are relaxed", "assumed"),
        L("posture.sanctions_tightened", ("sanctions", "pressure"), 1.6, "1 in month 0",
          "sanctions once they are tightened, secondary tariffs included", "assumed"),
        L("posture.stick_sanctions", ("posture", "pressure"), 0.4, "1 in month 0",
          "what a posture of pressure adds to sanctions when it is carried out", "assumed"),
        L("posture.hollow_threat", ("posture", "threat_executed"), 0.25, "share",
          "how far an announced penalty that is not carried out counts the other way, in force and as a signal", "Fearon 1997, hollow threats; size assumed"),
        L("posture.carrot_relief", ("posture", "summit"), 0.2, "1 in month 0",
          "sanctions that a posture of inducement lifts at once", "assumed"),
    ),
    states=(
        State("sanctions", "index", "weight of sanctions on A", "index"),
    ),
)
# fmt: on

ALTERNATES = MECHANISM.level("posture.alternates")
SANCTIONS_RELAXED = MECHANISM.level("posture.sanctions_relaxed")
SANCTIONS_TIGHTENED = MECHANISM.level("posture.sanctions_tightened")
STICK_SANCTIONS = MECHANISM.level("posture.stick_sanctions")
HOLLOW_THREAT = MECHANISM.level("posture.hollow_threat")
CARROT_RELIEF = MECHANISM.level("posture.carrot_relief")


@compiled
def sanctions_ordered(
    ordered: float,
    sticks: float,
    executed: float,
    carrots: float,
    stick_sanctions: float,
    hollow_threat: float,
    carrot_relief: float,
) -> float:
    """Sanctions that patrons mean to hold on A, before any stop of the fighting [1 in month 0].

    Args:
        ordered: Level that was ordered [1 in month 0].
        sticks: 1 in a posture of pressure.
        executed: Share of what is threatened that is carried out [0 to 1].
        carrots: 1 in a posture of inducement whose relief comes up front.
        stick_sanctions: What pressure that is carried out adds.
        hollow_threat: How far a threat that is not carried out counts the other way.
        carrot_relief: What inducement lifts at once.

    >>> round(sanctions_ordered(1.0, 1.0, 0.0, 0.0, 0.4, 0.25, 0.2), 9)
    0.9
    """
    carried_out = (1.0 + hollow_threat) * executed - hollow_threat
    return ordered + stick_sanctions * sticks * carried_out - carrot_relief * carrots
