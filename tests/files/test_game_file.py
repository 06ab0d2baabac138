"""Game files: what loads, what is refused and in which words; nothing else ever happens."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies_games import any_games, doubly_doubtful_games, further_games

from simulator.bargaining.game import Game
from simulator.bargaining.solvers import solve
from simulator.cli.commands.solve import solve as command
from simulator.errors import BadInput
from simulator.files.game_file import game_of_file, game_of_table, load_game, table_of_game
from simulator.files.game_text import dump_game
from simulator.places import data_folder

FILES = sorted((data_folder("scenarios") / "textbook").glob("*.toml"))
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

#: One number of each file, as its comment promises.
PROMISED: dict[str, dict[str, float | bool | None]] = {
    "fearon-range": {"offer": 0.8},
    "fearon-range-b-proposes": {"offer": 0.5},
    "nash-random-proposer": {"offer": 0.65},
    "fearon-risk-return": {"offer": 0.7, "pr_war": 0.4, "value_a": 0.58},
    "fearon-risk-return-safe": {"offer": 0.5, "pr_war": 0.0},
    "fearon-preventive": {"war": True},
    "fearon-indivisible": {"pr_war": 1.0},
    "fearon-lottery": {"offer": 0.5, "war": False},
    "rubinstein": {"offer": 0.526316},
    "powell-shift-war": {"war": True},
    "powell-shift-peace": {"war": False},
    "powell-shift-rising-proposer": {"war": True},
    "powell-gradual": {"war": False},
    "guarantee": {"war": False},
    "slantchev-alternating": {"offer": 0.515414},
    "slantchev-patient": {"offer": 0.771228},
    "wagner-line": {"offer": 0.75},
    "gamblers-ruin": {"offer": 0.731717},
    "two-type-cost-ladder": {"offer": 0.804233, "pr_war": 0.388889, "value_a": 0.709578},
    "filson-werner": {"offer": 0.8, "pr_war": 0.5},
    "two-type-power": {"value_a": 0.506, "expected_battles": 4.2},
    "smith-stam-c010": {"expected_battles": 3.75, "pr_negotiated": 1.0},
    "smith-stam-c002": {"expected_battles": 24.4848, "pr_negotiated": 0.0258},
    "office-mandates": {"war": True},
    "office-mandates-cheap": {"offer": 0.55, "war": False},
    "rubinstein-patience": {"offer": 0.714286, "war": False},
    "outside-option": {"offer": 0.62, "pr_walks_out": 0.0},
    "fearon-first-strike": {"pr_war": 1.0},
    "armed-peace": {"pr_war": 1.0, "pr_negotiated": 0.125, "expected_battles": 1.75},
    "fearon-two-sided": {"offer": 0.7, "pr_war": 0.4},
    "sealed-demands": {"pr_war": 0.125, "offer": 0.5},
    "audiences": {"pr_war": 0.267949, "horizon": 3.660254},
    "audiences-known": {"pr_war": 0.0, "value_a": 1.0, "value_b": 0.0},
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_textbook_files_keep_their_promise(file: Path) -> None:
    solution = solve(load_game(f"textbook/{file.stem}"))
    for name, number in PROMISED[file.stem].items():
        tolerance = 5e-2 if number == 4.2 else 5e-4
        assert getattr(solution, name) == pytest.approx(number, abs=tolerance), name
    assert file.read_text().startswith("# ")


def test_every_promise_has_its_file() -> None:
    assert {file.stem for file in FILES} == set(PROMISED)


def mistakes(text: str) -> list[str]:
    """The lines a person would read."""
    with pytest.raises(BadInput) as caught:
        game_of_file(tomllib.loads(text), "x.toml")
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "start = 1",
            "start = 2",
            (
                "x.toml: front.start: must be in [1, 1] "
                "(positions 0 and length are victories) (got 2) - start between them"
            ),
        ),
        (
            "length = 2",
            "length = 3",
            (
                "x.toml: cost.kind: may be 'per-war' only with front.length = 2 (got 'per-war')"
                " - write 'per-battle' or 'flow'"
            ),
        ),
        (
            "win = [0.6]",
            "win = [1.5]",
            (
                "x.toml: battle.win[0]: must be in [0, 1] (chance) (got 1.5)"
                " - write a value in that range"
            ),
        ),
        (
            "discount = 0.95",
            "discont = 0.95",
            "x.toml: time.discont: no such key - did you mean discount?",
        ),
        (
            "a = 0.1",
            "a = nan",
            "x.toml: cost.a: must be in [-1000, 1000] (stakes) (got nan) - write a finite number",
        ),
        ("b = 0.2", "", "x.toml: cost.b: must be there with kind = 'complete' - add b"),
        (
            'kind = "game"',
            'kind = "gam"',
            "x.toml: kind: must be 'game' (got 'gam') - write one of these",
        ),
        (
            "start = 1",
            "start = 1\ndraw = 1.0",
            (
                "x.toml: front.draw: may be 1 only with battle.takes_a_period = true (got 1)"
                " - lower it, or let battles take a period"
            ),
        ),
        (
            'kind = "per-war"',
            'kind = "per-war"\n[power]\nwar = [[0.9]]',
            "x.toml: power.war[0]: must sum to 1 (got 0.9) - correct its chances",
        ),
        (
            'kind = "per-war"',
            'kind = "per-war"\n[information]\nweak = 0.5',
            (
                "x.toml: information.weak: not a field of kind = 'complete'"
                " - drop it, or write kind = 'two-type-power'"
            ),
        ),
        (
            'kind = "per-war"',
            (
                'kind = "per-war"\n[information]\nkind = "two-type-cost"\n'
                "cost_weak = 0.1\ncost_tough = 0.1\nweak = 0.5"
            ),
            (
                "x.toml: information.cost_weak: must be above cost_tough (0.1) (got 0.1)"
                " - swap or correct them"
            ),
        ),
    ],
)
def test_mistakes_in_words(old: str, new: str, line: str) -> None:
    assert line in mistakes(VALID.replace(old, new))


def test_every_mistake_at_once() -> None:
    text = VALID.replace("start = 1", "start = 5").replace("0.95", "1.5").replace("a = 0.1", "")
    text = text.replace("win = [0.6]", "win = [2.0, 0.5]\ntakes_a_period = 1")
    text += "[power]\nwar = [[1.0, 0.5], [0.0, 1.0]]\npeace = [[1.0]]\n[leader.c]\n"
    paths = [line.split(": ")[1] for line in mistakes(text)]
    assert set(paths) == {
        "front.start",
        "time.discount",
        "cost.a",
        "battle.win[0]",
        "battle.takes_a_period",
        "power.war[0]",
        "power.peace",
        "leader.c",
    }


@pytest.mark.parametrize(
    ("addition", "path"),
    [
        ("[deal]\nbinding = false", "time.discount"),
        ("[information]\nkind = 'uniform-cost'\nlow = 0.3\nhigh = 0.1", "information.high"),
        (
            "[offers]\nproposer = 'B'\n[information]\nkind = 'uniform-cost'\nlow = 0.0\nhigh = 0.1",
            "offers.proposer",
        ),
    ],
)
def test_impossible_worlds(addition: str, path: str) -> None:
    lines = mistakes(VALID.replace("0.95", "1.0") + addition)
    assert path in [line.split(": ")[1] for line in lines]


def test_a_war_that_cannot_end_is_refused() -> None:
    text = VALID.replace("length = 2", "length = 3").replace("per-war", "flow")
    text = text.replace("[0.6]", "[1.0, 0.0]") + "[power]\nwar = [[0.0, 1.0], [1.0, 0.0]]\n"
    assert mistakes(text)[0].startswith("x.toml: battle.win: must let every war end")
    text = text.replace("[1.0, 0.0]\n[time]", "[0.9, 0.1]\n[time]")
    assert game_of_file(tomllib.loads(text), "x.toml").battle.win == (0.9, 0.1)


@given(any_games())
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_dump_and_load(game: Game) -> None:
    assert game_of_file(tomllib.loads(dump_game(game)), "x.toml") == game
    assert game_of_table(table_of_game(game), "x.toml", game.title) == game


@given(further_games() | doubly_doubtful_games())
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_dump_and_load_what_only_a_game_file_holds(game: Game) -> None:
    assert game_of_file(tomllib.loads(dump_game(game)), "x.toml") == game


junk = st.one_of(
    st.none().map(lambda _: float("nan")),
    st.sampled_from([float("inf"), -1, 10**400, 1e300, True, "much", "", [], [[]], {}, -0.0, 0, 2]),
    st.floats(),
    st.integers(),
    st.text(max_size=5),
    st.lists(st.floats(), max_size=3),
)


def tables(value: object, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything in a table."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [at, *(path for key, held in inner for path in tables(held, (*at, key)))]


@given(game=any_games() | further_games() | doubly_doubtful_games(), data=st.data())
@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_tables_load_or_are_refused(game: Game, data: st.DataObject) -> None:
    table: dict[str, Any] = {"kind": "game", "title": game.title} | table_of_game(game)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from([p for p in tables(table) if p]))
        holder: Any = table
        for step in path[:-1]:
            holder = holder[step]
        match data.draw(st.sampled_from(("drop", "replace", "rename"))):
            case "drop":
                del holder[path[-1]]
            case "rename" if isinstance(holder, dict):
                holder[data.draw(st.text(max_size=8))] = holder.pop(path[-1])
            case _:
                holder[path[-1]] = data.draw(junk)
    outcome = attempt(lambda: game_of_file(table, "x.toml"))
    if isinstance(outcome, BadInput):
        assert outcome.mistakes
        assert all("\n" not in str(mistake) for mistake in outcome.mistakes)


def attempt(load: Callable[[], Game]) -> Game | BadInput:
    """A game or a refusal; anything else is an error of the test."""
    try:
        return load()
    except BadInput as error:
        return error


@given(content=st.binary(max_size=200), cut=st.integers(0, 300))
@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_damaged_bytes_load_or_are_refused(tmp_path: Path, content: bytes, cut: int) -> None:
    file = tmp_path / "x.toml"
    for damaged in (content, VALID.encode()[:cut] + content, VALID.encode()[:cut]):
        file.write_bytes(damaged)
        outcome = attempt(lambda: load_game(str(file)))
        assert isinstance(outcome, Game) or outcome.mistakes


def test_a_sound_file_of_another_kind_is_one_mistake() -> None:
    with pytest.raises(BadInput) as caught:
        load_game("person")
    assert str(caught.value) == (
        "scenarios/person.toml: kind: must be 'game' (got 'scenario') - a scenario is for "
        "`simulator run`; name a game"
    )


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "no.toml"), "textbook/fearon-rang", "", "\0"):
        with pytest.raises(BadInput):
            load_game(name)


def test_command_prints_json_and_prose(capsys: pytest.CaptureFixture[str]) -> None:
    command("textbook/fearon-range", as_json=True)
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == [
        "war", "pr_war", "offer", "accepted", "range", "value_a", "value_b", "expected_battles",
        "pr_negotiated", "by_state", "fight_to_finish", "accepted_range", "pr_walks_out",
        "pr_backs_down", "horizon",
    ]  # fmt: skip
    assert answer["range"] == answer["accepted_range"] == pytest.approx([0.5, 0.8])
    assert list(answer["by_state"][0]) == [
        "k", "regime", "offer_a", "offer_b", "value_a", "value_b", "reservation_a",
        "reservation_b", "war",
    ]  # fmt: skip
    for file in FILES:
        command(str(file), as_json=False)
        text = capsys.readouterr().out
        assert "Peace" in text or "War" in text
