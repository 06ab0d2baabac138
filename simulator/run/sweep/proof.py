"""Whether what stands in the folder of a sweep is what the sweep wrote.

Nothing is believed for its name: a part is the one with the SHA-256 that the ledger has for it, of
the sweep of this manifest, with its own number and its own rows.
"""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.errors import BadInput, Mistake
from simulator.run.sweep.checksums import LEDGER, Ledger, sum_of
from simulator.run.sweep.manifest import Json, digest_of
from simulator.run.sweep.parquet import note_of

MANIFEST = "manifest.json"
PARTS = "points"
LOCK = ".lock"

#: Of a manifest [bytes]; that of the largest design is a tenth of it.
_LARGEST = 16 * 1024 * 1024

#: How many tables may stand in each other; a manifest has four.
_DEEPEST = 20

_AGAIN = "move it away, and --resume plays it again"
_NO_MANIFEST = "must be the manifest of a sweep"


def name_of(part: int) -> str:
    """Name of a part's file in the folder.

    >>> name_of(7)
    'points/part-00007.parquet'
    """
    return f"{PARTS}/part-{part:05d}.parquet"


@dataclass(frozen=True, slots=True)
class Expected:
    """What the parts of a sweep must be.

    Attributes:
        digest: Of the manifest.
        parts: How many there are.
        each: Points in a part; the last may hold fewer.
        points: Points in all.
    """

    digest: str
    parts: int
    each: int
    points: int

    @classmethod
    def of(cls, manifest: Json, parts: int | None = None) -> Expected:
        """What a manifest promises.

        Args:
            manifest: As it was written.
            parts: How many parts; reckoned from the manifest when None.

        Raises:
            KeyError, TypeError, ValueError: It promises nothing of the kind.
        """
        told = manifest["points"]
        each, points = told["in_a_part"], told["number"]
        if not all(type(number) is int and number > 0 for number in (each, points)):
            raise ValueError("no numbers of points")
        return cls(digest_of(manifest), parts or -(-points // each), each, points)

    def note(self, part: int) -> dict[str, Any]:
        """What a part says of itself."""
        rows = min(self.each, self.points - part * self.each)
        return {"sweep": self.digest, "part": part, "rows": rows}


def read_manifest(path: Path) -> Json:
    """The manifest of a sweep.

    Raises:
        BadInput: It is none.
    """
    try:
        if not _is_regular(path) or path.stat().st_size > _LARGEST:
            raise ValueError
        read = json.loads(path.read_bytes())
        if isinstance(read, dict) and _depth(read) <= _DEEPEST:
            return read
    except (OSError, ValueError, RecursionError):
        pass
    raise BadInput(Mistake(path.as_posix(), "", _NO_MANIFEST, None, "name another folder"))


def _depth(read: object) -> int:
    level, depth = [read], 0
    while level and depth <= _DEEPEST:
        depth += 1
        inner = [each.values() if isinstance(each, dict) else each for each in level]
        level = [node for nodes in inner for node in nodes if isinstance(node, dict | list)]  # type: ignore[attr-defined]
    return depth


def irregular(place: Path) -> list[Mistake]:
    """Pipes, devices, links: what would be waited for, or read elsewhere."""
    inside = sorted(place.iterdir()) if place.is_dir() else []
    if _kind(place / PARTS) == "folder":
        inside += sorted((place / PARTS).iterdir())
    mistakes = []
    for path in inside:
        kind = _kind(path)
        wanted = "folder" if path == place / PARTS else "file"
        deep = path.parent != place
        if kind == wanted or (kind == "folder" and not deep and path.name not in _OWN):
            continue
        rule = f"must be a regular {wanted}"
        mistakes.append(Mistake(path.as_posix(), "", rule, f"a {kind}", "move it away"))
    return mistakes


_OWN = (MANIFEST, LEDGER, LOCK)


def strangers(place: Path, expected: Expected) -> list[Mistake]:
    """Files among the parts that are none of this sweep's."""
    names = {name_of(part).partition("/")[2] for part in range(expected.parts)}
    rule = f"must be one of the {expected.parts} parts of this sweep"
    return [
        Mistake(path.as_posix(), "", rule, None, "move it away")
        for path in sorted((place / PARTS).iterdir())
        if path.name not in names
    ]


def wrong_files(place: Path, expected: Expected) -> list[Mistake]:
    """The manifest and the parts that are there and are not what was written."""
    sums = Ledger(place).sums
    mistakes = []
    change = change_of(place, MANIFEST, sums) if MANIFEST in sums else None
    if change is not None:
        remedy = "sweep into another folder"
        rule = "must be as the sweep wrote it"
        mistakes.append(Mistake((place / MANIFEST).as_posix(), "", rule, change, remedy))
    for part in range(expected.parts):
        name = name_of(part)
        path = place / name
        if name not in sums or not path.is_file():
            continue  # it is played again
        change = change_of(place, name, sums) or _of_another(path, expected.note(part))
        if change is not None:
            rule = "must be a part of this sweep as it was written"
            mistakes.append(Mistake(path.as_posix(), "", rule, change, _AGAIN))
    return mistakes


def change_of(place: Path, name: str, sums: dict[str, str]) -> str | None:
    """How a file differs from what was written; None when it does not.

    Args:
        place: The folder.
        name: Of the file in it.
        sums: What was written, by name.
    """
    try:
        if not _is_regular(place / name):
            return "no regular file"
        content = (place / name).read_bytes()
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return None if sum_of(content) == sums[name] else "other bytes than were written"


def _of_another(path: Path, own: dict[str, Any]) -> str | None:
    note = note_of(path)
    if note is None:
        return "no such file"
    for key, wanted in own.items():
        if note.get(key) != wanted:
            return f"{key} {note.get(key)!r}, not {wanted!r}"[:200]
    return None


def _is_regular(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _kind(path: Path) -> str:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return "file that has gone"
    kinds = {
        stat.S_IFREG: "file",
        stat.S_IFDIR: "folder",
        stat.S_IFLNK: "link",
        stat.S_IFIFO: "pipe",
        stat.S_IFSOCK: "socket",
    }
    return kinds.get(stat.S_IFMT(mode), "device")
