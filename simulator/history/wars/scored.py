"""A forecast beside what happened: which ending, how long, and whether base rates knew better.

Scores are proper and are losses: nought is perfect. The ending has the Brier score over all endings
(0 to 2), the length the continuous ranked probability score, in months and, since a month more
matters less in a long war, in doublings. Lengths beyond the horizon count as a month more than it,
for the record as for the forecast, which keeps the score proper.

Sources: Brier 1950; Gneiting and Raftery 2007; Efron 1981 (jackknife).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.files.recorded import WarsRecord
from simulator.files.war_ending import Ending
from simulator.history.backtest.scores import crps, inside, members_of
from simulator.history.wars.base_rates import BaseRate, base_rate
from simulator.history.wars.coded_war import Coded
from simulator.history.wars.played import AT_ONCE, ENDINGS, Forecast
from simulator.model.metrics.intervals import Z95, Pair, wilson
from simulator.model.records import Floats

#: The sheet's words for an end to these; what was decided has a side.
RECORDED = {
    "truce": "truce",
    "armistice": "truce",
    "freeze": "truce",
    "settlement": "settlement",
    "withdrawal": "decided",
    "imposed": "decided",
    "conquest": "decided",
}

#: The middle part of the lengths that is told.
MIDDLE = 0.8


@dataclass(frozen=True, slots=True)
class Score:
    """One loss, and what the two base rates lose.

    Attributes:
        model: The forecast's.
        ci95: Its interval over wars that could have been played.
        all_wars: Of the base rate of all wars.
        alike: Of the base rate of wars that had already lasted as long.
    """

    model: float
    ci95: Pair
    all_wars: float
    alike: float


@dataclass(frozen=True, slots=True)
class Card:
    """One war: forecast, record, scores; None is what the record does not say.

    Attributes:
        war: As it was coded.
        forecast: What the model says.
        ending: What happened.
        chances: Each ending to its chance and interval.
        recorded: The recorded ending, one of `ENDINGS`.
        rank: Its place among the model's, 1 the likeliest.
        median: Of the model's lengths [months].
        middle: Ends of their middle 80 per cent [months]; above the horizon where it cuts.
        inside: Whether the recorded length lies between.
        brier: Of the ending.
        months: Of the length [months].
        doublings: Of the length [doublings].
        all_wars: The base rate of all wars.
        alike: The base rate of wars that had already lasted as long.
    """

    war: Coded
    forecast: Forecast
    ending: Ending
    chances: Mapping[str, tuple[float, Pair]]
    recorded: str | None
    rank: int | None
    median: float
    middle: Pair
    inside: bool | None
    brier: Score | None
    months: Score | None
    doublings: Score | None
    all_wars: BaseRate
    alike: BaseRate


def scored(war: Coded, forecast: Forecast, ending: Ending, record: WarsRecord) -> Card:
    """Set a forecast beside what happened.

    Args:
        war: As it was coded.
        forecast: What the model says.
        ending: What happened.
        record: Base rates.
    """
    n = forecast.wars
    chances = {name: (count / n, wilson(count, n)) for name, count in forecast.endings.items()}
    recorded = recorded_ending(war, ending, forecast.months)
    rates = tuple(base_rate(record, age, forecast.months) for age in (0.0, war.facts.age))
    low, median, high = np.quantile(forecast.lengths, [0.5 - MIDDLE / 2, 0.5, 0.5 + MIDDLE / 2])
    length = None if ending.months is None else min(ending.months, forecast.months + 1.0)
    return Card(
        war=war,
        forecast=forecast,
        ending=ending,
        chances=chances,
        recorded=recorded,
        rank=None if recorded is None else _rank(forecast.endings, recorded),
        median=float(median),
        middle=(float(low), float(high)),
        inside=None if length is None else inside(members_of(forecast.lengths), length, MIDDLE),
        brier=None if recorded is None else _brier(forecast, recorded, rates),
        months=None if length is None else _length(forecast.lengths, length, rates, _as_is),
        doublings=None if length is None else _length(forecast.lengths, length, rates, _doublings),
        all_wars=rates[0],
        alike=rates[1],
    )


def recorded_ending(war: Coded, ending: Ending, months: int) -> str | None:
    """Which of `ENDINGS` happened; None where the sheet does not say enough.

    What was decided went to whoever attacks if it held more of the ground afterwards than when play
    began, and otherwise to the other side, which defends the state of things. A attacks, or D where
    the roles are turned.

    Args:
        war: With the line at the start.
        ending: What happened.
        months: The horizon [months].
    """
    if ending.months is not None and ending.months > months:
        return "ongoing"
    found = None if ending.how is None else RECORDED[ending.how]
    if found != "decided":
        return found
    before = war.facts.share
    if ending.share is None or before is None:
        return None
    if war.turned:
        return "D" if ending.share < before.value else "A"
    return "A" if ending.share > before.value else "D"


def _rank(endings: Mapping[str, int], recorded: str) -> int:
    """Place of the recorded ending; among equals it comes last, so that nobody's guess counts."""
    return sum(count >= endings[recorded] for count in endings.values())


