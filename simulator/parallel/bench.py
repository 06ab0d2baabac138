"""What one war is at any moment, as records and arrays.

Parameters and levers are read-only; all else is one thread's bench, cleared for every war.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.metrics.catalogue import STATES
from simulator.parallel.inputs import Inputs
from simulator.war.outlook import Desk, new_desk
from simulator.war.situation import Assessment

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
#: One record of a structured array, as compiled code sees it: fields are attributes.
Record = Any

#: Phases of a war: fought, paused by signature, quiet without one, settled (as in war/state.py).
WAR, TRUCE, FROZEN, SETTLED = range(4)
#: Which of the three races a leader's belief about the other side's fall is.
BIASED, UNBIASED, OF_D = range(3)
MOST_LAG = 24

_WAR = np.dtype(
    [
        *[
            (name, np.float64)
            for name in (
                "occ victory_at believed_drift true_drift terms_land handover moved last_move "
                "expected intensity belief_at_signing force_at_signing "
                "supply_start supply_ratio carrots sticks executed sanctions "
                "us us_tired eu eu_tired pressed_A pressed_D pressure "
                "burden_A hold_cost strikes deep_strikes recruits price pool stress called_up "
                "resolve anchor loss_start staying_power penalty indivisible stake gap blame_left "
                "weak floor chance_all"
            ).split()
        ],
        *[
            (name, np.int64)
            for name in (
                "entropy replication month phase phase_since terms_rung held_immobile talks_forced "
                "lull guarantor_left deliveries race_A members ended end_mode resumed cause "
                "removed_A removed_D winner"
            ).split()
        ],
        *[
            (name, np.bool_)
            for name in (
                "client talks_open table_A table_D guarantor us_has_cut misreads keeps_word "
                "sincere admitted is_weak"
            ).split()
        ],
    ],
    align=True,
)
_SIDE = np.dtype(
    [
        *[
            (name, np.float64)
            for name in (
                "men arms arms_share lost losses last effort removal true_removal after_stop "
                "dissent"
            ).split()
        ],
        ("changed", np.int64),
    ],
    align=True,
)
_VIEW = np.dtype([(name, np.float64) for name in Assessment._fields])
_RACE = np.dtype(
    [(name, np.float64) for name in ("prior", "weight", "bias", "exposure", "odds")]
    + [("lag", np.int64), ("booked", np.int64)],
    align=True,
)


class Audience(NamedTuple):
    """A side's members; arrays are as long as the largest audience of the run."""

    thresholds: Floats
    sensitivity: Floats
    weights: Floats
    blocs: Whole


class Play(NamedTuple):
    """Everything one war is played with and on.

    Attributes:
        v: Parameters.
        on: Switches.
        held: State levers by month, from month -1.
        events: Events by month.
        s: The war's own numbers.
        a: What both sides have, A's.
        d: The same, D's.
        view: What the leaders conclude this month; `seen` is the same memory as an array.
        races: Beliefs about the other side's fall; `waiting` holds reports not yet acknowledged.
        changes: Last three months' growth of the log of force; shape (2, 3).
        stop: A's chance of falling within 24 months of a stop, at five shortfalls.
        stop_dissent: Share that would dissent at each; shape (2, 5).
        by_bloc: Share of each of A's blocs in open dissent; shape (4,).
        grievance: Scratch; shape (4,).
        given: Deliveries of both patrons by month; shape (H + 1, 2).
        violence: Intensity by month; shape (H + 1,).
        public_A: A's audience.
        public_D: D's audience.
        desk: The solver's arrays.
        series: The book, in the order of STATES; shape (states, H + 1).
    """

    v: Record
    on: Record
    held: Any
    events: Any
    s: Record
    a: Record
    d: Record
    view: Record
    seen: Floats
    races: Any
    waiting: Floats
    changes: Floats
    stop: Floats
    stop_dissent: Floats
    by_bloc: Floats
    grievance: Floats
    given: Floats
    violence: Floats
    public_A: Audience
    public_D: Audience
    desk: Desk
    series: Floats


class Bench(NamedTuple):
    """A thread's arrays, used for one war after another; fields as in Play."""

    s: Any
    sides: Any
    view: Any
    seen: Floats
    races: Any
    waiting: Floats
    changes: Floats
    stop: Floats
    stop_dissent: Floats
    by_bloc: Floats
    grievance: Floats
    given: Floats
    violence: Floats
    public_A: Audience
    public_D: Audience
    desk: Desk


def _audience(members: int) -> Audience:
    return Audience(
        np.zeros(members), np.zeros(members), np.zeros(members), np.zeros(members, dtype=np.int64)
    )


def new_bench(inputs: Inputs) -> Bench:
    """Arrays for one thread that plays some of these wars."""
    months = inputs.events.shape[0]
    members = int(inputs.values["audience_size"].max(initial=0.0))
    seen = np.zeros(len(Assessment._fields))
    return Bench(
        s=np.zeros(1, _WAR),
        sides=np.zeros(2, _SIDE),
        view=seen.view(_VIEW),
        seen=seen,
        races=np.zeros(3, _RACE),
        waiting=np.zeros((3, MOST_LAG, 2)),
        changes=np.zeros((2, 3)),
        stop=np.zeros(5),
        stop_dissent=np.zeros((2, 5)),
        by_bloc=np.zeros(4),
        grievance=np.zeros(4),
        given=np.zeros((months, 2)),
        violence=np.zeros(months),
        public_A=_audience(members),
        public_D=_audience(members),
        desk=new_desk(),
    )


def new_series(wars: int, months: int) -> Floats:
    """An empty book; shape (wars, states, H + 1)."""
    return np.empty((wars, len(STATES), months + 1))
