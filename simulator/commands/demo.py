"""`simulator demo`: the classroom, served here or written to a file."""

from __future__ import annotations

import sys
from pathlib import Path

from simulator.classroom.lesson import the_lesson
from simulator.errors import BadInput, Mistake
from simulator.report.console import progress_bar
from simulator.report.whole_files import open_folder, write_whole


def demo(
    host: str,
    port: int,
    browser: bool,
    export: str | None,
    handout: str | None,
    wars: int,
    entropy: int,
) -> None:
    """Write the files asked for, or serve the lesson when none is.

    Args:
        host: Address to listen at.
        port: Port; 0 for any that is free.
        browser: Whether to open the page here.
        export: File for the lesson with its answers.
        handout: File for the page to print.
        wars: How many wars an answer of the exported file counts.
        entropy: Names the luck [0, 2**63).

    Raises:
        BadInput: A file or an address cannot be had.
        RunFailed: A war could not be played.
    """
    files = [_html("--export", export), _html("--handout", handout)]
    if handout is not None and files[1] is not None:
        from simulator.classroom.handout import handout as printed

        write_whole(files[1], printed(the_lesson()).encode())
        _say(f"Handout: {handout}")
    if export is not None and files[0] is not None:
        _export(files[0], wars, entropy)
    if export is None and handout is None:
        # Imported here: whoever writes a file needs no server.
        from simulator.classroom.serve import serve

        serve(host, port, entropy, browser, _say)


def _export(file: Path, wars: int, entropy: int) -> None:
    from simulator.classroom.export import exported, size

    whole = size(the_lesson(), wars)
    sys.stderr.write(f"{whole:,} wars to play: some minutes...\n")
    with progress_bar("the lesson's answers") as told:
        text = exported(the_lesson(), wars, entropy, told).encode()
    write_whole(file, text)
    _say(f"Lesson: {file} ({len(text) / 1e6:.1f} MB)")


def _html(option: str, typed: str | None) -> Path | None:
    """The file that was named, in a folder that can be written to.

    Raises:
        BadInput: It is no HTML file, or cannot be written.
    """
    if typed is None:
        return None
    file = Path(typed)
    if file.suffix.lower() not in (".html", ".htm") or file.is_dir():
        rule = "must be a file that ends in .html"
        remedy = "a browser prints it to PDF"
        raise BadInput(Mistake(option, "", rule, repr(typed), remedy))
    open_folder(str(file.parent))
    return file


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
