"""Many wars in hand: their outcome, a row a war, a row a war and month, arrays and axes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from simulator.errors import needed
from simulator.model.metrics.catalogue import STATES, Selection, find
from simulator.model.metrics.intervals import of_few
from simulator.model.metrics.outcome import Outcome, Stamp
from simulator.model.metrics.per_war import Wars
from simulator.model.records import CAUSES, END_MODES, Floats
from simulator.run.ensemble import Progress, run_wars
from simulator.run.rows.row_columns import Columns, joined, month_columns, war_columns
from simulator.show.notebook.frames import frame_of
from simulator.show.notebook.result import Result
from simulator.show.notebook.treated import Treated
from simulator.show.report.ensemble_table import plain_origin

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from simulator.show.pictures.on_axes import Axes


_BRIEF = ("T_end_restricted", "recur", "A_accepts_truce", "D_accepts_truce", "removed_A")


@dataclass(frozen=True, slots=True)
class War:
    """One finished war, as a reporter sees it.

    Attributes:
        replication: Its number on its luck.
        end_mode: How it first ended; `ongoing` when it did not.
        T_end: Month of the first end; None when the horizon came first.
        resumed_month: Month in which fighting resumed; None when it did not.
        cause: Why the end failed; `none` when it did not.
        winner: `A`, `D` or `neither`.
        chosen_by_A: Whether A's leader chose the first end.
        removed_month_A: Month in which A's first leader lost office; None when he did not.
        removed_month_D: The same for D.
        series: State metric to its values; shape (H + 1,) each.
    """

    replication: int
    end_mode: str
    T_end: int | None
    resumed_month: int | None
    cause: str
    winner: str
    chosen_by_A: bool
    removed_month_A: int | None
    removed_month_D: int | None
    series: Mapping[str, Floats]


#: Makes a number of a finished war.
Reporter: TypeAlias = Callable[[War], float]


@dataclass(frozen=True, slots=True, repr=False)
class Ensemble(Result):
    """Many wars of one scenario.

    Attributes:
        scenario: What was played.
        seed: Names the luck.
        outcome: Everything that was counted.
        stamp: Where the numbers come from.
        reported: Name of a reporter to its number of every war; shape (wars,).
    """

    scenario: Treated
    seed: int
    outcome: Outcome
    stamp: Stamp
    reported: Mapping[str, Floats] = field(default_factory=dict)
    _kept: tuple[Wars, ...] = ()

    @property
    def title(self) -> str:
        """What it is, in a line."""
        return self.stamp.title

    @property
    def origin(self) -> str:
        """Where its numbers come from, in a line."""
        return plain_origin(self.stamp, f"{self.outcome.replications} wars")

    def table(self) -> pd.DataFrame:
        """Every metric: mean, standard error, 95 per cent interval, quantiles, wars with it."""
        import pandas as pd

        rows: dict[str, dict[str, object]] = {}
        for name, found in self.outcome.metrics.items():
            asked = find(name)
            low, high = found.ci95 or (None, None)
            rows[name] = {
                "mean": found.mean,
                "se": found.se,
                "low": low,
                "high": high,
                "q05": found.q05,
                "q50": found.q50,
                "q95": found.q95,
                "n": found.n,
                "unit": "" if asked is None else asked.metric.unit,
            }
        for name, values in self.reported.items():
            rows[name] = _reported(values)
        table = pd.DataFrame.from_dict(rows, orient="index")
        numbers = [name for name in table.columns if name not in ("n", "unit")]
        table[numbers] = table[numbers].astype(float)
        table.index.name = "metric"
        return table

    def endings(self) -> pd.DataFrame:
        """How the wars stood at the horizon: share of each first end, with its interval."""
        import pandas as pd

        rows = {
            name: {
                "share": share.share,
                "low": share.ci95[0],
                "high": share.ci95[1],
                "wars": share.count,
            }
            for name, share in self.outcome.end_mode.items()
        }
        table = pd.DataFrame.from_dict(rows, orient="index")
        table.index.name = "end_mode"
        return table

    def brief(self) -> pd.DataFrame:
        """Ends of the wars, and what the command line shows of the whole war."""
        import pandas as pd

        ends = self.endings().rename(columns={"share": "mean", "wars": "n"})
        names = [*_BRIEF, *self.reported]
        own = self.table().loc[names, ["mean", "low", "high", "n"]]
        return pd.concat([ends, own]).rename_axis("")

    def wars(self) -> pd.DataFrame:
        """A row a war, as `run --wars` writes it, and a column for each reporter."""
        rows = joined([war_columns(each, self.scenario.world, self.seed) for each in self._kept])
        table = frame_of(rows)
        for name, values in self.reported.items():
            table[name] = values
        return table

    def months(self) -> pd.DataFrame:
        """A row a war and month, as `run --months` writes it; the wars are played again for it."""
        parts: dict[int, Columns] = {}

        def keep(wars: Wars) -> None:
            parts[int(wars.replication[0])] = month_columns(wars)

        _play(self.scenario, self.outcome, self.seed, keep)
        return frame_of(joined([parts[first] for first in sorted(parts)]))

    def to_xarray(self, *, every_war: bool = False) -> xr.Dataset:
        """State metrics by month: mean and quantiles, or each war's own course.

        Args:
            every_war: Whether each war has its own values, by `replication`; they are played again
                for it.

        Raises:
            SimulatorError: xarray is not installed.
        """
        from simulator.show.notebook.arrays import curves_of, every_war_of

        if every_war:
            return every_war_of(self, self.months())
        return curves_of(self, self.outcome)

    def plot(self, metric: str | None = None, *, ax: Axes | None = None) -> Axes:
        """Shares of first ends over time; or a state metric's median and 90 per cent band.

        Args:
            metric: A state metric (`occ`), without a month; the ends when None.
            ax: Where; new axes when None.

        Raises:
            SimulatorError: No such state metric.
        """
        with needed("plot"):
            from simulator.show.pictures.on_axes import band_on, new_axes, shares_on

        axes = new_axes() if ax is None else ax
        if metric is None:
            return shares_on(axes, self.outcome, self.stamp)
        return band_on(axes, self.outcome, metric, self.stamp)


def run(
    scenario: Treated,
    n: int,
    seed: int,
    months: int,
    engine: str,
    metrics: Sequence[str],
    reporters: Mapping[str, Reporter],
    progress: Progress | None,
    watch: Sequence[Callable[[Wars], object]] = (),
) -> Ensemble:
    """Play an ensemble; everything has been checked.

    Args:
        scenario: What is played.
        n: How many wars.
        seed: Names the luck.
        months: The horizon [months].
        engine: `ensemble` or `mesa`.
        metrics: Names to report beside the usual ones.
        reporters: Name to what makes a number of a finished war.
        progress: Told how far it is.
        watch: Each given the wars as they are done.

    Raises:
        RunFailed: A war could not be played.
    """
    kept: dict[int, Wars] = {}
    numbers: dict[int, list[list[float]]] = {}

    def keep(wars: Wars) -> None:
        first = int(wars.replication[0])
        kept[first] = replace(wars, series=wars.series[:, :0].copy())
        if reporters:
            numbers[first] = [
                [float(make(war)) for make in reporters.values()] for war in each(wars)
            ]

    outcome = run_wars(
        scenario.world,
        n,
        seed,
        months,
        scenario.levers,
        engine,
        progress,
        metrics=metrics,
        watch=(keep, *watch),
    )
    order = sorted(kept)
    rows = [row for first in order if reporters for row in numbers[first]]
    reported = {
        name: np.array([row[place] for row in rows], dtype=np.float64)
        for place, name in enumerate(reporters)
    }
    stamp = scenario.stamp(seed, outcome.engine)
    return Ensemble(scenario, seed, outcome, stamp, reported, tuple(kept[first] for first in order))


def each(wars: Wars) -> list[War]:
    """Some wars one by one, as a reporter sees them."""

    def month(value: int) -> int | None:
        return value if 0 <= value <= wars.months else None

    return [
        War(
            replication=int(wars.replication[row]),
            end_mode=END_MODES[int(wars.end_mode[row])],
            T_end=month(int(wars.end_month[row])) if wars.end_mode[row] else None,
            resumed_month=month(int(wars.resumed_month[row])),
            cause=CAUSES[int(wars.cause[row])],
            winner={1: "A", -1: "D"}.get(int(wars.winner[row]), "neither"),
            chosen_by_A=bool(wars.chosen_by_A[row]),
            removed_month_A=month(int(wars.removed_A[row])),
            removed_month_D=month(int(wars.removed_D[row])),
            series=dict(zip(STATES, wars.series[row], strict=True)),
        )
        for row in range(wars.replication.size)
    ]


def _play(scenario: Treated, outcome: Outcome, seed: int, keep: Callable[[Wars], object]) -> None:
    """The wars of an outcome once more."""
    run_wars(
        scenario.world,
        outcome.replications,
        seed,
        outcome.months,
        scenario.levers,
        outcome.engine,
        only=Selection(),
        watch=(keep,),
    )


def _reported(values: Floats) -> dict[str, object]:
    known = values[np.isfinite(values)]
    if known.size == 0:
        return {"n": 0, "unit": ""}
    mean = float(known.mean())
    se = float(known.std(ddof=1) / math.sqrt(known.size)) if known.size > 1 else None
    low, high = of_few(mean, se, known.size) if se is not None else (None, None)
    q05, q50, q95 = (float(part) for part in np.quantile(known, (0.05, 0.5, 0.95)))
    return {
        "mean": mean,
        "se": se,
        "low": low,
        "high": high,
        "q05": q05,
        "q50": q50,
        "q95": q95,
        "n": int(known.size),
        "unit": "",
    }
