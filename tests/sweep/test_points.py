"""Where the points of a design lie, and that any prefix of them covers it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import qmc

from simulator.model.designs import Axis, Design
from simulator.model.tape import uniforms
from simulator.run.sweep.points import balanced, points_of

AXES = (
    Axis("stake.indivisible", 0.0, 1.0, 9),
    Axis("office.value_A", 0.0, 3.0, 7),
    Axis("posture", choices=("carrots", "sticks")),
)


def design(kind: str, points: int = 0, axes: tuple[Axis, ...] = AXES, entropy: int = 0) -> Design:
    return Design("person", kind, axes, points, 10, entropy, 12)  # type: ignore[arg-type]


def test_a_grid_holds_every_combination_once() -> None:
    points = points_of(design("grid"))
    seen = {tuple(points.settings(point).values()) for point in range(len(points))}
    assert len(points) == len(seen) == 9 * 7 * 2


@pytest.mark.parametrize("entropy", [0, 1, 2**63 - 1])
def test_a_latin_hypercube_has_one_point_in_each_stratum(entropy: int) -> None:
    points = points_of(design("lhs", 37, entropy=entropy))
    for column in points.places.T:
        assert sorted((column * 37).astype(int).tolist()) == list(range(37))


def test_a_sobol_design_is_the_start_of_the_longer_one() -> None:
    short, long = points_of(design("sobol", 24)), points_of(design("sobol", 32))
    assert np.array_equal(short.places, long.places[:24])


def test_entropy_names_the_layout() -> None:
    one, again = points_of(design("lhs", 16, entropy=3)), points_of(design("lhs", 16, entropy=3))
    other = points_of(design("lhs", 16, entropy=4))
    assert one.digest() == again.digest() != other.digest()


def spread(cells: np.ndarray, sides: list[int]) -> float:
    """Centred discrepancy of cells, as points of the unit square."""
    return float(qmc.discrepancy((cells + 0.5) / np.array(sides)))


def shuffled(number: int, luck: int) -> np.ndarray:
    """Some order that pays no heed to where points lie."""
    return np.argsort([uniforms(luck, point, 0, 1)[0] for point in range(number)])


@pytest.mark.parametrize("sides", [[16, 16], [9, 7], [30, 3], [10, 10]])
def test_stopped_early_a_grid_is_covered(sides: list[int]) -> None:
    rows = np.array(list(np.ndindex(*sides)), dtype=np.int64)
    order = balanced(rows, sides)
    assert sorted(order.tolist()) == list(range(len(rows)))
    for share in (0.125, 0.25, 0.5):
        some = int(share * len(rows))
        early, plain = rows[order[:some]], rows[:some]
        shuffles = [spread(rows[shuffled(len(rows), luck)[:some]], sides) for luck in range(20)]
        # A coarse grid is uneven even as a whole; what counts is what a part adds to that.
        whole = spread(rows, sides)
        assert spread(early, sides) - whole < 0.5 * (spread(plain, sides) - whole)
        assert spread(early, sides) - whole < 0.6 * (np.mean(shuffles) - whole)
        # Every value of every axis has had its turn, give or take one sixth.
        for column, side in enumerate(sides):
            seen = np.bincount(early[:, column], minlength=side) * side / some
            if some >= 4 * side:
                assert seen.min() > 0.4
                assert seen.max() < 1.9


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 300), st.integers(1, 7), st.integers(0, 5))
def test_the_order_is_a_permutation_whatever_the_cells(points: int, axes: int, seed: int) -> None:
    side = 1 + seed
    cells = (np.arange(points * axes) * 2654435761 % side).reshape(points, axes)
    order = balanced(cells, [side] * axes)
    assert sorted(order.tolist()) == list(range(points))


def test_a_run_of_points_keeps_its_numbers() -> None:
    points = points_of(design("grid"))
    some = points.only(range(20, 25))
    assert len(some) == 5
    for point in range(20, 25):
        assert some.settings(point) == points.settings(point)
        assert some.war(point) == points.war(point) == 0
