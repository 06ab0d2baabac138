"""A game's table as TOML gave it, asked for what it holds without complaint."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

Complaint: TypeAlias = tuple[str, str, str | None, str]  # path, rule, value, remedy


@dataclass(frozen=True, slots=True)
class Raw:
    """A game's table as TOML gave it."""

    table: dict[str, Any]

    def get(self, path: str) -> Any:  # noqa: ANN401 - whatever was written
        """What is at a dotted path; None if nothing is."""
        inner: Any = self.table
        for step in path.split("."):
            inner = inner.get(step) if isinstance(inner, dict) else None
        return inner

    def number(self, path: str, default: float | None = None) -> float | None:
        """A finite number at a path, or `default` if there is nothing, or None."""
        value = self.get(path)
        return default if value is None else _number(value)

    def text(self, path: str, default: str) -> str:
        """A text at a path; `default` if there is none."""
        value = self.get(path)
        return value if isinstance(value, str) else default

    def rows(self, path: str) -> list[list[float]] | None:
        """A list of lists of numbers at a path, or None."""
        value = self.get(path)
        if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
            return None
        rows = [Raw({"row": row}).numbers("row") for row in value]
        whole = [row for row in rows if row is not None]
        return whole if len(whole) == len(rows) else None

    def numbers(self, path: str) -> list[float] | None:
        """A list of numbers at a path, or None."""
        value = self.get(path)
        cells = [_number(cell) for cell in value] if isinstance(value, list) else [None]
        whole = [cell for cell in cells if cell is not None]
        return whole if len(whole) == len(cells) else None

    @property
    def kind(self) -> str:
        """The kind of information."""
        return self.text("information.kind", "complete")

    @property
    def period(self) -> bool:
        """Whether a battle takes a period."""
        return self.get("battle.takes_a_period") is True

    @property
    def binding(self) -> bool:
        """Whether a deal binds."""
        return self.get("deal.binding") is not False


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
