"""Scenario files: a world as a person writes it, checked, with everything it inherits filled in.

A file says only what sets its world apart. What it does not say comes from the scenario it extends,
and at the end of that chain from the registry's defaults, or from the neutral ranges where a file
of the chain says `neutral = true`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from simulator.errors import BadInput, Mistake
from simulator.files.find import locate, printable, shown
from simulator.files.layer import Layer, check_table
from simulator.files.levers import parse_lever, parse_levers
from simulator.files.merge import assemble
from simulator.files.ranges import as_table
from simulator.files.read import another_kind, read
from simulator.files.schema import json_schema
from simulator.files.sets import Settable, checked_sets, parse_set, parse_sets
from simulator.files.tables import dump_scenario, scenario_table
from simulator.model.records import Range, Scenario


def load_scenario(name_or_path: str) -> Scenario:
    """The scenario in a file.

    Args:
        name_or_path: A name in the scenarios folder (`person`, `variants/x`), or a path.

    Raises:
        BadInput: No such file, or every mistake in it and in what it extends.
    """
    layers, files = layers_of(name_or_path)
    scenario, impossible = assemble(layers, name_or_path, files)
    if impossible:
        raise BadInput(*impossible)
    return scenario


def layers_of(name_or_path: str) -> tuple[list[Layer], dict[str, str]]:
    """What each file of a scenario's chain says, the one that extends nothing first; their hashes.

    Args:
        name_or_path: A name in the scenarios folder, or a path.

    Raises:
        BadInput: No such file, or every mistake in it and in what it extends.
    """
    layers: list[Layer] = []
    mistakes: list[Mistake] = []
    files: dict[str, str] = {}
    seen: list[Path] = []
    path: Path | None = locate(name_or_path)
    while path is not None:
        seen.append(path)
        path = _read(path, seen, layers, mistakes, files)
    if mistakes:
        raise BadInput(*mistakes)
    return layers[::-1], files


def _read(
    path: Path,
    seen: list[Path],
    layers: list[Layer],
    mistakes: list[Mistake],
    files: dict[str, str],
) -> Path | None:
    """Read one file of the chain into `layers` or `mistakes`; the file it extends, if any."""
    where = shown(path)
    try:
        table, files[where] = read(path)
    except BadInput as error:
        mistakes += error.mistakes
        return None
    other = another_kind(table, "scenario", where)
    if other is not None:
        mistakes.append(other)
        return None
    layer, wrong = check_table(table, where)
    layers.append(layer)
    mistakes += wrong
    parent = table.get("extends")
    if not isinstance(parent, str) or not parent:
        return None
    return _parent(parent, path, seen, mistakes)


def _parent(name: str, path: Path, seen: list[Path], mistakes: list[Mistake]) -> Path | None:
    where = shown(path)
    try:
        found = locate(name, beside=path)
    except BadInput as error:
        told = error.mistakes[0]
        mistakes.append(Mistake(where, "extends", told.rule, repr(told.where), told.remedy))
        return None
    if found.resolve() in [each.resolve() for each in seen]:
        chain = " -> ".join(shown(each) for each in (*seen, found))
        rule = "a chain of extends must end"
        mistakes.append(Mistake(where, "extends", rule, printable(chain, 200), "break the circle"))
        return None
    return found


def with_values(scenario: Scenario, values: Mapping[str, Settable]) -> Scenario:
    """`scenario` with other values, checked from scratch as if a file had said so.

    Args:
        scenario: What to start from; it stays as it is.
        values: Parameter path to a number, a `Range` or a table; also `mechanisms.NAME` to a bool,
            `phase` and `front.steps` to a word.

    Raises:
        BadInput: Every mistake, with `--set` as its place.
    """
    mistakes = checked_sets(values)
    if mistakes:
        raise BadInput(*mistakes)
    table = scenario_table(scenario)
    for path, value in values.items():
        _put(table, path, value)
    front = table["front"]
    if isinstance(front, dict) and front["steps"] == "continuous":
        table.pop("game", None)
    layer, wrong = check_table(table, "--set")
    if wrong:
        raise BadInput(*wrong)
    changed, impossible = assemble([layer], scenario.name, scenario.files)
    if impossible:
        raise BadInput(*impossible)
    return replace(changed, files=MappingProxyType(dict(scenario.files)))


def _put(table: dict[str, object], path: str, value: object) -> None:
    group, dot, name = path.partition(".")
    if not dot:
        table[group] = value
        return
    inner = table.setdefault(group, {})
    if isinstance(inner, dict):
        inner[name] = as_table(value) if isinstance(value, Range) else value


__all__ = [
    "dump_scenario",
    "json_schema",
    "layers_of",
    "load_scenario",
    "parse_lever",
    "parse_levers",
    "parse_set",
    "parse_sets",
    "with_values",
]
