"""Complete information, common beliefs, binding deals, a divisible stake, unitary sides: no war.

Where the theorem holds in the continuous model: no mechanism that could hold a war open, equal
discount rates, costs of fighting that are not negative (no gain from talking itself), and a concave
frontier, which land alone has. The ladder of statuses makes the frontier a staircase, and no
lottery may bridge its notches: there a war can be worth more than any deal, and is (last tests).
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from strategies import scenarios
from worlds import scenario, world

from simulator.bargaining.frontier import envelope, is_concave
from simulator.model.records import Range, Scenario
from simulator.model.war.agents import War
from simulator.model.war.peace import UNSETTLED

#: Everything that could hold a war open, or make a leader more than his state.
CAUSES = (
    "optimism",
    "private_information",
    "learning",
    "signals",
    "commitment",
    "indivisibility",
    "office",
    "audience",
    "turnover",
    "lock_in",
    "truce",
    "freeze",
    "mediation",
)

#: Land is all that divides the sides; nobody gains by talking; the balance is what both think.
LAND_ONLY = {
    "stake.land_value_A": 1.0,
    "stake.spillover": 0.0,
    "rep.cost_A": 0.0,
    "talks.delay_gain": 0.0,
    "power.drift_spread": 0.0,
    "audience.size": 10.0,
}

relaxed = settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def in_the_corner(
    given_world: Scenario, discount: float, more: dict[str, float] | None = None
) -> Scenario:
    """A world stripped of every cause of war."""
    values: dict[str, float | Range] = {**given_world.values, **LAND_ONLY, **(more or {})}
    values["stake.discount_A"] = values["stake.discount_D"] = discount
    # The other switches stay as drawn: battle, attrition, economy, strikes, collapse and so on.
    switches = {name: on and name not in CAUSES for name, on in given_world.switches.items()}
    switches["bargaining"] = True
    return replace(
        given_world,
        phase="war",
        values=MappingProxyType(values),
        switches=MappingProxyType(switches),
        levers=(),
    )


def at_month_0(which: Scenario) -> War:
    """The war after its first talks."""
    return War(world(which, months=1))


def concave(war: War) -> bool:
    """Whether this month's frontier is concave, seen from either side."""
    both = []
    for own, other in ((war.desk.to_A, war.desk.to_D), (war.desk.to_D, war.desk.to_A)):
        table, low, high = np.empty(129), float(other.min()), float(other.max())
        envelope(own, other, low, high, table)
        both.append(is_concave(low, high, table, 1e-9))
    return all(both)


def peaceful(war: War) -> bool:
    """Whether nobody ever fought."""
    return not war.fighting and war.so_far().end_month == 0


plain = scenarios(with_ranges=False)
moderate = scenarios(moderate=True, with_ranges=False)


@given(plain | moderate, st.floats(0.01, 1.0))
@example(scenario(), 0.1)
@relaxed
def test_peace_at_once(which: Scenario, discount: float) -> None:
    war = at_month_0(in_the_corner(which, discount))
    assume(concave(war))
    assume(war.plan.residual <= UNSETTLED)
    assert war.plan.surplus >= -1e-9
    assert peaceful(war)


@given(moderate, st.floats(0.01, 1.0), st.floats(0.0, 1e-3), st.floats(0.0, 1e-3))
@relaxed
def test_peace_at_once_even_where_war_is_nearly_free(
    which: Scenario, discount: float, cost_A: float, cost_D: float
) -> None:
    free = {"cost.war_A": cost_A, "cost.war_D": cost_D, "hold.cost_A": 0.0, "econ.pain_weight": 0.0}
    war = at_month_0(in_the_corner(which, discount, free))
    assume(concave(war))
    assume(war.plan.residual <= UNSETTLED)
    assert peaceful(war)


def test_land_alone_is_concave() -> None:
    # Keeps the tests above from passing by passing over everything.
    for floor in (0.0, 0.1, 0.5, 1.0):
        for discount in (0.01, 0.1, 1.0):
            which = in_the_corner(scenario({"demand.floor_D": floor}), discount)
            assert concave(at_month_0(which))


def test_optimism_alone_brings_war() -> None:
    # Negative control: the same world, with two victories that add up to more than one.
    beliefs = {"belief.win0_A": 0.7, "belief.win0_D": 0.6}
    calm = in_the_corner(scenario(beliefs), 0.1)
    assert peaceful(at_month_0(calm))
    heated = replace(calm, switches=MappingProxyType({**calm.switches, "optimism": True}))
    war = at_month_0(heated)
    assert concave(war)
    assert war.plan.surplus < -0.01
    assert not peaceful(war)


def test_a_staircase_of_statuses_can_bring_war() -> None:
    # A stands at the end of D's depth and cares for D's status most. D would sign nothing that
    # leaves it no state, A nothing that leaves it one: between the two rungs lies only a lottery.
    brink = {"front.victory_at": 0.19, "front.occ0": 0.185, "demand.floor_D": 0.75}
    calm = in_the_corner(scenario(), 0.1, brink)
    assert peaceful(at_month_0(calm))
    war = at_month_0(in_the_corner(scenario(), 0.1, {**brink, "stake.land_value_A": 0.3}))
    assert not concave(war)
    assert war.plan.residual <= UNSETTLED
    assert war.plan.surplus < -0.01
    assert not peaceful(war)


def test_unequal_patience_can_bring_war() -> None:
    # The reason for equal discount rates: the land D holds now and A gains later is worth more to
    # the two of them than any share for ever, and no cost of fighting outweighs it.
    free = {"cost.war_A": 0.0, "cost.war_D": 0.0, "hold.cost_A": 0.0, "econ.pain_weight": 0.0}
    which = in_the_corner(scenario(), 0.1, free)
    assert peaceful(at_month_0(which))
    rates = {"stake.discount_A": 0.02, "stake.discount_D": 0.5}
    war = at_month_0(replace(which, values=MappingProxyType({**which.values, **rates})))
    assert concave(war)
    assert war.plan.surplus < -0.1
    assert not peaceful(war)
