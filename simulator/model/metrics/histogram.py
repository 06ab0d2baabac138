"""Quantiles without keeping the values: histograms with bins declared before the first war.

Counts are integers and extremes are order-free, so any split of the same wars gives the same
quantiles to the last bit, and memory does not grow with the number of wars.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.bins import Bins
from simulator.model.metrics.tally import count

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

#: The quantiles that are reported.
LEVELS = (0.05, 0.5, 0.95)


class Histogram:
    """Counts of one metric in several columns (months), each with its least and greatest value."""

    def __init__(self, bins: Bins, columns: int) -> None:
        """Empty counts.

        Args:
            bins: Where the bins lie.
            columns: How many quantities are counted side by side.
        """
        self.bins = bins
        self.counts: Counts = np.zeros((columns, bins.number + 2), dtype=np.int64)
        self.least: Floats = np.full(columns, np.inf)
        self.greatest: Floats = np.full(columns, -np.inf)

    def add(self, values: Floats) -> None:
        """Count values; NaN is left out.

        Args:
            values: Shape (wars, columns), in the metric's unit.
        """
        bins = self.bins
        count(values, bins.edges(), bins.log, self.counts, self.least, self.greatest)

    def merge(self, other: Histogram) -> None:
        """Add the counts of `other`, which has the same bins and columns."""
        self.counts += other.counts
        self.least = np.minimum(self.least, other.least)
        self.greatest = np.maximum(self.greatest, other.greatest)

    def number(self) -> Counts:
        """How many values each column holds; shape (columns,)."""
        total: Counts = self.counts.sum(axis=1)
        return total

    def ones(self) -> int:
        """How many values of the first column are 1, for a metric of zeros and ones."""
        return int(self.counts[0, 2])

    def quantiles(self, levels: tuple[float, ...] = LEVELS) -> Floats:
        """Least value that a share `level` of the wars does not exceed, to within one bin.

        Args:
            levels: Shares in (0, 1].

        Returns:
            Shape (levels, columns); NaN in a column without values.
        """
        cumulated = self.counts.cumsum(axis=1)
        return np.array([self._quantile(cumulated, level) for level in levels])

    def _quantile(self, cumulated: Counts, level: float) -> Floats:
        """One quantile of every column; shape (columns,)."""
        bins, total, least, greatest = self.bins, cumulated[:, -1], self.least, self.greatest
        edges, last = bins.edges(), bins.number + 1
        rank = np.maximum(np.ceil(level * total - 1e-9), 1.0)
        cell = np.minimum((cumulated < rank[:, None]).sum(axis=1), last)
        # The extremes are known exactly: no quantile may lie outside them, and a metric that is
        # the same in every war gets its value back and not the middle of a bin.
        below, above = edges[np.clip(cell - 1, 0, None)], edges[np.minimum(cell, bins.number)]
        low = np.where(cell == 0, least, np.maximum(below, least))
        high = np.where(cell == last, greatest, np.minimum(above, greatest))
        columns = np.arange(total.size)
        count = np.maximum(self.counts[columns, cell], 1)
        inside = (rank - 0.5 - (cumulated[columns, cell] - count)) / count
        with np.errstate(invalid="ignore"):  # extremes of a column without values
            value = low + (high - low) * inside
        if bins.whole:
            value = np.where((cell > 0) & (cell < last), below + 0.5, value)
        value = np.where(rank == total, greatest, np.where(rank == 1.0, least, value))
        return np.where(total > 0, value, np.nan)
