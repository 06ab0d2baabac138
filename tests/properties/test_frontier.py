"""The frontier of deals against brute force over a dense grid of terms."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator.bargaining.frontier import best_terms, envelope, is_concave, piece_at, straighten

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
    # At a share of 1 the sum may round above what anything gives, and so may a dense point.
    least = min(other.max(), other.min() + share * (other.max() - other.min()))
    best, land, rung = best_terms(own, other, least)
    assert brute(own, other, least) <= best + 1e-9
    assert best <= brute(own, other, least - 1e-12) + steepest(own)
    # They can be had: the terms named give both what is claimed.
    axis = np.linspace(0.0, 1.0, POINTS)
    assert np.interp(land, axis, own[rung]) == pytest.approx(best, abs=1e-9)
    assert np.interp(land, axis, other[rung]) >= least - 1e-9


def test_best_terms_when_nothing_will_do() -> None:
    own, other = np.ones((2, POINTS)), np.zeros((2, POINTS))
    assert best_terms(own, other, 0.5)[0] < -999
    assert best_terms(own, other, 0.0)[0] == 1.0


def behind(own: Floats, other: Floats, least: float, step: float) -> float:
    """What a point gives that the other values at up to a step less than asked, at 50 for one."""
    short = least - other
    near = (short > 0.0) & (short <= step)
    return float(np.where(near, own - 50.0 * short, -1e3).max())


@given(planes())
@relaxed
def test_envelope_is_the_best_at_every_entry(plane: tuple[Floats, Floats]) -> None:
    own, other = plane
    assume(other.max() - other.min() > 0.01)
    low, high, table = tabulated(own, other)
    slack, step = steepest(own), (high - low) / (ENTRIES - 1)
    for m in range(0, ENTRIES, 8):
        least = low + m * step
        best, _, _ = best_terms(own, other, least - 1e-12)
        dropped = behind(own, other, least, step)
        # Points that lie on the entry, but for rounding, may count as either side of it.
        assert table[m] == pytest.approx(max(best, dropped), abs=1e-7)
        assert brute(own, other, least) <= table[m] + 1e-7
        assert table[m] <= max(brute(own, other, least - 1e-9) + slack, dropped + 1e-7)


def test_a_drop_moves_with_its_point() -> None:
    # A status that D values at .5 whatever land goes with it, worth .3 more to A than the others.
    own = np.vstack([np.full(POINTS, 1.0), np.full(POINTS, 0.7)])
    tables = []
    for at in np.linspace(0.5, 0.5 + 1.0 / 64.0, 9):
        other = np.vstack([np.full(POINTS, at), np.linspace(0.0, 1.0, POINTS)])
        tables.append(tabulated(own, other)[2])
    steps = np.abs(np.diff(tables, axis=0))
    # Nowhere more than the steepest slope times what the point has moved, in each of eight moves.
    assert steps.max() == pytest.approx(50.0 / 512.0, rel=1e-6)
    assert np.all(steps.max(axis=1) > 0.0)


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
    slopes, heights = np.empty(table.size + 1), np.empty(table.size + 1)
    straighten(low, high, table, slopes, heights)
    there = piece_at(least + more, low, 1.0 / step, slopes.size)
    here = piece_at(least, low, 1.0 / step, slopes.size)
    less = heights[there] + slopes[there] * (least + more)
    # Heights at nought of a fall off a rung are large: rounding is of their size.
    rounding = 1e-15 * (np.abs(heights[[here, there]]).max() + 1e3)
    assert less <= heights[here] + slopes[here] * least + rounding
    assert np.all(slopes <= 0.0)


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
    slopes, heights = np.empty(table.size + 1), np.empty(table.size + 1)
    straighten(low, high, table, slopes, heights)
    for asked in (0.01, 0.11, 0.5, 0.983):
        piece = piece_at(asked, low, 1.0 / step, slopes.size)
        assert piece == 1 + int(asked / step)
        assert heights[piece] + slopes[piece] * asked == pytest.approx(1.0 - asked, abs=1e-12)
        assert slopes[piece] == pytest.approx(-1.0)
    for far in (-3.0, -1e300):
        assert piece_at(far, low, 1.0 / step, slopes.size) == 0
    assert (slopes[0], heights[0]) == (0.0, 1.0)
    for far in (1.1, 1e300):
        assert piece_at(far, low, 1.0 / step, slopes.size) == table.size
    assert heights[-1] + slopes[-1] * 1.1 == pytest.approx(-5.0)


def test_concavity() -> None:
    land = np.linspace(0.0, 1.0, POINTS)
    for power, concave in ((1.0, True), (0.5, True), (2.0, False)):
        low, high, table = tabulated((land**power)[None, :], (1.0 - land)[None, :])
        assert is_concave(low, high, table, 1e-9) is concave
    # A second rung beside the first makes a notch that only a lottery could bridge.
    own = np.vstack([0.6 + 0.2 * land, 0.2 * land])
    other = np.vstack([0.3 - 0.2 * land, 1.0 - 0.2 * land])
    assert not is_concave(*tabulated(own, other), 1e-6)
