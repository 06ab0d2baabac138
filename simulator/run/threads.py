"""The same function over many jobs on every processor, the results in the order of the jobs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def processors() -> int:
    """How many processors this program may use."""
    # Not every system tells which of its processors a program may use.
    allowed = getattr(os, "sched_getaffinity", None)
    return max(len(allowed(0)) if allowed is not None else os.cpu_count() or 1, 1)


def in_threads(
    play: Callable[[Job], Result], jobs: Iterable[Job], workers: int | None = None
) -> Iterator[Result]:
    """`play` of every job, in their order, however many threads play.

    The first job is played alone, because it may load machine code. Worth it where `play` spends
    its time in compiled code, which lets other threads run.

    Args:
        play: Called once for each job; an exception of it is raised here.
        jobs: All of them, or as they come.
        workers: Threads; one for each processor when None.

    >>> list(in_threads(lambda number: number * number, range(4)))
    [0, 1, 4, 9]
    """
    waiting = list(jobs)
    if not waiting:
        return
    yield play(waiting[0])
    pool = ThreadPoolExecutor(workers or processors())
    try:
        yield from pool.map(play, waiting[1:])
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
