"""Statistics of many wars with their influence functions, from which all intervals come.

An influence function says how much each war moves the statistic; its variance over the number of
wars is the statistic's. For two arms on the same luck the influences are subtracted war by war, so
the pairing is used whatever the statistic. Shares have Wilson's interval, medians the order
statistics', paired shares Agresti and Min's; the rest are normal.

Source: Hampel 1974 (influence); Wilson 1927; Agresti and Min 2005 (paired shares); Conover 1999
(order statistics); Kaplan and Meier 1958 with the influence of the survival estimate (Reid 1981).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.claims.cards.card import Number, Test
from simulator.claims.judge.sample import COUNTS, FIRST, SECOND
from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.intervals import Z95, Pair, entropy, normal, of_few, wilson, within
from simulator.model.records import END_MODES

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A statistic of many wars; None where no war has the number.

    Attributes:
        value: What was found.
        ci95: Its 95 per cent interval.
        n: Wars that count.
        influence: How each war moves it; shape (wars,); empty for a median.
    """

    value: float | None
    ci95: Pair | None
    n: int
    influence: Floats


_NOTHING = np.empty(0)

#: What is taken of a window that lies where the values themselves do.
_OF_ITS_OWN_KIND = ("mean", "least", "most")


def estimate(test: Test, columns: Floats) -> Estimate:
    """The statistic of a test in one arm.

    Args:
        test: Which statistic.
        columns: From `sample`; shape (wars, 3).
    """
    counts = columns[:, COUNTS] > 0.5
    n = int(counts.sum())
    if n == 0:
        return Estimate(None, None, 0, np.zeros(columns.shape[0]))
    first, second = columns[:, FIRST], columns[:, SECOND]
    if test.of == "both":
        return _pooled(first, second, counts)
    if test.median is not None:
        return _median(first[counts])
    if test.ratio is not None:
        return _ratio(first, second, counts)
    if test.entropy is not None:
        return _entropy(first, counts)
    if test.recur is not None:
        return _recurrence(first, second, counts, test.recur.within)
    mean = _mean(first, counts)
    if test.share is None:
        return mean if test.mean is None else _possible(mean, *_bounds(test.mean))
    return Estimate(mean.value, wilson(int(first[counts].sum()), n), n, mean.influence)


def _closed(value: float, influence: Floats, n: int) -> Estimate:
    return Estimate(value, normal(value, spread(influence)), n, influence)


def spread(influence: Floats) -> float:
    """Standard error of a statistic, or of a difference, from its influences."""
    number = influence.shape[0]
    if number < 2:
        return math.inf
    return float(math.sqrt(float((influence**2).sum()) / (number * (number - 1))))


def _mean(first: Floats, counts: npt.NDArray[np.bool_]) -> Estimate:
    n = int(counts.sum())
    value = float(first[counts].sum() / n)
    influence = np.where(counts, first - value, 0.0) * (counts.shape[0] / n)
    return _closed(value, influence, n)


def _bounds(number: Number) -> tuple[float | None, float | None]:
    """What a number cannot be below and above in any war; None where nothing is known of that."""
    if number.minus is not None or number.times != 1.0 or number.take not in _OF_ITS_OWN_KIND:
        return None, None
    if number.state is not None:
        bins = STATES[number.state].bins
        return (None, None) if bins is None else bins.bounds()
    flag = number.event is not None or number.ended is not None or number.fact is not None
    return (0.0, 1.0) if flag else (None, None)


def _possible(mean: Estimate, least: float | None, most: float | None) -> Estimate:
    """A mean whose interval does not leave what it can be; one that does not is kept."""
    if mean.value is None or mean.ci95 is None or least is None:
        return mean
    low, high = mean.ci95
    if low >= least and (most is None or high <= most):
        return mean
    ends = within(mean.value, (high - low) / (2.0 * Z95), least, most)
    return Estimate(mean.value, ends, mean.n, mean.influence)


def _ratio(first: Floats, second: Floats, counts: npt.NDArray[np.bool_]) -> Estimate:
    n = int(counts.sum())
    above, below = float(first[counts].mean()), float(second[counts].mean())
    if below == 0.0:
        return Estimate(None, None, n, np.zeros(counts.shape[0]))
    value = above / below
    influence = np.where(counts, (first - value * second) / below, 0.0) * (counts.shape[0] / n)
    return _closed(value, influence, n)


