"""A comparison on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.table import Table

from simulator import __version__
from simulator.claims.compare.results import Comparison, Judged
from simulator.claims.judge.claim import Part
from simulator.show.report.claim_words import claimed
from simulator.show.report.console import stdout_console
from simulator.show.report.price_report import PRICE_HEADINGS, price_row


def show(found: Comparison) -> None:
    """Print every claim with its verdict, the cross table, and the sums."""
    console = stdout_console()
    for author in found.authors:
        console.print(_claims(found, author))
    if found.cross:
        console.print(_cross(found))
        console.print(_signs(found))
    if found.prices:
        console.print(_prices(found))
    for line in summary(found):
        console.print(line)
    console.print(
        f"{found.replications} wars a world at the own date, {found.fewer} at the common one; "
        f"{found.wars} in all; entropy {found.entropy}; simulator {__version__}"
    )


def tallies(claims: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """How many core claims of each kind have each verdict, and in how many the estimate agrees."""
    counts = {}
    for kind in ("prediction", "conditional"):
        rows = [each for each in claims if each.claim.kind == kind and each.claim.core]
        scored = [each for each in rows if each.scored]
        counts[kind] = {
            "core": len(rows),
            "scored": len(scored),
            "direction": sum(bool(each.direction) for each in scored),
            "agree": sum(each.agrees for each in scored),
            **Counter(str(each.verdict) for each in rows),
        }
    return counts


def summary(found: Comparison) -> list[str]:
    """How much holds, in a line for each kind of core claim."""
    lines = []
    for kind, tally in tallies(found.claims).items():
        others = ", ".join(
            f"{tally[word]} {word}"
            for word in ("contradicted", "inconclusive", "restates", "untestable")
            if word in tally
        )
        lines.append(
            f"core {kind}s: {tally['direction']} of {tally['scored']} right in direction, "
            f"{tally.get('supported', 0)} in size too"
            f"{f' ({others})' if others else ''}; the estimate agrees in {tally['agree']}"
        )
    if found.as_written:
        lines.append(f"as the authors write: {_directions(found.judged_as_written())}")
    if found.blind:
        words = _directions(found.judged_blind())
        lines.append(f"in scenarios coded without knowing the claims: {words}")
    return lines


def _directions(claims: Sequence[Judged]) -> str:
    words = " and ".join(
        f"{tally['direction']} of {tally['scored']} {kind}s"
        for kind, tally in tallies(claims).items()
    )
    return f"{words} right in direction"


def _claims(found: Comparison, author: str) -> Table:
    cards = found.cards[author]
    table = Table(title=f"{cards.name}: {cards.source.title}", title_justify="left")
    table.add_column("claim", no_wrap=True)
    table.add_column("in our words")
    for heading in ("claimed", "simulated", "95% interval"):
        table.add_column(heading)
    table.add_column("verdict", no_wrap=True)
    table.add_column("robust", justify="right")
    table.add_column("breaks without")
    for each in found.claims:
        if each.author == author:
            _add(table, each)
    return table


def _add(table: Table, each: Judged) -> None:
    head = each.claim.id + ("*" if each.claim.core else "")
    robust = "" if each.robust_share is None else f"{100 * each.robust_share:.0f} %"
    rests = ", ".join((each.breaks_without or ())[:3])
    part = each.deciding
    numbers = _numbers(part) if part else ("", "", "")
    table.add_row(head, each.claim.text, *numbers, each.verdict, robust, rests)


def _numbers(part: Part) -> tuple[str, str, str]:
    value = "-" if part.value is None else f"{part.value:.3g}"
    interval = "-" if part.ci95 is None else f"{part.ci95[0]:.3g} to {part.ci95[1]:.3g}"
    return claimed(part.test), value, interval


def _cross(found: Comparison) -> Table:
    title = "Core claims right in direction at the common date: rows theories, columns whose claims"
    table = Table(title=title, title_justify="left")
    table.add_column("theory", no_wrap=True)
    for author in found.cross:
        table.add_column(found.cards[author].name, justify="right")
    for scenario, cells in found.cross.items():
        row = [f"{cell.direction}/{cell.of} ({len(cell.contradicted)})" for cell in cells.values()]
        table.add_row(found.cards[scenario].name, *row)
    table.caption = "in brackets: contradicted"
    return table


def _prices(found: Comparison) -> Table:
    table = Table(title="What would have to be true beside what is stated", title_justify="left")
    for heading in PRICE_HEADINGS:
        table.add_column(heading)
    for author, price in found.prices.items():
        table.add_row(*price_row(found.cards[author].name, price))
    table.caption = "core claims right in direction; ranges narrowed; those the record contradicts"
    return table


def _signs(found: Comparison) -> Table:
    table = Table(
        title="The same treatment in five worlds: sign of the effect", title_justify="left"
    )
    table.add_column("treatment")
    first = found.experiments[0]
    for author in first.effects:
        table.add_column(found.cards[author].name, justify="center", no_wrap=True)
    for each in found.experiments:
        row = [
            " ".join(effect.sign for effect in effects.values())
            for effects in each.effects.values()
        ]
        table.add_row(each.name, *row)
    measures = next(iter(first.effects.values()))
    table.caption = "in each cell: " + ", ".join(measures)
    return table
