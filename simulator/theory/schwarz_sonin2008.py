"""Buying peace by instalments, and threats that leave something to chance.

Source: M. Schwarz and K. Sonin 2008, "A Theory of Brinkmanship, Conflicts, and Commitments", JLEO
24(1), abstract only. All formulas are Schwarz-Sonin-type, own derivation.

| symbol | meaning                                             | unit             |
|--------|-----------------------------------------------------|------------------|
| W_a    | what war is worth to the aggressor                  | one-period flows |
| L, c   | cost of war to the victim, to the aggressor         | one-period flows |
| q      | risk of war that a refused demand brings            | probability      |
| delta  | discount factor per period                          | 0..1             |
"""

from __future__ import annotations


def appeasing_flow(W_a: float, delta: float) -> float:
    """The transfer per period that leaves the aggressor just unwilling to fight [flow].

    Source: Schwarz-Sonin-type, own derivation.
    Assumes: constant marginal utility; the aggressor's war value is the same every period.

    >>> round(appeasing_flow(2.0, 0.9), 9)
    0.2
    """
    return (1 - delta) * W_a


def largest_demand(q: float, L: float, delta: float) -> float:
    """The most that a threat of war with risk q extracts each period [flow].

    Source: Schwarz-Sonin-type, own derivation.
    Assumes: the threat is carried out each time the victim refuses.

    >>> round(largest_demand(1.0, 5.0, 0.9), 9)
    0.5
    """
    return q * L * (1 - delta) / (1 - delta * (1 - q))


def extracted(q: float, L: float, delta: float) -> float:
    """Present value of the demands met for ever [one-period flows].

    Source: Schwarz-Sonin-type, own derivation.
    Assumes: as in `largest_demand`.

    >>> round(extracted(credible_risk(5.0, 2.0, 0.9), 5.0, 0.9), 3)
    4.778
    """
    return largest_demand(q, L, delta) / (1 - delta)


def threat_is_credible(q: float, L: float, c: float, delta: float) -> bool:
    """Whether the aggressor would run the risk q rather than lose all later payments.

    Source: Schwarz-Sonin-type, own derivation.
    Assumes: a bluff once called is never believed again.

    >>> threat_is_credible(0.68, 5.0, 2.0, 0.9), threat_is_credible(1.0, 5.0, 2.0, 0.9)
    (True, False)
    """
    return (1 - q) * delta * L >= c * (1 - delta * (1 - q))


def credible_risk(L: float, c: float, delta: float) -> float:
    """The largest risk of war that is still a believable threat [probability, 0 if none is].

    Source: Schwarz-Sonin-type, own derivation.
    Assumes: as in `threat_is_credible`.

    >>> round(credible_risk(5.0, 2.0, 0.9), 4)
    0.6825
    """
    return max(0.0, 1 - c / (delta * (L + c)))
