"""Peace as rows of the game: what every set of terms is worth while it is kept, stage by stage.

Peace has three stages: 0 young, in which nothing has changed hands; 1 handed over, and whoever
rearms has rearmed; 2 aged. In a stage with flow u, the next stage P', the war W that a breach or an
incident brings, and the other side's hazard of a breach H, a side's value is

    (r + next + incidents + H) P = r u + next P' + (incidents + H) W

and H falls with the other side's own margin, P - W plus what breaking costs it. In good faith a
side's own option to break is left out, and failure counts for nothing to whom it would be a gain:
nobody signs for the sake of its failing.

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
    rarer = worth / (worth + max(0.0, margin))
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
    rarer = worth / (worth + margin)
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


class Stage(NamedTuple):
    """One stage of a peace, whatever is signed.

    Attributes:
        following: Rate at which the next stage comes [per month]; 0 in the last.
        dearer: What breaking costs in this stage besides `price` [stakes].
        incidents: Factor on the hazard of incidents in this stage.
        discount_A: A's rate of discount [per month].
        discount_D: D's.
        worth: Scale of what an occasion is worth [stakes].
    """

    following: float
    dearer: float
    incidents: float
    discount_A: float
    discount_D: float
    worth: float


#: Rounds in which hazards that feed each other settle, and the move that ends them [stakes].
_ROUNDS, _SETTLED = 60, 1e-8


class Trust(NamedTuple):
    """Scratch of `keep_stage`, an entry a set of terms; shape (m,) each.

    Attributes:
        above_A: What keeping is worth to A above the war, as far as it is more [stakes].
        above_D: The same for D.
        most_A: Flow of that where nobody ever breaks [stakes per month].
        most_D: The same for D.
        from_A: Margin of A without it: what breaking costs, less what keeping loses [stakes].
        from_D: The same for D.
        leave_A: Rate at which the stage ends for A but for breaches by D [per month].
        leave_D: The same for D.
        breaks: Hazards of one side's breaches [per month].
    """

    above_A: Floats
    above_D: Floats
    most_A: Floats
    most_D: Floats
    from_A: Floats
    from_D: Floats
    leave_A: Floats
    leave_D: Floats
    breaks: Floats


def new_trust(number: int) -> Trust:
    """Scratch for a number of sets of terms."""
    return Trust(*(np.zeros(number) for _ in Trust._fields))


@compiled_into
def _answer(above: Floats, from_: Floats, often: Floats, worth: float, breaks: Floats) -> None:
    """Fill the hazards at which a side breaks, given what keeping is worth to it."""
    for i in range(breaks.shape[0]):
        breaks[i] = breach(often[i], above[i] + from_[i], worth)


@compiled_into
def _foresee(most: Floats, leave: Floats, breaks: Floats, above: Floats) -> None:
    """Fill what keeping is worth to a side above the war, given the other's hazards."""
    for i in range(above.shape[0]):
        above[i] = most[i] / (leave[i] + breaks[i])


@compiled_into
def _trust(terms: Terms, worth: float, afresh: bool, trust: Trust) -> None:
    """Let both sides foresee each other's temptation until neither changes its mind.

    The safer one side is, the more the peace is worth to the other, and the safer that is too, so
    the two can trust each other in more than one way. This is the most trusting: from full trust
    down each round lowers both, so the rounds end there whatever was played before.

    Args:
        terms: What is signed.
        worth: Scale of what an occasion is worth [stakes].
        afresh: Whether to begin at full trust; else where the last call ended, for small moves.
        trust: Read and changed in place.
    """
    above_A, above_D = trust.above_A, trust.above_D
    for i in range(above_A.shape[0] if afresh else 0):
        above_A[i], above_D[i] = (
            trust.most_A[i] / trust.leave_A[i],
            trust.most_D[i] / trust.leave_D[i],
        )
    for _ in range(_ROUNDS):
        _answer(above_A, trust.from_A, terms.often_A, worth, trust.breaks)
        _foresee(trust.most_D, trust.leave_D, trust.breaks, above_D)
        _answer(above_D, trust.from_D, terms.often_D, worth, trust.breaks)
        # Counted, not compared one by one, so that many entries are worked on at once.
        moved = 0
        for i in range(above_A.shape[0]):
            now = trust.most_A[i] / (trust.leave_A[i] + trust.breaks[i])
            moved += abs(above_A[i] - now) > _SETTLED
            above_A[i] = now
        if moved == 0:
            return


