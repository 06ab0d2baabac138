"""The book of a textbook game played out: every month's numbers and offers."""

from __future__ import annotations

import numpy as np

from simulator.model.records import RUNGS, Floats, Talk, Trajectory

_CONTINUES = 10**6


class Ledger:
    """What is written down while a war is played.

    Attributes:
        ended: Month of the first end; a very large number while it goes on.
    """

    def __init__(self, months: int) -> None:
        """Open a book of months 0 to `months`."""
        self.months = months
        self.rows: dict[str, Floats] = {}
        self.talks: list[Talk] = []
        self.ended = _CONTINUES
        self.end_mode = 0
        self.chosen_by_A = False
        self.at_end: dict[str, float] = {}
        self.winner = 0

    def write(self, month: int, numbers: dict[str, float]) -> None:
        """Book a month's state."""
        for name, value in numbers.items():
            if name not in self.rows:
                self.rows[name] = np.zeros(self.months + 1)
            self.rows[name][month] = value

    def end(
        self, month: int, mode: int, winner: int, chosen_by_A: bool, numbers: dict[str, float]
    ) -> None:
        """Book the first end; later ones are part of what follows it."""
        if self.ended != _CONTINUES:
            return
        self.ended, self.end_mode, self.winner = month, mode, winner
        self.chosen_by_A = chosen_by_A
        self.at_end = dict(numbers)

    def close(self) -> Trajectory:
        """The finished war."""
        return Trajectory(
            series=self.rows,
            end_mode=self.end_mode,
            end_month=min(self.ended, self.months + 1),
            resumed_month=-1,
            cause=0,
            removed_month_A=-1,
            removed_month_D=-1,
            rung=len(RUNGS) - 1,
            chosen_by_A=self.chosen_by_A,
            at_end=self.at_end,
            talks=tuple(self.talks),
            events=(),
            winner=self.winner,
        )
