"""Every limit on docs/limits.md: the page says what the program does, at it and one beyond."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from told import Command

import simulator
from simulator.cli.commands import sensitivity, sweep
from simulator.errors import MOST_TOLD, BadInput, Mistake
from simulator.files import command_line
from simulator.files.command_line import Whole, whole_number
from simulator.files.design_file import MOST_PLACES, POINTS
from simulator.files.design_model import MOST_AXES
from simulator.files.game_file import load_game
from simulator.files.game_solvable import LONGEST as LONGEST_GAMES
from simulator.files.read import DEEPEST, LONGEST, read
from simulator.files.recorded import month_number, month_text
from simulator.files.vary import MOST_VALUES, parse_vary
from simulator.model.parameters import PARAMETERS
from simulator.places import data_folder

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
    # Those that a field's own rule holds are tried below, at the value that the page says.
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
        "mistakes told one by one": MOST_TOLD,
    }.items() <= {what: most(what) for what in _OF_FILES}.items()


def test_every_row_is_tried() -> None:
    tried = {
        *("values along an axis", "a whole number"),
        *GAMES,
        *FILES,
    }
    assert tried == set(_OF_FILES)
    assert {*OPTIONS, "`--offers` of `solve --export`"} == set(ROWS) - tried - {"what", "---"}


OPTIONS: dict[str, tuple[Whole, ...]] = {
    "`-n` (wars)": (command_line.REPLICATIONS,),
    "`-k` (number of a war)": (command_line.REPLICATION,),
    "`--entropy`": (command_line.ENTROPY,),
    "`--months`": (command_line.MONTHS,),
    "`--points`": (POINTS,),
    "`--workers`": (sweep.WORKERS, sensitivity.WORKERS),
    "`--port` of `demo`": (command_line.PORT,),
    "`-n` of `demo --export`": (command_line.EXPORTED,),
    "`--width` of `patterns`": (command_line.WIDTH,),
    "`--wars` of `sensitivity`": (sensitivity.WARS,),
    "`--budget`": (command_line.BUDGET,),
}


def test_every_whole_number_of_an_option_is_on_the_page() -> None:
    """Whoever writes `Whole(` anew writes a row, too."""
    package = Path(simulator.__file__).parent
    made = sum(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Whole"
        for file in package.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    )
    assert made == sum(map(len, OPTIONS.values()))


@pytest.mark.parametrize("row", OPTIONS)
def test_an_option_at_its_limits_and_beyond(row: str) -> None:
    low, high = (int(cell) for cell in ROWS[row])
    for number, allowed in ((low, True), (low - 1, False), (high, True), (high + 1, False)):
        for rule in OPTIONS[row]:
            mistakes: list[Mistake] = []
            found = whole_number(rule, str(number), mistakes)
            assert (mistakes == []) is allowed, number
            assert found == number or not allowed


def test_steps_of_an_exported_game(tmp_path: Path, simulator: Command) -> None:
    low, high = (int(cell) for cell in ROWS["`--offers` of `solve --export`"])
    words = ("solve", "textbook/fearon-range", "--export", str(tmp_path / "x.efg"), "--offers")
    for number, status in ((low, 0), (low - 1, 2), (high, 0), (high + 1, 2)):
        assert simulator(*words, str(number))[0] == status, number


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


def scenario_of(length: int) -> str:
    head = 'kind = "scenario"\ntitle = "t"\n#'
    return head + "x" * (length - len(head))


def design_of(axes: int, points: int) -> str:
    rows = [
        row
        for row in PARAMETERS.values()
        if row.default < row.high and not row.path.startswith("front.")
    ]
    varied = "".join(
        f'[[vary]]\nname = "{row.path}"\nlow = {row.default}\n'
        f"high = {row.default + 1e-6 * (row.high - row.low)}\n"
        for row in rows[:axes]
    )
    head = 'kind = "design"\ntitle = "t"\nscenario = "base"\ndesign = "lhs"\n'
    return f"{head}points = {points}\n{varied}"


def game_of(title: str = "t", regimes: int = 1, shares: int = 0) -> str:
    chain = [[float(row == column) for column in range(regimes)] for row in range(regimes)]
    levels = [share / max(shares - 1, 1) for share in range(shares)]
    return (
        f'kind = "game"\ntitle = "{title}"\n[front]\nlength = 2\nstart = 1\n[battle]\n'
        f"win = {[0.5] * regimes}\ntakes_a_period = false\n[power]\nwar = {chain}\n"
        f"peace = {chain}\n[time]\ndiscount = 0.95\n[cost]\na = 0.1\nb = 0.1\n"
        f'kind = "per-battle"\n[deal]\nbinding = true\nlevels = {levels}\n[offers]\n'
        'proposer = "A"\n[information]\nkind = "complete"\n'
    )


#: What a file of so many has in it, and how one more is told.
FILES: dict[str, tuple[str, Callable[[int], str]]] = {
    "length of a file": ("must be at most 400000 bytes long", scenario_of),
    "names in one key, `a.b.c` having three": (
        "a key must have at most 12 names",
        lambda number: ".".join("a" * number) + " = 1\n",
    ),
    "axes of a design": ("must have at most 64 axes", lambda number: design_of(number, 64)),
    "points of a design": ("points", lambda number: design_of(1, number)),
    "points x axes of a design": (
        "points x axes must be at most 8,000,000",
        lambda number: design_of(*((8, number // 8) if number % 2 == 0 else (9, number // 9))),
    ),
    "power regimes of a game": ("1 to 100", lambda number: game_of(regimes=number)),
    "shares that a deal can be limited to": ("levels", lambda number: game_of(shares=number)),
    "characters of a title": (
        "title",
        lambda number: f'kind = "scenario"\ntitle = "{"t" * number}"\n',
    ),
    "characters of a game's title": ("title", lambda number: game_of(title="t" * number)),
    "characters of a question": (
        "question",
        lambda number: f'kind = "scenario"\ntitle = "t"\nquestion = "{"q" * number}"\n',
    ),
    "months of a record": ("must have rows", lambda _: ""),
    "mistakes told one by one": (
        "and 1 more mistake",
        lambda number: (
            'kind = "scenario"\ntitle = "t"\n' + "".join(f"stray{k} = 1\n" for k in range(number))
        ),
    ),
}


@pytest.mark.parametrize("row", FILES)
def test_a_file_at_its_limits_and_beyond(tmp_path: Path, simulator: Command, row: str) -> None:
    rule, content = FILES[row]
    number = most(row)
    for much in (number, number + 1):
        file = tmp_path / "x.toml"
        if row == "months of a record":
            file = a_record(tmp_path / str(much), much)
        else:
            file.write_text(content(much))
        _, _, err = simulator("check", str(file))
        assert (rule in err) is (much > number), err[:500]


def a_record(folder: Path, months: int) -> Path:
    """The record of a war that lasted so many months."""
    shutil.copytree(data_folder("seeds") / "record", folder)
    text = (folder / "war.toml").read_text()
    last = month_text(month_number("2022-02") + months - 1)
    text = re.sub(r'through = "[^"]*"', f'through = "{last}"', text)
    (folder / "war.toml").write_text(text)
    rows = [f"{month_text(month_number('2022-02') + k)},yes,1000,1000" for k in range(months)]
    head = (folder / "months.csv").read_text().splitlines()[0]
    assert head == "month,fighting,liveuamap_km2,deepstate_km2"
    (folder / "months.csv").write_text("\n".join([head, *rows]) + "\n")
    return folder / "war.toml"
