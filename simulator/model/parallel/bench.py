"""What one war is at any moment: a record whose fields compiled code reads as attributes.

The fields of PLAY:

    v, on         parameters (VALUES) and switches (SWITCHED)
    held, event   the levers of the step at hand (HELD, EVENTS)
    s, a, d       the war's own numbers; what both sides have, A's and D's
    plan          what the leaders conclude this month
    races         beliefs about the other side's fall; `waiting` their unacknowledged reports
    changes       last three months' growth of the log of both sides' force
    stop          A's chance of falling within 24 months of a stop, at five shortfalls
    stop_dissent  share of A's and of D's audience that would dissent at each
    grievance     of each bloc in the question that is being put to an audience
    by_bloc       share of each of A's blocs in open dissent
    given         deliveries of D's patrons by month, `violence` the intensity: both are rings
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.catalogue import STATES
from simulator.model.parallel.inputs import EVENTS, HELD, SWITCHED, VALUES, Inputs, Records
from simulator.model.war.desk import Desk, Scratch, new_desk, new_scratch

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
#: A record as compiled code sees it.
Record = Any

#: Phases of a war: fought, paused by signature, quiet without one, settled (as in war/state.py).
WAR, TRUCE, FROZEN, SETTLED = range(4)
#: The four races: A's leader's belief about D's fall as he reads the evidence, as one without his
#: bias and lag would, and by Bayes' rule; D's leader's about A's.
BIASED, UNBIASED, BY_BAYES, OF_D = range(4)
#: Longest lag of reports and of deliveries [months], and how far back a lull is measured.
MOST_LAG, MOST_DELAY, MEMORY = 24, 24, 24


def _fields(kind: type, names: str) -> Iterable[tuple[str, type]]:
    return [(name, kind) for name in names.split()]


_OWN = np.dtype(
    [
        *_fields(
            np.float64,
            "occ victory_at believed_drift true_drift terms_land handover moved last_move expected "
            "intensity belief_at_signing belief_at_signing_D force_at_signing "
            "supply_start supply_ratio carrots sticks executed sanctions "
            "us us_tired eu eu_tired pressed_A pressed_D pressure "
            "burden_A hold_cost rearm strikes deep_strikes recruits price pool stress called_up "
            "resolve anchor loss_start staying_power penalty indivisible stake gap blame_left "
            "weak floor chance_all idle background "
            "end_belief end_stop end_cont end_drift end_occ",
        ),
        *_fields(
            np.int64,
            "entropy replication month phase phase_since terms_rung held_immobile talks_forced "
            "lull admitted_for guarantor_left deliveries race_A members "
            "ended end_mode resumed cause removed_A removed_D winner",
        ),
        *_fields(
            np.bool_,
            "client talks_open table_A table_D guarantor us_has_cut misreads keeps_word "
            "sincere admitted is_weak knows chosen",
        ),
    ],
    align=True,
)
_SIDE = np.dtype(
    [
        *_fields(
            np.float64,
            "men arms arms_share lost losses last effort removal true_removal after_stop dissent",
        ),
        ("changed", np.int64),
    ],
    align=True,
)
_PLAN = np.dtype(
    list(
        _fields(
            np.float64,
            "going_on_A going_on_D truce_A truce_D withdraw_A gain_A demand_A asked_A demand_D "
            "surplus effort_A effort_D offer_land offer_rung offer_A offer_screens "
            "ask_land ask_rung ask_D residual",
        )
    )
)
_RACE = np.dtype(
    [*_fields(np.float64, "prior weight bias exposure odds"), *_fields(np.int64, "lag booked")],
    align=True,
)
PLAY = np.dtype(
    [
        ("v", VALUES),
        ("on", SWITCHED),
        ("held", HELD),
        ("event", EVENTS),
        ("s", _OWN),
        ("a", _SIDE),
        ("d", _SIDE),
        ("plan", _PLAN),
        ("races", _RACE, (4,)),
        ("waiting", np.float64, (4, MOST_LAG, 2)),
        ("changes", np.float64, (2, 3)),
        ("stop", np.float64, (5,)),
        ("stop_dissent", np.float64, (2, 5)),
        ("grievance", np.float64, (4,)),
        ("by_bloc", np.float64, (4,)),
        ("given", np.float64, (MOST_DELAY + 1, 2)),
        ("violence", np.float64, (MEMORY,)),
    ],
    align=True,
)


class Public(NamedTuple):
    """Both audiences of some wars, as `mechanisms/audience.py` counts them.

    Attributes:
        thresholds: Bloc after bloc; shape (wars, 2 sides, members of the largest audience).
        sensitivity: The same shape.
        starts: Each bloc's first member; shape (wars, 2 sides, 5).
        weights: Weight of one member of each bloc; shape (wars, 2 sides, 4).
    """

    thresholds: Floats
    sensitivity: Floats
    starts: Whole
    weights: Floats


class Bench(NamedTuple):
    """Some wars side by side.

    Attributes:
        wars: Type PLAY; shape (wars,).
        public: Their audiences.
        desks: Their solvers' arrays, each with the wars as its first axis.
        scratch: What each of them calculates in, in turn.
    """

    wars: Records
    public: Public
    desks: Desk
    scratch: Scratch


def new_bench(inputs: Inputs) -> Bench:
    """Wars not yet begun."""
    number = inputs.replications.shape[0]
    wars = np.zeros(number, PLAY)
    wars["v"], wars["on"] = inputs.values, inputs.on[0]
    wars["s"]["entropy"], wars["s"]["replication"] = inputs.entropy, inputs.replications
    wars["s"]["phase"] = TRUCE if inputs.truce else WAR
    shape = number, 2, int(inputs.values["audience_size"].max(initial=0.0))
    public = Public(
        np.zeros(shape),
        np.zeros(shape),
        np.zeros((number, 2, 5), np.int64),
        np.zeros((number, 2, 4)),
    )
    desks = Desk(*(np.zeros((number, *array.shape)) for array in new_desk()))
    return Bench(wars, public, desks, new_scratch())


def new_series(wars: int, months: int) -> Floats:
    """An empty book; shape (wars, states, H + 1)."""
    return np.full((wars, len(STATES), months + 1), np.nan)
