"""Which mechanism a supported claim rests on: each switched off in turn, on the same luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.claims.cards.card import Test
from simulator.claims.compare.judging import readings_of
from simulator.claims.compare.needed_wars import Played, Told, play, without, worlds_of
from simulator.claims.compare.results import Judged
from simulator.claims.judge.claim import Arms, Part, part_of
from simulator.claims.judge.statistics import difference, spread
from simulator.claims.judge.verdict import limits
from simulator.model.metrics.intervals import Z95
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Scenario


def rests_on(
    judged: Sequence[Judged],
    played: Played,
    replications: int,
    entropy: int,
    told: Told | None = None,
) -> tuple[list[Judged], int]:
    """The same claims, each core one that comes out with the mechanisms it breaks without.

    A mechanism breaks a claim when, with it off, the claim is contradicted, and when the change of
    the estimate on the same luck is off nought in the direction away from the claim. The largest
    change, in standard errors, comes first.

    Args:
        judged: Verdicts in a scenario.
        played: The wars they were reached from.
        replications: Wars a world, the first of those played.
        entropy: Names the luck.
        told: Told the number of wars after each chunk.

    Returns:
        The claims, and how many wars it took.
    """
    asked = [each for each in judged if _is_asked(each)]
    broken: dict[str, list[tuple[float, str]]] = {each.claim.id: [] for each in asked}
    readings = readings_of(each.claim for each in asked)
    wars = 0
    for switch in switches_of(played.scenario):
        off = play(without(played.scenario, switch), readings, replications, entropy, told)
        wars += off.wars
        for each in asked:
            worst = _broken(each, played, off)
            if worst > 0.0:
                broken[each.claim.id].append((worst, switch))
    named = {
        claim: tuple(switch for _, switch in sorted(found, reverse=True))
        for claim, found in broken.items()
    }
    return [
        replace(each, breaks_without=named[each.claim.id]) if each.claim.id in named else each
        for each in judged
    ], wars


def _broken(each: Judged, on: Played, off: Played) -> float:
    """How far beyond chance a mechanism's absence breaks a claim [standard errors]; 0: it holds."""
    worst = 0.0
    for test, asked in zip(each.claim.test, readings_of([each.claim]), strict=True):
        if test.restates is not None:
            continue
        with_it = [(weight, columns[: off.replications]) for weight, columns in on.read(asked)]
        without_it = off.read(asked)
        part = part_of(test, without_it)
        if part.verdict == "contradicted":
            worst = max(worst, _worse(test, part, with_it, without_it))
    return worst


def _worse(test: Test, part: Part, with_it: Arms, without_it: Arms) -> float:
    """How much worse a part has become [standard errors]; 0 where the change may be chance."""
    if test.median is not None:
        return 1.0  # it has no influence function here; that it is contradicted must do
    change = difference(test, [*without_it, *((-weight, columns) for weight, columns in with_it)])
    if change.value is None:
        return 0.0
    away = change.value if _too_high(test, part) else -change.value
    error = max(spread(change.influence), 1e-12)
    return away / error if away > Z95 * error else 0.0


def _too_high(test: Test, part: Part) -> bool:
    """Whether a contradicted estimate lies above what is claimed."""
    if test.sign is not None:
        return test.sign == "-"
    value = part.value or 0.0
    return any(value > bound for bound, is_low, _ in limits(test) if not is_low)


def switches_of(scenario: Scenario) -> tuple[str, ...]:
    """The mechanisms that are on in a scenario."""
    return tuple(name for name in SWITCHES if scenario.switches[name])


def wars_needed(judged: Sequence[Judged], scenario: Scenario, replications: int) -> int:
    """How many wars `rests_on` plays."""
    readings = readings_of(each.claim for each in judged if _is_asked(each))
    return len(switches_of(scenario)) * worlds_of(scenario, readings) * replications


def _is_asked(each: Judged) -> bool:
    return each.claim.core and bool(each.direction)