def brier_of(chances: Sequence[float], happened: int) -> float:
    """Brier's score over several outcomes, 0 to 2.

    >>> brier_of((0.5, 0.5, 0.0), 0)
    0.5
    """
    return math.fsum((chance - (at == happened)) ** 2 for at, chance in enumerate(chances))


def _brier(forecast: Forecast, recorded: str, rates: Sequence[BaseRate]) -> Score:
    happened = ENDINGS.index(recorded)
    counts = np.array([forecast.endings[name] for name in ENDINGS], dtype=np.float64)
    model = brier_of((counts / counts.sum()).tolist(), happened)

    def without(kind: int) -> float:
        fewer = counts - (np.arange(counts.size) == kind)
        return brier_of((fewer / fewer.sum()).tolist(), happened)

    kinds = [kind for kind in range(counts.size) if counts[kind] > 0]
    error = _jackknife(counts[kinds], [without(kind) for kind in kinds] if counts.sum() > 1 else [])
    naive = [brier_of([rate.endings[name] for name in ENDINGS], happened) for rate in rates]
    return Score(model, (max(model - Z95 * error, 0.0), model + Z95 * error), naive[0], naive[1])


def _as_is(lengths: Floats) -> Floats:
    return lengths


def _doublings(lengths: Floats) -> Floats:
    """Lengths as powers of two; what is shorter than half a month counts as that."""
    return np.log2(np.maximum(lengths, AT_ONCE))


def _length(
    lengths: Floats, recorded: float, rates: Sequence[BaseRate], unit: Callable[[Floats], Floats]
) -> Score:
    came = unit(np.array([recorded]))

    def score(values: Floats) -> float:
        return float(crps(members_of(unit(values)), came)[0])

    model = score(lengths)
    _, first, counts = np.unique(lengths, return_index=True, return_counts=True)
    without = [score(np.delete(lengths, at)) for at in first] if lengths.size > 1 else []
    error = _jackknife(counts.astype(np.float64), without)
    naive = [score(rate.lengths) for rate in rates]
    return Score(model, (max(model - Z95 * error, 0.0), model + Z95 * error), naive[0], naive[1])


def _jackknife(counts: Floats, without: Sequence[float]) -> float:
    """Standard error of a score from its values with one war left out, by kind of war.

    Args:
        counts: Wars of each kind; shape (kinds,).
        without: The score with one war of that kind left out; empty where there is only one war.
    """
    if not without:
        return 0.0
    n = float(counts.sum())
    values = np.array(without)
    mean = float((counts * values).sum()) / n
    return math.sqrt((n - 1.0) / n * float((counts * (values - mean) ** 2).sum()))


@dataclass(frozen=True, slots=True)
class Altogether:
    """All wars together; phases of one war share its weight.

    Attributes:
        wars: How many wars that were scored.
        sheets: How many sheets they are of.
        first_or_second: Wars whose recorded ending was among the two likeliest.
        inside: Wars whose length lay in the middle 80 per cent.
        brier: Mean of the model, of all wars, of wars alike.
        months: The same of the length [months].
        doublings: The same [doublings].
    """

    wars: float
    sheets: int
    first_or_second: float
    inside: float
    brier: tuple[float, float, float] | None
    months: tuple[float, float, float] | None
    doublings: tuple[float, float, float] | None


def altogether(cards: Sequence[Card]) -> Altogether:
    """Sum up, a war a weight of one, however many sheets are phases of it."""
    phases = [card.war.facts.war for card in cards]
    weights = [1.0 / phases.count(phase) for phase in phases]

    def total(flag: Callable[[Card], bool | None]) -> float:
        return math.fsum(w for w, card in zip(weights, cards, strict=True) if flag(card))

    def mean(pick: Callable[[Card], Score | None]) -> tuple[float, float, float] | None:
        known = [
            (w, score)
            for w, card in zip(weights, cards, strict=True)
            if (score := pick(card)) is not None
        ]
        if not known:
            return None
        over = math.fsum(w for w, _ in known)
        model, every, alike = (
            math.fsum(w * getattr(score, name) for w, score in known) / over
            for name in ("model", "all_wars", "alike")
        )
        return model, every, alike

    return Altogether(
        wars=math.fsum(weights),
        sheets=len(cards),
        first_or_second=total(lambda card: card.rank is not None and card.rank <= 2),
        inside=total(lambda card: card.inside),
        brier=mean(lambda card: card.brier),
        months=mean(lambda card: card.months),
        doublings=mean(lambda card: card.doublings),
    )
