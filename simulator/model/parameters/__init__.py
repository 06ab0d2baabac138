"""Every input of a world: path, unit, range, default, meaning, source.

A parameter is a primitive (a cost, a probability, a rate, what is at stake), never an outcome; each
is declared by the mechanism that reads it. The scenario files, the command line and the model all
read `PARAMETERS`.
"""

from __future__ import annotations

from simulator.model.declare import Parameter
from simulator.model.registry import PARAMETERS

__all__ = ["PARAMETERS", "Parameter"]
