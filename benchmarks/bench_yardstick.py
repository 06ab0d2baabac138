"""How far from C the compiled model is: one question to an audience, one Newton step of a solve.

    python benchmarks/bench_yardstick.py [--members N] [--scenario S]

`yardstick.c` holds the same arithmetic, written by hand. It is compiled here by the machine's own
compiler, its results must be equal to numba's to the last bit, and both are timed in turn within
one run, on the same inputs. Ratios count: other work on the machine moves absolute times.
"""

from __future__ import annotations

import argparse
import ctypes
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from simulator.bargaining.war_rows import Room, WarGame, newton_step
from simulator.files.scenario import load_scenario, with_values
from simulator.model.draw import draw
from simulator.model.mechanisms.audience import open_dissent
from simulator.model.tape import uniforms
from simulator.model.war.agents import War

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

FLAGS = {
    "cc -O2": ["-O2"],
    "cc -O3 -march=native": ["-O3", "-march=native"],
}
REPETITIONS = 15
MONTHS, GAMES, ROUNDS, POSITIONS = 60, 64, 200, 19
njit: Callable[..., Any] = numba.njit(error_model="numpy")


class Audience(NamedTuple):
    """One audience of a war, and the grievances of each question; shape (questions, 4)."""

    thresholds: Floats
    felt: Floats
    starts: Whole
    weights: Floats
    grievances: Floats
    scale: float


class Steps(NamedTuple):
    """What one Newton step needs, for several games; the first axis counts them."""

    rates_A: Floats
    rates_D: Floats
    discounts: Floats
    fixed: Floats
    signing: Floats
    known: Floats
    values_A: Floats
    values_D: Floats


@njit
def ask_all(audience: Audience, answers: Floats) -> None:
    for q in range(answers.shape[0]):
        answers[q] = open_dissent(
            audience.thresholds,
            audience.felt,
            audience.starts,
            audience.weights,
            audience.grievances[q],
            audience.scale,
        )


@njit
def eliminate_all(steps: Steps, nothing: Floats, pieces: Whole, rounds: int) -> float:
    moved = 0.0
    for g in range(steps.rates_A.shape[0]):
        room = Room(steps.fixed[g], steps.signing[g], pieces, nothing, nothing, steps.known)
        line = nothing[0]
        game = WarGame(
            steps.rates_A[g],
            steps.rates_D[g],
            line,
            line,
            line,
            line,
            line,
            steps.discounts,
            line,
            line,
            line,
            line,
            nothing,
            line,
            line,
        )
        for _ in range(rounds):
            moved += newton_step(game, 0, 0.05, room, steps.values_A[g], steps.values_D[g])
    return moved


def some(seed: int, low: float, high: float, *shape: int) -> Floats:
    """Numbers from the tape."""
    drawn = [uniforms(seed, 0, 0, i)[0] for i in range(int(np.prod(shape)))]
    return low + (high - low) * np.array(drawn).reshape(shape)


def an_audience(name: str, members: int) -> Audience:
    """D's audience in war 0 of a scenario, and the last question put to it in each month."""
    which = with_values(load_scenario(name), {"audience.size": float(members)})
    war = War(draw(which, 0, 0, MONTHS))
    asked = [war.record.grievance.copy()]
    for _ in range(MONTHS):
        war.step()
        asked.append(war.record.grievance.copy())
    people = war.audience_D.people
    return Audience(
        people.thresholds,
        people.sensitivity,
        people.starts,
        people.weights,
        np.array(asked),
        war.audience_D.scale,
    )


def some_steps() -> Steps:
    """Games with rates, flows and signing slopes as wide as any scenario's."""
    n = POSITIONS
    return Steps(
        some(2, 0.001, 0.3, GAMES, 1, 6),
        some(3, 0.001, 0.3, GAMES, 1, 6),
        some(4, 0.003, 0.012, 2),
        some(5, -0.01, 0.02, GAMES, 2, n),
        some(6, 0.0, 0.25, GAMES, 6, n) * np.array([1, -1, 1, 1, -1, 1])[None, :, None],
        np.zeros((n, 6)),
        np.zeros((GAMES, n)),
        np.zeros((GAMES, n)),
    )


