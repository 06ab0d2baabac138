"""The documents run, and the map is the country."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator.cli import app
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import CAUSES
from simulator.model.registry import LEVELS, PARAMETERS
from simulator.model.tape import CHANNELS
from simulator.model.war import quantities

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
ARCHITECTURE = README.split("## The architecture")[1].split("\n## ")[0]


def commands_in_readme() -> list[str]:
    return sorted(set(re.findall(r"`simulator ([a-z][^`]*)`", README)))


def layers() -> set[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    rows = contracts["contracts"][0]["layers"]
    return {name.strip() for row in rows for name in row.split("|")}


def test_the_map_is_the_folder_and_the_contract() -> None:
    mapped = set(
        re.findall(r"`([a-z_]+)/?`", " ".join(re.findall(r"^\| (.*?) \|", ARCHITECTURE, re.M)))
    )
    there = {
        path.stem if path.is_file() else path.name
        for path in (ROOT / "simulator").iterdir()
        if (path.suffix == ".py" and path.name != "__init__.py")
        or (path.is_dir() and (path / "__init__.py").exists())
    }
    assert mapped == there == layers()


@pytest.mark.parametrize("line", commands_in_readme())
def test_every_command_line_in_the_readme_is_understood(line: str) -> None:
    words = shlex.split(line)
    result = CliRunner().invoke(app, [words[0], "--help"])
    assert result.exit_code == 0, result.output
    for flag in (word for word in words[1:] if word.startswith("--")):
        assert flag in result.output


MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")


def test_the_model_is_described_with_every_switch_and_cause() -> None:
    assert [name for name in SWITCHES if f"`{name}`" not in MODEL] == []
    rules = MODEL.split("**Why it broke**")[1].split("## Home")[0]
    causes = [cause for cause in CAUSES[1:] if f"| {cause} |" not in rules]
    assert [cause for cause in causes if f"*{cause}*" not in rules] == []


def test_the_draws_described_are_those_made() -> None:
    rows = MODEL.split("| channel | decides | test |")[1].split("\n\n")[0]
    told = {name for row in re.findall(r"^\| (.+?) \|", rows, re.M) for name in row.split(", ")}
    drawn = {name for name in CHANNELS if name.upper() in vars(quantities)}
    assert told - {"---"} == drawn


def test_every_command_is_in_the_readme() -> None:
    offered = {
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    }
    assert offered == {line.split()[0] for line in commands_in_readme()}


def test_no_tracked_text_needs_what_a_user_lacks() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("scenarios/**/*.toml")]:
        assert "shared/" not in path.read_text(), path


def test_the_changelog_names_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()
    assert f"version: {version}" in (ROOT / "CITATION.cff").read_text()


def test_what_contributing_points_at_is_there() -> None:
    paths = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|\w+\.(?:md|toml|txt))`", CONTRIBUTING)
    paths += re.findall(r"\]\((\w[^)#]*)\)", CONTRIBUTING)
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []
    targets = set(re.findall(r"\bmake (\w+)", CONTRIBUTING)) - {"sure"}
    rules = re.findall(r"^((?:\w+ ?)+):", MAKEFILE, re.M)
    assert targets <= {target for rule in rules for target in rule.split()}
    assert "## Your first mechanism" in CONTRIBUTING


def test_a_commit_is_checked_by_what_make_lint_runs() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    entries = re.findall(r"entry: \.venv/bin/(.+)", hooks)
    asked = {entry.removesuffix(" --force-exclude") for entry in entries}
    lint = MAKEFILE.split("\nformat: dev")[1].split("\nschema:")[0]
    run = re.findall(r"\$\(BIN\)/(.+)", lint)
    # A commit is checked for the system it is made on.
    here = [line for line in run if "--platform" not in line]
    assert asked == {re.sub(r" --check| \.$", "", line) for line in here}
    done = subprocess.run(  # this Python's own tool, on a file of this tree
        [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_no_two_modules_share_a_name_without_need() -> None:
    there: dict[str, list[str]] = {}
    for path in (ROOT / "simulator").rglob("*.py"):
        there.setdefault(path.name, []).append(path.relative_to(ROOT / "simulator").as_posix())
    # The model's rooms, one below the other, name the same thing as formula, parameter and step;
    # the two files read exactly what the model declares under that name.
    model = ("model/", "files/levers.py", "files/model.py")
    twice = {
        name: paths
        for name, paths in there.items()
        if name != "__init__.py"
        and len(paths) > 1
        and not all(path.startswith(model) for path in paths)
    }
    assert twice == {}


def test_the_model_page_knows_every_parameter_and_lever_level_and_no_other() -> None:
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    inputs = {*PARAMETERS, *LEVELS}
    named = set(re.findall(r"(?<![\w.])([a-z]+\.[a-z]\w+)", page, re.ASCII))
    assert not inputs - named
    tables = {name.partition(".")[0] for name in inputs}
    strange = {name for name in named - inputs if name.partition(".")[0] in tables}
    # A scenario's kind of front is set in its file and is no number; files are named too.
    assert {name for name in strange if not name.endswith(".py")} <= {"front.steps"}
