"""Bounded work: questions wait in one queue, and are dropped when nobody waits for them any more.

One stage of one question runs at a time, on all cores; a first picture goes before the refinement
of another, a presenter before a student, also where the student came first. The same question asked
twice is worked on once.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from simulator.classroom.best_designs import Scored, best_at_each_price, frontier
from simulator.classroom.lesson import Place, Scene
from simulator.classroom.predictions import verdicts
from simulator.classroom.scene_tally import Answer, Tally, answer, cured
from simulator.classroom.separation import separated
from simulator.classroom.settings import Played, Settings, head_of, key_of, played
from simulator.classroom.stories import told
from simulator.classroom.turns import PRESENTER, REFINING, WARMING, Abandoned, Busy, Turns
from simulator.model.metrics.per_war import Wars
from simulator.run.ensemble import some_wars
from simulator.run.threads import processors

Result = TypeVar("Result")

#: Pictures come after so many wars.
STAGES = (200, 500, 1000)

#: What is played between two looks at whether somebody still waits [wars].
STEP = 100

#: Wars of each world on which authors are judged and told apart.
JUDGED = 100


@dataclass(slots=True, eq=False)
class _Job:
    """One question being worked on.

    Attributes:
        rank: The most urgent of those who asked.
        waiting: How many wait for it.
        answer: The latest picture.
        error: Why there will be none.
        done: Whether the answer is the last.
        news: Set when one of these changes.
    """

    rank: int
    waiting: int = 0
    answer: Answer | None = None
    error: BaseException | None = None
    done: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def first(self) -> int:
        """How urgent its first picture is."""
        return self.rank

    def refining(self) -> int:
        """How urgent the later ones are."""
        return self.rank + REFINING

    def tell(self) -> None:
        """Wake everybody who waits."""
        self.news.set()
        self.news = asyncio.Event()


@dataclass(slots=True, eq=False)
class _Errand:
    """Something done once, however many ask; `rank` is that of the most urgent of them."""

    rank: int
    result: asyncio.Future[Any] | None = None

    def after_pictures(self) -> int:
        """How urgent it is where a slider's first picture goes before it."""
        return self.rank + REFINING


