"""Game files: TOML in, a frozen `Game` or every mistake at once out, and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from pydantic import ValidationError

from simulator.bargaining.game import (
    Battle,
    Complete,
    Cost,
    Crisis,
    Deal,
    Front,
    Game,
    HeterogeneousPriors,
    Information,
    Leader,
    Offers,
    Outside,
    Power,
    TwoSidedUniformCost,
    TwoTypeCost,
    TwoTypePower,
    UniformCost,
)
from simulator.errors import BadInput, Mistake
from simulator.files.find import locate, shown
from simulator.files.game_complaints import dotted, game_mistakes
from simulator.files.game_model import GameFile, GameTable, InformationTable
from simulator.files.game_rules import broken_rules
from simulator.files.game_solvable import not_played
from simulator.files.read import another_kind, read

_KINDS: dict[str, type[Information]] = {
    "complete": Complete,
    "uniform-cost": UniformCost,
    "two-type-cost": TwoTypeCost,
    "two-type-power": TwoTypePower,
    "heterogeneous-priors": HeterogeneousPriors,
    "two-sided-uniform-cost": TwoSidedUniformCost,
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
    """The game in a table inside another file, to be played out battle by battle.

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
    # What stands inside a scenario is played, not solved only.
    further = not_played(table) if prefix else []
    for path, rule, value, remedy in (*broken_rules(table), *further):
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
        battle=Battle(win, table.battle.takes_a_period, table.battle.first_strike),
        power=Power(war, peace, tuple(table.power.stake or ())),
        discount=table.time.discount,
        # A cost that the kind of information says in another way is never read.
        cost=Cost(table.cost.a or 0.0, table.cost.b, table.cost.kind),
        deal=Deal(
            table.deal.binding,
            tuple(sorted(table.deal.levels)),
            table.deal.war_destroys,
            table.deal.expects,
        ),
        offers=Offers(table.offers.proposer, table.offers.share_a),
        leader_a=leaders[0],
        leader_b=leaders[1],
        information=_information(table.information),
        discount_a=table.time.discount_a,
        discount_b=table.time.discount_b,
        outside=None if table.outside is None else Outside(**table.outside.model_dump()),
        crisis=None if table.crisis is None else Crisis(**table.crisis.model_dump()),
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
    table: dict[str, dict[str, Any]] = {
        "front": asdict(game.front),
        "battle": asdict(game.battle),
        "power": asdict(game.power),
        "time": {
            "discount": game.discount,
            "discount_a": game.discount_a,
            "discount_b": game.discount_b,
        },
        "cost": asdict(game.cost),
        "deal": asdict(game.deal),
        "offers": asdict(game.offers),
        "leader": {"a": asdict(game.leader_a), "b": asdict(game.leader_b)},
        "information": {"kind": kind, **fields},
    }
    for name, extra in (("outside", game.outside), ("crisis", game.crisis)):
        if extra is not None:
            table[name] = asdict(extra)
    if not game.power.stake:
        del table["power"]["stake"]
    if game.crisis is not None:
        for unread in ("offers", "power", "leader"):
            del table[unread]
    plain: dict[str, Any] = _as_written(table)
    return plain


def _as_written(value: Any) -> Any:  # noqa: ANN401 - any node of a table
    """Lists for tuples, and no key without a value, as TOML has it."""
    if isinstance(value, dict):
        return {key: _as_written(held) for key, held in value.items() if held is not None}
    return [_as_written(each) for each in value] if isinstance(value, tuple) else value
