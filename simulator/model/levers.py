"""The levers: treatments a run can pull, from a month on or once.

A state lever holds from its month on; an event lever happens once. Each is declared by the
mechanism it acts on. Source: the vocabulary of the five authors' conditional claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.model.declare import LeverKind
from simulator.model.registry import LEVERS

__all__ = ["LEVERS", "Lever", "LeverKind", "in_force"]


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever pulled: name, typed value, the number behind it, and the month it starts."""

    name: str
    value: str
    number: float
    month: int


def in_force(own: Iterable[Lever], pulled: Iterable[Lever]) -> tuple[Lever, ...]:
    """A scenario's own levers and a run's, in order of their months.

    A state lever that the run pulls holds from its month on, so what the scenario would do with the
    same lever from then on does not happen. Events happen, whoever orders them.

    Args:
        own: The scenario's.
        pulled: The run's; in a month they come after the scenario's, and so prevail.
    """
    pulled = tuple(pulled)
    since: dict[str, int] = {}
    for lever in pulled:
        if not LEVERS[lever.name].event:
            since[lever.name] = min(lever.month, since.get(lever.name, lever.month))
    kept = [lever for lever in own if lever.month < since.get(lever.name, lever.month + 1)]
    return tuple(sorted((*kept, *pulled), key=lambda lever: lever.month))
