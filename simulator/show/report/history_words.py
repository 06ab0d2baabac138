"""Wars on record in words: who won, how long, and how often the model had it so."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from simulator.files.war_facts import Side
from simulator.history.wars.base_rates import BaseRate
from simulator.history.wars.scored import Altogether, Card, Score
from simulator.model.metrics.intervals import wilson

#: Said under every table.
CAVEATS = (
    (
        "A handful of wars can show a model wrong, not right. No coding rule is fitted; whoever "
        "wrote them knew how these wars ended, and three of the model's settings changed after "
        "they were played."
    ),
    (
        "In the model only A stands on the other's ground, no front is taken to keep up more than "
        "five hundredths of the ground a month, and a month is its least span."
    ),
)

_RANKS = ("likeliest", "2nd", "3rd", "4th", "5th")
_LONGEST = 16


def ending_words(card: Card) -> Mapping[str, str]:
    """Each ending in words, with the sides' own names.

    Args:
        card: Of the war.
    """
    facts = card.war.facts
    return {
        "truce": "stopped by truce",
        "settlement": "settlement",
        "A": f"won by {called(facts.A)}",
        "D": f"won by {called(facts.D)}",
        "ongoing": f"on after {card.forecast.months} months",
    }


def called(side: Side) -> str:
    """A side's name, short."""
    first = re.split(r"[;,(]", side.members)[0]
    return textwrap.shorten(first, _LONGEST, placeholder="…").strip() or "?"


def war_words(card: Card) -> str:
    """A war's name as words."""
    return card.war.facts.name.replace("_", " ")


def months_words(value: float, horizon: int) -> str:
    """A length; what the horizon cuts is more than it.

    >>> months_words(0.5, 120), months_words(2.4, 120), months_words(31.0, 120)
    ('<1', '2.4', '31')
    """
    if value < 1.0:
        return "<1"
    if value > horizon:
        return f"over {horizon}"
    return f"{value:.1f}" if value < 10.0 else f"{value:.0f}"


def wars_table(cards: list[Card]) -> Table:
    """Record and model, two lines a war; fits 80 columns."""
    table = _plain_table(
        "Wars on record, coded by one protocol; under each, the model's",
        "ending: chance of the recorded one (95%); months: median (middle 80%); at once:\n"
        "over in the month it began in; A has: mean share of the ground two years later",
    )
    for heading in ("war", "ending", "months", "at once", "A has", "again in 5 y"):
        table.add_column(heading)
    for card in cards:
        table.add_row(*(Text(each) for each in (war_words(card), *_record(card))))
        table.add_row(*(Text(each) for each in ("  model", *_model(card))))
    return table


def _plain_table(title: str, caption: str) -> Table:
    return Table(
        title=title,
        title_justify="left",
        caption=caption,
        caption_justify="left",
        box=SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1, 0, 0),
        width=80,
    )


def _record(card: Card) -> tuple[str, ...]:
    ending = card.ending
    return (
        "?" if card.recorded is None else ending_words(card)[card.recorded],
        "?" if ending.months is None else f"{ending.months:g}",
        "",
        "?" if ending.share is None else f"{ending.share:.0%}",
        ending.resumed or "?",
    )


def _model(card: Card) -> tuple[str, ...]:
    forecast, held = card.forecast, card.forecast.shares
    least, most = (months_words(each, forecast.months) for each in card.middle)
    return (
        _chance(card),
        f"{months_words(card.median, forecast.months)} ({least}–{most})",
        f"{forecast.at_once / forecast.wars:.0%}",
        "-" if held.size == 0 else f"{held.mean():.0%}",
        "-" if forecast.followed == 0 else _share(forecast.resumed, forecast.followed),
    )


def _chance(card: Card) -> str:
    """The recorded ending's chance and place; the likeliest, where that is another."""
    words = ending_words(card)
    likeliest = max(card.chances, key=lambda name: card.chances[name][0])
    first = f"{words[likeliest]} {card.chances[likeliest][0]:.0%}"
    if card.recorded is None or card.rank is None:
        return first
    own = f"{_share(card.forecast.endings[card.recorded], card.forecast.wars)}, "
    own += _RANKS[card.rank - 1]
    return own if card.recorded == likeliest else f"{own}; {first}"


def _share(count: int, number: int) -> str:
    low, high = wilson(count, number)
    return f"{count / number:.0%} ({100 * low:.0f}–{100 * high:.0f})"


def scores_table(cards: list[Card], total: Altogether) -> Table:
    """Scores of the model and of two base rates, by war and on the whole."""
    table = _plain_table(
        "What the model loses, and the base rates of all wars and of wars as old",
        "less is better; ±: half a 95% interval over wars played; a war counts once",
    )
    table.add_column("war")
    for heading in ("ending (Brier)", "all", "as old", "months (CRPS)", "all", "as old"):
        table.add_column(heading, justify="right")
    for card in cards:
        cells = (*_cells(card.brier, 2), *_cells(card.months, 1))
        table.add_row(Text(war_words(card)), *cells)
    table.add_section()
    table.add_row("mean", *_means(total.brier, 2), *_means(total.months, 1))
    return table


def _cells(score: Score | None, digits: int) -> tuple[str, ...]:
    if score is None:
        return ("-",) * 3
    half = score.ci95[1] - score.model
    model = f"{score.model:.{digits}f} ± {half:.{digits}f}"
    return (model, f"{score.all_wars:.{digits}f}", f"{score.alike:.{digits}f}")


def _means(scores: tuple[float, float, float] | None, digits: int) -> tuple[str, ...]:
    return ("-",) * 3 if scores is None else tuple(f"{each:.{digits}f}" for each in scores)


def whole_words(total: Altogether) -> str:
    """What came of it, in two sentences."""
    return (
        f"Of {total.wars:g} wars ({total.sheets} sheets; phases of one war share its weight) the "
        f"recorded ending is the model's likeliest or second in {total.first_or_second:g}, and the "
        f"length lies in the middle 80% in {total.inside:g}. {_losses(total)}"
    )


def fought_words(without: Altogether) -> str:
    """The same without wars that were over at once."""
    if without.sheets == 0:
        return "No war of the model's was fought for a month."
    return (
        "Without the model's wars that were over in the month they began in, which no record of "
        f"wars has: likeliest or second in {without.first_or_second:g} of {without.wars:g}, length "
        f"in the middle 80% in {without.inside:g}. {_losses(without)}"
    )


def _losses(total: Altogether) -> str:
    """Mean losses of the model, of all wars, of wars as old."""
    parts = [
        f"{name} {'/'.join(f'{each:.2f}' for each in means)} ({_beside(means)})"
        for name, means in (("ending", total.brier), ("length, in doublings,", total.doublings))
        if means is not None
    ]
    if not parts:
        return "Nothing could be scored."
    return f"Mean loss of the model / all wars / wars as old: {'; '.join(parts)}."


def _beside(scores: tuple[float, float, float]) -> str:
    model, *naive = scores
    if model < min(naive):
        return "less than both base rates"
    return "more than both" if model > max(naive) else "between the two base rates"


def base_words(rate: BaseRate, source: str) -> str:
    """Where the base rates are from."""
    return (
        f"Base rates: {source}; endings of {rate.wars} of them by initiator (A) and target (D), "
        "draws taken half for truces and half for settlements (assumed)."
    )
