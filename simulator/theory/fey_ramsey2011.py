"""What must hold in every crisis game: no war by common knowledge, and tougher types fight more.

Sources: M. Fey and K. Ramsay 2007 (AJPS 51: optimism must be common knowledge to cause war when
each side can impose a fixed peace), 2011 (AJPS 55: monotonicity in type). The peaceful-mechanism
condition is Fey-Ramsay-type, from memory, own derivation. With offers that nobody can impose,
optimism does cause war (Slantchev and Tarar 2011), so these do not bind the simulator's bargaining.

| symbol    | meaning                                          | unit        |
|-----------|--------------------------------------------------|-------------|
| state     | possible world, numbered from 0                  | -           |
| cell      | label of the states one side cannot tell apart   | -           |
| p[state]  | probability that A wins in the state             | probability |
| x         | the fixed peaceful share of A                    | stake       |
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def _expected(
    prior: Sequence[float], p: Sequence[float], cells: Sequence[int]
) -> npt.NDArray[np.float64]:
    weight, value, label = np.asarray(prior, float), np.asarray(p, float), np.asarray(cells)
    out = np.empty(len(value))
    for cell in set(cells):
        inside = label == cell
        out[inside] = weight[inside] @ value[inside] / weight[inside].sum()
    return out


def both_prefer_war(
    prior: Sequence[float],
    p: Sequence[float],
    cells_A: Sequence[int],
    cells_B: Sequence[int],
    costs: tuple[float, float],
    x: float,
) -> list[bool]:
    """For each state, whether both sides think war better than the fixed peace.

    Source: Fey and Ramsay 2007 (set-up).
    Assumes: a common prior with positive weights; A gets p - costs[0] from war, B 1-p - costs[1].

    >>> both_prefer_war([0.5, 0.5], [0.9, 0.1], [0, 1], [0, 0], (0.1, 0.1), 0.55)
    [False, False]
    """
    a = _expected(prior, p, cells_A) - costs[0] > x
    b = 1 - _expected(prior, p, cells_B) - costs[1] > 1 - x
    return [bool(flag) for flag in a & b]


def common_knowledge(
    event: Sequence[bool], cells_A: Sequence[int], cells_B: Sequence[int]
) -> list[bool]:
    """For each state, whether the event is common knowledge there.

    True when the event holds at every state that can be reached through cells of either side.

    Source: textbook (Aumann 1976), as used by Fey and Ramsay 2007.
    Assumes: one cell label per state and side.

    >>> common_knowledge([True, True, False], [0, 0, 1], [0, 1, 1])
    [False, False, False]
    """
    group = list(range(len(event)))
    for cells in (cells_A, cells_B):
        for i, label in enumerate(cells):
            first = cells.index(label)
            old, new = group[i], group[first]
            group = [new if g == old else g for g in group]
    return [all(e for e, g in zip(event, group, strict=True) if g == mine) for mine in group]


def tougher_fight_more(
    cost: Sequence[float], pr_war: Sequence[float], value: Sequence[float], slack: float = 0.0
) -> bool:
    """Whether types with a lower cost fight weakly more and earn weakly more.

    Source: Fey and Ramsay 2011 (any equilibrium of any crisis game with voluntary settlement).
    Assumes: one entry per type of the same side; `slack` [same units] allows for sampling error.

    >>> tougher_fight_more([0.1, 0.2], [0.5, 0.4], [0.6, 0.5])
    True
    """
    order = np.argsort(np.asarray(cost, float))
    war, gain = np.asarray(pr_war, float)[order], np.asarray(value, float)[order]
    return bool(np.all(np.diff(war) <= slack) and np.all(np.diff(gain) <= slack))


def peace_for_all_types(best_war_A: float, best_war_B: float) -> bool:
    """Whether some mechanism keeps the peace whatever the types are.

    Source: Fey-Ramsay-type, own derivation (from memory of their 2009 paper).
    Assumes: the arguments are the war payoffs of the strongest types [stake].

    >>> peace_for_all_types(0.7, 0.7), peace_for_all_types(0.45, 0.45)
    (False, True)
    """
    return best_war_A + best_war_B <= 1
