"""Every row of the registry as users know it: `python tests/published_rows.py` writes them anew.

A row that changes there changes for users, so the changelog says so; a name that goes has to leave
`simulator/model/published.py` too.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from simulator.model.levers import LEVERS
from simulator.model.metrics.rows import STATES
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.groups import group_of
from simulator.model.parameters.switches import SWITCHES
from simulator.model.registry import LEVELS

FILE = Path(__file__).with_name("registry") / "published.json"


def rows() -> dict[str, list[dict[str, Any]]]:
    """The rows there are, by kind, in their order."""
    now = {
        "parameters": [{**asdict(row), "group": group_of(row.path)} for row in PARAMETERS.values()],
        "levers": [
            {**asdict(kind), "group": group_of(f"levers.{kind.name}")} for kind in LEVERS.values()
        ],
        "states": [asdict(metric) for metric in STATES.values()],
        "levels": [asdict(level) for level in LEVELS.values()],
        "switches": [
            {"name": name, "lost": lost, "group": group_of(f"mechanisms.{name}")}
            for name, lost in SWITCHES.items()
        ],
    }
    read: dict[str, list[dict[str, Any]]] = json.loads(json.dumps(now))
    return read


def text() -> str:
    """The rows as the text of the file, a row a line."""
    kinds = (
        f' "{kind}": [\n'
        + ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in of_kind)
        + "\n ]"
        for kind, of_kind in rows().items()
    )
    return "{\n" + ",\n".join(kinds) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
