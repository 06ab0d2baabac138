"""The table: each pattern in the model and on record, and how the two read side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.files.recorded import Failure, Hazard, WarsRecord
from simulator.history.patterns.four_patterns import EARLY, LATE, SPANS, Patterns
from simulator.history.patterns.measures import Told, Window
from simulator.history.patterns.odds import Odds
from simulator.model.metrics.intervals import Pair, wilson

_HETEROGENEITY = "theory: unobserved heterogeneity (Lancaster 1979)"

#: With fewer ends of a kind in the model nothing is said of them.
_ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One pattern.

    Attributes:
        pattern: What is claimed, in a sentence.
        number: What is compared.
        model: It in the model, with its interval over cells.
        record: It on record, with an interval where the number of cases gives one.
        cases: How many cases the record rests on; None when there is no count.
        reading: How the two read side by side.
        source: Whose figure, or whose theory, it is.
    """

    pattern: str
    number: str
    model: Told
    record: Told
    cases: int | None
    reading: str
    source: str


def compared(found: Patterns, record: WarsRecord) -> tuple[Row, ...]:
    """Every pattern beside the record.

    Args:
        found: What was measured in the model.
        record: The figures.
    """
    shape, low, high = record.weibull_shape
    recorded_fall = mean_hazard(record.hazards, LATE) / mean_hazard(record.hazards, EARLY)
    return (
        Row(
            "the longer a war lasts, the less likely it is to end in a month",
            f"hazard at {_ages(LATE)} over hazard at {_ages(EARLY)}",
            found.fall,
            (recorded_fall, None),
            record.wars,
            _about(found.fall, 1.0, "falls, as on record", "rises, unlike the record"),
            record.source,
        ),
        Row(
            "the same, as the shape of the lengths of all wars together",
            "Weibull shape; below 1 the hazard falls",
            found.shape,
            (shape, (low, high)),
            record.wars,
            _overlap(found.shape, (shape, (low, high))),
            record.source,
        ),
        Row(
            "in one world the hazard is flat",
            "Weibull shape within worlds",
            found.shape_within,
            (1.0, None),
            None,
            _about(found.shape_within, 1.0, "falls within worlds", "rises within worlds"),
            _HETEROGENEITY,
        ),
        Row(
            "it falls over all wars because the quick ones leave and the slow ones stay",
            "shape of all together less shape within worlds",
            found.sorting,
            (None, None),
            None,
            _about(found.sorting, 0.0, "sorting is at work", "no sorting"),
            _HETEROGENEITY,
        ),
        *_initiators(found, record),
        Row(
            "truces forced from outside fail sooner",
            f"failure within {SPANS[0]} months, forced less signed",
            found.forced_worse,
            (None, None),
            None,
            _about(found.forced_worse, 0.0, "later, unlike the theory", "sooner, as the theory"),
            "theory: Werner and Yuen 2005; no figure of theirs is at hand",
        ),
        *(_failure(found, each) for each in record.failures),
        *(_odds(each) for each in found.odds),
    )


def mean_hazard(hazards: Sequence[Hazard], window: Window) -> float:
    """Mean monthly hazard on record over ages (low, high]."""
    total = 0.0
    for each in hazards:
        months = min(each.high, window[1]) - max(each.low, window[0])
        total += max(months, 0.0) * each.monthly
    return total / (window[1] - window[0])


def _initiators(found: Patterns, record: WarsRecord) -> tuple[Row, ...]:
    """The row on who wins; none where the record does not count it by length."""
    if len(record.initiators) < 2:
        return ()
    shortest, longest = record.initiators[0], record.initiators[-1]
    return (
        Row(
            "initiators do worse in longer wars",
            f"A's share of victories, over {longest.low:g} months less up to {shortest.high:g}",
            found.worse,
            (record_worse(record), None),
            sum(each.wins + each.losses for each in (shortest, longest)),
            _about(found.worse, 0.0, "worse, as on record", "better, unlike the record"),
            record.source,
        ),
    )


def record_worse(record: WarsRecord) -> float:
    """Initiators' share of victories in the longest wars on record less that in the shortest."""
    shares = [each.wins / (each.wins + each.losses) for each in record.initiators]
    return shares[-1] - shares[0]


def _failure(found: Patterns, each: Failure) -> Row:
    peace = next(part for part in found.peace if part.kind == each.end)
    model = peace.failed[SPANS[-1]]
    recorded = each.five_years, wilson(round(each.five_years * each.number), each.number)
    return Row(
        f"after a {_called(each.end)}: {each.sample}",
        f"fighting again within five years; {peace.ends} such ends in the model",
        model,
        recorded,
        each.number,
        _overlap(model, recorded) if peace.ends >= _ENOUGH else "too few to say",
        each.source,
    )


def _called(end: str) -> str:
    return {"frozen": "lull without a signature"}.get(end, end)


def _ages(window: Window) -> str:
    return f"{window[0]:g}-{window[1]:g} months"


def _about(told: Told, middle: float, below: str, above: str) -> str:
    interval = told[1]
    if interval is None:
        return "too few to say"
    if interval[1] < middle:
        return below
    return above if interval[0] > middle else "no telling"


def _overlap(model: Told, record: tuple[float, Pair]) -> str:
    interval = model[1]
    if interval is None:
        return "too few to say"
    if interval[0] > record[1][1]:
        return "higher than on record"
    return "lower than on record" if interval[1] < record[1][0] else "intervals meet"


def _odds(found: Odds) -> Row:
    told = found.too_high[0]
    return Row(
        f"leaders of {found.side} are right about their odds when war begins",
        "chance of victory, said less come",
        told,
        (0.0, None),
        None,
        _about(told, 0.0, "too low", "too high"),
        "theory: calibration (Murphy 1973); departures are optimism (Blainey 1988)",
    )
