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
from simulator.model.registry import LEVELS, TABLES


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
        *("path", "low", "high", "default", "unit", "meaning", "source", "neutral"),
        *("whole", "tier", "example"),
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

    ladder = read["tables"][[table["name"] for table in read["tables"]].index("ladder of statuses")]
    assert ladder["rows"][0] == "value to A"
    assert ladder["values"][0] == [1.0, 0.95, 0.8, 0.6, 0.35, 0.0]


def test_levers_as_json(simulator: Command) -> None:
    read = json.loads(simulator("levers", "--json")[1])
    rows = read["levers"]
    surge = next(row for row in read["levels"] if row["name"] == "aid.surge")
    assert (surge["value"], surge["unit"]) == (1.6, "2022-24 mean")
    assert surge["levers"] == ["aid_us", "aid_eu", "pressure"]
    assert [row["name"] for row in rows] == list(LEVERS)
    posture = next(row for row in rows if row["name"] == "posture")
    assert posture["kind"] == "state"
    assert posture["values"] == ["hold", "carrots", "alternate", "sticks"]
    assert posture["default"] == "hold"
    admit = next(row for row in rows if row["name"] == "admit")
    assert (admit["kind"], admit["values"], admit["default"]) == ("event", None, None)


@pytest.mark.parametrize(
    ("command", "listings"),
    [
        (
            "parameters",
            {
                "parameter": list(PARAMETERS),
                "mechanism": [f"mechanisms.{name}" for name in SWITCHES],
                **{f"{table.name} [{table.unit}]": list(table.rows) for table in TABLES.values()},
            },
        ),
        ("levers", {"lever": list(LEVERS), "lever level": list(LEVELS)}),
    ],
)
def test_listings_have_a_line_for_each(
    simulator: Command, command: str, listings: dict[str, list[str]]
) -> None:
    status, out, err = simulator(command)
    assert (status, err) == (0, "")
    told = [[line.split("  ")[0] for line in each.splitlines()] for each in out.split("\n\n")]
    assert [each for each in told if each] == [[head, *rows] for head, rows in listings.items()]


def test_metrics(simulator: Command) -> None:
    status, out, err = simulator("metrics", "--json")
    assert (status, err) == (0, "")
    rows = json.loads(out)["metrics"]
    assert {"T_end_restricted", "recur"} <= {row["name"] for row in rows}
    assert all(row["meaning"] for row in rows)
    assert simulator("metrics")[0] == 0
