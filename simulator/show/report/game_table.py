"""Every position and power regime of a solved game, with each number whole at any width."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from simulator.bargaining.solution import Solution, StateSolution

COLUMNS = {
    "offer_a": "A offers",
    "offer_b": "B offers",
    "value_a": "A's value",
    "value_b": "B's value",
    "reservation_a": "A refuses at",
    "reservation_b": "B refuses at",
}


def print_states(console: Console, solution: Solution) -> None:
    """Print the table, or, where it is wider than the console, one number a line.

    Args:
        console: Where to.
        solution: What was solved.
    """
    table = table_of(solution)
    # Measured on a page without end: on a narrow one rich would count itself as cut to fit.
    endless = console.options.update(max_width=100_000)
    if Measurement.get(console, endless, table).maximum <= console.width:
        console.print(table)
        return
    for line in stacked(solution):
        # Nothing that has a number in it is ever folded or cut.
        console.print(line, soft_wrap=True, markup=False)


def told(solution: Solution) -> list[str]:
    """The columns in which anything stands."""
    states = solution.by_state
    return [name for name in COLUMNS if any(getattr(s, name) is not None for s in states)]


def number(value: float | None) -> str:
    """A cell.

    >>> number(0.25), number(-0.00000001), number(None)
    ('0.2500', '0.0000', '–')
    """
    if value is None:
        return "–"
    text = f"{value:.4f}"
    return text.removeprefix("-") if not text.strip("-0.") else text


def table_of(solution: Solution) -> Table:
    """Every position and power regime as a row; no cell may be folded or cut."""
    table = Table()
    names = told(solution)
    for head in ("position", "regime", *(COLUMNS[name] for name in names), "war"):
        table.add_column(head, justify="right", no_wrap=True)
    for state in solution.by_state:
        cells = [number(getattr(state, name)) for name in names]
        table.add_row(str(state.k), str(state.regime), *cells, _war(state))
    return table


def stacked(solution: Solution) -> Iterator[str]:
    """The same numbers below each other."""
    names = told(solution)
    width = max(len(COLUMNS[name]) for name in names)
    for state in solution.by_state:
        yield f"position {state.k}, regime {state.regime}: {_war(state)}"
        for name in names:
            yield f"  {COLUMNS[name]:<{width}} {number(getattr(state, name)):>9}"


def _war(state: StateSolution) -> str:
    return "war" if state.war else "peace"
