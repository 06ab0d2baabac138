"""A war of finite resources: each battle costs its loser one unit, and the first with none loses.

Source: the problem of points (Pascal and Fermat, 1654); used as in Filson and Werner's wars of
finite resources.

| symbol   | meaning                              | unit        |
|----------|--------------------------------------|-------------|
| m_A, m_B | units each side can still lose       | units, >= 1 |
| p        | probability that A wins a battle     | probability |
"""

from __future__ import annotations

from math import comb


def disarm_probability(m_A: int, m_B: int, p: float) -> float:
    """The probability that A takes all of B's units first [probability].

    Source: Pascal and Fermat 1654.
    Assumes: independent battles with the same p.

    >>> round(disarm_probability(5, 5, 0.55), 6), round(disarm_probability(3, 6, 0.6), 6)
    (0.621421, 0.315395)
    """
    n = m_A + m_B - 1
    return sum(comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(m_B, n + 1))


def expected_battles(m_A: int, m_B: int, p: float) -> float:
    """The expected number of battles until one side has no unit left [battles].

    Source: textbook (negative binomial times of each ending).
    Assumes: as in `disarm_probability`.

    >>> round(expected_battles(5, 5, 0.5), 4), round(expected_battles(3, 6, 0.6), 4)
    (7.5391, 6.1983)
    """
    total = 0.0
    for n in range(min(m_A, m_B), m_A + m_B):
        if n >= m_B:
            total += n * comb(n - 1, m_B - 1) * p**m_B * (1 - p) ** (n - m_B)
        if n >= m_A:
            total += n * comb(n - 1, m_A - 1) * (1 - p) ** m_A * p ** (n - m_A)
    return total
