"""Alternating offers without a war outside: patience is power.

Source: A. Rubinstein 1982, "Perfect Equilibrium in a Bargaining Model", Econometrica 50(1).

| symbol     | meaning                                     | unit         |
|------------|---------------------------------------------|--------------|
| d_1, d_2   | discount factors per offer                  | 0..1         |
| r_1, r_2   | discount rates                              | per time     |
| c_1, c_2   | fixed cost of each round of delay           | stake        |
"""

from __future__ import annotations


def first_share(d_1: float, d_2: float) -> float:
    """The share that player 1, who speaks first, keeps [stake].

    Source: Rubinstein 1982.
    Assumes: discounting of a pie of 1, offers without end, no other way out.

    >>> round(first_share(0.9, 0.9), 6), round(first_share(0.9, 0.8), 6)
    (0.526316, 0.714286)
    """
    return (1 - d_2) / (1 - d_1 * d_2)


def continuous_share(r_1: float, r_2: float) -> float:
    """Player 1's share when offers follow each other without delay [stake].

    Source: Rubinstein 1982; textbook limit.
    Assumes: d_i = exp(-r_i * dt) with dt -> 0.

    >>> round(continuous_share(0.05, 0.10), 6)
    0.666667
    """
    return r_2 / (r_1 + r_2)


def fixed_cost_share(c_1: float, c_2: float) -> float:
    """Player 1's share when each round costs a fixed amount [stake].

    Source: Rubinstein 1982 (fixed bargaining costs).
    Assumes: 0 < c_i < 1 and c_1 != c_2; with equal costs the answer is not unique.

    >>> fixed_cost_share(0.1, 0.2), fixed_cost_share(0.2, 0.1)
    (1.0, 0.1)
    """
    if c_1 == c_2:
        raise ValueError("equal fixed costs do not determine a share")
    return 1.0 if c_1 < c_2 else c_2
