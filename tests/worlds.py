"""Small worlds for tests: the registry's defaults with whatever is changed, played at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

import numpy as np

from simulator.files.levers import in_order
from simulator.model.declare import Setting
from simulator.model.draw import draw
from simulator.model.levers import LEVERS, Lever
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Range, Scenario, Trajectory, World
from simulator.model.war.play import play

ENTROPY = 20251015

DEFAULTS = MappingProxyType({path: row.default for path, row in PARAMETERS.items()})


def scenario(
    values: Mapping[str, float] | None = None,
    *,
    off: Iterable[str] = (),
    levers: Sequence[Lever] = (),
    phase: Literal["war", "truce"] = "war",
) -> Scenario:
    """The defaults, with these values, without these mechanisms."""
    changed: dict[str, float | Range] = {**DEFAULTS, **(values or {})}
    return Scenario(
        name="test",
        title="A world for a test",
        question="",
        start="",
        phase=phase,
        steps="continuous",
        values=MappingProxyType(changed),
        switches=MappingProxyType(dict.fromkeys(SWITCHES, True) | dict.fromkeys(off, False)),
        levers=in_order(levers),
    )


def pull(name: str, word: str, month: int = 0) -> Lever:
    """A lever as somebody would type it."""
    number = LEVERS[name].number(word)
    if number is None:
        raise ValueError(f"{name} cannot be {word}")
    return Lever(name, word, number, month)


def of_settings(settings: Mapping[str, Setting]) -> Scenario:
    """The defaults with settings as a mechanism's `bites` has them."""
    values, off, levers = {}, [], []
    phase: Literal["war", "truce"] = "truce" if settings.get("phase") == "truce" else "war"
    for path, setting in settings.items():
        table, _, name = path.partition(".")
        if table == "mechanisms":
            off += [] if setting else [name]
        elif table == "levers":
            word, _, month = str(setting).partition("@")
            levers.append(pull(name, word, int(month or 0)))
        elif table != "phase":
            values[path] = float(setting)
    if strange := [path for path in values if path not in PARAMETERS]:
        raise ValueError(f"no such parameter: {strange}")
    if strange := [name for name in off if name not in SWITCHES]:
        raise ValueError(f"no such mechanism: {strange}")
    return scenario(values, off=off, levers=levers, phase=phase)


def world(which: Scenario, k: int = 0, months: int = 24) -> World:
    """War k of a scenario, not yet played."""
    return draw(which, ENTROPY, k, months)


def war(which: Scenario, k: int = 0, months: int = 24) -> Trajectory:
    """War k of a scenario."""
    return play(world(which, k, months))


def wars(which: Scenario, number: int, months: int = 24) -> list[Trajectory]:
    """Wars 0 to `number` - 1 of a scenario."""
    return [war(which, k, months) for k in range(number)]


def same(first: Trajectory, second: Trajectory) -> bool:
    """Whether two wars are the same to the last bit."""
    if first.series.keys() != second.series.keys():
        return False
    if not all(np.array_equal(first.series[n], second.series[n]) for n in first.series):
        return False
    return _rest(first) == _rest(second)


def _rest(war: Trajectory) -> tuple[object, ...]:
    return (
        war.end_mode,
        war.end_month,
        war.resumed_month,
        war.cause,
        war.removed_month_A,
        war.removed_month_D,
        war.rung,
        war.chosen_by_A,
        dict(war.at_end),
        war.talks,
        war.winner,
    )


def alternatives(path: str) -> list[float]:
    """Other values a parameter may have: the ends of its ranges first, then half and double."""
    row = PARAMETERS[path]
    ends = [*(row.neutral or ()), row.high, row.low, 0.5 * row.default, 2.0 * row.default]
    tried = [float(round(value)) if row.whole else value for value in ends]
    return [v for v in dict.fromkeys(tried) if row.low <= v <= row.high and v != row.default]
