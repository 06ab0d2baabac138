"""The simulator of the continuous front set to limiting cases: attrition, crowds, peace, truces."""

from __future__ import annotations

from functools import partial

import numpy as np

from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import CAUSES, Trajectory
from simulator.model.war.agents import War
from simulator.model.war.play import play
from simulator.verification.entropy import uniform
from simulator.verification.published_check import Check, Values, order, sampled
from simulator.verification.worlds import continuous, fought, lever, share

#: Everything that makes war possible between sides that know all and can divide all.
_CORNER = (
    "optimism",
    "private_information",
    "indivisibility",
    "office",
    "commitment",
    "lock_in",
    "truce",
    "freeze",
)
_ONLY_ATTRITION = tuple(name for name in SWITCHES if name not in ("attrition", "recruitment"))
_NO_RECRUITS = {
    "man.replace_A": 0.0,
    "man.foreign_A": 0.0,
    "man.mobil_D": 0.0,
    "power.aid_elast": 0.0,
}
#: A truce between sides that know everything, may share land only, and have no other trouble.
_BARE_TRUCE = {
    "front.occ0": 0.3,
    "power.drift": 0.0,
    "power.drift_spread": 0.0,
    "stake.land_value_A": 1.0,
    "stake.spillover": 0.0,
    "stake.discount_A": 0.06,
    "stake.discount_D": 0.06,
    "demand.floor_D": 1.0,
    "demand.adapt_D": 0.0,
    "cost.war_A": 0.01,
    "cost.war_D": 0.01,
    "cost.spread_D": 0.0,
    "hold.cost_A": 0.0,
    "rep.cost_A": 0.0,
    "carrot.value_A": 0.0,
    "econ.pain_weight": 0.0,
    "talks.delay_gain": 0.0,
    "talks.sincere_A": 0.0,
    "collapse.base_A": 0.005,
    "collapse.base_D": 0.005,
    "commit.enforce": 0.0,
    "commit.reliab_A": 0.0,
    "commit.fear_A": 0.0,
    "commit.accident": 0.0,
    "commit.spoilers": 0.0,
    "commit.guarantor_leaves": 0.0,
}


def _fought_out(x: float, y: float, alpha: float, beta: float, months: int) -> Values:
    """A force x of A meets y of D; the model's forces are shares of those of month 0."""
    ratio = (alpha * x / y) / (beta * y / x)
    values = _NO_RECRUITS | {
        "force.loss_A": beta * y / x,
        "force.size_ratio": ratio,
        "power.defence_adv": 1.0,
    }
    war = War(continuous(values, off=_ONLY_ATTRITION, months=months))
    over = 0
    for month in range(1, months + 1):
        war.step()
        if not over and min(war.A.men, war.D.men) <= 0.0:
            over = month
    return {"survivors": max(war.A.men * x, war.D.men * y), "month": over}


def _crowd(second: float, weights: tuple[float, ...]) -> Values:
    """How many of 100 members with thresholds 0, .01, ..., .99 dissent without any grievance."""
    world = continuous(
        {
            "audience.size": 100.0,
            "audience.threshold_mean": 0.5,
            "audience.threshold_spread": 0.5,
            "audience.second_mover": second,
        }
    )
    crowd = War(world).audience_A
    # A bloc that weighs as much as it has members makes every member weigh the same.
    crowd.people.weights[:] = np.array(weights) / np.diff(crowd.people.starts)
    return {"joined": round(100.0 * crowd.ask(np.zeros(4)), 9)}


def _crowds(second: float) -> Values:
    alike = (0.15, 0.19, 0.21, 0.45)
    return {
        "uniform": _crowd(0.0, alike)["joined"],
        "perturbed": _crowd(second, alike)["joined"],
    }


def _at_once(war: Trajectory) -> bool:
    return war.end_month == 0 and not fought(war)


