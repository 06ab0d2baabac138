"""One war in hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import TYPE_CHECKING

from rich.console import Console

from simulator.errors import needed
from simulator.model.metrics.outcome import Stamp
from simulator.model.records import Trajectory
from simulator.run.ensemble import play_one
from simulator.show.naming import named
from simulator.show.notebook.result import Result
from simulator.show.notebook.treated import Treated
from simulator.show.report.console import WIDTH
from simulator.show.report.ensemble_table import plain_origin
from simulator.show.report.war_story import ending_line, show_war

if TYPE_CHECKING:
    import pandas as pd

    from simulator.show.pictures.on_axes import Axes


_BRIEF = ("phase", "occ", "belief_A_win", "belief_D_win", "demand_A", "demand_D", "range_width")


@dataclass(frozen=True, slots=True, repr=False)
class Trace(Result):
    """One war month by month.

    Attributes:
        war: The war.
        k: Its number on its luck.
        stamp: Where it comes from.
    """

    war: Trajectory
    k: int
    stamp: Stamp

    @property
    def title(self) -> str:
        """What it is, in a line."""
        ending = named(ending_line(self.war), self.stamp.names)
        return f"{self.stamp.title}: war {self.k}. {ending}"

    @property
    def origin(self) -> str:
        """Where its numbers come from, in a line."""
        return plain_origin(self.stamp, f"war {self.k}")

    def table(self) -> pd.DataFrame:
        """A row a month: every state metric."""
        import pandas as pd

        return pd.DataFrame(dict(self.war.series)).rename_axis("month")

    def brief(self) -> pd.DataFrame:
        """The front, the beliefs and the least terms."""
        return self.table()[[name for name in _BRIEF if name in self.war.series]]

    def talks(self) -> pd.DataFrame:
        """A row an offer: who, what, both values of each leader's choice [stakes], the answer."""
        import pandas as pd

        names = [asdict(talk) for talk in self.war.talks]
        return pd.DataFrame(names)

    def events(self) -> pd.DataFrame:
        """A row an event, in words."""
        import pandas as pd

        told = [(month, named(text, self.stamp.names)) for month, text in self.war.events]
        return pd.DataFrame(told, columns=["month", "text"])

    def story(self) -> str:
        """The war told month by month, as `simulator trace` prints it."""
        page = io.StringIO()
        show_war(self.war, self.stamp, self.k, Console(file=page, width=WIDTH))
        return page.getvalue()

    def film(self) -> str:
        """A player of this war: one HTML document that asks for nothing outside itself."""
        from simulator.show.film.player import player_page

        return player_page(self.war, self.stamp, self.k)

    def _repr_html_(self) -> str:
        # A frame, so that the film's style and scripts stay its own.
        frame = f'<iframe srcdoc="{escape(self.film())}" width="100%" height="720"'
        return f'{frame} style="border:0" title="{escape(self.title)}"></iframe>'

    def plot(
        self, metrics: Sequence[str] = ("belief_A_win", "belief_D_win"), *, ax: Axes | None = None
    ) -> Axes:
        """Some state metrics month by month.

        Args:
            metrics: Which, without a month.
            ax: Where; new axes when None.

        Raises:
            SimulatorError: No such state metric.
        """
        with needed("plot"):
            from simulator.show.pictures.on_axes import new_axes, series_on

        return series_on(new_axes() if ax is None else ax, self.war, metrics, self.stamp)


def traced(scenario: Treated, k: int, seed: int, months: int) -> Trace:
    """Play one war; the numbers have been checked.

    Args:
        scenario: What is played.
        k: Number of the war, from 0.
        seed: Names the luck.
        months: The horizon [months].

    Raises:
        RunFailed: The war could not be played.
    """
    war = play_one(scenario.world, seed, months, scenario.levers, k)
    return Trace(
        war, k, scenario.stamp(seed, "mesa" if scenario.world.steps == "forts" else "ensemble")
    )
