"""Hostile use, over a real socket of this machine: a clear answer, bounded work, and no leak."""

from __future__ import annotations

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

from simulator.classroom.serve import bound
from simulator.errors import BadInput
from simulator.model.levers import Lever
from simulator.model.metrics.per_war import Wars
from simulator.model.records import Scenario


def slow_wars(_: Scenario, __: int, wars: range, months: int, ___: tuple[Lever, ...]) -> Wars:
    time.sleep(0.01)
    return fake_wars(list(wars), months)


@pytest.fixture(scope="module")
def made_up() -> Iterator[Served]:
    """A room of this machine's own, with made-up wars."""
    with served(play=slow_wars, waiting=8) as running:
        yield running


@pytest.fixture(scope="module")
def school() -> Iterator[Served]:
    """An open room: students come in with a code."""
    with served(play=slow_wars, open_room=True) as running:
        yield running


def error_of(answer: tuple[int, bytes]) -> tuple[int, str]:
    return answer[0], json.loads(answer[1])["error"]


def settled(running: Served) -> None:
    """Wait until nothing is under way."""
    until = time.monotonic() + 20
    while running.work.under_way:
        assert time.monotonic() < until, "work goes on for nobody"
        time.sleep(0.02)


def test_an_answer_comes_in_lines(made_up: Served) -> None:
    status, body = made_up.ask("/answer?scene=3&guarantee=0.5")
    assert status == 200
    lines = [json.loads(line) for line in body.splitlines()]
    assert [line["n"] for line in lines] == [20, 40, 60]
    assert all(line["settings"]["guarantee"] == 0.5 for line in lines)


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/answer", 422, "request: scene: must be a scene's number in [1, 8]"),
        ("/answer?scene=0", 422, "must be a scene's number"),
        ("/answer?scene=99", 422, "must be a scene's number"),
        ("/answer?scene=%D9%A3", 422, "must be a scene's number"),
        ("/answer?scene=3&guarantee=1e9", 422, "must be a number in [0, 1]"),
        ("/answer?scene=3&guarantee=nan", 422, "must be a number in [0, 1]"),
        ("/answer?scene=3&guarantee=inf", 422, "must be a number in [0, 1]"),
        ("/answer?scene=3&guarantee=__import__", 422, "must be a number in [0, 1]"),
        ("/answer?scene=3&colour=red", 422, "no such dial in this scene"),
        ("/answer?scene=6&posture=%00", 422, "must be one of hold"),
        ("/answer?scene=8&guarantee=full&monitors=many&arms=yes", 422, "at most 8 points"),
        ("/cures?scene=2", 422, "no such question"),
        ("/war?scene=3&war=-1", 422, "must be a whole number in [0, 59]"),
        ("/war?scene=3&war=60", 422, "must be a whole number in [0, 59]"),
        ("/war?scene=2&war=1&fork=magic&month=3", 422, "fork: must be one of guarantee"),
        ("/war?scene=2&war=1&fork=cut&month=99", 422, "month: must be a whole number in [0, 36]"),
        ("/war?scene=2&war=1&month=9", 422, "fork: must be one of"),
        ("/verdicts?author=nobody", 422, "must be one of"),
        ("/apart?first=menon", 422, "must be one of"),
        ("/apart?first=menon&second=menon", 422, "another author"),
        ("/nothing", 404, "nothing of that kind"),
        ("/../../etc/passwd", 404, "nothing of that kind"),
        ("/vote", 405, "nothing of that kind"),
        ("/answer?scene=3&x=" + "y" * 3000, 414, "at most 2048 bytes"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(
    made_up: Served, path: str, status: int, told: str
) -> None:
    got, error = error_of(made_up.ask(path))
    assert got == status
    assert told in error


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"[" * 4000, 400),
        (b'{"scene": "3", "choice": 1}', 422),
        (b'{"scene": 3, "choice": true}', 422),
        (b'{"scene": 3, "choice": 99}', 422),
        (b'{"scene": 3, "choice": 1e999}', 422),
        (b"x" * 5000, 413),
    ],
)
def test_a_wrong_vote_is_refused(made_up: Served, body: bytes, status: int) -> None:
    got, error = error_of(made_up.ask("/vote", method="POST", body=body))
    assert got == status
    assert error


