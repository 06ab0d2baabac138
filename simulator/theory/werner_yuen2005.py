"""Ceasefires that others imposed.

Source: S. Werner and A. Yuen 2005, "Making and Keeping Peace", IO 59 (abstract). The rule and the
life time are Werner-Yuen-type, own derivation.

| symbol   | meaning                                           | unit        |
|----------|---------------------------------------------------|-------------|
| x        | A's share under the terms                         | stake       |
| p        | probability that A would win                      | probability |
| c_A, c_B | costs of war                                      | stake       |
| F        | what defying the third party costs either side    | stake       |
| step     | size of an even random change of p per tick       | probability |
"""

from __future__ import annotations

import math


def terms_hold(x: float, p: float, c_A: float, c_B: float, F: float = 0.0) -> bool:
    """Whether neither side gains by breaking the terms under pressure F.

    Source: Werner-Yuen-type, own derivation.
    Assumes: terms hold exactly when x is in [p - c_A - F, p + c_B + F].

    >>> terms_hold(0.8, 0.5, 0.1, 0.1, F=0.25), terms_hold(0.8, 0.5, 0.1, 0.1)
    (True, False)
    """
    return p - c_A - F <= x <= p + c_B + F


def expected_life(x: float, p: float, c_A: float, c_B: float, step: float, F: float = 0.0) -> float:
    """How long the terms last when p wanders, on average [ticks]; off-centre terms die sooner.

    Source: Werner-Yuen-type, own derivation (ruin time of an even walk).
    Assumes: p moves up or down by `step` with even odds each tick, far from 0 and 1.

    >>> expected_life(0.5, 0.5, 0.1, 0.1, 0.05), expected_life(0.55, 0.5, 0.1, 0.1, 0.05)
    (9.0, 8.0)
    """
    if not terms_hold(x, p, c_A, c_B, F):
        return 0.0
    up = math.floor((x + c_A + F - p) / step + 1e-9) + 1
    down = math.floor((p - x + c_B + F) / step + 1e-9) + 1
    return float(up * down)
