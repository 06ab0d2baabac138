"""Errands: work with one result, done once however many ask for it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from simulator.classroom.turns import REFINING

Result = TypeVar("Result")


@dataclass(slots=True, eq=False)
class Errand:
    """Something done once, however many ask; `rank` is that of the most urgent of them."""

    rank: int
    result: asyncio.Future[Any] | None = None

    def after_pictures(self) -> int:
        """How urgent it is where a slider's first picture goes before it."""
        return self.rank + REFINING


class Errands:
    """Results of errands, and those under way."""

    def __init__(self, kept: int, take_in: Callable[[int], None], look: Callable[[], None]) -> None:
        """Nothing is known.

        Args:
            kept: So many results are remembered.
            take_in: Called with a rank before one more errand is begun; raises `Busy`.
            look: Called when an errand has become more urgent.
        """
        self._kept, self._take_in, self._look = kept, take_in, look
        self._errands: OrderedDict[object, Errand] = OrderedDict()

    @property
    def under_way(self) -> int:
        """How many are being done."""
        results = (each.result for each in self._errands.values())
        return sum(each is not None and not each.done() for each in results)

    async def once(
        self, key: object, work: Callable[[Errand], Awaitable[Result]], rank: int
    ) -> Result:
        """The result of some work.

        Args:
            key: What is asked.
            work: Does it.
            rank: Who asks.

        Raises:
            Busy: Too many questions wait.
        """
        errand = self._errands.get(key)
        if errand is None:
            self._take_in(rank)
            errand = self._errands[key] = Errand(rank)
            errand.result = asyncio.ensure_future(work(errand))
            while len(self._errands) > self._kept:
                self._errands.popitem(last=False)
        elif rank < errand.rank:
            errand.rank = rank
            self._look()
        assert errand.result is not None  # noqa: S101 - set where it was made
        try:
            # Shielded: whoever leaves does not take the work from the others.
            return cast(Result, await asyncio.shield(errand.result))
        except Exception:
            self._errands.pop(key, None)
            raise
