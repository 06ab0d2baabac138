"""The domestic audience: a threshold cascade of open dissent.

Source: Granovetter 1978 (thresholds); Kuran 1989, 1991 (private and public preferences).
Assumes: private grievance lowers a member's threshold; with none the model is Granovetter's.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="audience",
    group="office",
    source="Granovetter 1978; Kuran 1989, 1991",
    bites=Bite("dissent_A", {"mechanisms.bargaining": False}),
    switch=Switch("audience", "nobody at home dissents openly"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("survival.bloc_weights", 0.0, 1.0, 0.5, "share",
          "weight of the inner coalition, against the public, among those who are not hawks", "Bueno de Mesquita et al. 2003", (0.3, 0.7)),
        P("survival.hawk_weight", 0.0, 1.0, 0.25, "share",
          "weight of the hawks in A's leader's survival", "Bueno de Mesquita et al. 2003; Weeks 2008", (0.1, 0.4)),
        P("audience.size", 0.0, 2000.0, 100.0, "members a side",
          "how many members each domestic audience has", "Granovetter 1978", whole=True),
        P("audience.threshold_mean", 0.0, 2.0, 1.0, "share openly dissenting",
          "mean of the members' thresholds for open dissent", "Granovetter 1978; Kuran 1989", (0.9, 1.1)),
        P("audience.threshold_spread", 0.0, 2.0, 0.8, "share openly dissenting",
          "spread of the thresholds (uniform, mean plus or minus it)", "Granovetter 1978; above one half, so that a cascade has no fold unless one is meant", (0.7, 0.85)),
        P("audience.second_mover", 0.0, 1.0, 0.0, "share openly dissenting",
          "what is added to the threshold of the second most ready member: one person can decide a cascade", "Granovetter 1978, the example of the single changed threshold"),
        P("audience.grievance", 0.0, 3.0, 0.9, "threshold per unit of grievance",
          "how far a full grievance lowers a member's threshold", "Kuran 1989, 1991", (0.7, 1.1)),
        P("audience.hazard", 0.0, 1.0, 0.08, "per month",
          "removal hazard when everybody dissents openly; falls with the square of the share", "coup and revolt as threshold processes; of autocrats who lost a war a quarter were out within a year (COW and Archigos merged)", (0.05, 0.12)),
        P("info.propaganda_A", 0.0, 1.0, 0.3, "share",
          "damping of the public's grievance by propaganda", "Kuran 1991; controlled media", (0.2, 0.6)),
        P("info.gap_growth", 0.0, 1.0, 0.1, "index; 1 = full gap in 24 months",
          "growth of the gap between official claims and results", "Smith 1998; audience learning", (0.05, 0.2)),
    ),
    states=(
        State("support_A", "share", "support for A's leader, all blocs"),
        State("support_A_elite", "share", "support for A's leader in the elite"),
        State("support_A_hawks", "share", "support for A's leader among nationalists"),
        State("support_A_public", "share", "support for A's leader in the public"),
        State("dissent_A", "share", "of A's audience in open dissent"),
        State("dissent_D", "share", "of D's audience in open dissent"),
    ),
)
# fmt: on

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@compiled
def joined(
    thresholds: Floats, sensitivity: Floats, first: int, last: int, pull: float, share: float
) -> int:
    """How many members of one bloc dissent openly when a share of all does.

    Args:
        thresholds: As `open_dissent`.
        sensitivity: As `open_dissent`.
        first: The bloc's first member.
        last: The member after its last.
        pull: How far the bloc's grievance lowers a threshold at a sensitivity of 1.
        share: Share of open dissent that everybody sees [0 to 1].
    """
    # A hair's breadth, so that thresholds of 1/n meet a share summed to 1/n.
    level = share + 1e-12
    # Slices count from nought, which lets the compiler take several members at a time.
    own, felt = thresholds[first:last], sensitivity[first:last]
    number = 0
    for i in range(own.shape[0]):
        number += 1 if own[i] - pull * felt[i] <= level else 0
    return number


@compiled
def open_dissent(
    thresholds: Floats,
    sensitivity: Floats,
    starts: Places,
    weights: Floats,
    grievance: Floats,
    scale: float,
) -> float:
    """Weighted share of members who dissent openly: the cascade's least fixed point [0 to 1].

    Args:
        thresholds: Share of open dissent at which each joins, without grievance, bloc after bloc;
            shape (n,).
        sensitivity: How strongly each feels its bloc's grievance; shape (n,).
        starts: Each bloc's first member, and n; shape (5,).
        weights: Weight of one member of each bloc; shape (4,), over all members summing to 1.
        grievance: Grievance of each bloc; shape (4,).
        scale: How far a full grievance lowers a threshold.
    """
    share = 0.0
    for _ in range(thresholds.shape[0] + 1):
        after = 0.0
        for bloc in range(4):
            # Members of a bloc weigh alike, so counting them (which processors do many at a time)
            # is enough, and does not depend on their order.
            first, last = starts[bloc], starts[bloc + 1]
            pull = scale * grievance[bloc]
            after += weights[bloc] * joined(thresholds, sensitivity, first, last, pull, share)
        if after <= share:
            break
        share = after
    return min(1.0, share)


@compiled
def total(values: Floats) -> float:
    """Sum in the order of the values, so that every engine rounds alike."""
    added = 0.0
    for value in values:
        added += value
    return added
