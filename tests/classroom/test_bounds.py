"""The open classroom under attack, over a real socket: the class goes on for everybody else."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fake_wars import fake_wars
from served import Served, served

from simulator.classroom.bounds import STUDENT_AT_ONCE, WRONG_A_MINUTE
from simulator.classroom.lesson import the_lesson
from simulator.classroom.room import SEATS
from simulator.model.levers import Lever
from simulator.model.metrics.per_war import Wars
from simulator.model.records import Scenario

#: Other addresses of this machine, for clients that are not the attacker.
OTHER = "127.0.0.9"


def slow_wars(_: Scenario, __: int, wars: range, months: int, ___: tuple[Lever, ...]) -> Wars:
    time.sleep(0.01)
    return fake_wars(list(wars), months)


@pytest.fixture
def school() -> Iterator[Served]:
    """An open room: students come in with a code."""
    with served(play=slow_wars, open_room=True) as running:
        yield running


def both_lengths(body: bytes, length: int) -> bytes:
    head = (
        "POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    return head.encode() + f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize("size", [0, 3000, 200_000], ids=["small", "fitting", "huge"])
def test_two_lengths_are_refused_and_the_line_closed(school: Served, size: int) -> None:
    body = b"filler=" + b"x" * size + b"&code=" + school.room.code.encode()
    for length in (5, len(body)):
        told = school.raw(both_lengths(body, length))
        assert told == b"" or told.startswith(b"HTTP/1.1 400"), told[:60]
        assert b"set-cookie" not in told.lower()
    assert school.room.state(school.cookie)["people"] == 0


def test_a_body_without_end_is_not_read(school: Served) -> None:
    """A hundred megabytes are offered; the line is closed long before they are through."""
    head = b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", school.port), 20) as line:
        line.sendall(head)
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 100_000_000:
                line.sendall(piece)
                sent += len(piece)
    assert sent < 10_000_000
    assert time.monotonic() - began < 5
    assert school.ask("/")[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        "code={code}&code={code}",
        "a=1&code={code}",
        "code={code}&z=",
        "&".join(f"f{i}=" for i in range(300)),
        "",
        "cod={code}",
        "%ff={code}",
    ],
    ids=["twice", "before", "after", "many", "none", "other", "noise"],
)
def test_a_form_with_other_fields_is_refused(school: Served, body: str) -> None:
    sent = body.format(code=school.room.code).encode()
    assert school.ask("/join", method="POST", body=sent, cookie="x")[0] == 400
    assert school.room.state(school.cookie)["people"] == 0


def test_a_message_with_other_fields_is_refused(school: Served) -> None:
    for path, told in (
        ("/vote", {"scene": 1, "choice": 0, "weight": 9}),
        ("/show", {"what": "#scene=1", "who": "me"}),
        ("/ballot", {"scene": 1}),
        ("/reset", {"all": True}),
        ("/board", {"scene": 8, "name": "x", "settings": {}, "share": 1}),
    ):
        assert school.send(path, told)[0] == 422
    assert school.ask("/answer?scene=3&scene=4")[0] == 422


def test_wrong_codes_are_limited_and_the_right_one_always_enters(school: Served) -> None:
    seen = Counter(school.join(f"AAAA{turn}")[0] for turn in range(61))
    assert seen == {403: WRONG_A_MINUTE, 429: 61 - WRONG_A_MINUTE}
    assert school.join()[0] == 303
    assert school.join("AAAA")[0] == 429
    assert school.join("AAAA", OTHER)[0] == 403, "another address has its own"


def test_wrong_keys_are_limited_and_the_right_one_always_presents(school: Served) -> None:
    seen = Counter(school.ask(f"/?presenter={turn}", cookie="x")[0] for turn in range(30))
    assert seen == {403: WRONG_A_MINUTE, 429: 30 - WRONG_A_MINUTE}
    assert school.ask(f"/?presenter={school.room.key}", cookie="x")[0] == 303


def test_one_client_does_not_take_every_seat_nor_vote_often(school: Served) -> None:
    answers = [school.join() for _ in range(30)]
    assert Counter(status for status, _ in answers) == {303: SEATS, 429: 30 - SEATS}
    for _, cookie in answers:
        if cookie:
            for _ in range(5):
                body = {"scene": 1, "choice": 2}
                assert school.send("/vote", body, cookie=cookie)[0] == 200
    assert sum(school.room.votes()[1]) == SEATS
    status, mine = school.join(sender=OTHER)
    assert status == 303
    assert school.ask("/answer?scene=3", cookie=mine, sender=OTHER)[0] == 200


def test_a_class_behind_one_address_can_be_let_in() -> None:
    with served(play=slow_wars, open_room=True, seats=40) as hotspot:
        assert {hotspot.join()[0] for _ in range(40)} == {303}
        assert hotspot.join()[0] == 429


def test_a_flood_of_costly_questions_leaves_the_presenter_alone(
    school: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_story(_: object, __: int, ___: int, war: int) -> dict[str, object]:
        time.sleep(0.05)
        return {"war": war}

    monkeypatch.setattr("simulator.classroom.work.told", slow_story)
    _, student = school.join()
    seen: Counter[int] = Counter()
    over = threading.Event()

    def flood(first: int) -> None:
        war = first
        while not over.is_set():
            with contextlib.suppress(OSError):
                path = f"/war?scene=3&war={war % 60}"
                seen[school.ask(path, cookie=student, sender=OTHER)[0]] += 1
            war += 20

    threads = [threading.Thread(target=flood, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    try:
        time.sleep(0.5)
        mine = Counter(school.ask(f"/war?scene=3&war={war}")[0] for war in range(50, 56))
        mine[school.ask("/answer?scene=2&hope=0.7")[0]] += 1
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert mine == {200: 7}
    assert seen[429] > 0
    assert set(seen) <= {200, 429, 503}


def test_one_student_waits_for_a_few_answers_only(school: Served) -> None:
    _, student = school.join()

    def ask(i: int) -> int:
        return school.ask(f"/answer?scene=3&guarantee={(i % 5) / 4}", cookie=student)[0]

    with ThreadPoolExecutor(12) as pool:
        seen = Counter(pool.map(ask, range(12)))
    assert set(seen) == {200, 429}
    assert seen[200] >= STUDENT_AT_ONCE


def half_sent(school: Served, number: int, sender: str = "127.0.0.1") -> list[socket.socket]:
    lines = []
    for _ in range(number):
        line = socket.create_connection(("127.0.0.1", school.port), 5, (sender, 0))
        line.sendall(b"GET / HTTP/1.1\r\nHost: x")
        lines.append(line)
    return lines


def test_half_sent_requests_keep_nobody_out(school: Served) -> None:
    assert school.ask("/")[0] == 200, "the first page takes its second"
    lines = half_sent(school, 620)
    try:
        began = time.monotonic()
        assert school.ask("/")[0] == 200, "the same address"
        assert school.ask("/", sender=OTHER)[0] == 200, "another"
        assert time.monotonic() - began < 1.0
    finally:
        for line in lines:
            line.close()


def test_half_sent_bodies_keep_nobody_out(school: Served) -> None:
    lines = []
    for _ in range(300):
        line = socket.create_connection(("127.0.0.1", school.port), 5)
        line.sendall(b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 11\r\n\r\ncode=")
        lines.append(line)
    try:
        began = time.monotonic()
        assert school.join()[0] == 303
        assert time.monotonic() - began < 1.0
    finally:
        for line in lines:
            line.close()


def test_a_line_that_is_being_answered_is_not_given_up(school: Served) -> None:
    with socket.create_connection(("127.0.0.1", school.port), 20) as listening:
        listening.sendall(
            f"GET /class HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Cookie: lesson-{school.port}={school.cookie}\r\n\r\n".encode()
        )
        assert b"200" in listening.recv(4096)
        lines = half_sent(school, 200)
        school.room.show("#scene=5")
        told = b""
        while b"scene=5" not in told:
            part = listening.recv(4096)
            assert part, "the presenter's line was given up"
            told += part
        for line in lines:
            line.close()


def test_another_page_does_not_put_the_presenter_out() -> None:
    with served(play=slow_wars) as alone:
        for turn in range(40):
            picture = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"}
            assert alone.ask(f"/?{turn}", headers=picture, cookie="x")[0] == 403
            link = {**picture, "Sec-Fetch-Dest": "document"}
            assert alone.ask(f"/?{turn}", headers=link, cookie="x")[0] == 303
            assert alone.ask("/war?scene=99&war=1")[0] == 422


def test_students_lead_nothing(school: Served) -> None:
    _, student = school.join()
    for path, told in (
        ("/show", {"what": "#scene=1"}),
        ("/ballot", {"scene": 1, "over": True}),
        ("/door", {"admits": False}),
        ("/reset", {}),
    ):
        assert school.send(path, told, cookie=student)[0] == 403
        assert school.send(path, told, cookie="stranger")[0] == 401
        assert school.send(path, told)[0] == 200
    assert school.ask("/class", cookie=student)[0] == 401, "the reset put the old class out"


def test_designs_are_scored_by_the_server_and_bounded(school: Served) -> None:
    _, student = school.join()
    design = {"scene": 8, "name": "Team\u202e \u0007one", "settings": {"guarantee": "full"}}
    status, body = school.send("/board", design, cookie=student)
    assert status == 200
    (row,) = school.room.board.rows()
    assert row["name"] == "Team one"
    assert row["share"] == json.loads(body)["share"]
    eighth = the_lesson().scenes[7]
    assert row["cost"] == eighth.cost({**eighth.start(), "guarantee": "full"}) > 0
    for wrong, status in (
        ({**design, "settings": {"guarantee": "7"}}, 422),
        ({**design, "settings": {"colour": "red"}}, 422),
        ({**design, "settings": "all"}, 422),
        ({**design, "scene": 3}, 422),
        ({**design, "scene": True}, 422),
        ({**design, "name": 7}, 422),
    ):
        assert school.send("/board", wrong, cookie=student)[0] == status
    assert len(school.room.board.rows()) == 1
