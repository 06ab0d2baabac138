"""What a forecast, its scores and its naive rivals look like, as frozen numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.model.metrics.intervals import Pair
from simulator.model.records import Floats

#: Middle intervals whose coverage is counted, and the shares of an ensemble below their ends.
LEVELS = (0.5, 0.8, 0.95)
QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


@dataclass(frozen=True, slots=True)
class Gain:
    """How much better a forecast did than a rival, with the interval of `resample`.

    Attributes:
        rival: The rival's mean score.
        less: The rival's score less the forecast's, in the unit of the score; above 0 is better.
        ci95: Its interval over paths that could have come, and wars that could have been played.
        skill: `less` as a share of the rival's score; None where the rival was perfect.
    """

    rival: float
    less: float
    ci95: Pair
    skill: float | None

    @property
    def verdict(self) -> str:
        """`better`, `worse`, or `no telling apart`."""
        if self.ci95[0] > 0.0:
            return "better"
        return "worse" if self.ci95[1] < 0.0 else "no telling apart"


@dataclass(frozen=True, slots=True)
class Territory:
    """The front: forecast, record and scores, months 1 to M.

    Attributes:
        recorded: Share held in the middle of each month from 0; shape (M + 1,).
        quantiles: Share of members to the forecast's values; shape (M + 1,) each.
        crps: Mean score of the forecast [share of territory].
        crps_error: Its standard error from the number of wars played.
        covered: Middle interval to the number of months whose record lay inside.
        as_often: Middle interval to the shares of the forecast's own wars that lie inside in at
            least, and in at most, as many months: what that number is worth when months hang
            together.
        walk: Against a random walk with the drift and noise of the twelve months before.
        still: Against a front that stays where it was last known.
        pace_recorded: Mean monthly change that came [share of territory].
        pace_forecast: The median member's.
        walk_band: Middle 80 per cent of the random walk; shape (M + 1,) each.
    """

    recorded: Floats
    quantiles: Mapping[float, Floats]
    crps: float
    crps_error: float
    covered: Mapping[float, int]
    as_often: Mapping[float, tuple[float, float]]
    walk: Gain
    still: Gain
    pace_recorded: float
    pace_forecast: float
    walk_band: tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Fighting:
    """Whether the war went on: chances and mean scores over months 1 to M.

    Attributes:
        recorded: Whether there was fighting in each month; M entries.
        chance: The forecast's chance of fighting in each month from 0; shape (M + 1,).
        base: The base rate's; shape (M + 1,).
        brier: Mean Brier score of the forecast, the base rate, and "it goes on".
        log: Mean logarithmic score of the same three.
        whole: The forecast's chance of fighting in every month, with its interval.
        whole_base: The base rate's.
    """

    recorded: tuple[bool, ...]
    chance: Floats
    base: Floats
    brier: tuple[float, float, float]
    log: tuple[float, float, float]
    whole: tuple[float, Pair]
    whole_base: float


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that could have happened by the last month recorded."""

    name: str
    happened: bool
    chance: float
    ci95: Pair
    brier: float
    log: float


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One author's forecast against what came.

    Attributes:
        author: The scenario's name.
        title: Its title.
        start: Its month [months since year 0].
        months: Months that can be scored; 0 when none can.
        territory: The front; None when nothing can be scored.
        fighting: Whether the war went on; None likewise.
        events: Everything else that could have happened.
        files: Content hash of each file of the scenario.
    """

    author: str
    title: str
    start: int
    months: int
    territory: Territory | None
    fighting: Fighting | None
    events: tuple[Event, ...]
    files: Mapping[str, str]
