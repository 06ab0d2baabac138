"""Whose turn it is to use the processors: one at a time, the most urgent first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

#: Who goes first: ranks of a turn.
PRESENTER, STUDENT, REFINING, WARMING = 0, 1, 2, 9


class Busy(Exception):
    """Too many different questions wait already."""


class Abandoned(Exception):
    """Nobody waits for this answer any more."""


@dataclass(slots=True, eq=False)
class _Waiting:
    urgency: Callable[[], int]
    granted: asyncio.Future[None]


class Turns:
    """One at a time, the least rank first, then first come first served."""

    def __init__(self, kept: int = 0) -> None:
        """Nobody has a turn; `kept` more at once are the presenter's alone."""
        self._kept = kept
        self._taken = 0
        self._waiting: list[_Waiting] = []

    @asynccontextmanager
    async def turn(self, urgency: Callable[[], int]) -> AsyncIterator[None]:
        """Wait for a turn and have it.

        Args:
            urgency: The rank of whoever waits for it; asked again whenever a turn is free, because
                a presenter may come to wait for what a student asked first.
        """
        mine = _Waiting(urgency, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        self.look()
        try:
            await mine.granted
        except asyncio.CancelledError:
            if mine in self._waiting:
                self._waiting.remove(mine)
            else:
                self._give_back()
            raise
        try:
            yield
        finally:
            self._give_back()

    def _give_back(self) -> None:
        self._taken -= 1
        self.look()

    def look(self) -> None:
        """Give what is free to whoever is most urgent now."""
        # Whoever has left is still on the list until it notices.
        while here := [each for each in self._waiting if not each.granted.done()]:
            # The first of equals came first.
            first = min(here, key=lambda each: each.urgency())
            if self._taken >= 1 + (self._kept if first.urgency() == PRESENTER else 0):
                return
            self._waiting.remove(first)
            self._taken += 1
            first.granted.set_result(None)
