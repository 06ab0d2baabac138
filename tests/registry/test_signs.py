"""Every coefficient pushes the way its meaning says: raise it, and a series of a war follows.

The rows are data (signs_*.toml): a path, two values of it, a small world, the series that must rise
(`+`) or fall (`-`) by a month, on the same luck, in the mean of a few wars.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from worlds import ENTROPY, pull, scenario

from simulator.model.metrics.catalogue import STATES
from simulator.model.registry import PARAMETERS
from simulator.model.war.abreast import play_wars

ROWS = [
    row
    for file in sorted(Path(__file__).parent.glob("signs_*.toml"))
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["sign"]
]
WARS = 6


def mean_of(row: dict[str, Any], value: float) -> float:
    """Mean of the row's series at its month over a few wars."""
    month = int(row["month"])
    levers = [pull(*word.split("=")) for word in row.get("levers", [])]
    world = scenario(
        {**row.get("world", {}), row["path"]: value},
        off=row.get("off", []),
        levers=levers,
        phase=row.get("phase", "war"),
    )
    wars = play_wars(world, ENTROPY, range(int(row.get("wars", WARS))), month)
    return float(np.mean(wars.series[:, list(STATES).index(row["series"]), month]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['path']}-{row['series']}")
def test_sign(row: dict[str, Any]) -> None:
    assert row["path"] in PARAMETERS
    low, high = mean_of(row, row["low"]), mean_of(row, row["high"])
    assert row["low"] < row["high"]
    if row["sign"] == "+":
        assert high > low
    else:
        assert high < low
