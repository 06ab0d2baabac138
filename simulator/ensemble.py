"""Many wars of one scenario on one luck: played, counted, and none of them kept.

The outcome depends on the scenario, the entropy, the number of wars, the months and the levers,
and on nothing else: not on workers, chunks or the order in which they finish.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import numpy as np

from simulator.compiled import is_warm
from simulator.errors import RunFailed, SimulatorError
from simulator.levers import Lever
from simulator.metrics.accumulate import Accumulator
from simulator.metrics.catalogue import Selection, check_names
from simulator.metrics.outcome import Outcome
from simulator.metrics.per_war import Wars, wars_of
from simulator.records import Scenario, Trajectory

#: Plays war K: scenario, entropy, replication, months, levers.
PlayWar = Callable[[Scenario, int, int, int, tuple[Lever, ...]], Trajectory]

#: Told how many wars are done and how many there are.
Progress = Callable[[int, int], None]

#: Wars played in this process first, which tells how long one takes.
FIRST = 8

#: Starting worker processes takes about this long; shorter work stays in this process [seconds].
POOL_START = 5.0

#: What a worker plays between two reports, and so how long Ctrl-C can take [seconds].
CHUNK = 1.0

#: The most wars in a chunk, which bounds memory.
LARGEST_CHUNK = 64


def play_replication(
    scenario: Scenario, entropy: int, replication: int, months: int, levers: tuple[Lever, ...]
) -> Trajectory:
    """War number `replication` by the reference engine, as it comes."""
    # Imported here: Mesa takes a second to load, and whoever only reads outcomes need not wait.
    from simulator.draw import draw
    from simulator.war.play import play

    return play(draw(scenario, entropy, replication, months, levers))


def play_one(
    scenario: Scenario,
    entropy: int,
    months: int,
    levers: tuple[Lever, ...],
    replication: int,
    *,
    play_war: PlayWar = play_replication,
) -> Trajectory:
    """War number `replication`, alone: the same as within any ensemble.

    Args:
        scenario: What is played.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        levers: Pulled beside the scenario's own.
        replication: Number of the war, from 0.
        play_war: How a war is played.

    Raises:
        RunFailed: The war could not be played; the message names it.
    """
    try:
        return play_war(scenario, entropy, replication, months, levers)
    except Exception as error:
        known = isinstance(error, SimulatorError)
        told = str(error) if known else f"{type(error).__name__}: {error}"
        raise RunFailed(
            f"{scenario.name}: war {replication} on entropy {entropy} failed: {told} - "
            f"`simulator trace {scenario.name} -k {replication} --entropy {entropy}` "
            "replays it alone"
        ) from error


@dataclass(frozen=True, slots=True)
class _Job:
    """What all wars of an ensemble share."""

    scenario: Scenario
    entropy: int
    months: int
    levers: tuple[Lever, ...]
    play_war: PlayWar


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
) -> Outcome:
    """Play wars 0 to `replications` - 1 and say what happened.

    Args:
        scenario: What is played.
        replications: How many wars, at least 1.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        levers: Pulled beside the scenario's own.
        engine: `ensemble` (compiled) or `mesa` (the reference, which also plays what the other
            cannot: forts); the outcome tells which ran. They agree to the last bit.
        progress: Told after each chunk.
        metrics: Names to report beside the default ones.
        only: What to report instead of everything, for a caller in a hurry.
        workers: Threads, or processes of the reference engine; one for each processor when None.
        play_war: How one war is played, instead of by either engine.

    Raises:
        BadInput: A metric is unknown.
        RunFailed: A war could not be played.
    """
    names = check_names(metrics, months)
    job = _Job(scenario, entropy, months, levers, play_war or play_replication)
    if engine == "ensemble" and play_war is None and scenario.steps == "continuous":
        ran, played = "ensemble", _compiled(job, replications, _workers(workers))
    else:
        if engine == "ensemble" and play_war is None:
            _say(f"{scenario.name}: forts are played by the reference engine")
        ran, played = "mesa", _played(job, replications, _workers(workers))
    sums = Accumulator(months, only)
    for wars in played:
        sums.add(wars)
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
    job = _Job(scenario, entropy, months, levers, play_replication)
    compiled = engine == "ensemble" and scenario.steps == "continuous"
    return _abreast(job, replications) if compiled else _chunk(job, replications)


def processors() -> int:
    """How many processors this program may use."""
    return max(len(os.sched_getaffinity(0)), 1)


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
        workers: Threads, or processes of the reference engine; one for each processor when None.

    Raises:
        RunFailed: A war could not be played.
    """
    job = _Job(scenario, entropy, months, levers, play_replication)
    if scenario.steps == "continuous":
        yield from _compiled(job, replications, _workers(workers))
    else:
        yield from _played(job, replications, _workers(workers))


