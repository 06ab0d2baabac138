"""Units that no table of data has are defined by example, in three wars."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from told import Command

from simulator.files.units import EXAMPLES
from simulator.model.parameters import PARAMETERS

_NO_DATA = re.compile(r"index|weight|stake|stress|grievance|resolve|log odds|2022-24")
_WARS = re.compile(r"Winter War|Korea|Falklands|Iran 1982|autumn 2025", re.I)


def test_every_unit_that_is_no_measure_has_an_example_in_three_wars() -> None:
    unread = {
        path
        for path, row in PARAMETERS.items()
        if row.tier == "primitive"
        and _NO_DATA.search(row.unit)
        and not row.unit.startswith(("share of", "log hazard", "per "))
    }
    assert unread - set(EXAMPLES) == set()
    for path, text in EXAMPLES.items():
        assert len({found.lower() for found in _WARS.findall(text)}) >= 3, path
        assert path in PARAMETERS


def test_coded_values_lie_where_the_parameter_may() -> None:
    for path, text in EXAMPLES.items():
        row = PARAMETERS[path]
        for number in re.findall(
            r"(?:War|Korea|Falklands|1982|2025) (?:about )?(-?\d[\d.]*)", text
        ):
            assert row.low <= float(number) <= row.high, (path, number)


def test_they_stand_in_a_new_file_and_in_the_list(
    simulator: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    simulator("new", "war.toml", "--set", "stake.indivisible=0.7")
    text = " ".join(line.removeprefix("# ") for line in Path("war.toml").read_text().splitlines())
    for path in ("stake.indivisible", "econ.stress0", "coerce.deep_rate", "man.coerce_cost"):
        assert EXAMPLES[path] in text
    rows = json.loads(simulator("parameters", "--json")[1])["parameters"]
    assert {row["path"]: row["example"] for row in rows if row["example"]} == dict(EXAMPLES)
