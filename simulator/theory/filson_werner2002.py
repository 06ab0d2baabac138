"""Learning from battles and from refusals: an ultimatum before every battle.

Source: D. Filson and S. Werner 2002, AJPS 46, for the set-up (from memory). The recursion on (k, q)
is Filson-Werner-type, own derivation; it also contains the last-stage two-type screening rule (see
fearon1995.screen_power_types) and Powell's ladder (N = 2 and battles that may end nothing).
At N=10, k_0=5, chances .65/.4, delta=.995, q=.6 (61 beliefs), c per battle on both sides:

| c                | .002  | .005  | .010  | .020  | .040  |
|------------------|-------|-------|-------|-------|-------|
| E[battles]       | 7.68  | 6.21  | 4.13  | 0.79  | 0.00  |
| E[battles], weak | 4.82  | 4.49  | 3.35  | 0.39  | 0.00  |
| E[battles], tough| 11.98 | 8.79  | 5.29  | 1.40  | 0.00  |
| Pr(deal)         | .828  | .913  | .954  | 1.000 | 1.000 |

| symbol      | meaning                                                      | unit        |
|-------------|--------------------------------------------------------------|-------------|
| N, k        | steps between the defeats; front position (A wins at N)      | forts       |
| up, down    | chances of a battle moving k, for (weak, tough) B            | probability |
| c_A         | A's cost of a battle                                         | stake       |
| c_B         | B's cost of a battle, for (weak, tough)                      | stake       |
| delta       | discount factor per battle                                   | 0..1        |
| q, t        | A's belief that B is weak, before and after a refusal        | probability |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]
Pair = tuple[float, float]


@dataclass(frozen=True)
class Screening:
    """The primitives; see the table of the file. Index 0 is the weak type, 1 the tough one."""

    N: int
    up: Pair
    down: Pair
    c_A: float
    c_B: Pair
    delta: float


class Plan(NamedTuple):
    """On forts x beliefs: A's value, the weak type's value, posterior after refusal, B's offer."""

    beliefs: Table
    value: Table
    weak: Table
    posterior: Table
    offer: Table
    tough: Table


class Outcome(NamedTuple):
    """Battles by B's type (weak, tough) and overall, the chance of a deal, and A's record."""

    battles: float
    battles_by_type: Pair
    pr_deal: float
    settled_share: list[float]
    weak_share: list[float]


def last_stage(
    p_weak: float, p_strong: float, c_A: float, c_D: float
) -> tuple[float, float, float]:
    """The belief from which A screens, its pooling and its screening demand [probability, stake].

    Source: Filson-Werner-type, own derivation (two types, one ultimatum left).
    Assumes: p_weak > p_strong are A's chances of winning what is left of the war.

    >>> [round(v, 9) for v in last_stage(0.7, 0.4, 0.1, 0.1)]
    [0.4, 0.5, 0.8]
    """
    belief = (c_A + c_D) / (p_weak - p_strong + c_A + c_D)
    return belief, p_strong + c_D, p_weak + c_D


def tough_value(game: Screening) -> Table:
    """What a fight to the finish is worth to the tough type at every fort [stake].

    Source: Filson-Werner-type, own derivation.
    Assumes: A makes every offer, so the tough type never gets more.

    >>> round(float(tough_value(Screening(2, (0.5, 0.5), (0.5, 0.5), 0.1, (0.1, 0.1), 1.0))[1]), 9)
    0.4
    """
    N, up, down = game.N, game.up[1], game.down[1]
    system, right = np.eye(N + 1), np.full(N + 1, -game.c_B[1])
    right[[0, N]] = (1.0, 0.0)
    for k in range(1, N):
        system[k, k + 1] -= game.delta * up
        system[k, k - 1] -= game.delta * down
        system[k, k] -= game.delta * (1 - up - down)
    solved: Table = np.maximum(np.linalg.solve(system, right), 0.0).astype(np.float64)
    return solved


def _bayes(q: Table, likely: Pair) -> Table:
    total = q * likely[0] + (1 - q) * likely[1]
    return np.divide(q * likely[0], total, out=q.copy(), where=total > 0)


def _moves(game: Screening) -> list[tuple[int, Pair]]:
    still = (1 - game.up[0] - game.down[0], 1 - game.up[1] - game.down[1])
    return [
        (step, pair) for step, pair in ((1, game.up), (-1, game.down), (0, still)) if max(pair) > 0
    ]


