"""A war's own strip of the luck tape."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.model.tape import (
    CHANNELS,
    PARAMETER_MONTH,
    normal,
    parameter_channel,
    uniforms,
)


@dataclass(frozen=True, slots=True)
class Luck:
    """All the luck of one war, by month and named channel.

    Attributes:
        entropy: Names the ensemble's luck.
        replication: Number of the war.
    """

    entropy: int
    replication: int

    def uniform(self, month: int, channel: str) -> float:
        """The uniform of a channel in a month [0 to 1)."""
        return uniforms(self.entropy, self.replication, month, CHANNELS[channel])[0]

    def normal(self, month: int, channel: str) -> float:
        """The standard normal of a channel in a month."""
        first, second = uniforms(self.entropy, self.replication, month, CHANNELS[channel])
        return normal(first, second)

    def of_war(self, name: str) -> float:
        """A uniform that belongs to the war as a whole, by name [0 to 1)."""
        return uniforms(self.entropy, self.replication, PARAMETER_MONTH, parameter_channel(name))[0]
