"""`simulator solve`: the equilibrium of a game file, as prose and a table or as JSON."""

from __future__ import annotations

import json
import sys

from rich.console import Console
from rich.table import Table

from simulator.bargaining.game import Complete, Game
from simulator.bargaining.solution import Solution
from simulator.bargaining.solvers import solve as solve_game
from simulator.files.game_file import load_game

_COLUMNS = {
    "offer_a": "A offers",
    "offer_b": "B offers",
    "value_a": "A's value",
    "value_b": "B's value",
    "reservation_a": "A refuses at",
    "reservation_b": "B refuses at",
}


def solve(path: str, as_json: bool) -> None:
    """Solve a game and show the answer.

    Args:
        path: A path, or a name in the scenarios folder such as `textbook/fearon-range`.
        as_json: Whether to write one JSON object instead of prose.

    Raises:
        BadInput: The file breaks its rules.
        RunFailed: No equilibrium was found.
    """
    game = load_game(path)
    solution = solve_game(game)
    if as_json:
        sys.stdout.write(json.dumps(solution.as_json(), allow_nan=False) + "\n")
        return
    console = Console(file=sys.stdout, highlight=False)
    console.print(game.title or path, style="bold", markup=False)
    for line in story(game, solution):
        console.print(line, markup=False)
    console.print(table_of(solution))


def story(game: Game, solution: Solution) -> list[str]:
    """The solution in sentences, shares in percent of the stake."""
    lines = [verdict(solution)]
    if solution.offer is not None:
        who = {
            "A": "A asks",
            "B": "B leaves A",
            "alternate": "A asks",
            "random": "The mean offer is",
        }
        share = f"{who[game.offers.proposer]} {percent(solution.offer)} of the stake"
        answer = {
            True: "accepted at once",
            False: "refused",
            None: f"refused with probability {solution.pr_war:.3g}",
        }
        lines.append(f"{share}: {answer[solution.accepted]}.")
    low, high = solution.range
    least = f"Fighting to the finish is worth {percent(low)} to A, and to B as much as leaving A "
    gap = "a bargaining range" if low <= high else "no bargaining range"
    lines.append(f"{least}{percent(high)}: {gap} of {percent(abs(high - low))}.")
    if solution.value_a is not None and solution.value_b is not None:
        lost = 1.0 - solution.value_a - solution.value_b
        values = f"Before the first offer A has {solution.value_a:.4g}, B {solution.value_b:.4g}"
        tell = isinstance(game.information, Complete) and not any(
            leader.office for leader in (game.leader_a, game.leader_b)
        )
        lines.append(
            f"{values}; {lost:.4g} is lost." if tell and abs(lost) > 1e-9 else f"{values}."
        )
    return lines


def verdict(solution: Solution) -> str:
    """War or peace, how long, and how it ends."""
    if not solution.war:
        return "Peace: nobody fights."
    battles = solution.expected_battles
    length = "without end" if battles is None else f"{battles:.4g} battles expected"
    sure = "War" if solution.pr_war >= 1.0 else f"War with probability {solution.pr_war:.3g}"
    return f"{sure}: {length}, a negotiated end with probability {solution.pr_negotiated:.3g}."


def percent(share: float) -> str:
    """A share of the stake for reading.

    >>> percent(0.525)
    '52.5%'
    """
    return f"{100.0 * share:.4g}%"


def table_of(solution: Solution) -> Table:
    """Every position and power regime as a row."""
    table = Table("position", "regime", *_COLUMNS.values(), "war")
    for state in solution.by_state:
        cells = [getattr(state, name) for name in _COLUMNS]
        shown = ["–" if cell is None else f"{cell:.4f}" for cell in cells]
        table.add_row(str(state.k), str(state.regime), *shown, "war" if state.war else "peace")
    return table
