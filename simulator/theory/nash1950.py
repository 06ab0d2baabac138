"""Splitting the stake when war is what happens without a deal.

Source: J. Nash 1950, "The Bargaining Problem", Econometrica 18(2); textbook use with war as the
disagreement point.

| symbol   | meaning                                             | unit        |
|----------|-----------------------------------------------------|-------------|
| p        | probability that A wins                             | probability |
| c_A, c_B | costs of war                                        | stake       |
| alpha    | A's part of the surplus (bargaining power)          | 0..1        |
| gamma    | exponent of the first player's utility x**gamma     | pure number |
"""

from __future__ import annotations


def share_with_war_outside(p: float, c_A: float, c_B: float, alpha: float = 0.5) -> float:
    """A's share when A takes the part alpha of the surplus over war [stake].

    A proposer drawn at random with probability alpha for A gives the same mean share.

    Source: Nash 1950 (generalised solution, disagreement p - c_A and 1 - p - c_B).
    Assumes: risk neutrality, complete information, a binding deal.

    >>> round(share_with_war_outside(0.6, 0.1, 0.2), 9)
    0.65
    """
    return p - c_A + alpha * (c_A + c_B)


def share_of_risk_averse(gamma: float) -> float:
    """The share of a player with utility x**gamma against a risk-neutral one [stake].

    Source: Nash 1950 with disagreement (0, 0); textbook.
    Assumes: 0 < gamma <= 1; a risk-averse player is hurt.

    >>> round(share_of_risk_averse(0.5), 4), round(share_of_risk_averse(0.8), 4)
    (0.3333, 0.4444)
    """
    return gamma / (1 + gamma)
