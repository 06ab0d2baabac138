"""Leaders underrate what strain does to the hazards of collapse, by as much as is said."""

from __future__ import annotations

import math

import pytest
from worlds import scenario, world

from simulator.compiled import compiled
from simulator.model.parameters import PARAMETERS
from simulator.model.war.agents import War
from simulator.model.war.quantities import believed_falls, fall_hazards
from simulator.model.war.record import Record

#: A's economy and D's cities suffer, and nothing ends the war.
SUFFERING = {"econ.stress0": 0.1, "econ.bite": 1.0, "coerce.bomb_resolve": -0.05}


@compiled
def own_falls(war: Record) -> tuple[float, float, float, float]:
    """Hazards of own collapse [per month]: A's and D's as they are, then as each believes."""
    true_A, true_D = fall_hazards(war)
    _, own_A, _, own_D = believed_falls(war)
    return true_A, true_D, own_A, own_D


def growth(strains: dict[str, float]) -> tuple[list[float], list[float]]:
    """By how much own collapse became likelier in a year, A's and D's: truly, and as each believes.

    Args:
        strains: Settings of the three elasticities.
    """
    which = scenario(SUFFERING | strains, off=["bargaining", "collapse", "turnover", "attrition"])
    model = War(world(which, months=12))
    for _ in range(12):
        model.step()
    war, v = model.record, model.record.v
    true_A, true_D, own_A, own_D = own_falls(war)
    true = [true_A / v.collapse_base_A, true_D / v.collapse_base_D]
    return true, [own_A / v.belief_own_fall_A, own_D / v.belief_own_fall_D]


def test_leaders_who_know_the_elasticities_hold_the_true_growth() -> None:
    true, believed = growth(dict.fromkeys(("collapse.strain_A", "collapse.strain_D"), 2.0))
    assert min(true) > 1.01
    assert believed == pytest.approx(true, rel=1e-9)


def test_by_default_they_underrate_it_by_the_ratio_of_the_elasticities() -> None:
    true, believed = growth({})
    strain = PARAMETERS["belief.strain"].default
    for side, now, held in zip("AD", true, believed, strict=True):
        ratio = strain / PARAMETERS[f"collapse.strain_{side}"].default
        assert ratio < 1.0
        assert math.log(held) == pytest.approx(ratio * math.log(now), rel=1e-9)
