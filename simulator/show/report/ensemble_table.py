"""What happened in an ensemble, as tables for a reader.

The wars in these tables have real dead behind them: the words stay plain.
"""

from __future__ import annotations

import math

import numpy as np
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from simulator.model.metrics.catalogue import WINDOW
from simulator.model.metrics.outcome import Outcome, Share, Stamp, Summary
from simulator.model.metrics.survival import Survival
from simulator.model.records import Names
from simulator.show.naming import named

#: State metrics of the outcome table, and how they read.
_SHOWN = (
    ("occ", "territory held by A"),
    ("belief_A_win", "A's belief in winning"),
    ("belief_D_win", "D's belief in winning"),
    ("demand_A", "least A would sign"),
    ("demand_D", "least D would sign"),
    ("range_width", "width of the bargaining range"),
    ("hazard_stop_A", "A's risk in office, stopping"),
    ("hazard_cont_A", "A's risk in office, going on"),
)
_SUMMED = (
    ("T_end_restricted", "months to the first end, at most the horizon"),
    ("recur", "fighting resumes within {watched} months of it"),
    ("A_accepts_truce", "share of months A would take a truce"),
    ("D_accepts_truce", "share of months D would take a truce"),
    ("removed_A", "A's leader loses office"),
)


def show_outcome(outcome: Outcome, stamp: Stamp, console: Console) -> None:
    """Print what happened in an ensemble."""
    console.print(f"[bold]{escape(stamp.title)}[/bold]")
    console.print(_endings(outcome))
    console.print(_summaries(outcome, stamp.names))
    if outcome.holding:
        console.print(_holding(outcome))
    console.print(_course(outcome, stamp.names))
    console.print(origin(stamp, f"{outcome.replications} wars"), style="dim", highlight=False)


def origin(stamp: Stamp, what: str) -> str:
    """Where numbers come from, in a line for a terminal that reads marks."""
    return escape(plain_origin(stamp, what))


def plain_origin(stamp: Stamp, what: str) -> str:
    """Where numbers come from, in a line."""
    files = ", ".join(f"{name} {digest[:8]}" for name, digest in stamp.files.items())
    treated = [f"{name}={value}" for name, value in (*stamp.levers.items(), *stamp.changes.items())]
    parts = [stamp.scenario, *treated, what, f"entropy {stamp.entropy}", f"engine {stamp.engine}"]
    return "; ".join([*parts, f"simulator {stamp.version}", files]).rstrip("; ")


def _endings(outcome: Outcome) -> Table:
    table = Table(
        title=f"How the war stood by month {outcome.months} (first end)", title_justify="left"
    )
    table.add_column("ending")
    table.add_column("share", justify="right")
    table.add_column("95% interval", justify="right")
    table.add_column("")
    for name, share in outcome.end_mode.items():
        bar = "█" * round(20 * share.share)
        table.add_row(name, f"{share.share:.1%}", _span(share), bar)
    return table


def _span(share: Share) -> str:
    return f"{share.ci95[0]:.1%} to {share.ci95[1]:.1%}"


def _summaries(outcome: Outcome, names: Names) -> Table:
    table = Table(title="Over the whole war", title_justify="left")
    table.add_column("metric")
    table.add_column("mean", justify="right")
    table.add_column("95% interval of the mean", justify="right")
    # Where the horizon leaves no end watched for the whole window, the estimate says less.
    watched = outcome.holding["any"].mean.until if outcome.holding else WINDOW
    for name, words in _SUMMED:
        summary = outcome.metrics[name]
        low, high = summary.ci95 or (None, None)
        between = "-" if low is None else f"{_number(low)} to {_number(high)}"
        said = named(words.format(watched=watched), names)
        table.add_row(escape(said), _number(summary.mean), between)
    return table


def _holding(outcome: Outcome) -> Table:
    """How long first ends hold; the horizon cuts some of them, which the estimates allow for."""
    table = Table(title="How long the first end holds (95% intervals)", title_justify="left")
    table.add_column("first end")
    for heading in ("failed", "holds 12 months", f"holds {WINDOW}", f"months held of {WINDOW}"):
        table.add_column(heading, justify="right")
    table.add_column("fails most by")
    for name, held in outcome.holding.items():
        if name == "any" and len(outcome.holding) == 2:
            continue
        lasting, mean = held.lasting, held.mean
        # A mean that could not be followed for the whole window says up to which month.
        cut = "" if mean.until == WINDOW else f" of {mean.until}"
        table.add_row(
            name,
            f"{lasting.failed} of {lasting.number}",
            _holds(lasting, 12),
            _holds(lasting, WINDOW),
            f"{mean.value:.1f}{cut} ({mean.ci95[0]:.1f} to {mean.ci95[1]:.1f})",
            _main_cause(lasting),
        )
    return table


def _holds(lasting: Survival, month: int) -> str:
    band = lasting.survival
    if month >= band.value.size or not math.isfinite(band.value[month]):
        return "-"
    return f"{band.value[month]:.0%} ({band.low[month]:.0%} to {band.high[month]:.0%})"


def _main_cause(lasting: Survival) -> str:
    if lasting.failed == 0:
        return "-"
    return max(lasting.causes, key=lambda cause: float(np.nanmax(lasting.causes[cause].value)))


def _course(outcome: Outcome, names: Names) -> Table:
    months = [month for month in (0, 12, 24, 36, 60) if month <= outcome.months]
    table = Table(title="Month by month: median (5% to 95% of wars)", title_justify="left")
    table.add_column("")
    for month in months:
        table.add_column(f"month {month}", justify="right")
    for name, words in _SHOWN:
        cells = [_quantiles(outcome.metrics[f"{name}_{month}"]) for month in months]
        table.add_row(escape(named(words, names)), *cells)
    return table


def _quantiles(summary: Summary) -> str:
    if summary.q50 is None:
        return "-"
    return f"{_number(summary.q50)} ({_number(summary.q05)} to {_number(summary.q95)})"


def _number(value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return "-"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"
