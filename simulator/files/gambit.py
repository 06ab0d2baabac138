"""Finite games as the text of a Gambit file (.efg), for its solvers and its tree viewer.

The format: https://gambitproject.readthedocs.io (extensive game file format).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from simulator.bargaining.extensive import Chance, Choice, End, Tree

#: Decimal places; Gambit reads decimals exactly.
_PLACES = 12


@dataclass(slots=True)
class _Numbers:
    """Numbers given out so far: to what sides know, to moves of chance, to outcomes."""

    known: tuple[dict[str, int], dict[str, int]] = field(default_factory=lambda: ({}, {}))
    outcomes: dict[tuple[str, str], int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    chances: int = 0

    def outcome(self, name: str, payoffs: str) -> tuple[int, str]:
        """Number and name of an outcome; Gambit wants the same for the same, and no name twice."""
        number = self.outcomes.setdefault((name, payoffs), len(self.outcomes) + 1)
        if number not in self.names:
            self.names[number] = name if name not in self.names.values() else f"{name} ({number})"
        return number, self.names[number]


def efg(title: str, tree: Tree) -> str:
    """A tree as the text of an .efg file, players A and B.

    >>> print(efg("t", Choice(0, "k", (("stop", End("e", (0.5, 0.25))),))), end="")
    EFG 2 R "t" { "A" "B" }
    ""
    <BLANKLINE>
    p "" 1 1 "k" { "stop" } 0
    t "" 1 "e" { 0.5, 0.25 }
    """
    lines = "\n".join(_nodes(tree, _Numbers()))
    return f'EFG 2 R {_quoted(title)} {{ "A" "B" }}\n""\n\n{lines}\n'


def _nodes(tree: Tree, numbers: _Numbers) -> Iterator[str]:
    match tree:
        case End(name, payoffs):
            worth = ", ".join(_decimal(each) for each in payoffs)
            number, label = numbers.outcome(name, worth)
            yield f't "" {number} {_quoted(label)} {{ {worth} }}'
        case Chance(_, branches):
            numbers.chances += 1
            here = numbers.chances
            chances = _adding_up([part for _, part, _ in branches])
            actions = " ".join(
                f"{_quoted(action)} {part}"
                for (action, _, _), part in zip(branches, chances, strict=True)
            )
            yield f'c "" {here} "" {{ {actions} }} 0'
            for _, _, after in branches:
                yield from _nodes(after, numbers)
        case Choice(side, knows, moves):
            known = numbers.known[side]
            number = known.setdefault(knows, len(known) + 1)
            actions = " ".join(_quoted(action) for action, _ in moves)
            yield f'p "" {side + 1} {number} {_quoted(knows)} {{ {actions} }} 0'
            for _, after in moves:
                yield from _nodes(after, numbers)


def _adding_up(chances: list[float]) -> list[str]:
    """Probabilities as decimals whose sum is exactly 1, as Gambit demands."""
    parts = [Decimal(_decimal(chance)) for chance in chances[:-1]]
    return [str(part) for part in (*parts, Decimal(1) - sum(parts))]


def _decimal(value: float) -> str:
    """A number without an exponent, as short as it can be.

    >>> _decimal(0.30000000000000004), _decimal(-0.0), _decimal(1.0), _decimal(1e-7)
    ('0.3', '0', '1', '0.0000001')
    """
    text = f"{value:.{_PLACES}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
