"""hashes.txt names what constraints.txt pins, and all that is asked for."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
#: hashes.txt is for this one.
HASHED = {"python_version": "3.11", "python_full_version": "3.11.7"}


def lines(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def pins(which: list[str]) -> dict[str, str]:
    """Name to version, of what goes with that Python."""
    asked = [Requirement(line.partition(" --hash")[0]) for line in which]
    return {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in asked
        if one.marker is None or one.marker.evaluate(HASHED)
    }


def test_hashes_are_of_what_is_pinned() -> None:
    pinned, hashed = pins(lines("constraints.txt")), pins(lines("hashes.txt"))
    other = {name: version for name, version in hashed.items() if pinned.get(name) != version}
    assert not other, "make rehash"
    assert all(line.count("--hash=sha256:") == 1 for line in lines("hashes.txt"))


def test_everything_asked_for_has_a_hash_and_is_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    hashed = pins(lines("hashes.txt"))
    for extra in (project["dependencies"], *project["optional-dependencies"].values()):
        for one in map(Requirement, extra):
            if one.name in (project["name"], "pygambit"):  # compiled from source, so left out
                continue
            assert canonicalize_name(one.name) in hashed, f"{one.name}: make rehash"
            assert one.specifier.contains(hashed[canonicalize_name(one.name)]), one.name
