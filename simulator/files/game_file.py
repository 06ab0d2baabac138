"""Game files: TOML in, a frozen `Game` or every mistake at once out, and back again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from simulator.bargaining.game import (
    Battle,
    Complete,
    Cost,
    Deal,
    Front,
    Game,
    HeterogeneousPriors,
    Information,
    Leader,
    Offers,
    Power,
    TwoTypeCost,
    TwoTypePower,
    UniformCost,
)
from simulator.errors import BadInput, Mistake
from simulator.files.find import locate, shown
from simulator.files.game_complaints import dotted, game_mistakes
from simulator.files.game_model import GameFile, GameTable, InformationTable
from simulator.files.game_rules import broken_rules
from simulator.files.read import another_kind, read

_KINDS: dict[str, type[Information]] = {
    "complete": Complete,
    "uniform-cost": UniformCost,
    "two-type-cost": TwoTypeCost,
    "two-type-power": TwoTypePower,
    "heterogeneous-priors": HeterogeneousPriors,
}


def load_game(path: str) -> Game:
    """The game in a file.

    Args:
        path: A path, or a name in the scenarios folder such as `textbook/fearon-range`.

    Raises:
        BadInput: There is no such file, or it breaks its rules; all mistakes at once.
    """
    file = locate(path)
    table, _ = read(file)
    other = another_kind(table, "game", shown(file))
    if other is not None:
        raise BadInput(other)
    return game_of_file(table, shown(file))


def game_of_file(table: dict[str, Any], where: str) -> Game:
    """The game in a whole file's table; errors as `load_game`."""
    return _checked(table, where, GameFile, "", "")


def game_of_table(table: dict[str, Any], where: str, title: str, prefix: str = "game") -> Game:
    """The game in a table inside another file.

    Args:
        table: The table, without `kind` and `title`.
        where: How the file is called in messages.
        title: What to call the game.
        prefix: Dotted path of the table in the file.

    Raises:
        BadInput: It breaks its rules; all mistakes at once.
    """
    return _checked(table, where, GameTable, title, prefix)


def _checked(
    table: dict[str, Any], where: str, model: type[GameTable], title: str, prefix: str
) -> Game:
    mistakes: list[Mistake] = []
    checked: GameTable | None = None
    try:
        checked = model.model_validate(table)
    except ValidationError as error:
        mistakes = game_mistakes(error, where, model, prefix)
    told = {mistake.path for mistake in mistakes}
    for path, rule, value, remedy in broken_rules(table):
        if dotted((path,), prefix) not in told:
            mistakes.append(Mistake(where, dotted((path,), prefix), rule, value, remedy))
    if checked is None or mistakes:
        raise BadInput(*mistakes)
    return _game(checked, checked.title if isinstance(checked, GameFile) else title)


def _game(table: GameTable, title: str) -> Game:
    win = tuple(table.battle.win or (0.5,))
    same = tuple(tuple(float(i == j) for j in range(len(win))) for i in range(len(win)))
    war, peace = (
        same if rows is None else tuple(tuple(row) for row in rows)
        for rows in (table.power.war, table.power.peace)
    )
    leaders = [
        Leader(side.office, side.keeps_office_at) for side in (table.leader.a, table.leader.b)
    ]
    return Game(
        title=title,
        front=Front(table.front.length, table.front.start, table.front.draw),
        battle=Battle(win, table.battle.takes_a_period),
        power=Power(war, peace),
        discount=table.time.discount,
        cost=Cost(table.cost.a, table.cost.b, table.cost.kind),
        deal=Deal(table.deal.binding, tuple(sorted(table.deal.levels)), table.deal.war_destroys),
        offers=Offers(table.offers.proposer, table.offers.share_a),
        leader_a=leaders[0],
        leader_b=leaders[1],
        information=_information(table.information),
    )


def _information(table: InformationTable) -> Information:
    fields = table.model_dump(exclude_none=True, exclude={"kind"})
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
    make: Callable[..., Information] = _KINDS[table.kind]
    return make(**plain)


def table_of_game(game: Game) -> dict[str, Any]:
    """Everything a game says, as the table of a file without its `kind` and `title`."""
    known = game.information
    kind = next(name for name, cls in _KINDS.items() if isinstance(known, cls))
    fields = {name: getattr(known, name) for name in known.__dataclass_fields__}
    cost = {"a": game.cost.a, "b": game.cost.b, "kind": game.cost.kind}
    return {
        "front": {
            "length": game.front.length,
            "start": game.front.start,
            "draw": game.front.draw,
        },
        "battle": {"win": list(game.battle.win), "takes_a_period": game.battle.takes_a_period},
        "power": {
            "war": [list(row) for row in game.power.war],
            "peace": [list(row) for row in game.power.peace],
        },
        "time": {"discount": game.discount},
        "cost": {key: value for key, value in cost.items() if value is not None},
        "deal": {
            "binding": game.deal.binding,
            "levels": list(game.deal.levels),
            "war_destroys": game.deal.war_destroys,
        },
        "offers": {"proposer": game.offers.proposer, "share_a": game.offers.share_a},
        "leader": {
            side: {"office": leader.office, "keeps_office_at": leader.keeps_office_at}
            for side, leader in (("a", game.leader_a), ("b", game.leader_b))
        },
        "information": {
            "kind": kind,
            **{key: list(v) if isinstance(v, tuple) else v for key, v in fields.items()},
        },
    }
