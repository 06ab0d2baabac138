"""The authors' claims and their verdicts in hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator import __version__
from simulator.claims.cards.load import check_authors, load_all
from simulator.claims.compare.comparison import compare as judge_claims
from simulator.claims.compare.results import Comparison
from simulator.files import command_line as options
from simulator.run.ensemble import Progress
from simulator.show.notebook.result import Result
from simulator.show.notebook.treated import Words, listed, shown
from simulator.show.report.claims_json import comparison_json

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class Compared(Result):
    """Every claim of some authors with its verdict, and every theory against all.

    Attributes:
        found: Everything that was found.
    """

    found: Comparison

    @property
    def title(self) -> str:
        """What it is, in a line."""
        return "What each author claims, and what follows from his assumptions"

    @property
    def origin(self) -> str:
        """Where its numbers come from, in a line."""
        found = self.found
        return f"{found.wars} wars; entropy {found.entropy}; simulator {__version__}"

    def table(self) -> pd.DataFrame:
        """A row a claim: predicted, simulated, interval, verdict, as `compare --json` has them."""
        import pandas as pd

        return pd.DataFrame(comparison_json(self.found)["claims"]).set_index("id")

    def brief(self) -> pd.DataFrame:
        """Claim, author, whether it is a core one, verdict."""
        return self.table()[["author", "kind", "core", "verdict"]]

    def cross(self) -> pd.DataFrame:
        """Share of each author's scored core claims right in direction, by scenario."""
        import pandas as pd

        rows = {
            scenario: {
                author: cell.direction / cell.of if cell.of else float("nan")
                for author, cell in cells.items()
            }
            for scenario, cells in self.found.cross.items()
        }
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("scenario")


def compare(
    authors: Words = (),
    *,
    n: int = 2000,
    seed: int = 0,
    quick: bool = False,
    own_date: bool = False,
    progress: bool | Progress = True,
) -> Compared:
    """Every claim of some authors: predicted, simulated, verdict.

    Args:
        authors: Whose claims; everybody's when empty.
        n: Wars a world at an author's own date.
        seed: Names the luck [0, 2**63).
        quick: Whether to leave out what claims rest on, and the scenarios coded blind.
        own_date: Whether to leave out the common date, and with it the table of all on all.
        progress: Whether to show how far it is, or who is told.

    Raises:
        SimulatorError: No such author, a mistake in a card or scenario, or a failed run.
    """
    asked: Sequence[str] = listed(authors)
    wholes = [(options.REPLICATIONS, str(n)), (options.ENTROPY, str(seed))]
    options.checked(wholes, more=lambda _: check_authors(asked))
    cards = load_all()
    chosen = tuple(dict.fromkeys(asked)) or tuple(cards)
    with shown(progress, "compare") as told:
        return Compared(judge_claims(cards, chosen, n, seed, told, quick=quick, own_date=own_date))
