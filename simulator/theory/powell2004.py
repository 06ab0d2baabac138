"""Screening by fighting: the ladder of offers to an opponent whose resolve is unknown.

Source: R. Powell 2004, "Bargaining and Learning While Fighting", AJPS 48(2), for the set-up (from
memory). The ladder is Powell-type, own derivation (the logic of Hart 1989), checked against
backward induction; so is the condition for power types.

| symbol     | meaning                                                       | unit        |
|------------|---------------------------------------------------------------|-------------|
| k_S, k_D   | chance per battle that S, that D collapses                    | probability |
| f_H, f_L   | D's flow cost of fighting when weak, when tough               | flow        |
| f_S        | S's flow cost of fighting                                     | flow        |
| delta      | discount factor per battle                                    | 0..1        |
| q          | S's belief that D is weak (f_H)                               | probability |
| x_n        | D's share on the n-th rung; S makes every offer               | stake       |
| b_n        | belief above which n rounds of screening pay                  | probability |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Game:
    """The primitives; see the table of the file for meanings and units."""

    delta: float
    k_S: float
    k_D: float
    f_L: float
    f_H: float
    f_S: float

    @property
    def undecided(self) -> float:
        """The chance that a battle brings down neither side [probability]."""
        return 1 - self.k_S - self.k_D


class Course(NamedTuple):
    """Whether there is fighting at all [probability] and how many battles [mean]."""

    pr_fighting: float
    expected_battles: float


def fight_once(game: Game, value: float, k_win: float, f: float) -> float:
    """What one battle followed by `value` is worth to a side that wins all with k_win [stake].

    Source: Powell-type, own derivation.
    Assumes: the battle takes a period; the loser of a collapse gets nothing.

    >>> round(fight_once(Game(0.95, 0.1, 0.1, 0.2, 2.0, 0.5), 0.354166667, 0.1, 2.0), 6)
    0.264167
    """
    return -(1 - game.delta) * f + game.delta * (k_win + game.undecided * value)


def finish_value(game: Game, k_win: float, f: float) -> float:
    """What a fight to the finish is worth to a side that wins all with k_win [stake].

    Source: Powell-type, own derivation.
    Assumes: as in `fight_once`.

    >>> round(finish_value(Game(0.95, 0.1, 0.1, 0.2, 2.0, 0.5), 0.1, 0.2), 6)
    0.354167
    """
    top = game.delta * k_win - (1 - game.delta) * f
    return top / (1 - game.delta * game.undecided)


def ladder(game: Game, rungs: int) -> list[float]:
    """D's share on each rung, x_0 (accepted by all) first [stake].

    Source: Powell-type, own derivation.
    Assumes: cost types; each rung leaves the weak type indifferent to a battle and the one before.

    >>> [round(x, 4) for x in ladder(Game(0.95, 0.1, 0.1, 0.2, 2.0, 0.5), 5)]
    [0.3542, 0.2642, 0.1958, 0.1438, 0.1043]
    """
    offers = [finish_value(game, game.k_S, game.f_L)]
    while len(offers) < rungs:
        offers.append(fight_once(game, offers[-1], game.k_S, game.f_H))
    return offers


class Solution(NamedTuple):
    """Offers x_0.., beliefs b_0 = 0, b_1.., and S's value at each of those beliefs [stake]."""

    offers: list[float]
    beliefs: list[float]
    values: list[float]


