"""Talking: who proposes, how often there are talks, what talk is good for.

Source: Rubinstein 1982 (who proposes); Min 2020 (talk as delay). The offers themselves come from the
game inside a war (`simulator.bargaining`).
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Level as L

# fmt: off
MECHANISM = Mechanism(
    name="talks",
    group="information",
    source="Rubinstein 1982; Min 2020",
    bites=Bite("fighting", {"cost.war_A": 0.02, "stake.indivisible": 0.0}),
    switch=Switch("bargaining", "nobody makes an offer: the war is decided in the field"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("talks.proposer_A", 0.0, 1.0, 0.5, "probability",
          "chance that A makes the month's offer", "Rubinstein 1982; random proposer", (0.3, 0.7)),
        P("talks.delay_gain", 0.0, 1.0, 0.2, "index; 1 = 0.003 stakes per month",
          "benefit to A of a month of open-ended talks", "Min 2020, talk as delay", (0.0, 0.4)),
        P("talks.delay_scale", 0.0, 0.05, 0.003, "stakes per month at index 1",
          "what talks.delay_gain is counted in", "assumed", (0.0015, 0.006), tier="structural"),
        P("talks.open0", 0.0, 1.0, 0.5, "probability",
          "chance that somebody brings both to a table in a month with no lever on it; a side can come of its own accord besides", "timeline of talks 2022-26", (0.3, 0.7)),
        # structural: coefficients that no scenario normally touches
        P("talks.opening_cost", 0.0, 0.5, 0.01, "stakes",
          "what coming to the table of its own accord costs a side, before what it tells the other", "Mastro and Siegel 2023; size assumed", (0.0, 0.03), tier="structural"),
        P("talks.patience", 0.0, 60.0, 3.0, "months",
          "how long a table that a side opened stays open when nothing comes of it", "assumed", (1.0, 6.0), whole=True, tier="structural"),
        P("talks.opportunities", 0.0, 10.0, 0.5, "per month",
          "how often the leaders expect talks that can lead to a signature", "assumed", (0.25, 1.0), tier="structural"),
    ),
    levers=(
        event("talks", 0, 1, "D is put to the table"),
        event("summit", 0, 1, "a leaders' summit without result"),
    ),
    levels=(
        # name, levers, level, unit, meaning, source
        L("talks.called_months", ("talks",), 12.0, "months",
          "for which D stays at a table it was put to", "assumed"),
        L("talks.summit_months", ("summit",), 4.0, "months",
          "for which a summit keeps talks open", "assumed"),
        L("talks.inducing_invites", ("posture", "summit"), 0.3, "probability",
          "what a posture of inducement adds to the chance that talks are open", "assumed"),
        L("talks.pressing_deters", ("posture", "pressure"), 0.2, "probability",
          "what a posture of pressure takes off it", "assumed"),
    ),
    states=(
        State("demand_A", "index; 1 = the full list", "least terms A would sign"),
        State("asked_A", "index; 1 = the full list", "what A asks, or has got: all unless it can want a yes"),
        State("demand_D", "index; 1 = all its territory", "least terms D would sign"),
        State("range_width", "stakes", "width of the bargaining range; below 0 no deal exists", "width"),
        State("talks", "0 or 1", "formal talks are open", "flag"),
        State("solver_residual", "stakes", "what the month's game was not solved to", "size"),
    ),
)
# fmt: on

CALLED_MONTHS = MECHANISM.level("talks.called_months")
SUMMIT_MONTHS = MECHANISM.level("talks.summit_months")
INDUCING_INVITES = MECHANISM.level("talks.inducing_invites")
PRESSING_DETERS = MECHANISM.level("talks.pressing_deters")


@compiled
def openness(
    usual: float, carrots: float, sticks: float, inviting: float, deterring: float
) -> float:
    """Chance that talks are open in a month that nothing forces [below 0: none].

    Args:
        usual: Chance in a month without a posture.
        carrots: 1 in a posture of inducement.
        sticks: 1 in a posture of pressure.
        inviting: What inducement adds.
        deterring: What pressure takes off.
    """
    return usual + (inviting * carrots - deterring * sticks)
