"""What an author leaves open: parameters that could be narrowed, and what is known of each.

A parameter that no file of the author's mentions is *silent* and drawn from its neutral range; one
that rests on the author's words is *stated*. A dated fact is neither: nobody may assume it away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.files.common_date import COMMON
from simulator.files.scenario import layers_of
from simulator.model.draw import quantile
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range, Scenario

Kind = Literal["silent", "stated"]

#: Beyond its range a parameter may go as far again as the range is wide.
_BEYOND = 1.0


@dataclass(frozen=True, slots=True)
class Assumption:
    """A parameter whose range could be narrowed.

    Attributes:
        path: Of the parameter.
        kind: Whether its author is silent on it, or states the range.
        prior: What it is drawn from as written.
        least: The least value it may take outside its range.
        most: The greatest.
    """

    path: str
    kind: Kind
    prior: Range
    least: float
    most: float

    def value(self, place: float) -> float:
        """The value at a place of the range, three significant digits.

        Args:
            place: Share of the prior's draws below it; under 0 and above 1 the range goes on at
                its own width, up to `least` and `most`.
        """
        low, high = self.prior.low, self.prior.high
        if place < 0.0:
            found = max(self.least, low + place * (high - low))
        elif place > 1.0:
            found = min(self.most, high + (place - 1.0) * (high - low))
        else:
            found = quantile(self.prior, place)
        row = PARAMETERS[self.path]
        if row.whole:
            return float(round(found))
        return min(row.high, max(row.low, float(f"{found:.3g}")))

    @property
    def reach(self) -> tuple[float, float]:
        """The least and the greatest place that lie within what the parameter allows."""
        width = self.prior.high - self.prior.low
        below = min(_BEYOND, (self.prior.low - self.least) / width)
        above = min(_BEYOND, (self.most - self.prior.high) / width)
        return -below, 1.0 + above


def assumptions(scenario: Scenario, stated_in: str) -> list[Assumption]:
    """Everything that a scenario draws and that is no dated fact, in the registry's order.

    Args:
        scenario: As written, at the date at which the claims are asked.
        stated_in: Name or path of its file, which says what its author states.

    Raises:
        BadInput: Every mistake in the file.
    """
    facts = facts_of(COMMON)
    said = facts_of(stated_in)
    own = {path for path, why in scenario.because.items() if not why.startswith("Fact")}
    found = []
    for path, prior in scenario.values.items():
        row = PARAMETERS[path]
        if not isinstance(prior, Range) or row.tier != "primitive":
            continue
        if path in own:
            kind: Kind = "stated"
        elif path in facts or path in said:
            continue
        else:
            kind = "silent"
        found.append(Assumption(path, kind, prior, row.low, row.high))
    return found


def facts_of(name: str) -> dict[str, float | Range]:
    """What the files of a scenario's chain say of parameters, by path.

    Args:
        name: A name in the scenarios folder, or a path.

    Raises:
        BadInput: Every mistake in it.
    """
    found: dict[str, float | Range] = {}
    for layer in layers_of(name)[0]:
        for table, inner in layer.said.items():
            if not isinstance(inner, dict):
                continue
            for key, value in inner.items():
                path = f"{table}.{key}"
                if path in PARAMETERS:
                    found[path] = Range(**value) if isinstance(value, dict) else float(value)
    return found
