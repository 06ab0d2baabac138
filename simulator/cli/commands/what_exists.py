"""`simulator parameters`, `levers` and `metrics`: what exists, as a table or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from simulator.files.units import EXAMPLES
from simulator.model.declare import Mechanism
from simulator.model.levers import LEVERS, LeverKind
from simulator.model.mechanisms import MECHANISMS
from simulator.model.metrics.catalogue import METRICS
from simulator.model.parameters import PARAMETERS, Parameter
from simulator.model.parameters.switches import SWITCHES
from simulator.model.registry import LEVELS, TABLES


def parameters(as_json: bool) -> None:
    """Show every parameter with its unit, range, default, meaning and source; then the tables."""
    if as_json:
        with_examples = [
            asdict(row) | {"example": EXAMPLES.get(path, "")} for path, row in PARAMETERS.items()
        ]
        _show_json(
            {
                "parameters": with_examples,
                "mechanisms": dict(SWITCHES),
                "declared": [_mechanism_json(mechanism) for mechanism in MECHANISMS],
                "tables": [asdict(table) for table in TABLES.values()],
            }
        )
        return
    head = ("parameter", "range", "default", "neutral", "tier", "unit", "meaning", "source")
    _show_table(head, [_parameter_row(row) for row in PARAMETERS.values()])
    declared_by = {each.switch.name: each for each in MECHANISMS if each.switch is not None}
    switches = [
        (
            f"mechanisms.{name}",
            "true, false",
            lost,
            declared_by[name].group,
            declared_by[name].source,
        )
        for name, lost in SWITCHES.items()
    ]
    _show_table(("mechanism", "values", "when false", "group", "source"), switches)
    for table in TABLES.values():
        rows = [
            (row, *(f"{value:g}" for value in values))
            for row, values in zip(table.rows, table.values, strict=True)
        ]
        _show_table((f"{table.name} [{table.unit}]", *table.columns), rows)


def levers(as_json: bool) -> None:
    """Show every lever with its kind, values, default and meaning; then what they do."""
    if as_json:
        kinds = [_lever_json(kind) for kind in LEVERS.values()]
        _show_json({"levers": kinds, "levels": [asdict(level) for level in LEVELS.values()]})
        return
    rows = [
        (kind.name, _when(kind), kind.allowed(), _default(kind), kind.meaning)
        for kind in LEVERS.values()
    ]
    _show_table(("lever", "kind", "values", "default", "meaning"), rows)
    levels = [
        (each.name, f"{each.value:g}", ", ".join(each.levers), each.unit, each.meaning, each.source)
        for each in LEVELS.values()
    ]
    _show_table(("lever level", "value", "under", "unit", "meaning", "source"), levels)


def metrics(as_json: bool) -> None:
    """Show every metric with its unit and meaning."""
    if as_json:
        rows = [
            {"name": name, "unit": metric.unit, "meaning": metric.meaning}
            for name, metric in METRICS.items()
        ]
        _show_json({"metrics": rows})
        return
    lines = [(name, metric.unit, metric.meaning) for name, metric in METRICS.items()]
    _show_table(("metric", "unit", "meaning"), lines)


def _parameter_row(row: Parameter) -> tuple[str, ...]:
    return (
        row.path,
        f"[{row.low:g}, {row.high:g}]" + (" whole" if row.whole else ""),
        f"{row.default:g}",
        f"[{row.neutral[0]:g}, {row.neutral[1]:g}]" if row.neutral else "fixed",
        row.tier,
        row.unit,
        row.meaning,
        row.source,
    )


def _mechanism_json(mechanism: Mechanism) -> dict[str, object]:
    """What a mechanism declares, by name: which one reads a parameter, and whose theory it is."""
    return {
        "name": mechanism.name,
        "group": mechanism.group,
        "source": mechanism.source,
        "switch": mechanism.switch.name if mechanism.switch else None,
        "parameters": [row.path for row in mechanism.parameters],
        "levers": [kind.name for kind in mechanism.levers],
        "metrics": [f"{state.name}_MONTH" for state in mechanism.states if state.shown],
    }


def _when(kind: LeverKind) -> str:
    return "event" if kind.event else "state"


def _default(kind: LeverKind) -> str:
    if kind.event:
        return "never"
    words = [word for word, number in kind.choices if number == kind.default]
    return words[0] if words else f"{kind.default:g}"


def _lever_json(kind: LeverKind) -> dict[str, object]:
    values = [word for word, _ in kind.choices]
    return {
        "name": kind.name,
        "kind": _when(kind),
        "values": values or None,
        "low": None if values else kind.low,
        "high": None if values else kind.high,
        "default": None if kind.event else _default(kind),
        "meaning": kind.meaning,
    }


def _show_json(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


def _show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table: drawn to fit a terminal, one unbroken line a row for anything else."""
    if sys.stdout.isatty():
        _draw_table(head, rows)
        return
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]
    sys.stdout.write("\n".join(lines) + "\n\n")


def _draw_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(show_edge=False)
    for number, title in enumerate(head):
        table.add_column(title, no_wrap=number == 0, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    Console().print(table)
