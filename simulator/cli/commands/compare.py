"""`simulator compare`: every claim of every author, and every theory against everybody's claims."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from simulator import __version__
from simulator.claims.cards.load import load_all
from simulator.claims.compare.comparison import compare
from simulator.claims.compare.results import Comparison
from simulator.files.recorded import load_war_record, load_wars_record
from simulator.files.scenario import load_scenario
from simulator.history.backtest.scorecard import Scorecard
from simulator.history.backtest.scored_forecast import backtest
from simulator.model.metrics.outcome import Stamp
from simulator.show.report.claims_json import comparison_json
from simulator.show.report.claims_report import TITLE, report
from simulator.show.report.claims_table import show
from simulator.show.report.console import progress_bar, stdout_console
from simulator.show.report.document import Figure, html, markdown
from simulator.show.report.five_authors import five_authors
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import json_text
from simulator.show.report.whole_files import open_folder

#: The most wars by which a forecast is scored here; `simulator backtest` plays more.
_SCORED = 400
#: What stands for a scenario's name where all are meant.
_EVERYONE = "all authors"
#: The files that a picture of an author comes from; and those of one with the blind coding.
_MAIN = ("scenarios/{}.toml", "seeds/{}.toml")
_CODED = (
    *("scenarios/as-written/{}.toml", "seeds/{}.toml"),
    "scenarios/variants/{}-coded-blind.toml",
)


def run_compare(
    authors: Sequence[str],
    replications: int,
    entropy: int,
    quick: bool,
    own_date: bool,
    as_json: bool,
    out: str,
) -> None:
    """Judge every claim of some authors and say what holds.

    Args:
        authors: Whose claims, as `check_authors` let them pass; all authors when empty.
        replications: Wars a world at an author's own date.
        entropy: Names the luck [0, 2**63).
        quick: Whether to leave out what the claims rest on, and the scenarios coded blind.
        own_date: Whether to leave out the common date.
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for the reports: `compare.html`, `.md`, `.json` and the pictures.

    Raises:
        BadInput: A card or a scenario has mistakes.
        RunFailed: A war could not be played.
    """
    cards = load_all()
    asked = tuple(dict.fromkeys(authors)) or tuple(cards)
    folder = open_folder(out)
    with progress_bar("compare") as told:
        found = compare(cards, asked, replications, entropy, told, quick=quick, own_date=own_date)
    plain = json_text(comparison_json(found))
    with leaving(out) as left:
        left.write({"compare.json": plain.encode()})
        if as_json:
            sys.stdout.write(plain)
        else:
            show(found)
            stdout_console().print(five_authors(found, _scored(asked, replications, entropy)))
            sys.stdout.write(f"{folder / 'compare.html'}\n")
        left.draw(lambda: _reports(found))


def _scored(authors: Sequence[str], replications: int, entropy: int) -> dict[str, Scorecard]:
    """How each author's forecast did against the record."""
    record, wars = load_war_record(), load_wars_record()
    few = min(replications, _SCORED)
    return {
        author: backtest(load_scenario(author), record, wars.hazards, few, entropy)
        for author in authors
    }


def _reports(found: Comparison) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load.
    from simulator.show.pictures.claims import claims_picture
    from simulator.show.pictures.claims_ladder import ladder_picture
    from simulator.show.pictures.coding import coding_picture
    from simulator.show.pictures.cross import cross_picture, signs_picture

    names = {author: cards.name for author, cards in found.cards.items()}
    everyone = _stamp(found, _EVERYONE, "all theories at the common date")
    drawn = []
    if found.cross:
        drawn.append(cross_picture(found.cross, names, everyone))
        drawn.append(signs_picture(found.experiments, names, everyone))
    if found.prices:
        stamp = _stamp(found, ", ".join(found.prices), "at the own date")
        drawn.append(ladder_picture(found.prices, names, stamp))
    if found.blind:
        stamp = _stamp(found, ", ".join(found.blind), "at the own date", _CODED)
        drawn.append(coding_picture(found.coded(), stamp))
    for author in found.authors:
        rows = [each for each in found.claims if each.author == author]
        stamp = _stamp(found, author, found.cards[author].source.title)
        drawn.append(claims_picture(rows, stamp, f"claims-{author}", names[author]))
    figures = {each.name: Figure(each.name, each.svg.decode(), each.alt) for each in drawn}
    blocks = report(found, figures)
    files = {each.name: f"{each.name}.svg" for each in drawn}
    written = {
        "compare.html": html(TITLE, blocks).encode(),
        "compare.md": markdown(blocks, files).encode(),
    }
    for each in drawn:
        written |= each.files()
    return written


def _stamp(found: Comparison, scenario: str, title: str, files: tuple[str, ...] = _MAIN) -> Stamp:
    """Where a picture comes from: its files are those of the authors it names."""
    everyone = scenario == _EVERYONE
    asked = {file.format(name) for name in scenario.split(", ") for file in files}
    mine = {name: digest for name, digest in found.files.items() if everyone or name in asked}
    return Stamp(
        scenario=scenario,
        title=title,
        start="",
        entropy=found.entropy,
        engine="ensemble",
        version=__version__,
        files=mine,
        levers={},
        changes={},
    )
