"""Bounded work: questions wait in one queue, and are dropped when nobody waits for them any more.

One stage of one question runs at a time, on all cores; a first picture goes before the refinement
of another, a presenter before a student, also where the student came first. The same question asked
twice is worked on once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

from simulator.classroom.best_designs import Scored, best_at_each_price, frontier
from simulator.classroom.cascade import tipping
from simulator.classroom.ceasefires_on_record import on_record
from simulator.classroom.errands import Errand, Errands
from simulator.classroom.lesson import Place, Scene
from simulator.classroom.pictures import Pictures
from simulator.classroom.played_arms import Arm, Arms
from simulator.classroom.predictions import verdicts
from simulator.classroom.scene_tally import Answer, Tally, cured
from simulator.classroom.separation import separated
from simulator.classroom.settings import key_of, played
from simulator.classroom.stories import told
from simulator.classroom.treatments import sorted_out, treated
from simulator.classroom.turns import PRESENTER, WARMING, Busy, Turns
from simulator.model.metrics.per_war import Wars
from simulator.run.ensemble import some_wars

Result = TypeVar("Result")

#: Pictures come after so many wars.
STAGES = (200, 500, 1000)

#: Wars of each world on which authors are judged and told apart.
JUDGED = 100


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
        self._judged = min(stages[0], JUDGED)
        self._arms = Arms(entropy, stages[0], kept, play)
        self._pictures = Pictures(self._arms, stages, entropy, self._take_in)
        # Long work beside the sliders: one piece for the class, and one more for the presenter.
        self._beside = Turns(kept=1)
        self._aside = ThreadPoolExecutor(2, thread_name_prefix="aside")
        self._errands = Errands(kept, self._take_in, self._look)

    @property
    def wanted(self) -> int:
        """Wars of a full answer."""
        return self.stages[-1]

    @property
    def under_way(self) -> int:
        """How many questions are being worked on."""
        return len(self._pictures) + self._errands.under_way

    def _take_in(self, rank: int) -> None:
        """Whether there is room for one more question; a third of it is the presenter's alone.

        Raises:
            Busy: There is none.
        """
        if self.under_way >= (self._most if rank == PRESENTER else 2 * self._most // 3):
            raise Busy

    def _look(self) -> None:
        self._arms.turns.look()
        self._beside.look()

    def close(self) -> None:
        """Stop: what runs is left to finish, what waits is dropped."""
        self._pictures.close()
        for pool in (self._arms.pool, self._aside):
            pool.shutdown(wait=False, cancel_futures=True)

    def answers(
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
        return self._pictures.answers(scene, settings, rank)

    async def scored(
        self, scene: Scene, settings: Mapping[str, Place], rank: int = PRESENTER
    ) -> tuple[float, tuple[float, float]]:
        """Share of all wars that the headline counts under these settings, and its interval."""
        last = [each async for each in self.answers(scene, settings, rank)][-1]
        main = cast(dict[str, Any], last["main"])
        return main["share"], (main["ci"][0], main["ci"][1])

    async def cures(self, scene: Scene, rank: int = PRESENTER) -> list[Answer]:
        """What each lever alone would have done for the start's ceasefires."""

        async def work(errand: Errand) -> list[Answer]:
            control = self._arms.of(scene, scene.start())
            await self._arms.advance(control, self.wanted, errand.after_pictures)
            arms = [Arm(Tally(scene), played(scene, scene.start(), cure)) for cure in scene.cures]
            for arm in arms:
                await self._arms.advance(arm, self.wanted, errand.after_pictures)
            return cured([arm.tally for arm in arms], control.tally, self.wanted)

        return await self._errands.once(("cures", scene.number), work, rank)

    async def treatments(self, rank: int = PRESENTER) -> list[Answer]:
        """The model's wars, played as the class bargains: counted for each of its rounds."""

        async def work(errand: Errand) -> list[Answer]:
            scene, settings = treated()
            arms = [self._arms.of(scene, each) for each in settings]
            for arm in arms:
                await self._arms.advance(arm, self.wanted, errand.after_pictures)
            return [sorted_out(arm.tally, self.wanted) for arm in arms]

        return await self._errands.once("treatments", work, rank)

    async def frontier(self, scene: Scene, rank: int = PRESENTER) -> Answer:
        """Every design within the scene's budget, and the best at each price."""

        async def work(errand: Errand) -> Answer:
            few, designs = self.stages[0] // 2, []
            for settings in scene.tabled():
                arm = Arm(Tally(scene), played(scene, settings))
                await self._arms.advance(arm, few, errand.after_pictures)
                designs.append((Scored(settings, scene.cost(settings), arm.tally), arm))
            best = best_at_each_price([scored for scored, _ in designs], few)
            for scored, arm in designs:
                if scored in best:
                    await self._arms.advance(arm, self.stages[1], errand.after_pictures)
            return frontier([scored for scored, _ in designs], best, few, self.stages[1])

        return await self._errands.once(("frontier", scene.number), work, rank)

    async def story(
        self,
        scene: Scene,
        settings: Mapping[str, Place],
        war: int,
        rank: int = PRESENTER,
        fork: tuple[str, ...] = (),
    ) -> Answer:
        """One war of these settings, month by month; `fork` are levers pulled on top."""

        async def work(errand: Errand) -> Answer:
            asked = played(scene, settings, more=fork)
            async with self._arms.turns.turn(lambda: errand.rank):
                return await asyncio.get_running_loop().run_in_executor(
                    self._arms.pool, told, asked, self.entropy, scene.months, war
                )

        key = "story", scene.number, key_of(scene, settings), war, fork
        return await self._errands.once(key, work, rank)

    async def verdicts(self, author: str, rank: int = PRESENTER) -> list[Answer]:
        """An author's core predictions, judged."""
        return await self._long(("verdicts", author), rank, verdicts, author)

    async def separated(self, first: str, second: str, rank: int = PRESENTER) -> Answer:
        """Which assumptions separate two authors."""
        return await self._long(("separated", first, second), rank, separated, first, second)

    async def records(self, rank: int = PRESENTER) -> Answer:
        """Ceasefires on record, for the class's best to stand beside."""
        return await self._long("records", rank, on_record)

    async def tips(self, rank: int = PRESENTER) -> Answer:
        """How often an audience tips, and one war in which it does."""
        return await self._long("tips", rank, tipping)

    async def _long(
        self, key: object, rank: int, ask: Callable[..., Result], *arguments: str
    ) -> Result:
        """Long work, beside the turns: sliders do not wait for it."""

        def here() -> Result:
            return ask(*arguments, self._judged, self.entropy)

        async def work(errand: Errand) -> Result:
            async with self._beside.turn(lambda: errand.rank):
                return await asyncio.get_running_loop().run_in_executor(self._aside, here)

        return await self._errands.once(key, work, rank)

    async def warm(self, scenes: tuple[Scene, ...]) -> None:
        """Load the machine code, then play every scene's start before anybody asks.

        `ready` is set once the code is loaded.
        """
        for scene in scenes:
            for settings in scene.starts():
                arm = self._arms.of(scene, settings)
                await self._arms.advance(arm, self.stages[0], lambda: WARMING)
                self.ready.set()
        for scene in scenes:
            if scene.budget:
                await self.frontier(scene, WARMING)
        for scene in scenes:
            for settings in scene.starts():
                await self._arms.advance(
                    self._arms.of(scene, settings), self.wanted, lambda: WARMING
                )
