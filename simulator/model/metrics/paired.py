"""Numbers that only a whole ensemble has, compared between two ensembles on the same luck.

Such a number is a smooth function of how often each kind of war occurred. What one war more of a
kind would change (its influence) is known in closed form, and the variance of a difference between
two arms is the sum over pairs of wars of the squared difference of their influences. Only the joint
counts of kinds are kept, so memory does not grow and the order of wars does not matter.

Source: the infinitesimal jackknife (Jaeckel 1972; Efron 1982). For one arm without a partner it
gives Greenwood's variance of the Kaplan-Meier estimate.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.catalogue import WINDOW
from simulator.model.metrics.intervals import ROUNDING, entropy
from simulator.model.metrics.per_war import Wars, modes_at, peace_lengths
from simulator.model.metrics.rows import RECUR_BY_CAUSE
from simulator.model.records import CAUSES, END_MODES

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Estimate(NamedTuple):
    """A number of an ensemble.

    Attributes:
        value: The number; None when no war says anything about it.
        influence: What one more war of each kind would add to it; shape (kinds,).
        number: Wars that say something about it.
    """

    value: float | None
    influence: Floats
    number: int


@dataclass(frozen=True, slots=True)
class Functional:
    """How a number of an ensemble is made.

    Attributes:
        kinds: How many kinds of war it tells apart.
        kind: The kind of each of some wars, 0 to kinds - 1; shape (wars,).
        estimate: The number, from how many wars of each kind there were; shape (kinds,).
    """

    kinds: int
    kind: Callable[[Wars], Whole]
    estimate: Callable[[Whole], Estimate]


class Difference(NamedTuple):
    """The difference of a number between two arms.

    Attributes:
        before: In the control; None when no war says anything about it.
        after: In the treatment.
        variance: Of the difference, on the same luck.
        unpaired: Of the difference of two independent ensembles.
        number: Wars that say something in both arms, at most.
        differing: Pairs of wars that say something else in one arm than in the other.
    """

    before: float | None
    after: float | None
    variance: float
    unpaired: float
    number: int
    differing: int


def functional(name: str, months: int) -> Functional:
    """The functional that a summary of the whole ensemble is.

    Args:
        name: `recur`, `recur_MODE`, `recur_CAUSE` or `end_mode_entropy`.
        months: The horizon H [months].
    """
    if name == "end_mode_entropy":
        return Functional(len(END_MODES), lambda wars: modes_at(wars, wars.months), _entropy)
    span = months + 1
    if name in RECUR_BY_CAUSE:
        cause = CAUSES.index(RECUR_BY_CAUSE[name])
        return Functional(
            3 * span + 1,
            lambda wars: _peace_by(wars, cause),
            lambda counts: _incidence(*counts[1:].reshape(3, span)),
        )
    mode = name.removeprefix("recur").removeprefix("_")
    return Functional(
        2 * span + 1,
        lambda wars: _peace(wars, END_MODES.index(mode) if mode else None),
        lambda counts: _recurrence(counts[1 : span + 1], counts[span + 1 :]),
    )


def _peace(wars: Wars, mode: int | None) -> Whole:
    """0 for a war without such an end, else by how long it held: failed ones first."""
    lengths, failed = peace_lengths(wars)
    none = lengths < 0 if mode is None else (lengths < 0) | (wars.end_mode != mode)
    return np.where(none, 0, np.where(failed, 1 + lengths, 2 + wars.months + lengths))


def _peace_by(wars: Wars, cause: int) -> Whole:
    """0 for a war without an end, else by how long it held: failed so, failed otherwise, held."""
    lengths, failed = peace_lengths(wars)
    span = wars.months + 1
    kind = np.where(failed, np.where(wars.cause == cause, 0, 1), 2)
    return np.where(lengths < 0, 0, 1 + kind * span + lengths)


def _incidence(own: Whole, others: Whole, held: Whole) -> Estimate:
    """Aalen-Johansen's chance of failing one way within the window; influences of all kinds.

    One war more among those at risk lowers the rates of its months; one more failure raises that
    of its own month, and takes from what could still fail afterwards.
    """
    within = np.arange(own.size) <= WINDOW
    leaving = own + others + held
    at_risk = np.cumsum(leaving[::-1])[::-1]
    deaths = np.where(within, own + others, 0)
    mine = np.where(within, own, 0)
    alive = at_risk - deaths
    kept = np.divide(alive, at_risk, out=np.ones(own.size), where=at_risk > 0)
    survival = np.cumprod(kept)
    before = np.concatenate([[1.0], survival[:-1]])
    each = np.divide(1.0, at_risk, out=np.zeros(own.size), where=at_risk > 0)
    value = np.cumsum(before * mine * each)
    chance = float(value[-1])
    # What would still fail this way after each month, for each survivor lost there.
    later = np.divide(chance - value, alive, out=np.zeros(own.size), where=alive > 0)
    watched = np.cumsum(deaths * each * later - before * mine * each * each)
    failing = watched - within * later
    influence = np.concatenate([[0.0], failing + within * before * each, failing, watched])
    number = int(own.sum() + others.sum() + held[1:].sum())
    return Estimate(chance if number else None, influence, number)


def _recurrence(failed: Whole, held: Whole) -> Estimate:
    """Kaplan-Meier's chance of failing within the window, with influences in the order of kinds."""
    within = np.arange(failed.size) <= WINDOW
    deaths = np.where(within, failed, 0)
    at_risk = np.cumsum((failed + held)[::-1])[::-1]
    alive = at_risk - deaths
    kept = np.divide(alive, at_risk, out=np.ones(failed.size), where=at_risk > 0)
    survival = float(np.prod(kept))
    terms = np.divide(deaths, at_risk * alive, out=np.zeros(failed.size), where=alive > 0)
    watched = np.cumsum(terms)
    own = np.divide(within, alive, out=np.zeros(failed.size), where=alive > 0)
    influence = np.concatenate([[0.0], -survival * (watched - own), -survival * watched])
    # As in kaplan_meier: an end that was watched for no month says nothing.
    number = int(failed.sum() + held[1:].sum())
    return Estimate(1.0 - survival if number else None, influence, number)


def _entropy(counts: Whole) -> Estimate:
    value, _ = entropy(counts)
    scale, number = math.log(counts.size), int(counts.sum())
    shares = np.where(counts > 0, counts, 1) / number
    influence = np.where(counts > 0, -np.log(shares) / scale - value, 0.0) / number
    return Estimate(value, influence, number)


class Pairs:
    """Joint counts of the kinds of war k in both arms."""

    def __init__(self, of: Functional) -> None:
        """No pairs yet."""
        self.of = of
        self.counts: Whole = np.zeros((of.kinds, of.kinds), dtype=np.int64)

    def add(self, control: Wars, treatment: Wars) -> None:
        """Add pairs: the same replications in the same order."""
        np.add.at(self.counts, (self.of.kind(control), self.of.kind(treatment)), 1)

    def difference(self) -> Difference:
        """The difference of the number, treatment less control, with its variance."""
        before = self.of.estimate(self.counts.sum(axis=1))
        after = self.of.estimate(self.counts.sum(axis=0))
        gap = after.influence[None, :] - before.influence[:, None]
        both = before.influence[:, None] ** 2 + after.influence[None, :] ** 2
        return Difference(
            before.value,
            after.value,
            float((self.counts * gap**2).sum()),
            float((self.counts * both).sum()),
            min(before.number, after.number),
            int(self.counts[np.abs(gap) > ROUNDING * np.sqrt(both)].sum()),
        )
