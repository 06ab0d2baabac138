"""What `solve` prints: the same numbers in words and table, and each of them whole at any width."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console
from strategies_games import plain_game

from simulator.bargaining.game import Cost, Deal, Front, Game, Leader, Offers
from simulator.bargaining.solvers import solve
from simulator.files.game_file import load_game
from simulator.show.report.game_story import finish, percent, story
from simulator.show.report.game_table import COLUMNS, number, print_states

WALK = plain_game((0.6,), Cost(0.02, 0.02, "per-battle"), front=Front(4, 1, 0.3))
DEAR = plain_game((0.6,), Cost(0.9, 0.9, "per-war"))


def printed(game: Game, width: int, terminal: bool) -> str:
    page = Console(file=io.StringIO(), width=width, force_terminal=terminal, no_color=True)
    print_states(page, solve(game))
    assert isinstance(page.file, io.StringIO)
    return page.file.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("width", [20, 40, 60, 80, 91, 92, 110, 200])
@pytest.mark.parametrize(
    "game",
    [WALK, DEAR, replace(WALK, cost=Cost(-1000.0, 1000.0, "per-battle")),
     load_game("textbook/fearon-range")],
)  # fmt: skip
def test_every_number_is_whole_at_any_width(game: Game, width: int, terminal: bool) -> None:
    text = printed(game, width, terminal)
    assert "…" not in text
    found = re.findall(r"-?\d+\.\d{4}(?!\d)", text)
    solution = solve(game)
    cells = [getattr(state, name) for state in solution.by_state for name in COLUMNS]
    wanted = [number(cell) for cell in cells if cell is not None]
    assert found == wanted


def test_the_dear_war_is_told_as_the_table_has_it() -> None:
    solution = solve(DEAR)
    text = finish(DEAR, solution)
    assert "-30% of the stake to A and -50% to B" in text
    assert "from 0% to 100% (all there is)" in text
    assert (solution.by_state[0].reservation_a, solution.by_state[0].reservation_b) == (
        pytest.approx(solution.fight_to_finish)
    )
    assert solution.range == (0.0, 1.0)


def test_where_nothing_suits_both_no_range_is_told() -> None:
    game = plain_game((0.5,), Cost(-0.2, -0.05, "per-war"))
    solution = solve(game)
    text = " ".join(story(game, solution))
    assert "together 25% more than there is: no share suits both" in text
    assert "range of" not in text
    assert solution.range == pytest.approx((0.7, 0.45))


def test_both_ranges_are_told_apart() -> None:
    """On a line, refusing leads to further offers: B refuses what it would take to end the war."""
    solution = solve(WALK)
    assert solution.accepted_range is not None
    low, high = solution.accepted_range
    start = solution.by_state[WALK.front.start - 1]
    assert low == pytest.approx(start.reservation_a)
    assert high == pytest.approx(1.0 - (start.reservation_b or 0.0))
    assert low is not None
    assert low > solution.range[0] + 0.1
    text = " ".join(story(WALK, solution))
    for share in (*solution.range, low, high):
        assert percent(share or 0.0) in text


def test_a_mandate_and_levels_move_the_accepted_range_only() -> None:
    whole = solve(plain_game(deal=Deal(levels=(0.0, 1.0))))
    assert whole.accepted_range == (1.0, 0.0)
    # Victory keeps an office worth .3, so war is worth .68; so is a share of .4 that keeps it.
    office = solve(plain_game(leaders=(Leader(0.3, 0.4), Leader()), offers=Offers("B")))
    assert office.range == pytest.approx((0.68, 0.8))
    assert office.accepted_range == pytest.approx((0.4, 0.8))
    assert office.offer == pytest.approx(0.4)
