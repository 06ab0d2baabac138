"""From a scenario to one world: every range becomes a number, by the luck of one war.

A range is drawn by inverse transform from one uniform of its own, so a scenario that differs in one
range draws every other parameter as before, and a wider range moves a draw monotonically.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import NormalDist
from types import MappingProxyType

from simulator.model.levers import Lever, in_force
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range, Scenario, World
from simulator.model.tape import PARAMETER_MONTH, parameter_channel, uniforms

_STANDARD = NormalDist()


def draw(
    scenario: Scenario,
    entropy: int,
    replication: int,
    months: int,
    levers: Iterable[Lever] = (),
) -> World:
    """The world in which war number `replication` is played.

    Args:
        scenario: What is known of it.
        entropy: Names the luck [0, 2**63).
        replication: Number of the war [0, 2**63).
        months: How long play goes on [months].
        levers: The run's own levers, which prevail.
    """
    values = {
        path: _number(path, value, entropy, replication) for path, value in scenario.values.items()
    }
    return World(
        scenario=scenario,
        values=MappingProxyType(values),
        levers=in_force(scenario.levers, levers),
        entropy=entropy,
        replication=replication,
        months=months,
    )


def _number(path: str, value: float | Range, entropy: int, replication: int) -> float:
    if not isinstance(value, Range):
        return value
    draw_number = replication // value.shared
    uniform, _ = uniforms(entropy, draw_number, PARAMETER_MONTH, parameter_channel(path))
    drawn = quantile(value, uniform)
    return float(math.floor(drawn + 0.5)) if PARAMETERS[path].whole else drawn


def quantile(spread: Range, uniform: float) -> float:
    """The value below which a share `uniform` of the range's draws lie, within [low, high].

    Args:
        spread: Where from.
        uniform: Share [0-1].

    >>> quantile(Range(2.0, 4.0), 0.25)
    2.5
    """
    low, high = spread.low, spread.high
    if spread.distribution == "triangular":
        drawn = _triangular(low, high, _mode(spread), uniform)
    elif spread.distribution == "normal":
        drawn = _normal(low, high, _mode(spread), uniform)
    elif spread.distribution == "loguniform":
        drawn = low * math.exp(uniform * math.log(high / low))
    else:
        drawn = low + uniform * (high - low)
    # Rounding may carry a draw past an end by one unit in the last place.
    return min(high, max(low, drawn))


def _mode(spread: Range) -> float:
    return 0.5 * (spread.low + spread.high) if spread.mode is None else spread.mode


def _triangular(low: float, high: float, mode: float, uniform: float) -> float:
    width = high - low
    if uniform * width < mode - low:
        return low + math.sqrt(uniform * width * (mode - low))
    return high - math.sqrt((1.0 - uniform) * width * (high - mode))


def _normal(low: float, high: float, mean: float, uniform: float) -> float:
    # Low and high are two standard deviations from the middle; what lies beyond is cut off.
    deviation = 0.25 * (high - low)
    below = _STANDARD.cdf((low - mean) / deviation)
    above = _STANDARD.cdf((high - mean) / deviation)
    return mean + deviation * _STANDARD.inv_cdf(below + uniform * (above - below))
