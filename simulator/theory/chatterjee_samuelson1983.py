"""Sealed bids of two sides who know their own values only, met half-way.

Source: K. Chatterjee and W. Samuelson 1983, "Bargaining under Incomplete Information", Operations
Research 31(5):835-51, of which the abstract was read (bids that rise with one's own value). The
equilibrium in straight lines for uniform values on [0, 1] is theirs at second hand, from textbooks,
and derived here: Chatterjee-Samuelson-type. So is its mapping to war, with a seller who holds out
for what war is worth to him.

| symbol | meaning                            | unit  |
|--------|------------------------------------|-------|
| s      | the seller's value                 | 0..1  |
| b      | the buyer's value                  | 0..1  |
| w      | width of both sides' costs of war  | stake |
"""

from __future__ import annotations


def seller_asks(s: float) -> float:
    """The seller's bid, 2s/3 + 1/4 [0..1].

    Source: Chatterjee and Samuelson 1983-type.
    Assumes: values uniform on [0, 1], bids met half-way; s at most 3/4, else he never sells.

    >>> seller_asks(0.75)
    0.75
    """
    return 2 * s / 3 + 1 / 4


def buyer_bids(b: float) -> float:
    """The buyer's bid, 2b/3 + 1/12 [0..1].

    Source: Chatterjee and Samuelson 1983-type.
    Assumes: as `seller_asks`; b at least 1/4, else he never buys.

    >>> buyer_bids(0.25)
    0.25
    """
    return 2 * b / 3 + 1 / 12


def chance_of_trade(gap: float = 0.25) -> float:
    """The probability that b - s exceeds a gap; a quarter in equilibrium.

    Source: Chatterjee and Samuelson 1983-type: trade iff b >= s + 1/4.
    Assumes: as above.

    >>> chance_of_trade(), chance_of_trade(0.0)
    (0.28125, 0.5)
    """
    return (1 - gap) ** 2 / 2


def gains_from_trade(gap: float = 0.25) -> float:
    """The expected surplus, the integral of b - s where it exceeds a gap.

    Source: Chatterjee and Samuelson 1983-type; 9/64 against 1/6 if nothing were hidden.
    Assumes: as above.

    >>> gains_from_trade(), round(gains_from_trade(0.0), 6)
    (0.140625, 0.166667)
    """
    return (1 - gap) ** 2 * (1 + 2 * gap) / 6


def chance_of_war(w: float, low: float = 0.0) -> float:
    """The probability that two demands over a stake are incompatible, whatever w and p.

    The surplus of settling is c_A + c_B; a deal needs a quarter of the largest there could be.

    Source: Chatterjee-Samuelson-type, own derivation.
    Assumes: both costs uniform on [low, low + w], low >= 0, all demands within the stake.

    >>> chance_of_war(0.2), chance_of_war(0.1), chance_of_war(0.2, 0.3)
    (0.125, 0.125, 0.0)
    """
    short = max(0.0, (2 * low + 2 * w) / 4 - 2 * low)
    return (short / w) ** 2 / 2
