"""Each war on record beside the model's wars: how long they last, and how they end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from simulator.history.wars.played import ENDINGS
from simulator.history.wars.scored import Card, altogether
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    PALE,
    SKY,
    VERMILION,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)
from simulator.show.report.history_words import (
    called,
    ending_words,
    months_words,
    war_words,
    whole_words,
)

_TICKS = (1, 3, 6, 12, 24, 60, 120, 240, 480)
_COLOUR = {"truce": SKY, "settlement": ORANGE, "A": VERMILION, "D": BLUE, "ongoing": PALE}
_ON = {"truce": BLACK, "settlement": BLACK, "A": "white", "D": "white", "ongoing": BLACK}
_THICK = 0.62

#: A part of a bar below this has no room for its number [share].
_ROOM = 0.06


def wars_on_record(cards: Sequence[Card], stamp: Stamp) -> Picture:
    """Lengths on a logarithmic axis and shares of endings, a row a war, with the record marked.

    Args:
        cards: The wars.
        stamp: Where the numbers come from.
    """
    total = altogether(cards)
    title = (
        f"Of {total.wars:g} wars on record, the recorded ending is the model's likeliest or second "
        f"in {total.first_or_second:g}, the length within its middle 80% in {total.inside:g}"
    )
    with look():
        figure = canvas(11.0, 2.6 + 0.72 * len(cards))
        heading(figure, title)
        lengths, endings = figure.subplots(1, 2, width_ratios=(1.0, 1.15))
        _lengths(lengths, cards)
        _endings(endings, cards)
        what = (
            f"{cards[0].forecast.wars} wars each, coded by one protocol; a share is sure to "
            f"{_half(cards):.0%} either way (95%)"
        )
        origin = footer(figure, stamp, what)
        return finished(figure, "history", title, f"{title}. {_alt(cards)}", origin)


def _half(cards: Sequence[Card]) -> float:
    """The widest half of an interval of a share."""
    return max(0.5 * (high - low) for card in cards for _, (low, high) in card.chances.values())


def _lengths(axes: Axes, cards: Sequence[Card]) -> None:
    horizon = cards[0].forecast.months
    for row, card in enumerate(cards):
        lengths = np.maximum(card.forecast.lengths, 0.5)
        ends = np.quantile(lengths, [0.1, 0.25, 0.5, 0.75, 0.9])
        axes.plot(ends[[0, 4]], [row, row], color=BLUE, linewidth=1.4)
        axes.plot(ends[[1, 3]], [row, row], color=BLUE, linewidth=6.0, solid_capstyle="butt")
        axes.plot([ends[2]], [row], "o", color="white", markeredgecolor=BLUE, markersize=6)
        recorded = card.ending.months
        if recorded is not None:
            at = max(recorded, 0.5)
            axes.plot([at], [row], "D", color=VERMILION, markeredgecolor="white", markersize=7)
            axes.annotate(
                f"{recorded:g}",
                (at, row),
                xytext=(0, 7),
                textcoords="offset points",
                ha="center",
                fontsize=8,
                color=VERMILION,
            )
    longest = max([float(horizon + 1), *(card.ending.months or 0.0 for card in cards)])
    axes.axvline(horizon, color=GREY, linewidth=0.8, linestyle=":")
    axes.set_xscale("log")
    axes.set_xlim(0.4, 1.25 * longest)
    ticks = [tick for tick in _TICKS if tick <= longest]
    axes.set_xticks([0.5, *ticks], ["<1", *(str(tick) for tick in ticks)])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_yticks(range(len(cards)), [war_words(card) for card in cards])
    axes.tick_params(axis="y", labelcolor=BLACK, labelsize=9)
    axes.set_ylim(len(cards) - 0.5, -0.6)
    axes.set_xlabel("months: the model's median, middle 50 and 80%; dotted: the horizon")
    axes.set_title("Length (diamond: record)")


def _endings(axes: Axes, cards: Sequence[Card]) -> None:
    for row, card in enumerate(cards):
        words, left = ending_words(card), 0.0
        for name in ENDINGS:
            share = card.chances[name][0]
            mine = name == card.recorded
            axes.barh(
                row,
                share,
                left=left,
                height=_THICK,
                color=_COLOUR[name],
                edgecolor="white",
                linewidth=0.8,
            )
            if share >= _ROOM:
                axes.annotate(
                    _label(card, name, share),
                    (left + 0.5 * share, row),
                    ha="center",
                    va="center",
                    fontsize=7,
                    color=_ON[name],
                )
            if mine:
                middle = left + 0.5 * share
                axes.plot([middle], [row - 0.5 * _THICK], "v", color=BLACK, markersize=6)
                axes.annotate(
                    f"record: {words[name]}",
                    (middle, row - 0.5 * _THICK),
                    xytext=(0, 5),
                    textcoords="offset points",
                    ha="left" if middle < 0.2 else "right" if middle > 0.8 else "center",
                    fontsize=7.5,
                    color=BLACK,
                )
            left += share
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(len(cards) - 0.5, -0.6)
    axes.set_yticks([])
    axes.set_xticks([])
    axes.set_xlabel("from the left: truce, settlement, won by A, won by D, still fought")
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_title("Ending: shares of the model's wars (triangle: record)")


def _label(card: Card, name: str, share: float) -> str:
    facts = card.war.facts
    own = {"truce": "truce", "settlement": "settled", "ongoing": "goes on"}
    word = own.get(name) or called(facts.A if name == "A" else facts.D)
    # A letter takes about a hundredth of the bar.
    return f"{word}\n{share:.0%}" if len(word) * 0.016 <= share else f"{share:.0%}"


def _alt(cards: Sequence[Card]) -> str:
    told = []
    for card in cards:
        words, horizon = ending_words(card), card.forecast.months
        low, middle, high = (
            months_words(each, horizon) for each in (card.middle[0], card.median, card.middle[1])
        )
        shares = ", ".join(
            f"{words[name]} {share:.0%} ({low_:.0%} to {high_:.0%})"
            for name, (share, (low_, high_)) in card.chances.items()
        )
        recorded = "unknown" if card.recorded is None else words[card.recorded]
        length = "unknown" if card.ending.months is None else f"{card.ending.months:g} months"
        told.append(
            f"{war_words(card)}: length in the model {middle} months (middle 80% {low} to {high}), "
            f"on record {length}; endings in the model {shares}; on record {recorded}"
        )
    return f"{'. '.join(told)}. {whole_words(altogether(cards))}"
