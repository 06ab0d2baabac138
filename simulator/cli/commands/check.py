"""`simulator check`: every mistake in the files people write, before anything runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from simulator.claims.cards.load import load_cards, seeds_folder
from simulator.errors import MOST_TOLD, BadInput, Mistake
from simulator.files.complaints import text_of
from simulator.files.design_file import load_design
from simulator.files.find import locate, scenario_folder, shown
from simulator.files.game_file import load_game
from simulator.files.new_war import Unset, unset
from simulator.files.read import read
from simulator.files.recorded import load_war_record, load_wars_record
from simulator.files.scenario import layers_of, load_scenario


def _load_design(path: str) -> None:
    """A design, its metrics and the points it can be stopped at included."""
    # Imported here: the catalogue of metrics reaches numba, which other files can do without.
    from simulator.run.sweep.mistakes import check_metrics, check_points

    check_points(load_design(path, check_metrics))


_LOADERS: dict[str, Callable[[str], object]] = {
    "scenario": load_scenario,
    "game": load_game,
    "design": _load_design,
    "cards": load_cards,
    "record": load_war_record,
    "wars": load_wars_record,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One file and what is wrong with it."""

    file: str
    kind: str | None
    mistakes: tuple[Mistake, ...]
    path: str = ""


def check(paths: Sequence[str], as_json: bool, list_unset: bool = False) -> None:
    """Validate files and folders, scenarios and cards when none is named, and show the outcome.

    Args:
        paths: Files, folders, or names in the scenarios folder.
        as_json: Whether to write one JSON object instead of lines.
        list_unset: Whether to list what scenarios leave to neutral ranges and to other wars.

    Raises:
        BadInput: All mistakes of all files, after the outcome is shown.
    """
    checked = [each for path in paths or _folders() for each in _checked(path)]
    missing = _unset(checked) if list_unset else {}
    if as_json:
        told = _as_json(checked)
        if list_unset:
            told["unset"] = {file: [asdict(row) for row in rows] for file, rows in missing.items()}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        good = [f"{each.file}: ok ({each.kind})\n" for each in checked if not each.mistakes]
        sys.stdout.write("".join(good))
        for file, rows in missing.items():
            sys.stdout.write(_unset_lines(file, rows))
    mistakes = [mistake for each in checked for mistake in each.mistakes]
    if mistakes:
        # Two files that extend the same wrong one both report it; once is enough.
        raise BadInput(*dict.fromkeys(mistakes))


def _unset(checked: Sequence[Checked]) -> dict[str, list[Unset]]:
    """What each sound scenario among the files leaves to others, by file."""
    sound = [each for each in checked if each.kind == "scenario" and not each.mistakes]
    return {each.file: unset(layers_of(each.path)[0]) for each in sound}


def _unset_lines(file: str, rows: Sequence[Unset]) -> str:
    """Facts one by one, each with how to get it; theory in one line."""
    facts = [row for row in rows if row.how]
    lines = [
        f"{file}: {row.path}: not set; {row.stands} [{row.unit}] stands for it - from {row.how}\n"
        for row in facts
    ]
    theory = ", ".join(row.path for row in rows if not row.how)
    if theory:
        lines.append(f"{file}: theory at neutral ranges: {theory}\n")
    return "".join(lines) or f"{file}: every primitive is set\n"


def _folders() -> list[str]:
    return [str(folder) for folder in (scenario_folder(), seeds_folder())]


def _checked(path: str) -> list[Checked]:
    try:
        if _is_folder(path):
            return _folder(Path(path))
        return [_file(locate(path))]
    except BadInput as error:
        return [Checked(path, None, error.mistakes)]


def _folder(folder: Path) -> list[Checked]:
    files = sorted(folder.rglob("*.toml"))
    if files:
        return [_file(file) for file in files]
    rule = "a folder without a .toml file"
    return [Checked(shown(folder), None, (Mistake(shown(folder), "", rule, None, "name another"),))]


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except ValueError:  # a null byte
        return False


def _file(path: Path) -> Checked:
    where = shown(path)
    kind: object = None
    try:
        kind = read(path)[0].get("kind")
        if not isinstance(kind, str) or kind not in _LOADERS:
            rule = "must be 'scenario', 'game', 'design', 'cards', 'record' or 'wars'"
            got = None if kind is None else text_of(kind)
            wrong = Mistake(where, "kind", rule, got, 'write kind = "scenario" at the top')
            return Checked(where, None, (wrong,))
        _LOADERS[kind](str(path))
    except BadInput as error:
        return Checked(where, kind if isinstance(kind, str) else None, error.mistakes)
    return Checked(where, kind, (), str(path))


def _as_json(checked: Sequence[Checked]) -> dict[str, Any]:
    files = [
        {
            "file": each.file,
            "kind": each.kind,
            "ok": not each.mistakes,
            "mistakes": [
                asdict(mistake) | {"line": str(mistake)} for mistake in each.mistakes[:MOST_TOLD]
            ],
            "more": max(len(each.mistakes) - MOST_TOLD, 0),
        }
        for each in checked
    ]
    return {"ok": all(file["ok"] for file in files), "files": files}
