"""What every result can do: a table, a few words, and how a notebook shows it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Rows that a notebook or a terminal shows of a long table.
_ROWS = 40


class Result(ABC):
    """A finished piece of work, with its numbers and where they come from."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What it is, in a line."""

    @property
    @abstractmethod
    def origin(self) -> str:
        """Where its numbers come from, in a line."""

    @abstractmethod
    def table(self) -> pd.DataFrame:
        """All its numbers."""

    def brief(self) -> pd.DataFrame:
        """The part of the table that is worth a first look."""
        return self.table()

    def __repr__(self) -> str:
        shown = self.brief().head(_ROWS).to_string(float_format=lambda value: f"{value:.4g}")
        return f"{self.title}\n{shown}\n{self.origin}"

    def _repr_html_(self) -> str:
        shown = self.brief().head(_ROWS).to_html(float_format=lambda value: f"{value:.4g}")
        return (
            f"<p><b>{escape(self.title)}</b></p>{shown}<p><small>{escape(self.origin)}</small></p>"
        )
