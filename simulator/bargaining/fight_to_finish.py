"""Fighting until one side is at its end of the line: who wins, and after how many battles.

Solved by elimination along the line rather than by the gambler's-ruin formula, which cancels badly
near even odds; positive sums only, so accurate for every chance in (0, 1).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def ruin(win: Vector, length: int, draw: float = 0.0) -> tuple[Vector, Vector]:
    """Chance that A reaches the end, and expected battles, from every position.

    Args:
        win: A's chance per battle that moves the front, any number of them [0-1].
        length: Length of the line [positions, >= 2].
        draw: Chance that a battle moves nothing [0-1); lengthens the war, never changes who wins.

    Returns:
        Two arrays [chance, position 0..length]: probability of A's victory, battles.

    >>> chance, battles = ruin(np.array([0.5]), 10)
    >>> [float(np.round(x[0, 5], 9)) for x in (chance, battles)]
    [0.5, 25.0]
    """
    lose = 1.0 - win
    up = np.zeros((win.size, length))  # reaching k+1 before 0, from k
    time = np.zeros((win.size, length))  # battles until k+1 or 0, from k
    for k in range(1, length):
        # From k: up with `win`, else to k-1, from where k is reached again with up[k-1].
        stay = 1.0 - lose * up[:, k - 1]
        up[:, k] = win / stay
        time[:, k] = (1.0 + lose * time[:, k - 1]) / stay
    chance = np.zeros((win.size, length + 1))
    battles = np.zeros((win.size, length + 1))
    chance[:, length] = 1.0
    for k in range(length - 1, 0, -1):
        chance[:, k] = up[:, k] * chance[:, k + 1]
        battles[:, k] = time[:, k] + up[:, k] * battles[:, k + 1]
    return chance, battles / (1.0 - draw)
