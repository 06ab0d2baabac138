"""Counting and averaging in compiled code: the same as the plain way, in the same order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.metrics.bins import Bins, whole
from simulator.model.metrics.tally import count, fold

BINS = (
    Bins(0.0, 1.0, 400),
    Bins(-2.0, 2.0, 1600),
    Bins(1e-6, 1e6, 2800, log=True),
    whole(0, 3),
    Bins(0.1, 0.7, 7),
)
numbers = st.floats(-3.0, 2e6) | st.floats(0.0, 1.0) | st.just(float("nan"))


@given(st.sampled_from(BINS), st.lists(numbers, min_size=1, max_size=40), st.data())
@settings(max_examples=200, deadline=None)
def test_cells_are_those_of_a_search(bins: Bins, values: list[float], data: st.DataObject) -> None:
    edges = bins.edges()
    # Edges themselves are where arithmetic could go wrong by one.
    values += data.draw(st.lists(st.sampled_from(edges.tolist()), max_size=20))
    column = np.array(values)[:, None]
    counts = np.zeros((1, bins.number + 2), dtype=np.int64)
    least, greatest = np.full(1, np.inf), np.full(1, -np.inf)
    count(column, edges, bins.log, counts, least, greatest)
    known = column[np.isfinite(column)]
    places = np.minimum(np.searchsorted(edges, known, side="right"), bins.number + 1)
    assert counts[0].tolist() == np.bincount(places, minlength=bins.number + 2).tolist()
    if known.size:
        assert (least[0], greatest[0]) == (known.min(), known.max())


def test_every_edge_begins_its_own_cell() -> None:
    for bins in BINS:
        edges = bins.edges()
        for values, first in ((edges, 1), (np.nextafter(edges, -np.inf), 0)):
            counts = np.zeros((edges.size, bins.number + 2), dtype=np.int64)
            ends = np.full(edges.size, np.inf), np.full(edges.size, -np.inf)
            count(values[None, :], edges, bins.log, counts, *ends)
            assert counts.argmax(axis=1).tolist() == list(range(first, edges.size + first))


@given(st.lists(st.lists(st.floats(-1e3, 1e3) | st.just(float("nan")), min_size=3, max_size=3)))
@settings(max_examples=100, deadline=None)
def test_folding_is_mean_and_variance(rows: list[list[float]]) -> None:
    values = np.array(rows).reshape(len(rows), 3)
    number, mean, squares = (np.zeros(3) for _ in range(3))
    fold(values, number, mean, squares)
    for column in range(3):
        known = values[np.isfinite(values[:, column]), column]
        assert number[column] == known.size
        if known.size:
            assert mean[column] == pytest.approx(known.mean(), rel=1e-12, abs=1e-9)
            assert squares[column] == pytest.approx(known.var() * known.size, rel=1e-9, abs=1e-6)


def test_rows_in_any_memory_order_are_the_same_bits() -> None:
    values = np.sin(np.arange(600.0)).reshape(20, 30)
    outs = []
    for laid in (values, np.asfortranarray(values), np.repeat(values, 2, axis=1)[:, ::2]):
        parts = [np.zeros(30) for _ in range(3)]
        fold(laid, *parts)
        outs.append([part.tobytes() for part in parts])
    assert outs[0] == outs[1] == outs[2]