def solve(game: Game, rungs: int) -> Solution:
    """Offers, belief thresholds and S's values at them, up to so many rungs.

    Source: Powell-type, own derivation.
    Assumes: as in `ladder`; S's value is linear in the belief between two thresholds.

    >>> [round(b, 4) for b in solve(Game(0.95, 0.1, 0.1, 0.2, 2.0, 0.5), 5).beliefs]
    [0.0, 0.4857, 0.7707, 0.92, 0.9794]
    """
    x = ladder(game, rungs)
    pool = 1 - x[0]
    after = fight_once(game, pool, game.k_D, game.f_S)
    beliefs = [0.0, (pool - after) / (1 - x[1] - after)]
    values = [pool, pool]
    for n in range(2, rungs):
        if 1 - beliefs[-1] < 1e-9:
            break
        # S's value with n-1 and with n rounds is linear in the posterior mass; equate the two.
        low, mid = beliefs[n - 2], beliefs[n - 1]
        u_low = fight_once(game, values[n - 2], game.k_D, game.f_S)
        u_mid = fight_once(game, values[n - 1], game.k_D, game.f_S)
        slope_old, slope_new = (1 - x[n - 1] - u_low) / (1 - low), (1 - x[n] - u_mid) / (1 - mid)
        base_old, base_new = u_low - low * slope_old, u_mid - mid * slope_new
        beliefs.append((base_old - base_new) / (slope_new - slope_old))
        values.append(base_old + slope_old * beliefs[n])
    return Solution(x, beliefs, values)


def rounds(solution: Solution, q: float) -> int:
    """How many rounds of screening S plans at belief q [battles at most].

    Source: Powell-type, own derivation.
    Assumes: the solution has enough rungs for q.

    >>> found = solve(Game(0.95, 0.1, 0.1, 0.2, 2.0, 0.5), 8)
    >>> [rounds(found, q) for q in (0.3, 0.5, 0.8, 0.95)]
    [0, 1, 2, 3]
    """
    n = sum(b < q for b in solution.beliefs) - 1
    if n >= len(solution.beliefs) - 1:
        raise ValueError(f"belief {q} needs more rungs than {len(solution.beliefs)}")
    return max(0, n)


def value(game: Game, q: float, rungs: int = 12) -> float:
    """What the game is worth to S at belief q [stake].

    Source: Powell-type, own derivation.
    Assumes: 0 <= q below the last threshold.

    >>> [round(value(Game(0.95, 0.1, 0.1, 0.2, 2.0, 0.5), q), 5) for q in (0.3, 0.5, 0.9)]
    [0.64583, 0.64833, 0.75691]
    """
    found = solve(game, rungs)
    n = rounds(found, q)
    if n == 0:
        return found.values[0]
    target = found.beliefs[n - 1]
    settle = (q - target) / (1 - target)
    later = fight_once(game, found.values[n - 1], game.k_D, game.f_S)
    return settle * (1 - found.offers[n]) + (1 - settle) * later


def course(game: Game, q: float, rungs: int = 12) -> Course:
    """How likely any fighting is at belief q, and how many battles it takes on average.

    In the example: .5, .3889, .2180 at q = .5, .8, .95, so not monotone in q; never more than .61
    battles on average, against 5 for a fight to the finish.

    Source: Powell-type, own derivation.
    Assumes: at a threshold S goes on with the lower rung.

    >>> round(course(Game(0.95, 0.1, 0.1, 0.2, 2.0, 0.5), 0.5).pr_fighting, 9)
    0.5
    """
    found = solve(game, rungs)
    reach, battles, belief, first = 1.0, 0.0, q, 0.0
    n = rounds(found, q)
    for rung in range(n, 0, -1):
        reach *= (1 - belief) / (1 - found.beliefs[rung - 1])
        first = first or reach
        battles += reach
        belief = found.beliefs[rung - 1]
        reach *= game.undecided
    return Course(first, battles)


def power_types_keep_fighting(p_tough: float, p_mean: float, c_S: float, c_D: float) -> bool:
    """Whether uncertainty about power, unlike cost, keeps war on however fast offers come.

    Source: Powell-type, own derivation (interdependent values, as in Deneckere and Liang 2006).
    Assumes: p_tough and p_mean are the tough and the average D's chances; costs of a fight to the
        finish [stake].

    >>> power_types_keep_fighting(0.7, 0.4, 0.1, 0.1), power_types_keep_fighting(0.5, 0.4, 0.1, 0.1)
    (True, False)
    """
    return p_tough - p_mean > c_S + c_D
