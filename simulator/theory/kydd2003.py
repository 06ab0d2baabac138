"""Whom to believe: a mediator who only wants peace, and one who is on your side.

Source: A. Kydd 2003, "Which Side Are You On?", AJPS 47 (abstract). The model is Kydd-type, own
derivation. With W=1, r=.3, c_1=.1, kappa=1: a mediator is believed from lambda = .48, and a
believed one lowers the risk of war from .45 to .25.

| symbol  | meaning                                                         | unit        |
|---------|-----------------------------------------------------------------|-------------|
| W       | highest cost of side 2, uniform on [0, W]                       | stake       |
| r       | cost below which 2 is resolved; the mediator sees which         | stake       |
| c_1     | side 1's cost of war                                            | stake       |
| lam     | how much the mediator shares 1's interest                       | 0..1        |
| kappa   | mediator's own loss from war                                    | stake       |
| y       | what 1 demands above p; 2 fights when its cost is below y       | stake       |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Demands(NamedTuple):
    """What 1 demands above p after each message [stake]."""

    resolved: float
    weak: float


def demands(W: float, r: float, c_1: float) -> Demands:
    """What 1 demands above p when told that 2 is resolved, or weak [stake].

    Source: Kydd-type, own derivation.
    Assumes: 0 < r < W and the message is believed.

    >>> demands(1.0, 0.3, 0.1)
    Demands(resolved=0.09999999999999999, weak=0.45)
    """
    return Demands(max(0.0, (r - c_1) / 2), max(r, (W - c_1) / 2))


def war_risk(W: float, r: float, c_1: float, believed: bool) -> float:
    """The chance of war with a believed mediator or with none [probability].

    Source: Kydd-type, own derivation.
    Assumes: as in `demands`.

    >>> round(war_risk(1.0, 0.3, 0.1, True), 9), round(war_risk(1.0, 0.3, 0.1, False), 9)
    (0.25, 0.45)
    """
    if not believed:
        return max(0.0, (W - c_1) / 2) / W
    y = demands(W, r, c_1)
    return (y.resolved + y.weak - r) / W


def least_bias(W: float, r: float, c_1: float, kappa: float) -> float:
    """The least lam at which the mediator tells the truth about a weak opponent [0..1].

    Below it the mediator always says "resolved" and is not believed: lam = 0 never is, unless
    there is no war to be feared from the truth.

    Source: Kydd-type, own derivation.
    Assumes: the mediator maximises lam*u_1 - (1-lam)*kappa*Pr(war); kappa > 0.

    >>> round(least_bias(1.0, 0.3, 0.1, 1.0), 4)
    0.48
    """
    y = demands(W, r, c_1)
    risk = (y.weak - r) / (W - r)
    gain = (1 - risk) * y.weak - risk * c_1 - y.resolved
    return kappa * risk / (kappa * risk + gain)


def overlapping_risk(tops: Sequence[float], c_1: float) -> float:
    """The mean chance of war when equally likely costs are U[0, top], known or not [probability].

    With supports that all start at 0 the news changes the risk of war by exactly nothing, so this
    is a trap and not a measure of what a mediator can do.

    Source: Kydd-type, own derivation (uniform neutrality).
    Assumes: the best demand without news lies below the lowest top.

    >>> round(overlapping_risk([0.4, 1.0], 0.1), 9)
    0.4125
    """
    return sum((1 - c_1 / top) / 2 for top in tops) / len(tops)
