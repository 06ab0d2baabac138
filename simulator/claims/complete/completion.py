"""From what an author states to what would have to be true: the stages of it, and the price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.claims.cards.card import Cards, Claim
from simulator.claims.compare.comparison import crossed, scored
from simulator.claims.compare.results import Judged
from simulator.claims.complete.assumptions import Assumption, assumptions
from simulator.claims.complete.margins import shortfall
from simulator.claims.complete.narrowing import (
    Narrowing,
    Window,
    bits,
    by_path,
    is_outside,
    narrowed,
    window,
)
from simulator.claims.complete.put_back import carried, minimal
from simulator.claims.complete.record import Record, record_of
from simulator.claims.complete.screening import Pull, pulls
from simulator.claims.complete.search import WIDTH, search
from simulator.claims.complete.trials import Keep, Kept, Told, Trials
from simulator.files.common_date import COMMON, load_on_common_date
from simulator.files.scenario import load_scenario
from simulator.model.records import Scenario

#: What two cores play in a second, about: a budget in seconds is a number of wars, so that the
#: same budget gives the same file on every machine [wars a second].
RATE = 800

#: Wars a world: of the ensemble that ranks parameters, of a trial of the search, and of one that
#: decides what can be put back.
_SCREENED, _TRIED, _DECIDED = 320, 64, 128
#: Shares of the wars: of the search among silent parameters, with stated ones, beyond the ranges.
_SHARES = (0.4, 0.55, 0.65)
#: The most parameters that one search moves, and the trials it wants for each.
_MOST_MOVED, _TRIALS_EACH = 20, 5
#: Climbs before a search, and how many parameters each tries to move at once.
_CLIMBS, _AT_ONCE = 2, (4, 8, 16)
#: A pull of this many standard errors moves a centre by the whole step [share of the range].
_PULLED, _STEP = 3.0, 0.35
#: The luck of the search and that of putting back, beside the luck that judges.
_SEARCHING, _DECIDING = 1000, 1001
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
    found, order = _searched(trials, entropy)
    least, lost, done = _put_back(trials, found, order, entropy)
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
    )


def stated(cards: Cards) -> str:
    """The scenario that holds what an author states, the author's own figures among it."""
    return cards.own_numbers or cards.as_written or cards.scenario


def _met(trials: Trials, narrowing: Narrowing, entropy: int) -> frozenset[str]:
    margins = trials.margins(narrowing, _DECIDED, entropy + _DECIDING)
    pairs = list(zip(trials.claims, margins, strict=True))
    return frozenset(
        [
            *(claim.id for claim, each in pairs if each.met),
            *(f"{claim.id} in size" for claim, each in pairs if each.sized),
        ]
    )


def _searched(trials: Trials, entropy: int) -> tuple[dict[str, Window], list[str]]:
    """The best windows of up to three searches, and their paths, the least important first."""
    best: dict[str, Window] = {}
    met = _met(trials, best, entropy)
    importance: dict[str, float] = {}
    for stage, share in enumerate(_SHARES):
        if all(claim.id in met for claim in trials.claims):
            break
        found = _stage(trials, best, stage, int(share * trials.wars), importance, entropy)
        here = _met(trials, found, entropy)
        if _right(here) > _right(met) or (here > met and _right(here) == _right(met)):
            best, met = found, here
    return best, sorted(best, key=lambda path: (importance.get(path, 0.0), path))


def _right(met: frozenset[str]) -> int:
    """How many claims have the direction right."""
    return sum(" " not in each for each in met)


def _stage(
    trials: Trials,
    best: Narrowing,
    stage: int,
    until: int,
    importance: dict[str, float],
    entropy: int,
) -> dict[str, Window]:
    """One search: among the silent, with the stated, or beyond the ranges."""
    luck = entropy + _SEARCHING
    paths = [path for path, each in trials.known.items() if stage > 0 or each.kind == "silent"]
    reaches = {p: trials.known[p].reach if stage > 1 else (0.0, 1.0) for p in trials.known}

    def cost(narrowing: Narrowing) -> float:
        return shortfall(trials.margins(narrowing, _TRIED, luck))

    here, least, ranked = dict(best), cost(best), []
    for _ in range(_CLIMBS):
        ranked = _ranked(trials, paths, here, luck)
        for each in ranked:
            importance[each.path] = max(importance.get(each.path, 0.0), each.importance)
        steps = [_step(here, ranked[:number], reaches) for number in _AT_ONCE]
        costs = [cost(step) for step in steps]
        if min(costs) >= least:
            break
        here, least = steps[costs.index(min(costs))], min(costs)
    number = max((until - trials.played) // (trials.worlds * _TRIED), 0)
    most = max(4, min(_MOST_MOVED, number // _TRIALS_EACH))
    for each in ranked:
        if len(here) < most:
            here.setdefault(each.path, window(0.5, WIDTH))
    return dict(search(here, reaches, cost, number, luck))


def _ranked(trials: Trials, paths: Sequence[str], here: Narrowing, luck: int) -> list[Pull]:
    """What moving each parameter would do, seen from a narrowing."""
    trials.played += trials.worlds * _SCREENED
    return pulls(paths, trials.claims, trials.wars_of(here, _SCREENED, luck), luck)


def _step(
    here: Narrowing, moved: Sequence[Pull], reaches: Mapping[str, Window]
) -> dict[str, Window]:
    """A narrowing with some parameters moved the way that helps."""
    found = dict(here)
    for each in moved:
        low, high = found.get(each.path, (0.0, 1.0))
        share = max(-1.0, min(1.0, each.toward / _PULLED))
        found[each.path] = window(0.5 * (low + high) + _STEP * share, WIDTH, reaches[each.path])
    return found


def _put_back(
    trials: Trials, found: Narrowing, order: Sequence[str], entropy: int
) -> tuple[dict[str, Window], dict[str, tuple[str, ...]], bool]:
    """What must stay, what each carries, and whether there were wars enough to be sure."""

    def met(narrowing: Narrowing) -> frozenset[str]:
        return _met(trials, narrowing, entropy)

    def spent() -> bool:
        return trials.played >= trials.wars

    least = minimal(found, order, met, spent)
    done = not spent()
    kept, lost = carried(least, met)
    return kept, lost, done


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
