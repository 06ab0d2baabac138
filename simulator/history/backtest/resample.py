"""Intervals for the difference of two forecasters' scores when all months are one path of one war.

The months of a path are not independent: a front that ran ahead in one month is still ahead in the
next. So whole paths are drawn anew: the mean change of the months that came, plus deviations drawn
in blocks from the months of the last two years, and both forecasters are scored on each path.

Source: block bootstrap (Kuensch 1989), circular (Politis and Romano 1992).
"""

from __future__ import annotations

import numpy as np

from simulator.model.records import Floats
from simulator.model.tape import normal, parameter_channel, uniforms

#: Paths drawn.
PATHS = 1000

#: Months of deviations drawn from.
POOL = 24

#: Months that stay together.
BLOCK = 3

_CHANNEL = parameter_channel("backtest.path")
_NORMALS = parameter_channel("backtest.wars")


def normals(entropy: int) -> Floats:
    """One standard normal a path: for the wars that were played instead of all there could be.

    Args:
        entropy: Names the luck of the drawing [0, 2**63).

    Returns:
        Shape (PATHS,).
    """
    drawn = [normal(*uniforms(entropy, path, 0, _NORMALS)) for path in range(PATHS)]
    return np.array(drawn, dtype=np.float64)


def paths(last: float, changes: Floats, pool: Floats, entropy: int) -> Floats:
    """Mid-month values of paths that could have come instead.

    Args:
        last: Value at the end of the month before the first change.
        changes: The monthly changes that came, from then on; shape (months + 1,).
        pool: Monthly changes to draw deviations from; shape (pool,), at least BLOCK.
        entropy: Names the luck of the drawing [0, 2**63).

    Returns:
        Value in the middle of each month but the first; shape (PATHS, months).
    """
    deviations = pool - pool.mean()
    blocks = -(-changes.size // BLOCK)
    starts = np.array(
        [
            [
                int(uniforms(entropy, path, block, _CHANNEL)[0] * deviations.size)
                for block in range(blocks)
            ]
            for path in range(PATHS)
        ]
    )
    places = (starts[:, :, None] + np.arange(BLOCK)) % deviations.size
    drawn = deviations[places].reshape(PATHS, -1)[:, : changes.size]
    ends = last + np.cumsum(changes.mean() + drawn, axis=1)
    middles: Floats = 0.5 * (ends[:, :-1] + ends[:, 1:])
    return middles
