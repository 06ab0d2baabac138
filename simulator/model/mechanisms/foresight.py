"""How leaders look ahead: this month's trends, projected with decay over a few regimes of power.

Source: Kreps 1998 (anticipated utility: beliefs are frozen while a plan is made, then revised).
Assumes: a leader expects what the last three months brought to go on for a while and then to stop,
and sees the time ahead in four stretches that follow each other at constant rates.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Table

# fmt: off
REGIMES = Table(
    "regimes of power",
    unit="months",
    meaning="stretches of the time ahead: the moment that stands for each, and how long it lasts on average",
    source="assumed",
    rows=("middle", "length"),
    columns=("first", "second", "third", "from then on"),
    values=(
        (3.0, 9.0, 18.0, 42.0),
        (6.0, 6.0, 12.0, 1e12),
    ),
)
MECHANISM = Mechanism(
    name="foresight",
    group="information",
    source="Kreps 1998",
    bites=Bite("range_width", {"mechanisms.bargaining": False}, without={"foresight.steepest": 0.0}),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("foresight.steepest", 0.0, 1.0, 0.05, "log force per month",
          "steepest trend of either side's force that the leaders believe will go on", "assumed", (0.02, 0.1), tier="structural"),
        P("foresight.lasts", 1.0, 120.0, 12.0, "months",
          "how long the leaders expect a trend to last", "assumed", (6.0, 24.0), tier="structural"),
    ),
    tables=(REGIMES,),
)
# fmt: on

#: Months from now at the middle of each regime, and how long each lasts on average.
MIDDLE, LENGTH = REGIMES.row("middle"), REGIMES.row("length")


@compiled
def trend(total: float, months: int, steepest: float) -> float:
    """Growth of the log of force that a leader expects to go on [per month].

    Args:
        total: Growth over the last months.
        months: How many they are; with none there is no trend.
        steepest: The most that is believed, up or down.

    >>> trend(0.06, 3, 0.05), trend(-0.6, 3, 0.05), trend(0.0, 0, 0.05)
    (0.02, -0.05, 0.0)
    """
    if months == 0:
        return 0.0
    return min(steepest, max(-steepest, total / months))


@compiled
def reach(months: float, lasts: float) -> float:
    """Months of today's trend that will have come about by a time, if trends fade [months].

    Args:
        months: From now.
        lasts: Mean life of a trend [months].

    >>> reach(0.0, 12.0), round(reach(12.0, 12.0), 3), reach(1e9, 12.0)
    (0.0, 7.585, 12.0)
    """
    return lasts * (1.0 - math.exp(-months / lasts))
