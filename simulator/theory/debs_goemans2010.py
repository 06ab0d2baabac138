"""What a leader dares to concede when the terms decide whether he stays.

Source: A. Debs and H. Goemans 2010, APSR 104 (abstract). The linear reduction is
Debs-Goemans-type, own derivation.

| symbol   | meaning                                                        | unit        |
|----------|----------------------------------------------------------------|-------------|
| p, c     | A's probability of winning; B's cost of war                    | probability, stake |
| beta_L   | how much losing office, made likelier by a concession, weighs  | pure number |
"""

from __future__ import annotations


def most_conceded(p: float, c: float, beta_L: float) -> float:
    """The largest share B's leader lets A have, p + c/(1 + beta_L) [stake].

    Source: Debs-Goemans-type, own derivation.
    Assumes: conceding x hurts the leader x*(1 + beta_L), in a deal and in war alike.

    >>> [round(most_conceded(0.5, 0.2, b), 3) for b in (0, 0.5, 1, 3)]
    [0.7, 0.633, 0.6, 0.55]
    """
    return p + c / (1 + beta_L)
