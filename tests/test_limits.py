"""Every limit on docs/limits.md: the page says what the program does, at it and one beyond."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import BadInput, Mistake
from simulator.files import command_line
from simulator.files.command_line import Whole, whole_number
from simulator.files.design_file import MOST_PLACES, POINTS
from simulator.files.design_model import MOST_AXES
from simulator.files.game_file import load_game
from simulator.files.game_solvable import LONGEST as LONGEST_GAMES
from simulator.files.read import DEEPEST, LONGEST, read
from simulator.files.vary import MOST_VALUES, parse_vary

PAGE = (Path(__file__).parents[1] / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = {
    row[0].strip(): [cell.strip() for cell in row[1:]]
    for row in (line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("| "))
}


#: Rows of the first table: a number and a reason.
_OF_FILES = [
    what
    for what, (value, *rest) in ROWS.items()
    if re.match(r"\d", value) and not re.match(r"\d", rest[0])
]


def most(what: str) -> int:
    found = re.match(r"\d+", ROWS[what][0])
    assert found is not None, what
    return int(found[0])


def test_the_page_says_what_the_program_does() -> None:
    assert {
        "length of a file": LONGEST,
        "names in one key, `a.b.c` having three": DEEPEST,
        "a whole number": 2**63 - 1,
        "axes of a design": MOST_AXES,
        "values along an axis": MOST_VALUES,
        "points of a design": POINTS.high,
        "points x axes of a design": MOST_PLACES,
        "positions of a game": 1000,
        "positions of a game with doubt about power": LONGEST_GAMES["two-type-power"],
        "positions of a game with rival priors": LONGEST_GAMES["heterogeneous-priors"],
    } == {what: most(what) for what in _OF_FILES}


OPTIONS: dict[str, Whole] = {
    "`-n` (wars)": command_line.REPLICATIONS,
    "`-k` (number of a war)": command_line.REPLICATION,
    "`--entropy`": command_line.ENTROPY,
    "`--months`": command_line.MONTHS,
    "`--points`": POINTS,
    "`--budget`": command_line.BUDGET,
}


@pytest.mark.parametrize("row", OPTIONS)
def test_an_option_at_its_limits_and_beyond(row: str) -> None:
    low, high = (int(cell) for cell in ROWS[row])
    for number, allowed in ((low, True), (low - 1, False), (high, True), (high + 1, False)):
        mistakes: list[Mistake] = []
        found = whole_number(OPTIONS[row], str(number), mistakes)
        assert (mistakes == []) is allowed, number
        assert found == number or not allowed


def test_values_along_an_axis() -> None:
    number = most("values along an axis")
    for values, allowed in ((number, True), (number + 1, False)):
        for text in (f"0:1:{values}", ",".join(str(k / 10_000) for k in range(values))):
            mistakes: list[Mistake] = []
            parse_vary([f"stake.indivisible={text}"], mistakes)
            assert (mistakes == []) is allowed, text[:20]


def test_a_whole_number_is_at_most_what_toml_knows(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    number = most("a whole number")
    file.write_text(f"a = {number}\nb = {number + 1}\n")
    assert read(file)[0] == {"a": number, "b": float("inf")}


GAMES: dict[str, tuple[str, Callable[[int], str]]] = {
    "positions of a game": ("must be a whole number in [2, 1000]", lambda _: 'kind = "complete"'),
    "positions of a game with rival priors": (
        "must be at most 50",
        lambda _: (
            'kind = "heterogeneous-priors"\nprior_a = [2.0, 1.0]\nprior_b = [1.0, 2.0]\n'
            "true_win = 0.5"
        ),
    ),
    "positions of a game with doubt about power": (
        "must be at most 60",
        lambda _: 'kind = "two-type-power"\nwin_weak = 0.6\nwin_tough = 0.4\nweak = 0.5',
    ),
}


@pytest.mark.parametrize("row", GAMES)
def test_positions_of_a_game(tmp_path: Path, row: str) -> None:
    rule, information = GAMES[row]
    file = tmp_path / "x.toml"
    for length in (most(row), most(row) + 1):
        file.write_text(
            f'kind = "game"\ntitle = "t"\n[front]\nlength = {length}\nstart = 1\n[battle]\n'
            "win = [0.5]\ntakes_a_period = false\n[time]\ndiscount = 0.95\n[cost]\na = 0.01\n"
            'b = 0.01\nkind = "per-battle"\n[deal]\nbinding = true\n[offers]\nproposer = "A"\n'
            f"[information]\n{information(length)}\n"
        )
        try:
            load_game(str(file))
            told = ""
        except BadInput as error:
            told = str(error)
        assert (rule in told) is (length > most(row)), told
