"""The frozen vocabulary that the parts hand to each other."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from simulator.model.levers import Lever

if TYPE_CHECKING:
    from simulator.bargaining.game import Game

Floats = npt.NDArray[np.float64]

Distribution = Literal["uniform", "triangular", "normal", "loguniform"]

#: How a war can end, in the order of the vocabulary; `ongoing` is no end.
END_MODES = (
    "ongoing",
    "truce",
    "settlement",
    "frozen",
    "withdrawal",
    "imposed",
    "conquest",
)

#: What is booked of A's leader at the first end: belief of victory, own estimates of losing office
#: within a year (stopping, going on), expected move of the front in the month, share held.
AT_END = ("belief_A_win", "hazard_stop_A", "hazard_cont_A", "drift", "occ")

#: Political status of D in a settlement, from worst to best for D.
RUNGS = ("absorbed", "vassal", "neutral_unarmed", "neutral_armed", "nato_limited", "free")

#: How a scenario that names no statuses calls them: the names of `RUNGS`.
STATUS_WORDS = MappingProxyType(
    {
        "absorbed": "absorbed",
        "vassal": "a vassal",
        "neutral_unarmed": "neutral and unarmed",
        "neutral_armed": "neutral and armed",
        "nato_limited": "allied within limits",
        "free": "free",
    }
)

#: Differences in value smaller than this are rounding [stakes].
EVEN = 1e-6

#: Why a peace failed: of two that rearmament causes, A struck once rearmed, D before it was.
CAUSES = (
    "none",
    "rearm and renege",
    "spoilers at home",
    "new optimism",
    "guarantor left",
    "accident",
    "struck first",
    "office",
    "an occasion",
)


@dataclass(frozen=True, slots=True)
class Range:
    """An uncertain parameter: drawn once per war from the tape.

    Attributes:
        low: Least value drawn (normal: cut off there).
        high: Greatest value drawn (normal: cut off there).
        distribution: `uniform`, `triangular` (with `mode`), `normal` (mean `mode`, `low` and
            `high` at two standard deviations), or `loguniform` (low above 0).
        mode: Most likely value, for triangular and normal; the middle when None.
        shared: How many wars in a row share a draw.
    """

    low: float
    high: float
    distribution: Distribution = "uniform"
    mode: float | None = None
    shared: int = field(default=1, repr=False)


@dataclass(frozen=True, slots=True)
class Names:
    """What a scenario calls those of whom the model knows only what they do.

    Attributes:
        A: The side that wants to change the state of things.
        D: The side that defends it.
        patron_1: D's first patron.
        patron_2: All others who arm D.
        statuses: How each of `RUNGS` is called, in a sentence that begins "D is".
    """

    A: str = "A"
    D: str = "D"
    patron_1: str = "patron 1"
    patron_2: str = "patron 2"
    statuses: Mapping[str, str] = field(default_factory=lambda: STATUS_WORDS)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One world as a file describes it, with everything it inherits filled in.

    Attributes:
        name: As typed on the command line.
        title: One line for a reader.
        question: What the scenario is for.
        start: Month of its facts, YYYY-MM; empty when it has no date.
        phase: Whether play begins in war or in a truce.
        steps: `continuous` front, or the `forts` of a textbook game.
        values: A number or a range for every registered parameter.
        switches: Every mechanism and whether it is on.
        levers: Levers the scenario itself pulls.
        because: Parameter path to why this scenario departs from its base.
        game: The textbook game when `steps` is `forts`.
        sources: Where the facts are from.
        files: Content hash of each file read, by name [16 hex digits].
        names: Of the sides, of D's patrons and of the statuses that D can have.
    """

    name: str
    title: str
    question: str
    start: str
    phase: Literal["war", "truce"]
    steps: Literal["continuous", "forts"]
    values: Mapping[str, float | Range]
    switches: Mapping[str, bool]
    levers: tuple[Lever, ...] = ()
    because: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    game: Game | None = None
    sources: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    names: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class World:
    """A scenario with every range drawn: what one war is played in.

    Attributes:
        scenario: Where it came from.
        values: A number for every registered parameter.
        levers: The scenario's levers and the run's, in order of their months.
        entropy: Names the ensemble's luck [0, 2**63).
        replication: Number of this war on that luck, from 0.
        months: How long play goes on [months].
    """

    scenario: Scenario
    values: Mapping[str, float]
    levers: tuple[Lever, ...]
    entropy: int
    replication: int
    months: int


@dataclass(frozen=True, slots=True)
class Talk:
    """One month's bargaining, with both values of every choice, for the audit log.

    Attributes:
        month: When.
        kind: `truce`, `settlement`, or `none` where no offer was made.
        proposer: `A`, `D`, `mediator`, or `both` of a truce that each wants.
        land: A's share of the land at stake in the offer, 0 to 1.
        rung: D's status in the offer.
        value_A: What the offer is worth to A's leader [stakes].
        refuse_A: What going on is worth to A's leader [stakes].
        value_D: What the offer is worth to D's leader [stakes].
        refuse_D: What going on is worth to D's leader [stakes].
        accepted: Whether both said yes.
        why: Why not, beyond the values: what one of them does not know, or that nobody gains.
        reason_A: A's yes or no, in words.
        reason_D: D's yes or no.
    """

    month: int
    kind: str
    proposer: str
    land: float
    rung: str
    value_A: float
    refuse_A: float
    value_D: float
    refuse_D: float
    accepted: bool
    why: str = ""
    reason_A: str = ""
    reason_D: str = ""


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One war, month by month.

    Attributes:
        series: Name of a state metric to its values at months 0..H; shape (H + 1,).
        end_mode: Index into END_MODES of the first end.
        end_month: Month of the first end; H + 1 (never) when still fighting.
        resumed_month: Month in which fighting resumed after the first end; -1 when it did not.
        cause: Index into CAUSES: why the truce or lull failed.
        removed_month_A: Month in which A's first leader lost office; -1 when he did not.
        removed_month_D: The same for D.
        rung: Index into RUNGS of D's status at the end; 5 (free) when no terms were signed.
        chosen_by_A: Whether A's own choice ended the war.
        at_end: Values at the first end (belief_A_win, hazards, expected drift).
        talks: The audit log of offers.
        events: Month and one plain sentence each, for `trace`.
        winner: 1 A, -1 D, 0 neither: the second axis of how a war ended.
    """

    series: Mapping[str, Floats]
    end_mode: int
    end_month: int
    resumed_month: int
    cause: int
    removed_month_A: int
    removed_month_D: int
    rung: int
    chosen_by_A: bool
    at_end: Mapping[str, float]
    talks: tuple[Talk, ...]
    events: tuple[tuple[int, str], ...]
    winner: int


def _read_only(plain: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(plain)


def _sendable(
    view: MappingProxyType[Any, Any],
) -> tuple[Callable[[dict[Any, Any]], MappingProxyType[Any, Any]], tuple[dict[Any, Any]]]:
    return _read_only, (dict(view),)


# Scenarios hold read-only views, which Python cannot send to another process by itself.
copyreg.pickle(MappingProxyType, _sendable)


def amount(change: float) -> str:
    """What a leader gains or loses, in words where three decimals would show nothing.

    >>> amount(0.5), amount(0.0004)
    ('0.500', 'less than 0.001')
    """
    return "less than 0.001" if change < 0.0005 else f"{change:.3f}"
