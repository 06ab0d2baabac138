"""The same luck with and without: paired effects of a treatment, with their intervals.

War k of both arms is played on the same tape, so whatever luck both share cancels from the
difference. Intervals are those of paired differences; how many times smaller their variance is than
that of two independent ensembles says what the pairing was worth.

Source: common random numbers (Conway 1963; Glasserman and Yao 1992).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from simulator.model.levers import Lever
from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.catalogue import Selection, find, is_flag, largest_change
from simulator.model.metrics.intervals import change_within, paired_shares, rounded_off
from simulator.model.metrics.moments import Moments
from simulator.model.metrics.outcome import Outcome
from simulator.model.metrics.paired import Difference, Pairs, functional
from simulator.model.metrics.per_war import Wars, Whole, columns_of, is_of_one_war
from simulator.model.records import Floats, Scenario
from simulator.run.ensemble import Progress, processors, some_wars

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
        ci95: Interval of the effect, from paired differences.
        smaller: How many times smaller the variance is than unpaired; None where nothing varies.
        n: Wars that have both numbers.
    """

    control: float | None
    treatment: float | None
    effect: float | None
    ci95: tuple[float, float] | None
    smaller: float | None
    n: int

    @property
    def alike(self) -> bool:
        """Whether all pairs differ by the same, mostly by nothing: then no variance was seen.

        The interval of a mean is a point then, which says nothing of pairs that were not played.
        """
        return self.effect is not None and self.smaller is None

    @property
    def nothing(self) -> bool:
        """Whether no pair differs."""
        return self.alike and self.effect == 0.0


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
    whole = [name for name in names if not is_of_one_war(name)]
    only = Selection(tuple(names))
    alone = Accumulator(months, only)
    arms = [_Arm(treatment, months, only, single, whole) for treatment in treatments]
    with ThreadPoolExecutor(processors()) as pool:
        for low in range(0, replications, _CHUNK):
            chunk = range(low, min(low + _CHUNK, replications))
            played = [
                pool.submit(some_wars, arm.scenario, entropy, chunk, months, arm.levers, engine)
                for arm in (control, *treatments)
            ]
            before = played[0].result()
            alone.add(before)
            columns = columns_of(before, single)
            for arm, future in zip(arms, played[1:], strict=True):
                arm.add(before, columns, future.result())
            if progress is not None:
                progress(chunk.stop, replications)
    outcome = alone.outcome(engine, names)
    return [arm.contrast(outcome, engine) for arm in arms]


class _Arm:
    """A treatment's sums, and those of its differences from the control."""

    def __init__(
        self, arm: Arm, months: int, only: Selection, single: list[str], whole: list[str]
    ) -> None:
        self.arm = arm
        self.sums = Accumulator(months, only)
        self.single = single
        self.moments = Moments(4 * len(single))
        self.pairs = {name: Pairs(functional(name, months)) for name in whole}

    def add(self, before: Wars, columns: Floats, after: Wars) -> None:
        """Add the same wars of both arms, the control's numbers in `columns`."""
        self.sums.add(after)
        _add_pairs(self.moments, before.replication, columns, columns_of(after, self.single))
        for pairs in self.pairs.values():
            pairs.add(before, after)

    def contrast(self, control: Outcome, engine: str) -> Contrast:
        """Everything there is to compare, in the order of the names."""
        effects = _paired(self.single, self.moments, control.months)
        effects |= {name: _of_ensembles(pairs.difference()) for name, pairs in self.pairs.items()}
        treatment = self.sums.outcome(engine)
        return Contrast(control, treatment, {name: effects[name] for name in control.metrics})


def _add_pairs(moments: Moments, replications: Whole, before: Floats, after: Floats) -> None:
    # A war without the number in one arm (no month before the end) has no difference.
    both = np.where(np.isfinite(before + after), 1.0, np.nan)
    gap = after - before
    differ = np.where(np.isfinite(gap), gap != 0.0, np.nan)
    columns = np.concatenate([both * before, both * after, gap, differ], axis=1)
    moments.add(replications, columns)


def _paired(names: Sequence[str], moments: Moments, months: int) -> dict[str, Effect]:
    """Effects from the moments of control, treatment, difference and whether there is any."""
    if not names:
        return {}
    total = moments.total()
    size = len(names)
    effects = {}
    for i, name in enumerate(names):
        n = int(total.number[2 * size + i])
        if n == 0:
            effects[name] = Effect(None, None, None, None, None, 0)
            continue
        before, after, gap = (float(total.mean[j * size + i]) for j in range(3))
        gap = rounded_off(gap, before, after)
        spread = [float(total.squares[j * size + i]) / max(n - 1, 1) for j in range(3)]
        smaller = (spread[0] + spread[1]) / spread[2] if spread[2] > 0.0 else None
        differing = round(n * float(total.mean[3 * size + i]))
        asked = find(name)
        most = None if asked is None else largest_change(asked.metric, months)
        se = math.sqrt(spread[2] / n)
        interval = change_within(gap, se, differing, most) if n > 1 else None
        if asked is not None and is_flag(asked.metric):
            # Counts, so that sums are exact: a mean of noughts and ones is not.
            differ = float(total.squares[2 * size + i]) + n * gap * gap
            more, fewer = round((differ + n * gap) / 2), round((differ - n * gap) / 2)
            before, after = round(n * before) / n, round(n * after) / n
            gap, interval = (more - fewer) / n, paired_shares(more, fewer, n)
        effects[name] = Effect(before, after, gap, interval, smaller, n)
    return effects


def _of_ensembles(found: Difference) -> Effect:
    """The effect on a number that only a whole ensemble has."""
    before, after = found.before, found.after
    if before is None or after is None:
        return Effect(before, after, None, None, None, 0)
    effect = rounded_off(after - before, before, after)
    # A standard error that is rounding is none.
    se = rounded_off(math.sqrt(found.variance), math.sqrt(found.unpaired))
    # All of them are probabilities, or an index from 0 to 1.
    interval = change_within(effect, se, found.differing, 1.0)
    smaller = found.unpaired / found.variance if se > 0.0 else None
    return Effect(before, after, effect, interval, smaller, found.number)
