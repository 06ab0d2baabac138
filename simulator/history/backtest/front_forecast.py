"""Forecasts of the front, scored on the recorded months beside the naive forecasters'."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from simulator.files.recorded import WarRecord
from simulator.history.backtest.naive import Walk, walk_from
from simulator.history.backtest.resample import POOL, normals, paths
from simulator.history.backtest.scorecard import LEVELS, QUANTILES, Gain, Territory
from simulator.history.backtest.scores import Members, crps, crps_normal, inside, members_of
from simulator.model.metrics.jackknife import GROUPS
from simulator.model.records import Floats


def front_of(held: Floats, record: WarRecord, start: int, entropy: int) -> Territory:
    """Forecast, record and scores of the front.

    Args:
        held: Share held by A in each war and month from 0; shape (wars, months + 1).
        record: What came, at least that many months of it from the start on.
        start: Month 0 [months since year 0].
        entropy: Names the luck of the interval [0, 2**63).
    """
    last = held.shape[1] - 1
    at = start - record.months[0]
    ends = record.held[at - 1 : at + last + 1]
    recorded = 0.5 * (ends[:-1] + ends[1:])
    forecast = [members_of(held[:, month]) for month in range(1, last + 1)]
    walk = walk_from(record, start)
    changes = np.diff(ends)
    pool = np.diff(record.held[: at + last + 1])[-POOL:]
    drawn = paths(walk.last, changes, pool, entropy)
    covered = {
        level: sum(
            inside(each, float(value), level)
            for each, value in zip(forecast, recorded[1:], strict=True)
        )
        for level in LEVELS
    }
    members = {level: _own_covered(held[:, 1:], level) for level in LEVELS}
    own, error = _crps(forecast, recorded[1:]), _error(held[:, 1:], recorded[1:])
    drawn_own = _crps_of(forecast, drawn) + error * normals(entropy)
    return Territory(
        recorded=recorded,
        quantiles={level: np.quantile(held, level, axis=0) for level in QUANTILES},
        crps=own,
        crps_error=error,
        covered=covered,
        as_often={
            level: (
                float((months >= covered[level]).mean()),
                float((months <= covered[level]).mean()),
            )
            for level, months in members.items()
        },
        walk=_gain(own, drawn_own, _walked(walk, recorded[1:]), _walked(walk, drawn)),
        still=_gain(
            own,
            drawn_own,
            np.abs(recorded[1:] - walk.last).mean(),
            np.abs(drawn - walk.last).mean(axis=1),
        ),
        pace_recorded=float(recorded[-1] - recorded[0]) / last,
        pace_forecast=float(np.median(held[:, -1] - held[:, 0])) / last,
        walk_band=_band(walk, last),
    )


def _own_covered(held: Floats, level: float) -> Floats:
    """Months in which each member lies in the ensemble's middle interval; shape (members,)."""
    low, high = np.quantile(held, [(1.0 - level) / 2.0, (1.0 + level) / 2.0], axis=0)
    months: Floats = ((held >= low) & (held <= high)).sum(axis=1).astype(np.float64)
    return months


def _crps(forecast: Sequence[Members], values: Floats) -> float:
    return float(_crps_of(forecast, values[None, :])[0])


def _crps_of(forecast: Sequence[Members], values: Floats) -> Floats:
    """Mean score over the months for each path; values of shape (paths, months)."""
    scores = [crps(each, values[:, month]) for month, each in enumerate(forecast)]
    mean: Floats = np.mean(scores, axis=0)
    return mean


def _error(held: Floats, values: Floats) -> float:
    """Standard error of the mean score, for the ensemble is only some of the wars there could be.

    Args:
        held: Members by month; shape (members, months).
        values: What came; shape (months,).
    """
    members = held.shape[0]
    groups = min(GROUPS, members)
    if groups < 2:
        return 0.0
    group = np.arange(members) * groups // members
    without = [
        _crps([members_of(column) for column in held[group != left_out].T], values)
        for left_out in range(groups)
    ]
    return math.sqrt((groups - 1) * float(np.var(without)))


def _walked(walk: Walk, values: Floats) -> Floats:
    """The random walk's mean score over the months, for each path."""
    rows = np.atleast_2d(values)
    scores = [
        [
            crps_normal(walk.mean(lead), walk.deviation(lead), float(value))
            for lead, value in enumerate(row, start=1)
        ]
        for row in rows
    ]
    mean: Floats = np.mean(scores, axis=1)
    return mean if values.ndim == 2 else mean[0]


def _gain(own: float, drawn_own: Floats, rival: Floats, drawn_rival: Floats) -> Gain:
    other = float(rival)
    low, high = np.quantile(drawn_rival - drawn_own, [0.025, 0.975])
    skill = 1.0 - own / other if other > 0.0 else None
    return Gain(other, other - own, (float(low), float(high)), skill)


def _band(walk: Walk, months: int) -> tuple[Floats, Floats]:
    """The random walk's middle 80 per cent, months 0 to M."""
    middle = np.array([walk.mean(lead) for lead in range(months + 1)])
    reach = 1.2815515655446004 * np.array([walk.deviation(lead) for lead in range(months + 1)])
    return middle - reach, middle + reach
