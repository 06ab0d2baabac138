"""Everything that mechanisms declare, gathered, each kind in the order in which it was published.

The registries that the rest reads (`parameters`, `parameters.switches`, `parameters.groups`,
`levers`, `metrics.rows`) are views of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from simulator.model import published
from simulator.model.declare import Group, LeverKind, Mechanism, Parameter, State
from simulator.model.fixed_numbers import Level, Table
from simulator.model.mechanisms import MECHANISMS

Row = TypeVar("Row")


def gathered(
    mechanisms: Iterable[Mechanism],
    named: Callable[[Mechanism], Iterable[tuple[str, Row]]],
    order: tuple[str, ...],
) -> Mapping[str, Row]:
    """Rows of all mechanisms by their names, those published first.

    Args:
        mechanisms: Whose.
        named: The rows of one, with their names.
        order: Names in the order in which they were published.

    Raises:
        ValueError: Two mechanisms declare one name.
    """
    rows: dict[str, Row] = {}
    declared_by: dict[str, str] = {}
    for mechanism in mechanisms:
        for name, row in named(mechanism):
            if name in rows:
                raise ValueError(f"{name}: {declared_by[name]} and {mechanism.name} declare it")
            rows[name], declared_by[name] = row, mechanism.name
    return MappingProxyType({name: rows[name] for name in published.as_published(rows, order)})


def kept(mechanisms: Iterable[Mechanism]) -> tuple[State, ...]:
    """States that mechanisms keep for themselves, each at its place in `war.own`."""
    placed = {
        mechanism.place(state.name): state
        for mechanism in mechanisms
        for state in mechanism.states
        if state.start is not None
    }
    return tuple(placed[place] for place in sorted(placed))


def _switches(mechanism: Mechanism) -> Iterator[tuple[str, str]]:
    if mechanism.switch is not None:
        yield mechanism.switch.name, mechanism.switch.lost


def _paths(mechanism: Mechanism) -> Iterator[tuple[str, Group]]:
    """Whatever of a mechanism a scenario can set, with the group it belongs to."""
    for row in mechanism.parameters:
        yield row.path, mechanism.group
    for name, _ in _switches(mechanism):
        yield f"mechanisms.{name}", mechanism.group
    for kind in mechanism.levers:
        yield f"levers.{kind.name}", mechanism.group


#: Path of every parameter to its description.
PARAMETERS: Mapping[str, Parameter] = gathered(
    MECHANISMS,
    lambda mechanism: ((row.path, row) for row in mechanism.parameters),
    published.PARAMETERS,
)

#: Name of every lever to what it is.
LEVERS: Mapping[str, LeverKind] = gathered(
    MECHANISMS,
    lambda mechanism: ((kind.name, kind) for kind in mechanism.levers),
    published.LEVERS,
)

#: Name of every switch to what is lost when it is false.
SWITCHES: Mapping[str, str] = gathered(MECHANISMS, _switches, published.SWITCHES)

#: Name of every state that is a metric to what it is.
STATES: Mapping[str, State] = gathered(
    MECHANISMS,
    lambda mechanism: ((state.name, state) for state in mechanism.states if state.shown),
    published.STATES,
)

#: The table of lever levels: what levers do once they are pulled, by name.
LEVELS: Mapping[str, Level] = gathered(
    MECHANISMS, lambda mechanism: ((row.name, row) for row in mechanism.levels), ()
)

#: Every other table, by name.
TABLES: Mapping[str, Table] = gathered(
    MECHANISMS, lambda mechanism: ((table.name, table) for table in mechanism.tables), ()
)

#: Path of every parameter, `mechanisms.NAME` and `levers.NAME` to the group it belongs to.
GROUP_OF: Mapping[str, Group] = gathered(MECHANISMS, _paths, ())

#: What mechanisms keep for themselves, in the order of their places in `war.own`.
OWN: tuple[State, ...] = kept(MECHANISMS)
