"""Wars on record in words: who won, how long, and how often the model had it so."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from rich.table import Table
from rich.text import Text

from simulator.files.war_facts import Side
from simulator.history.wars.base_rates import BaseRate
from simulator.history.wars.scored import Card, Score, Whole
from simulator.model.metrics.intervals import wilson

#: Said under every table.
CAVEATS = (
    (
        "A handful of wars can show a model wrong, not right. The coding rules are fitted to "
        "nothing; whoever wrote them knew how these wars ended."
    ),
    (
        "In the model only A stands on the other's ground, no front drifts faster than five "
        "hundredths of the ground a month, and a month is its least span."
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
    """A length; what the horizon cuts is more than it."""
    if value > horizon:
        return f"over {horizon}"
    return f"{value:.1f}" if value < 10.0 else f"{value:.0f}"


def wars_table(cards: list[Card]) -> Table:
    """Record and model, two lines a war; fits 80 columns."""
    table = Table(
        title="Wars on record, coded by one protocol, beside the model's",
        title_justify="left",
        caption="chance of the recorded ending, 95% interval; months: median (middle 80%)",
        caption_justify="left",
        padding=(0, 1, 0, 0),
        width=80,
    )
    for heading in ("war", "", "ending", "months", "A holds", "again in 5 y"):
        table.add_column(heading)
    for card in cards:
        table.add_row(Text(war_words(card)), "record", *(Text(each) for each in _record(card)))
        table.add_row("", "model", *(Text(each) for each in _model(card)), end_section=True)
    return table


def _record(card: Card) -> tuple[str, str, str, str]:
    ending = card.ending
    words = ending_words(card)
    return (
        "?" if card.recorded is None else words[card.recorded],
        "?" if ending.months is None else f"{ending.months:g}",
        "?" if ending.share is None else f"{ending.share:.0%}",
        ending.resumed or "?",
    )


def _model(card: Card) -> tuple[str, str, str, str]:
    forecast, words = card.forecast, ending_words(card)
    likeliest = max(card.chances, key=lambda name: card.chances[name][0])
    chance = f"{words[likeliest]} {card.chances[likeliest][0]:.0%}"
    if card.recorded is not None and card.rank is not None:
        share, (low, high) = card.chances[card.recorded]
        place = _RANKS[card.rank - 1]
        own = f"{share:.0%} ({100 * low:.0f} to {100 * high:.0f}), {place}"
        chance = own if card.recorded == likeliest else f"{own}; {chance}"
    least, most = (months_words(each, forecast.months) for each in card.middle)
    months = f"{months_words(card.median, forecast.months)} ({least} to {most})"
    held, n = forecast.shares, forecast.shares.size
    share_held = "-" if n == 0 else f"{held.mean():.0%}"
    if forecast.followed == 0:
        return chance, months, share_held, "-"
    ends = wilson(forecast.resumed, forecast.followed)
    again = f"{forecast.resumed / forecast.followed:.0%} "
    return chance, months, share_held, again + f"({100 * ends[0]:.0f} to {100 * ends[1]:.0f})"


def scores_table(cards: list[Card], total: Whole) -> Table:
    """Scores of the model and of two base rates, by war and on the whole."""
    table = Table(
        title="Lost by the model / by the base rate of all wars / of wars as old",
        title_justify="left",
        caption="less is better; ±: half a 95% interval over wars played",
        caption_justify="left",
        padding=(0, 1, 0, 0),
        width=80,
    )
    table.add_column("war")
    for heading in ("ending, Brier (0 to 2)", "length, CRPS (months)", "(doublings)"):
        table.add_column(heading, justify="right")
    for card in cards:
        scores = (card.brier, card.months, card.doublings)
        table.add_row(Text(war_words(card)), *(_cell(each) for each in scores))
    means = (total.brier, total.months, total.doublings)
    table.add_section()
    table.add_row(
        "mean (a war once)",
        *("-" if each is None else "/".join(f"{part:.2f}" for part in each) for each in means),
    )
    return table


def _cell(score: Score | None) -> str:
    if score is None:
        return "-"
    half = score.ci95[1] - score.model
    return f"{score.model:.2f}±{half:.2f}/{score.all_wars:.2f}/{score.alike:.2f}"


def whole_words(total: Whole) -> str:
    """What came of it, in a sentence or two."""
    text = (
        f"Of {total.wars:g} wars ({total.sheets} sheets; phases of one war share its weight) the "
        f"recorded ending is the model's likeliest or second in {total.first_or_second:g}, and the "
        f"length lies in the middle 80% in {total.inside:g}."
    )
    if total.brier is not None and total.doublings is not None:
        text += f" Of the ending the model knows {_beside(total.brier)}"
        text += f", of the length {_beside(total.doublings)}."
    return text


def _beside(scores: tuple[float, float, float]) -> str:
    model, *naive = scores
    return (
        "more than both base rates"
        if model < min(naive)
        else ("less than both base rates" if model > max(naive) else "more than one base rate only")
    )


def base_words(rate: BaseRate, source: str) -> str:
    """Where the base rates are from."""
    return (
        f"Base rates: {source}; endings of {rate.wars} of them by initiator (A) and target (D), "
        "draws taken half for truces and half for settlements (assumed)."
    )
