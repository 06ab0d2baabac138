"""`simulator demo`: the classroom, served here or written to a file."""

from __future__ import annotations

import sys
from pathlib import Path

from simulator import __version__
from simulator.classroom.lesson import the_lesson
from simulator.errors import BadInput
from simulator.files.place_for_a_file import no_place
from simulator.show.report.console import progress_bar
from simulator.show.report.plain import json_text
from simulator.show.report.whole_files import write_whole


def demo(
    host: str,
    port: int,
    browser: bool,
    shared: bool,
    export: str | None,
    handout: str | None,
    wars: int,
    entropy: int,
    as_json: bool,
) -> None:
    """Write the files asked for, or serve the lesson when none is.

    Args:
        host: Address to listen at.
        port: Port; 0 for any that is free.
        browser: Whether to open the page here.
        shared: Whether the whole class comes from one address.
        export: File for the lesson with its answers.
        handout: File for the page to print.
        wars: How many wars an answer of the exported file counts.
        entropy: Names the luck [0, 2**63).
        as_json: Whether stdout gets one JSON object and nothing else.

    Raises:
        BadInput: A file or an address cannot be had.
        RunFailed: A war could not be played.
    """
    lesson_file, sheet = _html("--export", export), _html("--handout", handout)
    told: dict[str, object] = {"version": __version__, "entropy": entropy}
    if sheet is not None:
        from simulator.classroom.handout import handout as printed

        write_whole(sheet, printed(the_lesson()).encode())
        told["handout"] = str(sheet)
    if lesson_file is not None:
        told |= {"export": str(lesson_file), "replications": wars}
        told["bytes"] = _export(lesson_file, wars, entropy)
    if sheet is not None or lesson_file is not None:
        _say(told, as_json)
        return
    # Imported here: whoever writes a file needs no server.
    from simulator.classroom.serve import serve

    serve(host, port, entropy, browser, shared, lambda where: _say({**told, **where}, as_json))


def _export(file: Path, wars: int, entropy: int) -> int:
    """Write the lesson with its answers; its size [bytes]."""
    from simulator.classroom.export import exported, size

    whole = size(the_lesson(), wars)
    sys.stderr.write(f"{whole:,} wars to play; two cores play some hundreds a second...\n")
    with progress_bar("the lesson's answers") as told:
        text = exported(the_lesson(), wars, entropy, told).encode()
    write_whole(file, text)
    return len(text)


def _html(option: str, typed: str | None) -> Path | None:
    """The file that was named, in a folder that can be written to.

    Raises:
        BadInput: It is no HTML file, or cannot be written.
    """
    if typed is None:
        return None
    mistake = no_place(option, typed, (".html", ".htm"), f"{option} lesson.html")
    if mistake is not None:
        raise BadInput(mistake)
    return Path(typed)


_LINES = {
    "handout": "Handout: {handout}",
    "export": "Lesson: {export} ({bytes:,} bytes)",
    "students": "Students: {students} with the code {code}",
    "presenter": "The lesson, for you alone: {presenter}\nCtrl-C ends it.",
}


def _say(told: dict[str, object], as_json: bool) -> None:
    lines = [line.format(**told) for name, line in _LINES.items() if name in told]
    sys.stdout.write(json_text(told) if as_json else "\n".join(lines) + "\n")
    sys.stdout.flush()
