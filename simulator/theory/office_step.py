"""Two leaders with mandates: war with complete information, through office.

Source: own derivation (no paper); checked against a search over all deals.

| symbol         | meaning                                              | unit        |
|----------------|------------------------------------------------------|-------------|
| p              | probability that A wins; victory keeps office        | probability |
| c_A, c_B       | costs of war                                         | stake       |
| psi_A, psi_B   | worth of office                                      | stake       |
| xb_A, xb_B     | share each leader needs to stay in office            | stake, 0..1 |
"""

from __future__ import annotations

from typing import NamedTuple


class Leaders(NamedTuple):
    """The primitives; see the table of the file for meanings and units."""

    p: float
    c_A: float
    c_B: float
    psi_A: float
    psi_B: float
    xb_A: float
    xb_B: float


def deal_exists(s: Leaders) -> bool:
    """Whether some share is at least as good as war for both leaders.

    Three kinds of deal: A stays and B falls, B stays and A falls, both fall.

    Source: own derivation.
    Assumes: xb_A + xb_B > 1 (the mandates cannot both be met), costs >= 0, defeat loses office.

    >>> deal_exists(Leaders(0.5, 0.1, 0.1, 0.19, 0.19, 0.6, 0.6))
    True
    >>> deal_exists(Leaders(0.5, 0.1, 0.1, 0.21, 0.21, 0.6, 0.6))
    False
    """
    if s.xb_A + s.xb_B <= 1:
        raise ValueError("the mandates are compatible: xb_A + xb_B must exceed 1")
    lost_A, lost_B = (1 - s.p) * s.psi_A, (1 - s.p) * s.psi_B
    a_stays = max(s.xb_A, s.p - s.c_A - lost_A) <= min(1.0, s.p + s.c_B - lost_B)
    top = min(1 - s.xb_B, s.p + s.c_B + s.p * s.psi_B)
    b_stays = max(0.0, s.p - s.c_A + s.p * s.psi_A) <= top
    lo, hi = s.p - s.c_A + s.p * s.psi_A, s.p + s.c_B - lost_B
    both_fall = lo <= hi and lo < s.xb_A and hi > 1 - s.xb_B
    return a_stays or b_stays or both_fall


def critical_office(c: float) -> float:
    """The worth of office above which war is certain in the symmetric game, 2*c [stake].

    Source: own derivation.
    Assumes: p = 1/2, both costs c, equal offices and equal mandates above one half.

    >>> critical_office(0.1)
    0.2
    """
    return 2 * c
