"""PRIM: a box of inputs in which an outcome happens more often than elsewhere.

Peeling takes a thin slice off the side that raises the mean of what is left most for each case
lost; pasting gives slices back while that raises the mean. Each step is kept, because the reader
chooses between few cases told surely and many told loosely.

Source: Friedman and Fisher 1999, "Bump hunting in high-dimensional data"; the gain for each case
lost is their criterion (14.6 divided by the mass), as scenario discovery uses it; coverage, density
and quasi-p values are those of Bryant and Lempert 2010.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Limits(NamedTuple):
    """Between which values an input must lie; infinite where it may be anything."""

    low: float = -math.inf
    high: float = math.inf


@dataclass(frozen=True, slots=True)
class Box:
    """A set of inputs.

    Attributes:
        limits: Column of a number to its limits; a column left out may be anything.
        kept: Column of a choice to the codes it may have; likewise.
    """

    limits: Mapping[int, Limits] = field(default_factory=lambda: MappingProxyType({}))
    kept: Mapping[int, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def restricted(self) -> tuple[int, ...]:
        """The columns that may not be anything."""
        return tuple(sorted((*self.limits, *self.kept)))

    def holds(self, inputs: Floats) -> Flags:
        """Which rows lie inside; shape (rows,)."""
        inside: Flags = np.ones(inputs.shape[0], dtype=bool)
        for column, (low, high) in self.limits.items():
            inside &= (inputs[:, column] >= low) & (inputs[:, column] <= high)
        for column, codes in self.kept.items():
            inside &= np.isin(inputs[:, column], list(codes))
        return inside

    def without(self, column: int) -> Box:
        """The box with one column left free."""
        return Box(
            {other: limits for other, limits in self.limits.items() if other != column},
            {other: codes for other, codes in self.kept.items() if other != column},
        )

    def limited(self, column: int, limits: Limits) -> Box:
        """The box with other limits for one column."""
        if limits == Limits():
            return self.without(column)
        return Box({**self.limits, column: limits}, self.kept)

    def choosing(self, column: int, codes: frozenset[int]) -> Box:
        """The box with other codes for one column."""
        return Box(self.limits, {**self.kept, column: codes})


@dataclass(frozen=True, slots=True)
class Step:
    """One box of a trajectory, and how good it is on the cases it was found in.

    Attributes:
        box: The box.
        coverage: Share of all cases of interest that lie inside.
        density: Share of the cases inside that are of interest.
        mass: Share of all cases that lie inside.
    """

    box: Box
    coverage: float
    density: float
    mass: float


@dataclass(frozen=True, slots=True)
class Cases:
    """What boxes are looked for in.

    Attributes:
        inputs: Numbers, or codes of choices; shape (cases, columns).
        of_interest: Whether the outcome happened; shape (cases,).
        choices: How many values a choice has, for each column; 0 for a number.
    """

    inputs: Floats
    of_interest: Flags
    choices: tuple[int, ...]


def trajectory(
    cases: Cases, peel: float = 0.05, paste: float = 0.05, least_mass: float = 0.05
) -> list[Step]:
    """Every box on the way from all cases to the last that may still be peeled, then pasted.

    Args:
        cases: At least one of interest.
        peel: Share of the cases inside that a peel takes off.
        paste: Share of the cases inside that a paste gives back.
        least_mass: Share of all cases that must stay inside.
    """
    steps = [step_of(cases, Box())]
    while (following := _peeled(cases, steps[-1], peel, least_mass)) is not None:
        steps.append(following)
    while (following := _pasted(cases, steps[-1], paste)) is not None:
        steps.append(following)
    return steps


def step_of(cases: Cases, box: Box) -> Step:
    """How good a box is on some cases."""
    inside = box.holds(cases.inputs)
    hits = int(cases.of_interest[inside].sum())
    number = int(inside.sum())
    return Step(
        box,
        hits / int(cases.of_interest.sum()),
        hits / number if number else 0.0,
        number / inside.size,
    )


def _peeled(cases: Cases, step: Step, share: float, least_mass: float) -> Step | None:
    """The best peel; None when nothing raises the mean, or too few cases would be left."""
    inside = step.box.holds(cases.inputs)
    best = _best(cases, inside, _peels(cases, step.box, inside, share))
    if best is None:
        return None
    following = step_of(cases, best)
    return following if following.mass >= least_mass else None


def _best(cases: Cases, inside: Flags, candidates: Iterator[Box]) -> Box | None:
    """The candidate that gains most for each case lost, if any gains; ties go to the simpler."""
    mean, number = cases.of_interest[inside].mean(), int(inside.sum())
    best: tuple[float, int] = (0.0, -cases.inputs.shape[1] - 1)
    found = None
    for candidate in candidates:
        kept = candidate.holds(cases.inputs)
        left = int(kept.sum())
        if left in (0, number):
            continue
        gain = (cases.of_interest[kept].mean() - mean) / (number - left)
        score = (float(gain), -len(candidate.restricted))
        if gain > 0.0 and score > best:
            best, found = score, candidate
    return found


def _peels(cases: Cases, box: Box, inside: Flags, share: float) -> Iterator[Box]:
    """Each box with one thin slice less: both ends of a number, each value of a choice."""
    for column, choices in enumerate(cases.choices):
        values = cases.inputs[inside, column]
        if choices:
            codes = box.kept.get(column, frozenset(range(choices)))
            if len(codes) > 1:
                for code in sorted(codes):
                    yield box.choosing(column, codes - {code})
            continue
        low, high = box.limits.get(column, Limits())
        lowered = _after(np.sort(-values), share)
        if lowered is not None:
            yield box.limited(column, Limits(low, -lowered))
        raised = _after(np.sort(values), share)
        if raised is not None:
            yield box.limited(column, Limits(raised, high))


def _after(rising: Floats, share: float) -> float | None:
    """Halfway between the last value of the first `share` and the next larger one."""
    last = rising[math.floor(share * (rising.size - 1))]
    beyond = int(np.searchsorted(rising, last, side="right"))
    return None if beyond == rising.size else float((last + rising[beyond]) / 2.0)


def _pasted(cases: Cases, step: Step, share: float) -> Step | None:
    """The paste that raises the density most; None when none does."""
    best = step
    for candidate in _pastes(cases, step.box, share):
        following = step_of(cases, candidate)
        if following.density > best.density and following.mass > step.mass:
            best = following
    return None if best is step else best


def _pastes(cases: Cases, box: Box, share: float) -> Iterator[Box]:
    """Each box with one thin slice more, of the cases that lie beyond one of its sides."""
    number = int(box.holds(cases.inputs).sum())
    thin = math.floor(share * max(number - 1, 0))
    for column, (low, high) in box.limits.items():
        along = cases.inputs[box.without(column).holds(cases.inputs), column]
        for outside, upwards in ((along[along > high], True), (along[along < low], False)):
            if outside.size == 0:
                continue
            away = np.sort(outside) if upwards else np.sort(-outside)
            beyond = int(np.searchsorted(away, away[min(thin, away.size - 1)], side="right"))
            edge = math.inf
            if beyond < away.size:
                edge = float((away[beyond - 1] + away[beyond]) / 2.0)
            yield box.limited(column, Limits(low, edge) if upwards else Limits(-edge, high))
    for column, codes in box.kept.items():
        for code in sorted(set(range(cases.choices[column])) - codes):
            wider = codes | {code}
            full = len(wider) == cases.choices[column]
            yield box.without(column) if full else box.choosing(column, wider)


def quasi_p(cases: Cases, box: Box) -> dict[int, float]:
    """For each restricted column, how easily chance would do as well as its restriction.

    The chance that as many cases of interest would be among as many cases, were they drawn from
    the box without that restriction. It takes no account of the search for the box.

    Source: Bryant and Lempert 2010.
    """
    inside = box.holds(cases.inputs)
    number, hits = int(inside.sum()), int(cases.of_interest[inside].sum())
    found = {}
    for column in box.restricted:
        wider = box.without(column).holds(cases.inputs)
        rate = cases.of_interest[wider].mean()
        found[column] = float(binom.sf(hits - 1, number, rate))
    return found