def test_only_this_site_may_ask(made_up: Served) -> None:
    own = {"Origin": made_up.address.rstrip("/")}
    body = b'{"scene": 3, "choice": 1}'
    assert made_up.ask("/vote", method="POST", body=body, headers=own)[0] == 200
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert made_up.ask("/vote", method="POST", body=body, headers=headers)[0] == 403
    assert made_up.ask("/answer?scene=3", headers={"Sec-Fetch-Site": "cross-site"})[0] == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}
    assert made_up.ask("/", headers=link)[0] == 200, "a link is fine"
    for part in ("image", "iframe", "empty"):
        assert made_up.ask("/", headers={**link, "Sec-Fetch-Dest": part})[0] == 403
    assert made_up.ask("/", headers={"Host": "evil.example"})[0] == 421, "rebinding"
    assert made_up.ask("/", headers={"Host": "[oops"})[0] in (400, 421)


def test_every_answer_carries_its_policy(made_up: Served) -> None:
    told = made_up.raw(
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: lesson-{made_up.port}={made_up.cookie}\r\n"
        "Connection: close\r\n\r\n".encode()
    ).decode()
    head = told.split("\r\n\r\n")[0].lower()
    assert "content-security-policy: default-src 'none'" in head
    for name in ("x-content-type-options", "referrer-policy", "cross-origin-opener-policy"):
        assert name in head
    assert "server:" not in head


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"y" * 300_000 + b"\r\n\r\n",
        b"POST /vote HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nsomething",
        (
            b"POST /vote HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
            b"Connection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        ),
    ],
    ids=["noise", "version", "long header", "negative length", "body", "chunked"],
)
def test_noise_is_refused_and_the_page_lives(made_up: Served, sent: bytes) -> None:
    told = made_up.raw(sent)
    assert told == b"" or told.startswith(b"HTTP/1.1 4"), told[:80]
    assert made_up.ask("/")[0] == 200


def test_two_hundred_at_once_are_answered_or_told_to_wait(made_up: Served) -> None:
    paths = [f"/answer?scene=3&guarantee={(i % 20) / 20}&rearm={(i % 30) / 20}" for i in range(200)]
    cookies = [made_up.room.present(None) for _ in range(30)]

    def ask(i: int) -> int:
        return made_up.ask(paths[i], cookie=cookies[i % len(cookies)])[0]

    with ThreadPoolExecutor(200) as pool:
        statuses = Counter(pool.map(ask, range(200)))
    assert set(statuses) <= {200, 429, 503}, statuses
    assert statuses[200] > 0
    assert statuses[503] > 0, "eight questions at once is the bound here"
    settled(made_up)
    assert made_up.ask("/answer?scene=3")[0] == 200


def test_one_person_waits_for_a_few_answers_only(made_up: Served) -> None:
    settled(made_up)

    def ask(i: int) -> int:
        return made_up.ask(f"/answer?scene=3&guarantee=0.5&rearm={i / 20}")[0]

    with ThreadPoolExecutor(20) as pool:
        statuses = Counter(pool.map(ask, range(20)))
    assert statuses[429] + statuses[503] > 0
    settled(made_up)
    assert not made_up.work.under_way


def test_whoever_leaves_takes_the_work_along(made_up: Served) -> None:
    settled(made_up)
    for share in range(5):
        with socket.create_connection(("127.0.0.1", made_up.port), 5) as leaving:
            leaving.sendall(
                f"GET /answer?scene=2&hope=0.{40 + 2 * share} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                f"Cookie: lesson-{made_up.port}={made_up.cookie}\r\n\r\n".encode()
            )
            time.sleep(0.02)
    settled(made_up)
    assert made_up.ask("/answer?scene=3")[0] == 200


