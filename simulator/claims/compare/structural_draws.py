"""On which numbers a verdict hangs: claims judged again under drawn structural coefficients.

Structural coefficients have no source that pins them. A hundred draws of all of them at once, each
in every world that a claim needs and on the same luck, say in what share of draws a claim comes out
as it does at the published values. With few wars a draw some of the disagreement is chance: the
same share at the published values, in groups of as many wars, says how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from simulator.claims.cards.card import Test
from simulator.claims.compare.judging import readings_of
from simulator.claims.compare.needed_wars import Played, Told, play
from simulator.claims.compare.results import Judged
from simulator.claims.judge.claim import Arms, part_of
from simulator.model.records import Scenario
from simulator.model.structure import with_structure_drawn

#: Draws of all structural coefficients.
DRAWS = 100


def hung(
    judged: Iterable[Judged],
    played: Played,
    scenario: Scenario,
    replications: int,
    entropy: int,
    told: Told | None = None,
) -> list[Judged]:
    """Verdicts with the share of structural draws in which each comes out as it does.

    Args:
        judged: Verdicts at the published values.
        played: What they were reached from.
        scenario: In which they were judged.
        replications: Wars a world, at least DRAWS; as many at the most as were played.
        entropy: Names the luck.
        told: Told the number of wars after each chunk.

    Raises:
        RunFailed: A war could not be played.
    """
    judged = list(judged)
    size = replications // DRAWS
    drawn = with_structure_drawn(scenario, size)
    claims = [each.claim for each in judged if each.scored]
    again = play(drawn, readings_of(claims), size * DRAWS, entropy, told)
    return [_with_shares(each, played, again, size) for each in judged]


def _with_shares(each: Judged, played: Played, again: Played, size: int) -> Judged:
    if not each.scored:
        return each
    return replace(
        each,
        structural_share=_share(each, again, size),
        structural_chance=_share(each, played, size),
    )


def _share(each: Judged, wars: Played, size: int) -> float:
    """Share of groups of `size` wars in which a claim comes out as it does in all of them."""
    tests: list[tuple[Test, Arms]] = [
        (read.test, wars.read(read))
        for read in readings_of([each.claim])
        if read.test.restates is None
    ]
    agreed = [_agrees(tests, slice(k * size, (k + 1) * size)) == each.agrees for k in range(DRAWS)]
    return float(np.mean(agreed))


def _agrees(tests: Sequence[tuple[Test, Arms]], group: slice) -> bool:
    """Whether the point estimates of all parts agree with the claim in one group of wars."""
    return all(
        part_of(test, [(weight, columns[group]) for weight, columns in arms]).holds
        for test, arms in tests
    )
