"""A crisis as a war of attrition before two audiences.

Source: J. Fearon 1994, "Domestic Political Audiences and the Escalation of International Disputes",
APSR 88(3):577-92, pp. 582-586: either side may back down, escalate or attack; backing down costs
more the longer the crisis has lasted. The published statement, read in the abstract, is that the
side with the stronger audience is always less likely to back down, and that relative strength and
interests do not matter once a crisis is public. Complete information, costs uniform on [0, h] and a
war that destroys the prize are special cases chosen and derived here (Fearon-type).

| symbol   | meaning                                                   | unit           |
|----------|-----------------------------------------------------------|----------------|
| a_i      | growth of i's audience cost                               | prize per time |
| h_i      | greatest cost of war of i, uniform on [0, h_i]            | prize          |
| w_i      | what war is worth to i, below 0 for who might back down   | prize          |
| horizon  | when all who would ever back down have done so            | time           |
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Crisis(NamedTuple):
    """How a crisis ends: its horizon [time], and three probabilities."""

    horizon: float
    war: float
    backs_down_1: float
    backs_down_2: float


def committed_first(w_1: float, w_2: float, a_1: float, a_2: float) -> int:
    """Which side gets the prize at once when everything is known: who is committed first.

    Source: Fearon 1994-type (complete information), own derivation.
    Assumes: w_1, w_2 < 0, audience costs a_i * t, -w_1/a_1 != -w_2/a_2.

    >>> committed_first(-0.2, -0.2, 0.1, 0.2), committed_first(-0.1, -0.3, 0.1, 0.2)
    (2, 1)
    """
    return 1 if -w_1 / a_1 < -w_2 / a_2 else 2


def time_of(a_own: float, a_other: float, h_own: float) -> float:
    """When the types that are committed are all that the other's patience lets remain [time].

    The positive root of a_own*t/h_own * (1 + a_other*t) = 1.

    Source: Fearon 1994-type, own derivation.
    Assumes: as above.

    >>> round(time_of(1.0, 1.0, 1.0), 6)
    0.618034
    """
    root = math.sqrt(a_own**2 + 4 * a_own * a_other * h_own)
    return (root - a_own) / (2 * a_own * a_other)


def crisis(a_1: float, a_2: float, h_1: float, h_2: float) -> Crisis:
    """How a crisis with private costs ends.

    Source: Fearon 1994-type, own derivation.
    Assumes: the prize is 1, war destroys it, costs uniform on [0, h_i], audience costs a_i * t.

    >>> [round(number, 6) for number in crisis(0.1, 0.1, 1.0, 1.0)]
    [6.18034, 0.381966, 0.309017, 0.309017]
    """
    end = min(time_of(a_1, a_2, h_1), time_of(a_2, a_1, h_2))
    fight_1, fight_2 = a_1 * end / h_1, a_2 * end / h_2
    stay_1, stay_2 = fight_1 * (1 + a_2 * end), fight_2 * (1 + a_1 * end)
    later = stay_1 * stay_2
    return Crisis(
        end,
        fight_1 * fight_2,
        1 - stay_1 + later * _first_to_yield(a_2, a_1, end),
        1 - stay_2 + later * _first_to_yield(a_1, a_2, end),
    )


def _first_to_yield(a: float, b: float, end: float) -> float:
    """The integral of a / ((1+a*s)**2 * (1+b*s)) from 0 to `end`, by partial fractions."""
    if a == b:
        return (1 - (1 + a * end) ** -2) / 2
    gap = b - a
    logs = a * b / gap**2 * (math.log(1 + b * end) - math.log(1 + a * end))
    return logs - a / gap * (a * end / (1 + a * end))
