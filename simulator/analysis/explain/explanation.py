"""Which groups of assumptions carry the disagreement of two theories, for any metric.

Every coalition of groups is played: the groups in it as the second author has them, the rest as
the first does, war k of each on the same tape. The Shapley value of a group is what its exchange
changes, averaged over the orders in which the groups can be exchanged; the values of a war add up
to that war's difference between the two theories. Groups on which the two agree change nothing and
are not played.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.analysis.explain.blocks import Blocks, is_of_ensemble, tally
from simulator.analysis.explain.hybrids import Departure, differences, hybrid
from simulator.analysis.explain.shapley import alone, interactions, last, pairs, shapley
from simulator.model.metrics.catalogue import bounds_of, find
from simulator.model.metrics.intervals import (
    ROUNDING,
    Z95,
    Pair,
    change_within,
    of_few,
    rounded_off,
    wilson,
    within,
)
from simulator.model.metrics.moments import Moments, Node
from simulator.model.metrics.per_war import columns_of
from simulator.model.parameters.groups import GROUPS
from simulator.model.records import Floats, Scenario
from simulator.run.ensemble import Progress, some_wars
from simulator.run.threads import in_threads

#: Wars of one hybrid that are played side by side, which bounds memory.
_CHUNK = 64


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over wars, with its 95 per cent interval; None where it cannot be told."""

    value: float | None
    ci95: Pair | None


@dataclass(frozen=True, slots=True)
class Part:
    """What exchanging one group of assumptions does to a metric.

    Attributes:
        value: Its Shapley value.
        alone: What it does when it is the only one exchanged.
        last: What it does when all others have been exchanged before.
    """

    value: Estimate
    alone: Estimate
    last: Estimate


@dataclass(frozen=True, slots=True)
class Account:
    """How one metric's difference between two theories comes about.

    Attributes:
        first: The metric under the first theory.
        second: Under the second.
        difference: Second less first; the values of the parts sum to it.
        parts: Group to what it contributes; nought for a group on which the two agree.
        pairs: Two groups to their interaction index, for every two on which they differ.
        n: Wars it rests on; of each hybrid.
        paired: Whether intervals are of per-war contributions; a number that only an ensemble has
            carries jackknife intervals over blocks of wars.
    """

    first: Estimate
    second: Estimate
    difference: Estimate
    parts: dict[str, Part]
    pairs: dict[tuple[str, str], Estimate]
    n: int
    paired: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two theories taken apart.

    Attributes:
        differs: Group to what the two see differently in it.
        accounts: Metric to its account.
        coalitions: Hybrids that were played.
        replications: Wars of each.
        months: The horizon [months].
    """

    differs: dict[str, tuple[Departure, ...]]
    accounts: dict[str, Account]
    coalitions: int
    replications: int
    months: int


def explain(
    first: Scenario,
    second: Scenario,
    replications: int,
    entropy: int,
    months: int,
    names: Sequence[str],
    progress: Progress | None = None,
    *,
    workers: int | None = None,
) -> Explanation:
    """Take the difference between two theories apart.

    Args:
        first: One theory.
        second: The other, on the same facts.
        replications: Wars of each hybrid, at least 1.
        entropy: Names the luck of all of them [0, 2**63).
        months: The horizon [months].
        names: Metrics, checked.
        progress: Told how many wars of all hybrids are done.
        workers: Threads; one for each processor when None. The result does not depend on it.

    Raises:
        RunFailed: A war could not be played.
    """
    differs = differences(first, second)
    players = tuple(group for group in GROUPS if differs[group])
    worlds = [hybrid(first, second, chosen) for chosen in _coalitions(players)]
    whole = [name for name in names if is_of_ensemble(name)]
    single = [name for name in names if not is_of_ensemble(name)]
    sums = Moments(2 * len(single) * _form(np.zeros((1, len(worlds)))).shape[1])
    blocks = Blocks(whole, len(worlds), replications, months)
    told = 0
    for chunk in _chunks(blocks, replications):
        played = list(_played(worlds, entropy, chunk, months, single, bool(whole), workers))
        if single:
            tables = np.stack([columns for columns, _ in played], axis=2)
            formed = [_form(tables[:, i]) for i in range(len(single))]
            telling = [_telling(each) for each in formed]
            sums.add(np.array(chunk, dtype=np.int64), np.concatenate([*formed, *telling], axis=1))
        blocks.add(chunk[0], [counts for _, counts in played])
        told += len(chunk) * len(worlds)
        if progress is not None:
            progress(told, replications * len(worlds))
    accounts = _of_single_wars(single, sums, players, months) | {
        name: _account(
            _within_bounds(_settled(blocks.estimate(name, _form)), len(players)),
            players,
            replications,
            paired=False,
        )
        for name in whole
    }
    return Explanation(
        differs, {name: accounts[name] for name in names}, len(worlds), replications, months
    )


def _coalitions(players: Sequence[str]) -> list[tuple[str, ...]]:
    """Coalition `sum(2**i for i in S)` at that place."""
    return [
        tuple(group for i, group in enumerate(players) if members >> i & 1)
        for members in range(1 << len(players))
    ]


def _chunks(blocks: Blocks, replications: int) -> Iterator[range]:
    """Runs of wars of one block, none longer than a chunk."""
    low = 0
    for replication in range(1, replications + 1):
        full = replication - low >= _CHUNK or replication == replications
        if full or blocks.block_of(replication) != blocks.block_of(low):
            yield range(low, replication)
            low = replication


def _played(
    worlds: Sequence[Scenario],
    entropy: int,
    chunk: range,
    months: int,
    single: Sequence[str],
    counted: bool,
    workers: int | None,
) -> Iterator[tuple[Floats, Floats]]:
    """For each hybrid, its wars' numbers, shape (wars, metrics), and their tally."""

    def play(world: Scenario) -> tuple[Floats, Floats]:
        wars = some_wars(world, entropy, chunk, months)
        numbers = columns_of(wars, single) if single else np.zeros((len(chunk), 0))
        return numbers, tally(wars) if counted else np.zeros(0)

    return in_threads(play, worlds, workers)


