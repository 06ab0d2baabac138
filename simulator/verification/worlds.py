"""Worlds in which the simulator itself is put to the test, and what is read off their wars."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from simulator.bargaining.game import Game
from simulator.model.draw import draw
from simulator.model.levers import LEVERS, Lever
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import END_MODES, Scenario, Trajectory, World
from simulator.model.war.play import play
from simulator.verification.entropy import ENTROPY
from simulator.verification.published_check import Estimate

_DEFAULTS = MappingProxyType({path: row.default for path, row in PARAMETERS.items()})


def forts(game: Game, wars: int, months: int, bargaining: bool = True) -> list[Trajectory]:
    """A textbook game played out by the simulator, a battle a month.

    Args:
        game: The game.
        wars: How many wars.
        months: How long play goes on.
        bargaining: Whether anybody may make an offer.
    """
    scenario = Scenario(
        name="verification",
        title=game.title,
        question="",
        start="",
        phase="war",
        steps="forts",
        values=_DEFAULTS,
        switches=dict.fromkeys(SWITCHES, True) | {"bargaining": bargaining},
        game=game,
    )
    return [play(draw(scenario, ENTROPY, k, months)) for k in range(wars)]


def continuous(
    values: Mapping[str, float] | None = None,
    *,
    off: Iterable[str] = (),
    levers: Sequence[Lever] = (),
    truce: bool = False,
    months: int = 60,
    replication: int = 0,
) -> World:
    """A world of the continuous front: the registry's defaults, some values, some mechanisms off.

    Args:
        values: Parameters that differ from their defaults.
        off: Mechanisms switched off.
        levers: Levers pulled.
        truce: Whether play begins in a truce.
        months: How long play goes on.
        replication: Which war.
    """
    scenario = Scenario(
        name="verification",
        title="",
        question="",
        start="",
        phase="truce" if truce else "war",
        steps="continuous",
        values=dict(_DEFAULTS) | dict(values or {}),
        switches=dict.fromkeys(SWITCHES, True) | dict.fromkeys(off, False),
        levers=tuple(levers),
    )
    return draw(scenario, ENTROPY, replication, months)


def lever(name: str, value: str) -> Lever:
    """A lever pulled at month 0."""
    number = LEVERS[name].number(value)
    if number is None:
        raise ValueError(f"{name} cannot be {value}")
    return Lever(name, value, number, 0)


def fought(war: Trajectory) -> bool:
    """Whether there was a battle at all."""
    return bool(war.series["fighting"].any())


def ends_in(war: Trajectory, mode: str) -> bool:
    """Whether the first end was of this kind."""
    return END_MODES[war.end_mode] == mode


def share(wars: Sequence[Trajectory], of: Callable[[Trajectory], bool]) -> Estimate:
    """The share of wars of which something is true."""
    return replace(mean(wars, lambda war: float(of(war))), is_share=True)


def mean(wars: Sequence[Trajectory], of: Callable[[Trajectory], float]) -> Estimate:
    """The mean of something over wars, with its standard error."""
    values = [of(war) for war in wars]
    number = len(values)
    middle = math.fsum(values) / number
    spread = math.fsum((v - middle) ** 2 for v in values) / max(1, number - 1)
    return Estimate(middle, math.sqrt(spread / number), number)
