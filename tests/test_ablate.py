"""Ablation: every mechanism that is on, off in turn, on the same luck."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from simulator.cli import app
from simulator.ensemble import some_wars
from simulator.files.scenario import load_scenario, with_values
from simulator.parameters.switches import SWITCHES


def told(*words: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["ablate", *words, "--json"])
    assert result.exit_code == 0, result.output
    rows: dict[str, Any] = json.loads(result.stdout)["without"]
    return rows


def test_every_mechanism_that_is_on_is_taken_away_once() -> None:
    rows = told("indivisible-stake", "-n", "8", "--months", "24")
    on = {name for name in SWITCHES if load_scenario("indivisible-stake").switches[name]}
    assert set(rows) == on
    # The scenario's own mechanism is what keeps its wars going.
    assert rows["indivisibility"]["T_end_restricted"]["effect"] < 0.0


def test_one_war_is_taken_apart_exactly() -> None:
    rows = told("person", "-k", "3", "--months", "36")
    scenario = with_values(load_scenario("person"), {"mechanisms.office": False})
    war = some_wars(scenario, 0, range(3, 4), 36)
    month = int(war.end_month[0]) if war.end_mode[0] else None
    assert rows["office"]["end_month"] == month
    assert "(none)" in rows


def test_the_picture_and_the_numbers_are_written(tmp_path: Path) -> None:
    words = ["ablate", "gambling-leader", "-n", "6", "--months", "12", "--out", str(tmp_path)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"ablation.json", "ablation.png", "ablation.svg", "ablation.txt"}
    assert "months" in result.stdout
