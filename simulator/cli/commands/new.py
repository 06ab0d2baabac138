"""`simulator new`: a commented scenario file for another war."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from simulator.errors import BadInput, Mistake
from simulator.files.command_line import together
from simulator.files.find import SUFFIX, printable
from simulator.files.new_war import FACTS, scenario_text
from simulator.files.place_for_a_file import no_place
from simulator.files.scenario import parse_sets
from simulator.show.report.plain import json_text
from simulator.show.report.whole_files import write_whole

_START = re.compile(r"(\d{4}-(0[1-9]|1[0-2]))?", re.ASCII)


def new(file: str, title: str, start: str, sets: list[str], as_json: bool) -> None:
    """Write the file and say what is left to do.

    Args:
        file: Where; nothing may be there yet.
        title: Of the war.
        start: Month 0, YYYY-MM; empty when it is still to be found.
        sets: Each PATH=VALUE that is known already.
        as_json: Whether stdout gets one JSON object and nothing else.

    Raises:
        BadInput: Something typed is wrong, or there is such a file.
    """
    together(lambda: _check(Path(file), title, start), lambda: parse_sets(sets))
    values = parse_sets(sets)
    write_whole(Path(file), scenario_text(title, start, values).encode())
    waiting = [path for path in FACTS if path not in values]
    if as_json:
        sys.stdout.write(json_text({"file": file, "set": list(values), "unset": waiting}))
        return
    see = f"`simulator check --unset {file}` lists them"
    sys.stdout.write(f"{file}: {len(waiting)} figures wait to be set; {see}\n")


def _check(path: Path, title: str, start: str) -> None:
    mistakes = []
    got = repr(printable(str(path)))
    if path.suffix == SUFFIX and path.exists():
        rule, remedy = "is there already", "name another, or remove it first"
        mistakes.append(Mistake("FILE.toml", "", rule, got, remedy))
    elif (mistake := no_place("FILE.toml", str(path), (SUFFIX,), "my-war.toml")) is not None:
        mistakes.append(mistake)
    if not title.strip() or not title.isprintable():
        rule, remedy = "must be one line of text", 'write it like --title "The Winter War"'
        mistakes.append(Mistake("--title", "", rule, repr(printable(title)), remedy))
    if not _START.fullmatch(start):
        rule, remedy = "must be a month", "write it like --start 1939-11"
        mistakes.append(Mistake("--start", "", rule, repr(printable(start)), remedy))
    if mistakes:
        raise BadInput(*mistakes)
