"""Bargaining while fighting: offers at every front position, and who settles when.

Source: B. Slantchev 2003, "The Principle of Convergence in Wartime Negotiations", APSR 97(4),
pp. 622-626, 630-631. The value of fighting on, Proposition 1 and, of Proposition 2, the order of
settlement and the beliefs (eq. 4) are the author's. The patient limit x_k -> P_k and the signalling
test `strong_type_signals` are Slantchev-type, own derivation: it is not the paper's eq. 3.
(With punishment strategies, "The Power to Hurt" in the same volume, war is possible even with
complete information; what is here is the Markov solution.)

| symbol        | meaning                                               | unit        |
|---------------|-------------------------------------------------------|-------------|
| N, k          | steps between the defeats; front position             | forts       |
| p             | probability that 1 wins a battle                      | probability |
| p_H, p_M, p_L | the same against a weak, moderate, strong player 2    | probability |
| q_w, q_m, q_s | prior of those types                                  | probability |
| b_1, b_2      | flow payoff while fighting, b_1 + b_2 < 1             | flow        |
| delta         | discount factor per battle                            | 0..1        |
| x_k, y_k      | what 1, what 2 keeps when it proposes at k            | stake       |
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


class Offers(NamedTuple):
    """What each proposer keeps at every position 0..N [stake]."""

    x: Vector
    y: Vector


class Beliefs(NamedTuple):
    """The probabilities of a moderate and a strong opponent; the weak one has settled."""

    moderate: float
    strong: float


def _step(N: int, p: float) -> Vector:
    """One battle as a matrix on positions 0..N whose end rows are empty."""
    move = np.zeros((N + 1, N + 1))
    for k in range(1, N):
        move[k, k + 1], move[k, k - 1] = p, 1 - p
    return move


def fight_to_finish(
    N: int, p: float, delta: float, b_1: float, b_2: float
) -> tuple[Vector, Vector]:
    """The value of never settling, for 1 and for 2, at every position [stake].

    Source: Slantchev 2003, pp. 622-623.
    Assumes: W_k = (1-delta)*b + delta*(p*W_{k+1} + (1-p)*W_{k-1}); the victor takes everything.

    >>> round(float(fight_to_finish(6, 0.5, 0.9, 0.3, 0.3)[0][3]), 4)
    0.3929
    """
    system = np.eye(N + 1) - delta * _step(N, p)
    flow = np.full(N + 1, 1 - delta)
    flow[[0, N]] = 0.0
    end_1, end_2 = np.zeros(N + 1), np.zeros(N + 1)
    end_1[N], end_2[0] = 1.0, 1.0
    first: Vector = np.linalg.solve(system, flow * b_1 + end_1).astype(np.float64)
    second: Vector = np.linalg.solve(system, flow * b_2 + end_2).astype(np.float64)
    return first, second


def complete_information(N: int, p: float, delta: float, b_1: float, b_2: float) -> Offers:
    """What each proposer keeps at every position when everything is known; nobody fights [stake].

    Source: Slantchev 2003, Proposition 1, p. 624 and p. 630.
    Assumes: alternating offers, a battle after each refusal, b_1 + b_2 < 1; solved as the linear
        system 1-x_k = (1-delta)*b_2 + delta*(p*y_{k+1} + (1-p)*y_{k-1}) and its mirror image.

    >>> [round(float(v), 4) for v in complete_information(6, 0.5, 0.9, 0.3, 0.3).x[1:6]]
    [0.2356, 0.3781, 0.5154, 0.6321, 0.7998]
    """
    n = N + 1
    move = delta * _step(N, p)
    system = np.block([[np.eye(n), move], [move, np.eye(n)]])
    right_x, right_y = np.full(n, 1 - (1 - delta) * b_2), np.full(n, 1 - (1 - delta) * b_1)
    right_x[[0, N]], right_y[[0, N]] = (0.0, 1.0), (1.0, 0.0)
    both = np.linalg.solve(system, np.concatenate([right_x, right_y]))
    return Offers(both[:n], both[n:])


def settlement_time(kind: str) -> int:
    """How many battles a type of player 2 fights before it settles [battles].

    Source: Slantchev 2003, Proposition 2, p. 626.
    Assumes: patient players and the separating equilibrium.

    >>> [settlement_time(kind) for kind in ("weak", "moderate", "strong")]
    [0, 1, 2]
    """
    return ("weak", "moderate", "strong").index(kind)


def expected_war(q_w: float, q_s: float) -> float:
    """The expected number of battles before settlement, q_m + 2*q_s [battles].

    Source: Slantchev 2003, Proposition 2, p. 626.
    Assumes: as in `settlement_time`.

    >>> round(expected_war(0.3, 0.3), 9)
    1.0
    """
    return (1 - q_w - q_s) + 2 * q_s


def after_first_battle(q_w: float, q_s: float, p_M: float, p_L: float, won: bool) -> Beliefs:
    """Player 1's beliefs after a refused first offer and a battle it won or lost.

    With (q_w, q_s) = (.3, .3), p_M = .5, p_L = .3: moderate .6897 after a victory, .4878 after a
    defeat; before the battle, .5714.

    Source: Slantchev 2003, eq. 4.
    Assumes: the weak type has settled; Bayes' rule.

    >>> [round(after_first_battle(0.3, 0.3, 0.5, 0.3, w).moderate, 4) for w in (True, False)]
    [0.6897, 0.4878]
    """
    moderate = (1 - q_w - q_s) * (p_M if won else 1 - p_M)
    strong = q_s * (p_L if won else 1 - p_L)
    return Beliefs(moderate / (moderate + strong), strong / (moderate + strong))


def strong_type_signals(
    N: int, k: int, types: tuple[float, float], delta: float, flows: tuple[float, float]
) -> bool:
    """Whether the strong type fights once more at k rather than take the moderate type's terms.

    Condition: delta*(p_M - p_L)*(x_{k+1} - x_{k-1}) > (1-delta)*(1-b_1-b_2), x being what 1 keeps
    against a known strong type: distinct types and patience make signalling worth a battle. In the
    example N=6, k=3, b=.3, (.7,.5,.3) it fails first after a defeat of player 1, as delta falls.

    Source: Slantchev-type, own derivation.
    Assumes: `types` is (p_M, p_L), `flows` (b_1, b_2); the moderate type asks what leaves 1
        indifferent to one more battle followed by the terms for a strong type.

    >>> [strong_type_signals(6, 2, (0.5, 0.3), d, (0.3, 0.3)) for d in (0.99, 0.9)]
    [True, False]
    """
    p_M, p_L = types
    x = complete_information(N, p_L, delta, *flows).x
    return bool(delta * (p_M - p_L) * (x[k + 1] - x[k - 1]) > (1 - delta) * (1 - sum(flows)))
