"""A ceasefire while one side rearms: how long it lasts, with and without foresight.

Source: own derivation (no paper).

| symbol   | meaning                                              | unit                 |
|----------|------------------------------------------------------|----------------------|
| x        | share side 1 holds under the ceasefire               | stake                |
| p_0, g   | its chance of winning at first, growth per tick      | probability, per tick |
| n        | ticks during which it grows                          | ticks                |
| c_1, c_2 | costs of war                                         | stake                |
| delta    | discount factor per tick                             | 0..1                 |
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Break(NamedTuple):
    """When a ceasefire ends and who ends it; tick None and side 0 when it holds for ever."""

    tick: int | None
    side: int


class Pause(NamedTuple):
    """The primitives; see the table of the file for meanings and units."""

    x: float
    p_0: float
    g: float
    n: int
    c_1: float
    c_2: float

    def war_values(self, t: int) -> tuple[float, float]:
        """What war at tick t is worth to 1 and to 2 [stake]."""
        p = min(1.0, self.p_0 + self.g * min(t, self.n))
        return p - self.c_1, 1 - p - self.c_2


def naive_break(s: Pause) -> int | None:
    """The tick at which the rising side's war value first beats its share; None if it never does.

    Source: own derivation, floor((x + c_1 - p_0)/g) + 1 if reached within n.
    Assumes: the other side does not look ahead; g > 0.

    >>> [naive_break(Pause(0.5, 0.5, g, n, 0.1, 0.1)) for g, n in ((0.03, 12), (0.02, 4))]
    [4, None]
    """
    date = max(0, math.floor((s.x + s.c_1 - s.p_0) / s.g + 1e-12) + 1)
    return date if date <= s.n else None


def foresight_break(s: Pause, delta: float) -> Break:
    """When the ceasefire ends if both look ahead, by backward induction.

    The declining side breaks at once rather than wait to be attacked.

    Source: own derivation.
    Assumes: either side may attack at any tick; the flow is the share held; after tick n nothing
        changes; an attacker must strictly gain.

    >>> foresight_break(Pause(0.5, 0.5, 0.03, 12, 0.1, 0.1), 0.98)
    Break(tick=0, side=2)
    """
    wait = (s.x, 1 - s.x)
    found = Break(None, 0)
    for t in range(s.n, -1, -1):
        war = s.war_values(t)
        if t < s.n:
            wait = (
                (1 - delta) * s.x + delta * wait[0],
                (1 - delta) * (1 - s.x) + delta * wait[1],
            )
        attackers = [i + 1 for i in (0, 1) if war[i] > wait[i] + 1e-12]
        if attackers:
            found, wait = Break(t, attackers[-1]), war
    return found


def one_look_guess(s: Pause, delta: float) -> Break:
    """What one gets by comparing war now with the naive date only; wrong in some cases.

    Source: own derivation; kept as the warning it is (use `foresight_break`).
    Assumes: nobody but the declining side at tick 0 reacts to the naive date.

    >>> one_look_guess(Pause(0.5, 0.5, 0.03, 12, 0.1, 0.1), 0.98).tick
    0
    """
    date = naive_break(s)
    if date is None:
        return Break(None, 0)
    keep = delta**date
    waiting = (1 - keep) * (1 - s.x) + keep * s.war_values(date)[1]
    return Break(0, 2) if s.war_values(0)[1] > waiting else Break(date, 1)
