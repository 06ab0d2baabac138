"""The coding cannot see how a war ended: any outcome gives the same scenario, to the byte."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import simulator.history.wars.coded_war
from simulator.files.war_ending import load_ending
from simulator.files.war_sheet import load_facts
from simulator.history.wars.coded_war import coded
from simulator.history.wars.sheets import shipped

_AFTER = re.compile(r"^\[(outcome|first_quarter)\]$", re.MULTILINE)

OTHER = """
[outcome]
how = { code = "conquest", source = "c: made up", certainty = "high" }
share_A = { value = 1.0, source = "c: made up", certainty = "high" }
duration_months = { value = 999, source = "c: made up", certainty = "high" }
resumed = { y5 = "yes", source = "c: made up", certainty = "high" }
[first_quarter]
pace = { value = 1.0, source = "c: made up", certainty = "high" }
"""


def before(path: Path) -> str:
    """A sheet up to what came after the start; the sections stand in that order."""
    text = path.read_text(encoding="utf-8")
    found = _AFTER.search(text)
    assert found is not None
    return text[: found.start()]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_no_outcome_changes_a_coded_scenario(path: Path, tmp_path: Path) -> None:
    expected = coded(load_facts(path))
    for number, ending in enumerate(("", OTHER, _others_outcome(path))):
        sheet = tmp_path / str(number) / path.name
        sheet.parent.mkdir()
        sheet.write_text(before(path) + ending, encoding="utf-8")
        found = coded(load_facts(sheet))
        assert found.text == expected.text
        assert found.values == expected.values
        assert found.turned == expected.turned
        assert load_ending(sheet) != load_ending(path)


def _others_outcome(path: Path) -> str:
    """The end of the next war, shuffled in."""
    all_of = shipped()
    other = all_of[(all_of.index(path) + 1) % len(all_of)]
    return other.read_text(encoding="utf-8")[len(before(other)) :]


def test_no_module_of_the_coding_names_the_outcome() -> None:
    """What the import contract holds, seen from the text."""
    folder = Path(simulator.history.wars.coded_war.__file__).parent
    for name in (
        "coded_war",
        "protocol",
        "roles",
        "rule",
        *(f"rules_of_{each}" for each in _FAMILIES),
    ):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        imported = {
            node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
        }
        assert not any("war_ending" in each or "recorded" in each for each in imported)


_FAMILIES = ("force", "leaders", "outsiders")
