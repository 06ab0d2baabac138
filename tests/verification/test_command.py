"""`simulator verify` as a user meets it: table, JSON, errors, exit status."""

from __future__ import annotations

import json

import pytest

from simulator.cli.commands import verify as command
from simulator.errors import BadInput, RunFailed
from simulator.verification import all_checks
from simulator.verification.published_check import Check, closed

GOOD = closed("good", "Source 1999", "one is one", {"x": 1.0}, lambda: {"x": 1.0}, dict)
BAD = closed("bad", "Source 1999", "one is two", {"x": 1.0}, lambda: {"x": 2.0}, dict)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> tuple[Check, ...]:
    checks = (GOOD, BAD)
    monkeypatch.setattr(all_checks, "CHECKS", checks)
    return checks


@pytest.mark.usefixtures("table")
def test_all_good_is_silent_success(capsys: pytest.CaptureFixture[str]) -> None:
    command.verify(as_json=True, only=["good"])
    out, err = capsys.readouterr()
    (row,) = json.loads(out)["results"]
    assert row["pass"] is True
    assert row["class"] == "EXACT"
    assert (row["expected"], row["obtained"], row["error"]) == ({"x": 1.0}, {"x": 1.0}, 0.0)
    assert row.keys() >= {"id", "source", "statement"}
    assert err == ""


@pytest.mark.usefixtures("table")
def test_a_failure_is_shown_and_then_raised(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RunFailed, match="1 of 2 results fail: bad"):
        command.verify(as_json=True, only=[])
    rows = json.loads(capsys.readouterr().out)["results"]
    assert [row["pass"] for row in rows] == [True, False]


@pytest.mark.usefixtures("table")
def test_the_table_has_source_expected_obtained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RunFailed):
        command.verify(as_json=False, only=["bad"])
    out = capsys.readouterr().out
    for word in ("bad", "Source 1999", "one is two", "x 1", "x 2", "FAIL", "0 of 1 results pass"):
        assert word in out


def test_an_unknown_result_is_the_users_mistake() -> None:
    with pytest.raises(BadInput, match="--only: must be the id of a result"):
        command.verify(as_json=True, only=["no-such-result"])


def test_a_result_brings_all_its_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    command.verify(as_json=True, only=["F95-tioli"])
    rows = json.loads(capsys.readouterr().out)["results"]
    assert [row["kind"] for row in rows] == ["closed form", "solver", "simulator"]


def test_no_number_that_json_does_not_know() -> None:
    assert command._plain({"x": float("inf"), "y": [float("nan"), 2, True, None]}) == {
        "x": None,
        "y": [None, 2, True, None],
    }
