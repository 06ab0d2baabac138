"""Costly signals: sinking costs and tying hands.

Source: M. Spence 1973; J. Fearon 1997 (JCR 41) for the two kinds of signal; J. Fearon 1994 (APSR
88, pp. 582-586) for audience costs. The separating interval is the published logic; the race of
audience costs in closed form is Fearon-type, own derivation.

| symbol     | meaning                                                    | unit           |
|------------|------------------------------------------------------------|----------------|
| k          | sunk cost of the signal                                    | stake          |
| a_i        | growth of i's audience cost of backing down                | stake per time |
| V          | worth of the prize                                         | stake          |
| w          | cost of war to a side                                      | stake          |
"""

from __future__ import annotations


def separates(k: float, gain_bluffer: float, gain_resolved: float) -> bool:
    """Whether a sunk cost is paid by the resolved and not by the bluffer.

    Source: Spence 1973; Fearon 1997.
    Assumes: gains are what each type wins by being believed [stake].

    >>> [separates(k, 0.1, 0.3) for k in (0.05, 0.1, 0.2, 0.3, 0.35)]
    [False, True, True, True, False]
    """
    return gain_bluffer <= k <= gain_resolved


def yield_rate(a_other: float, V: float, time: float) -> float:
    """The rate at which a side backs down so that the *other* is willing to wait [1/time].

    The side with stronger audience costs therefore backs down less; equal costs, equal rates.

    Source: Fearon-type, own derivation.
    Assumes: audience costs grow as a*time; both sides mix.

    >>> yield_rate(0.1, 1.0, 0.0)
    0.1
    """
    return a_other / (V + a_other * time)


def still_standing(a_other: float, V: float, time: float) -> float:
    """The probability that a side has not backed down so far, V/(V + a_other*time) [probability].

    Source: Fearon-type, own derivation.
    Assumes: as in `yield_rate`.

    >>> round(still_standing(0.1, 1.0, 5.0), 6)
    0.666667
    """
    return V / (V + a_other * time)


def war_risk(a_1: float, a_2: float, V: float, w: float) -> float:
    """The probability that both stand until one can no longer back down [probability].

    Multiplying both a_i by the same number changes only the clock, not this risk.

    Source: Fearon-type, own derivation.
    Assumes: hands are tied once a side's audience cost reaches w, its cost of war.

    >>> round(war_risk(0.1, 0.1, 1.0, 0.5), 6) == round(war_risk(1.0, 1.0, 1.0, 0.5), 6)
    True
    """
    tied = min(w / a_1, w / a_2)
    return still_standing(a_2, V, tied) * still_standing(a_1, V, tied)
