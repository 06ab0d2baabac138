"""Whose turn it is to use the processors: one at a time, the most urgent first."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

#: Who goes first: ranks of a turn.
PRESENTER, STUDENT, REFINING, WARMING = 0, 1, 2, 9


class Busy(Exception):
    """Too many different questions wait already."""


class Abandoned(Exception):
    """Nobody waits for this answer any more."""


class Turns:
    """One at a time, the least rank first, then first come first served."""

    def __init__(self) -> None:
        """Nobody has the turn."""
        self._taken = False
        self._number = count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def turn(self, rank: int) -> AsyncIterator[None]:
        """Wait for the turn and have it."""
        if self._taken:
            mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            heapq.heappush(self._waiting, (rank, next(self._number), mine))
            try:
                await mine
            except asyncio.CancelledError:
                if mine.done() and not mine.cancelled():
                    self._pass_on()
                raise
        self._taken = True
        try:
            yield
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        self._taken = False
        while self._waiting:
            _, _, other = heapq.heappop(self._waiting)
            if not other.done():
                self._taken = True
                other.set_result(None)
                return
