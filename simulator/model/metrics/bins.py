"""Where the bins of a metric lie, declared before the first war.

Apart from the counting, so that whoever only reads the catalogue loads no machine code.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bins:
    """Where the bins of one metric lie.

    Attributes:
        low: Lower edge of the first bin; a value below it falls in an extra bin.
        high: Upper edge of the last bin; a value above it falls in an extra bin.
        number: How many bins lie between.
        log: Whether edges grow by a factor (low above 0) and not by a step.
        whole: Whether values are whole numbers and each has its own bin: quantiles are then exact.
    """

    low: float
    high: float
    number: int
    log: bool = False
    whole: bool = False

    def edges(self) -> Floats:
        """Edges of the bins in rising order; shape (number + 1,)."""
        return _edges(self)

    def bounds(self) -> tuple[float | None, float | None]:
        """What no value can be below and above; None where the bins say nothing of that.

        >>> whole(0, 5).bounds(), Bins(0.0, 1.0, 10).bounds(), Bins(0.0, 8.0, 10).bounds()
        ((0.0, 5.0), (0.0, 1.0), (0.0, None))
        """
        if self.whole:
            return self.low + 0.5, self.high - 0.5
        if self.log or self.low == 0.0:
            return 0.0, 1.0 if self.high == 1.0 else None
        return None, None


@cache
def _edges(bins: Bins) -> Floats:
    if bins.log:
        return np.geomspace(bins.low, bins.high, bins.number + 1)
    return np.linspace(bins.low, bins.high, bins.number + 1)


def whole(low: int, high: int) -> Bins:
    """One bin for each whole number from `low` to `high`.

    >>> whole(0, 1).edges()
    array([-0.5,  0.5,  1.5])
    """
    return Bins(low - 0.5, high + 0.5, high - low + 1, whole=True)
