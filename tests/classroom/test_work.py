"""Bounded work, with made-up wars: staged, shared, dropped when nobody waits, refused when full."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable

import pytest
from fake_wars import fake_wars

from simulator.classroom.lesson import the_lesson
from simulator.classroom.turns import PRESENTER, REFINING, STUDENT, Busy, Turns
from simulator.classroom.work import Work
from simulator.errors import RunFailed
from simulator.model.levers import Lever
from simulator.model.metrics.per_war import Wars
from simulator.model.records import Scenario

THIRD = the_lesson().scenes[2]
STAGES = (20, 50, 100)


class Player:
    """Plays made-up wars, slowly if asked, and counts them."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.calls: list[tuple[float, range]] = []
        self.lock = threading.Lock()

    def __call__(
        self, scenario: Scenario, _: int, wars: range, months: int, levers: tuple[Lever, ...]
    ) -> Wars:
        time.sleep(self.seconds)
        with self.lock:
            self.calls.append((levers[0].number if levers else 0.0, wars))
        if levers and levers[0].number == 0.95:
            raise RunFailed("war 3 came to nothing")
        assert scenario.name == "ceasefire-rearms"
        return fake_wars(list(wars), months)


def run(body: Callable[[Work, Player], Awaitable[None]], seconds: float = 0.0, **more: int) -> None:
    """Run a test's body with a fresh `Work`, and look that nothing is left behind."""
    player = Player(seconds)

    async def main() -> None:
        work = Work(stages=STAGES, play=player, **more)
        try:
            await body(work, player)
            await asyncio.sleep(0)
            until = time.monotonic() + 5
            while work.under_way and time.monotonic() < until:
                await asyncio.sleep(0.01)
            assert work.under_way == 0
        finally:
            work.close()

    asyncio.run(main())


def guaranteed(share: float) -> dict[str, float | str]:
    return {**THIRD.start(), "guarantee": share}


def test_pictures_come_in_stages_and_each_war_is_played_once() -> None:
    async def body(work: Work, player: Player) -> None:
        seen = [told["n"] async for told in work.answers(THIRD, guaranteed(0.5))]
        assert seen == list(STAGES)
        for share in (0.0, 0.5):
            wars = sorted(war for at, part in player.calls for war in part if at == share)
            assert wars == list(range(100))

    run(body)


def test_the_same_question_twice_is_worked_on_once() -> None:
    async def body(work: Work, player: Player) -> None:
        async def last() -> object:
            return [told async for told in work.answers(THIRD, guaranteed(0.5))][-1]

        answers = await asyncio.gather(*(last() for _ in range(30)))
        assert all(told is answers[0] for told in answers)
        assert sum(len(part) for at, part in player.calls if at == 0.5) == 100
        before = len(player.calls)
        await last()
        assert len(player.calls) == before, "what is known is not played again"

    run(body, 0.001)


def test_work_stops_when_whoever_asked_leaves() -> None:
    async def body(work: Work, player: Player) -> None:
        asked = work.answers(THIRD, guaranteed(0.5))
        assert (await anext(asked))["n"] == 20
        await asked.aclose()
        await asyncio.sleep(0.4)
        assert work.under_way == 0
        assert sum(len(part) for at, part in player.calls if at == 0.5) < 100

    run(body, 0.03)


def test_one_who_stays_gets_all_though_another_leaves() -> None:
    async def body(work: Work, _: Player) -> None:
        leaves, stays = (work.answers(THIRD, guaranteed(0.5)) for _ in range(2))
        await asyncio.gather(anext(leaves), anext(stays))
        await leaves.aclose()
        assert [told["n"] async for told in stays] == [50, 100]

    run(body, 0.01)


def test_too_many_questions_are_refused_and_later_ones_are_not() -> None:
    async def body(work: Work, _: Player) -> None:
        asked = [work.answers(THIRD, guaranteed(share / 10)) for share in range(1, 4)]
        first = [asyncio.ensure_future(anext(each)) for each in asked]
        await asyncio.sleep(0.01)
        with pytest.raises(Busy):
            await anext(work.answers(THIRD, guaranteed(0.8)))
        await asyncio.gather(*first)
        for each in asked:
            await each.aclose()
        while work.under_way:
            await asyncio.sleep(0.01)
        assert (await anext(work.answers(THIRD, guaranteed(0.8))))["n"] == 20

    run(body, 0.02, waiting=3)


