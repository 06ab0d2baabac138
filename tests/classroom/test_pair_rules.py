"""How a pair bargains: cases reckoned by hand, and what may be known of them."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from simulator.classroom.pair_rules import (
    COMMON,
    COSTS,
    GROWTH,
    OFFERS,
    RULES,
    SEEN_BY_A,
    SEEN_BY_D,
    Numbers,
    Play,
    Wrong,
    dealt,
    program_accepts,
)
from simulator.classroom.pairs import Pairs
from simulator.classroom.treatments import REASONS, treated
from simulator.files.scenario import load_scenario
from simulator.model.records import Range
from simulator.theory.fearon1995 import bargaining_range, optimism_blocks

#: A wins six times in ten; the war costs A 6 points and D 9.
OPEN = Numbers(60, 60, 6, 9)


def test_the_range_is_fearons() -> None:
    for numbers in (dealt("open", 7, pair, 1) for pair in range(40)):
        want = bargaining_range(numbers.odds_A / 100, numbers.cost_A / 100, numbers.cost_D / 100)
        assert (numbers.least, numbers.most) == (round(100 * want.lo), round(100 * want.hi))
        assert numbers.existed, "as long as fighting costs anything"
    for numbers in (dealt("secret", 7, pair, 2) for pair in range(200)):
        own = numbers.odds_A / 100, 1 - numbers.odds_D / 100
        costs = numbers.cost_A / 100, numbers.cost_D / 100
        assert numbers.existed is not optimism_blocks(*own, sum(costs) + 1e-9, 0.0)


def test_signed_at_once() -> None:
    play = Play(OPEN)
    play.ask(58)
    play.answer(accept=True)
    assert (play.turn, play.outcome, play.earned()) == ("over", "at once", (58.0, 42.0))


def test_a_month_of_war_costs_each_side_a_third() -> None:
    play = Play(OPEN)
    play.ask(80)
    play.answer(accept=False)
    assert play.turn == "offer"
    play.ask(60)
    play.answer(accept=True)
    assert (play.outcome, play.earned()) == ("later", (60 - 2, 40 - 3))


def test_after_three_refusals_the_land_goes_by_the_chances() -> None:
    for numbers, outcome, earned in (
        (OPEN, "missed", (54.0, 31.0)),
        # Each believes in its own strength: 70 - 3 is more than 60 + 6. The truth lies at 65.
        (Numbers(70, 60, 3, 6), "none", (62.0, 29.0)),
    ):
        play = Play(numbers)
        for _ in range(OFFERS):
            play.ask(75)
            play.answer(accept=False)
        assert (play.turn, play.outcome, play.earned()) == ("over", outcome, earned)
        with pytest.raises(Wrong):
            play.ask(60)


def test_what_does_not_bind_may_be_broken() -> None:
    grown = Numbers(60, 60, 6, 9, GROWTH)
    assert (grown.least, grown.most, grown.existed) == (64, 69, True)
    assert not Numbers(60, 60, 3, 6, GROWTH).existed, "67 is more than 66"
    for keep, outcome, earned in ((True, "at once", (62, 38)), (False, "broken", (64, 21))):
        play = Play(grown)
        play.ask(62)
        play.answer(accept=True)
        assert (play.turn, play.outcome) == ("keep", None)
        play.keep(keep=keep)
        assert (play.outcome, play.earned()) == (outcome, earned)


def test_each_moves_in_turn() -> None:
    play = Play(OPEN)
    for share in (-1, 101):
        with pytest.raises(Wrong):
            play.ask(share)
    with pytest.raises(Wrong):
        play.answer(accept=True)
    play.ask(60)
    with pytest.raises(Wrong):
        play.ask(50)
    with pytest.raises(Wrong):
        play.keep(keep=True)


def test_the_program_takes_what_is_no_worse_than_war_and_will_be_kept() -> None:
    def accepts(numbers: Numbers, share: int, month: int = 0) -> bool:
        return program_accepts(Play(numbers, month=month, offer=share, answered=False))

    assert [accepts(OPEN, share) for share in (0, 69, 70)] == [True, True, False]
    assert [accepts(OPEN, share, 2) for share in (63, 64)] == [True, False], "60 + 9 / 3"
    grown = Numbers(60, 60, 6, 9, GROWTH)
    assert [accepts(grown, share) for share in (63, 64, 69, 70)] == [False, True, True, False]


def test_what_is_dealt_is_spread_evenly_and_the_same_for_the_same_luck() -> None:
    for rule in RULES:
        many = [dealt(rule, 3, pair, 1) for pair in range(2000)]
        assert many == [dealt(rule, 3, pair, 1) for pair in range(2000)]
        assert many != [dealt(rule, 4, pair, 1) for pair in range(2000)]
        for name, values in (
            ("cost_A", COSTS),
            ("cost_D", COSTS),
            ("odds_A", SEEN_BY_A if rule == "secret" else COMMON),
            ("odds_D", SEEN_BY_D if rule == "secret" else COMMON),
        ):
            seen = Counter(getattr(each, name) for each in many)
            assert set(seen) == set(values)
            assert max(seen.values()) < 1.2 * 2000 / len(values)
        assert {each.growth for each in many} == {GROWTH if rule == "word" else 0}


def test_odds_that_differ_are_those_of_the_models_wars() -> None:
    scene, settings = treated()
    reason = scene.dial("reason")
    assert reason is not None
    assert [each["reason"] for each in settings] == list(REASONS)
    values = load_scenario(reason.choice("odds").scenario).values
    mine, other = values["belief.win0_A"], values["belief.win0_D"]
    assert isinstance(mine, Range)
    assert isinstance(other, Range)
    ends = [round(100 * each) for each in (mine.low, mine.high, 1 - other.high, 1 - other.low)]
    assert [SEEN_BY_A[0], SEEN_BY_A[-1], SEEN_BY_D[0], SEEN_BY_D[-1]] == ends


def class_of(*cookies: str) -> Pairs:
    pairs = Pairs(luck=5)
    for cookie in cookies:
        pairs.seat(cookie)
    return pairs


def mine(pairs: Pairs, cookie: str) -> dict[str, object]:
    found = pairs.state(cookie, presents=False)["mine"]
    assert isinstance(found, dict)
    return found


def test_phones_pair_up_as_they_came_and_an_odd_one_meets_the_program() -> None:
    pairs = class_of("one", "two", "three")
    pairs.begin(1)
    assert [mine(pairs, each)["side"] for each in ("one", "two", "three")] == ["A", "D", "A"]
    assert [mine(pairs, each)["program"] for each in ("one", "two", "three")] == [False] * 2 + [
        True
    ]
    pairs.move("three", 1, 0, "ask", 0)
    assert mine(pairs, "three")["signed"] is True, "the program answers at once"
    assert pairs.state("", presents=True)["pairs"] == 1, "the program's pair does not count"
    pairs.seat("four")
    assert pairs.state("four", presents=False)["mine"] is None, "in the next round"
    pairs.finish(1)
    pairs.begin(2)
    assert mine(pairs, "four")["side"] == "D"
    assert mine(pairs, "three")["program"] is False


def test_a_round_is_counted_when_it_is_closed_and_what_is_not_over_does_not_count() -> None:
    pairs = class_of("a", "b", "c", "d")
    pairs.begin(1)
    assert pairs.state("", presents=True)["closed"] == []
    pairs.move("a", 1, 0, "ask", 60)
    pairs.move("b", 1, 0, "accept", None)
    pairs.move("c", 1, 0, "ask", 99)
    pairs.finish(1)
    assert pairs.state("", presents=True)["closed"] == [
        {"n": 1, "existed": 1, "how": {"at once": 1}}
    ]
    assert pairs.state("b", presents=False)["earned"] == [40.0]
    assert pairs.state("c", presents=False)["earned"] == [None]
    with pytest.raises(Wrong):
        pairs.move("d", 1, 0, "accept", None)


def test_moves_that_come_twice_or_from_the_other_side_do_nothing() -> None:
    pairs = class_of("a", "b")
    pairs.begin(1)
    for cookie, number, month, what, share in (
        ("b", 1, 0, "ask", 60),
        ("a", 2, 0, "ask", 60),
        ("a", 1, 1, "ask", 60),
        ("a", 1, 0, "ask", None),
        ("a", 1, 0, "accept", None),
        ("a", 1, 0, "sing", None),
        ("stranger", 1, 0, "ask", 60),
        ("b", 1, 0, "accept", None),
        ("b", 1, 0, "refuse", 3),
    ):
        with pytest.raises(Wrong):
            pairs.move(cookie, number, month, what, share)
    pairs.move("a", 1, 0, "ask", 60)
    pairs.move("b", 1, 0, "refuse", None)
    with pytest.raises(Wrong):
        pairs.move("b", 1, 0, "refuse", None)


def test_rounds_follow_one_another_and_may_begin_anew() -> None:
    pairs = class_of("a", "b")
    for number in (0, 2, 4):
        with pytest.raises(Wrong):
            pairs.begin(number)
    for number in (1, 2, 3):
        pairs.begin(number)
        with pytest.raises(Wrong):
            pairs.begin(number + 1)
        with pytest.raises(Wrong):
            pairs.finish(number + 1)
        pairs.finish(number)
    with pytest.raises(Wrong):
        pairs.begin(4)
    pairs.leave()
    assert pairs.state("a", presents=False) == {"on": False, "open": False, "round": 3, "of": 3}
    pairs.again()
    pairs.begin(1)
    assert pairs.on


def test_while_odds_are_secret_neither_phone_nor_wall_learns_the_others_numbers() -> None:
    pairs = class_of("a", "b")
    pairs.begin(1)
    assert mine(pairs, "a")["numbers"] == mine(pairs, "b")["numbers"], "all is open"
    pairs.finish(1)
    pairs.begin(2)
    assert set(mine(pairs, "a")["numbers"]) == {"odds_A", "cost_A"}  # type: ignore[call-overload]
    assert set(mine(pairs, "b")["numbers"]) == {"odds_D", "cost_D"}  # type: ignore[call-overload]
    for _ in range(OFFERS):
        month = mine(pairs, "a")["month"]
        assert isinstance(month, int)
        pairs.move("a", 2, month, "ask", 100)
        pairs.move("b", 2, month, "refuse", None)
        for cookie in ("a", "b"):
            assert not {"range", "outcome", "existed", "gained"} & set(mine(pairs, cookie))
    assert len(pairs.state("", presents=True)["all"]) == 1  # type: ignore[arg-type]
    assert "odds" not in json.dumps(pairs.state("", presents=True)["closed"])
    pairs.finish(2)
    assert "range" in mine(pairs, "a")
