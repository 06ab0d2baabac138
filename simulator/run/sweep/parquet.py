"""Tables as Parquet, the same rows always as the same bytes; the only module importing pyarrow."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_TYPES: dict[type, Any] = {
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    str: pa.string(),
    list: pa.list_(pa.float64()),
}

#: Key under which a file says where its numbers come from.
_NOTE = b"simulator"

Rows = list[dict[str, Any]]


def parquet_bytes(rows: Rows, columns: Mapping[str, type], note: Mapping[str, object]) -> bytes:
    """The content of a Parquet file.

    Args:
        rows: Name of each column to its value; None where there is none.
        columns: Name of each column to the kind of value, in order.
        note: Kept in the file: where its numbers come from.
    """
    fields = [pa.field(name, _TYPES[kind]) for name, kind in columns.items()]
    table = pa.Table.from_pylist(rows, schema=pa.schema(fields))
    out = io.BytesIO()
    with pq.ParquetWriter(
        out,
        table.schema,
        version="2.6",
        compression="zstd",
        use_dictionary=False,
        write_statistics=False,
        store_schema=False,
    ) as writer:
        writer.write_table(table)
        told = json.dumps(note, sort_keys=True, ensure_ascii=False)
        writer.add_key_value_metadata({_NOTE.decode(): told})
    return out.getvalue()


def note_of(path: Path) -> dict[str, Any] | None:
    """Where the numbers of a file come from; None when it is no such file."""
    try:
        told = (pq.read_metadata(path).metadata or {}).get(_NOTE)
    except (OSError, pa.ArrowException):
        return None
    if told is None:
        return None
    note: dict[str, Any] = json.loads(told)
    return note


def read_columns(paths: Sequence[Path], names: Sequence[str]) -> dict[str, list[Any]]:
    """Some columns of several files, one file after the other."""
    found: dict[str, list[Any]] = {name: [] for name in names}
    for path in paths:
        table = pq.read_table(path, columns=list(names))
        for name in names:
            found[name] += table.column(name).to_pylist()
    return found


def version() -> str:
    """Version of the library that writes the files."""
    return str(pa.__version__)
