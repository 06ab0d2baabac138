"""The simulator at the limits that theory knows of peace: guarantees, shifts of power, age."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np

from simulator.model.levers import Lever
from simulator.model.mechanisms.stakes import FREE
from simulator.model.records import CAUSES, END_MODES, Trajectory
from simulator.model.war.in_force import in_force
from simulator.model.war.one_war import OneWar
from simulator.model.war.peace import UNSETTLED
from simulator.model.war.play import play
from simulator.verification.published_check import Check, Values, order
from simulator.verification.worlds import continuous, ends_in, lever, share

#: Months in which a war can end, and months for which its peace is watched.
_WAR, _PEACE = 96, 60
_WARS = 150
#: A peace that somebody may break: A's word is worth nothing.
_FAITHLESS = {"commit.reliab_A": 0.0, "commit.enforce": 0.0}
#: A shift of power that is large and rapid, and that nobody enforces peace against.
_SEVERE = _FAITHLESS | {
    "commit.rearm_A": 2.0,
    "commit.rearm_months": 12.0,
    "commit.young": 3.0,
    "commit.reopening": 0.02,
}
_NO_SHIFT = {"commit.rearm_A": 0.0}


def _played(
    values: Mapping[str, float],
    number: int = _WARS,
    *,
    levers: Sequence[Lever] = (),
    off: Iterable[str] = (),
    truce: bool = False,
    months: int = _WAR + _PEACE,
) -> list[Trajectory]:
    """Wars on the same luck, whatever the values."""
    kinds = tuple(off)
    return [
        play(
            continuous(values, off=kinds, levers=levers, truce=truce, months=months, replication=i)
        )
        for i in range(number)
    ]


def _length(war: Trajectory) -> float:
    return float(min(_WAR, war.end_month))


def _signed(war: Trajectory) -> bool:
    return war.end_month < _WAR and (ends_in(war, "truce") or ends_in(war, "settlement"))


def _fails(war: Trajectory, within: int = _PEACE) -> bool:
    return 0 <= war.resumed_month <= war.end_month + within


def _lower(
    first: Sequence[Trajectory], second: Sequence[Trajectory], of: Callable[[Trajectory], float]
) -> bool:
    """Whether something is lower in the second of paired wars, by three standard errors."""
    gaps = [of(now) - of(before) for before, now in zip(first, second, strict=True)]
    middle = math.fsum(gaps) / len(gaps)
    spread = math.fsum((gap - middle) ** 2 for gap in gaps) / (len(gaps) - 1)
    return middle < -3.0 * math.sqrt(spread / len(gaps))


def _rarer(
    first: Sequence[Trajectory], second: Sequence[Trajectory], of: Callable[[Trajectory], bool]
) -> bool:
    """Whether something is rarer in the second of two samples, by three standard errors."""
    before, now = share(first, of), share(second, of)
    return now.mean - before.mean < -3.0 * math.hypot(before.error, now.error)


def _guarantee(off: tuple[str, ...]) -> Values:
    """Wars without and with a full guarantee, where it costs little to reopen one."""
    values = _FAITHLESS | {"commit.rearm_A": 1.0, "commit.reopening": 0.1}
    alone = _played(values, off=off)
    backed = _played(values, off=off, levers=[lever("guarantee", "1")])
    return {
        "shorter": _lower(alone, backed, _length),
        "wider": _lower(backed, alone, lambda war: float(war.series["range_width"][0])),
        "holds_longer": _rarer(
            [war for war in alone if _signed(war)], [war for war in backed if _signed(war)], _fails
        ),
    }


def _shift(severe: dict[str, float]) -> Values:
    """Signed ends where power does not shift, and where it does: at once, slowly, under guard."""
    still = share(_played(_FAITHLESS | _NO_SHIFT), _signed).mean
    slow = severe | {"commit.young": 36.0, "commit.rearm_A": 0.3, "commit.reopening": 0.1}
    rapid, gradual = (share(_played(values), _signed).mean for values in (severe, slow))
    guarded = share(_played(severe, levers=[lever("guarantee", "1")]), _signed).mean
    return {
        "rapid_fights": rapid <= still * 2.0 / 3.0,
        "slow_signs": gradual >= still * 2.0 / 3.0,
        "guarded_signs": guarded >= still * 2.0 / 3.0,
    }


def _by_accident(war: Trajectory) -> bool:
    return CAUSES[war.cause] == "accident"


def _enforced(monitoring: float, fades: float) -> Values:
    """Truces that only incidents break: without and with enforcement, in years one and three."""
    values = {
        "commit.occasions": 0.0,
        "commit.accident": 0.04,
        "commit.monitoring": monitoring,
        "commit.incidents_fade": fades,
        "commit.guarantor_leaves": 0.0,
    }
    alone, backed = (
        _played(values | {"commit.enforce": e}, 400, off=["bargaining"], truce=True, months=36)
        for e in (0.0, 0.9)
    )
    first = share(alone, partial(_fails, within=12))
    left = [war for war in alone if not _fails(war, 24)]
    third = share(left, partial(_fails, within=36))
    return {
        "rarer_where_enforced": _rarer(alone, backed, _by_accident),
        "rarer_with_age": third.mean - first.mean < -3.0 * math.hypot(first.error, third.error),
    }


#: Wars in which something is often signed, early enough to see the month after.
_HOPELESS = {"belief.win0_A": 0.35, "commit.reliab_A": 0.0}


def _jumps(of_the_deal: bool, off: tuple[str, ...] = ()) -> list[tuple[float, float]]:
    """How far what is signed is worth something else to A and to D a month later [stakes].

    Args:
        of_the_deal: Whether from what the deal was worth, or from what war was.
        off: Mechanisms that are switched off.
    """
    found = []
    for k in range(80):
        war = OneWar(continuous(_HOPELESS, off=off, months=48, replication=k))
        while war.fighting and war.month < 47:
            war.step()
        s, plan = war.record.s, war.plan
        mode = END_MODES[int(s.end_mode)] if not war.fighting and war.month > 0 else ""
        if mode not in ("truce", "settlement"):
            continue
        before = float(plan.going_on_A), float(plan.going_on_D)
        signed = in_force(
            war.facts,
            war.desk,
            war.scratch,
            mode == "truce",
            float(s.terms_land),
            int(s.terms_rung),
            0,
            0,
            *before,
        )
        if of_the_deal:
            before = signed.keep_A, signed.keep_D
        residual = float(plan.residual)
        war.step()
        if max(residual, float(war.plan.residual)) <= UNSETTLED:
            found.append((war.plan.keep_A - before[0], war.plan.keep_D - before[1]))
    return found


def _continuity(of_the_deal: bool) -> Values:
    jumps = np.array(_jumps(of_the_deal))
    # A leader's fall and an audience that turns are news: they are right on average, and large.
    quiet_at_home = np.array(_jumps(of_the_deal, ("office",)))
    return {
        "mean_under_2_thousandths": bool(np.abs(jumps.mean(axis=0)).max() < 0.002),
        "99_in_100_under_a_hundredth": bool(np.quantile(np.abs(quiet_at_home), 0.99) < 0.01),
    }


def _forced(month: int) -> Values:
    """Truces that the sides sign, and those that outsiders impose; failures within a year."""
    values = _FAITHLESS | {"commit.rearm_A": 0.5, "belief.win0_A": 0.35}
    free = [war for war in _played(values) if war.end_month < _WAR and ends_in(war, "truce")]
    stop = replace(lever("stop", "line"), month=month)
    wars = _played(values, levers=[stop] if month < _WAR else [])
    imposed = [war for war in wars if war.end_month < _WAR and ends_in(war, "truce")]
    within = partial(_fails, within=12)
    return {"fail_sooner": share(imposed, within).mean - share(free, within).mean > 0.15}


#: Wars that are decided in the field, one way or the other, most within eight years.
_DECIDED = {"collapse.base_D": 0.03, "collapse.base_A": 0.015}
_IN_THE_FIELD = ("imposed", "withdrawal", "conquest")


def _undone(rises: dict[str, float]) -> Values:
    """Whether victories fail within five years as often as on record, by three standard errors."""
    wars = _played(_DECIDED | rises, 300, off=["bargaining"])
    won = [
        war
        for war in wars
        if war.end_month < _WAR and any(ends_in(war, mode) for mode in _IN_THE_FIELD)
    ]
    found = share(won, _fails)
    around = 3.0 * found.error
    return {"as_often": bool(0.06 - around < found.mean < 0.09 + around and found.mean > 0.0)}


#: Peace that A may break, war that costs D dearly: D would rather sign than fight, if signing held.
_WEARY = _FAITHLESS | _NO_SHIFT | {"cost.war_D": 0.01}
#: Lines as parts of the way to the end of the land, each a slice on from the one before [0 to 1].
_LINES = (0.45, 0.8, 0.85, 0.9, 0.95, 1.0)


def _slices(off: tuple[str, ...]) -> Values:
    """Whether D, left free, hands over all the land at once, and whether it does so in slices."""

    def accepts(line: float, asked: float) -> bool:
        world = continuous(_WEARY, off=off, months=1)
        whole = world.values["front.victory_at"]
        war = OneWar(continuous(_WEARY | {"front.occ0": line * whole}, off=off, months=1))
        free = war.desk.to_D[FREE]
        offered = np.interp(asked, np.linspace(0.0, 1.0, free.size), free)
        return bool(offered >= war.plan.going_on_D)

    steps = pairwise(_LINES)
    return {
        "lump_refused": not accepts(_LINES[0], _LINES[-1]),
        "slices_accepted": all(accepts(line, asked) for line, asked in steps),
    }


CHECKS: tuple[Check, ...] = (
    order(
        "F96-slices.simulator",
        "Fearon 1996-type",
        "a side that may be attacked again refuses to hand over all the land at once, though it "
        "would if that bound the other, and hands it over in slices, each from a worse line",
        {"lump_refused": True, "slices_accepted": True},
        partial(_slices, ()),
        partial(_slices, ("commitment",)),
        "simulator",
    ),
    order(
        "CONT-peace.simulator",
        "Continuity of value, own derivation (a continuation value is a martingale)",
        "what is signed is worth the same to both leaders a month later: on average, and in 99 of "
        "100 cases where no news comes from home",
        {"mean_under_2_thousandths": True, "99_in_100_under_a_hundredth": True},
        partial(_continuity, True),
        partial(_continuity, False),
        "simulator",
    ),
    order(
        "WY05-peace.simulator",
        "Werner and Yuen 2005-type",
        "truces that outsiders impose in month 6 fail within a year more often, by 15 in 100 or "
        "more, than those the sides sign",
        {"fail_sooner": True},
        partial(_forced, 6),
        partial(_forced, _WAR),
        "simulator",
    ),
    order(
        "F04-victories.simulator",
        "Fortna 2004; Werner and Yuen 2005-type",
        "of wars decided in the field six to nine of 100 are fought again within five years",
        {"as_often": True},
        partial(_undone, {}),
        partial(_undone, {"commit.rises": 0.3}),
        "simulator",
    ),
    order(
        "W97-peace.simulator",
        "Walter 1997, IO 51",
        "a full guarantee against a side that a pause would make stronger: shorter war, a wider "
        "range, and deals hold longer",
        {"shorter": True, "wider": True, "holds_longer": True},
        partial(_guarantee, ()),
        partial(_guarantee, ("commitment",)),
        "simulator",
    ),
    order(
        "P06-peace.simulator",
        "Powell 2006, IO 60",
        "a shift that is large, rapid and unenforced takes a third of all deals or more; a slow "
        "one does not, and under a guarantee it does not",
        {"rapid_fights": True, "slow_signs": True, "guarded_signs": True},
        partial(_shift, _SEVERE),
        partial(_shift, _FAITHLESS | _NO_SHIFT),
        "simulator",
    ),
    order(
        "F04-incidents.simulator",
        "Fortna 2004",
        "truces that only incidents break: enforcement makes them hold, and the hazard falls with "
        "age",
        {"rarer_where_enforced": True, "rarer_with_age": True},
        partial(_enforced, 0.8, 0.5),
        partial(_enforced, 0.0, 1.0),
        "simulator",
    ),
)
