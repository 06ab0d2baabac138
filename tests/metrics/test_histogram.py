"""Quantiles from declared bins."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.metrics.bins import Bins, whole
from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.histogram import LEVELS, Histogram

BINS = Bins(0.0, 1.0, 50)


def exact(values: list[float], level: float) -> float:
    """The least value that a share `level` of them does not exceed."""
    return sorted(values)[max(math.ceil(level * len(values) - 1e-9), 1) - 1]


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=60))
@settings(deadline=None)
def test_quantiles_lie_within_one_bin_of_exact(values: list[float]) -> None:
    histogram = Histogram(BINS, 1)
    histogram.add(np.array(values)[:, None])
    found = histogram.quantiles()[:, 0]
    for level, quantile in zip(LEVELS, found, strict=True):
        assert abs(quantile - exact(values, level)) <= 1 / 50 + 1e-12


@given(st.lists(st.integers(-3, 9), min_size=1, max_size=40))
@settings(deadline=None)
def test_whole_numbers_are_exact(values: list[int]) -> None:
    histogram = Histogram(whole(-3, 9), 1)
    histogram.add(np.array(values, dtype=float)[:, None])
    for level, quantile in zip(LEVELS, histogram.quantiles()[:, 0], strict=True):
        assert quantile == exact([float(value) for value in values], level)


def test_values_outside_the_bins_keep_their_extremes() -> None:
    histogram = Histogram(BINS, 1)
    histogram.add(np.array([[-5.0], [0.5], [7.0]]))
    low, middle, high = histogram.quantiles()[:, 0]
    assert -5.0 <= low <= 0.0
    assert middle == pytest.approx(0.5, abs=0.02)
    assert high == 7.0


def test_a_constant_comes_back_as_it_was() -> None:
    histogram = Histogram(BINS, 2)
    histogram.add(np.full((9, 2), 0.1234567))
    assert (histogram.quantiles() == 0.1234567).all()


def test_unknown_values_are_left_out() -> None:
    histogram = Histogram(BINS, 2)
    histogram.add(np.array([[np.nan, 0.3], [0.7, np.nan], [np.nan, np.nan]]))
    assert histogram.number().tolist() == [1, 1]
    assert histogram.quantiles()[1].tolist() == [0.7, 0.3]
    assert np.isnan(Histogram(BINS, 1).quantiles()).all()


def test_sizes_are_told_apart_by_one_per_cent() -> None:
    bins = STATES["casualties_A"].bins
    assert bins is not None
    assert np.all(np.diff(np.log(bins.edges())) < 0.0101)
