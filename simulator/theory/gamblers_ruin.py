"""A front line that moves one fort per battle until one side has none left.

Source: W. Feller, An Introduction to Probability Theory, vol. 1, ch. XIV.

| symbol | meaning                                                   | unit              |
|--------|-----------------------------------------------------------|-------------------|
| N      | number of steps between the two defeats (A wins at N)     | forts             |
| k      | where the front is, 0..N                                  | forts             |
| p      | probability that A wins a decided battle                  | probability, (0,1) |
| delta  | discount factor per battle                                | (0,1]             |
| draw   | probability that a battle moves nothing                   | probability, <1   |
"""

from __future__ import annotations

import math

import numpy as np

_EVEN = 1e-8  # nearer to one half than this, the even-odds forms are the accurate ones


def _check(N: int, k: int, p: float) -> None:
    if not (0 <= k <= N and N >= 1 and 0 < p < 1):
        raise ValueError(f"need 0 <= k <= N and 0 < p < 1, got N={N}, k={k}, p={p}")


def win_probability(N: int, k: int, p: float) -> float:
    """The probability that A reaches N before 0 [probability]; draws do not change it.

    Source: Feller, XIV.2.
    Assumes: independent battles with the same p at every fort.

    >>> round(win_probability(10, 5, 0.55), 6)
    0.731717
    """
    _check(N, k, p)
    if abs(p - 0.5) < _EVEN:
        return k / N
    log_r = math.log((1 - p) / p)
    if log_r > 0:
        top = math.exp((k - N) * log_r) - math.exp(-N * log_r)
        return top / -math.expm1(-N * log_r)
    return math.expm1(k * log_r) / math.expm1(N * log_r)


def expected_battles(N: int, k: int, p: float, draw: float = 0.0) -> float:
    """The expected number of battles until one side has lost [battles].

    Source: Feller, XIV.3.
    Assumes: as in `win_probability`; draws lengthen the war by 1/(1-draw).

    >>> round(expected_battles(10, 5, 0.55), 4), expected_battles(10, 5, 0.5)
    (23.1717, 25.0)
    """
    _check(N, k, p)
    even = abs(p - 0.5) < _EVEN
    decided = k * (N - k) if even else (k - N * win_probability(N, k, p)) / (1 - 2 * p)
    return decided / (1 - draw)


def variance_even(N: int, k: int) -> float:
    """The variance of the number of battles at even odds [battles squared].

    Source: Feller-type textbook result.
    Assumes: p = 1/2 exactly and no draws.

    >>> variance_even(10, 5)
    400.0
    """
    return k * (N - k) * (k**2 + (N - k) ** 2 - 2) / 3


def discounted_ends(N: int, k: int, p: float, delta: float) -> tuple[float, float]:
    """Expected discount at the end, if A wins and if B wins: E[delta**T; A], E[delta**T; B].

    Source: Feller, XIV.4.
    Assumes: one battle per period, no draws.

    >>> [round(v, 5) for v in discounted_ends(10, 5, 0.55, 0.95)]
    [0.29364, 0.10766]
    """
    _check(N, k, p)
    if k in (0, N):
        return float(k == N), float(k == 0)
    q = 1 - p
    root = math.sqrt(max(0.0, 1 - 4 * p * q * delta**2))
    if root < _EVEN:
        return win_probability(N, k, p), 1 - win_probability(N, k, p)
    small, big = (1 - root) / (2 * p * delta), (1 + root) / (2 * p * delta)
    ratio = small / big
    to_a = big ** (k - N) * (1 - ratio**k) / (1 - ratio**N)
    to_b = (q / p) ** k * big**-k * (1 - ratio ** (N - k)) / (1 - ratio**N)
    return to_a, to_b


def survival(N: int, k: int, p: float, battles: int) -> float:
    """The probability that the war is still on after so many battles [probability].

    Source: Feller, XIV.5 (spectral form).
    Assumes: no draws.

    >>> [round(survival(10, 5, 0.5, n), 3) for n in (18, 19, 50)]
    [0.525, 0.474, 0.105]
    """
    _check(N, k, p)
    if k in (0, N):
        return 0.0
    j, m = np.arange(1, N), np.arange(1, N)
    waves = np.sin(np.pi * np.outer(j, m) / N)
    tilt = (p / (1 - p)) ** ((m - k) / 2)
    decay = (2 * math.sqrt(p * (1 - p)) * np.cos(np.pi * j / N)) ** battles
    return float(2 / N * np.sum(decay * waves[:, k - 1] * (waves @ tilt)))


def tail_hazard(N: int, p: float) -> float:
    """The per-battle chance that a very long war ends [probability].

    On an even chain one battle in two cannot end a war; this is the geometric mean over a pair.

    Source: Feller, XIV.5; textbook.
    Assumes: no draws; N > 2.

    >>> round(tail_hazard(10, 0.5), 5)
    0.04894
    """
    return 1 - 2 * math.sqrt(p * (1 - p)) * math.cos(math.pi / N)


def longest_from(N: int, p: float) -> int:
    """The fort from which the war lasts longest on average [forts].

    Source: Feller-type textbook result; off-centre unless p = 1/2.
    Assumes: no draws.

    >>> [longest_from(20, p) for p in (0.4, 0.45, 0.5, 0.55, 0.6)]
    [15, 13, 10, 7, 5]
    """
    return max(range(N + 1), key=lambda k: expected_battles(N, k, p))
