"""The sheets that ship, and any other: read, coded, all mistakes of all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import BadInput, Mistake
from simulator.files.find import kind_at, printable, refuse_harmful
from simulator.files.war_ending import Ending, load_ending
from simulator.files.war_sheet import load_facts
from simulator.history.wars.coded_war import Coded, coded

_HERE = Path(__file__).parent
_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A war as coded, and what became of it.

    Attributes:
        war: As the protocol codes it.
        ending: What became of it.
        sheet: The file that it was read from.
    """

    war: Coded
    ending: Ending
    sheet: Path


def shipped() -> list[Path]:
    """The sheets of this folder, by name."""
    return sorted(_HERE.glob(f"*{_SUFFIX}"))


def load_sheets(names: Sequence[str]) -> list[OnRecord]:
    """Read and code some wars.

    Args:
        names: Paths of sheets, or names of shipped ones; all that ship when empty.

    Raises:
        BadInput: Every mistake in every sheet.
    """
    mistakes: dict[Mistake, None] = {}
    found: dict[str, OnRecord] = {}
    for path in [_sheet(name, mistakes) for name in names] if names else shipped():
        if path is None:
            continue
        both = _both(path, mistakes)
        if both is None:
            continue
        name = both.war.facts.name
        if name in found and found[name].war.facts.files != both.war.facts.files:
            rule, remedy = "must be the id of one sheet only", "give one of them another id"
            mistakes[Mistake(path.as_posix(), "id", rule, repr(name), remedy)] = None
        found[name] = both
    if mistakes:
        raise BadInput(*mistakes)
    return list(found.values())


def _sheet(name: str, mistakes: dict[Mistake, None]) -> Path | None:
    """The file that a name means."""
    known = {path.stem: path for path in shipped()}
    path = Path(name)
    there = kind_at(path) == "file"
    if name in known and not there:
        return known[name]
    if path.suffix == _SUFFIX and there:
        try:
            refuse_harmful(name)
        except BadInput as error:
            mistakes.update(dict.fromkeys(error.mistakes))
            return None
        return path
    rule = "must be the sheet of a war, a .toml file"
    remedy = "name one, or one of " + ", ".join(known)
    mistakes[Mistake(printable(name), "", rule, None, remedy)] = None
    return None


def _both(path: Path, mistakes: dict[Mistake, None]) -> OnRecord | None:
    called = f"wars/{path.name}" if path.parent == _HERE else ""
    war, ending = None, None
    try:
        war = coded(load_facts(path, called))
    except BadInput as error:
        mistakes.update(dict.fromkeys(error.mistakes))
    try:
        ending = load_ending(path)
    except BadInput as error:
        mistakes.update(dict.fromkeys(error.mistakes))
    return None if war is None or ending is None else OnRecord(war, ending, path)
