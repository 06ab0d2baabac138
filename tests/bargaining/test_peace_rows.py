"""Peace as rows of the game: its hazards by hand, its equations, and the most trusting of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from war_games import luck

from simulator.bargaining import peace_rows
from simulator.bargaining.peace_rows import (
    Terms,
    breach,
    from_the_start,
    keep_stage,
    kept_young,
    new_trust,
    temptation,
)

Floats = npt.NDArray[np.float64]
fast = settings(deadline=None)

rates = st.floats(0.001, 2.0)
worths = st.floats(0.005, 1.0)
margins = st.floats(-2.0, 2.0)


def tail(worth: float, x: float) -> float:
    """Chance that an occasion is worth more than x [stakes], from the definition."""
    return 1.0 if x <= 0.0 else (1.0 + x / worth) ** -3


def test_a_breach_by_hand() -> None:
    # Twice the scale above nought: a third, cubed.
    assert breach(0.27, 0.05, 0.025) == pytest.approx(0.01)
    assert breach(0.25, 0.0, 0.025) == breach(0.25, -3.0, 0.025) == 0.25
    assert breach(0.0, -3.0, 0.025) == 0.0


@given(rates, margins, margins, worths)
@fast
def test_a_wider_margin_makes_a_breach_rarer(
    rate: float, one: float, other: float, worth: float
) -> None:
    narrow, wide = sorted((one, other))
    assert breach(rate, wide, worth) <= breach(rate, narrow, worth)
    assert breach(rate, wide, worth) == pytest.approx(rate * tail(worth, wide))


@given(rates, margins, worths)
@fast
def test_the_option_to_break_is_worth_what_the_tail_holds(
    rate: float, margin: float, worth: float
) -> None:
    # The mean of what exceeds the margin is the integral of the tail above it.
    below = max(0.0, -margin)
    above = quad(lambda x: tail(worth, x), max(0.0, margin), math.inf, epsabs=1e-13)[0]
    assert temptation(rate, margin, worth) == pytest.approx(rate * (below + above), rel=1e-6)


@given(rates, margins, worths)
@fast
def test_the_option_falls_by_the_hazard_as_the_margin_widens(
    rate: float, margin: float, worth: float
) -> None:
    step = 1e-6 * worth
    wider, narrower = (temptation(rate, margin + by, worth) for by in (step, -step))
    slope = (wider - narrower) / (2.0 * step)
    assert slope == pytest.approx(-breach(rate, margin, worth), rel=1e-3, abs=1e-6)


@given(
    st.floats(-1.0, 2.0),
    st.floats(-1.0, 2.0),
    st.floats(-1.0, 2.0),
    st.floats(0.001, 0.02),
    st.floats(0.01, 1.0),
    st.floats(0.0, 0.2),
)
@fast
def test_early_failure_cancels_out_of_the_comparison_with_war(
    worth: float, later: float, war: float, discount: float, following: float, incidents: float
) -> None:
    # The row of a young peace, solved as it stands.
    left = discount + following + incidents
    young = (discount * worth + following * later + incidents * war) / left
    pi = from_the_start(worth, later, discount, following)
    kept = kept_young(discount, following, incidents)
    assert young - war == pytest.approx(kept * (pi - war), abs=1e-12)
    assert 0.0 < kept <= 1.0


@dataclass(frozen=True)
class Stage:
    """A stage of peace under many sets of terms, as `keep_stage` is given it."""

    terms: Terms
    war: tuple[Floats, Floats]
    after: tuple[Floats, Floats]
    following: float
    dearer: float
    fades: float
    discounts: tuple[float, float]
    worth: float

    def kept(self, good_faith: bool = True, passes: int = 1) -> tuple[Floats, Floats]:
        """Both sides' values."""
        number = self.war[0].size
        to_A, to_D = self.terms.worth_A.copy(), self.terms.worth_D.copy()
        for _ in range(passes):
            keep_stage(
                self.terms,
                peace_rows.Stage(
                    self.following, self.dearer, self.fades, *self.discounts, self.worth
                ),
                *self.war,
                *self.after,
                good_faith,
                True,
                new_trust(number),
                to_A,
                to_D,
            )
        return to_A, to_D

    def flow(self, side: int) -> Floats:
        """What a side has of the terms and of the next stage [stakes per month]."""
        own = (self.terms.worth_A, self.terms.worth_D)[side]
        return self.discounts[side] * own + self.following * self.after[side]

    def margin(self, side: int, kept: Floats) -> Floats:
        """What keeping is worth above breaking [stakes]."""
        price = (self.terms.price_A, self.terms.price_D)[side]
        return kept - self.war[side] + price + self.dearer

    def hazard(self, side: int, kept: Floats) -> Floats:
        """At which a side breaks [per month]."""
        often = (self.terms.often_A, self.terms.often_D)[side]
        return often * (1.0 + np.maximum(0.0, self.margin(side, kept)) / self.worth) ** -3


