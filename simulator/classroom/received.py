"""What a request brings along: its body, in time and with the fields it may have; who sent it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simulator.classroom.bounds import address_of
from simulator.classroom.room import Refused, Role, Room
from simulator.classroom.turns import PRESENTER, STUDENT

#: A body must have arrived by then [seconds].
_BODY = 5.0


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody in the room who asks for something."""

    cookie: str
    role: Role
    address: str

    @property
    def rank(self) -> int:
        """How urgent it is."""
        return PRESENTER if self.role == "presenter" else STUDENT

    def leads(self) -> None:
        """Only the presenter may go on.

        Raises:
            Refused: It is somebody else.
        """
        if self.role != "presenter":
            raise Refused(403, "only the presenter leads")


def visitor_of(request: Request, room: Room) -> Visitor:
    """Who asks.

    Raises:
        Refused: A stranger.
    """
    cookie = request.cookies.get(cookie_name(request), "")
    role = room.role_of(cookie)
    if role is None:
        raise Refused(401, "join first")
    return Visitor(cookie, role, sender(request))


def sender(request: Request) -> str:
    """The address that counts for the limits by address."""
    return address_of(request.client.host if request.client else "")


async def _body_of(request: Request) -> bytes:
    """What was sent; its length is bounded before it comes here.

    Raises:
        Refused: It did not arrive in time.
    """
    try:
        return await asyncio.wait_for(request.body(), _BODY)
    except TimeoutError as error:
        raise Refused(408, "that took too long") from error


async def form_of(request: Request, field: str) -> str:
    """The one field that a form has.

    Raises:
        Refused: It has others, or more.
    """
    body = await _body_of(request)
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=1)
    except ValueError as error:
        raise Refused(400, f"this form has one field, {field}") from error
    if [name for name, _ in fields] != [field]:
        raise Refused(400, f"this form has one field, {field}")
    return fields[0][1]


async def json_of(request: Request, *fields: str) -> dict[str, object]:
    """The JSON object that was sent, with these fields and no others.

    Raises:
        Refused: There is none, or its fields are others.
    """
    try:
        told = json.loads(await _body_of(request))
    except (ValueError, RecursionError) as error:
        raise Refused(400, "that is no JSON") from error
    if not isinstance(told, dict):
        raise Refused(400, "that is no JSON object")
    if set(told) != set(fields):
        raise Refused(422, "this takes " + (", ".join(fields) or "an empty object"))
    return told


def query_of(request: Request) -> dict[str, str]:
    """What stands after the question mark, each name once.

    Raises:
        Refused: A name stands there twice.
    """
    typed = request.query_params.multi_items()
    found = dict(typed)
    if len(found) != len(typed):
        raise Refused(422, "the same name stands twice in that question")
    return found


def cookie_name(request: Request) -> str:
    """Its name; a cookie is every port's, and another lesson may run on another."""
    return f"lesson-{request.scope['server'][1]}"


def welcomed(request: Request, cookie: str) -> Response:
    """To the lesson, with a cookie that says who it is."""
    response = RedirectResponse("/", 303)
    response.set_cookie(cookie_name(request), cookie, httponly=True, samesite="strict")
    return response
