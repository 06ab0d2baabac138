"""What would have to be true, in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator import __version__
from simulator.claims.cards.load import check_authors, load_all
from simulator.claims.complete.completion import Completion
from simulator.claims.complete.completion import complete as completed
from simulator.files.command_line import BUDGET, ENTROPY, REPLICATIONS, checked
from simulator.run.ensemble import Progress
from simulator.show.notebook.result import Result
from simulator.show.notebook.treated import shown
from simulator.show.report.completion_report import completion_json

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class Completed(Result):
    """The least that must be assumed for an author's claims to come out.

    Attributes:
        found: Everything that the search found.
    """

    found: Completion

    @property
    def title(self) -> str:
        """What it is, in a line."""
        found = self.found
        return (
            f"What would have to be true in {found.author}'s world for {found.claims_of}'s claims"
        )

    @property
    def origin(self) -> str:
        """Where its numbers come from, in a line."""
        found = self.found
        return f"{found.points} points, {found.wars} wars; entropy {found.entropy}; {__version__}"

    def table(self) -> pd.DataFrame:
        """A row an assumption: as stated, narrowed, bits, what it carries, what the record says."""
        import pandas as pd

        rows = completion_json(self.found)["implied"]
        columns = ["kind", "prior", "low", "high", "bits", "outside", "carries", "record"]
        frame = pd.DataFrame(rows, columns=["path", *columns])
        return frame.set_index("path")

    def brief(self) -> pd.DataFrame:
        """Assumed range, bits, the record."""
        return self.table()[["low", "high", "bits", "record"]]

    def claims(self) -> pd.DataFrame:
        """A row a claim: its verdict as written, and with what is assumed."""
        import pandas as pd

        return pd.DataFrame(completion_json(self.found)["claims"]).set_index("id")


def complete(
    author: str,
    *,
    claims_of: str | None = None,
    n: int = 400,
    seed: int = 0,
    budget: int = 400,
    progress: bool | Progress = True,
) -> Completed:
    """What would have to be true: the least to be assumed for an author's claims to come out.

    Args:
        author: Whose world.
        claims_of: Whose claims, at the common date; the author's own, at the own date, when None.
        n: Wars a world in judging.
        seed: Names the luck that judges [0, 2**63).
        budget: Of the search: what two cores play in so many seconds.
        progress: Whether to show how far it is, or who is told.

    Raises:
        SimulatorError: No such author, a mistake in a card or scenario, or a failed run.
    """
    checked([(REPLICATIONS, str(n)), (ENTROPY, str(seed)), (BUDGET, str(budget))])
    check_authors([author] if claims_of is None else [author, claims_of])
    with shown(progress, f"complete {author}") as told:
        return Completed(completed(load_all(), author, claims_of, n, seed, budget, told=told))
