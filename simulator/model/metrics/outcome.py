"""The outcome of many wars, as frozen numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.intervals import Pair
from simulator.model.metrics.survival import Mean, Survival
from simulator.model.records import Names

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of wars with its 95 per cent Wilson interval."""

    share: float
    ci95: Pair
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """One metric over all wars; None where there is no such number.

    Attributes:
        mean: Mean over the wars that have the number.
        se: Standard error of the mean.
        ci95: 95 per cent interval of the mean.
        q05: Value that five per cent of the wars do not exceed.
        q50: The median.
        q95: Value that 95 per cent of the wars do not exceed.
        n: Wars that have the number.
    """

    mean: float | None
    se: float | None
    ci95: Pair | None
    q05: float | None
    q50: float | None
    q95: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A state metric month by month; arrays of shape (H + 1,), NaN where no war has the number."""

    mean: Floats
    q05: Floats
    q50: Floats
    q95: Floats


@dataclass(frozen=True, slots=True)
class Holding:
    """How long a first end of the fighting holds.

    Attributes:
        lasting: By months since that end, and by cause of failure.
        mean: Months it holds, at most WINDOW.
    """

    lasting: Survival
    mean: Mean


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened in an ensemble.

    Attributes:
        replications: Number of wars.
        months: The horizon H [months].
        engine: The engine that ran.
        end_mode: How the wars first ended by the horizon; shares sum to 1.
        causes: Why ends failed, among the wars whose first end failed.
        winners: Who won: `A`, `D`, `neither`.
        metrics: Typed name of a metric to its numbers.
        curves: State metric to its quantiles by month.
        p_ended: Share whose fighting had stopped a first time by each month; shape (H + 1,).
        modes: End mode to the share of wars in it by each month; shape (H + 1,) each.
        endings: How long the wars last, and the cumulative incidence of each way they first end.
        holding: End mode, and `any` for all of them, to how long such an end holds; only those
            that happened.
    """

    replications: int
    months: int
    engine: str
    end_mode: Mapping[str, Share]
    causes: Mapping[str, Share]
    winners: Mapping[str, Share]
    metrics: Mapping[str, Summary]
    curves: Mapping[str, Curve]
    p_ended: Floats
    modes: Mapping[str, Floats]
    endings: Survival
    holding: Mapping[str, Holding]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where numbers come from: what every table, picture and file carries.

    Attributes:
        scenario: Name as typed.
        title: Its title.
        start: Month 0, YYYY-MM; empty when the scenario has no date.
        entropy: Names the luck.
        engine: The engine that ran.
        version: Of this program.
        files: Input file to its content hash.
        levers: Lever to typed value, `@MONTH` appended when above 0.
        changes: Parameter path to what `--set` made of it.
        names: Of the sides, of D's patrons and of the statuses that D can have.
    """

    scenario: str
    title: str
    start: str
    entropy: int
    engine: str
    version: str
    files: Mapping[str, str]
    levers: Mapping[str, str]
    changes: Mapping[str, float | str]
    names: Names = field(default_factory=Names)
