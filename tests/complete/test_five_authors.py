"""The one table of all authors, in words; shares of endings are those of the wars judged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from told import Command

from simulator.claims.cards.load import load_all
from simulator.claims.compare.endings import ending_readings, endings_of
from simulator.claims.compare.needed_wars import play
from simulator.claims.compare.price import Assumed, Price
from simulator.files.scenario import load_scenario
from simulator.model.records import END_MODES
from simulator.run.ensemble import run_wars
from simulator.show.report.five_authors import endings_words, needs_words

ASSUMED = Assumed("a.b", "silent", (0.0, 1.0), 0.0, 0.5, 1.0, False, ("person.p1",), "silent")
PRICE = Price(18, 11, 17, 14, (), 3.0, (ASSUMED,), (), 9, ((0.0, 11), (3.0, 17)), None, 400, "")


def test_shares_of_endings_are_those_of_run() -> None:
    scenario = load_scenario("person")
    found = endings_of(play(scenario, ending_readings(), 24, 3))
    outcome = run_wars(scenario, 24, 3, 60)
    assert list(found) == list(END_MODES)
    assert sum(found.values()) == pytest.approx(1.0)
    for name, share in found.items():
        assert share == pytest.approx(outcome.end_mode[name].share), name


def test_endings_are_told_the_most_frequent_first_and_none_that_never_came() -> None:
    told = endings_words({"truce": 0.1, "ongoing": 0.6, "frozen": 0.3, "conquest": 0.0})
    assert told.startswith("60 % still at war; 30 %")
    assert told.count(";") == 2
    assert "0 % conquest" not in told


def test_what_is_needed_is_told_in_a_line() -> None:
    assert needs_words(None) == "no search for it is kept"
    assert needs_words(replace(PRICE, assumed=())) == "nothing"
    assert needs_words(PRICE) == "3 bits: a.b"
    rows = tuple(replace(ASSUMED, path=f"a.{k}", record="against") for k in range(5))
    told = needs_words(replace(PRICE, assumed=rows))
    assert told == "3 bits, 5 against the record: a.0, a.1, a.2 and 2 more"


def test_a_comparison_ends_in_it(simulator: Command, tmp_path: Path) -> None:
    words = ("compare", "person", "-n", "4", "--quick", "--own-date", "--out", str(tmp_path))
    status, out, _ = simulator(*words)
    assert status == 0
    table = out.partition("nothing here forecasts it")[2]
    assert load_all()["person"].name in table
    assert "right so far" in table
    assert "direction" in table
    told = json.loads((tmp_path / "compare.json").read_text(encoding="utf-8"))
    assert sum(told["endings"]["person"].values()) == pytest.approx(1.0)
