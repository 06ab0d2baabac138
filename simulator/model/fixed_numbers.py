"""Numbers of a mechanism that no scenario sets: tables, and what levers do once they are pulled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Level:
    """One row of the table of lever levels: a number that acts only where a lever is pulled.

    Attributes:
        name: As documents call it: TABLE.NAME, like a parameter.
        levers: Names of the levers that bring it to bear.
        value: The level.
        unit: What one of it is.
        meaning: One sentence.
        source: The theory or the figures it rests on, or `assumed`.

    Raises:
        ValueError: The name has no table, or no lever brings it to bear.
    """

    name: str
    levers: tuple[str, ...]
    value: float
    unit: str
    meaning: str
    source: str

    def __post_init__(self) -> None:
        if self.name.count(".") != 1 or not self.levers:
            raise ValueError(f"{self.name}: must be TABLE.NAME, with the levers it belongs to")


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers that belong together and that no scenario sets one by one.

    Attributes:
        name: What it is called in documents.
        unit: What one of its numbers is.
        meaning: One sentence.
        source: The theory or the figures it rests on, or `assumed`.
        rows: What each row is of.
        columns: What each column is of.
        values: A row a line; shape (rows, columns).

    Raises:
        ValueError: Its numbers do not fill it.
    """

    name: str
    unit: str
    meaning: str
    source: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        whole = len(self.values) == len(self.rows)
        if not whole or any(len(row) != len(self.columns) for row in self.values):
            raise ValueError(f"{self.name}: needs {len(self.rows)} rows of {len(self.columns)}")

    def array(self) -> npt.NDArray[np.float64]:
        """Its numbers as compiled code reads them: read-only, shape (rows, columns)."""
        array = np.array(self.values, dtype=np.float64)
        array.flags.writeable = False
        return array

    def row(self, name: str) -> npt.NDArray[np.float64]:
        """One row; shape (columns,), read-only."""
        row: npt.NDArray[np.float64] = self.array()[self.rows.index(name)]
        return row
