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
from simulator.model.fixed_numbers import Table

_BLOCS = ("inner elite", "nationalists", "moderates and business", "public")
#: The four blocs of an audience, in the order of every array that has one entry a bloc.
ELITE, NATIONALISTS, MODERATES, PUBLIC = range(4)

# fmt: off
_MEMBERS = Table(
    "blocs", "share", "how many of an audience's members belong to each bloc, and what D's blocs weigh", "assumed",
    ("members", "weight_D"), _BLOCS,
    ((0.15, 0.20, 0.20, 0.45),
     (0.15, 0.25, 0.15, 0.45)),
)
_AGAINST_WAR_A = Table(
    "grievance_war_A", "grievance per unit of its cause", "what A's blocs hold against going on", "assumed; Weeks 2008 for who minds what",
    _BLOCS, ("stress", "blame", "doubt of victory", "failure owned up to", "call-up"),
    ((0.5, 0.2, 0.0, 0.0, 0.0),
     (0.0, 0.0, 0.3, 0.5, 0.0),
     (0.7, 0.3, 0.0, 0.0, 0.0),
     (0.5, 0.5, 0.0, 0.0, 1.0)),
)
_AGAINST_STOP_A = Table(
    "grievance_stop_A", "grievance per unit of its cause", "what A's blocs hold against a stop short of the aims", "assumed; Fearon 1994 for the nationalists",
    _BLOCS, ("shortfall", "shortfall of what was promised", "stress", "blame"),
    ((0.3, 0.0, 0.25, 0.0),
     (0.0, 1.0, 0.0, 0.0),
     (0.1, 0.0, 0.35, 0.0),
     (0.3, 0.0, 0.0, 0.3)),
)
_AGAINST_D = Table(
    "grievance_D", "grievance per unit of its cause", "what D's blocs hold against going on (weariness, losses) and against giving everything up (always, resolve)", "assumed",
    _BLOCS, ("weariness", "losses", "giving up", "giving up with resolve left"),
    ((0.3, 0.0, 0.8, 0.0),
     (0.1, 0.0, 1.2, 0.0),
     (0.4, 0.0, 0.4, 0.0),
     (0.6, 0.05, 0.5, 0.5)),
)
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
        P("info.gap_months", 1.0, 240.0, 24.0, "months",
          "time in which the gap becomes full when the front stands still and info.gap_growth is 1", "assumed", (12.0, 48.0), tier="structural"),
        P("info.gap_progress", 0.001, 1.0, 0.02, "share of D's territory per year",
          "A's advance at which the gap no longer grows: claims of progress are then true", "assumed", (0.01, 0.04), tier="structural"),
        P("audience.sensitivity_spread", 0.0, 1.0, 0.5, "grievance felt per grievance",
          "how far members differ in what they feel of their bloc's grievance (uniform, 1 plus or minus it)", "assumed", (0.25, 0.75), tier="structural"),
        P("survival.elite_weight", 0.0, 1.0, 0.75, "share",
          "the elite's part of the inner coalition's weight, the rest being that of moderates and business", "assumed", (0.6, 0.9), tier="structural"),
    ),
    states=(
        State("support_A", "share", "support for A's leader, all blocs"),
        State("support_A_elite", "share", "support for A's leader in the elite"),
        State("support_A_hawks", "share", "support for A's leader among nationalists"),
        State("support_A_public", "share", "support for A's leader in the public"),
        State("dissent_A", "share", "of A's audience in open dissent"),
        State("dissent_D", "share", "of D's audience in open dissent"),
    ),
    tables=(_MEMBERS, _AGAINST_WAR_A, _AGAINST_STOP_A, _AGAINST_D),
)
# fmt: on

MEMBERS = _MEMBERS.row("members")
WEIGHTS_D = _MEMBERS.row("weight_D")
AGAINST_WAR_A = _AGAINST_WAR_A.array()
AGAINST_STOP_A = _AGAINST_STOP_A.array()
AGAINST_D = _AGAINST_D.array()

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


