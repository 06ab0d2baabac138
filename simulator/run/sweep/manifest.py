"""What a sweep's folder says of itself, and whether a resumed sweep is the same one."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from typing import Any

from simulator import __version__
from simulator.errors import BadInput, Mistake
from simulator.model.designs import Axis, Design
from simulator.model.records import Range, Scenario
from simulator.places import PACKAGE
from simulator.run.sweep.columns import column_labels
from simulator.run.sweep.points import Points

Json = dict[str, Any]

#: Parts of the program that no number depends on.
_WITHOUT_NUMBERS = (
    *("__main__", "cli", "classroom", "verification", "show", "claims", "history", "theory"),
)

#: What may differ between a sweep and its resumption.
_MAY_DIFFER = ("git", "columns", "read")

_READ = {
    "pandas": 'pandas.read_parquet("points")',
    "duckdb": "SELECT * FROM 'points/*.parquet' ORDER BY point",
    "R": 'arrow::open_dataset("points") |> dplyr::collect()',
}


def manifest_of(
    design: Design,
    scenario: Scenario,
    points: Points,
    names: tuple[str, ...],
    each: int,
    kind: str = "sweep",
    *,
    paired: bool = False,
) -> Json:
    """Everything a sweep's numbers come from; no clock time.

    Args:
        design: What was asked for.
        scenario: What its points start from.
        points: Where they lie.
        names: Metrics that are kept.
        each: Points in a part.
        kind: What the points are for.
        paired: Whether the number of every war is kept.
    """
    return {
        "kind": kind,
        "version": __version__,
        "code": code_hash(),
        "libraries": _libraries(),
        "git": _git(),
        "scenario": {
            "name": design.scenario,
            "title": scenario.title,
            "files": dict(scenario.files),
        },
        "design": {
            "title": design.title,
            "question": design.question,
            "kind": design.kind,
            "axes": [_axis(axis) for axis in design.axes],
            "files": dict(design.files),
        },
        "entropy": design.entropy,
        "months": design.months,
        "replications": design.replications,
        "set": {path: _plain(value) for path, value in design.sets.items()},
        "levers": [f"{lever.name}={lever.value}@{lever.month}" for lever in design.levers],
        "metrics": list(names),
        "points": {"number": len(points), "in_a_part": each, "places": points.digest()},
        **({"paired": True} if paired else {}),
        "columns": column_labels(points.axes, names, paired=paired),
        "read": _READ,
    }


def text_of(manifest: Json) -> bytes:
    """The file that says it."""
    return (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()


def digest_of(manifest: Json) -> str:
    """Hash of what the numbers depend on [16 hex digits]; every part carries it."""
    told = {key: value for key, value in manifest.items() if key not in _MAY_DIFFER}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def note_for(manifest: Json) -> Json:
    """What every part carries: enough to trace it when it is alone."""
    return {
        "version": manifest["version"],
        "entropy": manifest["entropy"],
        "scenario": manifest["scenario"],
        "sweep": digest_of(manifest),
    }


def refuse_another(there: Json, wanted: Json, where: str) -> None:
    """Refuse to go on with a sweep that is not the same.

    Args:
        there: The manifest in the folder.
        wanted: The manifest of what is asked for now.
        where: How the folder's manifest is called.

    Raises:
        BadInput: Everything that has changed.
    """
    mistakes = [
        Mistake(where, path, "must be as the sweep began", f"{now}, was {was}", _remedy(path))
        for path, was, now in _differences(_flat(there), _flat(wanted))
    ]
    if mistakes:
        raise BadInput(*mistakes)


def _differences(there: Mapping[str, str], wanted: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [
        (path, there.get(path, "nothing"), wanted.get(path, "nothing"))
        for path in dict.fromkeys((*there, *wanted))
        if there.get(path) != wanted.get(path) and path.split(".")[0] not in _MAY_DIFFER
    ]


def _flat(node: Any, path: str = "") -> dict[str, str]:  # noqa: ANN401  # any node of a JSON document
    if isinstance(node, dict):
        parts = [_flat(value, f"{path}.{key}".lstrip(".")) for key, value in node.items()]
        return {key: value for part in parts for key, value in part.items()}
    return {path: json.dumps(node, sort_keys=True, ensure_ascii=False)}


def _remedy(path: str) -> str:
    if path in ("version", "code") or path.startswith("libraries"):
        return "go back to that version, or sweep into another folder"
    if "files" in path:
        return "put the file back as it was, or sweep into another folder"
    return "ask for the same sweep, or name another folder"


@cache
def code_hash() -> str:
    """Hash of every source of this program that numbers depend on [16 hex digits]."""
    digest = hashlib.sha256()
    for file in sorted(PACKAGE.rglob("*.py")):
        inside = file.relative_to(PACKAGE)
        if inside.parts[0].removesuffix(".py") in _WITHOUT_NUMBERS:
            continue
        digest.update(inside.as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _libraries() -> dict[str, str]:
    names = ("numpy", "numba", "scipy", "pyarrow")
    return {"python": platform.python_version(), **{name: version(name) for name in names}}


def _git() -> Json | None:
    """The commit of a clone and whether it was touched since; None without git."""

    def ask(*words: str) -> str:
        done = subprocess.run(  # noqa: S603  # fixed words, no shell
            # Without locks: a reader of the clone must not stand in the way of who works in it.
            ["git", "--no-optional-locks", "-C", str(PACKAGE.parent), *words],  # noqa: S607  # git is wherever it is
            capture_output=True,
            check=True,
            timeout=10.0,
            text=True,
        )
        return done.stdout.strip()

    if not (PACKAGE.parent / ".git").exists():
        return None
    try:
        touched = bool(ask("status", "--porcelain", "--", "simulator", "scenarios"))
        return {"commit": ask("rev-parse", "HEAD"), "touched": touched}
    except (OSError, subprocess.SubprocessError):
        return None


def _axis(axis: Axis) -> Json:
    return {key: list(value) if key == "choices" else value for key, value in asdict(axis).items()}


def _plain(value: object) -> object:
    return asdict(value) if isinstance(value, Range) else value
