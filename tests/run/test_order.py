"""Real wars in any order, any chunks, on two threads: one outcome to the last bit."""

from __future__ import annotations

import dataclasses
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.files.scenario import load_scenario
from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.catalogue import Selection
from simulator.model.metrics.outcome import Outcome
from simulator.model.metrics.per_war import Wars
from simulator.run.ensemble import run_wars, some_wars

WARS, MONTHS = 150, 18


def bits(outcome: Outcome) -> bytes:
    return pickle.dumps(dataclasses.astuple(outcome))


@pytest.mark.parametrize("size", [1, 13, 64, WARS])
@pytest.mark.parametrize("only", [None, Selection(("occ_12", "recur"), ("occ",))])
def test_shuffled_chunks_from_two_threads(size: int, only: Selection | None) -> None:
    which = load_scenario("freedman")
    alone = run_wars(which, WARS, 5, MONTHS, only=only, workers=1)
    chunks = [range(low, min(low + size, WARS)) for low in range(0, WARS, size)]
    # Golden-ratio steps scatter the chunks.
    chunks.sort(key=lambda chunk: 0.6180339887498949 * chunk.start % 1.0)
    sums = Accumulator(MONTHS, only)

    def played(chunk: range) -> Wars:
        return some_wars(which, 5, chunk, MONTHS)

    with ThreadPoolExecutor(2) as pool:
        for wars in pool.map(played, chunks):
            sums.add(wars)
    assert bits(sums.outcome("ensemble")) == bits(alone)
    # Negative control: another luck is another outcome.
    assert bits(run_wars(which, WARS, 6, MONTHS, only=only, workers=1)) != bits(alone)
