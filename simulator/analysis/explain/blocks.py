"""Numbers that only a whole ensemble has, from counts kept by block of wars.

`recur` needs the ends of many wars, and the share of months before the end is missing from a war
that ends at once, so neither is a sum over wars. Counts of every hybrid are kept for 20 blocks of
wars (with fewer wars, each is its own block); the number is computed from all of them together, and
its interval by the jackknife over blocks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from simulator.model.metrics.catalogue import WINDOW
from simulator.model.metrics.intervals import Pair, entropy
from simulator.model.metrics.jackknife import GROUPS, jackknife
from simulator.model.metrics.per_war import Wars, peace_lengths, war_numbers
from simulator.model.metrics.rows import RECUR_BY_CAUSE
from simulator.model.metrics.survival import chance_by_cause, kaplan_meier
from simulator.model.records import CAUSES, END_MODES, Floats

_SHARES = ("A_accepts_truce", "D_accepts_truce", "talks")
_RECUR = {
    "recur": END_MODES[1:],
    "recur_truce": ("truce",),
    "recur_settlement": ("settlement",),
    "recur_frozen": ("frozen",),
}
_MODES = len(END_MODES)


def is_of_ensemble(name: str) -> bool:
    """Whether a metric is no sum over wars, and so is kept here.

    >>> is_of_ensemble("recur"), is_of_ensemble("T_end_restricted")
    (True, False)
    """
    return name in _SHARES or name in _RECUR or name in RECUR_BY_CAUSE or name == "end_mode_entropy"


def tally(wars: Wars) -> Floats:
    """Everything the numbers here need of some wars, as counts and sums that simply add.

    Returns:
        Wars by first end; failures and then survivals by first end and months at peace; failures
        by cause and months at peace; sum and number of each share. Shape `_width(H)`.
    """
    lengths, failed = peace_lengths(wars)
    ended = lengths >= 0
    modes = np.bincount(np.where(ended, wars.end_mode, 0), minlength=_MODES)
    spells = np.zeros((2, _MODES, wars.months + 1))
    kind = np.where(failed, 0, 1)
    np.add.at(spells, (kind[ended], wars.end_mode[ended], lengths[ended]), 1.0)
    broken = np.zeros((len(CAUSES), wars.months + 1))
    np.add.at(broken, (wars.cause[failed], lengths[failed]), 1.0)
    shares = [war_numbers(wars, name) for name in _SHARES]
    sums = [(np.nansum(share), np.isfinite(share).sum()) for share in shares]
    return np.concatenate(
        [modes.astype(np.float64), spells.ravel(), broken.ravel(), np.ravel(sums)]
    )


def _width(months: int) -> int:
    """Numbers in the tally of wars with that horizon."""
    return _MODES + (2 * _MODES + len(CAUSES)) * (months + 1) + 2 * len(_SHARES)


def number(name: str, tallied: Floats, months: int) -> float:
    """A metric from the tally of some wars; NaN when none of them has it.

    Args:
        name: One of those kept here.
        tallied: As `tally` returns it, or a sum of such.
        months: The horizon H [months].
    """
    if name == "end_mode_entropy":
        modes = tallied[:_MODES].round().astype(np.int64)
        return entropy(modes)[0] if modes.sum() else math.nan
    if name in _SHARES:
        total, count = tallied[-6:].reshape(3, 2)[_SHARES.index(name)]
        return float(total / count) if count else math.nan
    counts = tallied[_MODES:-6].round().astype(np.int64).reshape(-1, months + 1)
    spells, broken = counts[: 2 * _MODES].reshape(2, _MODES, -1), counts[2 * _MODES :]
    rows = [END_MODES.index(mode) for mode in _RECUR.get(name, END_MODES[1:])]
    resumed, held = spells[:, rows].sum(axis=1)
    if name in RECUR_BY_CAUSE:
        own = broken[CAUSES.index(RECUR_BY_CAUSE[name])]
        found = chance_by_cause(own, resumed, held, WINDOW)
    else:
        found = kaplan_meier(resumed, held, WINDOW)
    return math.nan if found is None else found.chance


class Blocks:
    """The tallies of every hybrid, block by block."""

    def __init__(self, names: Sequence[str], hybrids: int, replications: int, months: int) -> None:
        """Nothing counted yet.

        Args:
            names: Metrics wanted; nothing is kept when there are none.
            hybrids: How many worlds are played on each war's luck.
            replications: Wars of each.
            months: The horizon [months].
        """
        self.names = tuple(names)
        self.months = months
        self.replications = replications
        self._blocks = min(GROUPS, replications)
        width = _width(months) if names else 0
        self._tallies = np.zeros((self._blocks, hybrids, width))

    def block_of(self, replication: int) -> int:
        """The block a war belongs to."""
        return replication * self._blocks // self.replications

    def add(self, replication: int, tallies: Sequence[Floats]) -> None:
        """Add the tallies of some wars of one block, one for each hybrid."""
        if self.names:
            self._tallies[self.block_of(replication)] += np.stack(tallies)

    def estimate(
        self, name: str, form: Callable[[Floats], Floats]
    ) -> list[tuple[float | None, Pair | None]]:
        """Numbers formed from a metric of every hybrid, each with its jackknife interval.

        Args:
            name: The metric.
            form: From a table of shape (rows, hybrids) to one of shape (rows, numbers).
        """
        total = self._tallies.sum(axis=0)
        sets = [total] + [total - block for block in self._tallies]
        table = np.array(
            [[number(name, each, self.months) for each in hybrids] for hybrids in sets]
        )
        formed = form(table)
        values, without = formed[0], formed[1:]
        return [
            (value if math.isfinite(value) else None, jackknife(value, without[:, column]))
            for column, value in enumerate(values.tolist())
        ]
