"""The questions that cost work: each checked, ranked by who asks, and bounded."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from functools import cache
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.classroom.bounds import Bounds
from simulator.classroom.lesson import Scene
from simulator.classroom.predictions import authors
from simulator.classroom.received import Visitor, query_of, visitor_of
from simulator.classroom.room import Refused, Room
from simulator.classroom.separation import pair_of
from simulator.classroom.settings import Settings, on_notches, read_settings
from simulator.classroom.stream import Stream
from simulator.classroom.turns import PRESENTER
from simulator.classroom.work import Work
from simulator.errors import BadInput, Mistake


class Questions:
    """What may be asked of the model, and by whom."""

    def __init__(self, room: Room, work: Work, bounds: Bounds) -> None:
        """Ask `work` what `room` may, within `bounds`."""
        self.room = room
        self.work = work
        self.bounds = bounds
        self.authors = cache(authors)
        self._shown: deque[tuple[int, Settings]] = deque(maxlen=40)

    async def answer(self, request: Request) -> Response:
        """Pictures of some settings, a line of JSON each, as they are done."""
        visitor = visitor_of(request, self.room)
        scene, settings = self._asked(visitor, query_of(request))
        return Stream(self._lines(visitor, scene, settings), "application/x-ndjson")

    async def _lines(
        self, visitor: Visitor, scene: Scene, settings: Settings
    ) -> AsyncGenerator[str, None]:
        with self.bounds.answer(visitor.cookie, visitor.address, visitor.rank):
            answers = self.work.answers(scene, settings, visitor.rank)
            try:
                async for found in answers:
                    yield json.dumps(found, allow_nan=False) + "\n"
            finally:
                await answers.aclose()

    async def cures(self, request: Request) -> Response:
        """What each lever alone would have done."""
        visitor = visitor_of(request, self.room)
        scene, _ = self._asked(visitor, query_of(request))
        if not scene.cures:
            raise Refused(422, "this scene has no such question")
        with self.bounds.answer(visitor.cookie, visitor.address, visitor.rank):
            return JSONResponse(await self.work.cures(scene, visitor.rank))

    async def best(self, request: Request) -> Response:
        """Every design within the budget, and the best at each price."""
        visitor = visitor_of(request, self.room)
        scene, _ = self._asked(visitor, query_of(request))
        if not scene.budget:
            raise Refused(422, "this scene has no such question")
        with self.bounds.answer(visitor.cookie, visitor.address, visitor.rank):
            return JSONResponse(await self.work.frontier(scene, visitor.rank))

    async def treatments(self, request: Request) -> Response:
        """The model's wars beside the class's own."""
        return await self._whole(request, self.work.treatments)

    async def records(self, request: Request) -> Response:
        """Ceasefires on record."""
        return await self._whole(request, self.work.records)

    async def tips(self, request: Request) -> Response:
        """A war in which an audience tips."""
        return await self._whole(request, self.work.tips)

    async def _whole(self, request: Request, ask: Callable[[int], Awaitable[object]]) -> Response:
        """The answer to a question that has no parts."""
        visitor = visitor_of(request, self.room)
        if query_of(request):
            raise Refused(422, "this question has no parts")
        with self.bounds.answer(visitor.cookie, visitor.address, visitor.rank):
            return JSONResponse(await ask(visitor.rank))

    async def war(self, request: Request) -> Response:
        """One war, month by month."""
        visitor, typed = visitor_of(request, self.room), query_of(request)
        number = typed.pop("war", "")
        if not (number.isascii() and number.isdigit() and int(number[:9]) < self.work.wanted):
            rule = f"must be a whole number in [0, {self.work.wanted - 1}]"
            raise BadInput(Mistake("request", "war", rule, repr(number[:20]), "pick one shown"))
        key, month = typed.pop("fork", ""), typed.pop("month", "")
        scene, settings = self._asked(visitor, typed)
        fork = self._fork(scene, key, month)
        with self.bounds.answer(visitor.cookie, visitor.address, visitor.rank):
            told = await self.work.story(scene, settings, int(number), visitor.rank, fork)
        return JSONResponse(told)

    def _fork(self, scene: Scene, key: str, month: str) -> tuple[str, ...]:
        """Levers pulled in a month of the war, beside those of the dials.

        Raises:
            BadInput: No such fork, or no such month.
        """
        if not key and not month:
            return ()
        fork = self.room.lesson.fork(key)
        mistakes = []
        if fork is None:
            rule = "must be one of " + ", ".join(each.key for each in self.room.lesson.forks)
            mistakes.append(Mistake("request", "fork", rule, repr(key[:20]), "pick one"))
        if not (month.isascii() and month.isdigit() and int(month[:4]) <= scene.months):
            rule = f"must be a whole number in [0, {scene.months}]"
            mistakes.append(Mistake("request", "month", rule, repr(month[:20]), "pick a month"))
        if fork is None or mistakes:
            raise BadInput(*mistakes)
        return tuple(f"{lever}@{int(month)}" for lever in fork.levers)

    async def verdicts(self, request: Request) -> Response:
        """An author's core predictions, judged on the author's own assumptions."""
        visitor = visitor_of(request, self.room)
        author = self._author(request, "author")
        with self.bounds.answer(visitor.cookie, visitor.address, visitor.rank):
            return JSONResponse(await self.work.verdicts(author, visitor.rank))

    async def apart(self, request: Request) -> Response:
        """Which assumptions separate two authors."""
        visitor = visitor_of(request, self.room)
        pair = pair_of(self._author(request, "first"), self._author(request, "second"))
        if pair[0] == pair[1]:
            rule = "must be another author than the first"
            raise BadInput(Mistake("request", "second", rule, repr(pair[1]), "pick another"))
        with self.bounds.answer(visitor.cookie, visitor.address, visitor.rank):
            return JSONResponse(await self.work.separated(*pair, visitor.rank))

    def _author(self, request: Request, name: str) -> str:
        author = query_of(request).get(name, "")
        if author not in self.authors():
            rule = "must be one of " + ", ".join(self.authors())
            raise BadInput(Mistake("request", name, rule, repr(author[:20]), "pick one"))
        return author

    def remember(self, what: str) -> None:
        """Note the settings shown, so that the class may see the very same.

        Raises:
            BadInput: They are no settings of a scene.
        """
        try:
            typed = dict(parse_qsl(what[1:], max_num_fields=20))
        except ValueError as error:
            raise Refused(422, "an address of this page has fewer parts") from error
        number = typed.pop("scene", "")
        typed.pop("shown", None)
        scene = self.scene(number)
        for dial in scene.page_dials:
            typed.pop(dial["key"], None)  # the page's own arithmetic asks for no war
        self._shown.append((scene.number, read_settings(scene, typed)))

    def _asked(self, visitor: Visitor, typed: dict[str, str]) -> tuple[Scene, Settings]:
        """What a visitor asks about.

        Raises:
            BadInput: Everything wrong with the question.
        """
        scene = self.scene(typed.pop("scene", ""))
        settings = read_settings(scene, typed)
        if visitor.rank != PRESENTER and not self._for_students(scene, settings):
            rule = "students' sliders stand at the lesson's notches"
            raise BadInput(Mistake("request", "", rule, None, "move the slider to a notch"))
        return scene, settings

    def scene(self, number: str) -> Scene:
        """The scene that a link names.

        Raises:
            BadInput: There is none.
        """
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
