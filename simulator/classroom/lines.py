"""Connections: patient with nobody for ever, and no client takes the lines of the others."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from simulator.classroom.bounds import address_of

#: A connection on which no request is under way is closed after so long [seconds].
_IDLE = 10.0


class Lines:
    """Every open connection, by the address it comes from, oldest first."""

    def __init__(self, of_one: int, of_all: int) -> None:
        """None is open; one address may have `of_one`, all together `of_all`."""
        self._of_one = of_one
        self._of_all = of_all
        self._open: dict[str, dict[Line, None]] = {}

    def add(self, line: Line) -> None:
        """Note a new connection; if that is one too many, one that asks nothing yet has to go."""
        mine = self._open.setdefault(line.address, {})
        mine[line] = None
        if len(mine) > self._of_one:
            _give_up_one(mine)
        elif sum(len(each) for each in self._open.values()) > self._of_all:
            _give_up_one(max(self._open.values(), key=len))

    def remove(self, line: Line) -> None:
        """Forget a connection that is closed."""
        mine = self._open.get(line.address, {})
        mine.pop(line, None)
        if not mine:
            self._open.pop(line.address, None)


def _give_up_one(lines: Collection[Line]) -> None:
    """Close the oldest that waits for its client to say something, or else the newest."""
    newest = None
    for line in lines:
        newest = line
        if line.waits:
            break
    if newest is not None:
        newest.transport.abort()


class Line(H11Protocol):
    """A connection that is given so long to ask something and then closed."""

    lines: Lines
    address = ""
    _check: asyncio.TimerHandle | None = None

    @property
    def waits(self) -> bool:
        """Whether the next word is the client's: no whole request is being answered."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete or cycle.more_body

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.address = address_of(self.client[0] if self.client else "")
        self.lines.add(self)
        self._later()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self.lines.remove(self)
        if self._check is not None:
            self._check.cancel()
        super().connection_lost(exc)

    def _later(self) -> None:
        self._check = self.loop.call_later(_IDLE, self._look, self.cycle)

    def _look(self, before: object) -> None:
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not before or (cycle is not None and not cycle.response_complete):
            self._later()
        elif self.transport.get_write_buffer_size():
            # It was answered and does not read; closing would wait until it does.
            self.transport.abort()
        else:
            self.transport.close()


def line_of(lines: Lines) -> type[Line]:
    """The kind of connection that one server makes."""
    return type("LineOfOneServer", (Line,), {"lines": lines})
