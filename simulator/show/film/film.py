"""One war as a film: what the player shows in each month, read from the trace that exists."""

from __future__ import annotations

import math

import numpy as np

from simulator.model.mechanisms.stakes import list_index
from simulator.model.records import RUNGS, Floats, Names, Talk, Trajectory
from simulator.show.naming import named

Plain = dict[str, object]

#: Blocs of A's audience and of D's: the state that supports the leader, and what it is called.
BLOCS = (
    ("support_A_public", "A's public"),
    ("support_A_elite", "A's elite"),
    ("support_A_hawks", "A's hawks"),
    ("dissent_D", "D's public"),
)


def film_of(war: Trajectory, names: Names) -> Plain:
    """Everything that the player draws, by month from 0 to the horizon.

    Args:
        war: What happened.
        names: What the scenario calls its sides.

    Returns:
        Plain JSON. On A's list, from 0 (D keeps all) to 1 (A's full list): `low`, the least that A
        would sign, and `high`, the most that D would; `deal`, whether terms exist that suit both.
        `land`, A's share of D's territory; `phase`, 0 war, 1 truce, 2 frozen, 3 settled; `hope_A`
        and `hope_D`, the chance that A wins as either leader sees it; `lost_A` and `lost_D`, killed
        and wounded up to the month, a share of the men that the side had at the start; `blocs`,
        the share of each that stands by its leader. `offers` with both values of each choice.
    """
    series = war.series
    dissent_D = 1.0 - series["dissent_D"]
    return {
        "low": _short(series["demand_A"]),
        "high": _short(1.0 - series["demand_D"]),
        "deal": [int(width > 0.0) for width in series["range_width"].tolist()],
        "land": _short(series["occ"]),
        "phase": [int(phase) for phase in series["phase"].tolist()],
        "hope_A": _short(series["belief_A_win"]),
        "hope_D": _short(1.0 - series["belief_D_win"]),
        "lost_A": _short(np.cumsum(np.nan_to_num(series["casualties_A"]))),
        "lost_D": _short(np.cumsum(np.nan_to_num(series["casualties_D"]))),
        "blocs": [
            [named(label, names), _short(dissent_D if name == "dissent_D" else series[name])]
            for name, label in BLOCS
        ],
        "offers": [_offer(talk) for talk in war.talks if talk.kind != "none"],
        "refusals": [_values(talk) for talk in war.talks if not talk.accepted],
    }


def _offer(talk: Talk) -> Plain:
    """A dart: when, whose, and how much of A's list; a truce leaves the list open."""
    height = None if talk.kind == "truce" else list_index(talk.land, RUNGS.index(talk.rung))
    return {
        "month": talk.month,
        "by": talk.proposer,
        "at": None if height is None else round(float(height), 3),
        "signed": talk.accepted,
    }


def _values(talk: Talk) -> Plain:
    """Why not: what signing and going on are worth to each leader, in stakes."""
    return {
        "month": talk.month,
        "A": [_number(talk.value_A), _number(talk.refuse_A)],
        "D": [_number(talk.value_D), _number(talk.refuse_D)],
    }


def _number(value: float) -> float | None:
    return round(float(value), 3) if math.isfinite(value) else None


def _short(values: Floats) -> list[float | None]:
    return [_number(value) for value in values.tolist()]
