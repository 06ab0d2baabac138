"""The schema that editors read."""

from __future__ import annotations

import json
import tomllib

import jsonschema
import pytest

from simulator.files.find import known_names, scenario_folder
from simulator.files.scenario import (
    json_schema,
)
from simulator.files.schema import schema_text


def test_schema_file_is_current() -> None:
    file = scenario_folder() / "schema.json"
    assert file.read_text(encoding="utf-8") == schema_text(), "run `make schema`"


def test_schema_is_a_schema_and_knows_good_from_bad() -> None:
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = {"kind": "scenario", "title": "T", "stake": {"indivisible": {"low": 0, "high": 1}}}
    assert validator.is_valid(good)
    assert not validator.is_valid({**good, "stake": {"indivisible": 2}})
    assert not validator.is_valid({**good, "steak": {}})
    assert not validator.is_valid({**good, "levers": {"posture": "stick"}})


@pytest.mark.parametrize("name", known_names())
def test_schema_accepts_every_scenario_of_the_folder(name: str) -> None:
    table = tomllib.loads((scenario_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    if table["kind"] == "scenario":
        jsonschema.Draft202012Validator(json_schema()).validate(table)
