"""`simulator complete`: the same file again, resumed or not; a file that says what was judged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from told import Command

from simulator.claims.cards.card import Cards, Claim, Number, Test
from simulator.claims.cards.load import load_all
from simulator.claims.compare.comparison import scored
from simulator.claims.compare.judging import judge_all
from simulator.claims.complete import stages
from simulator.claims.complete.trials import Trials
from simulator.files.scenario import load_scenario
from simulator.model.records import Range

ID, NEEDED = "person", "belief.win0_A"
WORDS = ("complete", ID, "-n", "20", "--budget", "4", "--entropy", "3", "--json")


def planted(author: str) -> Cards:
    """An author of one claim, which comes out where A believes in victory more than is stated."""
    stated = load_scenario(f"as-written/{ID}").values[NEEDED]
    assert isinstance(stated, Range)
    sure = Number(state="belief_A_win", at=0)
    cards = load_all()[author]
    claim = Claim(
        f"{cards.key}.p1",
        "prediction",
        "P1",
        "A believes in it.",
        core=True,
        test=(Test(mean=sure, least=stated.low + 0.6 * (stated.high - stated.low)),),
    )
    return replace(cards, claim=(claim,))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_SCREENED", "_TRIED", "_DECIDED"):
        monkeypatch.setattr(stages, name, 24)
    cards = {author: planted(author) for author in load_all()}
    monkeypatch.setattr("simulator.cli.commands.complete_author.load_all", lambda: cards)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("complete")


@pytest.fixture
def found(simulator: Command, folder: Path) -> dict[str, Any]:
    """The JSON of one small search, made once."""
    kept = folder / "stdout.json"
    if not kept.exists():
        status, out, _ = simulator(*WORDS, "--out", str(folder / "new.toml"))
        assert status == 0
        kept.write_text(out)
    read: dict[str, Any] = json.loads(kept.read_text())
    return read


def test_the_file_is_the_world_that_was_judged(found: dict[str, Any], folder: Path) -> None:
    scenario = load_scenario(str(folder / "new.toml"))
    cards = planted(ID)
    judged, _ = judge_all(ID, scored(cards), scenario, 20, 3)
    assert [each.verdict for each in judged] == [row["verdict"] for row in found["claims"]]
    written, _ = judge_all(ID, scored(cards), load_scenario(found["start"]), 20, 3)
    assert [each.verdict for each in written] == [row["as_written"] for row in found["claims"]]
    assert found["direction"] == sum(bool(each.direction) for each in judged)
    assert [row["path"] for row in found["implied"]] == [NEEDED]
    assert (found["direction_as_written"], found["direction"]) == (0, 1)
    assert found["implied"][0]["carries"] == ["person.p1"]
    assert found["implied"][0]["kind"] == "stated"
    assert found["minimal"]
    for row in found["implied"]:
        reason = scenario.because[row["path"]]
        assert reason.startswith("Implied: ")
        assert row["record"] in ("agrees", "silent", "against")
    assert found["bits"] == pytest.approx(sum(row["bits"] for row in found["implied"]))
    assert found["ladder"][0][0] == 0.0
    assert found["ladder"][-1][0] == pytest.approx(found["bits"])
    assert len(found["ladder"]) == len(found["implied"]) + 1
    assert json.loads((folder / "new.price.json").read_text()) == found
    assert not (folder / "new.toml.trials").exists()


def test_the_same_entropy_gives_the_same_file(
    simulator: Command, found: dict[str, Any], folder: Path
) -> None:
    assert found
    assert simulator(*WORDS, "--out", str(folder / "again.toml"))[0] == 0
    for ending in (".toml", ".price.json"):
        new, again = (folder / f"{name}{ending}" for name in ("new", "again"))
        assert new.read_bytes() == again.read_bytes()


def test_an_interrupted_search_goes_on_to_the_same_file(
    simulator: Command, found: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found
    judged = Trials.judged
    made: list[Any] = []

    def stop(self: Trials, *asked: Any) -> Any:  # noqa: ANN401  # whatever it is asked
        made.append(asked)
        if len(made) == 5:
            raise KeyboardInterrupt
        return judged(self, *asked)

    out = folder / "stopped.toml"
    with monkeypatch.context() as patch:
        patch.setattr(Trials, "judged", stop)
        assert simulator(*WORDS, "--out", str(out))[0] == 130
    assert not out.exists()
    kept = len((folder / "stopped.toml.trials").read_text().splitlines()) - 1
    assert kept == 4
    again = _counting(monkeypatch)
    assert simulator(*WORDS, "--out", str(out), "--resume")[0] == 0
    assert out.read_bytes() == (folder / "new.toml").read_bytes()
    resumed = len(again)
    assert simulator(*WORDS, "--out", str(out))[0] == 0
    assert len(again) - resumed == resumed + kept


def _counting(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is judged from now on."""
    judged = Trials.judged
    made: list[Any] = []

    def count(self: Trials, *asked: Any) -> Any:  # noqa: ANN401  # whatever it is asked
        made.append(asked)
        return judged(self, *asked)

    monkeypatch.setattr(Trials, "judged", count)
    return made


def test_claims_of_another_are_asked_at_the_common_date(simulator: Command, tmp_path: Path) -> None:
    out = tmp_path / "x.toml"
    words = ("complete", ID, "--claims-of", "dickinson", "-n", "10", "--budget", "1", "--json")
    status, told, _ = simulator(*words, "--out", str(out))
    assert status == 0
    read = json.loads(told)
    assert {row["author"] for row in read["claims"]} == {"dickinson"}
    assert read["common_date"] is True
    assert load_scenario(str(out)).start == "2025-10"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("nobody", "-n", "0"), ["-n: must be", "AUTHOR: nobody: no such author"]),
        (("person", "--claims-of", "x", "--budget", "0"), ["--budget: must be", "AUTHOR: x: no"]),
        (("person", "--out", "x.json"), ["--out: must end in .toml"]),
    ],
)
def test_mistakes(simulator: Command, words: tuple[str, ...], lines: list[str]) -> None:
    status, out, err = simulator("complete", *words)
    assert (status, out) == (2, "")
    told = err.splitlines()
    assert len(told) == len(lines)
    assert all(each.startswith(line) for each, line in zip(told, lines, strict=True))
