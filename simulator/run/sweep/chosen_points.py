"""Points chosen by hand or by another program: a table with a row a point.

Read are CSV and Parquet with a column for each input; the experiments of the EMA workbench, as CSV
or in the archive that its `save_results` writes; and the table of a BehaviorSpace export (NetLogo).
"""

from __future__ import annotations

import csv
import io
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from simulator.errors import BadInput, Mistake
from simulator.files.design_file import POINTS
from simulator.files.find import printable
from simulator.files.levers import LAST_MONTH, levers_of_table
from simulator.files.sets import SETTABLE, checked_sets, near_path
from simulator.model.designs import Axis, Setting
from simulator.model.levers import LEVERS
from simulator.model.parameters import PARAMETERS
from simulator.run.sweep.points import Points

#: What other programs write beside the inputs.
_NO_INPUT = (
    "",
    "scenario",
    "policy",
    "model",
    "scenario_id",
    "experiment",
    "point",
    "[run number]",
)

#: BehaviorSpace writes six lines about itself, and outputs from this column on.
_BEHAVIOR_SPACE, _ITS_LINES, _FIRST_OUTPUT = "BehaviorSpace", 6, "[step]"

Table: TypeAlias = Mapping[str, Sequence[str]]


def chosen_points(path: str) -> Points:
    """The points in a table, in its order, all to be played on the same luck.

    Args:
        path: A file ending in `.csv`, `.parquet`, or (EMA workbench) `.tar.gz`.

    Raises:
        BadInput: It cannot be read, or every mistake in it.
    """
    file = Path(path)
    table = _table(file)
    mistakes: list[Mistake] = []
    numbers = {len(values) for values in table.values()}
    count = max(numbers, default=0)
    if not table or not 1 <= count <= POINTS.high:
        rule = f"must have a column for each input and 1 to {POINTS.high} rows"
        got = f"{len(table)} columns, {count} rows"
        remedy = "name each column as after --vary: commit.rearm_A, guarantee@6"
        raise BadInput(Mistake(path, "", rule, got, remedy))
    columns = [_column(path, name, values, mistakes) for name, values in table.items()]
    good = [column for column in columns if column is not None]
    if mistakes:
        raise BadInput(*mistakes)
    axes = tuple(axis for axis, _ in good)
    if len({axis.name for axis in axes}) < len(axes):
        rule, remedy = "an input has one column", "leave one of them out"
        raise BadInput(Mistake(path, "", rule, None, remedy))
    places = np.array([where for _, where in good], dtype=np.float64).T
    return Points(axes, places, True, np.zeros(count, dtype=np.int64))


def _column(
    path: str, title: str, values: Sequence[str], mistakes: list[Mistake]
) -> tuple[Axis, list[int]] | None:
    """An input, and the place of each row's value among its values."""
    name, at, month_text = (part.strip() for part in title.partition("@"))
    is_lever = name in LEVERS
    if not is_lever and name not in SETTABLE:
        remedy = near_path(name)
        mistakes.append(Mistake(path, printable(title), "no such input", None, remedy))
        return None
    month = int(month_text) if month_text.isdecimal() else (-1 if at else 0)
    if not 0 <= month <= LAST_MONTH or (at and not is_lever):
        rule, remedy = "only a lever has a month", "write it like guarantee@6"
        mistakes.append(Mistake(path, printable(title), rule, None, remedy))
        return None
    first: dict[str, int] = {}
    for row, text in enumerate(values):
        first.setdefault(text.strip(), row)
    choices: list[Setting] = []
    before = len(mistakes)
    for text, row in first.items():
        setting = _setting(name, text)
        for wrong in _wrong(name, setting, path):
            told = f"row {row + 1}: {title}"
            mistakes.append(Mistake(path, told, wrong.rule, wrong.value, wrong.remedy))
        choices.append(setting)
    if len(mistakes) > before:
        return None
    places = {text: place for place, text in enumerate(first)}
    axis = Axis(name, choices=tuple(choices), month=month)
    return axis, [places[text.strip()] for text in values]


def _setting(name: str, text: str) -> Setting:
    """A cell as one would have typed it: a number, a truth, or a word."""
    lowered = text.lower()
    if name in LEVERS:
        # A column of numbers that a program wrote: 1.0 stands for 1.
        return text.removesuffix(".0") if LEVERS[name].choices else _number(text)
    if name.startswith("mechanisms.") and lowered in ("true", "false", "1", "0", "1.0", "0.0"):
        return lowered in ("true", "1", "1.0")
    return _number(text) if name in PARAMETERS else text


def _number(text: str) -> Setting:
    try:
        return float(text)
    except ValueError:
        return text


def _wrong(name: str, setting: Setting, where: str) -> list[Mistake]:
    if name in LEVERS:
        word = setting if isinstance(setting, str) else f"{setting!r}".removesuffix(".0")
        return levers_of_table({name: word}, where)[1]
    return checked_sets({name: setting})


def _table(file: Path) -> Table:
    """Columns of a file as text.

    Raises:
        BadInput: It cannot be read.
    """
    try:
        if file.name.endswith((".tar.gz", ".tgz")):
            return _ema_archive(file)
        if file.suffix.lower() == ".parquet":
            return _parquet(file)
        if file.suffix.lower() == ".csv":
            return _csv(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, csv.Error, tarfile.TarError, KeyError) as error:
        told = getattr(error, "strerror", None) or "is no such table"
        rule, remedy = f"cannot be read: {told}", "check its name and what wrote it"
        raise BadInput(Mistake(str(file), "", rule, None, remedy)) from error
    rule, remedy = "must end in .csv, .parquet or .tar.gz", "name a table of points"
    raise BadInput(Mistake(str(file), "", rule, None, remedy))


def _ema_archive(file: Path) -> Table:
    with tarfile.open(file) as archive:
        member = archive.extractfile("experiments.csv")
        assert member is not None  # noqa: S101  # a regular file, or KeyError
        return _csv(member.read().decode())


def _parquet(file: Path) -> Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(file)
    except pa.ArrowException as error:
        raise KeyError(str(error)) from error
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    return _inputs({name: [_text(value) for value in column] for name, column in columns.items()})


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _csv(text: str) -> Table:
    lines = text.splitlines()
    if lines and lines[0].strip('"').startswith(_BEHAVIOR_SPACE):
        lines = lines[_ITS_LINES:]
    rows = [row for row in csv.reader(io.StringIO("\n".join(lines))) if row]
    if not rows:
        return {}
    head = [title.strip() for title in rows[0]]
    if _FIRST_OUTPUT in head:
        head = head[: head.index(_FIRST_OUTPUT)]
    short = next((row for row in rows[1:] if len(row) < len(head)), None)
    if short is not None:
        raise csv.Error(f"a row of {len(short)} cells under {len(head)} titles")
    return _inputs({title: [row[at] for row in rows[1:]] for at, title in enumerate(head)})


def _inputs(columns: Table) -> Table:
    """The columns that set something."""
    return {name: values for name, values in columns.items() if name.strip() not in _NO_INPUT}
