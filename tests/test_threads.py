"""Threads: results come in the order of the jobs, and a mistake in one is told."""

from __future__ import annotations

import time

import pytest

from simulator.run.threads import in_threads


@pytest.mark.parametrize("workers", [1, 4, None])
def test_results_come_in_the_order_of_the_jobs(workers: int | None) -> None:
    def slow_first(number: int) -> int:
        time.sleep(0.02 if number == 1 else 0.0)
        return number

    assert list(in_threads(slow_first, range(8), workers)) == list(range(8))


def test_nothing_to_do() -> None:
    assert list(in_threads(abs, [])) == []


@pytest.mark.parametrize("wrong", [0, 3])
def test_a_mistake_in_one_job_is_raised(wrong: int) -> None:
    done = in_threads(lambda number: 1 / (number - wrong), range(6))
    with pytest.raises(ZeroDivisionError):
        list(done)


def test_whoever_stops_listening_stops_the_work() -> None:
    started: list[int] = []

    def play(number: int) -> int:
        started.append(number)
        time.sleep(0.01)
        return number

    results = in_threads(play, range(200), 1)
    assert [next(results), next(results)] == [0, 1]
    results.close()  # type: ignore[attr-defined]  # a generator
    assert len(started) < 20
