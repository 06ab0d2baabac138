"""`simulator solve`: the equilibrium of a game file, as prose and a table or as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from simulator.bargaining.game import Game
from simulator.bargaining.solvers import solve as solve_game
from simulator.errors import BadInput, Mistake
from simulator.files.game_file import load_game
from simulator.files.place_for_a_file import no_place
from simulator.show.report.console import stdout_console
from simulator.show.report.game_story import story
from simulator.show.report.game_table import print_states
from simulator.show.report.whole_files import write_whole


def solve(path: str, as_json: bool, export: str | None = None, offers: int | None = None) -> None:
    """Solve a game and show the answer.

    Args:
        path: A path, or a name in the scenarios folder such as `textbook/fearon-range`.
        as_json: Whether to write one JSON object instead of prose.
        export: A file ending in .efg to write the game's tree to, for Gambit; None for none.
        offers: Cut a divisible stake into this many equal steps in that tree; None for the levels
            of the file.

    Raises:
        BadInput: The file breaks its rules, or the game is not finite and was to be exported.
        RunFailed: No equilibrium was found, or the tree could not be written.
    """
    game = load_game(path)
    tree = None if export is None else _efg(game, path, export, offers)
    if export is None and offers is not None:
        rule = "is read with --export only"
        raise BadInput(Mistake("--offers", "", rule, str(offers), "add --export FILE.efg"))
    solution = solve_game(game)
    if as_json:
        sys.stdout.write(json.dumps(solution.as_json(), allow_nan=False) + "\n")
    else:
        console = stdout_console()
        console.print(game.title or path, style="bold", markup=False, highlight=False)
        for line in story(game, solution):
            console.print(line, markup=False, highlight=False)
        print_states(console, solution)
    if export is not None and tree is not None:
        sys.stdout.flush()
        write_whole(Path(export), tree.encode())


def _efg(game: Game, path: str, export: str, offers: int | None) -> str:
    """The game's tree as the text of an .efg file.

    Raises:
        BadInput: The game is not finite, or the file cannot be put there.
    """
    # Imported here: most games are solved and not exported.
    from simulator.bargaining.extensive import MOST_OFFERS, infinite, tree_of
    from simulator.files.gambit import efg

    mistakes = []
    if (mistake := no_place("--export", export, (".efg",), "--export game.efg")) is not None:
        mistakes.append(mistake)
    if offers is not None and not 1 <= offers <= MOST_OFFERS:
        rule = f"must be in [1, {MOST_OFFERS}] (steps)"
        mistakes.append(Mistake("--offers", "", rule, str(offers), "choose fewer steps"))
        offers = 1
    if offers is not None and (game.deal.levels or game.crisis is not None):
        rule = "is for games with a divisible stake and offers"
        mistakes.append(Mistake("--offers", "", rule, str(offers), "drop it"))
    levels = [] if offers is None else [step / offers for step in range(offers + 1)]
    mistakes += [Mistake(path, *why) for why in infinite(game, levels)]
    if mistakes:
        raise BadInput(*mistakes)
    return efg(game.title, tree_of(game, levels))
