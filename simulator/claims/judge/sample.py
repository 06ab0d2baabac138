"""What a test needs of each war, in at most three columns, so that no war has to be kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.claims.cards.card import Test
from simulator.claims.judge.numbers import Floats, meets, number
from simulator.model.metrics.per_war import Wars, modes_at, peace_lengths
from simulator.model.records import END_MODES

#: First and second number of a war, and whether it counts (1 or 0).
FIRST, SECOND, COUNTS = range(3)


def pooled(columns: Sequence[Floats]) -> Floats:
    """Columns of a share in several arms as those of one: wars that meet it, and that count.

    Args:
        columns: Of each arm, from `sample`; war k of all arms shares its luck.
    """
    found = np.zeros_like(columns[0])
    for each in columns:
        found[:, FIRST] += each[:, FIRST] * each[:, COUNTS]
        found[:, SECOND] += each[:, COUNTS]
    found[:, COUNTS] = found[:, SECOND] > 0.0
    return found


def sample(test: Test, wars: Wars) -> Floats:
    """A test's columns; shape (wars, 3), see FIRST, SECOND, COUNTS.

    The first is the number, the flag, the ending or the length of the peace; the second the
    denominator of a ratio, or whether the peace failed. A war without its number does not count.

    Args:
        test: What is asked.
        wars: Some wars.
    """
    columns = np.zeros((wars.end_month.shape[0], 3))
    counts = meets(test.given, wars)
    if test.share is not None:
        columns[:, FIRST] = meets(test.share, wars)
    elif test.mean is not None or test.median is not None:
        wanted = test.mean if test.mean is not None else test.median
        assert wanted is not None  # noqa: S101  # one of the two, says the line above
        columns[:, FIRST] = number(wanted, wars)
    elif test.ratio is not None:
        columns[:, FIRST] = number(test.ratio.of, wars)
        columns[:, SECOND] = number(test.ratio.to, wars)
    elif test.entropy is not None:
        columns[:, FIRST] = modes_at(wars, test.entropy)
    elif test.recur is not None:
        length, failed = peace_lengths(wars)
        after = [END_MODES.index(word) for word in test.recur.after]
        counts = counts & (length >= 0) & np.isin(wars.end_mode, after)
        columns[:, FIRST], columns[:, SECOND] = length, failed
    known = ~np.isnan(columns[:, FIRST]) & ~np.isnan(columns[:, SECOND])
    columns[:, COUNTS] = counts & known
    columns[~known] = 0.0
    return columns
