"""A streamed response that knows when its reader has left, and does not wait for ever for one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from simulator.classroom.room import Refused
from simulator.classroom.turns import Abandoned, Busy
from simulator.errors import BadInput, SimulatorError

#: A reader that takes nothing for so long is gone [seconds].
PATIENCE = 30.0


def refusal(error: Exception) -> JSONResponse:
    """What a request that cannot be answered gets: a clear status and one sentence a mistake."""
    if isinstance(error, Busy):
        told = "too many different questions at once; ask again in a moment"
        return JSONResponse({"error": told}, 503, {"Retry-After": "1"})
    if isinstance(error, Refused):
        return JSONResponse({"error": str(error)}, error.status)
    if isinstance(error, BadInput):
        return JSONResponse({"error": str(error)}, 422)
    if isinstance(error, Abandoned | SimulatorError):
        return JSONResponse({"error": str(error) or "given up"}, 500)
    return JSONResponse({"error": "the server made a mistake"}, 500)


class Stream(Response):
    """Sends what a generator yields as it comes; closes it when the reader leaves.

    A generator that fails before its first part gets a proper status; one that fails later ends
    with a line that says so.
    """

    def __init__(self, parts: AsyncGenerator[str, None], media_type: str) -> None:
        """Take over `parts`, which is closed in the end whatever happens."""
        self.parts = parts
        super().__init__(None, 200, media_type=media_type)
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until there is no more, or until the reader has left."""
        feeding = asyncio.create_task(self._feed(scope, receive, send))
        leaving = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait({feeding, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (feeding, leaving):
                task.cancel()
            await asyncio.gather(feeding, leaving, return_exceptions=True)
            await self.parts.aclose()

    async def _feed(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            part = await anext(self.parts, "")
        except Exception as error:  # noqa: BLE001 - told to whoever asked
            await refusal(error)(scope, receive, send)
            return
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await asyncio.wait_for(send(start), PATIENCE)
        try:
            while part:
                await self._send(send, part, more=True)
                part = await anext(self.parts, "")
        except (SimulatorError, Abandoned) as error:
            await self._send(send, json.dumps({"error": str(error)}) + "\n", more=True)
        await self._send(send, "", more=False)

    async def _send(self, send: Send, part: str, *, more: bool) -> None:
        body = {"type": "http.response.body", "body": part.encode(), "more_body": more}
        await asyncio.wait_for(send(body), PATIENCE)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
