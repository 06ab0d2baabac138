"""What a sweep costs beyond the model's own time, and how it scales.

    python benchmarks/bench_sweep.py [SCENARIO] [--points P] [--wars N] [--months H]

The model's own time is taken inside the same run, in every thread, so other work on the machine
slows both alike. Busy is the model's share of what the threads could have played: the rest is
Python waiting for its lock, writing, and the last part that leaves the other threads idle.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import threading
import time
from pathlib import Path
from unittest.mock import patch

from simulator.cli.commands.sweep import DEFAULT
from simulator.files.design import Typed, asked
from simulator.model.levers import Lever
from simulator.model.metrics.per_war import Wars
from simulator.model.records import Scenario
from simulator.run.ensemble import some_wars
from simulator.run.sweep.folder import open_sweep
from simulator.run.sweep.missing_parts import play_missing
from simulator.run.sweep.plan import cost, plan
from simulator.show.report.whole_files import write_whole

_AXES = ("stake.indivisible=0:1", "office.value_A=0:3", "belief.bias_A=0:0.5", "guarantee=0:1@6")


class Clock:
    """Seconds the model took, over all threads, on the wall and on the processor."""

    def __init__(self) -> None:
        self.wall = 0.0
        self.cpu = 0.0
        self.lock = threading.Lock()

    def timed(
        self,
        scenario: Scenario,
        entropy: int,
        replications: range,
        months: int,
        levers: tuple[Lever, ...] = (),
    ) -> Wars:
        """`some_wars`, timed."""
        wall, cpu = time.perf_counter(), time.thread_time()
        wars = some_wars(scenario, entropy, replications, months, levers)
        wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
        with self.lock:
            self.wall += wall
            self.cpu += cpu
        return wars


def measure(typed: Typed, workers: int) -> None:
    design, scenario = asked(typed, DEFAULT)
    made = plan(design, scenario)
    expected = cost(made.job)
    clock = Clock()
    timed = patch("simulator.run.sweep.part.some_wars", clock.timed)
    with timed, tempfile.TemporaryDirectory() as place:
        with open_sweep(Path(place), made.manifest, made.job.parts, False, write_whole) as folder:
            began, cpu = time.perf_counter(), time.process_time()
            play_missing(made.job, folder, workers)
            wall, cpu = time.perf_counter() - began, time.process_time() - cpu
        size = sum(file.stat().st_size for file in Path(place).rglob("*.parquet"))
    wars = made.job.total * made.job.replications
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    print(
        f"{design.scenario}: {made.job.total} points x {made.job.replications} wars, "
        f"{workers} threads: {wall:.1f} s, {wars / wall:.0f} wars a second; processor time beyond "
        f"the model's own {cpu / clock.cpu - 1.0:.1%}; busy {clock.wall / (workers * wall):.1%}; "
        f"{size / 1e6:.1f} MB in {made.job.parts} parts (expected {expected.bytes / 1e6:.1f}); "
        f"expected {wars * expected.seconds / workers:.0f} s; {peak:.0f} MiB"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("scenario", nargs="?", default="person")
    ask.add_argument("--points", default="1000")
    ask.add_argument("--wars", default="200")
    ask.add_argument("--months", default="60")
    ask.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    given = ask.parse_args()
    typed = Typed(
        given.scenario,
        _AXES,
        kind="sobol",
        points=given.points,
        replications=given.wars,
        months=given.months,
    )
    measure(typed, given.workers)


if __name__ == "__main__":
    main()
