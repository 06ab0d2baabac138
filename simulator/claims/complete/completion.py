"""From what an author states to what would have to be true, and the price of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.claims.cards.card import Cards, Claim
from simulator.claims.compare.comparison import crossed, scored
from simulator.claims.compare.results import Judged
from simulator.claims.complete.assumptions import Assumption, assumptions
from simulator.claims.complete.narrowing import (
    Narrowing,
    bits,
    by_path,
    is_outside,
    narrowed,
)
from simulator.claims.complete.on_record import Record, record_of
from simulator.claims.complete.stages import ladder, put_back, searched
from simulator.claims.complete.trials import Keep, Kept, Told, Trials
from simulator.files.common_date import COMMON, load_on_common_date
from simulator.files.scenario import load_scenario
from simulator.model.records import Scenario

#: What two cores play in a second, about: a budget in seconds is a number of wars, so that the
#: same budget gives the same file on every machine [wars a second].
RATE = 400

#: Lucks that neither the search nor the judge has seen.
FRESH = 3


@dataclass(frozen=True, slots=True)
class Implied:
    """One implied assumption.

    Attributes:
        assumption: The parameter, and what it is drawn from as written.
        low: The least value of the narrowed range.
        high: The greatest.
        bits: What of the prior is given up.
        carries: Claims lost when it is put back.
        outside: Whether it leaves the range as written.
        record: What dated facts say of it.
    """

    assumption: Assumption
    low: float
    high: float
    bits: float
    carries: tuple[str, ...]
    outside: bool
    record: Record


@dataclass(frozen=True, slots=True)
class Completion:
    """What would have to be true for some claims to come out in an author's world, and its price.

    Attributes:
        author: Whose world.
        claims_of: Whose claims.
        start: The scenario that holds what the author states.
        world: The scenario with everything implied.
        implied: What is assumed beside it, the most telling first.
        written: The claims judged as written.
        complete: The claims judged with what is implied, on the same luck.
        fresh: The directions that come out, on each luck that the search has not seen.
        infeasible: Claims whose direction no point met.
        minimal: Whether everything was put back that can be; False when the budget ended first.
        points: Narrowings tried.
        wars: Wars that the search played.
        entropy: The luck that judges.
        replications: Wars a world in judging.
        budget: As asked [seconds].
        common_date: Whether the claims were asked at the common date.
        ladder: From nothing assumed to everything: bits given up, and how many claims are met by
            enough on the luck that decides what is put back.
        left_out: Claim to whether it comes out in a world completed without a look at it; None
            when not asked.
    """

    author: str
    claims_of: str
    start: str
    world: Scenario
    implied: tuple[Implied, ...]
    written: tuple[Judged, ...]
    complete: tuple[Judged, ...]
    fresh: tuple[int, ...]
    infeasible: tuple[str, ...]
    minimal: bool
    points: int
    wars: int
    entropy: int
    replications: int
    budget: int
    common_date: bool
    ladder: tuple[tuple[float, int], ...] = ()
    left_out: Mapping[str, bool] | None = None

    @property
    def bits(self) -> float:
        """The prior volume given up."""
        return sum(each.bits for each in self.implied)


def complete(
    cards: Mapping[str, Cards],
    author: str,
    claims_of: str | None,
    replications: int,
    entropy: int,
    budget: int,
    kept: Kept | None = None,
    keep: Keep | None = None,
    told: Told | None = None,
    *,
    without: str | None = None,
) -> Completion:
    """The least that must be assumed beyond what an author states for claims to come out.

    Args:
        cards: Author to cards.
        author: Whose world.
        claims_of: Whose claims; at the common date, so that all worlds have the same facts. None
            for the author's own at the author's own date.
        replications: Wars a world in judging.
        entropy: Names the luck that judges; the search has lucks of its own.
        budget: Wars that the search may play, as what two cores play in so many seconds.
        kept: Trials made before.
        keep: Given each new one.
        told: Told how far it is.
        without: A claim that the search may not see.

    Raises:
        BadInput: A scenario has mistakes, or a library is not installed.
        RunFailed: A war could not be played.
    """
    start = stated(cards[author])
    if claims_of is None:
        scenario, claims = load_scenario(start), scored(cards[author])
    else:
        scenario, claims = load_on_common_date(start), crossed(cards[claims_of])
    whose = claims_of or author
    asked = [claim for claim in claims if claim.id != without]
    known = by_path(assumptions(scenario, start if claims_of is None else COMMON))
    wars = budget * RATE
    trials = Trials(whose, scenario, known, asked, wars, kept if kept is not None else {}, keep)
    trials.told = told
    found, order = searched(trials, entropy)
    least, lost, done = put_back(trials, found, order, entropy)
    rungs = ladder(trials, least, lost, entropy) if without is None else ()
    trials_of_all = Trials(whose, scenario, known, claims, wars)
    written = trials_of_all.judged({}, replications, entropy)
    judged = trials_of_all.judged(least, replications, entropy)
    implied = [_implied(known[path], least, lost[path], cards) for path in least]
    return Completion(
        author=author,
        claims_of=whose,
        start=start,
        world=narrowed(scenario, known, least),
        implied=tuple(sorted(implied, key=lambda e: (-len(e.carries), e.assumption.path))),
        written=tuple(written),
        complete=tuple(judged),
        fresh=tuple(
            sum(bool(e.direction) for e in trials_of_all.judged(least, replications, entropy + k))
            for k in range(1, FRESH + 1)
            if without is None
        ),
        infeasible=_infeasible(trials, judged),
        minimal=done,
        points=len(trials.points),
        wars=trials.played,
        entropy=entropy,
        replications=replications,
        budget=budget,
        common_date=claims_of is not None,
        ladder=rungs,
    )


def stated(cards: Cards) -> str:
    """The scenario that holds what an author states, the author's own figures among it."""
    return cards.own_numbers or cards.as_written or cards.scenario


