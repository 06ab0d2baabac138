"""`simulator history` from sheet to table, JSON, files and picture, on a few wars."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from from_the_program import filled
from told import Command

from simulator.files.scenario import load_scenario
from simulator.history.wars.played import ENDINGS
from simulator.history.wars.protocol import PROTOCOL
from simulator.places import data_folder

FEW = ("winter_war_1939", "-n", "6", "--months", "72")


def as_json(simulator: Command, *more: str) -> Any:  # noqa: ANN401  # any JSON
    status, out, _ = simulator("history", *FEW, "--json", *more)
    assert status == 0
    return json.loads(out)


def test_equal_entropy_gives_equal_wars_and_chances_sum_to_one(simulator: Command) -> None:
    found = as_json(simulator)
    assert found == as_json(simulator)
    assert found != as_json(simulator, "--entropy", "1")
    assert (found["entropy"], found["replications"], found["months"]) == (0, 6, 72)
    assert {"wars/winter_war_1939.toml", "winter_war_1939.toml (coded)"} <= set(found["files"])
    war = found["wars"][0]
    assert sum(war["endings"][name]["chance"] for name in ENDINGS) == pytest.approx(1.0)
    for rate in war["base_rates"].values():
        assert sum(rate["endings"].values()) == pytest.approx(1.0)
    lengths = [war["length"][f"q{level}"] for level in ("0.1", "0.5", "0.9")]
    assert lengths == sorted(lengths)
    # The ends that are told are those by which the length is judged.
    recorded = war["recorded"]["months"]
    assert war["length"]["recorded_in_middle_80"] == (lengths[0] <= recorded <= lengths[2])
    assert 0.0 <= war["scores"]["brier"]["model"] <= 2.0


def test_what_is_left_can_be_read_and_played(simulator: Command, tmp_path: Path) -> None:
    status, out, _ = simulator("history", *FEW, "--out", str(tmp_path))
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "won by" in out
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "history.json",
        "history.png",
        "history.svg",
        "history.txt",
        "winter_war_1939.toml",
    ]
    scenario = load_scenario(str(tmp_path / "winter_war_1939.toml"))
    assert scenario.names.A == "Soviet Union"
    assert scenario.start == "1939-12"
    assert simulator("check", str(tmp_path / "winter_war_1939.toml"))[0] == 0


def test_a_sheet_is_not_overwritten_by_what_it_is_coded_as(
    simulator: Command, tmp_path: Path
) -> None:
    sheet = tmp_path / "mine.toml"
    sheet.write_text("[at_start]\n")
    status, out, err = simulator("history", str(sheet), "-n", "1", "--out", str(tmp_path))
    assert (status, out) == (2, "")
    assert "--out: must not be where a sheet lies that would be overwritten, mine.toml" in err
    assert sheet.read_text() == "[at_start]\n"
    assert list(tmp_path.iterdir()) == [sheet]


def test_the_page_has_the_table_of_the_protocol() -> None:
    """docs/history.md takes it from the program when the site is built."""
    page = data_folder("scenarios").parent / "docs" / "history.md"
    text = filled(page.read_text(encoding="utf-8"))
    assert all(f"| `{rule.parameter}` |" in text for rule in PROTOCOL)
