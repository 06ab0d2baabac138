"""Which parameters a search should move, and which way: main effects in wars drawn as written.

One ensemble as written holds every parameter at many places of its range. How a claim's statistic
moves with the place is the correlation of the wars' influences on it with the places drawn, so one
ensemble ranks all parameters for all claims.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.claims.cards.card import Claim, Test
from simulator.claims.compare.judging import judged_claim, readings_of
from simulator.claims.compare.needed_wars import Played
from simulator.claims.complete.margins import ENOUGH, margin
from simulator.claims.judge.claim import Arms, part_of
from simulator.claims.judge.sample import COUNTS, FIRST
from simulator.claims.judge.statistics import difference, estimate
from simulator.claims.judge.verdict import limits
from simulator.model.tape import PARAMETER_MONTH, parameter_channel, uniforms

Floats = npt.NDArray[np.float64]

#: Correlations below this many standard errors are taken for chance.
_CHANCE = 1.5
#: What a claim that is met counts for beside one that is missed.
_MET = 0.25
#: A claim further on the right side than this need not be looked after [standard errors].
_SAFE = 4.0


@dataclass(frozen=True, slots=True)
class Pull:
    """What moving one parameter would do for the claims.

    Attributes:
        path: Of the parameter.
        importance: How much the claims move with it, above chance [standard errors].
        toward: Which way helps, above nought for greater values [standard errors].
    """

    path: str
    importance: float
    toward: float


def pulls(
    paths: Sequence[str], claims: Sequence[Claim], played: Played, entropy: int
) -> list[Pull]:
    """What each parameter would do, the most important first.

    Args:
        paths: Of the parameters.
        claims: That are to come out.
        played: Their wars, as written.
        entropy: The luck these were played on.
    """
    places = np.array([_places(path, played.replications, entropy) for path in paths])
    importance, toward = np.zeros(len(paths)), np.zeros(len(paths))
    for claim in claims:
        away = margin(judged_claim("", claim, played)).direction
        if away > _SAFE:
            continue
        weight = 1.0 if away < ENOUGH else _MET
        for test, read in zip(claim.test, readings_of([claim]), strict=True):
            if test.restates is not None:
                continue
            arms = played.read(read)
            moved = _moved(places, _influence(test, arms)) * _wanted(test, arms)
            importance += weight * np.maximum(np.abs(moved) - _CHANCE, 0.0)
            toward += weight * moved
    order = sorted(range(len(paths)), key=lambda i: (-importance[i], paths[i]))
    return [Pull(paths[i], float(importance[i]), float(toward[i])) for i in order]


def _places(path: str, replications: int, entropy: int) -> Floats:
    """Where in its range each war drew a parameter; shape (wars,)."""
    channel = parameter_channel(path)
    drawn = [uniforms(entropy, k, PARAMETER_MONTH, channel)[0] for k in range(replications)]
    return np.array(drawn) - 0.5


def _influence(test: Test, arms: Arms) -> Floats:
    """How each war moves a statistic; a median's by the number itself. Shape (wars,)."""
    if test.median is not None:
        columns = arms[0][1]
        counts = columns[:, COUNTS] > 0.5
        middle = np.median(columns[counts, FIRST]) if counts.any() else 0.0
        return np.where(counts, np.sign(columns[:, FIRST] - middle), 0.0)
    found = estimate(test, arms[0][1]) if len(arms) == 1 else difference(test, list(arms))
    return found.influence


def _moved(places: Floats, influence: Floats) -> Floats:
    """Correlation of an influence with each parameter's place [standard errors]."""
    off = influence - influence.mean()
    spread = math.sqrt(float((off**2).sum()))
    if spread == 0.0:
        return np.zeros(places.shape[0])
    centred = places - places.mean(axis=1, keepdims=True)
    moved: Floats = (centred @ off) / (np.sqrt((centred**2).sum(axis=1)) * spread)
    return moved * math.sqrt(influence.shape[0])


def _wanted(test: Test, arms: Arms) -> float:
    """Which way a statistic should move: 1 up, -1 down."""
    if test.sign is not None:
        return 1.0 if test.sign == "+" else -1.0
    value = part_of(test, arms).value
    bounds = limits(test)
    if value is None:
        return 1.0 if bounds[0][1] else -1.0
    nearest = min(bounds, key=lambda each: value - each[0] if each[1] else each[0] - value)
    return 1.0 if nearest[1] else -1.0
