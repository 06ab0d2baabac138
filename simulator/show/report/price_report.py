"""What would have to be true, author by author, as a part of the comparison's report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.claims.compare.price import Price
from simulator.show.report.completion_text import named
from simulator.show.report.document import Block, Figure, Grid, Heading, Paragraph
from simulator.show.report.plain import Json

#: Of a row of prices: ranges narrowed, and last those that dated facts contradict.
PRICE_HEADINGS = [
    *("author", "as stated", "complete", "size too", "fresh luck", "ranges", "bits", "against")
]


def price_blocks(
    prices: Mapping[str, Price], names: Mapping[str, str], pictures: Mapping[str, Figure]
) -> Iterator[Block]:
    """The price of every author, and what is assumed.

    Args:
        prices: Author to price; nothing is told without any.
        names: How each author is called.
        pictures: `ladder`, where it was drawn.
    """
    if not prices:
        return
    yield Heading(2, "What would have to be true")
    yield Paragraph(
        "Where an author is silent, his world as written is drawn from everybody's doubt. A search "
        "then looked at his claims and asked for the least that must be assumed beside what he "
        "states for them to come out. A world that brings out its claims so is no evidence for "
        "them: narrowing buys claims even in a world of another theory. What tells is the price, "
        "and whether dated facts agree with what must be assumed."
    )
    yield Grid(
        "Core claims right in direction, and the bits of the prior given up for them",
        PRICE_HEADINGS,
        [price_row(names[author], price) for author, price in prices.items()],
    )
    if "ladder" in pictures:
        yield pictures["ladder"]
    for author, price in prices.items():
        yield _assumed(names[author], price)
        if price.infeasible:
            yield Paragraph(
                f"None of {price.points} points brings out {', '.join(price.infeasible)}."
            )


def price_row(name: str, price: Price) -> list[str]:
    """An author's price in a row."""
    return [
        name,
        f"{price.written} of {price.of}",
        str(price.complete),
        str(price.size),
        ", ".join(map(str, price.fresh)) or "-",
        str(len(price.assumed)),
        f"{price.bits:.1f}",
        str(price.against),
    ]


def _assumed(name: str, price: Price) -> Grid:
    return Grid(
        f"{name}: implied assumptions ({price.command})",
        ["parameter", "as stated", "assumed", "bits", "claims lost without it", "the record"],
        [
            [
                f"{each.path} ({each.kind})",
                f"{each.prior[0]:g} to {each.prior[1]:g}",
                f"{each.low:g} to {each.high:g}" + (", outside" if each.outside else ""),
                f"{each.bits:.1f}",
                named(each.carries),
                each.record,
            ]
            for each in price.assumed
        ],
    )


def price_json(price: Price) -> Json:
    """A price as plain JSON."""
    return {
        "of": price.of,
        "as_written": price.written,
        "complete": price.complete,
        "size": price.size,
        "fresh": list(price.fresh),
        "bits": price.bits,
        "narrowed": len(price.assumed),
        "against": price.against,
        "infeasible": list(price.infeasible),
        "points": price.points,
        "ladder": [list(rung) for rung in price.ladder],
        "left_out": None if price.left_out is None else dict(price.left_out),
    }
