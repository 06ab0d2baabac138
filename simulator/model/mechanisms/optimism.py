"""Rival forecasts of the fight: what each leader believes of the race to collapse at month 0.

Source: Blainey 1973 and Fearon 1995 (mutual optimism); Powell 2004 (the race). How these beliefs
move with the fighting is in `beliefs`.
"""

from __future__ import annotations

from simulator.model.declare import Bite, Mechanism, State, Switch, lever_of_words
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="optimism",
    group="information",
    source="Fearon 1995; Blainey 1973; Powell 2004",
    bites=Bite("belief_A_win", {"mechanisms.bargaining": False, "belief.win0_A": 0.8}),
    switch=Switch("optimism", "both leaders hold the true hazards: no rival forecasts of the fight"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("belief.win0_A", 0.0, 0.98, 0.5, "probability",
          "A's belief at month 0 that it reaches its aims if it fights on; sets the prior over the collapse race", "Fearon 1995; Blainey 1973", (0.35, 0.65)),
        P("belief.win0_D", 0.0, 0.98, 0.45, "probability",
          "D's belief at month 0 that A's effort gives way first", "Fearon 1995; Blainey 1973; polls of 2025 in which most Ukrainians expected to prevail with support", (0.3, 0.6)),
        P("belief.horizon", 6.0, 240.0, 60.0, "months",
          "time after which a leader no longer expects the other side to give way", "the race with three outcomes"),
        P("belief.own_fall_A", 0.0, 0.1, 0.0015, "per month",
          "collapse hazard that A's leader sees on his own side at month 0", "Powell 2004, per-round collapse", (0.001, 0.002)),
        P("belief.own_fall_D", 0.0, 0.1, 0.0015, "per month",
          "collapse hazard that D's leader sees on his own side at month 0", "Powell 2004, per-round collapse", (0.001, 0.002)),
    ),
    levers=(
        lever_of_words("learn_A", "0:0 1:1", 0, "1: A learns the true balance: the chance that D gives way as it is"),
    ),
    states=(
        State("belief_A_win", "probability", "A's leader: reaching his aims by fighting on"),
        State("belief_D_win", "probability", "D's leader: reaching its aims by fighting on"),
    ),
)
# fmt: on