@compiled_into
def keep_stage(
    terms: Terms,
    stage: Stage,
    war_A: Floats,
    war_D: Floats,
    after_A: Floats,
    after_D: Floats,
    good_faith: bool,
    afresh: bool,
    trust: Trust,
    kept_A: Floats,
    kept_D: Floats,
) -> None:
    """Both sides' values of one stage of peace under every set of terms.

    Args:
        terms: What is signed.
        stage: Of the peace.
        war_A: The war that a breach would bring, to A; shape (m,) [stakes].
        war_D: The same to D.
        after_A: The next stage to A; shape (m,) [stakes].
        after_D: The same to D.
        good_faith: Whether a side's own option to break is left out.
        afresh: Whether the foresight of both begins at full trust.
        trust: What they foresee of this stage; changed in place.
        kept_A: Filled; shape (m,). Without good faith, values of the last pass, moved one on.
        kept_D: The same for D.
    """
    if not good_faith:
        _tempted(terms, stage, war_A, war_D, after_A, after_D, kept_A, kept_D)
        return
    _open(terms.worth_A, war_A, after_A, stage.discount_A, stage.following, trust.most_A)
    _open(terms.worth_D, war_D, after_D, stage.discount_D, stage.following, trust.most_D)
    stays_A, stays_D = stage.discount_A + stage.following, stage.discount_D + stage.following
    _settle(trust.most_A, terms.price_A, stage.dearer, stays_A, trust.from_A, war_A, kept_A)
    _settle(trust.most_D, terms.price_D, stage.dearer, stays_D, trust.from_D, war_D, kept_D)
    for i in range(kept_A.shape[0]):
        trust.leave_A[i] = stays_A + stage.incidents * terms.incidents[i]
    for i in range(kept_D.shape[0]):
        trust.leave_D[i] = stays_D + stage.incidents * terms.incidents[i]
    _trust(terms, stage.worth, afresh, trust)
    for i in range(kept_A.shape[0]):
        kept_A[i] += trust.above_A[i]
    for i in range(kept_D.shape[0]):
        kept_D[i] += trust.above_D[i]


@compiled_into
def _open(
    worth: Floats, war: Floats, after: Floats, discount: float, following: float, gain: Floats
) -> None:
    """Fill what a stage would be worth to a side above the war, were it certain to be kept."""
    stays = discount + following
    now, then = discount / stays, following / stays
    for i in range(gain.shape[0]):
        gain[i] = now * worth[i] + then * after[i] - war[i]


@compiled_into
def _settle(
    most: Floats,
    price: Floats,
    dearer: float,
    stays: float,
    from_: Floats,
    war: Floats,
    kept: Floats,
) -> None:
    """Part a side's gain in two: what failure would take from it, and a loss, which it would not.

    Failure counts for nothing to whom it would be a gain.

    Args:
        most: Gain above the war [stakes]; becomes the flow of that where nobody breaks.
        price: What breaking costs whatever the stage [stakes].
        dearer: What it costs in this stage besides [stakes].
        stays: Rate at which the stage ends if nobody breaks and nothing happens [per month].
        from_: Filled with the margin but for what keeping brings [stakes].
        war: The war that a breach would bring [stakes].
        kept: Filled with the value but for what keeping brings [stakes].
    """
    for i in range(most.shape[0]):
        from_[i] = price[i] + dearer + min(0.0, most[i])
    for i in range(most.shape[0]):
        kept[i] = war[i] + min(0.0, most[i])
    for i in range(most.shape[0]):
        most[i] = stays * max(0.0, most[i])


@compiled
def _tempted(
    terms: Terms,
    stage: Stage,
    war_A: Floats,
    war_D: Floats,
    after_A: Floats,
    after_D: Floats,
    kept_A: Floats,
    kept_D: Floats,
) -> None:
    """One pass over a stage in which a side's own option to break counts; as `keep_stage`."""
    worth = stage.worth
    for i in range(kept_A.shape[0]):
        accident = terms.incidents[i] * stage.incidents
        margin_A = kept_A[i] - war_A[i] + terms.price_A[i] + stage.dearer
        margin_D = kept_D[i] - war_D[i] + terms.price_D[i] + stage.dearer
        own_A = breach(terms.often_A[i], margin_A, worth)
        own_D = breach(terms.often_D[i], margin_D, worth)
        flow_A = stage.discount_A * terms.worth_A[i] + stage.following * after_A[i]
        flow_D = stage.discount_D * terms.worth_D[i] + stage.following * after_D[i]
        flow_A += (accident + own_D) * war_A[i] + temptation(
            terms.often_A[i], margin_A, stage.worth
        )
        flow_D += (accident + own_A) * war_D[i] + temptation(
            terms.often_D[i], margin_D, stage.worth
        )
        both = accident + own_A + own_D
        # The option's slope is the hazard itself: taken in at once, so that the pass is stable.
        kept_A[i] = (flow_A + own_A * kept_A[i]) / (stage.discount_A + stage.following + both)
        kept_D[i] = (flow_D + own_D * kept_D[i]) / (stage.discount_D + stage.following + both)


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

    >>> from_the_start(1.0, 0.5, 0.125, 0.125), from_the_start(1.0, 0.5, 0.125, 0.0)
    (0.75, 1.0)
    """
    return (discount * worth + following * handed_over) / (discount + following)