def _implied(
    each: Assumption,
    least: Narrowing,
    carries: tuple[str, ...],
    cards: Mapping[str, Cards],
) -> Implied:
    place = least[each.path]
    low, high = each.value(place[0]), each.value(place[1])
    return Implied(
        assumption=each,
        low=low,
        high=high,
        bits=bits({each.path: place}),
        carries=carries,
        outside=is_outside(place),
        record=record_of(each.path, low, high, cards),
    )


def _infeasible(trials: Trials, judged: Sequence[Judged]) -> tuple[str, ...]:
    """Claims that neither a trial nor the end result met."""
    ever = {each.claim.id for each in judged if each.direction}
    for margins in trials.kept.values():
        for claim, (direction, _) in zip(trials.claims, margins, strict=True):
            if direction is not None and direction > 0.0:
                ever.add(claim.id)
    return tuple(each.claim.id for each in judged if each.claim.id not in ever)


def leave_one_out(
    cards: Mapping[str, Cards],
    author: str,
    replications: int,
    entropy: int,
    budget: int,
    told: Told | None = None,
) -> dict[str, bool]:
    """Whether each core claim comes out in a world completed without a look at it.

    Args:
        cards: Author to cards.
        author: Whose world and claims.
        replications: Wars a world in judging.
        entropy: Names the luck that judges.
        budget: Of each search; there is one a claim.
        told: Told how far each is.

    Raises:
        BadInput: A scenario has mistakes, or a library is not installed.
        RunFailed: A war could not be played.
    """
    found = {}
    for claim in scored(cards[author]):
        without = complete(
            cards, author, None, replications, entropy, budget, told=told, without=claim.id
        )
        found[claim.id] = _comes_out(without, claim)
    return found


def _comes_out(found: Completion, claim: Claim) -> bool:
    return any(each.claim.id == claim.id and bool(each.direction) for each in found.complete)


__all__ = ["Completion", "Implied", "complete", "leave_one_out", "stated"]
