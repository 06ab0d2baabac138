"""`simulator verify`: every published result the model must reproduce, as a table or as JSON."""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from simulator.errors import RunFailed
from simulator.show.report.console import progress_bar, stdout_console
from simulator.verification.all_checks import chosen
from simulator.verification.published_check import Estimate, Result, Value, judge, leaves

_CELL = 44  # characters of a value shown in the table; JSON has all of them


def verify(as_json: bool, only: Sequence[str]) -> None:
    """Compute every row, show the table, and fail when a row fails.

    Args:
        as_json: Whether to write one JSON object instead of a table.
        only: Rows to compute, by id or by the result they belong to; all when empty.

    Raises:
        BadInput: An id that no row has.
        RunFailed: At least one row failed; the table is shown first.
    """
    checks = chosen(only)
    results = []
    with progress_bar("verifying") as progress:
        for done, check in enumerate(checks):
            if progress is not None:
                progress(done, len(checks))
            results.append(judge(check))
    if as_json:
        rows = [_as_json(result) for result in results]
        sys.stdout.write(json.dumps({"results": rows}, ensure_ascii=False, allow_nan=False) + "\n")
    else:
        console = stdout_console()
        console.print(_table(results))
        console.print(_summary(results), highlight=False)
    failed = [result.check.id for result in results if not result.passed]
    if failed:
        names = ", ".join(failed[:6]) + (", …" if len(failed) > 6 else "")
        raise RunFailed(f"verify: {len(failed)} of {len(results)} results fail: {names}")


def _table(results: Sequence[Result]) -> Table:
    table = Table(show_lines=True)
    table.add_column("result, source", ratio=5)
    table.add_column("expected", ratio=3)
    table.add_column("obtained", ratio=3)
    table.add_column("error", justify="right", no_wrap=True)
    table.add_column("class", no_wrap=True)
    table.add_column("pass", no_wrap=True)
    for result in results:
        check = result.check
        name = Text.assemble((check.id, "bold"), f"\n{check.statement}\n", (check.source, "italic"))
        verdict = Text("pass", "green") if result.passed else Text("FAIL", "bold red")
        obtained = "–" if result.obtained is None else shown(result.obtained)
        if result.trouble:
            obtained = f"{obtained}\n{result.trouble}"
        error = "–" if result.error is None else f"{result.error:.1g}"
        cells = (Text(shown(check.expected)), Text(obtained), error)
        table.add_row(name, *cells, check.tolerance_class, verdict)
    return table


def _summary(results: Sequence[Result]) -> str:
    kinds = Counter(result.check.kind for result in results)
    counts = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    passed = sum(result.passed for result in results)
    controls = sum(result.control_fails for result in results)
    return (
        f"{passed} of {len(results)} results pass ({counts}); "
        f"{controls} of {len(results)} negative controls fail, as they must."
    )


def shown(value: Value) -> str:
    """A value in one cell of the table.

    >>> shown({"x": 0.5263157894, "war": False, "at": [0.1, None]})
    'x 0.52632; war no; at (0.1, none)'
    """
    text = (
        "; ".join(f"{k} {_shown(v)}" for k, v in value.items())
        if isinstance(value, Mapping)
        else _shown(value)
    )
    return text if len(text) <= 4 * _CELL else text[: 4 * _CELL - 1] + "…"


def _shown(value: Value) -> str:
    if isinstance(value, Mapping):
        return "(" + "; ".join(f"{k} {_shown(v)}" for k, v in value.items()) + ")"
    if isinstance(value, Estimate):
        return f"{value.mean:.5g} ± {value.error:.1g}"
    if value is None or isinstance(value, str):
        return value or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence):
        return "(" + ", ".join(_shown(v) for v in value) + ")"
    return f"{value:.5g}"


def _as_json(result: Result) -> dict[str, Any]:
    check = result.check
    errors = {
        name: leaf.error
        for name, leaf in leaves(result.obtained or {})
        if isinstance(leaf, Estimate)
    }
    return {
        "id": check.id,
        "source": check.source,
        "statement": check.statement,
        "expected": _plain(check.expected),
        "obtained": None if result.obtained is None else _plain(result.obtained),
        "error": result.error,
        "class": check.tolerance_class,
        "pass": result.passed,
        "kind": check.kind,
        "tolerance": "3 standard errors" if errors else check.tolerance,
        "standard_errors": errors,
        "control_fails": result.control_fails,
        "trouble": result.trouble,
    }


def _plain(value: Value) -> Any:  # noqa: ANN401  # JSON has no narrower name
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, Estimate):
        return value.mean
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Sequence):
        return [_plain(inner) for inner in value]
    number = float(value)
    whole = int(number) if isinstance(value, int) else number
    return whole if math.isfinite(number) else None
