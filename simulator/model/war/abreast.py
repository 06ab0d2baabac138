"""Some wars side by side, month by month; threads play other wars at the same time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.model.levers import Lever
from simulator.model.metrics.per_war import Wars
from simulator.model.records import Scenario
from simulator.model.war.inputs import Inputs, Records, inputs_of
from simulator.model.war.month import begin_wars, play_month
from simulator.model.war.record import Floats, new_bench, new_series

#: Wars side by side: enough that a month's calls cost little, few enough for the cache.
ABREAST = 64

#: Where the record keeps what metrics.per_war calls `at_end`, in the order of AT_END.
AT_END_FIELDS = ("end_belief", "end_stop", "end_cont", "end_drift", "end_occ")


def _play(inputs: Inputs, series: Floats) -> Records:
    """Play wars to the horizon.

    Args:
        inputs: What they are played with.
        series: Their books, filled; shape (wars, states, H + 1).

    Returns:
        The wars as they stand at the horizon, type PLAY; shape (wars,).
    """
    bench = new_bench(inputs)
    begin_wars(bench, inputs)
    for month in range(series.shape[2]):
        play_month(bench, inputs, month, series)
    return bench.wars


def play_wars(
    scenario: Scenario,
    entropy: int,
    replications: Sequence[int],
    months: int,
    levers: tuple[Lever, ...] = (),
) -> Wars:
    """Wars of a scenario with a continuous front.

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
    at_end = np.stack([np.where(ended, own[name], np.nan) for name in AT_END_FIELDS], axis=1)
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
