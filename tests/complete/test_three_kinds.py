"""Three kinds of scenario of an author, held apart: as written, complete, coded blind.

Only the complete ones may rest on predictions and conditionals, and they say so range by range; the
model sees none of it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from simulator.claims.cards.load import load_all
from simulator.claims.compare.comparison import scored
from simulator.claims.complete.completion import stated
from simulator.files.find import scenario_folder
from simulator.files.scenario import load_scenario
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range

CARDS = load_all()
TESTED = re.compile(r"\b(?:sp|freedman|menon|person|dickinson)\.[pc]\d+")
ROOT = Path(__file__).parents[2]


def text_of(name: str) -> str:
    return (scenario_folder() / f"{name}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("author", CARDS)
def test_what_is_written_or_coded_blind_names_no_prediction(author: str) -> None:
    cards = CARDS[author]
    for name in (cards.as_written, cards.own_numbers, cards.blind):
        if name is not None:
            assert not TESTED.search(text_of(name)), name
            assert not any(
                why.startswith("Implied") for why in load_scenario(name).because.values()
            )
    assert cards.as_written == f"as-written/{author}"
    assert cards.blind == f"variants/{author}-coded-blind"


@pytest.mark.parametrize("author", CARDS)
def test_the_complete_scenario_is_what_is_stated_and_what_is_implied(author: str) -> None:
    cards = CARDS[author]
    whole, start = load_scenario(author), load_scenario(stated(cards))
    assert f'extends = "{stated(cards)}"' in text_of(author) or not _implied(author)
    moved = {path for path in PARAMETERS if whole.values[path] != start.values[path]}
    assert moved == _implied(author)
    assert (whole.switches, whole.levers, whole.start) == (
        start.switches,
        start.levers,
        start.start,
    )
    for path in moved:
        reason = whole.because[path]
        assert set(TESTED.findall(reason)) <= {each.id for each in scored(cards)}, path
        assert TESTED.search(reason), path
        assert re.search(r"; the record (agrees|is silent|is against it)", reason), path
        assert not isinstance(start.values[path], float)
        assert not start.because.get(path, "").startswith("Fact"), path


def _implied(author: str) -> set[str]:
    because = load_scenario(author).because
    return {path for path, why in because.items() if why.startswith("Implied: ")}


@pytest.mark.parametrize("author", CARDS)
def test_the_price_is_that_of_the_file(author: str) -> None:
    price = scenario_folder() / f"{author}.price.json"
    told = json.loads(price.read_text(encoding="utf-8"))
    whole = load_scenario(author)
    rows = {row["path"]: row for row in told["implied"]}
    assert set(rows) == _implied(author)
    for path, row in rows.items():
        value = whole.values[path]
        ends = (value.low, value.high) if isinstance(value, Range) else (value, value)
        assert ends == (row["low"], row["high"]), path
        assert row["carries"], path
    assert told["direction"] >= told["direction_as_written"]


def test_the_model_knows_none_of_them() -> None:
    for folder in ("model", "bargaining", "run"):
        for file in (ROOT / "simulator" / folder).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert not TESTED.search(text), file
            assert "Implied" not in text, file
            assert "as-written/" not in text, file
