"""Finding the file a person means: a name in the scenarios folder, or a path."""

from __future__ import annotations

import difflib
import stat
from pathlib import Path

from simulator.errors import BadInput, Mistake, code_point, harmful
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
    refuse_harmful(name)
    found: list[tuple[Path, str]] = []
    for candidate in _candidates(name, beside):
        kind = kind_at(candidate)
        if kind == "file" and candidate.suffix == SUFFIX:
            return candidate
        if kind is not None and name:
            found.append((candidate, kind))
    if not found:
        raise BadInput(
            Mistake(printable(name), "", "no such scenario or file", None, _nearest(name))
        )
    path, kind = found[0]
    if kind == "folder":
        rule, got, remedy = "must be a file, not a folder", None, _nearest(name)
    elif kind == "file":
        rule, got, remedy = f"must be a {SUFFIX} file", _called(path), "name one"
    else:
        rule, got, remedy = "must be a regular file", f"a {kind}", "name a file that a person wrote"
    raise BadInput(Mistake(printable(name), "", rule, got, remedy))


def refuse_harmful(name: str) -> None:
    """A name that no message, table or file of results can hold.

    Raises:
        BadInput: It holds a control or direction character, or bytes that are no UTF-8.
    """
    letter = harmful(name)
    if letter is not None:
        rule, remedy = "must have a name that can be printed", "rename it"
        raise BadInput(Mistake(printable(name), "", rule, code_point(letter), remedy))


def _candidates(name: str, beside: Path | None) -> list[Path]:
    folder = scenario_folder()
    home = beside.parent if beside is not None else Path()
    in_folder = [] if ".." in Path(name).parts else [folder / name, folder / (name + SUFFIX)]
    as_path = [home / name, home / (name + SUFFIX)]
    # A path that looks like one ("./base.toml") is never taken for a name.
    return as_path if name.startswith((".", "/", "~")) else in_folder + as_path


def kind_at(path: Path) -> str | None:
    """What stands at a path; None for nothing."""
    try:
        return kind_of(path.stat().st_mode)
    except (OSError, ValueError):  # a name too long, or with a null byte
        return None


def kind_of(mode: int) -> str:
    """What a file's mode says it is."""
    kinds = {
        stat.S_IFREG: "file",
        stat.S_IFDIR: "folder",
        stat.S_IFIFO: "pipe",
        stat.S_IFSOCK: "socket",
        stat.S_IFLNK: "link",
    }
    return kinds.get(stat.S_IFMT(mode), "device")


#: How files of other kinds are called that somebody may take for one of ours.
_OTHERS = {
    ".csv": "a table of comma-separated values",
    ".efg": "a game of Gambit's",
    ".json": "a JSON file",
    ".nfg": "a game of Gambit's",
    ".parquet": "a Parquet file",
    ".xlsx": "a spreadsheet",
    ".yaml": "a YAML file",
    ".yml": "a YAML file",
}


def _called(path: Path) -> str:
    return _OTHERS.get(path.suffix.lower(), f"a file that is there, ending in {path.suffix!r}")


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
