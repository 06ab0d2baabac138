"""A side's public and elite: about a hundred members in blocs, and the question put to them."""

from __future__ import annotations

import mesa
import numpy as np

from simulator.model.mechanisms.audience import joined, open_dissent, total
from simulator.model.records import Floats
from simulator.model.war.luck import Luck

#: Inner elite, nationalists, moderates and business, public: share of the members.
BLOCS = ("elite", "hawks", "moderates", "public")
_SHARES = (0.15, 0.20, 0.20, 0.45)


class Audience(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """A domestic audience; one agent holds its members as arrays.

    Attributes:
        dissent: Share openly dissenting now, by weight [0 to 1].
        by_bloc: The same within each bloc; shape (4,).
    """

    def __init__(
        self, model: mesa.Model, side: int, values: dict[str, float], weights: Floats, luck: Luck
    ) -> None:
        """Draw the members.

        Args:
            model: The war.
            side: 0 for A, 1 for D.
            values: The world's parameters.
            weights: Weight of each bloc; shape (4,), summing to 1.
            luck: The war's luck; each member's sensitivity is drawn on it.
        """
        super().__init__(model)
        number = int(values["audience.size"])
        ranks = np.arange(number) / max(1, number)
        spread = values["audience.threshold_spread"]
        self.thresholds = values["audience.threshold_mean"] + spread * (2.0 * ranks - 1.0)
        if number > 1:
            self.thresholds[1] += values["audience.second_mover"]
        # Golden-ratio steps scatter the blocs evenly over the thresholds.
        places = (0.5 + 0.6180339887498949 * np.arange(number)) % 1.0
        bloc = np.searchsorted(np.cumsum(_SHARES)[:-1], places, side="right")
        sizes = np.bincount(bloc, minlength=4)
        together = np.argsort(bloc, kind="stable")
        self.thresholds = self.thresholds[together]
        self.sensitivity = (0.5 + luck.of_members(side, number))[together]
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        shares = np.where(sizes > 0, weights / np.maximum(sizes, 1), 0.0)
        self.weights = shares / total(shares * sizes) if number else shares
        self.scale = values["audience.grievance"]
        self.dissent = 0.0
        self.by_bloc = np.zeros(4)

    def ask(self, grievance: Floats) -> float:
        """Who would dissent openly under these grievances [share by weight].

        Args:
            grievance: Of each bloc; shape (4,).
        """
        return open_dissent(
            self.thresholds, self.sensitivity, self.starts, self.weights, grievance, self.scale
        )

    def feel(self, grievance: Floats) -> None:
        """Settle this month's open dissent."""
        self.dissent = self.ask(grievance)
        for bloc in range(4):
            first, last = int(self.starts[bloc]), int(self.starts[bloc + 1])
            pull = self.scale * grievance[bloc]
            number = joined(self.thresholds, self.sensitivity, first, last, pull, self.dissent)
            self.by_bloc[bloc] = number / max(last - first, 1)
