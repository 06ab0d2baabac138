"""Peace as rows of the game: what every set of terms is worth while it is kept, stage by stage.

Peace has three stages: 0 young, in which nothing has changed hands; 1 handed over, and whoever
rearms has rearmed; 2 aged. In a stage with flow u, the next stage P', the war W that a breach or an
incident brings, and the other side's hazard of a breach H, a side's value is

    (r + next + incidents + H) P = r u + next P' + (incidents + H) W

and H falls with the other side's own margin, P - W plus what breaking costs it (`commitment`). The
own option to break is left out (good faith) unless it is asked for.

A young peace that fails falls back on the war it interrupted, F. Then

    P(0) - F = kept (Pi - F),   Pi = (r u + next P(1)) / (r + next),
    kept = (r + next) / (r + next + incidents)

so early failure cancels out of the comparison with war, and Pi does not depend on where the war
stands: one frontier serves every position. At the handover each side must still prefer what
follows, so what is offered is the lesser of Pi and P(1).

Source: Fearon 1996 and Powell 2006 (what is handed over shifts power); Fortna 2004 (enforcement);
Harsanyi 1973 (smooth hazards).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled, compiled_into

Floats = npt.NDArray[np.float64]


@compiled
def breach(rate: float, margin: float, worth: float) -> float:
    """Hazard that a side breaks what it signed [per month].

    Args:
        rate: How often it meets an occasion [per month].
        margin: What keeping is worth to it above breaking [stakes].
        worth: Scale of what an occasion is worth [stakes]; the tail falls as a Pareto law's.

    >>> breach(0.25, -1.0, 0.1), breach(0.25, 0.1, 0.1)
    (0.25, 0.03125)
    """
    rarer = 1.0 / (1.0 + max(0.0, margin) / worth)
    return rate * rarer * rarer * rarer


@compiled
def temptation(rate: float, margin: float, worth: float) -> float:
    """What the option to break is worth to the side that has it [stakes per month].

    The mean of what an occasion brings above the margin, where it brings more.

    >>> temptation(0.25, 0.0, 0.1), round(temptation(0.25, 0.1, 0.1), 6)
    (0.0125, 0.003125)
    """
    if margin <= 0.0:
        return rate * (0.5 * worth - margin)
    rarer = 1.0 / (1.0 + margin / worth)
    return 0.5 * rate * worth * rarer * rarer


class Terms(NamedTuple):
    """What is signed, one entry a set of terms (shape (m,) each), whatever the stage.

    Attributes:
        worth_A: Flow of keeping it to A's leader, times one over his discount rate [stakes].
        worth_D: The same for D's.
        often_A: How often A meets an occasion to break [per month].
        often_D: How often D does.
        price_A: What breaking costs A whatever the stage [stakes].
        price_D: The same for D.
        incidents: Hazard of incidents in a young peace [per month].
    """

    worth_A: Floats
    worth_D: Floats
    often_A: Floats
    often_D: Floats
    price_A: Floats
    price_D: Floats
    incidents: Floats


def new_terms(number: int) -> Terms:
    """Room for a number of sets of terms."""
    return Terms(*(np.zeros(number) for _ in Terms._fields))


@compiled_into
def keep_stage(
    terms: Terms,
    war_A: Floats,
    war_D: Floats,
    after_A: Floats,
    after_D: Floats,
    following: float,
    dearer: float,
    incidents: float,
    discount_A: float,
    discount_D: float,
    worth: float,
    good_faith: bool,
    kept_A: Floats,
    kept_D: Floats,
) -> None:
    """One pass over a stage: both sides' values, given the hazards that the last pass implies.

    Args:
        terms: What is signed.
        war_A: The war that a breach would bring, to A; shape (m,) [stakes].
        war_D: The same to D.
        after_A: The next stage to A; shape (m,) [stakes].
        after_D: The same to D.
        following: Rate at which the next stage comes [per month]; 0 in the last.
        dearer: What breaking costs in this stage besides `price` [stakes].
        incidents: Factor on the hazard of incidents in this stage.
        discount_A: A's rate of discount [per month].
        discount_D: D's.
        worth: Scale of what an occasion is worth [stakes].
        good_faith: Whether a side's own option to break is left out.
        kept_A: Values of the last pass, replaced by those of this one; shape (m,).
        kept_D: The same for D.
    """
    for i in range(kept_A.shape[0]):
        margin_A = kept_A[i] - war_A[i] + terms.price_A[i] + dearer
        margin_D = kept_D[i] - war_D[i] + terms.price_D[i] + dearer
        accident = terms.incidents[i] * incidents
        breach_A = breach(terms.often_A[i], margin_A, worth)
        breach_D = breach(terms.often_D[i], margin_D, worth)
        leave_A, leave_D = accident + breach_D, accident + breach_A
        flow_A = discount_A * terms.worth_A[i] + following * after_A[i]
        flow_D = discount_D * terms.worth_D[i] + following * after_D[i]
        if good_faith:
            flow_A += leave_A * min(war_A[i], kept_A[i])
            flow_D += leave_D * min(war_D[i], kept_D[i])
        else:
            # The option's slope is the hazard itself: taken in at once, so that the pass is stable.
            flow_A += leave_A * war_A[i] + temptation(terms.often_A[i], margin_A, worth)
            flow_D += leave_D * war_D[i] + temptation(terms.often_D[i], margin_D, worth)
            flow_A, flow_D = flow_A + breach_A * kept_A[i], flow_D + breach_D * kept_D[i]
            leave_A, leave_D = leave_A + breach_A, leave_D + breach_D
        kept_A[i] = flow_A / (discount_A + following + leave_A)
        kept_D[i] = flow_D / (discount_D + following + leave_D)


@compiled
def kept_young(discount: float, following: float, incidents: float) -> float:
    """Share of a deal's gain over war that incidents in its young stage leave [0 to 1]."""
    return (discount + following) / (discount + following + incidents)


@compiled
def from_the_start(worth: float, handed_over: float, discount: float, following: float) -> float:
    """Pi: a deal's value against the war it interrupts, early failure left out [stakes].

    Args:
        worth: Flow of keeping it times one over the discount rate [stakes].
        handed_over: Its value in the next stage [stakes].
        discount: Rate of discount [per month].
        following: Rate at which the next stage comes [per month].

    >>> from_the_start(1.0, 0.5, 0.1, 0.1), from_the_start(1.0, 0.5, 0.1, 0.0)
    (0.75, 1.0)
    """
    return (discount * worth + following * handed_over) / (discount + following)
