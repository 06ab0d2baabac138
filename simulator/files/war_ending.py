"""What became of a war, from its coding sheet: for scoring, and never for coding.

An import contract keeps `simulator.history.wars.coded_war` from this module, and
tests/wars/test_blind.py changes outcomes to show that no coded scenario changes with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from simulator.files.find import shown
from simulator.files.read import read
from simulator.files.war_sheet_model import (
    Datum,
    MonthsDatum,
    ShareDatum,
    Sheet,
    checked_sheet,
    first_known,
    held,
)

#: Words for how a war ends, as defined with the sheets.
HOW = ("truce", "armistice", "settlement", "withdrawal", "imposed", "conquest", "freeze")

#: Words for the state of things some years later.
RESUMED = ("no", "clashes", "partly", "yes")


class _HowDatum(Datum):
    code: Annotated[str, held(*HOW)] | None = None


class _ResumedDatum(Datum):
    y5: Annotated[str, held(*RESUMED, "unknown")] | None = None


class _OutcomeTable(Sheet):
    duration_months: Annotated[MonthsDatum | None, Field(description="must be a table")] = None
    how: Annotated[_HowDatum | None, Field(description="must be a table")] = None
    share_A: Annotated[ShareDatum | None, Field(description="must be a table")] = None
    resumed: Annotated[_ResumedDatum | None, Field(description="must be a table")] = None


class _EndingFile(Sheet):
    outcome: Annotated[_OutcomeTable, Field(description="must be a table")] = _OutcomeTable()


@dataclass(frozen=True, slots=True)
class Ending:
    """What happened; None is what the sheet does not say.

    Attributes:
        months: Length of the coded phase [months].
        how: How it ended, one of `HOW`.
        share: A's part of the contested ground by the terms or in fact [0-1].
        resumed: State of things five years later, one of `RESUMED`.
    """

    months: float | None
    how: str | None
    share: float | None
    resumed: str | None


def load_ending(path: Path) -> Ending:
    """What a sheet says of the end of its war.

    Args:
        path: The sheet.

    Raises:
        BadInput: It cannot be read, or every mistake in its outcome.
    """
    table, _ = read(path)
    outcome = checked_sheet(_EndingFile, table, shown(path)).outcome
    return Ending(
        months=None if outcome.duration_months is None else outcome.duration_months.value,
        how=None if outcome.how is None else first_known(outcome.how.code, HOW),
        share=None if outcome.share_A is None else outcome.share_A.value,
        resumed=None if outcome.resumed is None else first_known(outcome.resumed.y5, RESUMED),
    )
