"""Files for rows of wars, as they are typed: `--wars FILE` and `--months FILE`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from simulator.errors import BadInput, Mistake
from simulator.files.place_for_a_file import no_place

SUFFIXES = (".parquet", ".csv")

#: The horizon when nobody says [months].
_HORIZON = "60"


def horizon_and_file(typed: Sequence[str]) -> tuple[str, str | None]:
    """What `--months` said: a horizon, a file for the rows of months, or each once.

    >>> horizon_and_file(["24", "m.csv"]), horizon_and_file(["x"])
    (('24', 'm.csv'), ('x', None))
    """
    files = [text for text in typed if Path(text).suffix.lower() in SUFFIXES]
    horizons = [text for text in typed if text not in files]
    return (horizons or [_HORIZON])[-1], files[-1] if files else None


def check_row_files(files: Mapping[str, str | None]) -> None:
    """Refuse files that could not be written, before anything is played.

    Args:
        files: Option to what was typed after it; None where nothing was.

    Raises:
        BadInput: A file ends neither in `.parquet` nor in `.csv`, is a folder, or lies where
            nothing can be written; or two are one.
    """
    named = {option: path for option, path in files.items() if path is not None}
    mistakes = [
        wrong
        for option, path in named.items()
        if (wrong := no_place(option, path, SUFFIXES, f"{option} rows.csv")) is not None
    ]
    places = [Path(path).resolve() for path in named.values()]
    if len(set(places)) < len(places):
        rule, remedy = "must be another file than that of --wars", "name two files"
        mistakes.append(Mistake("--months", "", rule, repr(named["--months"]), remedy))
    if mistakes:
        raise BadInput(*mistakes)
