"""A mediator: whom it presses, what it puts on the table, how well it knows the parties.

Source: Kydd 2003 (a mediator's bias and credibility); Werner and Yuen 2005 (truces from outside
pressure).
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event_of_words, lever_of_words
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Level as L

# fmt: off
MECHANISM = Mechanism(
    name="mediation",
    group="patrons",
    source="Kydd 2003; Werner and Yuen 2005",
    bites=Bite("A_accepts", {"talks.pressure": 1.0, "levers.offer": "line_of_contact@1", "levers.mediator_target": "A@1"}),
    switch=Switch("mediation", "no mediator"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("talks.mediator_misread", 0.0, 1.0, 0.5, "probability",
          "chance that the mediator aims pressure and offers at the wrong thing", "Kydd 2003; Werner and Yuen 2005", (0.2, 0.8)),
        P("talks.pressure", 0.0, 1.0, 0.3, "index; 1 = 0.1 of the stake",
          "what it costs a side to refuse when the mediator leans on it", "Werner and Yuen 2005", (0.1, 0.5)),
        # structural: coefficients that no scenario normally touches
        P("mediation.full_pressure", 0.0, 1.0, 0.1, "stakes",
          "what refusing costs a side when a mediator leans on it with all it has", "assumed", (0.05, 0.2), tier="structural"),
        P("mediation.presses_A", 0.0, 1.0, 0.2, "share",
          "of that pressure that falls on A where the mediator knows the motive", "assumed", (0.0, 0.4), tier="structural"),
    ),
    levers=(
        lever_of_words("mediator_target", "neither:0 D:1 A:2", 0, "whom the mediator presses"),
        lever_of_words("mediator_model", "1:1 0:0 drawn:-1", -1, "1: the mediator thinks A wants land; 0: knows the motive"),
        lever_of_words("offer", "none:0 line_of_contact:1 loc_plus_no_nato:2 extra_land:3 full_list:4", 0, "what the mediator puts on the table"),
        event_of_words("stop", "line:1 withdraw:2", "a stop forced from outside"),
    ),
    levels=(
        # name, levers, level, unit, meaning, source
        L("mediation.with_sticks", ("posture", "pressure"), 1.3, "share",
          "what a posture of pressure adds to it", "assumed"),
        L("mediation.extra_land", ("offer",), 0.12, "share of the land at stake",
          "what an offer of land beyond the line adds to A's", "assumed"),
    ),
    states=(
        State("A_accepts", "0 or 1", "A would accept or has accepted the mediator's offer", "flag"),
        State("D_accepts", "0 or 1", "D would accept or has accepted the mediator's offer", "flag"),
    ),
)
# fmt: on

WITH_STICKS = MECHANISM.level("mediation.with_sticks")
EXTRA_LAND = MECHANISM.level("mediation.extra_land")


@compiled
def pressing_A(pressure: float, share: float, with_sticks: float, sticks: float) -> float:
    """What a mediator who knows the motive makes refusing cost A [stakes].

    Args:
        pressure: What it can make refusing cost [stakes].
        share: Share of that which falls on A anyway.
        with_sticks: What a posture of pressure adds to the share.
        sticks: 1 in such a posture.
    """
    return pressure * (share + with_sticks * sticks)