def _corner(optimism: bool) -> Values:
    """Twenty random worlds in which everything is known and divisible, and every deal binds."""
    wars = []
    for i in range(20):
        u = [uniform(2000 + i, j) for j in range(6)]
        values = {
            "stake.land_value_A": 1.0,
            "cost.war_A": 0.002 + 0.010 * u[0],
            "cost.war_D": 0.001 + 0.005 * u[1],
            "front.occ0": 0.08 + 0.2 * u[2],
            "power.drift": 0.1 * u[3] - 0.05,
            "collapse.base_A": 0.0005 + 0.004 * u[4],
            "collapse.base_D": 0.0005 + 0.004 * u[5],
            "belief.win0_A": 0.7,
            "belief.win0_D": 0.6,
        }
        off = [name for name in _CORNER if name != "optimism" or not optimism]
        wars.append(play(continuous(values, off=off, months=6, replication=i)))
    return {"peace_at_once": share(wars, _at_once)}


def _truces(rearm: float, guarantee: str = "0") -> list[Trajectory]:
    # Without talks the declining side cannot buy the rising one off, which is another result.
    values = _BARE_TRUCE | {
        "commit.rearm_A": rearm,
        "commit.breach_cost": 2.0,
        "commit.reopening": 0.1,
    }
    pulled = [lever("guarantee", guarantee)]
    return [
        play(continuous(values, off=("bargaining",), levers=pulled, truce=True, replication=i))
        for i in range(30)
    ]


def _most(wars: list[Trajectory], cause: str) -> bool:
    """Whether more than half of some truces broke for one cause."""
    return 2 * sum(CAUSES[war.cause] == cause for war in wars) > len(wars)


def _rearmament(much: float) -> Values:
    """Truces without rearmament, with some, with much, and with much under a guarantee."""
    kept, later, at_once, guarded = (
        _truces(0.0),
        _truces(0.5 * much),
        _truces(much),
        _truces(2.0, "1"),
    )
    return {
        "kept_without": all(war.resumed_month < 0 for war in kept),
        "broken_by_the_rearmed": _most(later, "rearm and renege"),
        "struck_first_by_the_declining": _most(at_once, "struck first"),
        "kept_under_guarantee": all(war.resumed_month < 0 for war in guarded),
    }


CHECKS: tuple[Check, ...] = (
    Check(
        "LAN-square.simulator",
        "Lanchester 1916",
        "1000 against 800, both .01, nothing but attrition on: 600 left, the other gone in month "
        "110 (at 109.86)",
        "simulator",
        "EXACT",
        {"survivors": 600.0, "month": 110},
        partial(_fought_out, 1000.0, 800.0, 0.01, 0.01, 115),
        partial(_fought_out, 1000.0, 800.0, 0.01, 0.012, 115),
        1e-6,
    ),
    Check(
        "LAN-square-2.simulator",
        "Lanchester 1916",
        "1000 against 800 twice as good: 374.17 of the 800 left, the other gone in month 99 "
        "(at 98.52)",
        "simulator",
        "EXACT",
        {"survivors": 374.1657387, "month": 99},
        partial(_fought_out, 1000.0, 800.0, 0.01, 0.02, 104),
        partial(_fought_out, 1000.0, 800.0, 0.02, 0.02, 104),
        1e-6,
    ),
    Check(
        "GRANO.simulator",
        "Granovetter 1978, AJS 83",
        "A's audience, everybody of equal weight, no grievance: thresholds 0..99 bring out 100; "
        "with the second at 2, one",
        "simulator",
        "EXACT",
        {"uniform": 100.0, "perturbed": 1.0},
        partial(_crowds, 0.01),
        partial(_crowds, 0.0),
    ),
    sampled(
        "F95-no-war.simulator",
        "Fearon 1995, complete information; Fearon 1995-type property",
        "20 random worlds, all known, divisible and binding: peace in month 0 (rival optimism of "
        ".7 and .6 makes war)",
        {"peace_at_once": 1.0},
        partial(_corner, False),
        partial(_corner, True),
    ),
    order(
        "PAUSE-rearm.simulator",
        "Powell 2006-type; rearmament pause, own derivation; Walter 1997 for the guarantee",
        "of 30 truces all hold without rearmament, most are broken by the rearmed side with some, "
        "most by the declining side before it with more, and all hold under a guarantee",
        {
            "kept_without": True,
            "broken_by_the_rearmed": True,
            "struck_first_by_the_declining": True,
            "kept_under_guarantee": True,
        },
        partial(_rearmament, 1.0),
        partial(_rearmament, 0.0),
        "simulator",
    ),
)
