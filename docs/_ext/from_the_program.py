"""What pages take from the program when they are built, so that they cannot differ from it.

A line `<!-- program: WHAT -->` in a page becomes a table or a list: `parameters`, `examples`,
`mechanisms`, `levers`, `metrics` (what the commands of those names say), `commands` (their help),
`state` (what a war is made of), `protocol` (how facts of a war become ranges), `gallery`,
`citation`, or `modules PACKAGE` (the reference of every module in it).
Links of a page that lead out of the site become plain paths.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gallery
import yaml
from typer.main import get_command
from typer.testing import CliRunner

from simulator.cli import app as program
from simulator.history.wars.protocol import PROTOCOL
from simulator.model.war import record

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ASKED = re.compile(r"^<!-- program: (\w+)(?: ([\w.]+))? -->$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!\w+:|#)([^)#\s]+)(?:#[^)]*)?\)")

Rows = Sequence[dict[str, Any]]


def told(*arguments: str) -> str:
    """What a command prints.

    Raises:
        RuntimeError: It failed.
    """
    done = CliRunner().invoke(program, list(arguments), prog_name="simulator")
    if done.exit_code != 0:
        raise RuntimeError(f"simulator {' '.join(arguments)}: {done.output}")
    return done.stdout


@cache
def declared(kind: str) -> dict[str, Any]:
    """What `simulator KIND --json` says."""
    found: dict[str, Any] = json.loads(told(kind, "--json"))
    return found


def cell(text: object) -> str:
    r"""Text for a cell of a Markdown table.

    >>> cell("a|b *c*")
    'a\\|b \\*c\\*'
    """
    return re.sub(r"([|*_<\[\]$])", r"\\\1", str(text)).replace("\n", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def parameters() -> str:
    """All parameters, one table for each first name of their paths."""
    rows: Rows = declared("parameters")["parameters"]
    head = ("parameter", "meaning", "unit", "range", "default", "neutral range", "source")
    parts = []
    for name, group in groupby(rows, lambda row: str(row["path"]).partition(".")[0]):
        cells = [
            (
                f"`{row['path']}`",
                cell(row["meaning"]),
                cell(row["unit"]),
                f"{row['low']:g} to {row['high']:g}" + (", whole" if row["whole"] else ""),
                f"{row['default']:g}",
                "{:g} to {:g}".format(*row["neutral"]) if row["neutral"] else "fixed",
                cell(row["source"]),
            )
            for row in group
        ]
        parts.append(f"## {name}\n\n{table(head, cells)}")
    for whole in declared("parameters")["tables"]:
        lines = [
            [cell(row), *(f"{value:g}" for value in values)]
            for row, values in zip(whole["rows"], whole["values"], strict=True)
        ]
        said = f"{cell(whole['meaning'])} [{cell(whole['unit'])}; source: {cell(whole['source'])}]"
        columns = ["", *map(cell, whole["columns"])]
        parts.append(f"## Table: {cell(whole['name'])}\n\n{said}\n\n{table(columns, lines)}")
    return "\n".join(parts)


def examples() -> str:
    """What a half is: units defined by example, in three wars."""
    rows: Rows = declared("parameters")["parameters"]
    cells = [
        (f"`{row['path']}`", cell(row["unit"]), cell(row["example"]))
        for row in rows
        if row["example"]
    ]
    return table(("parameter", "unit", "what a value of it is, in three wars"), cells)


def mechanisms() -> str:
    """All mechanisms, and what is left without each."""
    rows = declared("parameters")["mechanisms"].items()
    cells = [(f"`mechanisms.{name}`", cell(lost)) for name, lost in rows]
    return table(("mechanism", "when it is off"), cells)


def levers() -> str:
    """All levers, those that hold and those that happen once; then what they do once pulled."""
    rows: Rows = declared("levers")["levers"]
    levels: Rows = declared("levers")["levels"]
    cells = [
        (
            f"`{row['name']}`",
            cell(row["meaning"]),
            cell(
                ", ".join(map(str, row["values"]))
                if row["values"]
                else f"{row['low']:g} to {row['high']:g}"
            ),
            "from then on" if row["kind"] == "state" else "once",
            cell("never" if row["default"] is None else row["default"]),
        )
        for row in rows
    ]
    acts = [
        (
            f"`{level['name']}`",
            ", ".join(f"`{lever}`" for lever in level["levers"]),
            cell(level["meaning"]),
            f"{level['value']:g}",
            cell(level["unit"]),
            cell(level["source"]),
        )
        for level in levels
    ]
    return (
        table(("lever", "meaning", "values", "acts", "unless pulled"), cells)
        + "\n## Lever levels\n\n"
        + table(("level", "under", "meaning", "value", "unit", "source"), acts)
    )


def metrics() -> str:
    """All metrics."""
    rows: Rows = declared("metrics")["metrics"]
    cells = [(f"`{row['name']}`", cell(row["meaning"]), cell(row["unit"])) for row in rows]
    return table(("metric", "meaning", "unit"), cells)


def commands() -> str:
    """The help of every command."""
    names: list[str] = list(get_command(program).commands)  # type: ignore[attr-defined]
    helps = [f"## {name}\n\n```text\n{told(name, '--help').strip()}\n```\n" for name in names]
    return "\n".join(helps)


def state() -> str:
    """What a war's record holds: of the war, of a side, of the plans, of a belief."""
    kinds = (
        ("The war", record.OWN),
        ("Each belligerent, with its leader and audience", record.SIDE),
        ("What the leaders conclude each month", record.PLAN),
        ("A belief about the other side's collapse", record.RACE),
    )
    head = ("variable", "meaning", "unit")
    return "\n".join(
        f"**{title}**\n\n"
        + table(head, [(f"`{name}`", cell(says), cell(unit)) for name, _, unit, says in rows])
        for title, rows in kinds
    )