@dataclass(slots=True, eq=False)
class _Arm:
    """The wars of one setting, what was answered from them, and the right to add to them."""

    tally: Tally
    played: Played
    answers: dict[int, Answer] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Work:
    """Answers questions on a few threads, within bounds."""

    def __init__(
        self,
        entropy: int = 0,
        *,
        waiting: int = 24,
        kept: int = 96,
        stages: tuple[int, ...] = STAGES,
        play: Callable[..., Wars] = some_wars,
    ) -> None:
        """Start with nothing known.

        Args:
            entropy: Names the luck of every war [0, 2**63).
            waiting: At most so many different questions at once.
            kept: So many settings' wars are remembered.
            stages: Pictures come after so many wars.
            play: How wars are played; arguments as `some_wars`.
        """
        self.entropy = entropy
        self.stages = stages
        self.ready = asyncio.Event()
        self._most = waiting
        self._kept = kept
        self._judged = min(stages[0], JUDGED)
        self._play = play
        self._threads = processors()
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="wars")
        self._turns = Turns()
        # Long work beside the sliders: one piece for the class, and one more for the presenter.
        self._beside = Turns(kept=1)
        self._aside = ThreadPoolExecutor(2, thread_name_prefix="aside")
        self._jobs: dict[tuple[int, str], _Job] = {}
        self._arms: OrderedDict[tuple[int, str], _Arm] = OrderedDict()
        self._plain: OrderedDict[object, _Errand] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def wanted(self) -> int:
        """Wars of a full answer."""
        return self.stages[-1]

    @property
    def under_way(self) -> int:
        """How many questions are being worked on."""
        errands = (each.result for each in self._plain.values())
        return len(self._jobs) + sum(each is not None and not each.done() for each in errands)

    def _take_in(self, rank: int) -> None:
        """Whether there is room for one more question; a third of it is the presenter's alone.

        Raises:
            Busy: There is none.
        """
        if self.under_way >= (self._most if rank == PRESENTER else 2 * self._most // 3):
            raise Busy

    def close(self) -> None:
        """Stop: what runs is left to finish, what waits is dropped."""
        for task in self._tasks:
            task.cancel()
        for pool in (self._pool, self._aside):
            pool.shutdown(wait=False, cancel_futures=True)

    async def answers(
        self, scene: Scene, settings: Mapping[str, Place], rank: int = PRESENTER
    ) -> AsyncGenerator[Answer, None]:
        """Pictures of these settings, each from more wars than the one before.

        Args:
            scene: The scene.
            settings: Where its dials stand.
            rank: Who asks.

        Raises:
            Busy: Too many questions wait.
            BadInput: The settings contradict the scenario.
            RunFailed: A war could not be played.
        """
        key = scene.number, key_of(scene, settings)
        job = self._jobs.get(key)
        if job is None:
            self._take_in(rank)
            job = self._jobs[key] = _Job(rank)
            self._begin(self._answer(key, job, scene, dict(settings)))
        elif rank < job.rank:
            job.rank = rank
            self._turns.look()
        job.waiting += 1
        shown: Answer | None = None
        try:
            while True:
                news = job.news
                if job.error is not None:
                    raise job.error
                if job.answer is not None and job.answer is not shown:
                    shown = job.answer
                    yield shown
                    continue
                if job.done:
                    return
                await news.wait()
        finally:
            job.waiting -= 1

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(
        self, key: tuple[int, str], job: _Job, scene: Scene, settings: Settings
    ) -> None:
        try:
            arm = self._arm(scene, settings)
            control = self._arm(scene, scene.control_of(settings))
            for stage, number in enumerate(self.stages):
                for each in (arm, control):
                    await self._advance(each, number, job.refining if stage else job.first, job)
                if number not in arm.answers:
                    head = head_of(scene, settings, arm.played, self.entropy)
                    arm.answers[number] = answer(
                        arm.tally, control.tally, number, self.wanted, head
                    )
                job.answer = arm.answers[number]
                job.tell()
        except Exception as error:  # noqa: BLE001 - told to whoever waits
            job.error = error
        finally:
            job.done = True
            self._jobs.pop(key, None)
            job.tell()

    def _arm(self, scene: Scene, settings: Mapping[str, Place]) -> _Arm:
        key = scene.number, key_of(scene, settings)
        if key not in self._arms:
            self._arms[key] = _Arm(Tally(scene), played(scene, settings))
            while len(self._arms) > self._kept:
                self._arms.popitem(last=False)
        self._arms.move_to_end(key)
        return self._arms[key]

    async def _advance(
        self, arm: _Arm, number: int, urgency: Callable[[], int], job: _Job | None = None
    ) -> None:
        """Play until an arm has `number` wars, a step at a time."""
        async with arm.lock:
            while arm.tally.number < number:
                # Before anything is shown a step is a whole stage: nothing to gain by stopping.
                have = arm.tally.number
                step = self.stages[0] - have if have < self.stages[0] else STEP
                if urgency() >= WARMING:
                    step = STEP // 4  # whoever asks now waits for the end of this step
                async with self._turns.turn(urgency):
                    if job is not None and job.waiting == 0:
                        raise Abandoned
                    for wars in await self._play_some(arm, range(have, min(have + step, number))):
                        arm.tally.add(wars)

    async def _play_some(self, arm: _Arm, wars: range) -> list[Wars]:
        size = -(-len(wars) // self._threads)
        parts = [wars[low : low + size] for low in range(0, len(wars), size)]
        scenario, levers, months = arm.played.scenario, arm.played.levers, arm.tally.scene.months
        loop = asyncio.get_running_loop()
        return list(
            await asyncio.gather(
                *(
                    loop.run_in_executor(
                        self._pool, self._play, scenario, self.entropy, part, months, levers
                    )
                    for part in parts
                )
            )
        )

    async def scored(
        self, scene: Scene, settings: Mapping[str, Place], rank: int = PRESENTER
    ) -> tuple[float, tuple[float, float]]:
        """Share of all wars that the headline counts under these settings, and its interval."""
        last = [each async for each in self.answers(scene, settings, rank)][-1]
        main = cast(dict[str, Any], last["main"])
        return main["share"], (main["ci"][0], main["ci"][1])

    async def cures(self, scene: Scene, rank: int = PRESENTER) -> list[Answer]:
        """What each lever alone would have done for the start's ceasefires."""

        async def work(errand: _Errand) -> list[Answer]:
            control = self._arm(scene, scene.start())
            await self._advance(control, self.wanted, errand.after_pictures)
            arms = [_Arm(Tally(scene), played(scene, scene.start(), cure)) for cure in scene.cures]
            for arm in arms:
                await self._advance(arm, self.wanted, errand.after_pictures)
            return cured([arm.tally for arm in arms], control.tally, self.wanted)

        return await self._once(("cures", scene.number), work, rank)

    async def frontier(self, scene: Scene, rank: int = PRESENTER) -> Answer:
        """Every design within the scene's budget, and the best at each price."""

        async def work(errand: _Errand) -> Answer:
            few, designs = self.stages[0] // 2, []
            for settings in scene.tabled():
                arm = _Arm(Tally(scene), played(scene, settings))
                await self._advance(arm, few, errand.after_pictures)
                designs.append((Scored(settings, scene.cost(settings), arm.tally), arm))
            best = best_at_each_price([scored for scored, _ in designs], few)
            for scored, arm in designs:
                if scored in best:
                    await self._advance(arm, self.stages[1], errand.after_pictures)
            return frontier([scored for scored, _ in designs], best, few, self.stages[1])

        return await self._once(("frontier", scene.number), work, rank)

    async def story(
        self,
        scene: Scene,
        settings: Mapping[str, Place],
        war: int,
        rank: int = PRESENTER,
        fork: tuple[str, ...] = (),
    ) -> Answer:
        """One war of these settings, month by month; `fork` are levers pulled on top."""

        async def work(errand: _Errand) -> Answer:
            asked = played(scene, settings, more=fork)
            async with self._turns.turn(lambda: errand.rank):
                return await asyncio.get_running_loop().run_in_executor(
                    self._pool, told, asked, self.entropy, scene.months, war
                )

        key = "story", scene.number, key_of(scene, settings), war, fork
        return await self._once(key, work, rank)

    async def verdicts(self, author: str, rank: int = PRESENTER) -> list[Answer]:
        """An author's core predictions, judged."""
        return await self._long(("verdicts", author), rank, verdicts, author)

    async def separated(self, first: str, second: str, rank: int = PRESENTER) -> Answer:
        """Which assumptions separate two authors."""
        return await self._long(("separated", first, second), rank, separated, first, second)

    async def _long(
        self, key: object, rank: int, ask: Callable[..., Result], *arguments: str
    ) -> Result:
        """Long work, beside the turns: sliders do not wait for it."""

        def here() -> Result:
            return ask(*arguments, self._judged, self.entropy)

        async def work(errand: _Errand) -> Result:
            async with self._beside.turn(lambda: errand.rank):
                return await asyncio.get_running_loop().run_in_executor(self._aside, here)

        return await self._once(key, work, rank)

    async def _once(
        self, key: object, work: Callable[[_Errand], Awaitable[Result]], rank: int
    ) -> Result:
        """The result of some work, done once however many ask."""
        errand = self._plain.get(key)
        if errand is None:
            self._take_in(rank)
            errand = self._plain[key] = _Errand(rank)
            errand.result = asyncio.ensure_future(work(errand))
            while len(self._plain) > self._kept:
                self._plain.popitem(last=False)
        elif rank < errand.rank:
            errand.rank = rank
            self._turns.look()
            self._beside.look()
        assert errand.result is not None  # noqa: S101 - set where it was made
        try:
            # Shielded: whoever leaves does not take the work from the others.
            return cast(Result, await asyncio.shield(errand.result))
        except Exception:
            self._plain.pop(key, None)
            raise

    async def warm(self, scenes: tuple[Scene, ...]) -> None:
        """Load the machine code, then play every scene's start before anybody asks.

        `ready` is set once the code is loaded.
        """
        for scene in scenes:
            for settings in scene.starts():
                arm = self._arm(scene, settings)
                await self._advance(arm, self.stages[0], lambda: WARMING)
                self.ready.set()
        for scene in scenes:
            if scene.budget:
                await self.frontier(scene, WARMING)
        for scene in scenes:
            for settings in scene.starts():
                await self._advance(self._arm(scene, settings), self.wanted, lambda: WARMING)
