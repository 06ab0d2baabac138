"""Which mechanism a supported claim rests on: each switched off in turn, on the same luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.compare.judging import judged_claim, readings_of
from simulator.compare.play import Told, play, without, worlds_of
from simulator.compare.results import Judged
from simulator.judge.claim import Part
from simulator.judge.verdict import claimed_size, limits
from simulator.metrics.intervals import Z95
from simulator.parameters.switches import SWITCHES
from simulator.records import Scenario


def rests_on(
    judged: Sequence[Judged],
    scenario: Scenario,
    replications: int,
    entropy: int,
    told: Told | None = None,
) -> tuple[list[Judged], int]:
    """The same claims, each supported core one with the mechanisms it breaks without.

    A mechanism breaks a claim when the claim is contradicted with that mechanism off; the one that
    carries the estimate farthest beyond the claimed bound, in standard errors, comes first.

    Args:
        judged: Verdicts in this scenario.
        scenario: Where they were reached.
        replications: Wars a world.
        entropy: Names the luck.
        told: Told the number of wars after each chunk.

    Returns:
        The claims, and how many wars it took.
    """
    asked = [each for each in judged if _is_asked(each)]
    broken: dict[str, list[tuple[float, str]]] = {each.claim.id: [] for each in asked}
    wars = 0
    for switch in switches_of(scenario):
        readings = readings_of(each.claim for each in asked)
        played = play(without(scenario, switch), readings, replications, entropy, told)
        wars += played.wars
        for each in asked:
            again = judged_claim(each.author, each.claim, played)
            if again.verdict == "contradicted":
                worst = max(beyond(part) for part in again.parts if part.verdict == "contradicted")
                broken[each.claim.id].append((worst, switch))
    named = {
        claim: tuple(switch for _, switch in sorted(found, reverse=True))
        for claim, found in broken.items()
    }
    return [
        replace(each, breaks_without=named[each.claim.id]) if each.claim.id in named else each
        for each in judged
    ], wars


def switches_of(scenario: Scenario) -> tuple[str, ...]:
    """The mechanisms that are on in a scenario."""
    return tuple(name for name in SWITCHES if scenario.switches[name])


def wars_needed(judged: Sequence[Judged], scenario: Scenario, replications: int) -> int:
    """How many wars `rests_on` plays."""
    readings = readings_of(each.claim for each in judged if _is_asked(each))
    return len(switches_of(scenario)) * worlds_of(scenario, readings) * replications


def _is_asked(each: Judged) -> bool:
    return each.claim.core and each.verdict == "supported"


def beyond(part: Part) -> float:
    """How far an estimate lies beyond the claimed bound [half-widths of its interval / 1.96]."""
    if part.value is None or part.ci95 is None:
        return 0.0
    error = max((part.ci95[1] - part.ci95[0]) / (2.0 * Z95), 1e-9)
    if part.test.sign is not None:
        least = claimed_size(part.test, part.control)
        toward = part.value if part.test.sign == "+" else -part.value
        return (least - toward) / error
    gaps = [
        (bound - part.value) if is_low else (part.value - bound)
        for bound, is_low, _ in limits(part.test)
    ]
    return max(gaps) / error