def protocol() -> str:
    """How each parameter of a war on record follows from its sheet."""
    rows = [
        (f"`{rule.parameter}`", cell(rule.facts), cell(rule.formula), cell(rule.why))
        for rule in PROTOCOL
    ]
    return table(("parameter", "facts", "range", "reason"), rows)


def citation() -> str:
    """An entry for BibTeX, from CITATION.cff."""
    said = yaml.safe_load((gallery.DOCS.parent / "CITATION.cff").read_text(encoding="utf-8"))
    fields = {
        "title": said["title"],
        "author": " and ".join(f"{{{each['name']}}}" for each in said["authors"]),
        "version": said["version"],
        "year": str(said["date-released"])[:4],
        "license": said["license"],
    }
    rows = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"```bibtex\n@software{{war_termination_simulator,\n{rows}\n}}\n```\n"


def modules(package: str) -> str:
    """The reference of a package: each module below it."""
    found = importlib.import_module(package)
    below = [each.name for each in pkgutil.walk_packages(found.__path__, f"{package}.")]
    return "\n".join(
        f"## {name}\n\n```{{eval-rst}}\n.. automodule:: {name}\n```\n" for name in below
    )


_WRITTEN: dict[str, Callable[[], str]] = {
    "parameters": parameters,
    "examples": examples,
    "mechanisms": mechanisms,
    "levers": levers,
    "metrics": metrics,
    "commands": commands,
    "state": state,
    "protocol": protocol,
    "gallery": gallery.page,
    "citation": citation,
}


def filled(text: str) -> str:
    """A page with what it takes from the program.

    Raises:
        KeyError: It asks for something that the program does not tell.
    """
    return _ASKED.sub(
        lambda asked: modules(asked[2]) if asked[1] == "modules" else _WRITTEN[asked[1]](), text
    )


def kept_in(text: str, page: Path, site: Path) -> str:
    """A page whose links out of the site are plain paths.

    Args:
        text: Of the page.
        page: Its file.
        site: Folder of all pages.
    """

    def link(match: re.Match[str]) -> str:
        target = (page.parent / match[2]).resolve()
        inside = target.is_relative_to(site) and target.suffix in {".md", ".ipynb", ".png"}
        return match[0] if inside else f"{match[1]} (`{match[2].lstrip('./')}`)"

    return _LINK.sub(link, text)


def read(app: Sphinx, name: str, content: list[str]) -> None:
    """Change a page as it is read."""
    page = Path(app.env.doc2path(name))
    if page.suffix == ".md":
        content[0] = filled(kept_in(content[0], page, Path(app.srcdir)))


def setup(app: Sphinx) -> dict[str, bool]:
    """Look at every page as it is read."""
    app.connect("source-read", read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
