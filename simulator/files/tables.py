"""Writing a scenario back as the table, and the text, of a file."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

from simulator.files.game_file import table_of_game
from simulator.files.levers import levers_table
from simulator.files.ranges import as_table
from simulator.model.records import Names, Scenario

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def scenario_table(scenario: Scenario) -> dict[str, Any]:
    """Everything a scenario says, as the table of a file that extends nothing."""
    table: dict[str, Any] = {
        "kind": "scenario",
        "title": scenario.title,
        "question": scenario.question,
        "start": scenario.start,
        "phase": scenario.phase,
        "sources": list(scenario.sources),
    }
    for path, value in scenario.values.items():
        group, _, name = path.partition(".")
        table.setdefault(group, {})[name] = as_table(value)
    if (names := names_table(scenario.names)) != names_table(Names()):
        table["names"] = names
    table["front"]["steps"] = scenario.steps
    table["mechanisms"] = dict(scenario.switches)
    table["levers"] = levers_table(scenario.levers)
    table["because"] = dict(scenario.because)
    if scenario.game is not None:
        table["game"] = table_of_game(scenario.game)
    return table


def names_table(names: Names) -> dict[str, Any]:
    """What a scenario calls those who take part, as the table of a file."""
    table: dict[str, Any] = {each.name: getattr(names, each.name) for each in fields(names)}
    return table | {"statuses": dict(names.statuses)}


def dump_scenario(scenario: Scenario) -> str:
    """The text of a scenario file; loading it gives an equal scenario, name and files apart."""
    return write_toml(scenario_table(scenario))


def write_toml(table: dict[str, Any], heading: str = "") -> str:
    """A table as TOML: its plain keys, then its tables, a blank line before each.

    Tables two deep are written inline where they hold a range, and as `[a.b]` elsewhere.
    """
    plain = {key: value for key, value in table.items() if not _is_section(value)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    text = "\n".join(lines) + "\n" if lines else ""
    for key, value in table.items():
        if _is_section(value) and value:
            name = f"{heading}.{_key(key)}" if heading else _key(key)
            inner = write_toml(value, name)
            text += f"\n[{name}]\n{inner}" if not inner.startswith("\n[") else inner
    return text


def _is_section(value: object) -> bool:
    return isinstance(value, dict) and "low" not in value


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: object) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(f"{_key(key)} = {_value(held)}" for key, held in value.items())
        return "{ " + pairs + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(held) for held in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return _text(value) if isinstance(value, str) else repr(value)


def _text(text: str) -> str:
    # JSON's escapes are TOML's too; TOML also forbids a bare DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
