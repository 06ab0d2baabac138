"""Every coefficient pushes the way its meaning says: raise it, and a series of a war follows.

The rows are data (signs_*.toml): a path, two values of it, a small world, the series that must rise
(`+`) or fall (`-`) by a month, on the same luck, in the mean of a few wars. `removed_A` and
`removed_D` stand for the share of wars in which that leader lost office.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from signs import ROWS, where
from worlds import ENTROPY, scenario

from simulator.model.metrics.catalogue import STATES
from simulator.model.registry import PARAMETERS
from simulator.model.war.abreast import play_wars

WARS = 6


def mean_of(row: dict[str, Any], value: float) -> float:
    """Mean of the row's series at its month over a few wars."""
    month = int(row["month"])
    world = where(row, scenario({row["path"]: value}))
    wars = play_wars(world, ENTROPY, range(int(row.get("wars", WARS))), month)
    if row["series"] in STATES:
        return float(np.mean(wars.series[:, list(STATES).index(row["series"]), month]))
    # A month in the life of a war (`removed_D`): the share of wars in which it came.
    return float(np.mean(getattr(wars, row["series"]) >= 0))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['path']}-{row['series']}")
def test_sign(row: dict[str, Any]) -> None:
    assert row["path"] in PARAMETERS
    low, high = mean_of(row, row["low"]), mean_of(row, row["high"])
    assert row["low"] < row["high"]
    if row["sign"] == "+":
        assert high > low
    else:
        assert high < low


#: Coefficients that no monthly series shows, and where they are tested instead.
ELSEWHERE = {
    "stake.none_kept": "what an end is called: tests/war/test_what_an_end_is_called.py",
    "talks.patience": "when a table closes: tests/war/test_the_table.py",
}


def test_every_coefficient_has_a_sign() -> None:
    structural = {path for path, row in PARAMETERS.items() if row.tier == "structural"}
    signed = {row["path"] for row in ROWS}
    assert structural - signed == set(ELSEWHERE)
