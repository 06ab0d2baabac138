"""Sobol' indices and Morris screening; the only module that imports SALib.

Source: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola 2010 for the estimators (the total
index is Jansen's 1999); Morris 1991 and Campolongo, Cariboni and Saltelli 2007 for the screening;
bootstrap intervals after Archer, Saltelli and Sobol' 1997.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.errors import RunFailed
from simulator.model.metrics.intervals import Pair

Floats = npt.NDArray[np.float64]

#: Bootstrap resamples behind every interval.
RESAMPLES = 1000

#: Values along each factor of Morris's grid.
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Index:
    """What one factor does to an outcome, with 95% bootstrap intervals.

    Attributes:
        first: Share of the outcome's variance that goes when the factor alone is known.
        first_ci95: Its interval.
        total: Share that stays when all but the factor are known: interactions included.
        total_ci95: Its interval.
    """

    first: float
    first_ci95: Pair
    total: float
    total_ci95: Pair


@dataclass(frozen=True, slots=True)
class Shared:
    """What two factors do only together, with its 95% bootstrap interval.

    Attributes:
        value: Share of the outcome's variance.
        ci95: Its interval.
    """

    value: float
    ci95: Pair


@dataclass(frozen=True, slots=True)
class Effect:
    """What one factor does along its range, by Morris's elementary effects.

    Attributes:
        mean: Mean absolute effect of its whole range [units of the outcome].
        mean_ci95: Its interval.
        spread: Standard deviation of the effects: how much they depend on the other factors.
    """

    mean: float
    mean_ci95: Pair
    spread: float


def rows_a_base_point(factors: int, *, pairs: bool = False) -> int:
    """Points to look at for each row of the base matrices; twice as many for pairs of factors."""
    return 2 * factors + 2 if pairs else factors + 2


def sobol_points(factors: int, base: int, entropy: int, *, pairs: bool = False) -> Floats:
    """Where to look for Sobol' indices, in [0, 1); shape (base * rows_a_base_point, factors).

    Args:
        factors: How many, at least 1.
        base: Rows of each of the two base matrices; a power of 2.
        entropy: Names the layout.
        pairs: Whether indices of pairs are wanted, too.
    """
    # SALib takes a second to load, and most of this program can do without it.
    from SALib.sample import sobol

    problem = _problem(factors)
    return np.asarray(sobol.sample(problem, base, calc_second_order=pairs, seed=entropy))


def sobol_indices(
    outcome: Floats, factors: int, entropy: int, *, pairs: bool = False
) -> list[Index]:
    """The indices of every factor.

    Args:
        outcome: At the points of `sobol_points`, in their order.
        factors: How many.
        entropy: Names the luck of the bootstrap.
        pairs: Whether the points were those for pairs.

    Raises:
        RunFailed: An outcome is no finite number, or all are the same.
    """
    found = _analysed(outcome, factors, entropy, pairs)
    return [
        Index(first, (first - first_half, first + first_half), total, (total - half, total + half))
        for first, first_half, total, half in _rows(found, "S1", "S1_conf", "ST", "ST_conf")
    ]


def sobol_pairs(outcome: Floats, factors: int, entropy: int) -> dict[tuple[int, int], Shared]:
    """What every two factors do together, beyond what each does alone: second-order indices.

    Args:
        outcome: At the points of `sobol_points` for pairs, in their order.
        factors: How many.
        entropy: Names the luck of the bootstrap.

    Returns:
        Two factors, the first the lower, to their index.

    Raises:
        RunFailed: An outcome is no finite number, or all are the same.
    """
    found = _analysed(outcome, factors, entropy, pairs=True)
    values, halves = (np.asarray(found[name], dtype=np.float64) for name in ("S2", "S2_conf"))
    return {
        (i, j): Shared(
            float(values[i, j]),
            (float(values[i, j] - halves[i, j]), float(values[i, j] + halves[i, j])),
        )
        for i in range(factors)
        for j in range(i + 1, factors)
    }


def _analysed(outcome: Floats, factors: int, entropy: int, pairs: bool) -> dict[str, Any]:
    from SALib.analyze import sobol

    _refuse(outcome)
    found: dict[str, Any] = sobol.analyze(
        _problem(factors),
        outcome,
        calc_second_order=pairs,
        num_resamples=RESAMPLES,
        conf_level=0.95,
        seed=_nonzero(entropy),
    )
    return found


def morris_points(factors: int, paths: int, entropy: int) -> Floats:
    """Where to look for elementary effects; shape (paths * (factors + 1), factors), in [0, 1].

    Args:
        factors: How many, at least 2.
        paths: Random walks through the factors, one step a factor.
        entropy: Names the layout.
    """
    from SALib.sample import morris

    return np.asarray(morris.sample(_problem(factors), paths, num_levels=_LEVELS, seed=entropy))


def morris_effects(points: Floats, outcome: Floats, entropy: int) -> list[Effect]:
    """The elementary effects of every factor; arguments as `sobol_indices`.

    Raises:
        RunFailed: An outcome is no finite number, or all are the same.
    """
    from SALib.analyze import morris

    _refuse(outcome)
    found = morris.analyze(
        _problem(points.shape[1]),
        points,
        outcome,
        conf_level=0.95,
        num_levels=_LEVELS,
        num_resamples=RESAMPLES,
        seed=_nonzero(entropy),
    )
    return [
        Effect(mean, (mean - half, mean + half), spread)
        for mean, half, spread in _rows(found, "mu_star", "mu_star_conf", "sigma")
    ]


def _problem(factors: int) -> dict[str, Any]:
    names = [f"x{factor}" for factor in range(factors)]
    return {"num_vars": factors, "names": names, "bounds": [[0.0, 1.0]] * factors}


def _nonzero(entropy: int) -> int:
    # SALib takes a seed of 0 for none, and would then draw from the clock.
    return entropy + 1


def _rows(found: dict[str, Any], *names: str) -> list[tuple[float, ...]]:
    columns = [np.asarray(found[name], dtype=np.float64).tolist() for name in names]
    return list(zip(*columns, strict=True))


def _refuse(outcome: Floats) -> None:
    """Refuse what SALib would turn into zeros or NaN without a word."""
    wrong = int((~np.isfinite(outcome)).sum())
    if wrong:
        raise RunFailed(
            f"{wrong} of {outcome.size} points have no number for the outcome, and indices need "
            "all - choose a metric that every war has"
        )
    if np.ptp(outcome) == 0.0:
        raise RunFailed(
            f"the outcome is {outcome[0]:g} at all {outcome.size} points: nothing to explain - "
            "widen the ranges, or choose another metric"
        )
