"""The frontier of deals against brute force over a dense grid of terms."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator.bargaining.frontier import best_against, best_terms, envelope, is_concave

Floats = npt.NDArray[np.float64]

relaxed = settings(deadline=None, max_examples=60)
values = st.integers(-100, 200).map(lambda n: n / 100.0)
POINTS, ENTRIES = 11, 129
DENSE = 4001


@st.composite
def planes(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Two leaders' values of every rung along the land axis, bent anyhow."""
    rungs = draw(st.integers(1, 6))
    number = rungs * POINTS
    own = draw(st.lists(values, min_size=number, max_size=number))
    other = draw(st.lists(values, min_size=number, max_size=number))
    return np.array(own).reshape(rungs, POINTS), np.array(other).reshape(rungs, POINTS)


def everything(plane: Floats) -> Floats:
    """The value of every rung at each of a dense grid of points on the land axis."""
    axis, dense = np.linspace(0.0, 1.0, POINTS), np.linspace(0.0, 1.0, DENSE)
    return np.array([np.interp(dense, axis, row) for row in plane])


def brute(own: Floats, other: Floats, least: float) -> float:
    """The best of a dense grid of terms that gives the other at least `least`."""
    enough = everything(other) >= least
    return float(np.where(enough, everything(own), -1e3).max())


def tabulated(own: Floats, other: Floats) -> tuple[float, float, Floats]:
    low, high = float(other.min()), float(other.max())
    table = np.empty(ENTRIES)
    envelope(own, other, low, high, table)
    return low, high, table


def steepest(own: Floats) -> float:
    """How much a dense grid may miss: the largest step of the proposer's value on it."""
    return float(np.abs(np.diff(everything(own), axis=1)).max() + 1e-9)


@given(planes(), st.floats(0.0, 1.0))
@relaxed
def test_best_terms_are_the_best(plane: tuple[Floats, Floats], share: float) -> None:
    own, other = plane
    least = other.min() + share * (other.max() - other.min())
    best, land, rung = best_terms(own, other, least)
    found = brute(own, other, least)
    assert found <= best + 1e-9
    assert best <= found + steepest(own)
    # They can be had: the terms named give both what is claimed.
    axis = np.linspace(0.0, 1.0, POINTS)
    assert np.interp(land, axis, own[rung]) == pytest.approx(best, abs=1e-9)
    assert np.interp(land, axis, other[rung]) >= least - 1e-9


def test_best_terms_when_nothing_will_do() -> None:
    own, other = np.ones((2, POINTS)), np.zeros((2, POINTS))
    assert best_terms(own, other, 0.5)[0] < -999
    assert best_terms(own, other, 0.0)[0] == 1.0


@given(planes())
@relaxed
def test_envelope_is_the_best_at_every_entry(plane: tuple[Floats, Floats]) -> None:
    own, other = plane
    assume(other.max() - other.min() > 0.01)
    low, high, table = tabulated(own, other)
    slack = steepest(own)
    for m in range(0, ENTRIES, 8):
        least = low + m * (high - low) / (ENTRIES - 1)
        best, _, _ = best_terms(own, other, least - 1e-12)
        assert table[m] == pytest.approx(best, abs=1e-7)
        assert brute(own, other, least) <= table[m] + 1e-7
        assert table[m] <= brute(own, other, least - 1e-9) + slack


@given(planes(), st.floats(-2.0, 3.0), st.floats(0.0, 1.0))
@relaxed
def test_asking_more_never_gives_more(
    plane: tuple[Floats, Floats], least: float, more: float
) -> None:
    own, other = plane
    assume(other.max() - other.min() > 0.01)
    low, high, table = tabulated(own, other)
    step = (high - low) / (table.size - 1)
    assert np.all(np.diff(table) <= 0.0)
    less, slope, _ = best_against(least + more, low, step, table)
    assert less <= best_against(least, low, step, table)[0] + 1e-12
    assert slope <= 0.0


def test_nearly_flat_stretches_do_not_overshoot() -> None:
    # Steps of a rung's curve that hardly matter to the other side, as with a floor near 0.
    own = np.array([[0.0, 1.0, 0.0, 0.0, 0.0]])
    for tiny in (1e-9, 1e-12, 1e-18, 1e-200):
        other = np.array([[0.0, -tiny, 0.0, 1.0, -1e3 * tiny]])
        _, _, table = tabulated(own, other)
        assert table.max() <= 1.0 + 1e-9


def test_table_is_linear_between_entries_and_flat_below() -> None:
    own = np.linspace(0.0, 1.0, POINTS)[None, :]
    low, high, table = tabulated(own, 1.0 - own)
    step = (high - low) / (table.size - 1)
    for asked in (0.01, 0.11, 0.5, 0.983):
        value, slope, piece = best_against(asked, low, step, table)
        assert piece == 2 + int(asked / step)
        assert value == pytest.approx(1.0 - asked, abs=1e-12)
        assert slope == pytest.approx(-1.0)
    assert best_against(-3.0, low, step, table) == (1.0, 0.0, 1)
    assert best_against(1.1, low, step, table)[0] == pytest.approx(-5.0)
    assert best_against(1.1, low, step, table)[2] == table.size + 1


def test_concavity() -> None:
    land = np.linspace(0.0, 1.0, POINTS)
    for power, concave in ((1.0, True), (0.5, True), (2.0, False)):
        low, high, table = tabulated((land**power)[None, :], (1.0 - land)[None, :])
        assert is_concave(low, high, table, 1e-9) is concave
    # A second rung beside the first makes a notch that only a lottery could bridge.
    own = np.vstack([0.6 + 0.2 * land, 0.2 * land])
    other = np.vstack([0.3 - 0.2 * land, 1.0 - 0.2 * land])
    assert not is_concave(*tabulated(own, other), 1e-6)
