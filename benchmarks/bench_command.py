"""What somebody waits for: whole commands from the shell, machine code on disk; medians over runs.

    python benchmarks/bench_command.py [--runs R] [--wars N]

For every author's scenario with 200 members a side and 60 months: `simulator run -n 1000`, from
start to exit, and the wars a second of the ensemble alone within one process on all cores.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

from simulator.files.scenario import load_scenario, with_values
from simulator.run.ensemble import run_wars

AUTHORS = ("strategypage", "freedman", "menon", "person", "dickinson")
MEMBERS = 200


def command(*words: str) -> float:
    """Seconds that one command takes."""
    began = time.perf_counter()
    subprocess.run(  # noqa: S603  # this very interpreter
        [sys.executable, "-m", "simulator", *words], check=True, capture_output=True
    )
    return time.perf_counter() - began


def ensemble(name: str, wars: int) -> float:
    """Seconds of the ensemble alone, on all cores."""
    which = with_values(load_scenario(name), {"audience.size": float(MEMBERS)})
    began = time.perf_counter()
    run_wars(which, wars, 0, 60)
    return time.perf_counter() - began


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--runs", type=int, default=5)
    ask.add_argument("--wars", type=int, default=1000)
    given = ask.parse_args()
    command("run", "base", "-n", "8", "--months", "2")
    ensemble("base", 8)
    helped = statistics.median(command("--help") for _ in range(given.runs))
    print(f"{'--help':14s} {helped:6.2f} s")
    for name in AUTHORS:
        words = ("run", name, "-n", str(given.wars), "--set", f"audience.size={MEMBERS}")
        whole, alone = [], []
        for _ in range(given.runs):  # in turn, so that a busy moment hits both
            whole.append(command(*words))
            alone.append(ensemble(name, given.wars))
        plain = statistics.median(command("run", name, "-n", str(given.wars)) for _ in range(3))
        print(
            f"{name:14s} run -n {given.wars}: {statistics.median(whole):6.2f} s with {MEMBERS} "
            f"members a side, {plain:5.2f} s as it is;  ensemble alone "
            f"{given.wars / statistics.median(alone):6.0f} wars a second on all cores"
        )


if __name__ == "__main__":
    main()
