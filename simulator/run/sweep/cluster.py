"""The parts of a sweep on a Dask cluster; the only module that imports distributed.

The workers need the same version of this program and no common file system: a part comes back as
bytes, and only this process writes. A part whose worker dies is given to another by the scheduler;
each part comes back once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from simulator.errors import RunFailed, needed
from simulator.run.sweep.manifest import code_hash
from simulator.run.sweep.part import Done, Job, play_part

if TYPE_CHECKING:
    from distributed import Client

#: A cluster that answers.
Cluster: TypeAlias = "Client"

#: How long the scheduler may take to answer [seconds].
_PATIENCE = 30.0

#: How often a part may fail on a worker, say for want of memory, before the sweep stops.
_RETRIES = 2

#: Parts asked for ahead, for each thread of the cluster.
_AHEAD = 2


@contextmanager
def connected(address: str | None) -> Iterator[Cluster | None]:
    """A cluster that answers and has a worker; None when no address is given.

    Args:
        address: Of the scheduler, such as `tcp://127.0.0.1:8786`.

    Raises:
        BadInput: The extra is not installed.
        RunFailed: No scheduler answers, or it has no worker.
    """
    if address is None:
        yield None
        return
    with needed("--dask"):
        from distributed import Client
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RunFailed(f"--dask: no scheduler answers at {address}: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise RunFailed(f"--dask: the scheduler at {address} has no worker") from error
        yield client


def on_cluster(job: Job, missing: list[int], client: Cluster) -> Done:
    """Parts played by the workers of a cluster, as they are done.

    Args:
        job: What is played.
        missing: Numbers of the parts.
        client: From `connected`.

    Raises:
        RunFailed: A worker runs other code, or a part cannot be played.
    """
    from distributed import as_completed

    todo = iter(missing)
    ahead = _AHEAD * max(sum(client.nthreads().values()), 1)
    futures = {}

    def submit(part: int) -> object:
        future = client.submit(
            _remote, job.only(part), part, code_hash(), pure=False, retries=_RETRIES
        )
        futures[future.key] = part
        return future

    first = [submit(part) for part in islice(todo, ahead)]
    done = as_completed(first, loop=client.loop)
    for future in done:
        part = futures.pop(future.key)
        try:
            content = future.result()
        except Exception as error:  # whatever happened over there ends the sweep here
            raise RunFailed(f"--dask: part {part}: {type(error).__name__}: {error}") from error
        future.release()
        for following in islice(todo, 1):
            done.add(submit(following))
        yield part, content


def _remote(job: Job, part: int, code: str) -> bytes:
    """Play a part on a worker, if the worker runs the code of whoever asked."""
    if code_hash() != code:
        raise RunFailed(f"the worker runs other code ({code_hash()}, not {code}): update it")
    return play_part(job, part)
