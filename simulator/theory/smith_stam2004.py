"""Agreeing to disagree about p: a war as a sample that narrows the gap.

Source: A. Smith and A. Stam 2004, "Bargaining and the Nature of War", JCR 48, for the set-up. The
exact recursion over (wins, losses) is Smith-Stam-type, own derivation. Reservation values are those
of a fight to the finish, not option values of settling later.

| symbol     | meaning                                                   | unit        |
|------------|-----------------------------------------------------------|-------------|
| N, k_0     | steps between the defeats; first front position           | forts       |
| (a, b)     | Beta prior of a side about p, A's chance in a battle      | battles     |
| c_A, c_B   | cost of a battle                                          | stake       |
| w, l       | battles A has won and lost                                | battles     |
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import betaln

from simulator.theory.gamblers_ruin import expected_battles, win_probability

Vector = npt.NDArray[np.float64]
Prior = tuple[float, float]


class War(NamedTuple):
    """How long the war lasts [mean battles], how likely a deal ends it, and what was cut off."""

    expected_battles: float
    pr_negotiated: float
    still_on: float


class Expectations(NamedTuple):
    """A side's expected P_k [probability] and T_k [battles] under its own beliefs."""

    win: float
    battles: float


@lru_cache(maxsize=8)
def _tables(N: int, nodes: int) -> tuple[Vector, Vector, Vector, Vector]:
    """Quadrature points of p, their weights, and P_k and T_k at each (rows k = 0..N)."""
    raw, weight = np.polynomial.legendre.leggauss(nodes)
    p = (raw + 1) / 2
    win = np.array([[win_probability(N, k, float(v)) for v in p] for k in range(N + 1)])
    last = np.array([[expected_battles(N, k, float(v)) for v in p] for k in range(N + 1)])
    return p, weight / 2, win, last


def expectations(N: int, k: int, prior: Prior, nodes: int = 200) -> Expectations:
    """What a side with Beta beliefs expects of a fight to the finish from fort k.

    Source: Smith-Stam-type, own derivation (Gauss-Legendre quadrature of the Beta density).
    Assumes: both parameters at least 1 and their sum well below nodes squared.

    >>> round(expectations(10, 5, (6, 4)).win, 4)
    0.7205
    """
    p, weight, win, last = _tables(N, nodes)
    a, b = prior
    density = np.exp((a - 1) * np.log(p) + (b - 1) * np.log1p(-p) - betaln(a, b)) * weight
    return Expectations(float(win[k] @ density), float(last[k] @ density))


def mean_gap(prior_A: Prior, prior_B: Prior, n: int) -> float:
    """How far apart the means of p still are after n battles [probability].

    Source: Smith-Stam-type, own derivation.
    Assumes: priors of the same total weight; the gap shrinks whatever the results are.

    >>> mean_gap((6, 4), (4, 6), 0), mean_gap((6, 4), (4, 6), 10)
    (0.2, 0.1)
    """
    return (prior_A[0] - prior_B[0]) / (sum(prior_A) + n)


def deal_exists(
    N: int, k: int, prior_A: Prior, prior_B: Prior, c_A: float, c_B: float, nodes: int = 200
) -> bool:
    """Whether the gap E_A[P] - E_B[P] is no more than what the sides expect to save.

    Source: Smith-Stam-type, own derivation.
    Assumes: offers teach nothing; each side trusts its own prior.

    >>> deal_exists(10, 5, (6, 4), (4, 6), 0.01, 0.01), deal_exists(10, 5, (6, 4), (6, 4), 0.0, 0.0)
    (False, True)
    """
    a, b = expectations(N, k, prior_A, nodes), expectations(N, k, prior_B, nodes)
    return a.win - b.win <= c_A * a.battles + c_B * b.battles + 1e-12


def war(
    N: int,
    k_0: int,
    prior_A: Prior,
    prior_B: Prior,
    c: float,
    p_true: float,
    mass: float = 1e-9,
    nodes: int = 200,
) -> War:
    """The expected length of the war and the chance that a deal ends it, exactly over (w, l).

    Source: Smith-Stam-type, own derivation.
    Assumes: both sides pay c per battle; battles are the only news; stops when the probability
        still at war is below `mass`, which is reported.

    >>> found = war(10, 5, (6, 4), (4, 6), 0.01, 0.5)
    >>> round(found.expected_battles, 4), round(found.pr_negotiated, 4)
    (3.75, 1.0)
    """
    at_war: dict[int, float] = {k_0: 1.0}
    length = deal = 0.0
    n = 0
    while at_war and sum(at_war.values()) > mass:
        fighting: dict[int, float] = {}
        for k, chance in at_war.items():
            if k in (0, N):
                continue
            w = (n + k - k_0) // 2
            own, other = (prior_A[0] + w, prior_A[1] + n - w), (prior_B[0] + w, prior_B[1] + n - w)
            if deal_exists(N, k, own, other, c, c, nodes):
                deal += chance
                continue
            length += chance
            fighting[k + 1] = fighting.get(k + 1, 0.0) + chance * p_true
            fighting[k - 1] = fighting.get(k - 1, 0.0) + chance * (1 - p_true)
        at_war, n = fighting, n + 1
    return War(length, deal, sum(at_war.values()))
