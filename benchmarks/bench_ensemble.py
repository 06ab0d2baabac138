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
from dataclasses import replace
from functools import partial
from typing import NamedTuple
from unittest.mock import patch

import numpy as np

from simulator.bargaining.war_game import TOLERANCE
from simulator.files.scenario import load_scenario
from simulator.model.draw import draw
from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.catalogue import Selection
from simulator.model.records import Scenario
from simulator.model.war import month as clock
from simulator.model.war.abreast import ABREAST, play_wars
from simulator.model.war.agents import War
from simulator.model.war.inputs import inputs_of
from simulator.model.war.play import play
from simulator.model.war.record import new_bench, new_series
from simulator.run.ensemble import run_wars

REPETITIONS = 5
COUNTED = 12  # wars whose solves are counted


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class Solves(NamedTuple):
    """What a war's leaders calculate, on average.

    Attributes:
        games: Bargaining games solved a war.
        steps: Newton steps, each one block-tridiagonal system, a game.
        unsolved: Share of months whose games were not solved to the solver's tolerance.
    """

    games: float
    steps: float
    unsolved: float


def solves(which: Scenario, wars: int, months: int) -> Solves:
    """Counted in the wars of the Mesa model."""
    games, steps, unsolved = 0, 0.0, 0
    for k in range(wars):
        war = War(draw(which, 0, k, months))
        for month in range(months + 1):
            if month > 0:
                war.step()
            facts = war.facts
            # A resumed war, the tough type's, and the weak type's where A can doubt which it is.
            doubts = facts.cost_D_weak != facts.cost_D_tough
            games += 3 if doubts and (facts.weak > 0.0 or facts.is_weak > 0.5) else 2
            steps += war.plan.iterations
            unsolved += war.plan.residual > TOLERANCE
    calls = wars * (months + 1)
    return Solves(games / wars, steps / games, unsolved / calls)


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
    bench = new_bench(inputs)
    thinking = 0.0
    calculate = clock._expectations

    def timed(*arguments: object) -> None:
        nonlocal thinking
        thinking += seconds(lambda: calculate(*arguments))  # type: ignore[arg-type]

    def whole() -> None:
        clock.begin_wars(bench, inputs)
        for month in range(months + 1):
            clock.play_month(bench, inputs, month, series)

    with patch.object(clock, "_expectations", timed):
        rest = seconds(whole) - thinking
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
    counted = solves(which, COUNTED, months)
    a_solve = 1e6 * told.expectations / calls / (counted.games / (months + 1))
    ratios = np.array(reference) / np.array(compiled)
    print(
        f"{name:20s} {1.0 / min(compiled):7.0f} wars/s a core  "
        f"{np.median(ratios):5.1f} x reference  "
        f"{1e6 * told.expectations / calls:6.1f} us a month to solve  "
        f"{1e6 * told.rest / calls:5.2f} us all else  "
        f"{1e6 * told.drawing / wars:5.0f} us a war to draw"
    )
    print(
        f"{'':20s} {counted.games:7.0f} solves a war  {a_solve:6.2f} us a solve, "
        f"offers included  {counted.steps:5.1f} Newton steps each  "
        f"{1e3 * a_solve / counted.steps:5.0f} ns a step  "
        f"{counted.unsolved:.3%} of months not solved to {TOLERANCE:g}"
    )


def counting(name: str, months: int) -> None:
    """What it costs to add a war to everything that is reported, and to a few metrics."""
    wars = play_wars(load_scenario(name), 0, range(ABREAST), months)
    slider = Selection(curves=("occ",))
    a_dozen = tuple(f"{state}_{months}" for state in ("occ", "belief_A_win", "demand_A", "cap_A"))
    sweep = Selection((*a_dozen, "T_end_restricted", f"ended_by_{months}", "recur", "removed_A"))
    costs = []
    for only in (None, sweep, slider):
        sums = Accumulator(months, only)
        times = []
        for block in range(50):
            fresh = replace(wars, replication=wars.replication + block * ABREAST)
            times.append(seconds(partial(sums.add, fresh)))
        costs.append(1e6 * min(times) / ABREAST)
    print(
        f"{name:20s} {costs[0]:.1f} us to count a war in everything, {costs[1]:.1f} in a sweep's "
        f"metrics, {costs[2]:.1f} in one curve and how it ends"
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
        counting(name, given.months)
        whole(name, 8 * given.wars, given.months)


if __name__ == "__main__":
    main()
