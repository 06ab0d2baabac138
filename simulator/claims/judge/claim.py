"""A claim's verdict with its parts, and on what share of the parameter ranges it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.claims.cards.card import Test
from simulator.claims.judge.statistics import Estimate, difference, estimate
from simulator.claims.judge.verdict import Verdict, holds, judged, reaches
from simulator.model.metrics.intervals import Pair

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

#: Weight and columns of each arm that a part reads.
Arms = Sequence[tuple[float, Floats]]

THIRDS = ("lower", "middle", "upper")


@dataclass(frozen=True, slots=True)
class Part:
    """One test of a claim, judged.

    Attributes:
        test: What is claimed.
        value: The estimate; None when no war has the number.
        ci95: Its interval.
        control: Of an effect: the control's value.
        n: Wars that count.
        verdict: On this part alone.
        holds: Whether the point estimate agrees with the claim.
        size_reached: Of a sign: whether the estimate reaches the least size claimed.
    """

    test: Test
    value: float | None
    ci95: Pair | None
    control: float | None
    n: int
    verdict: Verdict
    holds: bool
    size_reached: bool | None


def part_of(test: Test, arms: Arms) -> Part:
    """Judge one test.

    Args:
        test: What is claimed.
        arms: What it reads.
    """
    found = _found(test, arms)
    control = estimate(test, arms[1][1]).value if len(arms) > 1 else None
    verdict = judged(test, found.value, found.ci95, control)
    reached = None
    if test.sign is not None and found.value is not None:
        reached = reaches(test, found.value, control)
    return Part(
        test=test,
        value=found.value,
        ci95=found.ci95,
        control=control,
        n=found.n,
        verdict="restates" if test.restates else verdict,
        holds=holds(test, found.value),
        size_reached=reached,
    )


def _found(test: Test, arms: Arms) -> Estimate:
    if len(arms) == 1:
        return estimate(test, arms[0][1])
    return difference(test, list(arms))


def cells(thirds: Mapping[str, Whole]) -> list[tuple[str, str, npt.NDArray[np.bool_]]]:
    """Every third of every drawn parameter's range: its path, which third, and its wars.

    Args:
        thirds: Parameter path to the third (0, 1, 2) in which each war's draw lies; shape (wars,).
    """
    return [
        (path, THIRDS[third], which == third)
        for path, which in thirds.items()
        for third in range(3)
    ]


def robust(
    parts: Sequence[tuple[Test, Arms]], thirds: Mapping[str, Whole]
) -> tuple[float | None, tuple[str, ...]]:
    """Share of the parameter ranges on which the claim holds, and the exceptions.

    Every drawn parameter's range is cut into thirds of equal chance; in each third the claim is
    estimated from the wars drawn there. The share is that of the thirds, over all parameters, in
    which every scored part's point estimate agrees with the claim. The exceptions are the thirds
    in which it does not, or, of a claim that holds on less than half, those in which it does.

    Args:
        parts: The scored tests with what they read.
        thirds: Parameter path to the third (0, 1, 2) of each war; shape (wars,).
    """
    every = cells(thirds)
    if not every or not parts:
        return None, ()
    agrees: dict[bool, list[str]] = {True: [], False: []}
    for path, third, inside in every:
        agreed = all(
            holds(test, _found(test, [(weight, columns[inside]) for weight, columns in arms]).value)
            for test, arms in parts
        )
        agrees[agreed].append(f"{path}: {third} third")
    share = len(agrees[True]) / len(every)
    return share, tuple(agrees[share < 0.5])
