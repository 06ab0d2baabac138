"""`simulator check`, and the tables of parameters, levers and metrics."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from told import Command, told

from simulator.claims.cards.load import load_all
from simulator.files.find import known_names
from simulator.model.levers import LEVERS
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES


def test_check_of_everything_that_ships(simulator: Command) -> None:
    status, out, err = simulator("check")
    assert (status, err) == (0, "")
    cards = [f"seeds/{each.scenario}.toml" for each in load_all().values()]
    scenarios = [f"scenarios/{name}.toml" for name in known_names()]
    assert {line.split(":")[0] for line in out.splitlines()} == {
        *scenarios,
        *cards,
        "seeds/record/war.toml",
        "seeds/record/wars.toml",
    }


def test_check_tells_all_mistakes_of_all_files(
    simulator: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("none").mkdir()
    Path("in/a.toml").write_text('kind = "scenario"\ntitle = "T"\nneutral = true\n')
    Path("in/b.toml").write_text('kind = "scenario"\n[stake]\nindivisible = 2\n')
    Path("in/c.toml").write_text('kind = "card"\n')
    Path("in/d.toml").write_text("kind = \n")
    status, out, err = simulator("check", "in", "none", "nowhere")
    assert status == 2
    assert out == "in/a.toml: ok (scenario)\n"
    lines = err.splitlines()
    assert lines[:4] == told(
        """
        in/b.toml: title: must be there - add title = …
        in/b.toml: stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - write a
          value in that range
        in/c.toml: kind: must be 'scenario', 'game', 'design', 'cards', 'record' or 'wars' (got
          'card') - write kind = "scenario" at the top
        in/d.toml: must be TOML (got Invalid value (at line 1, column 8)) - correct it there
        """
    )
    assert lines[4] == "none: a folder without a .toml file - name another"
    assert lines[5].startswith("nowhere: no such scenario or file - ")


def test_check_as_json(simulator: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.toml").write_text('kind = "scenario"\n')
    status, out, err = simulator("check", "base", "b.toml", "--json")
    line = "b.toml: title: must be there - add title = …"
    assert (status, err) == (2, line + "\n")
    read = json.loads(out)
    assert not read["ok"]
    assert [(file["file"], file["kind"], file["ok"]) for file in read["files"]] == [
        ("scenarios/base.toml", "scenario", True),
        ("b.toml", "scenario", False),
    ]
    assert [mistake["line"] for mistake in read["files"][1]["mistakes"]] == [line]


def test_parameters_as_json(simulator: Command) -> None:
    status, out, err = simulator("parameters", "--json")
    assert (status, err) == (0, "")
    read = json.loads(out)
    assert [row["path"] for row in read["parameters"]] == list(PARAMETERS)
    assert set(read["parameters"][0]) == {
        *("path", "low", "high", "default", "unit", "meaning", "source", "neutral", "whole", "tier")
    }
    assert read["mechanisms"] == dict(SWITCHES)
    of = {path: each["name"] for each in read["declared"] for path in each["parameters"]}
    assert sorted(of) == sorted(PARAMETERS)
    assert (of["power.drift"], of["power.aid_elast"]) == ("front", "aid")
    office = next(each for each in read["declared"] if each["switch"] == "office")
    assert office["group"] == "office"
    assert office["source"].startswith("Goemans 2000")
    assert office["levers"] == ["face_saving", "regime_threat", "admit"]
    assert office["metrics"] == ["hazard_stop_A_MONTH", "hazard_cont_A_MONTH"]


def test_levers_as_json(simulator: Command) -> None:
    rows = json.loads(simulator("levers", "--json")[1])["levers"]
    assert [row["name"] for row in rows] == list(LEVERS)
    posture = next(row for row in rows if row["name"] == "posture")
    assert posture["kind"] == "state"
    assert posture["values"] == ["hold", "carrots", "alternate", "sticks"]
    assert posture["default"] == "hold"
    admit = next(row for row in rows if row["name"] == "admit")
    assert (admit["kind"], admit["values"], admit["default"]) == ("event", None, None)


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("parameters", [*PARAMETERS, *(f"mechanisms.{name}" for name in SWITCHES)]),
        ("levers", list(LEVERS)),
    ],
)
def test_tables_have_a_line_for_each(simulator: Command, command: str, names: list[str]) -> None:
    status, out, err = simulator(command)
    assert (status, err) == (0, "")
    first = [line.split()[0] for line in out.splitlines() if line]
    assert [word for word in first if word not in ("parameter", "mechanism", "lever")] == names


def test_metrics(simulator: Command) -> None:
    status, out, err = simulator("metrics", "--json")
    assert (status, err) == (0, "")
    rows = json.loads(out)["metrics"]
    assert {"T_end_restricted", "recur"} <= {row["name"] for row in rows}
    assert all(row["meaning"] for row in rows)
    assert simulator("metrics")[0] == 0
