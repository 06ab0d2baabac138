"""Finding the file a person means: a name in the scenarios folder, or a path."""

from __future__ import annotations

import difflib
from pathlib import Path

from simulator.errors import BadInput, Mistake
from simulator.places import data_folder

SUFFIX = ".toml"


def scenario_folder() -> Path:
    """The folder in which names are looked up."""
    return data_folder("scenarios")


def known_names() -> list[str]:
    """Every name in the scenarios folder, as it may be typed, sorted."""
    folder = scenario_folder()
    return sorted(
        path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*" + SUFFIX)
    )


def shown(path: Path) -> str:
    """How a file is called in messages: short in the program's own folders, as given elsewhere."""
    for folder in (scenario_folder(), data_folder("seeds")):
        if path.resolve().is_relative_to(folder.resolve()):
            return (Path(folder.name) / path.resolve().relative_to(folder.resolve())).as_posix()
    return path.as_posix()


def locate(name: str, beside: Path | None = None) -> Path:
    """The file that `name` means.

    Args:
        name: A name in the scenarios folder, with or without `.toml`, or a path.
        beside: The file that mentions `name`; paths are then relative to its folder.

    Raises:
        BadInput: No such file; the mistake names the nearest ones.
    """
    for candidate in _candidates(name, beside):
        if _is_file(candidate):
            return candidate
    rule = (
        "must be a file, not a folder" if _is_folder(name, beside) else "no such scenario or file"
    )
    raise BadInput(Mistake(printable(name), "", rule, None, _nearest(name)))


def _candidates(name: str, beside: Path | None) -> list[Path]:
    folder = scenario_folder()
    home = beside.parent if beside is not None else Path()
    in_folder = [] if ".." in Path(name).parts else [folder / name, folder / (name + SUFFIX)]
    as_path = [home / name, home / (name + SUFFIX)]
    # A path that looks like one ("./base.toml") is never taken for a name.
    return as_path if name.startswith((".", "/", "~")) else in_folder + as_path


def _is_file(path: Path) -> bool:
    try:
        return path.suffix == SUFFIX and path.is_file()
    except (OSError, ValueError):  # a name too long, or with a null byte
        return False


def _is_folder(name: str, beside: Path | None) -> bool:
    try:
        return bool(name) and any(path.is_dir() for path in _candidates(name, beside))
    except (OSError, ValueError):
        return False


def _nearest(name: str) -> str:
    names = known_names()
    stem = name.removesuffix(SUFFIX).removeprefix("./").removeprefix("scenarios/")
    near = difflib.get_close_matches(stem[:200], names, n=3, cutoff=0.5)
    near += [known for known in names if known.rpartition("/")[2] == stem and known not in near]
    if near:
        return "did you mean " + " or ".join(near) + "?"
    # Games, designs and variants are many and have a folder before their name.
    plain = [known for known in names if "/" not in known]
    return "name a file ending in .toml, or one of " + ", ".join(plain)


def printable(text: str, longest: int = 60) -> str:
    """`text` on one line and not too long, for a message."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"
