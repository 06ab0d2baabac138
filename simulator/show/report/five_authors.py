"""All authors in one table: what each says, what follows, what it needs, who was right so far."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from simulator.claims.compare.price import Price
from simulator.claims.compare.results import Comparison, Judged
from simulator.history.backtest.scorecard import Scorecard
from simulator.show.marks import ENDINGS
from simulator.show.report.completion_text import directions, named, sizes

#: Endings told of an author's wars, and assumptions named, before the rest is left to the reports.
_TOLD = 3


def five_authors(found: Comparison, scored: Mapping[str, Scorecard]) -> Table:
    """The one table.

    Args:
        found: What was compared.
        scored: Author to how the forecast did against the record.
    """
    table = Table(
        title="Five authors, one war: nothing here forecasts it",
        title_justify="left",
        show_lines=True,
        caption="core claims right in direction, in brackets as written; size: the claimed size "
        "is reached too; bits of the prior given up for what the author never said",
        caption_justify="left",
    )
    for heading in ("author", "says", "his wars, after 60 months", "claims", "needs, unsaid"):
        table.add_column(heading)
    table.add_column("right so far")
    for author in found.authors:
        claims = [each for each in found.claims if each.author == author]
        table.add_row(
            found.cards[author].name,
            found.cards[author].source.theory,
            endings_words(found.endings[author]),
            _claims(claims, found.as_written.get(author, ())),
            needs_words(found.prices.get(author)),
            _so_far(scored.get(author)),
        )
    return table


def endings_words(endings: Mapping[str, float]) -> str:
    """The most frequent endings of an author's wars, in words.

    >>> endings_words({"truce": 0.25, "ongoing": 0.75})
    '75 % still at war; 25 % a truce, politics left open'
    """
    order = sorted(endings.items(), key=lambda each: -each[1])[:_TOLD]
    told = [f"{100 * share:.0f} % {ENDINGS[name].label}" for name, share in order if share > 0.0]
    return "; ".join(told)


def needs_words(price: Price | None) -> str:
    """What must be assumed beside what an author states, in a line."""
    if price is None:
        return "no search for it is kept"
    if not price.assumed:
        return "nothing"
    paths = [each.path for each in price.assumed]
    against = f", {price.against} against the record" if price.against else ""
    more = len(paths) - _TOLD
    rest = f" and {more} more" if more > 0 else ""
    return f"{price.bits:.0f} bits{against}: {named(paths[:_TOLD])}{rest}"


def _claims(claims: list[Judged], written: tuple[Judged, ...]) -> str:
    core = [each for each in claims if each.claim.core and each.scored]
    return (
        f"direction {directions(core)} of {len(core)} ({directions(written)}); size {sizes(core)}"
    )


def _so_far(card: Scorecard | None) -> str:
    if card is None or card.territory is None or card.fighting is None:
        return "not yet scorable"
    front = {
        "better": "better than a random walk",
        "worse": "worse than a random walk",
        "no telling apart": "no telling from a random walk",
    }[card.territory.walk.verdict]
    chance = 100 * card.fighting.whole[0]
    came = "it was" if all(card.fighting.recorded) else "it was not"
    return f"front: {front}; fighting in every month: {chance:.0f} % ({came})"
