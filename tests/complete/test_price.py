"""The price beside a file: read back, told, drawn; one that nobody wrote is refused in a line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from fake_wars import fake_scenario

from simulator.claims.compare import price as prices_module
from simulator.claims.compare.price import Price, prices, read_price
from simulator.errors import BadInput
from simulator.files.scenario import load_scenario
from simulator.model.records import Range
from simulator.show.pictures.claims_ladder import ladder_picture
from simulator.show.report.document import Grid, Paragraph, markdown
from simulator.show.report.plain import stamp_of
from simulator.show.report.price_report import price_blocks, price_json

TOLD: dict[str, Any] = {
    "of": 18,
    "direction_as_written": 11,
    "direction": 17,
    "size": 14,
    "direction_fresh": [16, 17, 17],
    "bits": 3.0,
    "implied": [
        {
            "path": "survival.stop_penalty",
            "kind": "silent",
            "prior": [0.1, 0.5],
            "low": 0.2,
            "high": 0.3,
            "bits": 2.0,
            "outside": False,
            "carries": ["person.p1", "person.c3"],
            "record": "silent",
        },
        {
            "path": "aid.us0",
            "kind": "stated",
            "prior": [0.1, 0.5],
            "low": 0.6,
            "high": 0.8,
            "bits": 1.0,
            "outside": True,
            "carries": ["person.c1"],
            "record": "against",
        },
    ],
    "infeasible": ["person.p4"],
    "points": 120,
    "ladder": [[0.0, 11], [2.0, 15], [3.0, 17]],
    "left_out": {"person.p1": True, "person.c1": False},
    "replications": 400,
    "command": "simulator complete person",
}
NAMES = {"person": "Person", "menon": "Menon"}


@pytest.fixture
def price(tmp_path: Path) -> Price:
    path = tmp_path / "person.price.json"
    path.write_text(json.dumps(TOLD))
    return read_price(path)


def test_it_is_read_as_it_is_written(price: Price) -> None:
    assert (price.written, price.complete, price.of, price.against) == (11, 17, 18, 1)
    assert price.assumed[1].prior == (0.1, 0.5)
    told = price_json(price)
    assert told["left_out"] == TOLD["left_out"]
    assert told["ladder"] == TOLD["ladder"]
    assert told["narrowed"] == 2


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({**TOLD, "implied": [{}]}), "\x00"])
def test_another_file_is_refused_in_a_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.price.json"
    path.write_text(text)
    with pytest.raises(BadInput) as caught:
        read_price(path)
    assert len(caught.value.mistakes) == 1
    assert "must be what simulator complete writes - make it anew" in str(caught.value)


def test_the_price_of_another_scenario_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "person.price.json").write_text(json.dumps(TOLD))
    monkeypatch.setattr(prices_module, "scenario_folder", lambda: tmp_path)
    plain = load_scenario("as-written/person")
    assert prices({"person": plain, "menon": plain}) == {}
    values = dict(plain.values) | {
        row["path"]: Range(row["low"], row["high"]) for row in TOLD["implied"]
    }
    world = replace(plain, values=MappingProxyType(values))
    assert list(prices({"person": world})) == ["person"]


def test_the_report_tells_it(price: Price) -> None:
    blocks = list(price_blocks({"person": price}, NAMES, {}))
    grids = [block for block in blocks if isinstance(block, Grid)]
    assert grids[0].rows == [["Person", "11 of 18", "17", "14", "16, 17, 17", "2", "3.0", "1"]]
    assert ["outside" in row[2] for row in grids[1].rows] == [False, True]
    assert "None of 120 points brings out person.p4." in markdown(blocks, {})
    assert any(isinstance(block, Paragraph) and "no evidence" in block.text for block in blocks)
    assert list(price_blocks({}, NAMES, {})) == []


def test_the_ladder_is_drawn_the_same_again_and_told(price: Price) -> None:
    stamp = stamp_of(fake_scenario(), 7, "ensemble", (), {})
    both = {"person": price, "menon": replace(price, bits=1.0, ladder=((0.0, 3), (1.0, 9)))}
    first, again = (ladder_picture(both, NAMES, stamp) for _ in range(2))
    assert first == again
    assert "Person: 11 of 18 for nothing, 17 for 3.0 bits" in first.alt
    assert "Menon: 3 of 18 for nothing, 9 for 1.0 bits" in first.alt
