"""`simulator complete`: the least that must be assumed for an author's claims to come out."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from simulator import __version__
from simulator.claims.cards.load import hashes, load_all
from simulator.claims.compare.price import ENDING
from simulator.claims.complete.completion import complete, leave_one_out, stated
from simulator.claims.complete.journal import Journal, search_hash
from simulator.errors import BadInput, Mistake, not_installed
from simulator.files.find import SUFFIX, printable
from simulator.files.scenario import dump_scenario, load_scenario
from simulator.run.sweep.manifest import code_hash
from simulator.show.report.completion_report import completion_json, show_completion
from simulator.show.report.completion_text import completed_file
from simulator.show.report.console import progress_bar
from simulator.show.report.plain import json_text
from simulator.show.report.whole_files import write_whole

#: Added to the scenario's file name while its search is not over.
_TRIALS = ".trials"


def run_complete(
    author: str,
    claims_of: str | None,
    replications: int,
    entropy: int,
    budget: int,
    out: str | None,
    as_json: bool,
    resume: bool,
    one_out: bool,
) -> None:
    """Search, write the scenario and its price, and say what it costs.

    Args:
        author: Whose world, as `check_authors` let it pass.
        claims_of: Whose claims; None for the author's own, at the author's own date.
        replications: Wars a world in judging.
        entropy: Names the luck that judges.
        budget: Of the search [seconds of two cores, at a fixed number of wars a second].
        out: The file to write; its price lies beside it. None for one in out/complete.
        as_json: Whether stdout gets one JSON object and nothing else.
        resume: Whether to go on with a search that was interrupted.
        one_out: Whether each claim is also left out of a search of its own.

    Raises:
        BadInput: A card or a scenario has mistakes, or the file cannot be written there.
        RunFailed: A war could not be played.
    """
    cards = load_all()
    if find_spec("cma") is None:
        raise BadInput(not_installed("simulator complete", "cma"))
    name = author if claims_of is None else f"{author}-claims-of-{claims_of}"
    path = _file(out, name)
    asked = [author, claims_of, replications, entropy, budget]
    read = {**hashes(), **load_scenario(stated(cards[author])).files}
    code = [__version__, code_hash(), version("cma")]
    told = search_hash({"asked": asked, "files": read, "code": code})
    journal = Journal(path.with_name(path.name + _TRIALS), told)
    kept = journal.begin(resume)
    with progress_bar(f"complete {name}", "wars") as bar:
        found = complete(
            cards, author, claims_of, replications, entropy, budget, kept, journal.keep, bar
        )
    if one_out:
        with progress_bar(f"complete {name}, a claim left out", "wars") as bar:
            left = leave_one_out(cards, author, replications, entropy, budget, bar)
        found = replace(found, left_out=left)
    if claims_of is None:
        whole = load_scenario(cards[author].as_written or cards[author].scenario)
        text = completed_file(found, whole.title, whole.question)
    else:
        text = dump_scenario(found.world)
    plain = json_text(completion_json(found))
    write_whole(path, text.encode())
    write_whole(path.with_name(path.name.removesuffix(SUFFIX) + ENDING), plain.encode())
    journal.end()
    if as_json:
        sys.stdout.write(plain)
        return
    show_completion(found)
    sys.stdout.write(f"{path}\n")


def _file(out: str | None, name: str) -> Path:
    """The file to write, its folder there."""
    path = Path(out) if out is not None else Path("out") / "complete" / (name + SUFFIX)
    got = repr(printable(str(path)))
    if path.suffix != SUFFIX:
        rule, remedy = "must end in .toml", f"write it like {name}{SUFFIX}"
        raise BadInput(Mistake("--out", "", rule, got, remedy))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        rule = f"its folder must be there ({error.strerror})"
        raise BadInput(Mistake("--out", "", rule, got, "name another folder")) from error
    return path
