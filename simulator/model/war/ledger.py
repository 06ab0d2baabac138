"""The war's book: every month's numbers, every offer, every event (step 10)."""

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
        self.events: list[tuple[int, str]] = []
        self.ended = _CONTINUES
        self.end_mode = 0
        self.resumed = -1
        self.cause = 0
        self.removed = [-1, -1]
        self.rung = len(RUNGS) - 1
        self.chosen_by_A = False
        self.at_end: dict[str, float] = {}
        self.winner = 0

    def write(self, month: int, numbers: dict[str, float]) -> None:
        """Book a month's state."""
        for name, value in numbers.items():
            if name not in self.rows:
                self.rows[name] = np.zeros(self.months + 1)
            self.rows[name][month] = value

    def tell(self, month: int, sentence: str) -> None:
        """Note an event in words, for a reader of this one war."""
        self.events.append((month, sentence))

    def end(
        self, month: int, mode: int, winner: int, chosen_by_A: bool, numbers: dict[str, float]
    ) -> None:
        """Book the first end; later ones are part of what follows it."""
        if self.ended != _CONTINUES:
            return
        self.ended, self.end_mode, self.winner = month, mode, winner
        self.chosen_by_A = chosen_by_A
        self.at_end = dict(numbers)

    @property
    def over(self) -> bool:
        """Whether a first end has been booked."""
        return self.ended != _CONTINUES

    def resume(self, month: int, cause: int) -> None:
        """Book that fighting resumed after the first end."""
        if self.over and self.resumed < 0 and month > self.ended:
            self.resumed, self.cause = month, cause

    def close(self) -> Trajectory:
        """The finished war."""
        return Trajectory(
            series=self.rows,
            end_mode=self.end_mode,
            end_month=min(self.ended, self.months + 1),
            resumed_month=self.resumed,
            cause=self.cause,
            removed_month_A=self.removed[0],
            removed_month_D=self.removed[1],
            rung=self.rung,
            chosen_by_A=self.chosen_by_A,
            at_end=self.at_end,
            talks=tuple(self.talks),
            events=tuple(self.events),
            winner=self.winner,
        )
