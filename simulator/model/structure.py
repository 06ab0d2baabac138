"""The structural tier: coefficients that no scenario touches, moved to see what hangs on them."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from simulator.model.parameters import PARAMETERS, Parameter
from simulator.model.records import Range, Scenario

#: Path of every structural coefficient that has a range over which conclusions are tried.
STRUCTURAL = MappingProxyType(
    {
        path: row
        for path, row in PARAMETERS.items()
        if row.tier == "structural" and row.neutral is not None
    }
)


def structural_range(row: Parameter, shared: int = 1) -> Range:
    """The range over which conclusions are tried for a coefficient.

    Raises:
        ValueError: It has none.
    """
    if row.neutral is None:
        raise ValueError(f"{row.path} has no range over which conclusions are tried")
    return Range(*row.neutral, shared=shared)


def with_structure_drawn(scenario: Scenario, shared: int) -> Scenario:
    """A scenario in which every structural coefficient that it leaves alone is drawn.

    Args:
        scenario: Whose coefficients.
        shared: How many wars in a row share a draw of all of them.
    """
    drawn = {
        path: structural_range(row, shared)
        for path, row in STRUCTURAL.items()
        if scenario.values[path] == row.default
    }
    return replace(scenario, values=MappingProxyType({**scenario.values, **drawn}))
