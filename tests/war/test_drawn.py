"""Many wars' parameters are drawn by the same rule as one war's."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.model.draw import quantile
from simulator.model.records import Range
from simulator.model.war.inputs import _drawn

LUCK = np.array([0.0, 0.1, 0.25, 0.5, 0.8, 0.999])


@pytest.mark.parametrize(
    "spread",
    [
        Range(2.0, 4.0),
        Range(2.0, 6.0, "triangular", 3.0),
        Range(2.0, 6.0, "triangular"),
        Range(1.0, 3.0, "normal", 2.5),
        Range(0.1, 10.0, "loguniform"),
    ],
)
def test_many_draws_are_each_a_quantile(spread: Range) -> None:
    assert _drawn(spread, LUCK).tolist() == [quantile(spread, luck) for luck in LUCK.tolist()]


def test_a_triangle_by_hand() -> None:
    # Area from 2 up to 2.5: 0.5 x 0.25 / 2; to the mode: 1/4; beyond 4.5: 1.5**2 / 12 = 3/16.
    drawn = _drawn(Range(2.0, 6.0, "triangular", 3.0), np.array([1 / 16, 0.25, 1.0 - 3 / 16]))
    assert drawn.tolist() == pytest.approx([2.5, 3.0, 4.5])
