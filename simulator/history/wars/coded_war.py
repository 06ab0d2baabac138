"""From facts to a scenario, by the protocol and nothing else; how the war ended is out of sight.

The scenario is written as a file and read back as one, so that what is played is what anybody can
read, check and change.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from simulator.errors import BadInput, Mistake
from simulator.files.layer import check_table
from simulator.files.merge import assemble
from simulator.files.scenario import layers_of
from simulator.files.war_facts import Facts, Side
from simulator.history.wars.protocol import PROTOCOL
from simulator.history.wars.roles import are_turned, turned
from simulator.history.wars.rule import within
from simulator.model.records import Range, Scenario

#: What fills the silences of a coded war.
BASE = "neutral"

_WIDE = 98
_LONGEST_NAME = 40
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Coded:
    """A war as the protocol codes it.

    Attributes:
        facts: As the sheet has them.
        turned: Whether the model's A is the sheet's D.
        values: Parameter to number or range, in the order of the protocol.
        text: The scenario file.
        scenario: What is played.
    """

    facts: Facts
    turned: bool
    values: Mapping[str, float | Range]
    text: str
    scenario: Scenario


def coded(facts: Facts) -> Coded:
    """Code a war.

    Args:
        facts: What could be known at its start.

    Raises:
        BadInput: The sides are called the same, or the facts make a world that cannot be.
    """
    _two_names(facts)
    turn = are_turned(facts)
    seen = turned(facts) if turn else facts
    found = ((rule.parameter, rule.code(seen)) for rule in PROTOCOL)
    values = {path: within(path, each) for path, each in found if each is not None}
    text = scenario_of(seen, values, turn)
    return Coded(facts, turn, MappingProxyType(values), text, _assembled(text, facts))


def _assembled(text: str, facts: Facts) -> Scenario:
    layers, files = layers_of(BASE)
    # A sheet may be called so too; both are told with their contents.
    where = f"{facts.name}.toml (coded)"
    layer, mistakes = check_table(tomllib.loads(text), where)
    if mistakes:
        raise BadInput(*mistakes)
    files = {**facts.files, **files, where: hashlib.sha256(text.encode()).hexdigest()[:16]}
    scenario, impossible = assemble([*layers, layer], facts.name, files)
    if impossible:
        raise BadInput(*impossible)
    return replace(scenario, files=MappingProxyType(files))


def scenario_of(facts: Facts, values: Mapping[str, float | Range], turn: bool) -> str:
    """The scenario file of a coded war.

    Args:
        facts: With the roles that the model gives.
        values: Parameter to number or range.
        turn: Whether those are the sheet's roles turned.
    """
    about = (
        "Coded by the protocol of `simulator history` from a sheet of facts known at the start; "
    )
    about += "every parameter that is not here is as in the scenario it extends."
    if turn:
        about += " The sheet's A held all of the contested ground, so A here is its D."
    lines = [
        *(f"# {line}" for line in textwrap.wrap(about, _WIDE)),
        'kind = "scenario"',
        f"title = {_quoted(facts.title)}",
        'question = "How could this war have ended, as it looked at the start?"',
        f'extends = "{BASE}"',
        *([f'start = "{facts.start}"'] if facts.start else []),
        "neutral = true",
        "sources = [",
        *(f"  {_quoted(source)}," for source in facts.sources),
        "]",
        "",
        "[names]",
        *(f"{key} = {_quoted(name)}" for key, name in _names(facts).items()),
    ]
    rules = {rule.parameter: rule for rule in PROTOCOL}
    for group in dict.fromkeys(path.partition(".")[0] for path in values):
        lines += ["", f"[{group}]"]
        for path, value in values.items():
            if path.startswith(f"{group}."):
                rule = rules[path]
                lines += [
                    f"# {rule.facts}: {rule.formula}",
                    f"{path[len(group) + 1 :]} = {_toml(value)}",
                ]
    lines += ["", "[because]"]
    lines += [f'"{path}" = {_quoted(f"{rules[path].facts}: {rules[path].why}")}' for path in values]
    return "\n".join(lines) + "\n"


def _names(facts: Facts) -> dict[str, str]:
    """What the sides and D's patrons are called, as far as the sheet says."""
    names = {"A": _called(facts.A), "D": _called(facts.D)}
    patrons = [name for name, _ in facts.D.patrons if name.strip()]
    keys = ("patron_1", "patron_2")
    return names | {key: _short(name) for key, name in zip(keys, patrons, strict=False)}


def _two_names(facts: Facts) -> None:
    """Told in the words of the sheet: its writer has not seen the scenario that it is coded as."""
    name = _called(facts.D)
    if name == _called(facts.A):
        where = next(iter(facts.files))
        rule = f"the sides must be called differently in its first {_LONGEST_NAME} letters, before"
        rule += " any ; or ("
        remedy = "write members of A and D that tell them apart"
        raise BadInput(Mistake(where, "at_start.D.members", rule, repr(name), remedy))


def _called(side: Side) -> str:
    return _short(re.split(r"[;(]", side.members)[0])


def _short(name: str) -> str:
    return textwrap.shorten(name, _LONGEST_NAME, placeholder="…").strip() or "?"


def _quoted(text: str) -> str:
    line = textwrap.shorten(text, _LONGEST_LINE, placeholder="…")
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _toml(value: float | Range) -> str:
    if not isinstance(value, Range):
        return f"{value:g}"
    word = "" if value.distribution == "uniform" else f', distribution = "{value.distribution}"'
    return f"{{ low = {value.low:g}, high = {value.high:g}{word} }}"
