"""What peace is worth in a month's calculation: signs that theory gives, on one month's facts."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from worlds import scenario, world

from simulator.model.mechanisms.stakes import FREE
from simulator.model.war.agents import War
from simulator.model.war.desk import CELLS, SETTLEMENTS, Desk, Scratch, new_desk, new_scratch
from simulator.model.war.in_force import InForce, in_force
from simulator.model.war.outlook import assess
from simulator.model.war.situation import Assessment, Situation

Floats = npt.NDArray[np.float64]

#: Settlements and truces, without the one end in which A is beaten.
SIGNED = SETTLEMENTS + CELLS - 1


@cache
def facts() -> Situation:
    """Month 0 of a war in which A may break what it signs."""
    values = {"commit.reliab_A": 0.0, "belief.win0_A": 0.35, "commit.rearm_A": 0.5}
    return War(world(scenario(values, off=["private_information"]), months=1)).facts


def solved(**changed: float) -> tuple[Assessment, Desk, Scratch]:
    """The month's calculation from a cold start, with some facts changed."""
    desk, scratch = new_desk(), new_scratch()
    now = facts()._replace(**changed)  # type: ignore[arg-type]  # only numbers are changed
    return assess(now, desk, scratch, False), desk, scratch


def truce(stage: int = 0, **changed: float) -> InForce:
    """A truce on a line in the middle, read off the month's solution."""
    view, desk, scratch = solved(**changed)
    now = facts()._replace(**changed)  # type: ignore[arg-type]  # only numbers are changed
    return in_force(now, desk, scratch, True, 0.5, FREE, stage, 0, view.going_on_A, view.going_on_D)


def hazard(here: InForce, worth: float, side: str) -> float:
    """At which a side breaks [per month]."""
    kept, war, price, often = (getattr(here, f"{what}_{side}") for what in
                               ("keep", "war", "price", "often"))  # fmt: skip
    return float(often * (1.0 + max(0.0, kept - war + price) / worth) ** -3)


def test_the_month_is_solved() -> None:
    view, _, _ = solved()
    assert view.residual < 1e-5


def test_a_guarantee_makes_breaches_and_incidents_rarer() -> None:
    alone, backed = truce(enforcement=0.0), truce(enforcement=0.8)
    for side in ("A", "D"):
        assert hazard(backed, facts().occasion_worth, side) < 0.5 * hazard(
            alone, facts().occasion_worth, side
        )
    # Four fifths of a guarantee prevent that share of what a full one would.
    left = (1.0 - 0.8 * facts().monitoring) * alone.incidents
    assert backed.incidents == pytest.approx(left)


def test_a_strong_guarantee_widens_the_range() -> None:
    widths = [solved(enforcement=share)[0].surplus for share in (0.0, 1.0)]
    assert widths[1] > widths[0] + 0.005


def test_nobody_guarantees_a_defeat() -> None:
    _, alone, _ = solved(enforcement=0.0, signing=0.0)
    _, backed, _ = solved(enforcement=1.0, signing=0.0)
    subordinate = slice(0, 22)  # absorbed and vassal
    # Behind them is the same war where nothing can be signed in it: nothing is another.
    assert np.array_equal(alone.kept_A[:, subordinate], backed.kept_A[:, subordinate])
    assert not np.array_equal(alone.kept_A[:, 22:], backed.kept_A[:, 22:])


def test_rearmament_moves_the_war_behind_peace_and_what_peace_is_worth() -> None:
    solutions = [solved(rearm=gain)[1] for gain in (0.0, 0.1, 0.3)]
    for less, more in pairwise(solutions):
        assert np.all(more.rearmed_A > less.rearmed_A)
        assert np.all(more.rearmed_D < less.rearmed_D)
        # A truce on the line is worth less to D, whom it exposes.
        assert np.all(more.truces[1] < less.truces[1])


def test_margins_and_safety_grow_with_age() -> None:
    stages = [truce(stage) for stage in (1, 2)]
    assert stages[1].price_A == pytest.approx(stages[0].price_A + facts().dearer)
    assert stages[1].incidents == pytest.approx(stages[0].incidents * facts().fades)
    young = truce(0)
    assert young.incidents * facts().fades == pytest.approx(stages[0].incidents)


def test_a_young_peace_falls_back_on_the_war_it_interrupted() -> None:
    view, desk, scratch = solved()
    for shift in (0.0, 0.2):
        war_A, war_D = view.going_on_A + shift, view.going_on_D - shift
        here = in_force(facts(), desk, scratch, True, 0.5, FREE, 0, 0, war_A, war_D)
        assert (here.war_A, here.war_D) == (war_A, war_D)
        later = in_force(facts(), desk, scratch, True, 0.5, FREE, 1, 0, war_A, war_D)
        assert later.war_A != pytest.approx(war_A)
        # r + next over that and incidents is left of the gain over war.
        pi = (facts().discount_A * _worth(scratch, 0.5) + facts().young * later.keep_A) / (
            facts().discount_A + facts().young
        )
        left = facts().discount_A + facts().young
        kept = left / (left + here.incidents)
        assert here.keep_A - war_A == pytest.approx(kept * (pi - war_A))


def _worth(scratch: Scratch, land: float) -> float:
    """Flow value to A of a truce on the line, linear between positions."""
    place = land * CELLS - 1.0
    return float(np.interp(place, np.arange(CELLS - 1), scratch.terms.worth_A[SETTLEMENTS:SIGNED]))


def test_deals_that_bind_never_fail() -> None:
    bound: dict[str, Any] = {"occasions": 0.0, "accident": 0.0}
    _, desk, scratch = solved(**bound)
    for kept, worth in ((desk.kept_A, scratch.terms.worth_A), (desk.kept_D, scratch.terms.worth_D)):
        for stage in kept:
            assert stage == pytest.approx(worth, abs=1e-12)


def test_in_good_faith_a_truce_that_pays_only_by_breaking_it_pays_nothing() -> None:
    tempted = {"rearm": 0.4, "enforcement": 0.0, "occasion_worth": 0.2, "reopening": 0.0}
    honest, planned = (solved(**tempted, good_faith=flag)[1].truces for flag in (1.0, 0.0))
    # The option to break is worth something to whoever has it.
    assert planned[0].max() > honest[0].max()