def test_listeners_who_leave_are_forgotten(made_up: Served) -> None:
    settled(made_up)
    before = threading.active_count()
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", made_up.port), 5) as listening:
            listening.sendall(
                f"GET /class HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                f"Cookie: lesson-{made_up.port}={made_up.cookie}\r\n\r\n".encode()
            )
            head = listening.recv(4096)
            if b"429" not in head.split(b"\r\n")[0]:
                assert b"text/event-stream" in head
        time.sleep(0.02)
    assert threading.active_count() <= before + 2
    assert made_up.ask("/")[0] == 200


@pytest.mark.slow
def test_a_connection_that_asks_nothing_is_closed(made_up: Served) -> None:
    with socket.create_connection(("127.0.0.1", made_up.port), 20) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        began = time.monotonic()
        assert idle.recv(10) == b""
        assert time.monotonic() - began < 15


def test_a_body_that_never_comes_is_not_waited_for(made_up: Served) -> None:
    told = made_up.raw(
        f"POST /vote HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 40\r\n"
        f"Cookie: lesson-{made_up.port}={made_up.cookie}\r\n\r\n{{".encode(),
        20,
    )
    assert told.startswith(b"HTTP/1.1 408")


def test_strangers_see_the_door_only(school: Served) -> None:
    for path in ("/answer?scene=3", "/class", "/cures?scene=3", "/war?scene=3&war=1"):
        assert school.ask(path, cookie="made-up")[0] == 401
    assert school.send("/vote", {"scene": 3, "choice": 1}, cookie="made-up")[0] == 401
    status, body = school.ask("/", cookie="made-up")
    assert status == 200
    assert b"The code on the screen" in body
    assert b"data-scene" not in body
    assert school.ask("/?presenter=guess", cookie="made-up")[0] == 403


def student(school: Served) -> str:
    return school.room.join(school.room.code, "192.0.2.1")


def test_a_student_looks_and_votes_and_no_more(school: Served) -> None:
    mine = student(school)
    assert school.ask("/answer?scene=3&guarantee=0.5", cookie=mine)[0] == 200
    status, error = error_of(school.ask("/answer?scene=3&guarantee=0.55", cookie=mine))
    assert status == 422
    assert "notches" in error
    assert school.send("/vote", {"scene": 3, "choice": 1}, cookie=mine)[0] == 200
    assert school.room.votes()[3][1] >= 1
    assert school.send("/show", {"what": "#scene=1"}, cookie=mine)[0] == 403
    assert school.send("/show", {"what": "#scene=3&guarantee=0.55"})[0] == 200
    assert school.ask("/answer?scene=3&guarantee=0.55", cookie=mine)[0] == 200, "as shown"
    assert school.send("/show", {"what": "#scene=1&p=0.3&reason=odds&shown=1"})[0] == 200
    for what in ("scene=1", "#" + "x" * 600, "#scene=99", 7, "#scene=3&guarantee=9"):
        assert school.send("/show", {"what": what})[0] == 422


def test_the_code_opens_the_door(school: Served) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    wrong = school.ask("/join", method="POST", body=b"code=NOPE", headers=headers, cookie="x")
    assert wrong[0] == 403
    assert b"that is not the code" in wrong[1]
    body = f"code={school.room.code}".encode()
    status, _ = school.ask("/join", method="POST", body=body, headers=headers, cookie="x")
    assert status == 303


def test_a_host_that_is_none_is_told_under_its_own_option() -> None:
    # A label of 64 letters is longer than any name may be: no look-up, no network.
    for host in ("x" * 64, "a b"):
        with pytest.raises(BadInput) as caught:
            bound(host, 0)
        assert str(caught.value).startswith("--host: must be a name or an address of this machine")
