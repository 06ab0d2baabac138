"""Published results and whether they come out, in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator import __version__
from simulator.run.ensemble import Progress
from simulator.show.notebook.result import Result
from simulator.show.notebook.treated import Words, listed, shown
from simulator.verification.all_checks import chosen
from simulator.verification.published_check import Result as Row
from simulator.verification.published_check import judge

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class Verified(Result):
    """Published results beside what this program makes of them.

    Attributes:
        rows: Each result, judged.
    """

    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """What it is, in a line."""
        passed = sum(row.passed for row in self.rows)
        return f"Published results: {passed} of {len(self.rows)} come out"

    @property
    def origin(self) -> str:
        """Where its numbers come from, in a line."""
        return f"simulator {__version__}"

    @property
    def passed(self) -> bool:
        """Whether every one comes out."""
        return all(row.passed for row in self.rows)

    def table(self) -> pd.DataFrame:
        """A row a result: source, statement, class, error, pass."""
        import pandas as pd

        rows = {
            row.check.id: {
                "source": row.check.source,
                "statement": row.check.statement,
                "kind": row.check.kind,
                "class": row.check.tolerance_class,
                "expected": row.check.expected,
                "obtained": row.obtained,
                "error": row.error,
                "pass": row.passed,
            }
            for row in self.rows
        }
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("id")

    def brief(self) -> pd.DataFrame:
        """Class, error, pass."""
        return self.table()[["class", "error", "pass"]]


def verify(only: Words = (), *, progress: bool | Progress = True) -> Verified:
    """Published results: expected, obtained, pass or fail.

    Args:
        only: Rows by id, or by the result they belong to; all when empty.
        progress: Whether to show how far it is, or who is told.

    Raises:
        SimulatorError: An id that no row has.
    """
    checks = chosen(listed(only))
    rows = []
    with shown(progress, "verifying") as told:
        for done, check in enumerate(checks):
            if told is not None:
                told(done, len(checks))
            rows.append(judge(check))
    return Verified(tuple(rows))
