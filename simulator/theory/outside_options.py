"""Alternating offers when the responder may leave for war: the outside option principle.

Source: K. Binmore, A. Shaked and J. Sutton 1989, QJE 104(4), applied to war.

| symbol   | meaning                                       | unit  |
|----------|-----------------------------------------------|-------|
| delta    | common discount factor per offer              | 0..1  |
| w_1, w_2 | what war is worth to each (p - c_A, 1-p-c_B)  | stake |
| v_i      | what i keeps when it proposes                 | stake |
"""

from __future__ import annotations


def proposer_shares(delta: float, w_1: float, w_2: float) -> tuple[float, float]:
    """What each side keeps when it is the one to propose, (v_1, v_2) [stake].

    An option below the waiting value changes nothing; above it, it is paid exactly.

    Source: Binmore, Shaked and Sutton 1989.
    Assumes: w_1 + w_2 <= 1; only the responder may leave; solves v_i = 1 - max(delta*v_j, w_j).

    >>> round(proposer_shares(0.95, 0.4, 0.4)[0], 4), round(proposer_shares(0.95, 0.6, 0.2)[0], 4)
    (0.5128, 0.62)
    """
    v = 1 / (1 + delta)
    if delta * v >= max(w_1, w_2):
        return v, v
    if w_1 >= w_2:
        v_2 = 1 - w_1
        return 1 - max(delta * v_2, w_2), v_2
    v_1 = 1 - w_2
    return v_1, 1 - max(delta * v_1, w_1)