def test_memory_of_settings_is_bounded() -> None:
    async def body(work: Work, _: Player) -> None:
        for share in range(21):
            async for _told in work.answers(THIRD, guaranteed(share / 20 if share != 19 else 0.9)):
                pass
        assert len(work._arms) <= 4

    run(body, kept=4)


def test_a_war_that_fails_is_told_and_the_next_question_is_answered() -> None:
    async def body(work: Work, _: Player) -> None:
        with pytest.raises(RunFailed, match="came to nothing"):
            async for _told in work.answers(THIRD, guaranteed(0.95)):
                pass
        assert [told["n"] async for told in work.answers(THIRD, guaranteed(0.5))] == list(STAGES)

    run(body)


def test_a_student_waits_where_the_presenter_is_let_in() -> None:
    async def body(work: Work, _: Player) -> None:
        asked = [work.answers(THIRD, guaranteed(share / 10), STUDENT) for share in (1, 2, 3, 4)]
        first = [asyncio.ensure_future(anext(each)) for each in asked]
        await asyncio.sleep(0.01)
        with pytest.raises(Busy):
            await anext(work.answers(THIRD, guaranteed(0.8), STUDENT))
        await anext(work.answers(THIRD, guaranteed(0.8), PRESENTER))
        await asyncio.gather(*first)
        for each in asked:
            await each.aclose()

    run(body, 0.02, waiting=6)


def test_the_presenter_does_not_wait_behind_students_who_came_first() -> None:
    """Nor for the very question that a student asked first and that waits its turn."""

    async def main() -> None:
        turns, order = Turns(), []
        same = [STUDENT]

        async def take(name: str, urgency: Callable[[], int]) -> None:
            async with turns.turn(urgency):
                order.append(name)
                await asyncio.sleep(0.001)

        async with turns.turn(lambda: STUDENT):
            waiting = [
                asyncio.create_task(take("student", lambda: STUDENT)),
                asyncio.create_task(take("same", lambda: same[0])),
            ]
            await asyncio.sleep(0.01)
            same[0] = PRESENTER
        await asyncio.gather(*waiting)
        assert order == ["same", "student"]
        kept = Turns(kept=1)
        async with kept.turn(lambda: STUDENT):
            await asyncio.wait_for(take_one(kept, PRESENTER), 1.0)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(take_one(kept, STUDENT), 0.05)
        await asyncio.wait_for(take_one(kept, STUDENT), 1.0)

    async def take_one(turns: Turns, rank: int) -> None:
        async with turns.turn(lambda: rank):
            pass

    asyncio.run(main())


def test_the_least_rank_has_the_next_turn_and_leaving_loses_none() -> None:
    async def main() -> None:
        turns, order = Turns(), []

        async def take(rank: int) -> None:
            async with turns.turn(lambda: rank):
                order.append(rank)
                await asyncio.sleep(0.001)

        async with turns.turn(lambda: PRESENTER):
            waiting = [
                asyncio.create_task(take(rank))
                for rank in (REFINING, STUDENT, PRESENTER, STUDENT + REFINING)
            ]
            left = asyncio.create_task(take(-1))
            await asyncio.sleep(0.01)
            left.cancel()
        await asyncio.gather(*waiting)
        assert order == [PRESENTER, STUDENT, REFINING, STUDENT + REFINING]

    asyncio.run(main())


def test_every_design_is_played_and_a_sliders_first_picture_goes_before_them() -> None:
    eighth = the_lesson().scenes[7]

    async def main() -> None:
        player = Player(0.002)
        work = Work(stages=STAGES, play=player)
        try:
            finding = asyncio.ensure_future(work.frontier(eighth))
            await asyncio.sleep(0.02)
            began = len(player.calls)
            told = await anext(work.answers(THIRD, guaranteed(0.5)))
            assert told["n"] == STAGES[0]
            assert not finding.done()
            assert len(player.calls) - began < 60, "not behind all designs"
            found = await finding
            assert len(found["designs"]) == len(list(eighth.tabled()))  # type: ignore[arg-type]
            assert found["n"] == STAGES[0] // 2
        finally:
            work.close()

    asyncio.run(main())
