"""The luck of the checks that need some: one entropy, chosen once and never shopped for."""

from __future__ import annotations

from simulator.model.tape import uniforms

#: Names all luck of the table.
ENTROPY = 0


def uniform(first: int, second: int) -> float:
    """A uniform number, by two counters [0 to 1)."""
    return uniforms(ENTROPY, first, second, 0)[0]
