"""Memory does not grow with the number of wars: peak of ensembles of ten thousand to a million.

    python benchmarks/bench_memory.py [--scenario S] [--months H] [--wars N ...] [--workers W]

Every ensemble is played in a process of its own, whole (all metrics, curves and quantiles), and its
peak resident memory is what the operating system says of that process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

MOST = 1024.0  # what a million wars may take [MiB]


def play(scenario: str, months: int, wars: int, workers: int) -> None:
    """Play one ensemble in this process and print what it took."""
    from simulator.files.scenario import load_scenario
    from simulator.run.ensemble import run_wars

    which = load_scenario(scenario)
    run_wars(which, 64, 1, months, workers=workers)
    started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    began = time.perf_counter()
    outcome = run_wars(which, wars, 0, months, workers=workers)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    ended = outcome.p_ended[-1]
    told = {"wars": wars, "seconds": seconds, "start": started, "peak": peak, "ended": ended}
    sys.stdout.write(json.dumps(told) + "\n")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--scenario", default="base")
    ask.add_argument("--months", type=int, default=6)
    ask.add_argument("--wars", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.alone is not None:
        play(given.scenario, given.months, given.alone, given.workers)
        return
    print(f"{given.scenario}, {given.months} months, {given.workers} threads; peak resident memory")
    print(f"{'wars':>9s} {'after 64':>10s} {'peak':>10s} {'wars a second':>14s}")
    for wars in given.wars:
        same = ["--scenario", given.scenario, "--months", str(given.months)]
        same += ["--workers", str(given.workers), "--alone", str(wars)]
        ran = subprocess.run(  # noqa: S603  # this very script
            [sys.executable, __file__, *same], capture_output=True, text=True, check=True
        )
        told = json.loads(ran.stdout.splitlines()[-1])
        speed = told["wars"] / told["seconds"]
        print(
            f"{told['wars']:9d} {told['start']:6.0f} MiB {told['peak']:6.0f} MiB {speed:14.0f}",
            flush=True,
        )
        assert told["peak"] < MOST, f"{told['wars']} wars took {told['peak']:.0f} MiB"


if __name__ == "__main__":
    main()
