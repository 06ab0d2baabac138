"""What a request brings along: its body, in time, and its cookie."""

from __future__ import annotations

import asyncio
import json

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simulator.classroom.room import Refused

#: A body must have arrived by then [seconds].
_BODY = 5.0


async def body_of(request: Request) -> bytes:
    """What was sent; its length is bounded by the guard.

    Raises:
        Refused: It did not arrive in time.
    """
    try:
        return await asyncio.wait_for(request.body(), _BODY)
    except TimeoutError as error:
        raise Refused(408, "that took too long") from error


async def json_of(request: Request) -> dict[str, object]:
    """The JSON object that was sent.

    Raises:
        Refused: There is none.
    """
    try:
        told = json.loads(await body_of(request))
    except (ValueError, RecursionError) as error:
        raise Refused(400, "that is no JSON") from error
    if not isinstance(told, dict):
        raise Refused(400, "that is no JSON object")
    return told


def cookie_name(request: Request) -> str:
    """Its name; a cookie is every port's, and another lesson may run on another."""
    return f"lesson-{request.scope['server'][1]}"


def welcomed(request: Request, cookie: str) -> Response:
    """To the lesson, with a cookie that says who it is."""
    response = RedirectResponse("/", 303)
    response.set_cookie(cookie_name(request), cookie, httponly=True, samesite="strict")
    return response
