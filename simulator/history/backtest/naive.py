"""Two naive forecasters: the base rate of past wars, and a random walk from the last months.

A theory that does not beat them has not yet explained anything of what was recorded.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.files.recorded import Hazard, WarRecord
from simulator.model.records import Floats

#: Months of the past that a random walk takes its drift and its noise from.
MEMORY = 12


def still_fighting(hazards: Sequence[Hazard], age: int, months: int) -> Floats:
    """Chance that a war of that age goes on for 0, 1, ... months more, by the base rate.

    Args:
        hazards: Chance of ending in a month, by age; the last goes on for ever.
        age: How long the war has lasted [months].
        months: How far to look [months].

    Returns:
        Shape (months + 1,).
    """
    rates = [_rate(hazards, age + later) for later in range(months)]
    return np.concatenate([[1.0], np.cumprod(1.0 - np.array(rates))])


def _rate(hazards: Sequence[Hazard], age: float) -> float:
    for each in hazards:
        if each.low <= age < each.high:
            return each.monthly
    return hazards[-1].monthly


@dataclass(frozen=True, slots=True)
class Walk:
    """A random walk of the front from the last month known.

    Attributes:
        last: Share held at the end of the last month known [0-1].
        drift: Mean monthly change over the months remembered [share].
        noise: Standard deviation of those changes [share].
        memory: How many changes they are of.
    """

    last: float
    drift: float
    noise: float
    memory: int

    def mean(self, lead: int) -> float:
        """Expected share in the middle of the month `lead` months after the start [0-1]."""
        return self.last + self.drift * (lead + 0.5)

    def deviation(self, lead: int) -> float:
        """Standard deviation of that: of the walk, and of a drift known from few months.

        The middle of a month is the mean of its two ends, whose variance is `lead` months and a
        quarter of noise.
        """
        walked = lead + 0.25
        unknown = (lead + 0.5) ** 2 / self.memory
        return self.noise * math.sqrt(walked + unknown)


def walk_from(record: WarRecord, start: int) -> Walk:
    """The random walk of somebody who writes in month `start` and knows all months before.

    Args:
        record: The war as recorded; nothing from `start` on is read.
        start: Month [months since year 0], with at least three months recorded before it.
    """
    known = record.held[: start - record.months[0]]
    changes = np.diff(known)[-MEMORY:]
    return Walk(float(known[-1]), float(changes.mean()), float(changes.std(ddof=1)), changes.size)
