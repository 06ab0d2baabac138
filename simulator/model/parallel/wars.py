"""Some wars side by side, month by month; threads play other wars at the same time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.model.levers import Lever
from simulator.model.metrics.per_war import Wars
from simulator.model.parallel.bench import Floats, new_bench, new_series
from simulator.model.parallel.inputs import Inputs, Records, inputs_of
from simulator.model.parallel.month import (
    before_talks,
    begin_all,
    begun_in_truce,
    expectations,
    from_talks_on,
)
from simulator.model.records import Scenario

#: Wars side by side: enough that a month's calls cost little, few enough for the cache.
ABREAST = 64


def _play(inputs: Inputs, series: Floats) -> Records:
    """Play wars to the horizon.

    Args:
        inputs: What they are played with.
        series: Their books, filled; shape (wars, states, H + 1).

    Returns:
        The wars as they stand at the horizon, type PLAY; shape (wars,).
    """
    wars, public, desks, scratch = new_bench(inputs)
    # Month 0 sees the levers of month 0; from then on a step sees those of the month it leaves.
    wars["held"], wars["event"] = inputs.held[1], inputs.events[0]
    begin_all(wars, public)
    expectations(wars, desks, scratch, False)
    begun_in_truce(wars)
    for month in range(series.shape[2]):
        if month > 0:
            wars["held"], wars["event"] = inputs.held[month], inputs.events[month - 1]
            before_talks(wars, public)
        expectations(wars, desks, scratch, True)
        from_talks_on(wars, desks.to_A, desks.to_D, series)
    return wars


def play_wars(
    scenario: Scenario,
    entropy: int,
    replications: Sequence[int],
    months: int,
    levers: tuple[Lever, ...] = (),
) -> Wars:
    """Wars of a scenario with a continuous front, bit for bit those of the reference model.

    Args:
        scenario: What is played.
        entropy: Names the luck [0, 2**63).
        replications: Number of each war.
        months: The horizon H [months].
        levers: Pulled beside the scenario's own.
    """
    inputs = inputs_of(scenario, entropy, replications, months, levers)
    series = new_series(len(replications), months)
    own = _play(inputs, series)["s"]
    ended = own["ended"] <= months
    booked = ("end_belief", "end_stop", "end_cont", "end_drift", "end_occ")
    at_end = np.stack([np.where(ended, own[name], np.nan) for name in booked], axis=1)
    return Wars(
        replication=inputs.replications,
        end_mode=own["end_mode"].copy(),
        end_month=np.minimum(own["ended"], months + 1),
        resumed_month=own["resumed"].copy(),
        cause=own["cause"].copy(),
        removed_A=own["removed_A"].copy(),
        removed_D=own["removed_D"].copy(),
        winner=own["winner"].copy(),
        chosen_by_A=own["chosen"].copy(),
        at_end=at_end,
        series=series,
    )
