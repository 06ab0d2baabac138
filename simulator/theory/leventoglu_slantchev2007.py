"""Armed peace: a surprise is worth less once there is less to win.

Source: B. Leventoglu and B. Slantchev 2007, "The Armed Peace", AJPS 51(4), abstract only. The
formulas are Leventoglu-Slantchev-type, own derivation: fighting burns the pie until peace keeps
itself, so a war with complete information can end in a settlement and still waste what it burnt.

| symbol   | meaning                                            | unit        |
|----------|----------------------------------------------------|-------------|
| theta    | part of the pie that survives each battle          | 0..1        |
| f        | edge of the side that strikes by surprise          | probability |
| c_A, c_B | fixed cost of another episode of war               | stake       |
| n        | battles fought                                     | battles     |
"""

from __future__ import annotations

import math


def peace_holds(n: int, f: float, theta: float, c_A: float, c_B: float) -> bool:
    """Whether neither side gains from surprise after n battles: 2*f*theta**n <= c_A + c_B.

    Source: Leventoglu-Slantchev-type, own derivation.
    Assumes: costs do not shrink with the pie; the edge f is the same for both.

    >>> peace_holds(3, 0.15, 0.9, 0.1, 0.1), peace_holds(4, 0.15, 0.9, 0.1, 0.1)
    (False, True)
    """
    return 2 * f * theta**n <= c_A + c_B


def battles_until_peace(f: float, theta: float, c_A: float, c_B: float) -> int:
    """How many battles it takes until peace keeps itself [battles, 0 or more].

    Source: Leventoglu-Slantchev-type, own derivation.
    Assumes: as in `peace_holds`, 0 < theta < 1.

    >>> battles_until_peace(0.15, 0.9, 0.1, 0.1)
    4
    """
    if 2 * f <= c_A + c_B:
        return 0
    return math.ceil(math.log((c_A + c_B) / (2 * f)) / math.log(theta) - 1e-12)


def pie_left(n: int, theta: float) -> float:
    """The part of the stake left after n battles [stake, 0..1].

    Source: Leventoglu-Slantchev-type, own derivation.
    Assumes: each battle burns the same part.

    >>> round(pie_left(4, 0.9), 4)
    0.6561
    """
    return theta**n


def peace_deters(n: int, f: float, theta: float, c_A: float, c_B: float) -> bool:
    """Whether neither side gains from surprise after n battles when the next burns the pie too.

    The attack is decisive but wins theta**(n+1) only: theta**n * (theta*(1+2f) - 1) <= c_A + c_B.

    Source: Leventoglu-Slantchev-type, own derivation.
    Assumes: deals do not bind, each side may strike at any time, costs do not shrink with the pie.

    >>> [peace_deters(n, 0.25, 0.9, 0.1, 0.1) for n in (0, 5, 6)]
    [False, False, True]
    """
    return theta**n * (theta * (1 + 2 * f) - 1) <= c_A + c_B
