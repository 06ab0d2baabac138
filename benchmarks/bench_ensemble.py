"""How fast the compiled ensemble is: against the reference model, per solve, per war, in memory.

    python benchmarks/bench_ensemble.py [SCENARIO ...] [--wars N] [--months H]

Everything is measured alternately within one run, because other work on the machine moves absolute
times; the least of several repetitions is told.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from simulator.draw import draw
from simulator.ensemble import run_wars
from simulator.files.scenario import load_scenario
from simulator.parallel.bench import new_bench, new_series
from simulator.parallel.inputs import inputs_of
from simulator.parallel.month import before_talks, begin_all, expectations, from_talks_on
from simulator.parallel.wars import ABREAST, play_wars
from simulator.records import Scenario
from simulator.war.play import play

REPETITIONS = 5


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class Parts(NamedTuple):
    """Seconds by part of the clock, over some wars."""

    drawing: float
    expectations: float
    rest: float


def parts(which: Scenario, wars: int, months: int) -> Parts:
    """The compiled engine's time, by part; the same calls as `play_wars`."""
    began = time.perf_counter()
    inputs = inputs_of(which, 0, range(wars), months)
    drawing = time.perf_counter() - began
    series = new_series(wars, months)
    records, public, desks, scratch = new_bench(inputs)
    records["held"], records["event"] = inputs.held[1], inputs.events[0]
    begin_all(records, public)
    thinking = seconds(lambda: expectations(records, desks, scratch, False))
    rest = 0.0
    for month in range(months + 1):
        if month > 0:
            records["held"], records["event"] = inputs.held[month], inputs.events[month - 1]
            rest += seconds(lambda: before_talks(records, public))
        thinking += seconds(lambda: expectations(records, desks, scratch, True))
        rest += seconds(lambda: from_talks_on(records, desks.to_A, desks.to_D, series))
    return Parts(drawing, thinking, rest)


def measure(name: str, wars: int, months: int) -> None:
    which = load_scenario(name)
    few = max(4, wars // 8)
    worlds = [draw(which, 0, k, months) for k in range(few)]
    compiled, reference, by_part = [], [], []
    for _ in range(REPETITIONS):
        compiled.append(seconds(lambda: play_wars(which, 0, range(wars), months)) / wars)
        reference.append(seconds(lambda: [play(world) for world in worlds]) / few)
        by_part.append(parts(which, wars, months))
    told = min(by_part, key=sum)
    calls = wars * (months + 2)
    ratios = np.array(reference) / np.array(compiled)
    print(
        f"{name:20s} {1.0 / min(compiled):7.0f} wars/s a core  "
        f"{np.median(ratios):5.1f} x reference  "
        f"{1e6 * told.expectations / calls:6.1f} us a month to solve  "
        f"{1e6 * told.rest / calls:5.2f} us all else  "
        f"{1e6 * told.drawing / wars:5.0f} us a war to draw"
    )


def whole(name: str, wars: int, months: int) -> None:
    """A whole ensemble on all cores, drawing and counting included, and the memory it took."""
    which = load_scenario(name)
    took = seconds(lambda: run_wars(which, wars, 0, months))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    print(f"{name:20s} {wars} wars in {took:.2f} s: {wars / took:.0f} a second, {peak:.0f} MiB")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("scenarios", nargs="*", default=["person", "freedman", "menon"])
    ask.add_argument("--wars", type=int, default=4 * ABREAST)
    ask.add_argument("--months", type=int, default=60)
    given = ask.parse_args()
    cold = seconds(lambda: play_wars(load_scenario("base"), 0, range(1), 1))
    print(f"machine code ready after {cold:.1f} s")
    for name in given.scenarios:
        measure(name, given.wars, given.months)
    for name in given.scenarios:
        whole(name, 8 * given.wars, given.months)


if __name__ == "__main__":
    main()
