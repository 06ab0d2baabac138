"""Many wars of one scenario on one luck: played, counted, and none of them kept.

The outcome depends on the scenario, the entropy, the number of wars, the months and the levers,
and on nothing else: not on workers, chunks or the order in which they finish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from simulator.model.levers import Lever
from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.catalogue import Selection, check_names
from simulator.model.metrics.outcome import Outcome
from simulator.model.metrics.per_war import Wars
from simulator.model.records import Scenario
from simulator.run.chunks import (
    Job,
    PlayWar,
    abreast,
    by_compiled,
    by_plain_python,
    compiling_is_due,
    in_turn,
    one_by_one,
    play_one,
    play_replication,
    say,
)
from simulator.run.threads import processors

#: Told how many wars are done and how many there are.
Progress = Callable[[int, int], None]

#: Given wars as they are done, a few at a time and in any order.
Watch = Callable[[Wars], object]


def run_wars(
    scenario: Scenario,
    replications: int,
    entropy: int,
    months: int,
    levers: tuple[Lever, ...] = (),
    engine: str = "ensemble",
    progress: Progress | None = None,
    *,
    metrics: Iterable[str] = (),
    only: Selection | None = None,
    workers: int | None = None,
    play_war: PlayWar | None = None,
    watch: Iterable[Watch] = (),
) -> Outcome:
    """Play wars 0 to `replications` - 1 and say what happened.

    Args:
        scenario: What is played.
        replications: How many wars, at least 1.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        levers: Pulled beside the scenario's own.
        engine: `ensemble` (compiled, many wars abreast), `mesa` (one war after another as agents;
            it also plays forts) or `plain` (uncompiled); the outcome tells which ran. One source,
            so they agree to the last bit.
        progress: Told after each chunk.
        metrics: Names to report beside the default ones.
        only: What to report instead of everything, for a caller in a hurry.
        workers: Threads, or processes for wars played one by one; a processor each when None.
        play_war: How one war is played, instead of by either engine.
        watch: Each given the wars, before they are forgotten.

    Raises:
        BadInput: A metric is unknown.
        RunFailed: A war could not be played.
    """
    names = check_names(metrics, months)
    job = Job(scenario, entropy, months, levers, play_war or play_replication)
    if engine != "mesa" and play_war is None and scenario.steps == "continuous":
        by = by_compiled if engine == "ensemble" else by_plain_python
        ran, played = engine, by(job, replications, _workers(workers))
    else:
        if engine != "mesa" and play_war is None:
            say(f"{scenario.name}: forts are played one by one, as Mesa agents")
        ran, played = "mesa", one_by_one(job, replications, _workers(workers))
    sums, watching = Accumulator(months, only), tuple(watch)
    for wars in played:
        sums.add(wars)
        for told in watching:
            told(wars)
        if progress is not None:
            progress(sums.number, replications)
    return sums.outcome(ran, names)


def some_wars(
    scenario: Scenario,
    entropy: int,
    replications: range,
    months: int,
    levers: tuple[Lever, ...] = (),
    engine: str = "ensemble",
) -> Wars:
    """A few wars as plain numbers, by the engine asked for; forts by the reference.

    Args:
        scenario: What is played.
        entropy: Names the luck [0, 2**63).
        replications: Numbers of the wars.
        months: The horizon [months].
        levers: Pulled beside the scenario's own.
        engine: `ensemble` or `mesa`.

    Raises:
        RunFailed: A war could not be played.
    """
    job = Job(scenario, entropy, months, levers, play_replication)
    compiled = engine == "ensemble" and scenario.steps == "continuous"
    return abreast(job, replications) if compiled else in_turn(job, replications)


def many_wars(
    scenario: Scenario,
    replications: int,
    entropy: int,
    months: int,
    levers: tuple[Lever, ...] = (),
    workers: int | None = None,
) -> Iterator[Wars]:
    """Wars 0 to `replications` - 1 as plain numbers, in chunks as they are done, none kept.

    The chunks come in any order; `replication` says which wars they hold.

    Args:
        scenario: What is played, by the compiled engine; forts by the reference.
        replications: How many wars, at least 1.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        levers: Pulled beside the scenario's own.
        workers: Threads, or processes for wars played one by one; a processor each when None.

    Raises:
        RunFailed: A war could not be played.
    """
    job = Job(scenario, entropy, months, levers, play_replication)
    if scenario.steps == "continuous":
        yield from by_compiled(job, replications, _workers(workers))
    else:
        yield from one_by_one(job, replications, _workers(workers))


def _workers(asked: int | None) -> int:
    return max(asked, 1) if asked is not None else processors()


__all__ = [
    "Progress",
    "Watch",
    "compiling_is_due",
    "many_wars",
    "play_one",
    "processors",
    "run_wars",
    "say",
    "some_wars",
]
