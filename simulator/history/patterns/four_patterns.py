"""Patterns of wars on record, looked for in wars drawn from wide ranges; and leaders' odds.

Validation, not a test to pass: two of the model's numbers are set by such figures (`belief.common`,
`commit.reopening`), and the wars on record were not fought between copies of one pair of sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from simulator.files.levers import parse_lever
from simulator.files.recorded import WarsRecord
from simulator.history.patterns.cells import Sample, cells_of, sample, widened
from simulator.history.patterns.measures import (
    FORCED_MODE,
    Told,
    Window,
    ends,
    estimated,
    failed,
    failure,
    fought,
    hazard,
    hazard_of,
    median_length,
    shape_within,
    terms_of_A,
    together,
    weibull_shape,
    won_by_A,
)
from simulator.history.patterns.odds import Odds, odds
from simulator.model.metrics.intervals import Pair, wilson
from simulator.model.records import END_MODES, Scenario
from simulator.run.ensemble import Progress

#: Wars of each cell.
EACH = 10

#: Month at which a stop is forced from outside in the second arm.
FORCED = 6

#: Ends that leaders choose: signed, or a lull that both let last.
BY_WORD = ("truce", "settlement", "frozen")

#: Ages that count as early and as late [months].
EARLY: Window = (0.0, 6.0)
LATE: Window = (24.0, 72.0)

#: Ends that can fail, and what stands for them in a sample; a forced truce is a kind of its own.
KINDS = {
    "truce": END_MODES.index("truce"),
    "forced truce": FORCED_MODE,
    "settlement": END_MODES.index("settlement"),
    "frozen": END_MODES.index("frozen"),
}

#: Months after the end within which failures are told.
SPANS = (12, 60)


@dataclass(frozen=True, slots=True)
class Age:
    """Hazards of ending at one stretch of ages.

    Attributes:
        window: Ages (low, high] [months].
        pooled: Over all wars [per month].
        by_word: The part of it that ends without a decision in the field make up [per month].
        recorded: Of the wars on record [per month].
    """

    window: Window
    pooled: Told
    by_word: Told
    recorded: float


@dataclass(frozen=True, slots=True)
class Length:
    """How the initiator fares in wars of one length.

    Attributes:
        window: Lengths (low, high] [months].
        won: Share of A's victories among decided wars.
        terms: What D did not get, 0 to 1.
        ended: Wars that ended so.
        recorded: Share of initiators' victories among decided wars on record.
        recorded_ci95: Its Wilson interval.
        recorded_wars: Decided wars it is of.
    """

    window: Window
    won: Told
    terms: Told
    ended: int
    recorded: float
    recorded_ci95: Pair
    recorded_wars: int


@dataclass(frozen=True, slots=True)
class Peace:
    """How often one kind of end fails.

    Attributes:
        kind: `truce`, `settlement`, `frozen`, or `forced truce`.
        ends: How many such ends there were.
        failed: Months after the end to the chance that fighting has resumed.
    """

    kind: str
    ends: int
    failed: dict[int, Told]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything that is compared with the record.

    Attributes:
        wars: Wars played; as many again with a stop forced in them.
        cells: Worlds they were played in.
        never_fought: Share that ended at once.
        running: Share that the horizon cut.
        median: Month by which half of the fought wars have ended.
        shape: Weibull shape of their lengths.
        ages: Hazards by age.
        fall: Late over early hazard, pooled.
        shape_within: Weibull shape that all worlds share, each with a scale of its own.
        sorting: The pooled shape less that: below 0 when the wars that stay are slow ones.
        lengths: The initiator's fortune by length.
        worse: A's share of victories in wars over 36 months less that in wars up to 3.
        peace: Failure by kind of end.
        forced_worse: Failure of forced truces within 12 months less that of signed ones.
        odds: What leaders say of victory beside what comes.
    """

    wars: int
    cells: int
    never_fought: float
    running: float
    median: Told
    shape: Told
    ages: tuple[Age, ...]
    fall: Told
    shape_within: Told
    sorting: Told
    lengths: tuple[Length, ...]
    worse: Told
    peace: tuple[Peace, ...]
    forced_worse: Told
    odds: tuple[Odds, ...]


