"""Every input of a world: path, unit, range, default, meaning, source; one group of theory a file.

A parameter is a primitive (a cost, a probability, a rate, what is at stake), never an outcome.
`PARAMETERS` is the registry; the scenario files, the command line and the model all read it.
"""

from __future__ import annotations

from types import MappingProxyType

from simulator.model.parameters import (
    bargaining,
    beliefs,
    commitment,
    economy,
    force,
    home,
    manpower,
    patrons,
    stakes,
)
from simulator.model.parameters.parameter import Parameter

_ALL = (
    *stakes.ROWS,
    *home.ROWS,
    *beliefs.ROWS,
    *force.ROWS,
    *manpower.ROWS,
    *economy.ROWS,
    *patrons.ROWS,
    *commitment.ROWS,
    *bargaining.ROWS,
)

#: Path of every parameter to its description, in the order of the files.
PARAMETERS = MappingProxyType({row.path: row for row in _ALL})

__all__ = ["PARAMETERS", "Parameter"]
