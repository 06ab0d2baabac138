"""Wars as columns of a table: a row a war, or a row a war and month.

A null means that there is no such thing, never that it was forgotten: a war that the horizon cuts
has no `T_end`, and is `censored` there; an end after which nobody fought again has no
`resumed_after`, and is watched until the horizon, `months` - `T_end` months on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.per_war import Flags, Floats, Wars, Whole, event_months
from simulator.model.parameters import PARAMETERS
from simulator.model.records import CAUSES, END_MODES, Range, Scenario
from simulator.model.war.inputs import inputs_of

#: Words of a column by their number; -1 is null.
Codes: TypeAlias = npt.NDArray[np.int64]

_WINNERS = ("D", "neither", "A")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of some rows.

    Attributes:
        values: Numbers, flags, or places in `words`; shape (rows,). A NaN is a null.
        known: Where there is a value; everywhere when None.
        words: What the places stand for; empty where the values speak for themselves.
    """

    values: Whole | Floats | Flags
    known: Flags | None = None
    words: tuple[str, ...] = ()


#: Columns by name, in order; all of one length.
Columns: TypeAlias = Mapping[str, Column]

#: Makes the rows of some wars.
Rows: TypeAlias = Callable[[Wars], Columns]


def drawn_parameters(scenario: Scenario) -> tuple[str, ...]:
    """Paths that a scenario leaves uncertain, so that each war has a number of its own."""
    return tuple(path for path in PARAMETERS if isinstance(scenario.values[path], Range))


def war_columns(wars: Wars, scenario: Scenario, entropy: int) -> dict[str, Column]:
    """A row a war.

    Args:
        wars: Some wars of the scenario on that luck.
        scenario: What was played.
        entropy: Names the luck.
    """
    number, months = wars.replication.size, wars.months
    ended = event_months(wars, "ended")
    has_ended = ended <= months
    resumed = event_months(wars, "resumed")
    again = has_ended & (resumed <= months)
    columns = {
        "scenario": Column(np.zeros(number, dtype=np.int64), None, (scenario.name,)),
        "entropy": Column(np.full(number, entropy, dtype=np.int64)),
        "replication": Column(wars.replication),
        "months": Column(np.full(number, months, dtype=np.int64)),
        "T_end": Column(ended, has_ended),
        "censored": Column(~has_ended),
        "end_mode": Column(np.where(has_ended, wars.end_mode, 0), None, END_MODES),
        "chosen_by_A": Column(wars.chosen_by_A & has_ended),
        "winner": Column(wars.winner + 1, None, _WINNERS),
        "resumed_after": Column(resumed - ended, again),
        "resume_censored": Column(~again),
        "resume_cause": Column(wars.cause, again, CAUSES),
    }
    for side in ("A", "D"):
        month = event_months(wars, f"removed_{side}")
        columns[f"removed_{side}_month"] = Column(month, month <= months)
    values = inputs_of(scenario, entropy, wars.replication.tolist(), months).values
    for path in drawn_parameters(scenario):
        columns[path] = Column(np.ascontiguousarray(values[path.replace(".", "_")]))
    return columns


def month_columns(wars: Wars) -> dict[str, Column]:
    """A row a war and month, the months of a war one after the other."""
    number, span = wars.replication.size, wars.months + 1
    columns = {
        "replication": Column(np.repeat(wars.replication, span)),
        "month": Column(np.tile(np.arange(span), number)),
        "phase": Column(wars.state("phase").astype(np.int64).ravel()),
    }
    for name in STATES:
        if name != "phase":
            columns[name] = Column(wars.state(name).ravel())
    return columns


def joined(parts: list[Columns]) -> dict[str, Column]:
    """Several runs of rows as one, in their order."""
    first = parts[0]
    return {
        name: Column(
            np.concatenate([part[name].values for part in parts]),
            None
            if column.known is None
            else np.concatenate([_known(part[name]) for part in parts]),
            column.words,
        )
        for name, column in first.items()
    }


def _known(column: Column) -> Flags:
    return np.ones(column.values.size, dtype=np.bool_) if column.known is None else column.known
