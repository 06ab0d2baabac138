"""Claims of one author judged in one world: what is played, and the verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from simulator.claims.cards.card import Claim
from simulator.claims.compare.needed_wars import Played, Reading, Told, play, reading
from simulator.claims.compare.results import Judged
from simulator.claims.judge.claim import part_of, robust
from simulator.claims.judge.verdict import Verdict, together
from simulator.model.records import Range, Scenario
from simulator.model.tape import PARAMETER_MONTH, parameter_channel, uniforms

Whole = npt.NDArray[np.int64]


def readings_of(claims: Iterable[Claim]) -> list[Reading]:
    """Everything that the tests of some claims read."""
    return [reading(test, claim) for claim in claims for test in claim.test]


def judge_all(
    author: str,
    claims: Iterable[Claim],
    scenario: Scenario,
    replications: int,
    entropy: int,
    told: Told | None = None,
    *,
    also: Iterable[Reading] = (),
) -> tuple[list[Judged], Played]:
    """Verdicts on some claims in a scenario, and what they were reached from.

    Args:
        author: Whose claims they are.
        claims: Predictions and conditionals.
        scenario: In which they are judged.
        replications: Wars a world.
        entropy: Names the luck.
        told: Told the number of wars after each chunk.
        also: Read beside what the claims read.
    """
    claims = list(claims)
    played = play(scenario, [*readings_of(claims), *also], replications, entropy, told)
    thirds = thirds_of(scenario, replications, entropy)
    return [judged_claim(author, claim, played, thirds) for claim in claims], played


def judged_claim(
    author: str, claim: Claim, played: Played, thirds: Mapping[str, Whole] | None = None
) -> Judged:
    """One claim from what was played; without `thirds` its robustness is not asked."""
    if claim.untestable is not None:
        return Judged(claim, author, "untestable")
    arms = [played.read(each) for each in readings_of([claim])]
    parts = tuple(part_of(test, read) for test, read in zip(claim.test, arms, strict=True))
    verdict: Verdict = together([part.verdict for part in parts])
    if claim.restates is not None:
        verdict = "restates"
    scored = [
        (test, read)
        for test, read in zip(claim.test, arms, strict=True)
        if test.restates is None and verdict != "restates"
    ]
    share, exceptions = robust(scored, thirds) if thirds is not None else (None, ())
    return Judged(claim, author, verdict, parts, share, exceptions)


def thirds_of(scenario: Scenario, replications: int, entropy: int) -> dict[str, Whole]:
    """In which third of its range every drawn parameter of each war lies: 0, 1 or 2.

    A draw is a monotone function of one uniform of its own, so the thirds are the uniform's: of
    equal chance whatever the distribution.
    """
    thirds = {}
    for path, value in scenario.values.items():
        if isinstance(value, Range):
            channel = parameter_channel(path)
            luck = [uniforms(entropy, k, PARAMETER_MONTH, channel)[0] for k in range(replications)]
            thirds[path] = np.minimum((3.0 * np.array(luck)).astype(np.int64), 2)
    return thirds
