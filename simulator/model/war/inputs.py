"""What a run of wars is played with, as plain arrays: parameters, switches, levers by month.

Records (numpy's structured arrays) let compiled code say `v.cost_war_A` for the parameter
`cost.war_A` without a position to mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled
from simulator.model.draw import quantile
from simulator.model.levers import LEVERS, Lever, in_force
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Range, Scenario, World
from simulator.model.tape import PARAMETER_MONTH, parameter_channel, uniforms

Floats = npt.NDArray[np.float64]
#: A structured array: one record a war, a month or a run.
Records = npt.NDArray[np.void]

_STATES = tuple(name for name, kind in LEVERS.items() if not kind.event)
#: State levers whose age matters.
_DATED = ("posture", "aid_delay")
_EVENTS = tuple(name for name, kind in LEVERS.items() if kind.event)

VALUES = np.dtype([(path.replace(".", "_"), np.float64) for path in PARAMETERS])
SWITCHED = np.dtype([(name, np.bool_) for name in SWITCHES])
#: What each state lever says, and the months since some were last pulled (-1: never).
HELD = np.dtype([(name, np.float64) for name in (*_STATES, *(f"since_{name}" for name in _DATED))])
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
    numbers = np.array(replications, dtype=np.int64)
    pulled = in_force(scenario.levers, levers)
    return _laid_out(
        scenario, entropy, numbers, _values(scenario, entropy, numbers), pulled, months
    )


def inputs_of_world(world: World) -> Inputs:
    """The same for one world, whose ranges have been drawn already."""
    values = np.array([tuple(world.values[path] for path in PARAMETERS)], dtype=VALUES)
    numbers = np.array([world.replication], dtype=np.int64)
    return _laid_out(world.scenario, world.entropy, numbers, values, world.levers, world.months)


def _laid_out(
    scenario: Scenario,
    entropy: int,
    numbers: npt.NDArray[np.int64],
    values: Records,
    pulled: Iterable[Lever],
    months: int,
) -> Inputs:
    pulled = tuple(pulled)
    return Inputs(
        entropy=entropy,
        replications=numbers,
        values=values,
        on=np.array([tuple(scenario.switches[name] for name in SWITCHES)], dtype=SWITCHED),
        held=_held(pulled, months),
        events=_events(pulled, months),
        truce=scenario.phase == "truce",
    )


def _values(scenario: Scenario, entropy: int, replications: npt.NDArray[np.int64]) -> Records:
    values = np.empty(replications.shape[0], dtype=VALUES)
    luck = np.empty(replications.shape[0])
    for path in PARAMETERS:
        spread = scenario.values[path]
        drawn: float | Floats
        if isinstance(spread, Range):
            _draw_luck(entropy, replications // spread.shared, parameter_channel(path), luck)
            drawn = _drawn(spread, luck)
            drawn = np.floor(drawn + 0.5) if PARAMETERS[path].whole else drawn
        else:
            drawn = spread
        values[path.replace(".", "_")] = drawn
    return values


@compiled
def _draw_luck(
    entropy: int, replications: npt.NDArray[np.int64], channel: int, luck: Floats
) -> None:
    """Fill `luck` with the uniform of each war from which a parameter is drawn."""
    for k in range(replications.shape[0]):
        luck[k] = uniforms(entropy, replications[k], PARAMETER_MONTH, channel)[0]


def _drawn(spread: Range, luck: Floats) -> Floats:
    """`draw.quantile` of many uniforms: the same operations, so the same numbers."""
    low, high = spread.low, spread.high
    if spread.distribution == "uniform":
        drawn = low + luck * (high - low)
    elif spread.distribution == "triangular":
        mode = 0.5 * (low + high) if spread.mode is None else spread.mode
        width = high - low
        rising = low + np.sqrt(luck * width * (mode - low))
        falling = high - np.sqrt((1.0 - luck) * width * (high - mode))
        drawn = np.where(luck * width < mode - low, rising, falling)
    else:
        # Numpy's own exponential rounds otherwise than Python's.
        return np.array([quantile(spread, uniform) for uniform in luck.tolist()])
    clipped: Floats = np.minimum(high, np.maximum(low, drawn))
    return clipped


def _held(pulled: Iterable[Lever], months: int) -> Records:
    held = np.empty(months + 2, dtype=HELD)
    for name in _STATES:
        held[name] = LEVERS[name].default
    for name in _DATED:
        held[f"since_{name}"] = -1.0
    for lever in pulled:
        if lever.name in _STATES and lever.month <= months:
            held[lever.name][lever.month + 1 :] = lever.number
        if lever.name in _DATED and lever.month <= months:
            since: Any = np.arange(months + 1 - lever.month, dtype=np.float64)
            held[f"since_{lever.name}"][lever.month + 1 :] = since
    return held


def _events(pulled: Iterable[Lever], months: int) -> Records:
    events = np.full(months + 1, np.nan, dtype=EVENTS)
    for lever in pulled:
        # An event of size nought does not happen.
        if lever.name in _EVENTS and lever.month <= months and lever.number != 0.0:
            events[lever.name][lever.month] = lever.number
    return events
