"""What could be known when a war began, as frozen facts; nothing of what came after.

`simulator.files.war_sheet` reads them from a coding sheet. The outcome has a module of its own,
`simulator.files.war_ending`, which neither of the two sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Certainty = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what is known of its doubt.

    Attributes:
        value: As coded, in the unit of its field.
        low: Least that sources allow; None where no range is given.
        high: Greatest likewise.
        certainty: Of the coder.
    """

    value: float
    low: float | None
    high: float | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Said:
    """A code: the words it holds, in the order of the text.

    Attributes:
        words: `yes`, `partly`, `no`, or `high`, `middling`, `low`, by the field.
        certainty: Of the coder.
    """

    words: tuple[str, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Side:
    """One side at the start; None or empty is what nobody found.

    Attributes:
        members: Who it is.
        regime: `democracy`, `mixed` or `dictatorship`, in Goemans's sense.
        ruler: `democracy`, `mixed`, `personalist`, `junta` or `party`.
        polyarchy: How open its elections and its press are [0-1].
        small_loss: What its leader risks by a small loss: 0 stays, 1 loses office, 2 worse.
        big_loss: The same for a large one.
        locked_in: Whether a step back from the aims said in public costs.
        indivisible: How far its stake cannot be divided [0-1].
        optimism: What it expects of the war.
        force: Men in or near the theatre [thousands].
        men: How well it can make good men lost.
        weapons: How well it can make good weapons lost.
        dead_before: Dead in a month over the force, before the start [share a month].
        broken: Accords with this opponent that it broke [count].
        patrons: Name and steadiness (`steady`, `wavering`, `unknown`) of each, in order.
    """

    members: str
    regime: str | None
    ruler: str | None
    polyarchy: float | None
    small_loss: int | None
    big_loss: int | None
    locked_in: Said | None
    indivisible: Quantity | None
    optimism: Said | None
    force: Quantity | None
    men: Said | None
    weapons: Said | None
    dead_before: Quantity | None
    broken: int | None
    patrons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure of power of both sides, in its own unit."""

    A: float
    D: float
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Facts:
    """One war as it looked at its start.

    Attributes:
        name: The sheet's identifier.
        title: One line for a reader.
        war: Which war it is a phase of: its number in the Correlates of War, or the name.
        start: Month of the start, YYYY-MM; empty where unknown.
        age: Months fought before [months].
        share: A's part of the contested ground [0-1].
        power: Measure (`cinc`, `military_personnel`, `gdp`, `population`) to its pair.
        defence: An attacker's losses over a defender's at equal quality on this ground.
        expected: Pace of the front that was expected, + for A [share a month].
        pace: Pace of the three months before [share a month].
        A: The side that wants to change the state of things.
        D: The side that defends it.
        sanctions: How far each side is under them: (A, D), each `yes`, `partly` or `no`.
        blockade: The same for a blockade.
        talks: Whether talks are open.
        guarantee: Whether a guarantee is to be had.
        peacekeepers: Whether there are any.
        sources: Whom the figures are from, each once.
        files: Content hash of the sheet [16 hex digits], by its name.
    """

    name: str
    title: str
    war: str
    start: str
    age: float
    share: Quantity | None
    power: Mapping[str, Pair]
    defence: Quantity | None
    expected: Quantity | None
    pace: Quantity | None
    A: Side
    D: Side
    sanctions: tuple[str, str] | None
    blockade: tuple[str, str] | None
    talks: Said | None
    guarantee: Said | None
    peacekeepers: Said | None
    sources: tuple[str, ...]
    files: Mapping[str, str]
