"""Ctrl-C ends a real process in time, whatever is at work in it, and leaves none behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="Linux's /proc")

#: A second, and what a busy machine adds [seconds].
IN_TIME = 3.0

#: Says when the solver is at work, and is the command line from there on.
SOLVE = """
import sys
from simulator.bargaining import {module} as one

def told(solver):
    def solving(*given):
        print("solving", flush=True)
        return solver(*given)
    return solving

one.{solver} = told(one.{solver})
sys.argv = ["simulator", "solve", sys.argv[1]]
from simulator.__main__ import main
main()
"""
GAME = """
kind = "game"
title = "A long line"
[front]
length = 1000
start = 500
draw = 0.3
[battle]
win = {win}
takes_a_period = true
[power]
war = {chain}
peace = {chain}
[time]
discount = 0.9999
[cost]
a = 0.001
b = 0.001
kind = "per-battle"
[deal]
binding = false
[offers]
proposer = "random"
[information]
kind = "complete"
"""


def hearing() -> None:
    # A shell's background job is born deaf to the signal.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def started(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hearing,  # noqa: PLW1509
    )


def seconds_to_stop(process: subprocess.Popen[str], number: signal.Signals) -> float:
    began = time.monotonic()
    process.send_signal(number)
    process.wait(60)
    return time.monotonic() - began


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_game_that_machine_code_solves(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    """It keeps one call of machine code busy for half a minute."""
    regimes = 20
    win = [0.5 + 0.02 * (regime % 5) for regime in range(regimes)]
    file = tmp_path / "long.toml"
    file.write_text(GAME.format(win=win, chain=[[1.0 / regimes] * regimes] * regimes))
    code = SOLVE.format(module="complete", solver="iterate_policy")
    with started("-c", code, str(file)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "solving\n"
        time.sleep(1.0)
        assert process.poll() is None
        assert seconds_to_stop(process, number) < IN_TIME
        assert process.returncode == status
        assert process.stderr is not None
        assert process.stderr.read() == ""


def children(of: int) -> list[int]:
    found = Path(f"/proc/{of}/task/{of}/children")
    return [int(each) for each in found.read_text().split()] if found.exists() else []


def running(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_parent(number: signal.Signals) -> None:
    words = ("-m", "simulator", "run", "base", "-n", "400", "--engine", "plain")
    with started(*words) as process:
        workers: list[int] = []
        end = time.monotonic() + 60.0
        # The tracker of shared things, and two workers at least.
        while len(workers) < 3 and time.monotonic() < end:
            time.sleep(0.1)
            workers = children(process.pid)
        assert len(workers) >= 3
        time.sleep(2.0)
        assert seconds_to_stop(process, number) < IN_TIME
        assert process.returncode == (-9 if number == signal.SIGKILL else 128 + number)
        end = time.monotonic() + IN_TIME
        while any(map(running, workers)) and time.monotonic() < end:
            time.sleep(0.05)
        left = [worker for worker in workers if running(worker)]
        for worker in left:
            os.kill(worker, signal.SIGKILL)
        assert not left
        assert process.stderr is not None
        if number != signal.SIGKILL:
            assert process.stderr.read() == ""