def stage(seed: int, number: int = 200) -> Stage:
    """A stage with random terms, half of them worse than war to one side or both."""
    u = luck(seed)

    def some(low: float, high: float) -> Floats:
        return low + (high - low) * np.array(list(islice(u, number)))

    terms = Terms(
        some(-0.5, 1.0), some(-0.5, 1.0), some(0.0, 0.3), some(0.0, 0.3),
        some(-0.05, 0.2), some(-0.05, 0.2), some(0.0, 0.03),
    )  # fmt: skip
    return Stage(
        terms,
        (some(-0.2, 0.6), some(-0.2, 0.6)),
        (some(-0.5, 1.0), some(-0.5, 1.0)),
        (1.0 / 24.0, 0.0)[seed % 2],
        0.05 * (seed % 3),
        0.5,
        (0.008, 0.005),
        0.05,
    )


@pytest.mark.parametrize("seed", range(6))
def test_in_good_faith_a_value_solves_its_row(seed: int) -> None:
    one = stage(seed)
    kept = one.kept()
    for side in (0, 1):
        stays = one.discounts[side] + one.following
        alone = one.flow(side) / stays
        fails = one.fades * one.terms.incidents + one.hazard(1 - side, kept[1 - side])
        row = (one.flow(side) + fails * one.war[side]) / (stays + fails)
        # Failure counts for nothing to whom it would be a gain.
        right = np.where(alone >= one.war[side], row, alone)
        assert kept[side] == pytest.approx(right, abs=1e-7)
        assert 0.2 < np.mean(alone >= one.war[side]) < 0.9


def slowly(one: Stage, start: float, rounds: int = 4000) -> tuple[Floats, Floats]:
    """The row's fixed point reached in small steps from a level of trust: 1 full, 0 none."""
    alone = [one.flow(side) / (one.discounts[side] + one.following) for side in (0, 1)]
    gains = [np.maximum(0.0, alone[side] - one.war[side]) for side in (0, 1)]
    short = [np.minimum(alone[side], one.war[side]) for side in (0, 1)]
    above = [start * gains[0], start * gains[1]]
    for _ in range(rounds):
        hazards = [one.hazard(side, short[side] + above[side]) for side in (0, 1)]
        for side in (0, 1):
            stays = one.discounts[side] + one.following
            fails = one.fades * one.terms.incidents + hazards[1 - side]
            above[side] = 0.5 * above[side] + 0.5 * gains[side] * stays / (stays + fails)
    return short[0] + above[0], short[1] + above[1]


@pytest.mark.parametrize("seed", range(6))
def test_of_several_ways_to_trust_the_most_trusting_is_taken(seed: int) -> None:
    one = stage(seed)
    for kept, right in zip(one.kept(), slowly(one, 1.0), strict=True):
        assert kept == pytest.approx(right, abs=1e-6)


def test_there_are_several_ways_to_trust() -> None:
    # Both gain by keeping, and opponents at home take a fifth of a stake of either's margin: each
    # keeps if the other does, and neither if the other does not.
    full, none = np.ones(1), np.zeros(1)
    one = replace(
        stage(1, 1),
        terms=Terms(full, full, 0.3 * full, 0.3 * full, -0.2 * full, -0.2 * full, none),
        war=(none, none),
        after=(none, none),
        dearer=0.0,
    )
    trusting, wary = slowly(one, 1.0), slowly(one, 0.0)
    assert trusting[0][0] > 0.9
    # Broken as often as an occasion comes: a discount rate of .008 beside hazards of .3.
    assert wary[0][0] == pytest.approx(0.008 / 0.308)
    assert one.kept()[0] == pytest.approx(trusting[0], abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_nobody_gains_by_failure(seed: int) -> None:
    one = stage(seed)
    before = one.kept()
    number = before[0].size
    likelier = one.terms._replace(incidents=one.terms.incidents + 0.05)
    bolder = [
        one.terms._replace(often_A=one.terms.often_A + 0.2),
        one.terms._replace(often_D=one.terms.often_D + 0.2),
    ]
    surer = one.terms._replace(often_A=np.zeros(number), often_D=np.zeros(number))
    for terms in (likelier, *bolder):
        now = replace(one, terms=terms).kept()
        assert all(np.all(one <= kept + 1e-8) for one, kept in zip(now, before, strict=True))
        assert any(np.any(one < kept - 1e-3) for one, kept in zip(now, before, strict=True))
    for kept, now_sure in zip(before, replace(one, terms=surer).kept(), strict=True):
        assert np.all(now_sure >= kept - 1e-8)


@pytest.mark.parametrize("seed", range(6))
def test_without_good_faith_a_sides_own_option_counts(seed: int) -> None:
    one = stage(seed)
    kept, again = one.kept(False, 3000), one.kept(False, 3001)
    # Where a breach by the other would be welcome, passes can run in a circle.
    still = np.all([np.abs(a - b) < 1e-11 for a, b in zip(kept, again, strict=True)], axis=0)
    assert np.mean(still) > 0.95
    for side in (0, 1):
        margin, other = one.margin(side, kept[side]), one.hazard(1 - side, kept[1 - side])
        often = (one.terms.often_A, one.terms.often_D)[side]
        pairs = zip(often, margin, strict=True)
        option = np.array([temptation(o, m, one.worth) for o, m in pairs])
        fails = one.fades * one.terms.incidents + other
        leaves = one.discounts[side] + one.following + fails
        row = (one.flow(side) + fails * one.war[side] + option) / leaves
        assert kept[side][still] == pytest.approx(row[still], abs=1e-8)
        assert np.all(option > 0.0)
