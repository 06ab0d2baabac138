"""Who may do what, and that nothing about a class grows without end."""

from __future__ import annotations

import asyncio

import pytest

from simulator.classroom import room as rooms
from simulator.classroom.lesson import the_lesson
from simulator.classroom.room import Refused, Room


def open_room() -> Room:
    return Room(the_lesson(), open=True)


def test_on_this_machine_alone_everybody_presents() -> None:
    room = Room(the_lesson(), open=False)
    assert room.role_of(room.present(None)) == "presenter"
    assert room.role_of("made up") is None
    assert room.role_of(None) is None


def test_an_open_room_wants_the_code_or_the_presenters_link() -> None:
    room = open_room()
    with pytest.raises(Refused, match="not the presenter's"):
        room.present("guess")
    with pytest.raises(Refused, match="not the code"):
        room.join("AAAAAA")
    assert room.role_of(room.present(room.key)) == "presenter"
    assert room.role_of(room.join(f" {room.code.lower()} ")) == "student"


def test_codes_are_new_each_time() -> None:
    assert len({open_room().code for _ in range(50)}) > 45


def test_guessing_the_code_is_stopped() -> None:
    room = open_room()
    for _ in range(60):
        with pytest.raises(Refused, match="not the code"):
            room.join("AAAAAA")
    with pytest.raises(Refused, match="wait") as told:
        room.join(room.code)
    assert told.value.status == 429


def test_a_vote_counts_once_and_may_change() -> None:
    room = open_room()
    one, other = room.join(room.code), room.join(room.code)
    room.vote(one, 3, 0)
    room.vote(other, 3, 1)
    room.vote(one, 3, 1)
    assert room.votes() == {3: [0, 2, 0, 0]}
    for scene, choice in ((9, 0), (3, 4), (3, -1), (0, 0)):
        with pytest.raises(Refused) as told:
            room.vote(one, scene, choice)
        assert told.value.status == 422


def test_a_room_is_full_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MOST_PEOPLE", 3)
    room = open_room()
    for _ in range(3):
        room.join(room.code)
    with pytest.raises(Refused, match="full"):
        room.join(room.code)


def test_presenters_who_reload_do_not_fill_it() -> None:
    room = Room(the_lesson(), open=False)
    cookies = [room.present(None) for _ in range(200)]
    assert room.role_of(cookies[-1]) == "presenter"
    assert len(room._people) <= 33


def test_news_wakes_who_listens_and_waiting_ends() -> None:
    async def main() -> None:
        room = open_room()
        since = room.version
        waiting = asyncio.create_task(room.news(since, 5.0))
        await asyncio.sleep(0.01)
        room.show("#scene=3")
        await asyncio.wait_for(waiting, 1.0)
        assert room.state()["shown"] == "#scene=3"
        await asyncio.wait_for(room.news(room.version, 0.01), 1.0)

    asyncio.run(main())
