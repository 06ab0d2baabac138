"""One scenario file on its own: what it says, or everything wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from simulator.bargaining.game import Game
from simulator.errors import BadInput, Mistake
from simulator.files.complaints import mistakes_of, spelling, unknown_path
from simulator.files.find import printable
from simulator.files.game_file import game_of_table
from simulator.files.levers import levers_of_table
from simulator.files.model import scenario_model
from simulator.model.levers import LEVERS, Lever
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES

#: What a reason may be given for, beside parameters, switches and levers.
_ALSO = ("front.steps", "phase", "start", "game")


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file says, and nothing of what it leaves out.

    Attributes:
        where: How the file is called in messages.
        said: Its keys, checked, as plain tables.
        levers: Its levers by name; a name replaces what an earlier file said of it.
        game: Its textbook game.
    """

    where: str
    said: Mapping[str, Any]
    levers: Mapping[str, list[Lever]] = field(default_factory=dict)
    game: Game | None = None


def check_table(table: Mapping[str, Any], where: str) -> tuple[Layer, list[Mistake]]:
    """What a file's table says, and every mistake in it; with mistakes the layer is empty.

    Args:
        table: As TOML gives it.
        where: How the file, or the option, is called in messages.
    """
    mistakes: list[Mistake] = []
    said: dict[str, Any] = {}
    try:
        said = scenario_model().model_validate(dict(table)).model_dump(exclude_unset=True)
    except ValidationError as error:
        mistakes += mistakes_of(error, where)
    because, levers, game = (table.get(key) for key in ("because", "levers", "game"))
    if isinstance(because, dict):
        mistakes += [wrong for path in because for wrong in _reason(path, where)]
    pulled: dict[str, list[Lever]] = {}
    if isinstance(levers, dict):
        pulled, wrong = levers_of_table(levers, where)
        mistakes += wrong
    played: Game | None = None
    if isinstance(game, dict):
        try:
            played = game_of_table(game, where, str(table.get("title")))
        except BadInput as error:
            mistakes += error.mistakes
    return Layer(where, said, pulled, played), mistakes


def _reason(path: str, where: str) -> list[Mistake]:
    group, _, name = path.partition(".")
    if path in PARAMETERS or path in _ALSO:
        return []
    if (group == "mechanisms" and name in SWITCHES) or (group == "levers" and name in LEVERS):
        return []
    known = {"mechanisms": tuple(SWITCHES), "levers": tuple(LEVERS)}.get(group)
    remedy = spelling(name, known) if known else unknown_path(path)
    at = f'because."{printable(path)}"'
    return [Mistake(where, at, "must name a parameter, a mechanism or a lever", None, remedy)]
