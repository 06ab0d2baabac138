"""Where reports go: tables to stdout, a progress bar to stderr where somebody can see it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

from simulator.model.levers import Lever
from simulator.model.records import Scenario
from simulator.run.ensemble import Progress

#: Width of tables that go into a file or a pipe [characters].
WIDTH = 110


def stdout_console() -> Console:
    """The terminal, or a page of fixed width when stdout is none."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH)


def say_not_pulled(scenario: Scenario, months: int, more: Iterable[Lever] = ()) -> None:
    """Say on stderr which levers of a scenario's file the war is too short for.

    No mistake: one file is played at any horizon. A lever that is typed must come before it.

    Args:
        scenario: What is played.
        months: The horizon [months].
        more: Levers of a design's file.
    """
    late = [lever for lever in (*scenario.levers, *more) if lever.month >= months]
    if late:
        told = ", ".join(f"{lever.name}={lever.value}@{lever.month}" for lever in late)
        sys.stderr.write(
            f"{scenario.name}: not pulled within {months} months: {told} - raise --months\n"
        )


class _Rate(ProgressColumn):
    """How many are done in a second."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self.unit = unit

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f} {self.unit} a second")


@contextmanager
def progress_bar(label: str, unit: str = "") -> Iterator[Progress | None]:
    """A progress bar on stderr, and what to tell it; None when stderr is no terminal.

    Args:
        label: What is going on.
        unit: What is counted; its rate is then shown.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns: list[ProgressColumn] = [
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        *([_Rate(unit)] if unit else []),
        TimeRemainingColumn(),
    ]
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def time_words(seconds: float) -> str:
    """A length of time as a person says it.

    >>> time_words(45), time_words(600), time_words(7200)
    ('45 seconds', '10 minutes', '2.0 hours')
    """
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"
