"""The stages of a completion: three searches, what is put back, and the ladder to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.claims.complete.margins import shortfall
from simulator.claims.complete.narrowing import Narrowing, Window, bits, window
from simulator.claims.complete.pulls import Pull, pulls
from simulator.claims.complete.put_back import carried, minimal
from simulator.claims.complete.search import WIDTH, search
from simulator.claims.complete.trials import Trials

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


def _met(trials: Trials, narrowing: Narrowing, entropy: int) -> frozenset[str]:
    margins = trials.margins(narrowing, _DECIDED, entropy + _DECIDING)
    pairs = list(zip(trials.claims, margins, strict=True))
    return frozenset(
        [
            *(claim.id for claim, each in pairs if each.met),
            *(f"{claim.id} in size" for claim, each in pairs if each.sized),
        ]
    )


def searched(trials: Trials, entropy: int) -> tuple[dict[str, Window], list[str]]:
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


def put_back(
    trials: Trials, found: Narrowing, order: Sequence[str], entropy: int
) -> tuple[dict[str, Window], dict[str, tuple[str, ...]], bool]:
    """What must stay, what each carries, and whether there were wars enough to be sure."""

    def met(narrowing: Narrowing) -> frozenset[str]:
        return _met(trials, narrowing, entropy)

    def spent() -> bool:
        return trials.played >= trials.wars

    least = minimal(found, order, met, spent)
    done = not spent()
    kept, lost = carried(least, order, met)
    return kept, lost, done


def ladder(
    trials: Trials, least: Narrowing, lost: Mapping[str, tuple[str, ...]], entropy: int
) -> tuple[tuple[float, int], ...]:
    """Claims against bits, as the assumptions are taken away, those that carry least first."""
    order = sorted(least, key=lambda path: (len(lost[path]), path))
    rungs = []
    for number in range(len(order) + 1):
        kept = {path: least[path] for path in order[number:]}
        rungs.append((bits(kept), _right(_met(trials, kept, entropy))))
    return tuple(rungs[::-1])