def patterns(
    scenario: Scenario,
    record: WarsRecord,
    replications: int,
    entropy: int,
    months: int,
    width: int,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
) -> Patterns:
    """Play wars in many worlds and measure what the record has figures for.

    Args:
        scenario: Wars in general.
        record: The figures.
        replications: Wars, rounded up to whole cells.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        width: Times the neutral range.
        progress: Told after each cell of each of the three arms.
        workers: Threads; one for each processor when None.

    Raises:
        RunFailed: A war could not be played.
    """
    cells = max(-(-replications // EACH), 2)
    worlds = cells_of(widened(scenario, width), cells, entropy)

    def told(before: int) -> Progress | None:
        if progress is None:
            return None
        return lambda done, _: progress(before + done, 3 * cells)

    free = sample(worlds, EACH, entropy, months, (), told(0), workers=workers)
    stop = (parse_lever(f"stop=line@{FORCED}"),)
    halted = sample(worlds, EACH, entropy, months, stop, told(cells), workers=workers)
    asked = odds(worlds, EACH, entropy, months, told(2 * cells), workers=workers)
    # The lever of a month works in the step that leaves it.
    return measured(free, halted.of(halted.end_month == FORCED + 1), record, asked)


def measured(
    free: Sample, forced: Sample, record: WarsRecord, asked: tuple[Odds, ...] = ()
) -> Patterns:
    """The patterns of two samples.

    Args:
        free: Wars left alone.
        forced: Wars of the same cells that a stop on the line, forced from outside, ended.
        record: The figures.
        asked: What leaders say of victory beside what comes.
    """
    wars = fought(free)
    both = together(wars, forced)
    lengths = tuple((each.low, each.high) for each in record.initiators)
    return Patterns(
        wars=free.cell.size,
        cells=int(free.cell.max()) + 1,
        never_fought=float((free.end_month == 0).mean()),
        running=float((free.end_mode == 0).mean()),
        median=estimated(median_length, wars),
        shape=estimated(weibull_shape, wars),
        ages=tuple(
            Age(
                (each.low, each.high),
                estimated(partial(hazard, window=(each.low, each.high)), wars),
                estimated(partial(hazard_of, window=(each.low, each.high), modes=BY_WORD), wars),
                each.monthly,
            )
            for each in record.hazards
            if each.low < free.months
        ),
        fall=estimated(_fall, wars),
        shape_within=estimated(shape_within, wars),
        sorting=estimated(lambda some: weibull_shape(some) - shape_within(some), wars),
        lengths=tuple(
            Length(
                (each.low, each.high),
                estimated(partial(won_by_A, window=(each.low, each.high)), wars),
                estimated(partial(terms_of_A, window=(each.low, each.high)), wars),
                int(ends(wars, (each.low, each.high)).sum()),
                each.wins / (each.wins + each.losses),
                wilson(each.wins, each.wins + each.losses),
                each.wins + each.losses,
            )
            for each in record.initiators
        ),
        worse=_worse(wars, lengths),
        peace=tuple(_peace(kind, both) for kind in KINDS),
        forced_worse=estimated(
            lambda some: (
                failed(some, KINDS["forced truce"], SPANS[0])
                - failed(some, KINDS["truce"], SPANS[0])
            ),
            both,
        ),
        odds=asked,
    )


def _worse(wars: Sample, lengths: Sequence[Window]) -> Told:
    """A's victories in the longest wars less those in the shortest; unknown without two lengths."""
    if len(lengths) < 2:
        return None, None
    return estimated(lambda some: won_by_A(some, lengths[-1]) - won_by_A(some, lengths[0]), wars)


def _peace(kind: str, wars: Sample) -> Peace:
    mode = KINDS[kind]
    number = int((wars.end_mode == mode).sum())
    failures = {span: _failure(wars, mode, span) for span in SPANS}
    return Peace(kind, number, failures)


def _failure(wars: Sample, mode: int, span: int) -> Told:
    told = estimated(partial(failed, mode=mode, within_months=span), wars)
    value, interval = told
    if value not in (0.0, 1.0):
        # A share of ends, whatever the jackknife says of a few.
        return value, interval and (max(interval[0], 0.0), min(interval[1], 1.0))
    # All alike, so that leaving worlds out changes nothing: the interval of so many ends.
    found = failure(wars, mode, span)
    return value, None if found is None else found.ci95


def _fall(wars: Sample) -> float:
    return _ratio(hazard(wars, LATE), hazard(wars, EARLY))


def _ratio(above: float, below: float) -> float:
    return above / below if below else float("nan")