def compiled_c(flags: list[str], folder: str) -> ctypes.CDLL:
    """yardstick.c, compiled."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise SystemExit("no C compiler on this machine: cc, gcc or clang is needed")
    source = Path(__file__).with_name("yardstick.c")
    target = Path(folder) / f"yardstick{len(list(Path(folder).iterdir()))}.so"
    always = ["-ffp-contract=off", "-shared", "-fPIC", "-o", str(target), str(source), "-lm"]
    subprocess.run([compiler, *flags, *always], check=True)  # noqa: S603
    loaded = ctypes.CDLL(str(target))
    loaded.ask_all.restype = ctypes.c_int64
    loaded.eliminate_all.restype = ctypes.c_double
    return loaded


def at(array: npt.NDArray[Any]) -> ctypes.c_void_p:
    assert array.flags.c_contiguous
    return ctypes.c_void_p(array.ctypes.data)


def c_ask(loaded: ctypes.CDLL, audience: Audience, answers: Floats) -> int:
    passes: int = loaded.ask_all(
        ctypes.c_int64(answers.size),
        ctypes.c_int64(audience.thresholds.size),
        *(at(array) for array in audience[:5]),
        ctypes.c_double(audience.scale),
        at(answers),
    )
    return passes


def c_eliminate(loaded: ctypes.CDLL, steps: Steps, rounds: int) -> float:
    moved: float = loaded.eliminate_all(
        ctypes.c_int64(rounds),
        ctypes.c_int64(GAMES),
        ctypes.c_int64(POSITIONS),
        at(steps.rates_A),
        at(steps.rates_D),
        at(steps.discounts),
        ctypes.c_double(0.05),
        at(steps.fixed),
        at(steps.signing),
        at(steps.known),
        at(steps.values_A),
        at(steps.values_D),
    )
    return moved


def least(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of each, taken in turn; the least of several repetitions."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(REPETITIONS):
        for name, work in works.items():
            began = time.thread_time()
            work()
            took[name].append(time.thread_time() - began)
    return {name: min(times) for name, times in took.items()}


def told(what: str, seconds: dict[str, float], units: dict[str, float]) -> None:
    print(what)
    for name, taken in seconds.items():
        parts = [f"{1e9 * taken / number:9.3f} ns {unit}" for unit, number in units.items()]
        ratio = taken / seconds["numba"]
        print(f"  {name:22s} {'  '.join(parts)}   {ratio:5.2f} x numba")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--members", type=int, default=200)
    ask.add_argument("--scenario", default="person")
    given = ask.parse_args()
    audience, steps = an_audience(given.scenario, given.members), some_steps()
    nothing, pieces = np.zeros((2, 1)), np.zeros((2, POSITIONS), np.int64)
    questions = audience.grievances.shape[0]
    answers = np.empty(questions)
    ask_all(audience, answers)
    values = Steps(*(array.copy() for array in steps))
    moved = eliminate_all(values, nothing, pieces, 3)
    with tempfile.TemporaryDirectory() as folder:
        c = {name: compiled_c(flags, folder) for name, flags in FLAGS.items()}
        passes = 0
        for name, loaded in c.items():
            theirs, mine = np.empty(questions), Steps(*(array.copy() for array in steps))
            passes = c_ask(loaded, audience, theirs)
            assert theirs.tolist() == answers.tolist(), f"{name} answers otherwise"
            assert c_eliminate(loaded, mine, 3) == moved, f"{name} moves otherwise"
            assert mine.values_A.tolist() == values.values_A.tolist(), f"{name} solves otherwise"
        print(f"numba {numba.__version__}; results equal to the last bit")
        cascades: dict[str, Callable[[], object]] = {"numba": lambda: ask_all(audience, answers)}
        solves: dict[str, Callable[[], object]] = {
            "numba": lambda: eliminate_all(values, nothing, pieces, ROUNDS)
        }
        for name, loaded in c.items():
            cascades[name] = partial(c_ask, loaded, audience, answers)
            solves[name] = partial(c_eliminate, loaded, values, ROUNDS)
        told(
            f"A's audience of {given.members} in war 0 of {given.scenario}: {questions} questions "
            f"in {MONTHS} months, {passes / questions:.1f} looks at every member each",
            least(cascades),
            {
                "an audience-member-month": given.members * MONTHS,
                "a member and question": questions * given.members,
                "a member and look": passes * given.members,
            },
        )
        told(
            f"Newton step: both rows at {POSITIONS} positions, one block-tridiagonal system",
            least(solves),
            {"a step": GAMES * ROUNDS, "a position": GAMES * ROUNDS * POSITIONS},
        )


if __name__ == "__main__":
    main()
