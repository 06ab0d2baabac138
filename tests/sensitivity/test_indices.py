"""Sobol' indices and elementary effects against closed forms, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.analysis.sensitivity.indices import (
    Index,
    morris_effects,
    morris_points,
    rows_a_base_point,
    sobol_indices,
    sobol_pairs,
    sobol_points,
)
from simulator.errors import RunFailed

BASE = 4096


def ishigami(x: np.ndarray) -> np.ndarray:
    """Ishigami and Homma 1990, with a = 7 and b = 0.1; inputs on [0, 1)."""
    angle = math.pi * (2.0 * x - 1.0)
    first, second, third = angle.T[:3]
    return np.asarray(np.sin(first) + 7.0 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first))


def ishigami_indices() -> dict[str, list[float]]:
    """Closed forms: first and total indices of the three inputs."""
    a, b = 7.0, 0.1
    first = 0.5 * (1.0 + b * math.pi**4 / 5.0) ** 2
    second = a**2 / 8.0
    both = b**2 * math.pi**8 * (1.0 / 18.0 - 1.0 / 50.0)
    whole = first + second + both
    return {
        "first": [first / whole, second / whole, 0.0],
        "total": [(first + both) / whole, second / whole, both / whole],
    }


A_OF_G = np.array([0.0, 0.5, 3.0, 9.0, 99.0])


def g_function(x: np.ndarray) -> np.ndarray:
    """Sobol' 1993's g function."""
    return np.asarray(np.prod((np.abs(4.0 * x - 2.0) + A_OF_G) / (1.0 + A_OF_G), axis=1))


def g_indices() -> dict[str, list[float]]:
    parts = 1.0 / (3.0 * (1.0 + A_OF_G) ** 2)
    whole = np.prod(1.0 + parts) - 1.0
    total = [
        part * np.prod(np.delete(1.0 + parts, at)) / whole for at, part in enumerate(parts.tolist())
    ]
    return {"first": (parts / whole).tolist(), "total": total}


def near(found: list[Index], exact: dict[str, list[float]]) -> None:
    for index, first, total in zip(found, exact["first"], exact["total"], strict=True):
        assert index.first == pytest.approx(first, abs=0.02)
        assert index.total == pytest.approx(total, abs=0.02)


def test_ishigami() -> None:
    found = sobol_indices(ishigami(sobol_points(3, BASE, 0)), 3, 0)
    near(found, ishigami_indices())


def test_ishigami_in_pairs() -> None:
    points = sobol_points(3, BASE, 0, pairs=True)
    assert len(points) == BASE * rows_a_base_point(3, pairs=True) == BASE * 8
    outcome = ishigami(points)
    near(sobol_indices(outcome, 3, 0, pairs=True), ishigami_indices())
    exact = ishigami_indices()
    together = sobol_pairs(outcome, 3, 0)
    # Only the first and the third act together: the whole of what the third does.
    for both, one in together.items():
        wanted = exact["total"][2] if both == (0, 2) else 0.0
        assert one.value == pytest.approx(wanted, abs=0.03), both
        assert one.ci95[0] <= one.value <= one.ci95[1]
    assert together[0, 2].ci95[0] > 0.1


def test_the_g_function_of_sobol() -> None:
    found = sobol_indices(g_function(sobol_points(5, BASE, 0)), 5, 0)
    near(found, g_indices())


def test_intervals_cover_the_truth() -> None:
    """Of 95% intervals, most hold the truth: a binomial bound over 30 layouts and 6 indices."""
    exact = ishigami_indices()
    held = tried = 0
    for entropy in range(30):
        found = sobol_indices(ishigami(sobol_points(3, 128, entropy)), 3, entropy)
        for index, first, total in zip(found, exact["first"], exact["total"], strict=True):
            held += index.first_ci95[0] <= first <= index.first_ci95[1]
            held += index.total_ci95[0] <= total <= index.total_ci95[1]
            tried += 2
    # The layouts are quasi-random and better than the bootstrap thinks: coverage is high.
    assert held / tried > 0.9


def test_an_input_that_does_nothing_has_no_index() -> None:
    found = sobol_indices(ishigami(sobol_points(4, 512, 0)), 4, 0)
    assert found[3].first == pytest.approx(0.0, abs=1e-12)
    assert found[3].total == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("entropy", [0, 1, 7])
def test_the_same_entropy_gives_the_same_intervals(entropy: int) -> None:
    points = sobol_points(3, 64, entropy)
    assert np.array_equal(points, sobol_points(3, 64, entropy))
    outcome = ishigami(points)
    assert sobol_indices(outcome, 3, entropy) == sobol_indices(outcome, 3, entropy)
    walk = morris_points(3, 8, entropy)
    assert np.array_equal(walk, morris_points(3, 8, entropy))
    effects = morris_effects(walk, ishigami(walk), entropy)
    assert effects == morris_effects(walk, ishigami(walk), entropy)


def test_elementary_effects_of_a_line_are_its_slopes() -> None:
    points = morris_points(3, 10, 0)
    found = morris_effects(points, points @ np.array([3.0, -2.0, 0.0]), 0)
    assert [one.mean for one in found] == pytest.approx([3.0, 2.0, 0.0])
    assert [one.spread for one in found] == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)
    assert found[0].mean_ci95 == pytest.approx((3.0, 3.0))


def test_morris_puts_the_inputs_of_g_in_order() -> None:
    points = morris_points(5, 60, 0)
    found = [one.mean for one in morris_effects(points, g_function(points), 0)]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("wrong", [math.nan, math.inf])
def test_what_is_no_number_is_refused(wrong: float) -> None:
    points = sobol_points(2, 16, 0)
    outcome = points.sum(axis=1)
    outcome[3] = wrong
    with pytest.raises(RunFailed, match="1 of 64 points have no number"):
        sobol_indices(outcome, 2, 0)
    walk = morris_points(2, 4, 0)
    with pytest.raises(RunFailed, match="have no number"):
        morris_effects(walk, np.full(walk.shape[0], wrong), 0)


def test_an_outcome_that_never_varies_is_refused() -> None:
    with pytest.raises(RunFailed, match="the outcome is 2 at all 64 points: nothing to explain"):
        sobol_indices(np.full(64, 2.0), 2, 0)
