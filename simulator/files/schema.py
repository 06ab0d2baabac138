"""The JSON schema of scenario files, for editors: `python -m simulator.files.schema`."""

from __future__ import annotations

import json
from typing import Any

from simulator.files.find import scenario_folder
from simulator.files.game_model import GameTable
from simulator.files.model import scenario_model


def json_schema() -> dict[str, Any]:
    """The schema, as an editor's TOML plug-in reads it."""
    schema = scenario_model().model_json_schema()
    # The game's own model checks its table, so the scenario's model knows it as any table only.
    game = GameTable.model_json_schema()
    schema["$defs"] |= game.pop("$defs")
    schema["properties"]["game"] = game
    clean: dict[str, Any] = _without_nulls(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | clean


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _without_nulls(node: Any) -> Any:  # noqa: ANN401  # any node of a JSON document
    """The schema without `"default": null`, which is no value a file may hold."""
    if isinstance(node, dict):
        return {
            key: _without_nulls(value)
            for key, value in node.items()
            if not (key == "default" and value is None)
        }
    return [_without_nulls(each) for each in node] if isinstance(node, list) else node


if __name__ == "__main__":
    (scenario_folder() / "schema.json").write_text(schema_text(), encoding="utf-8")
