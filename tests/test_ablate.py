"""Ablation: every mechanism that is on, off in turn, on the same luck."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from simulator.cli import app
from simulator.files.scenario import load_scenario, with_values
from simulator.model.metrics.rows import RECUR_BY_CAUSE
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import END_MODES
from simulator.run.ensemble import run_wars, some_wars

KINDS = ("png", "svg", "txt")


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


def test_the_control_and_every_number_have_intervals() -> None:
    result = CliRunner().invoke(
        app, ["ablate", "freedman", "-n", "8", "--months", "20", "--json"], catch_exceptions=False
    )
    told = json.loads(result.stdout)
    names = {"T_end_restricted", "ended_by_12", "ended_by_20", "recur", *RECUR_BY_CAUSE} | {
        f"{mode}_by_20" for mode in END_MODES[1:]
    }
    assert set(told["control"]) == names
    for row in told["without"].values():
        assert set(row) == names
        for effect in row.values():
            assert effect["effect"] is None or len(effect["ci95"]) == 2
    # It is the run one would get alone.
    alone = run_wars(load_scenario("freedman"), 8, 0, 20, metrics=["ended_by_20"])
    assert told["control"]["ended_by_20"]["mean"] == alone.metrics["ended_by_20"].mean


def test_one_war_is_taken_apart_exactly() -> None:
    rows = told("menon", "-k", "5", "--months", "50")
    base = load_scenario("menon")
    for name in ("(none)", "indivisibility", "office", "bargaining"):
        scenario = base if name == "(none)" else with_values(base, {f"mechanisms.{name}": False})
        # The compiled engine plays the same war.
        war = some_wars(scenario, 0, range(5, 6), 50)
        month = int(war.end_month[0]) if war.end_mode[0] else None
        assert rows[name]["end_month"] == month
        assert rows[name]["end_mode"] == END_MODES[war.end_mode[0]]
        assert rows[name]["range_at_0"] == war.state("range_width")[0, 0]
        deal = rows[name]["deal"]
        if deal is not None:
            # Whoever signs does not lose by it: the log shows both values.
            assert min(deal["gain_A"], deal["gain_D"]) > -1e-6
        elif rows[name]["nearest"] is not None:
            near = rows[name]["nearest"]
            assert min(near["gain_A"], near["gain_D"]) < 0.0
    assert rows["bargaining"]["deal"] is None


def test_which_mechanism_alone_kept_a_war_from_a_deal() -> None:
    words = ["ablate", "menon", "-k", "5", "--months", "20"]
    found = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)
    rows, kept = found["without"], found["kept_from_a_deal"]
    assert rows["(none)"]["deal"] is None
    assert kept
    assert set(kept) == {
        name for name, row in rows.items() if name != "(none)" and row["deal"] is not None
    }
    page = " ".join(CliRunner().invoke(app, words).stdout.split())
    assert "As it is the war has no deal. Each of these alone kept it from a deal:" in page
    assert all(name.replace("_", " ") in page for name in kept)


def test_the_pictures_and_the_numbers_are_written(tmp_path: Path) -> None:
    words = ["ablate", "gambling-leader", "-n", "6", "--months", "12", "--out", str(tmp_path)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    pictures = {f"ablation{part}.{kind}" for part in ("", "-endings") for kind in KINDS}
    assert {path.name for path in tmp_path.iterdir()} == {"ablation.json", *pictures}
    assert "months" in result.stdout
    words = [*words[:2], "-k", "2", *words[4:]]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert (tmp_path / "war-2.json").exists()
