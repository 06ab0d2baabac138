"""Who may do what, and that nothing about a class grows without end."""

from __future__ import annotations

import asyncio

import pytest

from simulator.classroom import room as rooms
from simulator.classroom.board import MOST_OF_ONE, Board, Design
from simulator.classroom.lesson import the_lesson
from simulator.classroom.room import Refused, Room, WrongCode


def open_room() -> Room:
    return Room(the_lesson(), open=True)


def test_on_this_machine_alone_everybody_presents() -> None:
    room = Room(the_lesson(), open=False)
    assert room.role_of(room.present(None)) == "presenter"
    assert room.role_of("made up") is None
    assert room.role_of(None) is None


def test_an_open_room_wants_the_code_or_the_presenters_link() -> None:
    room = open_room()
    with pytest.raises(WrongCode):
        room.present("guess")
    with pytest.raises(WrongCode):
        room.join("AAAAAA")
    assert room.role_of(room.present(room.key)) == "presenter"
    assert room.role_of(room.join(f" {room.code.lower()} ")) == "student"


def test_codes_are_new_each_time() -> None:
    assert len({open_room().code for _ in range(50)}) > 45


def test_a_vote_counts_once_and_may_change() -> None:
    room = open_room()
    one, other = room.join(room.code), room.join(room.code)
    room.vote(one, 3, 0)
    room.vote(other, 3, 1)
    room.vote(one, 3, 1)
    assert room.votes() == {3: [0, 2, 0, 0]}
    room.close(3, over=True)
    with pytest.raises(Refused, match="over") as told:
        room.vote(one, 3, 0)
    assert told.value.status == 409
    room.close(3, over=False)
    room.vote(one, 3, 0)
    assert room.votes() == {3: [1, 1, 0, 0]}
    for scene, choice in ((9, 0), (3, 4), (3, -1), (0, 0)):
        with pytest.raises(Refused) as told:
            room.vote(one, scene, choice)
        assert told.value.status == 422


def test_a_room_is_full_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MOST_PEOPLE", 3)
    room = open_room()
    for number in range(3):
        room.join(room.code, f"192.0.2.{number}")
    with pytest.raises(Refused, match="full"):
        room.join(room.code, "192.0.2.9")


def test_one_address_has_few_seats_and_a_hotspot_as_many_as_it_needs() -> None:
    room = open_room()
    first = room.join(room.code, "192.0.2.1")
    for _ in range(rooms.SEATS - 1):
        room.join(room.code, "192.0.2.1")
    with pytest.raises(Refused, match="joined several times") as told:
        room.join(room.code, "192.0.2.1")
    assert told.value.status == 429
    assert room.join(room.code, "192.0.2.1", first) == first, "one client is one vote"
    assert room.role_of(room.join(room.code, "192.0.2.2")) == "student"
    hotspot = Room(the_lesson(), open=True, seats=40)
    assert len({hotspot.join(hotspot.code, "192.0.2.1") for _ in range(40)}) == 40


def test_presenters_who_reload_do_not_fill_it_and_whoever_was_used_last_stays() -> None:
    room = Room(the_lesson(), open=False)
    mine = room.present(None)
    for _ in range(200):
        assert room.role_of(mine) == "presenter"
        room.present(None)
    assert room.role_of(mine) == "presenter"
    assert len(room._people) <= 33


def test_how_the_others_voted_is_told_when_the_vote_is_over() -> None:
    room = open_room()
    wall, one, other = room.present(room.key), room.join(room.code), room.join(room.code)
    room.vote(one, 3, 0)
    room.vote(other, 3, 1)
    assert room.state(wall)["votes"] == {3: [1, 1, 0, 0]}
    assert room.state(one)["votes"] == {}
    assert room.state(one)["mine"] == {3: 0}
    room.close(3, over=True)
    for cookie in (wall, one, other):
        assert room.state(cookie)["votes"] == {3: [1, 1, 0, 0]}
    assert "code" not in room.state(one)


def test_a_reset_begins_the_next_class() -> None:
    room = open_room()
    wall, one = room.present(room.key), room.join(room.code)
    room.vote(one, 3, 0)
    room.close(3, over=True)
    room.board.put(one, "x", Design("Team", {"guarantee": "full"}, 5, 0.5, (0.4, 0.6)))
    old = room.code
    room.reset()
    assert room.code != old
    assert room.role_of(one) is None
    assert room.role_of(wall) == "presenter"
    assert room.votes() == {}
    assert room.state(wall)["board"] == []
    assert room.state(wall)["closed"] == []
    with pytest.raises(WrongCode):
        room.join(old)


def test_a_closed_door_lets_nobody_new_in() -> None:
    room = open_room()
    one = room.join(room.code)
    room.door(admits=False)
    with pytest.raises(Refused, match="closed"):
        room.join(room.code)
    assert room.join(room.code, "", one) == one
    room.door(admits=True)
    assert room.role_of(room.join(room.code)) == "student"


def test_a_board_is_bounded_and_the_best_design_stands_first() -> None:
    board = Board()
    for number in range(MOST_OF_ONE):
        assert board.room_for("one")
        board.put("one", f"design {number}", Design(f"{number}", {}, 1, number / 10, (0.0, 1.0)))
    assert not board.room_for("one")
    assert board.room_for("other")
    assert [row["name"] for row in board.rows()] == ["4", "3", "2", "1", "0"]
    board.put("other", "design 0", Design("thief", {}, 1, 0.0, (0.0, 1.0)))
    assert len(board.rows()) == MOST_OF_ONE, "the same design is there once"


def test_news_wakes_who_listens_and_waiting_ends() -> None:
    async def main() -> None:
        room = open_room()
        since = room.version
        waiting = asyncio.create_task(room.news(since, 5.0))
        await asyncio.sleep(0.01)
        room.show("#scene=3")
        await asyncio.wait_for(waiting, 1.0)
        assert room.state("")["shown"] == "#scene=3"
        await asyncio.wait_for(room.news(room.version, 0.01), 1.0)

    asyncio.run(main())
