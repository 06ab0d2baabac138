"""Tables as Parquet, the same rows always as the same bytes; the only module importing pyarrow."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from simulator.errors import RunFailed

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
        write_page_checksum=True,
    ) as writer:
        writer.write_table(table)
        told = json.dumps(note, sort_keys=True, ensure_ascii=False)
        writer.add_key_value_metadata({_NOTE.decode(): told})
    return out.getvalue()


def note_of(path: Path) -> dict[str, Any] | None:
    """Where the numbers of a file come from; None when it is no such file."""
    try:
        told = (pq.read_metadata(path).metadata or {}).get(_NOTE)
        note = None if told is None else json.loads(told)
    except (OSError, ValueError, RecursionError, pa.ArrowException):
        return None
    return note if isinstance(note, dict) else None


def read_columns(paths: Sequence[Path], names: Sequence[str]) -> dict[str, list[Any]]:
    """Some columns of several files, one file after the other.

    Raises:
        RunFailed: A file cannot be read, or lacks a column.
    """
    found: dict[str, list[Any]] = {name: [] for name in names}
    for path in paths:
        try:
            table = pq.read_table(path, columns=list(names), page_checksum_verification=True)
            for name in names:
                found[name] += table.column(name).to_pylist()
        except (OSError, KeyError, pa.ArrowException) as error:
            told = str(error).partition("\n")[0]
            raise RunFailed(f"{path.as_posix()}: cannot be read as a part ({told})") from error
    return found


def version() -> str:
    """Version of the library that writes the files."""
    return str(pa.__version__)
