"""The same luck with and without: paired effects of a treatment, with their intervals.

War k of both arms is played on the same tape, so whatever luck both share cancels from the
difference. The interval is that of the mean of paired differences; how many times smaller its
variance is than that of two independent ensembles says what the pairing was worth.

Source: common random numbers (Conway 1963; Glasserman and Yao 1992).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.ensemble import Progress, some_wars
from simulator.levers import Lever
from simulator.metrics.accumulate import Accumulator
from simulator.metrics.catalogue import PER_WAR, find
from simulator.metrics.intervals import normal
from simulator.metrics.moments import Moments
from simulator.metrics.outcome import Outcome
from simulator.metrics.per_war import Wars, event_by_month, war_numbers
from simulator.records import Floats, Scenario

_CHUNK = 128


@dataclass(frozen=True, slots=True)
class Arm:
    """One side of a comparison: a scenario and the levers pulled beside its own."""

    scenario: Scenario
    levers: tuple[Lever, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a treatment does to one metric.

    Attributes:
        control: Mean without it; None when no war has such a number.
        treatment: Mean with it.
        effect: Treatment less control, over the wars that have both numbers.
        ci95: Interval of the effect.
        paired: Whether it is the interval of paired differences; a probability estimated over the
            whole ensemble (`recur`) has that of two independent ones.
        smaller: How many times smaller the variance is than unpaired; None where nothing varies.
        n: Wars that have both numbers.
    """

    control: float | None
    treatment: float | None
    effect: float | None
    ci95: tuple[float, float] | None
    paired: bool
    smaller: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """Both arms' outcomes and every metric's effect, by name."""

    control: Outcome
    treatment: Outcome
    effects: dict[str, Effect]


def contrast(
    control: Arm,
    treatment: Arm,
    replications: int,
    entropy: int,
    months: int,
    names: Sequence[str],
    engine: str = "ensemble",
    progress: Progress | None = None,
) -> Contrast:
    """Play both arms on the same luck and compare them; arguments as `contrasts`."""
    return contrasts(control, [treatment], replications, entropy, months, names, engine, progress)[
        0
    ]


def contrasts(
    control: Arm,
    treatments: Sequence[Arm],
    replications: int,
    entropy: int,
    months: int,
    names: Sequence[str],
    engine: str = "ensemble",
    progress: Progress | None = None,
) -> list[Contrast]:
    """Play a control once and any number of treatments, all on the same luck.

    Args:
        control: Without a treatment.
        treatments: Each compared with the control.
        replications: How many wars an arm.
        entropy: Names the luck of all arms [0, 2**63).
        months: The horizon [months].
        names: Metrics to compare, as `check_names` returns them.
        engine: `ensemble` or `mesa`.
        progress: Told after each chunk.

    Raises:
        RunFailed: A war could not be played.
    """
    single = [name for name in names if is_of_one_war(name)]
    alone = Accumulator(months)
    sums = [Accumulator(months) for _ in treatments]
    moments = [Moments(3 * len(single)) for _ in treatments]
    for low in range(0, replications, _CHUNK):
        chunk = range(low, min(low + _CHUNK, replications))
        played = [
            some_wars(arm.scenario, entropy, chunk, months, arm.levers, engine)
            for arm in (control, *treatments)
        ]
        alone.add(played[0])
        for total, pairs, wars in zip(sums, moments, played[1:], strict=True):
            total.add(wars)
            if single:
                _add_pairs(pairs, chunk, _columns(played[0], single), _columns(wars, single))
        if progress is not None:
            progress(chunk.stop, replications)
    before = alone.outcome(engine, names)
    return [
        _closed(before, total.outcome(engine, names), names, _paired(single, pairs))
        for total, pairs in zip(sums, moments, strict=True)
    ]


def _add_pairs(moments: Moments, chunk: range, before: Floats, after: Floats) -> None:
    # A war without the number in one arm (no month before the end) has no difference.
    both = np.where(np.isfinite(before + after), 1.0, np.nan)
    columns = np.concatenate([both * before, both * after, after - before], axis=1)
    moments.add(np.array(chunk, dtype=np.int64), columns)


def _closed(
    control: Outcome, treatment: Outcome, names: Sequence[str], paired: dict[str, Effect]
) -> Contrast:
    effects = {
        name: paired[name] if name in paired else _unpaired(control, treatment, name)
        for name in names
    }
    return Contrast(control, treatment, effects)


def is_of_one_war(name: str) -> bool:
    """Whether a metric, by its typed name, is a number of a single war."""
    asked = find(name)
    return name in PER_WAR or (asked is not None and asked.month is not None)


def _columns(wars: Wars, names: Sequence[str]) -> Floats:
    """Each war's number for every name; shape (wars, names)."""
    return np.stack([war_values(wars, name) for name in names], axis=1)


def war_values(wars: Wars, name: str) -> Floats:
    """A metric of each war, by its typed name; shape (wars,), NaN where a war has no number.

    Args:
        wars: Some wars.
        name: A metric that `is_of_one_war`.
    """
    asked = find(name)
    if asked is None or asked.month is None:
        return war_numbers(wars, name)
    if asked.metric.kind == "event":
        return event_by_month(wars, asked.metric.name)[:, asked.month].astype(np.float64)
    return wars.state(asked.metric.name)[:, asked.month]


def _paired(names: Sequence[str], moments: Moments) -> dict[str, Effect]:
    """Effects from the moments of control, treatment and difference, side by side."""
    if not names:
        return {}
    total = moments.total()
    size = len(names)
    effects = {}
    for i, name in enumerate(names):
        n = int(total.number[2 * size + i])
        if n == 0:
            effects[name] = Effect(None, None, None, None, True, None, 0)
            continue
        before, after, gap = (float(total.mean[j * size + i]) for j in range(3))
        spread = [float(total.squares[j * size + i]) / max(n - 1, 1) for j in range(3)]
        smaller = (spread[0] + spread[1]) / spread[2] if spread[2] > 0.0 else None
        interval = normal(gap, math.sqrt(spread[2] / n)) if n > 1 else None
        effects[name] = Effect(before, after, gap, interval, True, smaller, n)
    return effects


def _unpaired(control: Outcome, treatment: Outcome, name: str) -> Effect:
    """The effect on a number that only a whole ensemble has."""
    before, after = control.metrics[name], treatment.metrics[name]
    if before.mean is None or after.mean is None:
        return Effect(before.mean, after.mean, None, None, False, None, 0)
    gap = after.mean - before.mean
    interval = None
    if before.se is not None and after.se is not None:
        interval = normal(gap, math.hypot(before.se, after.se))
    return Effect(before.mean, after.mean, gap, interval, False, None, min(before.n, after.n))
