"""The text for newcomers, applied to a copy of the tree: it does what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs" / "first-mechanism.md").read_text(encoding="utf-8")
#: The files it tells one to write, with what it tells one to write there.
FILES = dict(re.findall(r"^`([\w/]+\.py)`[^\n]*:\n\n```python\n(.*?)^```", TEXT, re.M | re.S))
#: The lines that it adds to the order of the month: those they stand beside, without and with them.
LINES = [
    tuple(
        "".join(line[1:] + "\n" for line in block.splitlines() if line[0] in kept)
        for kept in (" ", " +")
    )
    for block in re.findall(r"^```diff\n(.*?)^```", TEXT, re.M | re.S)
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree in which the text has been followed, in full."""
    copy = tmp_path_factory.mktemp("tree")
    for folder in ("simulator", "scenarios"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name, text in FILES.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
    month = copy / "simulator" / "model" / "war" / "month.py"
    order = month.read_text(encoding="utf-8")
    for without, with_it in LINES:
        assert order.count(without) == 1
        order = order.replace(without, with_it)
    month.write_text(order, encoding="utf-8")
    return copy


def told(tree: Path, *words: str) -> str:
    """What Python says when it is run in a tree."""
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, *words],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_names_a_mechanism_and_a_test() -> None:
    assert [Path(name).parent.as_posix() for name in FILES] == [
        "simulator/model/mechanisms",
        "tests/mechanisms",
    ]


def test_its_test_passes(tree: Path) -> None:
    test = next(name for name in FILES if name.startswith("tests/"))
    assert " passed" in told(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", test)


def test_everything_that_is_listed_lists_it(tree: Path) -> None:
    read = json.loads(told(tree, "-m", "simulator", "parameters", "--json"))
    rows = {row["path"]: row for row in read["parameters"]}
    assert list(rows)[-2:] == ["weariness.tenfold_D", "weariness.noticed_D"]
    assert rows["weariness.noticed_D"]["tier"] == "structural"
    assert list(read["mechanisms"])[-1] == "war_weariness"
    metrics = json.loads(told(tree, "-m", "simulator", "metrics", "--json"))["metrics"]
    assert "weariness_D_MONTH" in {row["name"] for row in metrics}


def test_scenario_files_and_the_groups_know_it(tree: Path) -> None:
    (tree / "tired.toml").write_text(
        'kind = "scenario"\ntitle = "T"\nneutral = true\n[weariness]\ntenfold_D = 0.1\n'
        "[mechanisms]\nwar_weariness = false\n",
        encoding="utf-8",
    )
    assert told(tree, "-m", "simulator", "check", "tired.toml") == "tired.toml: ok (scenario)\n"
    told(tree, "-m", "simulator.files.schema")
    schema = (tree / "scenarios" / "schema.json").read_text(encoding="utf-8")
    assert "how far D's resolve falls when its losses are ten times" in schema
    assert schema.count("war_weariness") >= 1
    group = (
        "from simulator.model.parameters.groups import group_of;"
        "print(group_of('weariness.tenfold_D'), group_of('mechanisms.war_weariness'))"
    )
    assert told(tree, "-c", group) == "front front\n"


def test_its_state_has_a_place_in_the_record_of_a_war(tree: Path) -> None:
    place = (
        "from simulator.model.registry import OWN;"
        "from simulator.model.mechanisms.war_weariness import WEARINESS;"
        "print(OWN[WEARINESS].name, OWN[WEARINESS].start)"
    )
    assert told(tree, "-c", place) == "weariness_D 0.0\n"


def played(tree: Path, *words: str) -> dict[str, Any]:
    """What ten wars of the base come to."""
    run = ("-m", "simulator", "run", "base", "-n", "10", "--months", "24", "--json", *words)
    read: dict[str, Any] = json.loads(told(tree, *run))
    return read


@pytest.mark.slow
def test_it_is_played_and_off_by_default(tree: Path) -> None:
    tired = ("--set", "weariness.tenfold_D=0.1")
    with_it, by_agents = played(tree, *tired), played(tree, *tired, "--engine", "mesa")
    assert with_it["metrics"]["weariness_D_24"]["mean"] > 0.0
    assert with_it["metrics"] == by_agents["metrics"]
    off = played(tree, *tired, "--set", "mechanisms.war_weariness=false")
    default = played(tree)
    assert default["metrics"]["weariness_D_24"]["mean"] == 0.0
    assert off["metrics"] == default["metrics"] != with_it["metrics"]


def test_the_code_in_the_text_is_laid_out_as_code_is_here(tree: Path) -> None:
    ruff = shutil.which("ruff") or str(Path(sys.executable).with_name("ruff"))
    for words in (["format", "--check"], ["check", "--no-cache"]):
        done = subprocess.run(  # noqa: S603  # our own formatter
            [ruff, *words, *FILES], cwd=tree, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
