"""Sanctions on B while the war lasts: better terms for A, no likelier peace.

Source: own derivation on Wagner's set-up (see wagner2000).

| symbol   | meaning                                              | unit             |
|----------|------------------------------------------------------|------------------|
| s        | what sanctions cost B in each battle's time          | stake per battle |
| N, k, p  | front line and chance of a battle                    | forts, forts, probability |
| c_A, c_B | cost of a battle                                     | stake per battle |
"""

from __future__ import annotations

from simulator.theory.fearon1995 import Range
from simulator.theory.gamblers_ruin import expected_battles, win_probability


def sanctioned_range(N: int, k: int, p: float, c_A: float, c_B: float, s: float) -> Range:
    """The shares of A that both prefer to fighting on, with the top raised by s*T_k [stake].

    Source: own derivation.
    Assumes: complete information; sanctions end with a settlement.

    >>> [round(v, 9) for v in sanctioned_range(10, 5, 0.5, 0.01, 0.01, 0.002)]
    [0.25, 0.8]
    """
    P, T = win_probability(N, k, p), expected_battles(N, k, p)
    return Range(P - c_A * T, P + (c_B + s) * T)


def nash_terms(N: int, k: int, p: float, c_A: float, c_B: float, s: float) -> float:
    """A's share when the surplus is split evenly; moves to A by s*T_k/2 [stake].

    Source: own derivation.
    Assumes: as in `sanctioned_range`.

    >>> round(nash_terms(10, 5, 0.5, 0.01, 0.01, 0.002), 9)
    0.525
    """
    both = sanctioned_range(N, k, p, c_A, c_B, s)
    return (both.lo + both.hi) / 2
