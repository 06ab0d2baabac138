"""Pictures of settings, each from more wars than the one before; one question is worked on once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field

from simulator.classroom.lesson import Place, Scene
from simulator.classroom.played_arms import Arms
from simulator.classroom.scene_tally import Answer, answer
from simulator.classroom.settings import Settings, head_of, key_of
from simulator.classroom.turns import REFINING


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

    def wanted(self) -> bool:
        """Whether somebody waits for it."""
        return self.waiting > 0

    def tell(self) -> None:
        """Wake everybody who waits."""
        self.news.set()
        self.news = asyncio.Event()


class Pictures:
    """Questions that are being answered with pictures, each by one job however many ask."""

    def __init__(
        self, arms: Arms, stages: tuple[int, ...], entropy: int, take_in: Callable[[int], None]
    ) -> None:
        """Nobody has asked.

        Args:
            arms: The wars.
            stages: Pictures come after so many wars.
            entropy: Names their luck.
            take_in: Called with a rank before one more question is begun; raises `Busy`.
        """
        self._arms, self._stages, self._entropy, self._take_in = arms, stages, entropy, take_in
        self._jobs: dict[tuple[int, str], _Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many questions are being worked on."""
        return len(self._jobs)

    def close(self) -> None:
        """Drop what is being worked on."""
        for task in self._tasks:
            task.cancel()

    async def answers(
        self, scene: Scene, settings: Mapping[str, Place], rank: int
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
            task = asyncio.get_running_loop().create_task(
                self._answer(key, job, scene, dict(settings))
            )
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif rank < job.rank:
            job.rank = rank
            self._arms.turns.look()
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

    async def _answer(
        self, key: tuple[int, str], job: _Job, scene: Scene, settings: Settings
    ) -> None:
        try:
            arm = self._arms.of(scene, settings)
            control = self._arms.of(scene, scene.control_of(settings))
            for stage, number in enumerate(self._stages):
                for each in (arm, control):
                    await self._arms.advance(
                        each, number, job.refining if stage else job.first, job.wanted
                    )
                if number not in arm.answers:
                    head = head_of(scene, settings, arm.played, self._entropy)
                    arm.answers[number] = answer(
                        arm.tally, control.tally, number, self._stages[-1], head
                    )
                job.answer = arm.answers[number]
                job.tell()
        except Exception as error:  # noqa: BLE001 - told to whoever waits
            job.error = error
        finally:
            job.done = True
            self._jobs.pop(key, None)
            job.tell()
