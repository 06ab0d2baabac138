"""Laying the files of a chain over each other and refusing worlds that cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from simulator.bargaining.game import Game
from simulator.errors import Mistake
from simulator.files.figures import FIGURES, borrowed
from simulator.files.layer import Layer
from simulator.files.levers import in_order
from simulator.files.ranges import as_range
from simulator.model.levers import Lever
from simulator.model.parameters import PARAMETERS, Parameter
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import STATUS_WORDS, Names, Range, Scenario


def assemble(
    layers: Sequence[Layer], name: str, files: Mapping[str, str]
) -> tuple[Scenario, list[Mistake]]:
    """The scenario that a chain of files describes, and what is impossible about it.

    Args:
        layers: The files, the one that extends nothing first.
        name: The scenario as it was asked for.
        files: Content hash of each file, by name.
    """
    last = layers[-1]
    steps = _latest(layers, "front", "steps", "continuous")
    title = str(last.said["title"])
    game = _game(layers, title) if steps == "forts" else None
    scenario = Scenario(
        name=name,
        title=title,
        question=_latest(layers, "", "question", ""),
        start=_latest(layers, "", "start", ""),
        phase=_latest(layers, "", "phase", "war"),
        steps=steps,
        values=MappingProxyType(_values(layers)),
        switches=MappingProxyType(_switches(layers)),
        levers=_levers(layers),
        because=MappingProxyType(_because(layers)),
        game=game,
        sources=_sources(layers),
        files=MappingProxyType(dict(files)),
        names=_names(layers),
    )
    return scenario, [*_borrowed(layers, scenario), *_impossible(scenario, last)]


def _latest(layers: Sequence[Layer], table: str, key: str, otherwise: Any) -> Any:  # noqa: ANN401  # a checked value of any field
    for layer in reversed(layers):
        said = layer.said.get(table, {}) if table else layer.said
        if key in said:
            return said[key]
    return otherwise


def _values(layers: Sequence[Layer]) -> dict[str, float | Range]:
    neutral = is_neutral(layers)
    values: dict[str, float | Range] = {}
    for path, row in PARAMETERS.items():
        group, _, name = path.partition(".")
        said = _latest(layers, group, name, None)
        values[path] = silent(row, neutral) if said is None else as_range(said)
    return values


def is_neutral(layers: Sequence[Layer]) -> bool:
    """Whether what nobody in a chain of files mentions is drawn from a range."""
    return bool(_latest(layers, "", "neutral", False))


def said_paths(layers: Sequence[Layer]) -> set[str]:
    """Everything in tables that any file of a chain sets, by path."""
    return {
        f"{group}.{name}"
        for layer in layers
        for group, table in layer.said.items()
        if isinstance(table, dict)
        for name in table
    }


def _borrowed(layers: Sequence[Layer], scenario: Scenario) -> list[Mistake]:
    # A textbook game on forts reads none of them.
    if is_neutral(layers) or scenario.steps == "forts":
        return []
    return borrowed(layers, said_paths(layers))


def silent(row: Parameter, neutral: bool) -> float | Range:
    """What stands for a parameter that no file of a chain mentions.

    Args:
        row: The parameter.
        neutral: Whether a file of the chain says so.
    """
    if neutral and row.path in FIGURES:
        return FIGURES[row.path]
    # A structural range is for trying conclusions; a war that varies nothing has the default.
    drawn = neutral and row.neutral and row.tier == "primitive"
    return Range(*row.neutral) if drawn and row.neutral else row.default


def _switches(layers: Sequence[Layer]) -> dict[str, bool]:
    return {name: bool(_latest(layers, "mechanisms", name, True)) for name in SWITCHES}


def _levers(layers: Sequence[Layer]) -> tuple[Lever, ...]:
    by_name: dict[str, list[Lever]] = {}
    for layer in layers:
        by_name |= layer.levers
    return in_order(lever for pulled in by_name.values() for lever in pulled)


def _because(layers: Sequence[Layer]) -> dict[str, str]:
    because: dict[str, str] = {}
    for layer in layers:
        because |= layer.said.get("because", {})
    return because


def _names(layers: Sequence[Layer]) -> Names:
    said: dict[str, Any] = {}
    statuses = dict(STATUS_WORDS)
    for layer in layers:
        said |= layer.said.get("names", {})
        statuses |= layer.said.get("names", {}).get("statuses", {})
    return Names(**{**said, "statuses": MappingProxyType(statuses)})


def _sources(layers: Sequence[Layer]) -> tuple[str, ...]:
    # A dict keeps the order and drops what two files both name.
    return tuple({source: None for layer in layers for source in layer.said.get("sources", [])})


def _game(layers: Sequence[Layer], title: str) -> Game | None:
    for layer in reversed(layers):
        if layer.game is not None:
            return replace(layer.game, title=title)
    return None


#: Who arms D at month 0, and the least that they may deliver together. What D is armed with later
#: is told relative to it, and nothing is told relative to next to nothing [share of needs].
_SUPPLIERS = ("aid.us0", "aid.eu0", "aid.prod_D")
LEAST_SUPPLY = 0.01


def _impossible(scenario: Scenario, last: Layer) -> list[Mistake]:
    mistakes = []
    most = _end(scenario.values["front.occ0"], "high")
    least = _end(scenario.values["front.victory_at"], "low")
    if most >= least:
        rule = "must be below front.victory_at: the war would be over before it began"
        got = f"{most:g}, not below {least:g}"
        remedy = "lower front.occ0 or raise front.victory_at"
        mistakes.append(Mistake(last.where, "front.occ0", rule, got, remedy))
    least = sum(_end(scenario.values[path], "low") for path in _SUPPLIERS)
    if least < LEAST_SUPPLY:
        rule = (
            f"aid.us0, aid.eu0 and aid.prod_D must be at least {LEAST_SUPPLY:g} together (share of "
            "needs): somebody arms D at month 0"
        )
        got, remedy = f"{least:g}", "raise one of the three"
        mistakes.append(Mistake(last.where, "aid.prod_D", rule, got, remedy))
    if scenario.names.A == scenario.names.D:
        rule, got = "the sides must have two names", repr(scenario.names.D)
        mistakes.append(Mistake(last.where, "names.D", rule, got, "name one of them otherwise"))
    if scenario.steps == "forts" and scenario.game is None:
        rule = 'front.steps = "forts" needs a [game] table'
        remedy = 'add [game], or write front.steps = "continuous"'
        mistakes.append(Mistake(last.where, "game", rule, None, remedy))
    if scenario.steps == "continuous" and last.game is not None:
        rule = 'goes with front.steps = "forts" only'
        remedy = 'write steps = "forts" in [front], or leave [game] out'
        mistakes.append(Mistake(last.where, "game", rule, None, remedy))
    return mistakes


def _end(value: float | Range, which: str) -> float:
    return float(getattr(value, which)) if isinstance(value, Range) else value
