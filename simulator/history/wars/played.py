"""A coded war, played many times: how the model's wars end, after how long, and what holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from simulator.history.wars.coded_war import Coded
from simulator.model.metrics.per_war import Wars
from simulator.model.records import END_MODES, Floats
from simulator.run.ensemble import Progress, many_wars

#: How wars end here, in the roles of the sheet; the last is no end by the horizon.
ENDINGS = ("truce", "settlement", "A", "D", "ongoing")

#: The model's ends to these; `winner` tells the side of those decided in the field or dictated.
STOPPED: Mapping[str, str] = MappingProxyType(
    {"truce": "truce", "frozen": "truce", "settlement": "settlement"}
)

#: What stands for less than a month [months].
AT_ONCE = 0.5

#: Months after an end by which land that changes hands has done so: twice the mean age of a young
#: peace, `commit.young`.
HANDED_OVER = 24

#: Months within which fighting is renewed, or not.
FIVE_YEARS = 60

_MODE = {name: index for index, name in enumerate(END_MODES)}


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the model says of one war.

    Attributes:
        months: The horizon H [months].
        endings: Each of `ENDINGS` to how many wars ended so.
        lengths: Of each war, sorted; H + 1 where it went on; shape (wars,) [months].
        modes: The model's own end modes to how many wars ended so.
        at_once: Wars that were over in the month they began in: signed, or lulled.
        shares: The sheet's A's part of the ground two years after an end, sorted; shape (ends,).
        followed: Ends that five years of play follow.
        resumed: Of those, how many fighting followed within them.
    """

    months: int
    endings: Mapping[str, int]
    lengths: Floats
    modes: Mapping[str, int]
    at_once: int
    shares: Floats
    followed: int
    resumed: int

    @property
    def wars(self) -> int:
        """How many wars were played."""
        return int(self.lengths.size)


@dataclass(frozen=True, slots=True)
class Played:
    """A war's forecast, and that of those of its wars that were fought.

    Attributes:
        every: Over all wars.
        fought: Without those that were over in the month they began in, as `simulator patterns`
            leaves them out: a record of wars has none of them. None where there was no other.
    """

    every: Forecast
    fought: Forecast | None


def played(
    war: Coded,
    replications: int,
    entropy: int,
    months: int,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
) -> Played:
    """Play a coded war.

    Args:
        war: The war.
        replications: How often, at least 1.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        progress: Told after each chunk.
        workers: Threads; one for each processor when None.

    Raises:
        RunFailed: A war could not be played.
    """
    parts, fought = [], []
    for chunk in many_wars(war.scenario, replications, entropy, months, workers=workers):
        parts.append(counted(chunk, turned=war.turned))
        fought.append(counted(chunk, turned=war.turned, at_least=1))
        if progress is not None:
            progress(sum(part.wars for part in parts), replications)
    others = together(fought)
    return Played(together(parts), others if others.wars > 0 else None)


def counted(wars: Wars, *, turned: bool, at_least: int = 0) -> Forecast:
    """A few wars as a forecast.

    Args:
        wars: As the model played them.
        turned: Whether the sheet's roles are the model's turned.
        at_least: Wars that ended before this month are left out [months].
    """
    over = (wars.end_mode > 0) & (wars.end_month <= wars.months)
    told = ~over | (wars.end_month >= at_least)
    over &= told
    mode = np.where(over, wars.end_mode, 0)
    length = np.where(over, np.maximum(wars.end_month, AT_ONCE), wars.months + 1)
    then = np.minimum(np.where(over, wars.end_month + HANDED_OVER, 0), wars.months)
    held = wars.state("occ")[np.arange(mode.size), then]
    held = np.where(mode == _MODE["conquest"], 1.0, held)[over]
    followed = over & (wars.end_month + FIVE_YEARS <= wars.months)
    again = wars.resumed_month >= 0
    soon = again & (wars.resumed_month <= wars.end_month + FIVE_YEARS)
    return Forecast(
        months=wars.months,
        endings=MappingProxyType(_endings(mode[told], wars.winner[told], turned)),
        lengths=np.sort(length[told]),
        modes=MappingProxyType(
            {name: int((mode[told] == index).sum()) for name, index in _MODE.items()}
        ),
        at_once=int((over & (wars.end_month == 0)).sum()),
        shares=np.sort(1.0 - held if turned else held),
        followed=int(followed.sum()),
        resumed=int((followed & soon).sum()),
    )


def _endings(
    mode: npt.NDArray[np.int64], winner: npt.NDArray[np.int64], turned: bool
) -> dict[str, int]:
    found = dict.fromkeys(ENDINGS, 0)
    attacker, defender = ("D", "A") if turned else ("A", "D")
    for name, index in _MODE.items():
        hit = mode == index
        if name == "ongoing":
            found[name] += int(hit.sum())
        elif name in STOPPED:
            found[STOPPED[name]] += int(hit.sum())
        else:
            # A withdrawal that was signed has no winner in the books; A is who leaves.
            to_A = hit & ((winner > 0) | ((winner == 0) & (name != "withdrawal")))
            found[attacker] += int(to_A.sum())
            found[defender] += int((hit & ~to_A).sum())
    return found


def together(parts: list[Forecast]) -> Forecast:
    """Several forecasts of one war as one."""
    return Forecast(
        months=parts[0].months,
        endings=MappingProxyType({name: sum(p.endings[name] for p in parts) for name in ENDINGS}),
        lengths=np.sort(np.concatenate([part.lengths for part in parts])),
        modes=MappingProxyType({name: sum(p.modes[name] for p in parts) for name in _MODE}),
        at_once=sum(part.at_once for part in parts),
        shares=np.sort(np.concatenate([part.shares for part in parts])),
        followed=sum(part.followed for part in parts),
        resumed=sum(part.resumed for part in parts),
    )
