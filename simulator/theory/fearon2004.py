"""Why some civil wars last: a government that recovers cannot promise autonomy.

Source: J. Fearon 2004, "Why Do Some Civil Wars Last So Much Longer than Others?", JPR 41(3), for
the verbal argument. The two-state values are Fearon-type, own derivation.

| symbol     | meaning                                                      | unit             |
|------------|--------------------------------------------------------------|------------------|
| eps_s      | chance per period that a weak government becomes strong      | probability      |
| eps_w      | chance per period that a strong government becomes weak      | probability      |
| alpha      | rebels' chance of winning in a period while it is weak       | probability      |
| c_R        | rebels' cost of a period of fighting                         | one-period flows |
| delta      | discount factor per period                                   | 0..1             |
"""

from __future__ import annotations

import numpy as np


def peace_value(eps_s: float, eps_w: float, delta: float) -> float:
    """What the best believable deal is worth to the rebels while the government is weak [flows].

    Source: Fearon-type, own derivation.
    Assumes: the whole flow while it is weak, nothing once it is strong.

    >>> round(peace_value(0.05, 0.05, 0.95), 2)
    13.45
    """
    strong = delta * eps_w / (1 - delta * (1 - eps_w))
    return 1 / (1 - delta * (1 - eps_s) - delta * eps_s * strong)


def war_value(alpha: float, eps_s: float, eps_w: float, c_R: float, delta: float) -> float:
    """What fighting is worth to the rebels while the government is weak [flows].

    Source: Fearon-type, own derivation.
    Assumes: rebels fight whenever it is weak, wait while it is strong, keep everything if they win.

    >>> round(war_value(0.1, 0.3, 0.05, 0.2, 0.95), 2)
    6.51
    """
    go_on = (1 - alpha) * delta
    matrix = np.array(
        [[1 - go_on * (1 - eps_s), -go_on * eps_s], [-delta * eps_w, 1 - delta * (1 - eps_w)]]
    )
    return float(np.linalg.solve(matrix, np.array([alpha / (1 - delta) - c_R, 0.0]))[0])


def deal_holds(alpha: float, eps_s: float, eps_w: float, c_R: float, delta: float) -> bool:
    """Whether the rebels prefer the best believable deal to fighting.

    Source: Fearon-type, own derivation.
    Assumes: as in `peace_value` and `war_value`.

    >>> deal_holds(0.1, 0.05, 0.05, 0.2, 0.95), deal_holds(0.1, 0.3, 0.05, 0.2, 0.95)
    (True, False)
    """
    return peace_value(eps_s, eps_w, delta) >= war_value(alpha, eps_s, eps_w, c_R, delta)