def _form(table: Floats) -> Floats:
    """First, second, difference, values, alone, last, interactions: shape (rows, numbers)."""
    ends = np.stack([table[:, 0], table[:, -1], table[:, -1] - table[:, 0]], axis=1)
    return np.concatenate(
        [ends, shapley(table), alone(table), last(table), interactions(table)], axis=1
    )


def _telling(formed: Floats) -> Floats:
    """Which numbers of a form are not nought, but for the rounding of the two it is made of."""
    size = np.abs(formed[:, :2]).max(axis=1, keepdims=True)
    return np.where(np.isfinite(formed), np.abs(formed) > ROUNDING * size, np.nan)


def _largest(size: int, least: float | None, most: float | None) -> Sequence[float | None]:
    """How large the numbers of a form but its two ends can be, either way, where that is known.

    A difference, and a mean of differences, is no larger than the metric's span; an interaction is
    a mean of differences of differences, and no larger than twice that.

    Args:
        size: How many players there are.
        least: What the metric cannot be below.
        most: What it cannot be above.
    """
    if least is None or most is None:
        return [None] * (1 + 3 * size + math.comb(size, 2))
    return [most - least] * (1 + 3 * size) + [2.0 * (most - least)] * math.comb(size, 2)


def _of_single_wars(
    names: Sequence[str], sums: Moments, players: Sequence[str], months: int
) -> dict[str, Account]:
    total = sums.total()
    width = sums.columns // (2 * len(names)) if names else 0
    accounts = {}
    for place, name in enumerate(names):
        asked = find(name)
        least, most = (None, None) if asked is None else bounds_of(asked.metric, months)
        largest = _largest(len(players), least, most)
        estimates: list[tuple[float | None, Pair | None]] = []
        # What the contributions are sums of: the metric itself, under either theory.
        terms = [_root_mean_square(total, place * width + end) for end in (0, 1)]
        for column in range(place * width, (place + 1) * width):
            number = column - place * width
            n, mean = int(total.number[column]), rounded_off(float(total.mean[column]), *terms)
            spread = float(total.squares[column]) / max(n - 1, 1)
            se = rounded_off(math.sqrt(spread / n), *terms) if n else 0.0
            telling = round(n * float(total.mean[sums.columns // 2 + column])) if n else 0
            if n < 2:
                estimates.append((mean if n else None, None))
            elif number > 1:
                estimates.append((mean, change_within(mean, se, telling, largest[number - 2])))
            elif least is None:
                estimates.append((mean, of_few(mean, se, telling)))
            else:
                estimates.append((mean, within(mean, se, least, most)))
        n = int(total.number[place * width + 2])
        if _is_share(name):
            # Both ends are shares of wars, whose normal intervals would leave [0, 1].
            for end in (0, 1):
                share = estimates[end][0]
                if share is not None:
                    estimates[end] = (share, wilson(round(share * n), n))
        accounts[name] = _account(estimates, players, n, paired=True)
    return accounts


def _settled(
    estimates: list[tuple[float | None, Pair | None]],
) -> list[tuple[float | None, Pair | None]]:
    """Estimates without the rounding of what they are sums of: the two ends, which come first."""
    terms = [value for value, _ in estimates[:2]]
    return [
        (
            None if value is None else rounded_off(value, *terms),
            None if pair is None else (rounded_off(pair[0], *terms), rounded_off(pair[1], *terms)),
        )
        for value, pair in estimates
    ]


def _within_bounds(
    estimates: list[tuple[float | None, Pair | None]], players: int
) -> list[tuple[float | None, Pair | None]]:
    """Estimates whose two ends, which come first, are probabilities or an index from 0 to 1."""
    bounds = [(0.0, 1.0)] * 2 + [
        (-most, most) for most in _largest(players, 0.0, 1.0) if most is not None
    ]
    return [
        (value, _inside(value, pair, low, high, always=place < 2))
        for place, ((value, pair), (low, high)) in enumerate(zip(estimates, bounds, strict=True))
    ]


def _inside(
    value: float | None, pair: Pair | None, low: float, high: float, *, always: bool
) -> Pair | None:
    """The interval with its bounds respected; one that does so itself is kept unless `always`."""
    if value is None or pair is None or (not always and low <= pair[0] <= pair[1] <= high):
        return pair
    return within(value, (pair[1] - pair[0]) / (2.0 * Z95), low, high)


def _root_mean_square(total: Node, column: int) -> float:
    """How large the numbers of a column are; 0 where there are none."""
    n = float(total.number[column])
    return (
        math.sqrt(float(total.squares[column]) / n + float(total.mean[column]) ** 2) if n else 0.0
    )


def _is_share(name: str) -> bool:
    """Whether a metric is nought or one in every war."""
    asked = find(name)
    if asked is None or asked.metric.kind == "event":
        return asked is not None
    unit = "probability" if asked.metric.kind == "summary" else "0 or 1"
    return asked.metric.unit == unit


def _account(
    estimates: Sequence[tuple[float | None, Pair | None]],
    players: Sequence[str],
    n: int,
    *,
    paired: bool,
) -> Account:
    """The numbers of `_form`, each with its interval, under their names."""
    told = [Estimate(value, interval) for value, interval in estimates]
    size = len(players)
    values, firsts, lasts = (told[3 + k * size : 3 + (k + 1) * size] for k in range(3))
    nothing = Part(*3 * (Estimate(0.0, (0.0, 0.0)),))
    parts = dict.fromkeys(GROUPS, nothing)
    parts |= {
        group: Part(*part)
        for group, part in zip(players, zip(values, firsts, lasts, strict=True), strict=True)
    }
    both = {
        (players[i], players[j]): estimate
        for (i, j), estimate in zip(pairs(size), told[3 + 3 * size :], strict=True)
    }
    return Account(told[0], told[1], told[2], parts, both, n, paired)
