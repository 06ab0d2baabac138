"""Made-up wars with the shape of real ones: a plain arithmetic of the replication number.

No model stands behind these numbers; they only have to look like a war and repeat exactly.
"""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from simulator.model.levers import Lever
from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.per_war import Wars, wars_of
from simulator.model.records import END_MODES, Scenario, Talk, Trajectory

_LIST = {name: index for index, name in enumerate(END_MODES)}


def fake_scenario(name: str = "fake") -> Scenario:
    """A scenario that nothing reads but its labels."""
    return Scenario(
        name=name,
        title="A made-up war",
        question="Does the plumbing hold?",
        start="2025-10",
        phase="war",
        steps="continuous",
        values=MappingProxyType({}),
        switches=MappingProxyType({}),
        files=MappingProxyType({"fake.toml": "0123456789abcdef"}),
    )


def luck(replication: int, channel: int) -> float:
    """A number in [0, 1) that looks random: a multiple of the golden ratio, modulo 1."""
    return (0.6180339887498949 * (replication * 7 + channel * 31 + 1)) % 1.0


def _ending(k: int, months: int) -> tuple[int, int, int]:
    """Mode, month and resumed month of war k."""
    if luck(k, 1) > 0.6:
        return 0, months + 1, -1
    mode = (_LIST["frozen"], _LIST["truce"], _LIST["settlement"], _LIST["withdrawal"])[k % 4]
    month = 1 + int(luck(k, 2) * months)
    resumed = month + 1 + int(luck(k, 3) * 40)
    again = mode in (_LIST["frozen"], _LIST["truce"]) and luck(k, 4) < 0.5 and resumed <= months
    return mode, month, resumed if again else -1


def fake_war(replication: int, months: int = 60) -> Trajectory:
    """War number `replication`, with every state metric and a few talks."""
    k = replication
    mode, end, resumed = _ending(k, months)
    t = np.arange(months + 1, dtype=float)
    ended = (t >= end) & ((resumed < 0) | (t < resumed))
    wave = np.sin(t / 5 + 6 * luck(k, 5))
    series = {name: np.full(months + 1, 0.3 + 0.2 * luck(k, 6)) for name in STATES}
    series["occ"] = 0.19 + (luck(k, 7) - 0.45) * 0.0008 * t + 0.001 * wave
    series["belief_A_win"] = np.clip(0.7 - 0.006 * t * luck(k, 8) + 0.03 * wave, 0, 1)
    series["belief_D_win"] = np.clip(0.35 + 0.003 * t * luck(k, 9) - 0.02 * wave, 0, 1)
    series["demand_A"] = np.clip(0.95 - 0.008 * t * luck(k, 10) + 0.02 * wave, 0, 1)
    series["demand_D"] = np.clip(0.8 - 0.004 * t * luck(k, 11), 0, 1)
    series["range_width"] = 1 - series["demand_D"] - series["demand_A"]
    series["hazard_stop_A"] = np.clip(0.22 - 0.001 * t + 0.01 * wave, 0, 1)
    series["hazard_cont_A"] = np.clip(0.03 + 0.003 * t * luck(k, 12), 0, 1)
    series["fighting"] = (~ended).astype(float)
    series["talks"] = (wave > 0.5).astype(float)
    series["phase"] = np.where(ended, {2: 3.0, 3: 2.0}.get(mode, 1.0), 0.0)
    for side in ("A", "D"):
        series[f"{side}_accepts_truce"] = (wave > 0.9).astype(float)
        series[f"{side}_accepts"] = np.zeros(months + 1)
    series["casualties_A"] = 30000 * (1 + 0.1 * wave) * (~ended)
    removed = int(luck(k, 13) * 200)
    return Trajectory(
        series=series,
        end_mode=mode,
        end_month=end,
        resumed_month=resumed,
        cause=1 + k % 5 if resumed >= 0 else 0,
        removed_month_A=removed if removed <= months else -1,
        removed_month_D=-1,
        rung=3 if mode == _LIST["settlement"] else 5,
        chosen_by_A=mode in (1, 2),
        at_end={"belief_A_win": 0.4},
        talks=_talks(series["demand_A"], series["demand_D"], mode, end, months),
        events=((0, "the war begins its month 0"), (min(4, months), "patron 1 cuts its aid")),
        winner=-1 if mode == _LIST["withdrawal"] else 0,
    )


def _talks(
    demand_A: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    demand_D: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    mode: int,
    end: int,
    months: int,
) -> tuple[Talk, ...]:
    talks = []
    for month in range(3, min(end, months), 7):
        by_A = month % 2 == 1
        land = float(demand_A[month] if by_A else 1 - demand_D[month])
        table = month % 3 == 0
        talks.append(
            Talk(
                month=month,
                kind="table" if table else "truce",
                proposer="mediator" if table else ("A" if by_A else "D"),
                land=0.5 if table else land,
                rung="neutral_armed",
                value_A=0.4,
                refuse_A=0.55 - 0.002 * month,
                value_D=0.5,
                refuse_D=0.45,
                accepted=False,
            )
        )
    if mode in (1, 2) and end <= months:
        kind = "truce" if mode == 1 else "settlement"
        talks.append(
            Talk(end, kind, "A", 0.3, "neutral_armed", 0.5, 0.45, 0.5, 0.45, accepted=True)
        )
    return tuple(talks)


def fake_play(
    scenario: Scenario, entropy: int, replication: int, months: int, levers: tuple[Lever, ...]
) -> Trajectory:
    """Stands in for drawing and playing a world; can be sent to a worker process."""
    if scenario.name == "broken" and replication == 5:
        raise ZeroDivisionError("the solver found no pivot")
    return fake_war(replication + entropy * 1000 + len(levers), months)


def fake_wars(replications: list[int], months: int = 60) -> Wars:
    """Plain numbers of made-up wars."""
    return wars_of(replications, [fake_war(k, months) for k in replications], months)
