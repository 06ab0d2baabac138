"""Wars a few at a time: one by one, on threads of this process, or in worker processes.

Whoever plays them, a war is the same; chunks come as they are done, in any order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from typing import NoReturn

import numpy as np

from simulator.compiled import is_warm
from simulator.errors import RunFailed, SimulatorError
from simulator.model.levers import Lever
from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.per_war import Wars, wars_of
from simulator.model.records import Floats, Scenario, Trajectory
from simulator.run.replay import replay_command

#: Plays war K: scenario, entropy, replication, months, levers.
PlayWar = Callable[[Scenario, int, int, int, tuple[Lever, ...]], Trajectory]

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
    """War number `replication` as Mesa agents, as it comes."""
    # Imported here: Mesa takes a second to load, and whoever only reads outcomes need not wait.
    from simulator.model.draw import draw
    from simulator.model.war.play import play

    return play(draw(scenario, entropy, replication, months, levers))


def tell_replication(
    scenario: Scenario, entropy: int, replication: int, months: int, levers: tuple[Lever, ...]
) -> Trajectory:
    """War number `replication` with its log, sooner than the agents are ready."""
    # Imported here: numba takes a second to load, and whoever only reads outcomes need not wait.
    from simulator.model.draw import draw
    from simulator.model.war.play import told

    return told(draw(scenario, entropy, replication, months, levers))


def play_one(
    scenario: Scenario,
    entropy: int,
    months: int,
    levers: tuple[Lever, ...],
    replication: int,
    *,
    play_war: PlayWar = tell_replication,
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
            f"`{replay_command(scenario, entropy, months, levers, replication)}` replays it alone"
        ) from error


@dataclass(frozen=True, slots=True)
class Job:
    """What all wars of an ensemble share."""

    scenario: Scenario
    entropy: int
    months: int
    levers: tuple[Lever, ...]
    play_war: PlayWar


def one_by_one(job: Job, replications: int, workers: int) -> Iterator[Wars]:
    """Wars one after another, in worker processes where that is worth while, as they are done."""
    seconds = float("inf")
    first = min(FIRST, replications)
    for replication in range(first):
        began = time.perf_counter()
        yield in_turn(job, range(replication, replication + 1))
        # The least of the first few, because the very first one also loads machine code.
        seconds = min(seconds, time.perf_counter() - began)
    size = int(min(max(CHUNK / max(seconds, 1e-9), 1), LARGEST_CHUNK))
    chunks = _chunks(first, replications, size)
    if workers == 1 or seconds * (replications - first) < POOL_START:
        for chunk in chunks:
            yield in_turn(job, chunk)
    else:
        yield from _in_processes(in_turn, job, chunks, workers)


def _chunks(first: int, end: int, size: int) -> Iterator[range]:
    """Wars `first` to `end` - 1 in chunks that end at multiples of `size`.

    So do the accumulator's blocks, and no war waits for the rest of its block.
    """
    low = first
    while low < end:
        high = min(low - low % size + size, end)
        yield range(low, high)
        low = high


def by_plain_python(job: Job, replications: int, workers: int) -> Iterator[Wars]:
    """Wars by the same source as the compiled engine's, uncompiled, in worker processes.

    Slow, and free of the compiler: what it is for is to show that the compiler changes nothing.
    """
    size = min(LARGEST_CHUNK, max(1, -(-replications // (2 * workers))))
    with uncompiled():
        yield from _in_processes(abreast, job, _chunks(0, replications, size), workers)


@contextmanager
def uncompiled() -> Iterator[None]:
    """Let processes that are started meanwhile run without machine code."""
    before = os.environ.get("NUMBA_DISABLE_JIT")
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["NUMBA_DISABLE_JIT"]
        else:
            os.environ["NUMBA_DISABLE_JIT"] = before


def _in_processes(
    play: Callable[[Job, range], Wars], job: Job, chunks: Iterator[range], workers: int
) -> Iterator[Wars]:
    """Play chunks in worker processes."""
    # Spawned, not forked: a fork copies locks held by threads of numerical libraries.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_quiet)
    try:
        yield from _shared_out(pool, play, job, chunks, 2 * workers)
    except BrokenProcessPool as error:
        raise RunFailed(f"{job.scenario.name}: a worker process died: {error}") from error
    except BaseException:
        # Stopped: nobody waits for what they play, and their locks are the system's.
        for worker in multiprocessing.active_children():
            worker.terminate()
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _shared_out(
    pool: Executor,
    play: Callable[[Job, range], Wars],
    job: Job,
    chunks: Iterator[range],
    ahead: int,
) -> Iterator[Wars]:
    """Chunks as a pool is done with them, never more than `ahead` asked for."""
    waiting: set[Future[Wars]] = set()
    for chunk in chunks:
        waiting.add(pool.submit(play, job, chunk))
        if len(waiting) >= ahead:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in done)


def by_compiled(job: Job, replications: int, workers: int) -> Iterator[Wars]:
    """Wars by the compiled engine, as its threads are done with them."""
    compiling_is_due("ensemble")
    # Imported here: numba takes half a second to load.
    from simulator.model.war.abreast import ABREAST

    # The first alone: it loads the machine code.
    yield abreast(job, range(1))
    size = min(ABREAST, max(1, -(-replications // (2 * workers))))
    chunks = _chunks(1, replications, size)
    pool = ThreadPoolExecutor(workers)
    try:
        yield from _shared_out(pool, abreast, job, chunks, 2 * workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def compiling_is_due(engine: str) -> None:
    """Say so on stderr when the compiled engine has no machine code yet."""
    if engine == "ensemble" and not is_warm("model.war", "_from_talks_on"):
        say("Compiling the model; it takes about a minute, and only this once...")


def say(line: str) -> None:
    """Say something on stderr at once."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def abreast(job: Job, replications: range) -> Wars:
    """Some wars by the compiled engine.

    Raises:
        RunFailed: A war came to no number: machine arithmetic goes on where Python's would stop,
            say at a division by nought.
    """
    from simulator.model.war.abreast import play_wars

    wars = play_wars(job.scenario, job.entropy, replications, job.months, job.levers)
    return _finite(job, replications, wars)


def _finite(job: Job, replications: range, wars: Wars) -> Wars:
    """The wars, if every state of each is a number in every month."""
    for war in np.flatnonzero(~np.isfinite(wars.series).all(axis=(1, 2))):
        _no_number(job, replications[int(war)], wars.series[war])
    return wars


def _no_number(job: Job, replication: int, series: Floats) -> NoReturn:
    """Say which state of a war, in which month, is no number."""
    month = int(np.flatnonzero(~np.isfinite(series).all(axis=0))[0])
    names = [name for name, row in zip(STATES, series[:, month], strict=True) if not isfinite(row)]
    again = replay_command(job.scenario, job.entropy, job.months, job.levers, replication)
    raise RunFailed(
        f"{job.scenario.name}: war {replication} on entropy {job.entropy} failed: "
        f"{', '.join(names[:3])} is no number in month {month} - "
        f"`{again}` replays it alone"
    )


def _quiet() -> None:
    """Leave Ctrl-C to the parent, which says one thing once, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def in_turn(job: Job, replications: range) -> Wars:
    """Some wars as Mesa agents, or by whatever plays the job's."""
    facts = job.scenario, job.entropy, job.months, job.levers
    wars = [play_one(*facts, replication, play_war=job.play_war) for replication in replications]
    played = wars_of(list(replications), wars, job.months)
    # A textbook game has only some of the states; the others are unknown in it.
    return _finite(job, replications, played) if job.scenario.steps == "continuous" else played