@compiled
def weight_A(bloc: int, inner: float, hawks: float, elite: float) -> float:
    """What a bloc weighs in the survival of A's leader [0 to 1]; the four sum to 1.

    Args:
        bloc: Which.
        inner: Weight of the inner coalition, against the public, among those who are not hawks.
        hawks: Weight of the nationalists.
        elite: The elite's part of the inner coalition's weight.
    """
    rest = 1.0 - hawks
    if bloc == ELITE:
        return elite * inner * rest
    if bloc == NATIONALISTS:
        return hawks
    if bloc == MODERATES:
        return (1.0 - elite) * inner * rest
    return (1.0 - inner) * rest


@compiled
def threshold(mean: float, spread: float, rank: float) -> float:
    """Open dissent at which a member joins, without grievance [share].

    Args:
        mean: Of all members.
        spread: Half the width over which they are spread evenly.
        rank: The member's place among all, 0 for the most ready [0 to 1).
    """
    return mean + spread * (2.0 * rank - 1.0)


@compiled
def sensitivity_of(draw: float, spread: float) -> float:
    """How strongly a member feels the grievance of the bloc: even around 1.

    Args:
        draw: A uniform [0 to 1).
        spread: Half the width of what it becomes.
    """
    return (1.0 - spread) + 2.0 * spread * draw


@compiled
def heard(bloc: int, propaganda: float) -> float:
    """Share of its grievance that a bloc of A's audience comes to feel: the public hears less."""
    return 1.0 - propaganda if bloc == PUBLIC else 1.0


@compiled
def against_war_A(
    bloc: int, stress: float, blame: float, doubt: float, admitted: float, called_up: float
) -> float:
    """What a bloc of A's audience holds against going on, were nothing kept from it.

    Args:
        bloc: Which.
        stress: Economic stress [0 to 1].
        blame: Blame for the war so far [0 to 1].
        doubt: Belief that A does not win [0 to 1].
        admitted: 1 when the leader has owned up to failure.
        called_up: Left from call-ups [grievance].
    """
    per = AGAINST_WAR_A[bloc]
    return float(
        per[0] * stress + per[1] * blame + per[2] * doubt + per[3] * admitted + per[4] * called_up
    )


@compiled
def against_stop_A(
    bloc: int, shortfall: float, locked: float, stress: float, blame: float
) -> float:
    """What a bloc of A's audience holds against a stop, were nothing kept from it.

    Args:
        bloc: Which.
        shortfall: Of what was stopped with, as it is felt [share of A's list].
        locked: How much public commitments add to a shortfall for who believed them.
        stress: Economic stress [0 to 1].
        blame: Blame for the war so far [0 to 1].
    """
    per = AGAINST_STOP_A[bloc]
    promised = shortfall * (1.0 + locked)
    return float(per[0] * shortfall + per[1] * promised + per[2] * stress + per[3] * blame)


@compiled
def against_war_D(bloc: int, weariness: float, losses: float) -> float:
    """What a bloc of D's audience holds against going on.

    Args:
        bloc: Which.
        weariness: What is gone of D's resolve [0 to 1].
        losses: Losses so far [force of month 0].
    """
    per = AGAINST_D[bloc]
    return float(per[0] * weariness + per[1] * losses)


@compiled
def against_surrender_D(bloc: int, resolve: float) -> float:
    """What a bloc of D's audience holds against giving everything up at a resolve [0 to 1]."""
    per = AGAINST_D[bloc]
    return float(per[2] + per[3] * resolve)


@compiled
def gap_step(gap: float, moved: float, growth: float, months: float, progress: float) -> float:
    """Gap between official claims and results after a month of war [0 to 1].

    Args:
        gap: Before.
        moved: A's advance [share of D's territory per month].
        growth: Index; 1 = full gap in `months` on a still front.
        months: As said.
        progress: Advance at which the gap no longer grows [share of D's territory per year].
    """
    true = min(1.0, max(0.0, 12.0 * moved / progress))
    return min(1.0, gap + growth / months * (1.0 - true))
