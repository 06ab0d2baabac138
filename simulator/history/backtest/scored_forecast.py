"""Each author's world started at its own date with the facts of then, scored on the record.

Month m of a world that starts in month t is the middle of month t + m: the scenarios give the front
of month 0 as a range between the end of the month before and the end of month t. So the record is
read at the mean of a month's two ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.errors import BadInput, Mistake
from simulator.files.recorded import Hazard, WarRecord, month_number, month_text
from simulator.history.backtest.front_forecast import front_of
from simulator.history.backtest.naive import still_fighting
from simulator.history.backtest.scorecard import Event, Fighting, Scorecard
from simulator.history.backtest.scores import brier, chance_of, log_score
from simulator.model.metrics.intervals import wilson
from simulator.model.metrics.per_war import event_by_month
from simulator.model.records import Floats, Scenario
from simulator.run.ensemble import Progress, some_wars
from simulator.run.threads import in_threads

_CHUNK = 64

#: Months that must be recorded before a start, so that somebody writing then knew a drift.
_BEFORE = 4


@dataclass(frozen=True, slots=True)
class _Played:
    """What an ensemble says, months 0 to M."""

    held: Floats
    fighting: Floats
    events: dict[str, int]


def checked(scenarios: Sequence[Scenario], record: WarRecord) -> None:
    """Refuse worlds that have no place in the record.

    Raises:
        BadInput: A scenario without a date, with forts, or begun before anything was known.
    """
    mistakes = []
    first = record.months[0] + _BEFORE
    for scenario in scenarios:
        if scenario.steps != "continuous":
            rule, remedy = "must have a continuous front to be scored", "name a scenario of the war"
            mistakes.append(Mistake(scenario.name, "front.steps", rule, scenario.steps, remedy))
        elif not scenario.start or month_number(scenario.start) < first:
            rule = f"must be a month from {month_text(first)} on, with a past to know"
            got = repr(scenario.start)
            mistakes.append(Mistake(scenario.name, "start", rule, got, "give the scenario a date"))
    if mistakes:
        raise BadInput(*mistakes)


def backtest(
    scenario: Scenario,
    record: WarRecord,
    hazards: Sequence[Hazard],
    replications: int,
    entropy: int,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
) -> Scorecard:
    """Score one author's forecast.

    Args:
        scenario: The author's world at its own date; nothing later enters it.
        record: What came.
        hazards: The base rate of wars ending.
        replications: Wars played.
        entropy: Names the luck [0, 2**63).
        progress: Told after each chunk.
        workers: Threads; one for each processor when None.

    Raises:
        BadInput: The scenario has no place in the record.
        RunFailed: A war could not be played.
    """
    checked([scenario], record)
    start = month_number(scenario.start)
    months = max(record.through - start, 0)
    card = Scorecard(
        scenario.name, scenario.title, start, months, None, None, (), dict(scenario.files)
    )
    if months == 0:
        return card
    played = _played(scenario, record, months, replications, entropy, progress, workers)
    age = start - record.began
    at = start - record.months[0]
    fighting = record.fighting[at : at + months + 1]
    return Scorecard(
        card.author,
        card.title,
        start,
        months,
        front_of(played.held, record, start, entropy),
        _fighting(played.fighting, fighting[1:], still_fighting(hazards, age, months)),
        _events(played.events, record, start, replications),
        card.files,
    )


def _played(
    scenario: Scenario,
    record: WarRecord,
    months: int,
    replications: int,
    entropy: int,
    progress: Progress | None,
    workers: int | None,
) -> _Played:
    def play(chunk: range) -> _Played:
        wars = some_wars(scenario, entropy, chunk, months)
        events = {name: int(event_by_month(wars, name)[:, -1].sum()) for name in record.events}
        return _Played(wars.state("occ").copy(), wars.state("fighting").copy(), events)

    chunks = [range(low, min(low + _CHUNK, replications)) for low in range(0, replications, _CHUNK)]
    parts = []
    for chunk, part in zip(chunks, in_threads(play, chunks, workers), strict=True):
        parts.append(part)
        if progress is not None:
            progress(chunk.stop, replications)
    return _Played(
        np.concatenate([part.held for part in parts]),
        np.concatenate([part.fighting for part in parts]),
        {name: sum(part.events[name] for part in parts) for name in record.events},
    )


def _fighting(fighting: Floats, recorded: tuple[bool, ...], base: Floats) -> Fighting:
    wars = fighting.shape[0]
    on = fighting > 0.5
    counts = on.sum(axis=0)
    chances = [chance_of(int(count), wars) for count in counts]
    rivals = (chances[1:], base[1:].tolist(), [1.0] * len(recorded))
    briers, logs = (
        tuple(
            float(np.mean([score(chance, so) for chance, so in zip(given, recorded, strict=True)]))
            for given in rivals
        )
        for score in (brier, log_score)
    )
    whole = int(on[:, 1:].all(axis=1).sum())
    return Fighting(
        recorded=recorded,
        chance=np.array(chances),
        base=base,
        brier=(briers[0], briers[1], briers[2]),
        log=(logs[0], logs[1], logs[2]),
        whole=(chance_of(whole, wars), wilson(whole, wars)),
        whole_base=float(base[-1]),
    )


def _events(counts: dict[str, int], record: WarRecord, start: int, wars: int) -> tuple[Event, ...]:
    events = []
    for name, when in record.events.items():
        if when is not None and when <= start:
            continue
        happened = when is not None
        chance = chance_of(counts[name], wars)
        scores = brier(chance, happened), log_score(chance, happened)
        events.append(Event(name, happened, chance, wilson(counts[name], wars), *scores))
    return tuple(events)
