"""What there is to bargain over while the war goes on.

Source: R. H. Wagner 2000, "Bargaining and War", AJPS 44, for the set-up (limited war against the
shadow of a fight to the finish). The formula is Wagner-type, own derivation.

| symbol   | meaning                                  | unit             |
|----------|------------------------------------------|------------------|
| N, k, p  | front line, see gamblers_ruin            | forts, forts, probability |
| c_A, c_B | cost of a battle                         | stake per battle |
"""

from __future__ import annotations

from simulator.theory.fearon1995 import Range
from simulator.theory.gamblers_ruin import expected_battles, win_probability


def range_along_the_war(N: int, k: int, p: float, c_A: float, c_B: float) -> Range:
    """The shares of A that both prefer to fighting to the finish from fort k [stake, uncapped].

    Its width is (c_A + c_B) times the expected battles: widest in mid-war, nothing near defeat.

    Source: Wagner-type, own derivation.
    Assumes: no discounting; the alternative to a deal is a fight to the finish.

    >>> [round(v, 9) for v in range_along_the_war(10, 5, 0.5, 0.01, 0.01)]
    [0.25, 0.75]
    """
    P, T = win_probability(N, k, p), expected_battles(N, k, p)
    return Range(P - c_A * T, P + c_B * T)
