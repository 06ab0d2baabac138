"""Columns as a pandas table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.run.rows.row_columns import Column, Columns

if TYPE_CHECKING:
    import pandas as pd


def frame_of(columns: Columns) -> pd.DataFrame:
    """The same table that reading the Parquet file gives, words as plain text."""
    import pandas as pd

    return pd.DataFrame({name: _values(column) for name, column in columns.items()})


def _values(column: Column) -> Any:  # noqa: ANN401  # an array of numbers or of words
    if column.words:
        words = np.array([*column.words, None], dtype=object)
        places = np.where(True if column.known is None else column.known, column.values, -1)
        return words[places]
    if column.known is None:
        return column.values
    return np.where(column.known, column.values.astype(np.float64), np.nan)
