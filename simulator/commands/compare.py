"""`simulator compare`: every claim of every author, and every theory against everybody's claims."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence

from simulator.cards.load import load_all
from simulator.compare.comparison import compare
from simulator.ensemble import compiling_is_due
from simulator.errors import BadInput, Mistake
from simulator.files.find import printable
from simulator.report.claims_json import comparison_json
from simulator.report.claims_table import show
from simulator.report.console import progress_bar
from simulator.report.plain import json_text


def run_compare(
    authors: Sequence[str],
    replications: int,
    entropy: int,
    quick: bool,
    as_json: bool,
    out: str | None,
) -> None:
    """Judge every claim of some authors and say what holds.

    Args:
        authors: Whose claims; all authors when empty.
        replications: Wars a world at an author's own date.
        entropy: Names the luck [0, 2**63).
        quick: Whether to leave out what the claims rest on.
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for the reports; none when None.

    Raises:
        BadInput: An author is unknown, or a card or a scenario has mistakes.
        RunFailed: A war could not be played.
    """
    cards = load_all()
    unknown = [author for author in authors if author not in cards]
    if unknown:
        raise BadInput(*(_unknown(author, tuple(cards)) for author in unknown))
    asked = tuple(dict.fromkeys(authors)) or tuple(cards)
    compiling_is_due("ensemble")
    with progress_bar("compare") as told:
        found = compare(cards, asked, replications, entropy, told, quick=quick)
    if as_json:
        sys.stdout.write(json_text(comparison_json(found)))
    else:
        show(found)


def _unknown(author: str, known: tuple[str, ...]) -> Mistake:
    near = difflib.get_close_matches(author[:200], known, n=1, cutoff=0.5)
    remedy = f"did you mean {near[0]}?" if near else "one of " + ", ".join(known)
    return Mistake("AUTHOR", printable(author), "no such author", None, remedy)
