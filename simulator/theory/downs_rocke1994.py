"""A leader who keeps office only if the war reaches some success.

Source: G. Downs and D. Rocke 1994, AJPS 38, for the argument (from memory). The formula is
Downs-Rocke-type, own derivation.

| symbol | meaning                                               | unit             |
|--------|-------------------------------------------------------|------------------|
| psi    | worth of office                                       | utility          |
| a      | leader's own cost of a battle                         | utility          |
| extra  | utility of total defeat compared with peace now       | utility (<= 0 as a rule) |
| r, k   | fort at which office is saved; front position, k < r  | forts            |
| p      | probability of winning a battle                       | probability      |
"""

from __future__ import annotations

from simulator.theory.gamblers_ruin import expected_battles, win_probability


def gamble_value(psi: float, a: float, k: int, r: int, p: float, extra: float = 0.0) -> float:
    """What fighting on is worth above peace and removal, psi*P - a*T + extra*(1-P) [utility].

    Near 0 the value itself can fall with k (a lost cause is soon over); the choice does not.

    Source: Downs-Rocke-type, own derivation.
    Assumes: the leader stops at r or falls with the state at 0.

    >>> round(gamble_value(1.0, 0.02, 5, 10, 0.5), 9)
    0.0
    """
    P = win_probability(r, k, p)
    return psi * P - a * expected_battles(r, k, p) + extra * (1 - P)


def gambles(psi: float, a: float, k: int, r: int, p: float, extra: float = 0.0) -> bool:
    """Whether the leader fights on rather than accept peace and removal.

    Source: Downs-Rocke-type, own derivation.
    Assumes: as in `gamble_value`.

    >>> gambles(1.1, 0.02, 5, 10, 0.5), gambles(0.9, 0.02, 5, 10, 0.5)
    (True, False)
    """
    return gamble_value(psi, a, k, r, p, extra) > 0