def solve(game: Screening, points: int = 61, sweeps: int = 600, settled: float = 1e-9) -> Plan:
    """A's best plan at every fort and belief, by value iteration.

    Source: Filson-Werner-type, own derivation.
    Assumes: posteriors on a grid of `points`; battles update beliefs by Bayes; a pooled offer is
        the tough type's fight-to-finish value, a screening one leaves the weak type indifferent.

    >>> game = Screening(2, (0.1, 0.1), (0.1, 0.1), 0.025, (0.1, 0.01), 0.95)
    >>> round(float(solve(game, 101).value[1, 30]), 3)
    0.646
    """
    q = np.linspace(0.0, 1.0, points)
    tough = tough_value(game)
    value = np.repeat((1 - tough)[:, None], points, axis=1)
    weak = np.repeat(tough[:, None], points, axis=1)
    shape = (game.N + 1, points)
    posterior, offer = np.tile(q, (game.N + 1, 1)), np.zeros(shape)
    # refusals that move the belief from q (row) to t <= q (column)
    accept = np.where(q[None, :] <= q[:, None], q[:, None] - q[None, :], np.nan)
    accept = accept / np.where(q[None, :] < 1, 1 - q[None, :], np.nan)
    for _ in range(sweeps):
        old = value.copy()
        for k in range(1, game.N):
            fight_A, fight_weak = np.full(points, -game.c_A), np.full(points, -game.c_B[0])
            for step, pair in _moves(game):
                later = _bayes(q, pair)
                chance = q * pair[0] + (1 - q) * pair[1]
                fight_A += game.delta * chance * np.interp(later, q, value[k + step])
                fight_weak += game.delta * pair[0] * np.interp(later, q, weak[k + step])
            asked = np.maximum(fight_weak, 0.0)
            gain = accept * (1 - asked)[None, :] + (1 - accept) * fight_A[None, :]
            best = np.nanargmax(np.where(np.isnan(gain), -np.inf, gain), axis=1)
            screened = gain[np.arange(points), best]
            pool = 1 - tough[k] >= np.nan_to_num(screened, nan=-np.inf)
            value[k] = np.where(pool, 1 - tough[k], screened)
            weak[k] = np.where(pool, tough[k], asked[best])
            posterior[k] = np.where(pool, np.nan, q[best])
            offer[k] = np.where(pool, tough[k], asked[best])
        if np.max(np.abs(value - old)) < settled:
            break
    return Plan(q, value, weak, posterior, offer, np.repeat(tough[:, None], points, axis=1))


def play(game: Screening, plan: Plan, k_0: int, q_0: float, longest: int = 400) -> Outcome:
    """What happens on average when the plan is followed from fort k_0 and belief q_0.

    `settled_share` and `weak_share` are, for deals after 0, 1, 2, ... battles, A's mean share and
    the part of weak opponents among those who settle.

    Source: Filson-Werner-type, own derivation.
    Assumes: beliefs between grid points are shared between their neighbours (mean kept).

    >>> game = Screening(2, (0.1, 0.1), (0.1, 0.1), 0.025, (0.1, 0.01), 0.95)
    >>> round(play(game, solve(game, 101), 1, 0.2).battles, 9)
    0.0
    """
    points = len(plan.beliefs)
    mass = np.zeros((game.N + 1, points, 2))
    for index, part in _split(q_0, points):
        mass[k_0, index] += part * np.array([q_0, 1 - q_0])
    battles, deal = np.zeros(2), 0.0
    share, weak = [], []
    for _ in range(longest):
        settled, kept, lost = np.zeros(2), 0.0, np.zeros_like(mass)
        for row, i in np.argwhere(mass[1:-1].sum(axis=2) > 1e-12):
            k = row + 1
            here, t, asked = mass[k, i], plan.posterior[k, i], plan.offer[k, i]
            q = plan.beliefs[i]
            if np.isnan(t):
                yes = here.copy()
            else:
                stay = t * (1 - q) / (q * (1 - t)) if q > 0 and t < q else 1.0
                yes = here * np.array([1 - stay, 0.0])
            settled, kept = settled + yes, kept + yes.sum() * (1 - asked)
            no = here - yes
            battles += no
            t = q if np.isnan(t) else t
            for step, pair in _moves(game):
                for index, part in _split(float(_bayes(np.array([t]), pair)[0]), points):
                    lost[k + step, index] += part * no * np.array(pair)
        deal += settled.sum()
        share.append(float(kept / settled.sum()) if settled.sum() > 1e-9 else float("nan"))
        weak.append(float(settled[0] / settled.sum()) if settled.sum() > 1e-9 else float("nan"))
        mass = lost
        if mass[1:-1].sum() < 1e-9:
            break
    by_type = (float(battles[0]) / max(q_0, 1e-300), float(battles[1]) / max(1 - q_0, 1e-300))
    return Outcome(float(battles.sum()), by_type, float(deal), share, weak)


def _split(q: float, points: int) -> list[tuple[int, float]]:
    place = q * (points - 1)
    low = min(int(place + 1e-9), points - 2)
    part = min(1.0, max(0.0, place - low))
    return [(low, 1 - part), (low + 1, part)]
