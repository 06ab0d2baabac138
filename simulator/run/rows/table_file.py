"""Rows into a Parquet or CSV file as the wars come: flat memory, whole files or none.

Wars come in any order and in chunks of any size; what is written is in the order of the wars and in
blocks of fixed size, so the file does not depend on how many processors played.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from simulator.model.metrics.per_war import Flags, Wars
from simulator.run.rows.row_columns import Column, Columns, Rows, joined

#: Rows of a block, about: what is written at a time, and a row group of Parquet.
_BLOCK = 65_536


class TableFile:
    """A file that takes wars as they come; made by `table_file`."""

    def __init__(self, half: Path, csv: bool, rows: Rows, note: Mapping[str, object]) -> None:
        """Nothing written yet.

        Args:
            half: Where it is written before it is whole.
            csv: Whether as text.
            rows: Makes the rows of some wars.
            note: Kept in a Parquet file: where its numbers come from.
        """
        self.half, self.csv, self.rows, self.note = half, csv, rows, note
        self.writer: Any = None
        self._early: dict[int, Wars] = {}
        self._next = 0
        self._waiting: list[Columns] = []
        self._number = 0

    def add(self, wars: Wars) -> None:
        """Take some wars, in the order of their numbers and all of one run."""
        self._early[int(wars.replication[0])] = wars
        while (ready := self._early.pop(self._next, None)) is not None:
            self._next += ready.replication.size
            rows = self.rows(ready)
            self._waiting.append(rows)
            self._number += next(iter(rows.values())).values.size
            self._write(_BLOCK)

    @property
    def waiting(self) -> int:
        """Rows that are not written yet."""
        return self._number

    def close(self) -> None:
        """Write what is left; the file is then whole."""
        self._write(1)
        if self.writer is not None:
            self.writer.close()

    def _write(self, least: int) -> None:
        """Write whole blocks while at least so many rows wait."""
        while self._number >= least:
            rows = joined(self._waiting)
            taken = min(_BLOCK, self._number)
            table = arrow_table({name: _cut(column, 0, taken) for name, column in rows.items()})
            if self.writer is None:
                self.writer = self._open(table.schema)
            self.writer.write_table(table)
            self._number -= taken
            rest = {name: _cut(column, taken, None) for name, column in rows.items()}
            self._waiting = [rest] if self._number else []

    def _open(self, schema: Any) -> Any:  # noqa: ANN401  # pyarrow has no types
        if self.csv:
            plain = pa.schema([pa.field(each.name, _plain(each.type)) for each in schema])
            return _Csv(str(self.half), plain)
        told = json.dumps(self.note, sort_keys=True, ensure_ascii=False)
        return pyarrow.parquet.ParquetWriter(
            str(self.half), schema.with_metadata({"simulator": told}), compression="zstd"
        )


class _Csv:
    """Pyarrow's own writer, given tables whose words are spelt out."""

    def __init__(self, path: str, schema: Any) -> None:  # noqa: ANN401  # pyarrow has no types
        self.schema = schema
        options = pyarrow.csv.WriteOptions(quoting_style="needed")
        self.writer = pyarrow.csv.CSVWriter(path, schema, write_options=options)

    def write_table(self, table: Any) -> None:  # noqa: ANN401  # pyarrow has no types
        self.writer.write_table(table.cast(self.schema))

    def close(self) -> None:
        self.writer.close()


@contextmanager
def table_file(path: str, rows: Rows, note: Mapping[str, object]) -> Iterator[TableFile]:
    """A file of rows that is there as a whole in the end, or not at all.

    Args:
        path: As `check_file` let it pass.
        rows: Makes the rows of some wars.
        note: Kept in a Parquet file: where its numbers come from.
    """
    target = Path(path)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    half = Path(name)
    made = TableFile(half, target.suffix.lower() == ".csv", rows, note)
    try:
        yield made
        made.close()
        half.chmod(0o644)
        half.replace(target)
    except BaseException:
        if made.writer is not None:
            made.writer.close()
        half.unlink(missing_ok=True)
        raise


def arrow_table(columns: Columns) -> Any:  # noqa: ANN401  # pyarrow has no types
    """Columns as an Arrow table; NaN and what is not known are null.

    Laid out by hand: what pyarrow makes of an array loads pandas first, which takes longer than a
    thousand wars take to be written.
    """
    arrays = [_array(column) for column in columns.values()]
    return pa.Table.from_arrays(arrays, names=list(columns))


def _array(column: Column) -> Any:  # noqa: ANN401  # pyarrow has no types
    values, known = column.values, column.known
    if column.words:
        return pa.DictionaryArray.from_arrays(
            _numbers(values.astype(np.int32), known, pa.int32()), _words(column.words)
        )
    if values.dtype == np.bool_:
        return _laid_out(
            np.packbits(values.astype(np.bool_), bitorder="little"), known, values.size, pa.bool_()
        )
    if np.issubdtype(values.dtype, np.floating):
        finite = ~np.isnan(values)
        return _numbers(values, finite if known is None else finite & known, pa.float64())
    return _numbers(values, known, pa.int64())


def _numbers(values: Any, known: Flags | None, kind: Any) -> Any:  # noqa: ANN401  # as above
    return _laid_out(np.ascontiguousarray(values), known, values.size, kind)


def _laid_out(content: Any, known: Flags | None, number: int, kind: Any) -> Any:  # noqa: ANN401  # as above
    """An Arrow array: a bit for each value that is known, and the values."""
    valid = None if known is None else pa.py_buffer(np.packbits(known, bitorder="little"))
    return pa.Array.from_buffers(kind, number, [valid, pa.py_buffer(content)])


def _words(words: tuple[str, ...]) -> Any:  # noqa: ANN401  # as above
    spelt = [word.encode() for word in words]
    ends = np.cumsum([0, *(len(word) for word in spelt)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(spelt))]
    return pa.Array.from_buffers(pa.string(), len(words), buffers)


def _plain(kind: Any) -> Any:  # noqa: ANN401  # pyarrow has no types
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _cut(column: Column, low: int, high: int | None) -> Column:
    known = None if column.known is None else column.known[low:high]
    return Column(column.values[low:high], known, column.words)
