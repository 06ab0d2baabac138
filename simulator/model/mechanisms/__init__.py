"""What the sides do: pure scalar functions, one theory a file, no clock, no agents, no luck.

Mechanisms are what the sides do; theory is what a paper proves must follow. Each function is
compiled by numba, takes and returns numbers only, and names its source. Units: months, shares of
D's territory, forces as indices (1 at month 0), hazards per month, values in stakes.

Each file declares, as `MECHANISM`, what people can set and see of it. They are found here by walking
the folder, so a new file needs no other list; they are imported in the order of the alphabet,
whichever of them is asked for first.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from simulator.model.declare import Mechanism


def _declared(file: str) -> Mechanism:
    mechanism: Mechanism = import_module(f"{__name__}.{file}").MECHANISM
    if mechanism.name != file:
        raise ValueError(f"{file}.py declares {mechanism.name}: a mechanism has its file's name")
    return mechanism


#: What every file of this folder declares, in the order of the alphabet.
MECHANISMS = tuple(
    _declared(file) for file in sorted(found.name for found in iter_modules(__path__))
)
