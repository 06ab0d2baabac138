"""Whether leaders are right about their odds: what they say of victory beside what comes.

A leader's belief in victory is the chance that the other side falls first, before a horizon beyond
which nothing more is expected, where both fight on. So it is set beside wars in which nobody may
sign anything or go quiet, and a victory after t months counts for exp(-t / horizon): the chance
that such a horizon lies beyond it. Only who expects what comes is calibrated; rival priors, where
each side is centred on a different world, cannot both be.

Source: Murphy 1973, J. Appl. Meteorol. 12:595-600 (calibration); Smith and Stam 2004 (rival
priors).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

import numpy as np
import numpy.typing as npt

from simulator.history.patterns.cells import Whole
from simulator.history.patterns.measures import Told, estimated
from simulator.model.metrics.per_war import Wars
from simulator.model.records import Floats, Scenario
from simulator.run.ensemble import Progress, some_wars
from simulator.run.threads import in_threads

#: Sides, with the sign of their victory.
SIDES = {"A": 1, "D": -1}
#: Ends of the classes that what is said is put in.
CLASSES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
#: Months at which leaders are asked.
ASKED = (0, 12, 36)
#: A class of fewer wars is not told.
FEWEST = 30


@dataclass(frozen=True, slots=True)
class Class:
    """Leaders who said about the same.

    Attributes:
        low: Least that was said [0 to 1].
        high: Most.
        said: Mean of what was said.
        came: How often it came, each victory counted as the horizon weighs it.
        wars: How many leaders.
    """

    low: float
    high: float
    said: float
    came: Told
    wars: int


@dataclass(frozen=True, slots=True)
class Odds:
    """One side's leaders and their odds.

    Attributes:
        side: `A` or `D`.
        classes: By what was said when the war began.
        too_high: Month to the mean of what was said less what came, of wars that still go on then.
    """

    side: str
    classes: tuple[Class, ...]
    too_high: dict[int, Told]


@dataclass(frozen=True, slots=True)
class _Answers:
    """What leaders of one side said at one month, and what came; shape (wars,) each."""

    cell: Whole
    said: Floats
    came: Floats

    def of(self, wars: npt.NDArray[np.bool_]) -> _Answers:
        return _Answers(self.cell[wars], self.said[wars], self.came[wars])


def odds(
    worlds: Sequence[Scenario],
    each: int,
    entropy: int,
    months: int,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
) -> tuple[Odds, ...]:
    """Play every world `each` times with nobody able to stop, and ask leaders for their odds.

    Args:
        worlds: The cells.
        each: Wars of each.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months]; a war that still goes on then counts as not won.
        progress: Told after each cell.
        workers: Threads; one for each processor when None.

    Raises:
        RunFailed: A war could not be played.
    """

    def play(cell: int) -> dict[tuple[str, int], _Answers]:
        mute = {**worlds[cell].switches, "bargaining": False, "freeze": False}
        world = replace(worlds[cell], switches=mute)
        wars = some_wars(world, entropy, range(cell * each, (cell + 1) * each), months, ())
        # A cell has a number for every parameter.
        horizon = cast(float, worlds[cell].values["belief.horizon"])
        return {
            (side, month): _answers(wars, cell, side, month, horizon)
            for side in SIDES
            for month in ASKED
        }

    parts = []
    for part in in_threads(play, range(len(worlds)), workers):
        parts.append(part)
        if progress is not None:
            progress(len(parts), len(worlds))
    return told({key: _joined([part[key] for part in parts]) for key in parts[0]})


def told(answers: dict[tuple[str, int], _Answers]) -> tuple[Odds, ...]:
    """What is told of the answers of both sides, by side and month."""
    return tuple(
        Odds(
            side,
            tuple(_classes(answers[side, ASKED[0]])),
            {month: estimated(_too_high, answers[side, month]) for month in ASKED},
        )
        for side in SIDES
    )


def _answers(wars: Wars, cell: int, side: str, month: int, horizon: float) -> _Answers:
    on = ((wars.end_mode == 0) | (wars.end_month > month)) & (month <= wars.months)
    said = wars.state(f"belief_{side}_win")[on, min(month, wars.months)]
    won = (wars.winner == SIDES[side]) & (wars.end_mode > 0)
    came = np.where(won, np.exp(-(wars.end_month - month) / horizon), 0.0)[on]
    return _Answers(np.full(said.size, cell, dtype=np.int64), said, came)


def _joined(parts: Sequence[_Answers]) -> _Answers:
    return _Answers(
        np.concatenate([part.cell for part in parts]),
        np.concatenate([part.said for part in parts]),
        np.concatenate([part.came for part in parts]),
    )


def _classes(answers: _Answers) -> list[Class]:
    found = []
    for low, high in pairwise(CLASSES):
        above = answers.said >= low if low == CLASSES[0] else answers.said > low
        some = answers.of(above & (answers.said <= high))
        if some.said.size >= FEWEST:
            value, interval = estimated(_came, some)
            within = interval and (max(interval[0], 0.0), min(interval[1], 1.0))
            said = float(some.said.mean())
            found.append(Class(low, high, said, (value, within), int(some.said.size)))
    return found


def _came(answers: _Answers) -> float:
    return float(answers.came.mean()) if answers.came.size else math.nan


def _too_high(answers: _Answers) -> float:
    return float((answers.said - answers.came).mean()) if answers.said.size else math.nan
