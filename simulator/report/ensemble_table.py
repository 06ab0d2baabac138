"""What happened in an ensemble, as tables for a reader.

The wars in these tables have real dead behind them: the words stay plain.
"""

from __future__ import annotations

import math

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from simulator.metrics.outcome import Outcome, Share, Stamp, Summary

#: State metrics of the outcome table, and how they read.
_SHOWN = (
    ("occ", "territory held by A"),
    ("belief_A_win", "A's belief in winning"),
    ("belief_D_win", "D's belief in winning"),
    ("demand_A", "least A would sign"),
    ("demand_D", "least D would sign"),
    ("range_width", "width of the range"),
    ("hazard_stop_A", "A's risk in office, stopping"),
    ("hazard_cont_A", "A's risk in office, going on"),
)
_SUMMED = (
    ("T_end_restricted", "months to the first end, at most the horizon"),
    ("recur", "fighting resumes within 36 months of it"),
    ("A_accepts_truce", "share of months A would take a truce"),
    ("D_accepts_truce", "share of months D would take a truce"),
    ("removed_A", "A's leader loses office"),
)


def show_outcome(outcome: Outcome, stamp: Stamp, console: Console) -> None:
    """Print what happened in an ensemble."""
    console.print(f"[bold]{escape(stamp.title)}[/bold]")
    console.print(_endings(outcome))
    console.print(_summaries(outcome))
    console.print(_course(outcome))
    console.print(origin(stamp, f"{outcome.replications} wars"), style="dim", highlight=False)


def origin(stamp: Stamp, what: str) -> str:
    """Where numbers come from, in a line."""
    files = ", ".join(f"{name} {digest[:8]}" for name, digest in stamp.files.items())
    treated = [f"{name}={value}" for name, value in (*stamp.levers.items(), *stamp.changes.items())]
    parts = [stamp.scenario, *treated, what, f"entropy {stamp.entropy}", f"engine {stamp.engine}"]
    return escape("; ".join([*parts, f"simulator {stamp.version}", files]).rstrip("; "))


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


def _summaries(outcome: Outcome) -> Table:
    table = Table(title="Over the whole war", title_justify="left")
    table.add_column("metric")
    table.add_column("mean", justify="right")
    table.add_column("95% interval of the mean", justify="right")
    for name, words in _SUMMED:
        summary = outcome.metrics[name]
        low, high = summary.ci95 or (None, None)
        between = "-" if low is None else f"{_number(low)} to {_number(high)}"
        table.add_row(words, _number(summary.mean), between)
    return table


def _course(outcome: Outcome) -> Table:
    months = [month for month in (0, 12, 24, 36, 60) if month <= outcome.months]
    table = Table(title="Month by month: median (5% to 95% of wars)", title_justify="left")
    table.add_column("")
    for month in months:
        table.add_column(f"month {month}", justify="right")
    for name, words in _SHOWN:
        cells = [_quantiles(outcome.metrics[f"{name}_{month}"]) for month in months]
        table.add_row(words, *cells)
    return table


def _quantiles(summary: Summary) -> str:
    if summary.q50 is None:
        return "-"
    return f"{_number(summary.q50)} ({_number(summary.q05)} to {_number(summary.q95)})"


def _number(value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return "-"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"
