"""Ripeness: when both have been hurt enough for leaders to stop.

Source: I. W. Zartman 1989, 2000, for the idea of the mutually hurting stalemate. The formulas are
Zartman-type, own derivation. Among unitary sides that know everything the range is never empty, so
pain alone cannot make a peace; here it is the office of two leaders that stands in the way.

| symbol | meaning                                             | unit            |
|--------|-----------------------------------------------------|-----------------|
| psi    | worth of office to each leader                      | stake           |
| c_0    | each side's cost of war at the start                | stake           |
| g      | growth of that cost per tick                        | stake per tick  |
"""

from __future__ import annotations

import math


def ripe_date(psi: float, c_0: float, g: float) -> float:
    """When the pain of both equals the worth of office, (psi - 2*c_0)/(2*g) [ticks, from 0].

    Source: Zartman-type, own derivation.
    Assumes: even chances, incompatible mandates (see office_step), the same pain on both sides.

    >>> round(ripe_date(0.5, 0.1, 0.02), 9)
    7.5
    """
    return max(0.0, (psi - 2 * c_0) / (2 * g))


def ripe_tick(psi: float, c_0: float, g: float) -> int:
    """The first whole tick at which a deal exists [ticks].

    Source: Zartman-type, own derivation.
    Assumes: as in `ripe_date`.

    >>> ripe_tick(0.5, 0.1, 0.02)
    8
    """
    return math.ceil(ripe_date(psi, c_0, g) - 1e-12)


def hurting_stalemate(gain_A: float, gain_B: float, cost_A: float, cost_B: float) -> bool:
    """Whether one more battle is expected to bring each side less than it costs.

    Source: Zartman-type, own derivation.
    Assumes: gains are expected changes of value from one more battle [stake].

    >>> hurting_stalemate(0.0, 0.0, 0.01, 0.01), hurting_stalemate(0.05, 0.0, 0.01, 0.01)
    (True, False)
    """
    return gain_A < cost_A and gain_B < cost_B
