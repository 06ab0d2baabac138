"""The rows of tests/registry/signs_*.toml: for a coefficient, a small world in which it acts."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from worlds import pull

from simulator.files.levers import in_order
from simulator.model.records import Scenario

ROWS: list[dict[str, Any]] = [
    row
    for file in sorted((Path(__file__).parent / "registry").glob("signs_*.toml"))
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["sign"]
]


def where(row: dict[str, Any], which: Scenario) -> Scenario:
    """A scenario with a row's settings, levers and phase, without the mechanisms it leaves out."""
    pulled = [pull(*word.split("=")) for word in row.get("levers", [])]
    return replace(
        which,
        phase=row.get("phase", which.phase),
        values=MappingProxyType({**which.values, **row.get("world", {})}),
        switches=MappingProxyType({**which.switches, **dict.fromkeys(row.get("off", []), False)}),
        levers=in_order((*which.levers, *pulled)),
    )
