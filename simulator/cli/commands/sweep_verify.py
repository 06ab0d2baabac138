"""`simulator sweep --verify DIR`: whether every part of a sweep is what was written."""

from __future__ import annotations

import sys
from pathlib import Path

from simulator.errors import BadInput, Mistake
from simulator.run.sweep.checksums import LEDGER, Ledger
from simulator.run.sweep.proof import (
    MANIFEST,
    Expected,
    change_of,
    irregular,
    name_of,
    read_manifest,
    strangers,
    wrong_files,
)
from simulator.show.report.plain import json_text


def verify_sweep(folder: str, as_json: bool) -> None:
    """Tell everything in a sweep's folder that is not what the sweep wrote.

    Args:
        folder: Of the sweep; nothing in it is changed.
        as_json: Whether stdout gets one JSON object and nothing else.

    Raises:
        BadInput: Every file that is missing, extra or changed.
    """
    place = Path(folder)
    if not place.is_dir():
        remedy = "name the folder of a sweep"
        raise BadInput(Mistake("--verify", "", "must be a folder", repr(folder), remedy))
    mistakes = irregular(place)
    if mistakes:
        raise BadInput(*mistakes)
    manifest = read_manifest(place / MANIFEST)
    try:
        expected = Expected.of(manifest)
    except (KeyError, TypeError, ValueError) as error:
        rule, remedy = "must be the manifest of a sweep", "name another folder"
        where = (place / MANIFEST).as_posix()
        raise BadInput(Mistake(where, "", rule, None, remedy)) from error
    mistakes = [*strangers(place, expected), *wrong_files(place, expected)]
    mistakes += _missing(place, expected)
    if as_json:
        told = {
            "out": folder,
            "parts": expected.parts,
            "whole": not mistakes,
            "mistakes": [str(each) for each in mistakes],
        }
        sys.stdout.write(json_text(told))
    if mistakes:
        raise BadInput(*mistakes)
    if not as_json:
        sys.stdout.write(
            f"{place}: {expected.parts} parts with {expected.points} points, each as it was "
            f"written (sweep {expected.digest})\n"
        )


def _missing(place: Path, expected: Expected) -> list[Mistake]:
    """What the sweep wrote and is there no longer, or what it never came to."""
    sums = Ledger(place).sums
    own = {name_of(part) for part in range(expected.parts)}
    again = "play the sweep again with --resume"
    mistakes = []
    for name in (MANIFEST, *(name for name in sums if name not in own and name != MANIFEST)):
        if name not in sums:
            rule, remedy = f"must be in {LEDGER}", "sweep into another folder"
            mistakes.append(Mistake((place / name).as_posix(), "", rule, None, remedy))
        elif name != MANIFEST and (change := change_of(place, name, sums)) is not None:
            rule = "must be as the sweep wrote it"
            mistakes.append(Mistake((place / name).as_posix(), "", rule, change, again))
    never = []
    for name in sorted(own):
        there = (place / name).is_file()
        if name in sums and not there:
            rule = "must be there: the sweep wrote it"
            mistakes.append(Mistake((place / name).as_posix(), "", rule, None, again))
        elif there and name not in sums:
            rule = f"must be in {LEDGER}"
            mistakes.append(Mistake((place / name).as_posix(), "", rule, None, again))
        elif not there:
            never.append(name)
    if never:
        rule = f"must have all {expected.parts} parts"
        got = f"{expected.parts - len(never)}; {never[0]} is the first that was never played"
        mistakes.append(Mistake(place.as_posix(), "", rule, got, again))
    return mistakes
