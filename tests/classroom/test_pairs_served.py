"""The rounds over a real socket: who may do what, and that no phone can read another's secrets."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from typing import Any, cast

import pytest
from fake_wars import fake_wars
from served import Served, served

from simulator.model.levers import Lever
from simulator.model.metrics.per_war import Wars
from simulator.model.records import Scenario


def quick_wars(_: Scenario, __: int, wars: range, months: int, ___: tuple[Lever, ...]) -> Wars:
    return fake_wars(list(wars), months)


@pytest.fixture
def school() -> Iterator[Served]:
    """An open room for every test, with made-up wars."""
    with served(play=quick_wars, open_room=True, seats=10) as running:
        yield running


def heard(school: Served, cookie: str) -> dict[str, Any]:
    """All that the server sends this page of the rounds, as it comes over the line."""
    asked = (
        f"GET /class HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: lesson-{school.port}={cookie}\r\n\r\n"
    )
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.create_connection(("127.0.0.1", school.port), 20) as line:
            line.sendall(asked.encode())
            told = b""
            while part := line.recv(65536):
                told += part
                found = re.search(rb"data: (.*)\n\n", told)
                if found:
                    return cast(dict[str, Any], json.loads(found[1])["pairs"])
                if b" 429 " in told:
                    break  # the line before has not been given up yet
        time.sleep(0.02)
    raise AssertionError("nothing heard")


def lead(school: Served, what: str, number: int) -> int:
    return school.send("/round", {"what": what, "round": number})[0]


def move(school: Served, cookie: str, number: int, what: str, share: object = None) -> int:
    month = heard(school, cookie)["mine"]["month"]
    told = {"round": number, "month": month, "what": what, "share": share}
    return school.send("/move", told, cookie=cookie)[0]


def joined(school: Served, number: int) -> list[str]:
    return [school.join()[1] for _ in range(number)]


def test_two_phones_bargain_and_see_all_when_the_round_is_closed(school: Served) -> None:
    one, other = joined(school, 2)
    assert heard(school, one) == {"on": False, "open": False, "round": 0, "of": 3}
    assert lead(school, "open", 1) == 200
    assert move(school, one, 1, "ask", 60) == 200
    assert heard(school, other)["mine"]["offer"] == 60
    assert move(school, other, 1, "accept") == 200
    assert heard(school, school.cookie)["done"] == 1
    assert lead(school, "close", 1) == 200
    assert heard(school, one)["earned"] == [60]
    assert heard(school, other)["earned"] == [40]
    assert heard(school, school.cookie)["closed"][0]["how"] == {"at once": 1}


def test_a_phone_never_reads_the_others_secrets(school: Served) -> None:
    cookies = joined(school, 6)
    assert [lead(school, *each) for each in (("open", 1), ("close", 1), ("open", 2))] == [200] * 3
    secrets = [each.play.numbers for each in school.room.pairs._rounds[-1]]
    for place, cookie in enumerate(cookies):
        told = heard(school, cookie)
        side, numbers = "AD"[place % 2], secrets[place // 2]
        assert told["mine"]["numbers"] == {
            f"odds_{side}": getattr(numbers, f"odds_{side}"),
            f"cost_{side}": getattr(numbers, f"cost_{side}"),
        }
        # Nothing else is there that could tell: no range, no other pair, no other round's numbers.
        assert set(told) == {"on", "open", "round", "of", "mine", "earned"}
        known = {"side", "program", "turn", "month", "offers", "offer", "signed", "kept"}
        assert set(told["mine"]) == {*known, "numbers"}
    wall = heard(school, school.cookie)
    assert len(wall["all"]) == 1, "and the wall is on the wall"
    assert "mine" not in wall
    for cookie in (*cookies, school.cookie):
        assert str(school.room.pairs.luck) not in school.ask("/", cookie=cookie)[1].decode()


def test_only_the_presenter_leads_and_only_in_order(school: Served) -> None:
    (one,) = joined(school, 1)
    told = {"what": "open", "round": 1}
    assert school.send("/round", told, cookie=one)[0] == 403
    assert school.send("/round", told, cookie="stranger")[0] == 401
    assert school.send("/move", {}, cookie="stranger")[0] == 401
    for wrong, status in (
        ({"what": "open", "round": 2}, 409),
        ({"what": "close", "round": 1}, 409),
        ({"what": "sing", "round": 1}, 422),
        ({"what": "open", "round": "1"}, 422),
        ({"what": "open", "round": True}, 422),
        ({"what": "open"}, 422),
        ({"what": "open", "round": 1, "luck": 7}, 422),
    ):
        assert school.send("/round", wrong)[0] == status
    assert lead(school, "open", 1) == 200
    assert lead(school, "open", 1) == 409, "a second press does nothing"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"round": 1, "month": 0, "what": "ask", "share": 101}, 409),
        ({"round": 1, "month": 0, "what": "ask", "share": -1}, 409),
        ({"round": 1, "month": 0, "what": "ask", "share": 59.5}, 422),
        ({"round": 1, "month": 0, "what": "ask", "share": True}, 422),
        ({"round": 1, "month": 0, "what": "ask", "share": "60"}, 422),
        ({"round": 1, "month": 0, "what": "ask", "share": None}, 409),
        ({"round": 1, "month": 0, "what": "accept", "share": None}, 409),
        ({"round": 2, "month": 0, "what": "ask", "share": 60}, 409),
        ({"round": 1, "month": 2, "what": "ask", "share": 60}, 409),
        ({"round": 10**30, "month": 0, "what": "ask", "share": 60}, 409),
        ({"round": 1, "month": 0, "what": ["ask"], "share": 60}, 422),
        ({"round": 1, "month": 0, "what": "ask"}, 422),
        ({"round": 1, "month": 0, "what": "ask", "share": 60, "as": "D"}, 422),
    ],
)
def test_a_wrong_move_is_refused_and_changes_nothing(
    school: Served, told: dict[str, object], status: int
) -> None:
    one, _ = joined(school, 2)
    lead(school, "open", 1)
    before = heard(school, one)
    assert school.send("/move", told, cookie=one)[0] == status
    assert heard(school, one) == before


def test_whoever_comes_late_or_alone_is_told(school: Served) -> None:
    (one,) = joined(school, 1)
    lead(school, "open", 1)
    assert heard(school, one)["mine"]["program"] is True
    (late,) = joined(school, 1)
    assert heard(school, late)["mine"] is None
    assert (
        school.send(
            "/move", {"round": 1, "month": 0, "what": "accept", "share": None}, cookie=late
        )[0]
        == 409
    )
    lead(school, "close", 1)
    lead(school, "open", 2)
    assert heard(school, late)["mine"]["side"] == "D"


def test_a_client_that_comes_again_is_the_same_phone(school: Served) -> None:
    (one,) = joined(school, 1)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = f"code={school.room.code}".encode()
    for _ in range(5):
        assert school.ask("/join", method="POST", body=body, headers=headers, cookie=one)[0] == 303
    assert heard(school, school.cookie)["phones"] == 1


def test_the_next_class_finds_nothing_of_the_last(school: Served) -> None:
    one, _ = joined(school, 2)
    lead(school, "open", 1)
    before = school.room.pairs._rounds[0][0].play.numbers
    assert school.send("/reset", {})[0] == 200
    assert (
        school.send("/move", {"round": 1, "month": 0, "what": "ask", "share": 60}, cookie=one)[0]
        == 401
    )
    told = heard(school, school.cookie)
    assert (told["on"], told["round"], told["phones"], told["closed"]) == (False, 0, 0, [])
    numbers = set()
    for _ in range(4):
        school.send("/reset", {})
        joined(school, 2)
        lead(school, "open", 1)
        numbers.add(school.room.pairs._rounds[0][0].play.numbers)
    assert numbers != {before}, "other numbers are dealt"


def test_the_models_wars_are_sorted_by_the_same_marks(school: Served) -> None:
    (one,) = joined(school, 1)
    for cookie in (one, school.cookie):
        status, body = school.ask("/treatments", cookie=cookie)
        assert status == 200
        told = json.loads(body)
        assert len(told) == 3
        for each in told:
            assert each["n"] == sum(each["how"].values()) == 60
            low, high = each["ci"]["existed"]
            assert low <= each["existed"] / 60 <= high
    assert school.ask("/treatments?scene=1")[0] == 422
    assert school.ask("/treatments", cookie="stranger")[0] == 401
