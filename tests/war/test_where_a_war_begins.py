"""A war may begin with no land held; who never stood on the front cannot be driven from it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from worlds import pull, scenario, wars

from simulator.files.scenario import load_scenario
from simulator.model.draw import draw
from simulator.model.records import END_MODES, Floats, Scenario, Trajectory
from simulator.model.war.agents import War
from simulator.model.war.play import play

#: Fought to the horizon or to an end of the front: nobody signs, gives way or goes quiet.
FOUGHT = ("bargaining", "collapse", "freeze", "office")
DEPTH = 0.4
POSITION = DEPTH / 20


def pressed_back(held: float) -> Scenario:
    """A front that D pushes at, with some land in A's hands at month 0."""
    values = {"front.occ0": held, "front.victory_at": DEPTH, "power.drift": -1.0}
    return scenario(values, off=FOUGHT)


def ends(played: list[Trajectory]) -> set[str]:
    return {END_MODES[each.end_mode] for each in played}


def test_a_war_from_the_border_is_fought() -> None:
    """D presses, and the front stays where it was: there is nothing to drive A from."""
    played = wars(pressed_back(0.0), 10, 24)
    assert ends(played) == {"ongoing"}
    for each in played:
        assert each.series["occ"].max() < POSITION
        assert each.series["casualties_A"][1:].min() > 0.0


def test_who_has_held_a_position_can_be_driven_out() -> None:
    assert ends(wars(pressed_back(POSITION), 10, 24)) == {"withdrawal"}
    # Events give A a position in month 3, and D takes it back.
    forward = replace(pressed_back(0.0), levers=(pull("front_shift", str(2 * POSITION), 3),))
    played = wars(forward, 10, 24)
    assert ends(played) == {"withdrawal"}
    assert min(each.end_month for each in played) > 3


@pytest.mark.parametrize("author", ["base", "person"])
def test_little_land_or_none_makes_no_other_war(author: str) -> None:
    """As long, on the same luck, as one that begins on the first position of the front."""
    which = load_scenario(author)

    def lengths(held: float) -> Floats:
        begun = replace(which, values=MappingProxyType({**which.values, "front.occ0": held}))
        return np.array([min(36.0, play(draw(begun, 0, k, 36)).end_month) for k in range(12)])

    first = lengths(POSITION)
    assert first.mean() > 6.0
    for held in (0.0, 1e-6, 0.25 * POSITION):
        assert abs(lengths(held).mean() - first.mean()) < 3.0, held


def test_leaders_see_a_war_and_not_a_defeat() -> None:
    """Before a foothold going on is valued as on the first position, not as driven out."""
    plans = []
    for held in (0.0, POSITION):
        which = scenario({"front.occ0": held, "front.victory_at": DEPTH}, off=["bargaining"])
        played = War(draw(which, 0, 0, 12))
        played.step()
        plans.append((float(played.record.plan.going_on_A), float(played.record.plan.going_on_D)))
    assert plans[0] == pytest.approx(plans[1], abs=0.02)
