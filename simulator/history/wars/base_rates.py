"""Two naive forecasters: all wars between states, and those that had already lasted as long.

Lengths are the monthly hazards by age of 95 wars, and who wins is counted in the same data set
(Correlates of War, `seeds/record/wars.toml`). Half of its draws are taken for truces and half for
settlements, which it does not tell apart (assumed). Its initiator stands for A.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from simulator.files.recorded import WarsRecord
from simulator.history.backtest.naive import still_fighting
from simulator.model.records import Floats

#: Members that stand for a distribution of lengths: fine enough that a score moves by less than
#: a thousandth of itself.
MEMBERS = 2000

#: Of draws, those that were truces rather than settlements (assumed).
TRUCES_OF_DRAWS = 0.5


@dataclass(frozen=True, slots=True)
class BaseRate:
    """What a naive forecaster says.

    Attributes:
        endings: Each ending of `played.ENDINGS` to its chance; they sum to 1.
        lengths: Equally likely lengths, H + 1 where the horizon cuts; shape (MEMBERS,) [months].
        wars: How many wars the endings are counted over.
    """

    endings: Mapping[str, float]
    lengths: Floats
    wars: int


def base_rate(record: WarsRecord, age: float, months: int) -> BaseRate:
    """The base rate of wars that have lasted `age` months.

    Args:
        record: The data set's figures.
        age: How long the war has lasted when the forecast is made; 0 for all wars [months].
        months: The horizon from then on [months].
    """
    on = still_fighting(record.hazards, int(age), months)
    rows = [row for row in record.initiators if row.high > age]
    wins, losses, draws = (
        sum(getattr(row, name) for row in rows) for name in ("wins", "losses", "draws")
    )
    total = wins + losses + draws
    shares = {
        "truce": draws * TRUCES_OF_DRAWS,
        "settlement": draws * (1.0 - TRUCES_OF_DRAWS),
        "A": float(wins),
        "D": float(losses),
    }
    left = float(on[-1])
    even = 1.0 / len(shares)
    endings = {
        name: (1.0 - left) * (share / total if total else even) for name, share in shares.items()
    }
    return BaseRate(MappingProxyType({**endings, "ongoing": left}), _lengths(on, months), total)


def _lengths(on: Floats, months: int) -> Floats:
    """Members of the distribution whose survival is known month by month; straight in between."""
    at = (np.arange(MEMBERS) + 0.5) / MEMBERS
    lengths = np.interp(at, 1.0 - on, np.arange(months + 1, dtype=np.float64))
    return np.where(at > 1.0 - on[-1], months + 1.0, lengths)
