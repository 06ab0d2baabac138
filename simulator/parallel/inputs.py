"""What a run of wars is played with, as plain arrays: parameters, switches, levers by month.

Records (numpy's structured arrays) let compiled code say `v.cost_war_A` for the parameter
`cost.war_A` without a position to mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.draw import draw
from simulator.levers import LEVERS, Lever
from simulator.parameters import PARAMETERS
from simulator.parameters.switches import SWITCHES
from simulator.records import Scenario

Floats = npt.NDArray[np.float64]
#: A structured array: one record a war, a month or a run.
Records = npt.NDArray[np.void]

_STATES = tuple(name for name, kind in LEVERS.items() if not kind.event)
_EVENTS = tuple(name for name, kind in LEVERS.items() if kind.event)

VALUES = np.dtype([(path.replace(".", "_"), np.float64) for path in PARAMETERS])
SWITCHED = np.dtype([(name, np.bool_) for name in SWITCHES])
#: What each state lever says, and the months since the posture was last chosen.
HELD = np.dtype([(name, np.float64) for name in (*_STATES, "since_posture")])
#: What happens in a step; NaN where nothing does.
EVENTS = np.dtype([(name, np.float64) for name in _EVENTS])


@dataclass(frozen=True, slots=True)
class Inputs:
    """What some wars of one run are played with.

    Attributes:
        entropy: Names the luck.
        replications: Number of each war; shape (wars,).
        values: Parameters of each war, type VALUES; shape (wars,).
        on: Which mechanisms are on, type SWITCHED; shape (1,).
        held: State levers from month -1 (nobody pulled anything) on, type HELD; shape (H + 2,).
        events: Events of the step that starts at each month, type EVENTS; shape (H + 1,).
        truce: Whether play begins in a truce.
    """

    entropy: int
    replications: npt.NDArray[np.int64]
    values: Records
    on: Records
    held: Records
    events: Records
    truce: bool


def inputs_of(
    scenario: Scenario,
    entropy: int,
    replications: Sequence[int],
    months: int,
    levers: tuple[Lever, ...] = (),
) -> Inputs:
    """Draw every war's parameters, and lay the levers out by month.

    Args:
        scenario: What is played.
        entropy: Names the luck [0, 2**63).
        replications: Number of each war.
        months: The horizon H [months].
        levers: Pulled beside the scenario's own.
    """
    pulled = draw(scenario, entropy, 0, months, levers).levers
    return Inputs(
        entropy=entropy,
        replications=np.array(replications, dtype=np.int64),
        values=_values(scenario, entropy, replications, months),
        on=np.array([tuple(scenario.switches[name] for name in SWITCHES)], dtype=SWITCHED),
        held=_held(pulled, months),
        events=_events(pulled, months),
        truce=scenario.phase == "truce",
    )


def _values(scenario: Scenario, entropy: int, replications: Sequence[int], months: int) -> Records:
    uncertain = any(not isinstance(value, float | int) for value in scenario.values.values())
    rows: Iterable[Mapping[str, float]]
    if uncertain:
        rows = (draw(scenario, entropy, k, months).values for k in replications)
    else:
        rows = (draw(scenario, entropy, 0, months).values,)
    packed = [tuple(float(row[path]) for path in PARAMETERS) for row in rows]
    values = np.array(packed, dtype=VALUES)
    return values if uncertain else np.repeat(values, len(replications))


def _held(pulled: Iterable[Lever], months: int) -> Records:
    held = np.empty(months + 2, dtype=HELD)
    for name in _STATES:
        held[name] = LEVERS[name].default
    held["since_posture"] = -1.0
    for lever in pulled:
        if lever.name in _STATES and lever.month <= months:
            held[lever.name][lever.month + 1 :] = lever.number
        if lever.name == "posture" and lever.month <= months:
            since: Any = np.arange(months + 1 - lever.month, dtype=np.float64)
            held["since_posture"][lever.month + 1 :] = since
    return held


def _events(pulled: Iterable[Lever], months: int) -> Records:
    events = np.full(months + 1, np.nan, dtype=EVENTS)
    for lever in pulled:
        if lever.name in _EVENTS and lever.month <= months:
            events[lever.name][lever.month] = lever.number
    return events
