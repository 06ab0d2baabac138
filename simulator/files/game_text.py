"""Writing a game as the text of a file."""

from __future__ import annotations

from simulator.bargaining.game import Game
from simulator.files.game_file import table_of_game
from simulator.files.tables import write_toml


def dump_game(game: Game) -> str:
    """The text of a game file; loading it gives an equal game."""
    return write_toml({"kind": "game", "title": game.title} | table_of_game(game))
