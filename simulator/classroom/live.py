"""The lesson served: its pages, and what happens in the class. All is checked and bounded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import cast

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from simulator.classroom.board import Design, name_of
from simulator.classroom.bounds import Bounds
from simulator.classroom.guard import MOST_BODY, Guard
from simulator.classroom.join import join_page
from simulator.classroom.page import Joining, content_policy, page
from simulator.classroom.pairs_served import PairsServed
from simulator.classroom.questions import Questions
from simulator.classroom.received import (
    Visitor,
    cookie_name,
    form_of,
    json_of,
    sender,
    visitor_of,
    welcomed,
)
from simulator.classroom.room import Refused, Room, WrongCode
from simulator.classroom.settings import key_of, read_settings
from simulator.classroom.stream import Stream, refusal
from simulator.classroom.work import Work
from simulator.errors import BadInput

#: The line is kept open by a word every so often [seconds].
_HEARTBEAT = 15.0


class Classroom:
    """The pages of one room, and what its people do there."""

    def __init__(self, room: Room, work: Work, address: str = "") -> None:
        """Serve a room.

        Args:
            room: Who may do what.
            work: Answers the questions.
            address: Where students go; shown beside the code.
        """
        self.room = room
        self.work = work
        self.address = address
        self.bounds = Bounds(room.seats)
        self.questions = Questions(room, work, self.bounds)
        self._pages = cache(self._page)

    def app(self, names: frozenset[str]) -> Starlette:
        """The application, known as `names`."""
        asked, pairs = self.questions, PairsServed(self.room)
        routes = [
            Route("/", self.home),
            Route("/join", self.join, methods=["POST"]),
            Route("/answer", asked.answer),
            Route("/cures", asked.cures),
            Route("/best", asked.best),
            Route("/war", asked.war),
            Route("/verdicts", asked.verdicts),
            Route("/apart", asked.apart),
            Route("/treatments", asked.treatments),
            Route("/records", asked.records),
            Route("/tips", asked.tips),
            Route("/class", self.listen),
            Route("/vote", self.vote, methods=["POST"]),
            Route("/board", self.design, methods=["POST"]),
            Route("/round", pairs.lead, methods=["POST"]),
            Route("/move", pairs.move, methods=["POST"]),
            Route("/show", self.show, methods=["POST"]),
            Route("/ballot", self.ballot, methods=["POST"]),
            Route("/door", self.door, methods=["POST"]),
            Route("/reset", self.reset, methods=["POST"]),
        ]
        return Starlette(
            routes=routes,
            middleware=[
                Middleware(Guard, names=names),
                Middleware(RequestBodyLimitMiddleware, max_body_size=MOST_BODY),
            ],
            lifespan=self._lifespan,
            exception_handlers={
                404: _nothing,
                405: _nothing,
                BadInput: _refused,
                Refused: _refused,
                Exception: _refused,
            },
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(self.work.warm(self.room.lesson.scenes))
        try:
            yield
        finally:
            warming.cancel()
            self.work.close()

    def _page(self, role: str) -> str:
        extra = {"authors": self.questions.authors(), "run": self.room.run}
        leads = self.room.open and role == "presenter"
        joining = Joining(self.address, self.room.code) if leads else None
        lesson = self.room.lesson
        return page(lesson, role, wars=self.work.wanted, joining=joining, extra=extra)

    async def home(self, request: Request) -> Response:
        """The lesson for whoever is in the room; for others the door."""
        key = request.query_params.get("presenter")
        role = self.room.role_of(request.cookies.get(cookie_name(request)))
        if role is None and self.room.open and key is None:
            return _door()
        if role is None or key is not None:
            try:
                return welcomed(request, self.room.present(key))
            except WrongCode:
                error = self.bounds.wrong_code(sender(request))
                told = "This link is of another lesson: each start of the program makes a new one. "
                where = "It stands in the window where the program was started."
                return _door(told + where if error.status == 403 else str(error), error.status)
        policy = {"Content-Security-Policy": content_policy(own=True)}
        return HTMLResponse(self._pages(role), headers=policy)

    async def join(self, request: Request) -> Response:
        """A student at the door with a code."""
        code = await form_of(request, "code")
        try:
            cookie = self.room.join(
                code, sender(request), request.cookies.get(cookie_name(request))
            )
        except WrongCode:
            error = self.bounds.wrong_code(sender(request))
            return _door(str(error), error.status)
        except Refused as error:
            return _door(str(error), error.status)
        return welcomed(request, cookie)

    async def listen(self, request: Request) -> Response:
        """What happens in the class, as it happens."""
        visitor = visitor_of(request, self.room)
        return Stream(self._events(visitor), "text/event-stream")

    async def _events(self, visitor: Visitor) -> AsyncGenerator[str, None]:
        told = -1
        with self.bounds.listening(visitor.cookie):
            while self.room.role_of(visitor.cookie) is not None:
                if self.room.version != told:
                    told = self.room.version
                    yield f"data: {json.dumps(self.room.state(visitor.cookie))}\n\n"
                else:
                    yield ":\n\n"
                await self.room.news(told, _HEARTBEAT)
            yield 'event: over\ndata: {"over": true}\n\n'

    async def vote(self, request: Request) -> Response:
        """A guess."""
        visitor = visitor_of(request, self.room)
        told = await json_of(request, "scene", "choice")
        scene, choice = told["scene"], told["choice"]
        if type(scene) is not int or type(choice) is not int:
            raise Refused(422, "a vote is a scene's number and an option's")
        self.room.vote(visitor.cookie, scene, choice)
        return JSONResponse({"counted": True})

    async def design(self, request: Request) -> Response:
        """A design for the board, scored here on the same luck as everybody's."""
        visitor = visitor_of(request, self.room)
        told = await json_of(request, "scene", "name", "settings")
        number, name, settings = told["scene"], told["name"], told["settings"]
        if type(number) is not int or not isinstance(name, str) or not isinstance(settings, dict):
            raise Refused(422, "a design is a scene's number, a name and settings")
        scene = self.questions.scene(str(number))
        if not scene.budget:
            raise Refused(422, "this scene has no board")
        # Whatever a dial could not have said in a link is no place of it.
        chosen = read_settings(scene, {str(key): str(place) for key, place in settings.items()})
        board = self.room.board
        if not board.room_for(visitor.cookie):
            raise Refused(429, "your designs fill the board; let others have their turn")
        with self.bounds.answer(visitor.cookie, visitor.address, visitor.rank):
            share, ci = await self.work.scored(scene, chosen, visitor.rank)
        label = name_of(name) or f"Design {len(board.rows()) + 1}"
        design = Design(label, chosen, scene.cost(chosen), share, ci)
        if board is self.room.board and board.room_for(visitor.cookie):
            board.put(visitor.cookie, key_of(scene, chosen), design)
            self.room.tell()
        return JSONResponse({"share": share})

    async def show(self, request: Request) -> Response:
        """What the class is to see; the presenter's alone."""
        visitor = visitor_of(request, self.room)
        visitor.leads()
        what = (await json_of(request, "what"))["what"]
        if not isinstance(what, str) or len(what) > 500 or not what.startswith("#"):
            raise Refused(422, "an address of this page begins with #")
        self.questions.remember(what)
        self.room.show(what)
        return JSONResponse({"shown": True})

    async def ballot(self, request: Request) -> Response:
        """End a scene's vote, or open it again; the presenter's alone."""
        visitor = visitor_of(request, self.room)
        visitor.leads()
        told = await json_of(request, "scene", "over")
        scene, over = told["scene"], told["over"]
        if type(scene) is not int or not isinstance(over, bool):
            raise Refused(422, "a ballot is a scene's number and whether it is over")
        self.room.close(scene, over=over)
        return JSONResponse({"over": over})

    async def door(self, request: Request) -> Response:
        """Open or close the door to newcomers; the presenter's alone."""
        visitor = visitor_of(request, self.room)
        visitor.leads()
        admits = (await json_of(request, "admits"))["admits"]
        if not isinstance(admits, bool):
            raise Refused(422, "a door is open or closed")
        self.room.door(admits=admits)
        return JSONResponse({"admits": admits})

    async def reset(self, request: Request) -> Response:
        """Begin again with the next class; the presenter's alone."""
        visitor = visitor_of(request, self.room)
        visitor.leads()
        await json_of(request)
        self.room.reset()
        return JSONResponse({"class": self.room.classes})


def _door(wrong: str = "", status: int = 200) -> Response:
    text, headers = join_page(wrong)
    return HTMLResponse(text, status, headers)


async def _nothing(_: Request, error: Exception) -> Response:
    status = cast(int, getattr(error, "status_code", 404))
    return JSONResponse({"error": "there is nothing of that kind here"}, status)


async def _refused(_: Request, error: Exception) -> Response:
    return refusal(error)
