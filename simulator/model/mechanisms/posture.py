"""What patrons hold out and hold over A: inducements, penalties, sanctions.

Source: Baldwin 1971 (positive sanctions); Fearon 1997. What A reads in it is in `signals`.
"""

from __future__ import annotations

from simulator.model.declare import Bite, Mechanism, State, lever_of_number, lever_of_words
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="posture",
    group="patrons",
    source="Baldwin 1971; Fearon 1997",
    bites=Bite("sanctions", {"mechanisms.bargaining": False, "levers.posture": "sticks"}, {"levers.posture": "hold"}),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("carrot.value_A", 0.0, 1.0, 0.3, "index; 1 = 0.3 of the stake",
          "value to A of relief, normalisation and other inducements that come with a signature", "inducements; Baldwin 1971", (0.1, 0.5)),
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
    states=(
        State("sanctions", "index", "weight of sanctions on A", "index"),
    ),
)
# fmt: on