def _pooled(first: Floats, second: Floats, counts: npt.NDArray[np.bool_]) -> Estimate:
    """A share over wars of two arms: those of one luck count as one war in the interval."""
    found = _ratio(first, second, counts)
    value = found.value or 0.0
    return Estimate(value, wilson(round(value * found.n), found.n), found.n, found.influence)


def _entropy(first: Floats, counts: npt.NDArray[np.bool_]) -> Estimate:
    n = int(counts.sum())
    modes = first.astype(np.int64)
    tally = np.bincount(modes[counts], minlength=len(END_MODES))
    value, _ = entropy(tally)
    shares = tally / n
    logs = np.zeros(len(END_MODES))
    logs[shares > 0] = -np.log(shares[shares > 0]) / math.log(len(END_MODES))
    influence = np.where(counts, logs[modes] - value, 0.0) * (counts.shape[0] / n)
    return _closed(value, influence, n)


def _median(values: Floats) -> Estimate:
    """The median with the order statistics that enclose it in 95 samples of a hundred."""
    ordered = np.sort(values)
    n = ordered.shape[0]
    half = Z95 * math.sqrt(n) / 2.0
    low = max(0, math.floor(n / 2.0 - half))
    high = min(n - 1, math.ceil(n / 2.0 + half))
    # Of an even number the lower middle one: the mean of two may lie where no war does, or never.
    value = float(ordered[(n - 1) // 2])
    return Estimate(value, (float(ordered[low]), float(ordered[high])), n, _NOTHING)


def _recurrence(
    length: Floats, failed: Floats, counts: npt.NDArray[np.bool_], window: int
) -> Estimate:
    """Kaplan-Meier chance that the peace fails within `window` months, with Reid's influence."""
    number = counts.shape[0]
    n = int(counts.sum())
    survival = 1.0
    influence = np.zeros(number)
    for month in range(window + 1):
        at_risk = counts & (length >= month)
        alive = int(at_risk.sum())
        if alive == 0:
            break
        dead = counts & (length == month) & (failed > 0.5)
        share = int(dead.sum()) / alive
        if share == 1.0:
            return Estimate(1.0, wilson(alive, alive), n, np.zeros(number))
        survival *= 1.0 - share
        martingale = dead.astype(np.float64) - share * at_risk
        influence += martingale / (alive / number * (1.0 - share))
    chance = 1.0 - survival
    return Estimate(chance, _log_log(survival, influence, n), n, survival * influence)


def _log_log(survival: float, influence: Floats, n: int) -> Pair:
    """Interval on the log-log scale, which stays in [0, 1]; Wilson's where nothing failed."""
    if survival >= 1.0:
        return wilson(0, n)
    logged = math.log(survival)
    factor = math.exp(Z95 * spread(influence) / abs(logged))
    return 1.0 - survival ** (1.0 / factor), 1.0 - survival**factor


def difference(test: Test, arms: list[tuple[float, Floats]]) -> Estimate:
    """A difference between arms on the same luck, as `sum of weight x statistic`.

    Args:
        test: Which statistic.
        arms: Weight (+1 or -1) and columns of each arm; war k of all arms shares its luck.
    """
    found = [(weight, estimate(test, columns)) for weight, columns in arms]
    number = arms[0][1].shape[0]
    n = min(each.n for _, each in found)
    value = 0.0
    influence = np.zeros(number)
    for weight, each in found:
        if each.value is None:
            return Estimate(None, None, n, influence)
        value += weight * each.value
        influence = influence + weight * each.influence
    flags = [columns[:, FIRST] for _, columns in arms]
    all_count = all(bool((columns[:, COUNTS] > 0.5).all()) for _, columns in arms)
    if test.share is not None and all_count and len(arms) == 2:
        return Estimate(value, _agresti_min(flags[0], flags[1]), n, influence)
    if test.mean is not None and all_count and len(arms) == 2:
        differing = int(np.count_nonzero(flags[0] != flags[1]))
        return Estimate(value, of_few(value, spread(influence), differing), n, influence)
    return _closed(value, influence, n)


def _agresti_min(treatment: Floats, control: Floats) -> Pair:
    """Interval of a difference of paired shares: half a war added to each cell of the table."""
    number = treatment.shape[0] + 2.0
    more = float((treatment > control).sum()) + 0.5
    fewer = float((treatment < control).sum()) + 0.5
    gap = (more - fewer) / number
    se = math.sqrt(max(0.0, (more + fewer) / number - gap**2) / number)
    low, high = normal(gap, se)
    return max(-1.0, low), min(1.0, high)
