"""The price of a completed scenario, as `simulator complete` left it beside the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.errors import BadInput, Mistake
from simulator.files.find import scenario_folder, shown
from simulator.model.records import Range, Scenario

#: What stands after the scenario's name.
ENDING = ".price.json"


@dataclass(frozen=True, slots=True)
class Assumed:
    """One implied assumption and what it costs.

    Attributes:
        path: Of the parameter.
        kind: `silent` or `stated`.
        prior: What it is drawn from as written.
        low: The least value assumed.
        high: The greatest.
        bits: What of the prior is given up.
        outside: Whether it leaves the range as written.
        carries: Claims lost when it is put back.
        record: `agrees`, `silent` or `against`.
    """

    path: str
    kind: str
    prior: tuple[float, float]
    low: float
    high: float
    bits: float
    outside: bool
    carries: tuple[str, ...]
    record: str


@dataclass(frozen=True, slots=True)
class Price:
    """What an author's claims cost beside what the author states.

    Attributes:
        of: Core claims scored.
        written: Those right in direction as stated.
        complete: Those right in direction with what is assumed.
        size: Those of them that reach the size claimed, or claim none.
        fresh: Right in direction on each luck that neither the search nor the judge had seen.
        bits: The prior volume given up.
        assumed: The implied assumptions, those that carry most first.
        infeasible: Claims that no point met.
        points: Narrowings tried.
        ladder: Bits and claims met, from nothing assumed to everything.
        left_out: Claim to whether it comes out in a world completed without it; None if not asked.
        replications: Wars a world in judging.
        command: What makes it anew.
    """

    of: int
    written: int
    complete: int
    size: int
    fresh: tuple[int, ...]
    bits: float
    assumed: tuple[Assumed, ...]
    infeasible: tuple[str, ...]
    points: int
    ladder: tuple[tuple[float, int], ...]
    left_out: Mapping[str, bool] | None
    replications: int
    command: str

    @property
    def against(self) -> int:
        """How many assumptions dated facts contradict."""
        return sum(each.record == "against" for each in self.assumed)


def prices(scenarios: Mapping[str, Scenario]) -> dict[str, Price]:
    """The prices of those scenarios that have one; of one made anew by hand, none.

    Args:
        scenarios: Author to complete scenario.

    Raises:
        BadInput: A price that `simulator complete` has not written.
    """
    found = {}
    for author, scenario in scenarios.items():
        path = scenario_folder() / f"{author}{ENDING}"
        if path.is_file():
            price = read_price(path)
            if all(_is_assumed(each, scenario) for each in price.assumed):
                found[author] = price
    return found


def _is_assumed(each: Assumed, scenario: Scenario) -> bool:
    """Whether a scenario still holds an assumption."""
    value = scenario.values.get(each.path)
    ends = (value.low, value.high) if isinstance(value, Range) else (value, value)
    return ends == (each.low, each.high)


def read_price(path: Path) -> Price:
    """A price from its file.

    Raises:
        BadInput: It is not what `simulator complete` writes.
    """
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return _price(told)
    except (ValueError, KeyError, TypeError) as error:
        rule, remedy = "must be what simulator complete writes", "make it anew: make complete"
        raise BadInput(Mistake(shown(path), "", rule, None, remedy)) from error


def _price(told: Mapping[str, Any]) -> Price:
    left = told["left_out"]
    return Price(
        of=int(told["of"]),
        written=int(told["direction_as_written"]),
        complete=int(told["direction"]),
        size=int(told["size"]),
        fresh=tuple(int(number) for number in told["direction_fresh"]),
        bits=float(told["bits"]),
        assumed=tuple(_assumed(row) for row in told["implied"]),
        infeasible=tuple(told["infeasible"]),
        points=int(told["points"]),
        ladder=tuple((float(cost), int(met)) for cost, met in told["ladder"]),
        left_out=None if left is None else {key: bool(met) for key, met in left.items()},
        replications=int(told["replications"]),
        command=str(told["command"]),
    )


def _assumed(row: Mapping[str, Any]) -> Assumed:
    low, high = row["prior"]
    return Assumed(
        path=str(row["path"]),
        kind=str(row["kind"]),
        prior=(float(low), float(high)),
        low=float(row["low"]),
        high=float(row["high"]),
        bits=float(row["bits"]),
        outside=bool(row["outside"]),
        carries=tuple(row["carries"]),
        record=str(row["record"]),
    )
