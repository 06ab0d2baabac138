"""On a Dask cluster, with a worker killed on the way: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster
from told import Command

from simulator.cli.commands.sweep import DEFAULT
from simulator.errors import BadInput, RunFailed
from simulator.files.design import Typed, asked
from simulator.run.sweep import cluster as door
from simulator.run.sweep.folder import open_sweep
from simulator.run.sweep.missing_parts import play_missing
from simulator.run.sweep.plan import plan
from simulator.show.report.whole_files import write_whole

# What the library does at its own ends is not ours to judge.
pytestmark = pytest.mark.filterwarnings("ignore")

WORDS = (
    *("sweep", "freedman", "--vary", "stake.indivisible=0:1:12", "-n", "64", "--months", "36"),
    *("--entropy", "3"),
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two workers, each a process of its own, restarted by their nannies when they die."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=60
    ) as local:
        yield local


def parts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "points").iterdir()}


def test_a_killed_worker_costs_nothing(
    cluster: LocalCluster, tmp_path: Path, simulator: Command
) -> None:
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    assert simulator(*WORDS, "--out", str(alone))[0] == 0
    pids = [worker.pid for worker in cluster.workers.values()]
    killed = threading.Event()

    def kill() -> None:
        # As soon as one part is back, every worker has another in hand.
        patience = time.monotonic() + 120.0
        while time.monotonic() < patience and not list((shared / "points").glob("part-*")):
            time.sleep(0.001)
        os.kill(pids[0], signal.SIGKILL)
        killed.set()

    killer = threading.Thread(target=kill)
    killer.start()
    status, _, err = simulator(*WORDS, "--out", str(shared), "--dask", cluster.scheduler_address)
    killer.join()
    assert killed.is_set()
    assert (status, err) == (0, "")
    assert pids[0] not in [worker.pid for worker in cluster.workers.values()]
    assert parts(shared) == parts(alone)


def test_begun_here_and_finished_there(
    cluster: LocalCluster, tmp_path: Path, simulator: Command
) -> None:
    alone = tmp_path / "alone"
    assert simulator(*WORDS, "--out", str(alone))[0] == 0
    whole = parts(alone)
    for number in (0, 5, 11):
        (alone / "points" / f"part-{number:05d}.parquet").unlink()
    address = cluster.scheduler_address
    assert simulator(*WORDS, "--out", str(alone), "--resume", "--dask", address)[0] == 0
    assert parts(alone) == whole


def test_a_worker_with_other_code_is_refused(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    design, scenario = asked(
        Typed("freedman", ["stake.indivisible=0,1"], replications="2", months="6"), DEFAULT
    )
    made = plan(design, scenario)
    monkeypatch.setattr(door, "code_hash", lambda: "other")
    with (
        door.connected(cluster.scheduler_address) as there,
        open_sweep(tmp_path, made.manifest, made.job.parts, False, write_whole) as folder,
        pytest.raises(RunFailed, match="the worker runs other code"),
    ):
        play_missing(made.job, folder, cluster=there)
    assert parts(tmp_path) == {}


@pytest.mark.parametrize("command", ["sweep", "sensitivity"])
def test_no_scheduler_is_told_in_a_line_and_leaves_nothing(
    tmp_path: Path, simulator: Command, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(door, "_PATIENCE", 0.5)
    words = ("--out", str(tmp_path / "new"), "--dask", "tcp://127.0.0.1:9")
    status, _, err = simulator(command, *WORDS[1:], *words)
    assert status == 1
    assert "no scheduler answers at tcp://127.0.0.1:9" in err.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_without_workers_is_told_in_a_line(
    simulator: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_PATIENCE", 0.5)
    with LocalCluster(n_workers=0, dashboard_address=None, silence_logs=60) as idle:
        address = idle.scheduler_address
        words = ("--out", str(tmp_path / "new"), "--dask", address)
        status, _, err = simulator(*WORDS, *words)
    assert (status, err) == (1, f"--dask: the scheduler at {address} has no worker\n")
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with (
        pytest.raises(BadInput, match=r"--dask: needs distributed.*\[cluster\]"),
        door.connected("tcp://127.0.0.1:9"),
    ):
        pass
