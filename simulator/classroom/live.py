"""The lesson served: pages, answers as they come, votes. Everything is checked and bounded."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, deque
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from simulator.classroom.guard import Guard
from simulator.classroom.join import join_page
from simulator.classroom.lesson import Scene
from simulator.classroom.page import content_policy, page
from simulator.classroom.predictions import authors
from simulator.classroom.received import body_of, cookie_name, json_of, welcomed
from simulator.classroom.room import Refused, Role, Room
from simulator.classroom.separation import pair_of
from simulator.classroom.settings import Settings, on_notches, read_settings
from simulator.classroom.stream import Stream, refusal
from simulator.classroom.turns import PRESENTER, STUDENT
from simulator.classroom.work import Work
from simulator.errors import BadInput, Mistake

#: Answers that one person may wait for at once; a page asks for two.
_AT_ONCE = 6

#: The line is kept open by a word every so often [seconds].
_HEARTBEAT = 15.0


class Classroom:
    """The pages and answers of one room."""

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
        self._asking: Counter[str] = Counter()
        self._listening: Counter[str] = Counter()
        self._pages = cache(self._page)
        self._authors = cache(authors)
        self._shown: deque[tuple[int, Settings]] = deque(maxlen=40)

    def app(self, names: frozenset[str]) -> Starlette:
        """The application, known as `names`."""
        routes = [
            Route("/", self.home),
            Route("/join", self.join, methods=["POST"]),
            Route("/answer", self.answer),
            Route("/cures", self.cures),
            Route("/war", self.war),
            Route("/verdicts", self.verdicts),
            Route("/apart", self.apart),
            Route("/class", self.listen),
            Route("/vote", self.vote, methods=["POST"]),
            Route("/show", self.show, methods=["POST"]),
        ]
        return Starlette(
            routes=routes,
            middleware=[Middleware(Guard, names=names)],
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
        extra: dict[str, object] = {"authors": self._authors()}
        if self.room.open and role == "presenter":
            extra |= {"code": self.room.code, "address": self.address}
        return page(self.room.lesson, role, extra=extra)

    async def home(self, request: Request) -> Response:
        """The lesson for whoever has joined; for others the page that asks for the code."""
        cookie = request.cookies.get(cookie_name(request))
        role = self.room.role_of(cookie)
        if role is None and self.room.open and "presenter" not in request.query_params:
            text, headers = join_page()
            return HTMLResponse(text, headers=headers)
        if role is None or "presenter" in request.query_params:
            cookie = self.room.present(request.query_params.get("presenter"))
            return welcomed(request, cookie)
        policy = {"Content-Security-Policy": content_policy(own=True)}
        return HTMLResponse(self._pages(role), headers=policy)

    async def join(self, request: Request) -> Response:
        """A student who typed a code: joins, or is told why not."""
        code = parse_qs((await body_of(request)).decode("utf-8", "replace")).get("code", [""])[0]
        try:
            cookie = self.room.join(code)
        except Refused as error:
            text, headers = join_page(str(error))
            return HTMLResponse(text, error.status, headers)
        return welcomed(request, cookie)

    async def answer(self, request: Request) -> Response:
        """Pictures of some settings, a line of JSON each, as they are done."""
        cookie, rank, scene, settings = self._asked(request)
        return Stream(self._lines(cookie, scene, settings, rank), "application/x-ndjson")

    async def _lines(
        self, cookie: str, scene: Scene, settings: Settings, rank: int
    ) -> AsyncGenerator[str, None]:
        if self._asking[cookie] >= _AT_ONCE:
            raise Refused(429, "you wait for several answers already")
        self._asking[cookie] += 1
        answers = self.work.answers(scene, settings, rank)
        try:
            async for found in answers:
                yield json.dumps(found, allow_nan=False) + "\n"
        finally:
            await answers.aclose()
            self._asking[cookie] -= 1
            self._asking += Counter()  # forgets those who wait for nothing

    async def cures(self, request: Request) -> Response:
        """What each lever alone would have done."""
        _, _, scene, _ = self._asked(request)
        if not scene.cures:
            raise Refused(422, "this scene has no such question")
        return JSONResponse(await self.work.cures(scene))

    async def war(self, request: Request) -> Response:
        """One war, month by month."""
        number = request.query_params.get("war", "")
        if not (number.isascii() and number.isdigit() and int(number[:9]) < self.work.wanted):
            rule = f"must be a whole number in [0, {self.work.wanted - 1}]"
            raise BadInput(Mistake("request", "war", rule, repr(number[:20]), "pick one shown"))
        _, _, scene, settings = self._asked(request, "war")
        if not scene.stories:
            raise Refused(422, "this scene tells no single wars")
        return JSONResponse(await self.work.story(scene, settings, int(number)))

    async def verdicts(self, request: Request) -> Response:
        """An author's core predictions, judged on his own assumptions."""
        return JSONResponse(await self.work.verdicts(self._author(request, "author")))

    async def apart(self, request: Request) -> Response:
        """Which assumptions separate two authors."""
        pair = pair_of(self._author(request, "first"), self._author(request, "second"))
        if pair[0] == pair[1]:
            rule = "must be another author than the first"
            raise BadInput(Mistake("request", "second", rule, repr(pair[1]), "pick another"))
        return JSONResponse(await self.work.separated(*pair))

    def _author(self, request: Request, name: str) -> str:
        self._somebody(request)
        author = request.query_params.get(name, "")
        if author not in self._authors():
            rule = "must be one of " + ", ".join(self._authors())
            raise BadInput(Mistake("request", name, rule, repr(author[:20]), "pick one"))
        return author

    async def listen(self, request: Request) -> Response:
        """What happens in the class, as it happens."""
        cookie, rank = self._somebody(request)
        role: Role = "presenter" if rank == PRESENTER else "student"
        return Stream(self._events(cookie, role), "text/event-stream")

    async def _events(self, cookie: str, role: Role) -> AsyncGenerator[str, None]:
        if self._listening[cookie] >= _AT_ONCE:
            raise Refused(429, "you listen already")
        self._listening[cookie] += 1
        told = -1
        try:
            while True:
                if self.room.version != told:
                    told = self.room.version
                    yield f"data: {json.dumps(self.room.state(role))}\n\n"
                else:
                    yield ":\n\n"
                await self.room.news(told, _HEARTBEAT)
        finally:
            self._listening[cookie] -= 1
            self._listening += Counter()

    async def vote(self, request: Request) -> Response:
        """A guess."""
        cookie, _ = self._somebody(request)
        told = await json_of(request)
        scene, choice = told.get("scene"), told.get("choice")
        if type(scene) is not int or type(choice) is not int:
            raise Refused(422, "a vote is a scene's number and an option's")
        self.room.vote(cookie, scene, choice)
        return JSONResponse({"counted": True})

    async def show(self, request: Request) -> Response:
        """What the class is to see; the presenter's alone."""
        _, rank = self._somebody(request)
        what = (await json_of(request)).get("what")
        if rank != PRESENTER:
            raise Refused(403, "only the presenter leads")
        if not isinstance(what, str) or len(what) > 500 or not what.startswith("#"):
            raise Refused(422, "an address of this page begins with #")
        self._remember(what)
        self.room.show(what)
        return JSONResponse({"shown": True})

    def _remember(self, what: str) -> None:
        """Note the settings shown, so that the class may see the very same.

        Raises:
            BadInput: They are no settings of a scene.
        """
        typed = {key: values[-1] for key, values in parse_qs(what[1:]).items()}
        number = typed.pop("scene", "")
        typed.pop("shown", None)
        scene = self._scene(number)
        for dial in scene.page_dials:
            typed.pop(dial["key"], None)  # the page's own arithmetic asks for no war
        self._shown.append((scene.number, read_settings(scene, typed)))

    def _somebody(self, request: Request) -> tuple[str, int]:
        cookie = request.cookies.get(cookie_name(request), "")
        role = self.room.role_of(cookie)
        if role is None:
            raise Refused(401, "join first")
        return cookie, PRESENTER if role == "presenter" else STUDENT

    def _asked(self, request: Request, *other: str) -> tuple[str, int, Scene, Settings]:
        """Who asks, how urgently, and what about.

        Raises:
            BadInput: Everything wrong with the question.
            Refused: A stranger asks.
        """
        cookie, rank = self._somebody(request)
        scene = self._scene(request.query_params.get("scene", ""))
        typed = {
            key: value
            for key, value in request.query_params.multi_items()
            if key not in ("scene", *other)
        }
        settings = read_settings(scene, typed)
        if rank != PRESENTER and not self._for_students(scene, settings):
            rule = "students' sliders stand at the lesson's notches"
            raise BadInput(Mistake("request", "", rule, None, "move the slider to a notch"))
        return cookie, rank, scene, settings

    def _scene(self, number: str) -> Scene:
        digits = number.isascii() and number.isdigit() and len(number) < 3
        scene = self.room.lesson.scene(int(number)) if digits else None
        if scene is None:
            rule = f"must be a scene's number in [1, {len(self.room.lesson.scenes)}]"
            raise BadInput(Mistake("request", "scene", rule, repr(number[:20]), "pick a scene"))
        return scene

    def _for_students(self, scene: Scene, settings: Settings) -> bool:
        """Whether students may ask it: one of a bounded number of settings, or one just shown."""
        return on_notches(scene, settings) or any(
            settings == shown for number, shown in self._shown if number == scene.number
        )


async def _nothing(_: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return JSONResponse({"error": "there is nothing of that kind here"}, status)


async def _refused(_: Request, error: Exception) -> Response:
    return refusal(error)
