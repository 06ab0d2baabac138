"""Gambling for resurrection: leaders punished for a small defeat as for a great one.

Such a leader does not lower his war aims when the war goes badly: what he would sign costs him
office as surely as losing everything does.

Source: H. Goemans 2000, War and Punishment, and JCR 44 (abstract), for the fates of leaders. The
utilities and the stopping problem are Goemans-type, own derivation.

| symbol              | meaning                                            | unit        |
|---------------------|----------------------------------------------------|-------------|
| U_win, U_mod, U_dis | leader's utility of victory, small defeat, disaster | utility    |
| N, k, p             | front line, chance of a battle (gamblers_ruin)      | forts, prob. |
| a                   | leader's own cost of a battle                      | utility     |
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Fate(NamedTuple):
    """A leader's utilities of the three ways a war can end."""

    win: float
    mod: float
    dis: float


DICTATORSHIP = Fate(1.0, 0.8, -1.0)
DEMOCRACY = Fate(1.0, 0.0, -1.0)
MIXED = Fate(1.0, -1.0, -1.0)


def gamble_threshold(fate: Fate) -> float:
    """The probability of victory above which the leader fights on [probability].

    Source: Goemans-type, own derivation.
    Assumes: fighting on ends in victory or disaster; stopping in a moderate loss.

    >>> [round(gamble_threshold(f), 9) for f in (DICTATORSHIP, DEMOCRACY, MIXED)]
    [0.9, 0.5, 0.0]
    """
    return (fate.mod - fate.dis) / (fate.win - fate.dis)


def fighting_region(fate: Fate, N: int, p: float, a: float) -> list[int]:
    """The forts at which the leader fights one more battle, being free to stop later [forts].

    The leader who fears small defeats most fights wherever the others do: mixed contains
    democracy contains dictatorship.

    Source: Goemans-type, own derivation (optimal stopping, value iteration to 1e-12).
    Assumes: stopping anywhere short of the ends is a moderate loss; a > 0.

    >>> fighting_region(DICTATORSHIP, 10, 0.5, 0.05), fighting_region(MIXED, 10, 0.5, 0.05)
    ([9], [5, 6, 7, 8, 9])
    """
    value = np.full(N + 1, fate.mod)
    value[0], value[N] = fate.dis, fate.win
    while True:
        fight = p * value[2:] + (1 - p) * value[:-2] - a
        better = np.maximum(fight, fate.mod)
        if np.max(np.abs(better - value[1:-1])) < 1e-12:
            return [int(k) + 1 for k in np.flatnonzero(fight > fate.mod + 1e-9)]
        value[1:-1] = better
