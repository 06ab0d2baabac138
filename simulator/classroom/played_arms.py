"""The wars of settings: remembered, and added to a step at a time by whoever's turn it is."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from simulator.classroom.lesson import Place, Scene
from simulator.classroom.scene_tally import Answer, Tally
from simulator.classroom.settings import Played, key_of, played
from simulator.classroom.turns import WARMING, Abandoned, Turns
from simulator.model.metrics.per_war import Wars
from simulator.run.threads import processors

#: What is played between two looks at whether somebody still waits [wars].
STEP = 100


@dataclass(slots=True, eq=False)
class Arm:
    """The wars of one setting, what was answered from them, and the right to add to them."""

    tally: Tally
    played: Played
    answers: dict[int, Answer] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Arms:
    """Wars of settings, played on all cores, one piece of work at a time."""

    def __init__(self, entropy: int, first: int, kept: int, play: Callable[..., Wars]) -> None:
        """Start with none.

        Args:
            entropy: Names the luck of every war [0, 2**63).
            first: Wars of a first picture.
            kept: So many settings' wars are remembered.
            play: How wars are played; arguments as `some_wars`.
        """
        self.turns = Turns()
        self.threads = processors()
        self.pool = ThreadPoolExecutor(self.threads, thread_name_prefix="wars")
        self._entropy, self._first, self._kept, self._play = entropy, first, kept, play
        self._arms: OrderedDict[tuple[int, str], Arm] = OrderedDict()

    def __len__(self) -> int:
        """How many settings are remembered."""
        return len(self._arms)

    def of(self, scene: Scene, settings: Mapping[str, Place]) -> Arm:
        """The wars of these settings, remembered or begun.

        Args:
            scene: The scene.
            settings: Where its dials stand.
        """
        key = scene.number, key_of(scene, settings)
        if key not in self._arms:
            self._arms[key] = Arm(Tally(scene), played(scene, settings))
            while len(self._arms) > self._kept:
                self._arms.popitem(last=False)
        self._arms.move_to_end(key)
        return self._arms[key]

    async def advance(
        self,
        arm: Arm,
        number: int,
        urgency: Callable[[], int],
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Play until an arm has `number` wars, a step at a time.

        Args:
            arm: Whose wars.
            number: How many it shall have.
            urgency: The rank of whoever waits for them; asked before each step.
            wanted: Whether somebody still does.

        Raises:
            Abandoned: Nobody waits any more.
            RunFailed: A war could not be played.
        """
        async with arm.lock:
            while arm.tally.number < number:
                # Before anything is shown a step is a whole stage: nothing to gain by stopping.
                have = arm.tally.number
                step = self._first - have if have < self._first else STEP
                if urgency() >= WARMING:
                    step = STEP // 4  # whoever asks now waits for the end of this step
                async with self.turns.turn(urgency):
                    if not wanted():
                        raise Abandoned
                    for wars in await self._play_some(arm, range(have, min(have + step, number))):
                        arm.tally.add(wars)

    async def _play_some(self, arm: Arm, wars: range) -> list[Wars]:
        size = -(-len(wars) // self.threads)
        parts = [wars[low : low + size] for low in range(0, len(wars), size)]
        scenario, levers, months = arm.played.scenario, arm.played.levers, arm.tally.scene.months
        loop = asyncio.get_running_loop()
        return list(
            await asyncio.gather(
                *(
                    loop.run_in_executor(
                        self.pool, self._play, scenario, self._entropy, part, months, levers
                    )
                    for part in parts
                )
            )
        )