def _workers(asked: int | None) -> int:
    return max(asked, 1) if asked is not None else processors()


def _played(job: _Job, replications: int, workers: int) -> Iterator[Wars]:
    """Chunks of played wars, as they are done."""
    seconds = float("inf")
    first = min(FIRST, replications)
    for replication in range(first):
        began = time.perf_counter()
        yield _chunk(job, range(replication, replication + 1))
        # The least of the first few, because the very first one also loads machine code.
        seconds = min(seconds, time.perf_counter() - began)
    size = int(min(max(CHUNK / max(seconds, 1e-9), 1), LARGEST_CHUNK))
    chunks = _chunks(first, replications, size)
    if workers == 1 or seconds * (replications - first) < POOL_START:
        for chunk in chunks:
            yield _chunk(job, chunk)
    else:
        yield from _in_processes(job, chunks, workers)


def _chunks(first: int, end: int, size: int) -> Iterator[range]:
    """Wars `first` to `end` - 1 in chunks that end at multiples of `size`.

    So do the accumulator's blocks, and no war waits for the rest of its block.
    """
    low = first
    while low < end:
        high = min(low - low % size + size, end)
        yield range(low, high)
        low = high


def _in_processes(job: _Job, chunks: Iterator[range], workers: int) -> Iterator[Wars]:
    """Play chunks in worker processes."""
    # Spawned, not forked: a fork copies locks held by threads of numerical libraries.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_quiet)
    try:
        yield from _shared_out(pool, _chunk, job, chunks, 2 * workers)
    except BrokenProcessPool as error:
        raise RunFailed(f"{job.scenario.name}: a worker process died: {error}") from error


def _shared_out(
    pool: Executor,
    play: Callable[[_Job, range], Wars],
    job: _Job,
    chunks: Iterator[range],
    ahead: int,
) -> Iterator[Wars]:
    """Chunks as a pool is done with them, never more than `ahead` asked for."""
    waiting: set[Future[Wars]] = set()
    try:
        for chunk in chunks:
            waiting.add(pool.submit(play, job, chunk))
            if len(waiting) >= ahead:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _compiled(job: _Job, replications: int, workers: int) -> Iterator[Wars]:
    """Wars by the compiled engine, as its threads are done with them."""
    compiling_is_due("ensemble")
    # Imported here: numba takes half a second to load, and the reference engine needs less of it.
    from simulator.parallel.wars import ABREAST

    # The first alone: it loads the machine code.
    yield _abreast(job, range(1))
    size = min(ABREAST, max(1, -(-replications // (2 * workers))))
    chunks = _chunks(1, replications, size)
    yield from _shared_out(ThreadPoolExecutor(workers), _abreast, job, chunks, 2 * workers)


def compiling_is_due(engine: str) -> None:
    """Say so on stderr when the compiled engine has no machine code yet."""
    if engine == "ensemble" and not is_warm("parallel", "from_talks_on"):
        _say("Compiling the model; it takes about a minute, and only this once...")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _abreast(job: _Job, replications: range) -> Wars:
    """Some wars by the compiled engine; one that came to no number is the reference's to explain.

    Compiled arithmetic goes on where Python's stops with an error, say at a division by nought.
    """
    from simulator.parallel.wars import play_wars

    wars = play_wars(job.scenario, job.entropy, replications, job.months, job.levers)
    for war in np.flatnonzero(~np.isfinite(wars.series).all(axis=(1, 2))):
        _chunk(job, replications[war : war + 1])
    return wars


def _quiet() -> None:
    """Leave Ctrl-C to the parent, which stops the workers and says one thing once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunk(job: _Job, replications: range) -> Wars:
    facts = job.scenario, job.entropy, job.months, job.levers
    wars = [play_one(*facts, replication, play_war=job.play_war) for replication in replications]
    return wars_of(list(replications), wars, job.months)
