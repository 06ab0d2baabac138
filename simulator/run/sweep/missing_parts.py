"""Playing the parts of a sweep that are missing, on this machine or on a Dask cluster."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing

from simulator.run.ensemble import Progress
from simulator.run.sweep.cluster import Cluster, on_cluster
from simulator.run.sweep.folder import Folder
from simulator.run.sweep.part import Done, Job, Stopped, play_part
from simulator.run.threads import processors

#: Parts asked for ahead, for each worker: none waits, and memory stays flat.
_AHEAD = 2


def play_missing(
    job: Job,
    folder: Folder,
    workers: int | None = None,
    cluster: Cluster | None = None,
    progress: Progress | None = None,
) -> int:
    """Play every part that is not there yet; how many there were.

    Args:
        job: What is played.
        folder: Where parts are kept.
        workers: Threads; one for each processor when None.
        cluster: A Dask cluster to play on instead of here.
        progress: Told how many wars of the sweep are done, and of how many.

    Raises:
        RunFailed: The cluster gave up a part, the disk is full, or somebody took away what was
            written.
    """
    missing = folder.missing()
    count = _counter(job, missing, progress)
    played: Done
    if cluster is not None:
        played = on_cluster(job, missing, cluster)
    else:
        played = in_threads(job, missing, _workers(workers), count)
    with closing(played) as parts:
        for part, content in parts:
            folder.write(part, content)
            if cluster is not None:
                count(len(job.points_of(part)) * job.replications)
    folder.settle()
    return len(missing)


def _workers(asked: int | None) -> int:
    return max(asked if asked is not None else processors(), 1)


def _counter(job: Job, missing: list[int], progress: Progress | None) -> Callable[[int], None]:
    """What to call with more wars done."""
    total = len(job.points) * job.replications
    done = total - sum(len(job.points_of(part)) for part in missing) * job.replications
    lock = threading.Lock()

    def more(wars: int) -> None:
        nonlocal done
        with lock:
            done += wars
            if progress is not None:
                progress(done, total)

    more(0)
    return more


def in_threads(job: Job, missing: list[int], workers: int, count: Callable[[int], None]) -> Done:
    """Parts played by threads of this process: the compiled model works without Python's lock."""
    stop = threading.Event()

    def told(wars: int) -> None:
        if stop.is_set():
            raise Stopped
        count(wars)

    pool = ThreadPoolExecutor(workers)
    waiting: dict[Future[bytes], int] = {}
    todo = iter(missing)
    try:
        while True:
            while len(waiting) < _AHEAD * workers and (part := next(todo, None)) is not None:
                waiting[pool.submit(play_part, job, part, told)] = part
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), future.result()
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
