"""Claims against bits: what each author's claims cost beside what the author states."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.claims.compare.price import Price
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    SKY,
    VERMILION,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)

#: Colour and marker of each author in turn; the marker survives a photocopy.
_MARKS = ((BLUE, "o"), (VERMILION, "s"), (BLACK, "^"), (ORANGE, "D"), (SKY, "v"))


def ladder_picture(prices: Mapping[str, Price], names: Mapping[str, str], stamp: Stamp) -> Picture:
    """Share of the core claims met as assumptions are added, the most telling first.

    Args:
        prices: Author to price, at most five.
        names: How each is called.
        stamp: Where the numbers come from.
    """
    dearest = max(prices, key=lambda author: prices[author].bits)
    with look():
        figure = canvas(8.0, 4.6)
        most = " most" if len(prices) > 1 else ""
        cost_told = f"{prices[dearest].bits:.0f} bits of the prior"
        title = f"{names[dearest]}'s claims cost{most}: {cost_told}"
        heading(figure, title)
        axes = figure.add_subplot()
        for (author, price), (colour, mark) in zip(prices.items(), _MARKS, strict=False):
            cost = [rung[0] for rung in price.ladder]
            share = [rung[1] / max(price.of, 1) for rung in price.ladder]
            axes.plot(cost, share, color=colour, marker=mark, markersize=4, label=names[author])
        axes.set_xlabel("bits of the prior given up (1: half of one range)")
        axes.set_ylabel("share of the core claims met")
        axes.set_ylim(0.0, 1.03)
        axes.set_xlim(left=-0.5)
        axes.tick_params(labelcolor=BLACK, color=GREY)
        axes.legend(loc="lower right", frameon=False, fontsize=8)
        origin = footer(figure, stamp, "each step: one implied assumption more, from none to all")
        listed = "; ".join(
            f"{names[author]}: {price.ladder[0][1]} of {price.of} for nothing, "
            f"{price.ladder[-1][1]} for {price.bits:.1f} bits"
            for author, price in prices.items()
        )
        return finished(figure, "ladder", title, f"Claims met against bits: {listed}.", origin)
