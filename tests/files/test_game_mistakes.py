"""Mistakes in what only a game file holds: every one of them, in words, all at once."""

from __future__ import annotations

import tomllib

import pytest

from simulator.errors import BadInput
from simulator.files.game_file import game_of_file, game_of_table

VALID = """
kind = "game"
title = "t"
[front]
length = 2
start = 1
[battle]
win = [0.6]
[time]
discount = 0.95
[cost]
a = 0.1
b = 0.2
kind = "per-war"
"""


def mistakes(text: str) -> list[str]:
    """The lines a person would read."""
    with pytest.raises(BadInput) as caught:
        game_of_file(tomllib.loads(text), "x.toml")
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("addition", "lines"),
    [
        (
            "[outside]\na = 0.5\n[deal]\nbinding = false",
            [
                "outside.b: must be there and must be in [-1000, 1000] (stakes) - add b",
                "deal.binding: must be true with [outside] (got false) - let the deal bind",
            ],
        ),
        (
            (
                "[information]\nkind = 'two-type-cost'\n"
                "cost_weak = 0.2\ncost_tough = 0.1\nweak = 0.5\n"
                "[outside]\na = 0.5\nb = 0.5\n[deal]\nexpects = 'peace'\n"
                "[power]\nwar = [[1.0]]\nstake = [0.5]"
            ),
            [
                (
                    "outside: must not be there with kind = 'two-type-cost' - drop it, or write "
                    "kind = 'complete'"
                ),
                (
                    "power.stake: must not be there with kind = 'two-type-cost' - drop it, or "
                    "write kind = 'complete'"
                ),
                "deal.expects: must be 'war' with kind = 'two-type-cost' (got 'peace') - drop it",
            ],
        ),
        (
            "[offers]\nproposer = 'sealed'\n[power]\nwar = [[1.0]]\nstake = [1.0, 0.5]",
            [
                (
                    "power.stake: must have as many numbers as battle.win has chances (1) (got 2) "
                    "- one for each power regime"
                ),
                (
                    "offers.proposer: may be 'sealed' only with information.kind = "
                    "'two-sided-uniform-cost' (got 'sealed') - let one side propose"
                ),
            ],
        ),
        (
            (
                "[information]\nkind = 'two-sided-uniform-cost'\nlow_a = 0.0\nhigh_a = 0.7\n"
                "low_b = 0.2\nhigh_b = 0.2\n[offers]\nproposer = 'sealed'"
            ),
            [
                "information.high_b: must be above low_b (0.2) (got 0.2) - swap or correct them",
                (
                    "information.high_a: must not cost more than the war is worth before its cost "
                    "(0.6), with proposer = 'sealed' (got 0.7) - lower it"
                ),
            ],
        ),
        (
            "[crisis]\naudience_a = 0.1\naudience_b = -1.0\n[offers]\nproposer = 'B'",
            [
                (
                    "crisis.audience_b: must be in [0, 1000] (stakes a round) (got -1) - write a "
                    "value in that range"
                ),
                (
                    "offers: must not be there with [crisis], in which nobody makes an offer - "
                    "drop [offers]"
                ),
                "crisis.rounds: must be there with kind = 'complete' - add rounds",
            ],
        ),
    ],
)
def test_mistakes_in_what_was_added(addition: str, lines: list[str]) -> None:
    told = mistakes(VALID + addition)
    assert told == [f"x.toml: {line}" for line in lines]


def test_a_surprise_leaves_a_chance_a_chance() -> None:
    text = VALID.replace("win = [0.6]", "win = [0.6]\nfirst_strike = 0.5")
    assert mistakes(text) == [
        (
            "x.toml: battle.first_strike: must be at most 0.4, so that every chance plus or minus "
            "it is in [0, 1] (got 0.5) - lower it"
        )
    ]
    game = game_of_file(tomllib.loads(text.replace("0.5\n[time]", "0.4\n[time]")), "x.toml")
    assert game.battle.first_strike == 0.4


def test_a_game_has_a_largest_size() -> None:
    chances = ", ".join(["0.5"] * 60)
    text = VALID.replace("[0.6]", f"[{chances}]").replace("length = 2", "length = 100")
    assert mistakes(text.replace("per-war", "flow")) == [
        (
            "x.toml: front.length: too large a game: length x (regimes x phases) cubed, 100 x "
            "(60 x 1) cubed, must be at most 10,000,000 (got 21,600,000) - shorten the line, "
            "or keep fewer regimes"
        )
    ]
    game_of_file(
        tomllib.loads(text.replace("per-war", "flow").replace("length = 100", "length = 46")), ""
    )


def test_what_is_only_solved_is_not_played() -> None:
    table = tomllib.loads(
        VALID.replace("win = [0.6]", "win = [0.6]\nfirst_strike = 0.1")
        + "[outside]\na = 0.1\nb = 0.1"
    )
    table = {key: value for key, value in table.items() if key not in ("kind", "title")}
    with pytest.raises(BadInput) as caught:
        game_of_table(table, "s.toml", "t")
    assert [str(m).split(": ")[1] for m in caught.value.mistakes] == [
        "game.battle.first_strike",
        "game.outside",
    ]
