"""Audience, office, succession, economy, bombing: arithmetic by hand, and limits."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.mechanisms import (
    audience,
    coercion,
    economy,
    lock_in,
    mediation,
    office,
    posture,
    screening,
    succession,
    talks,
)
from simulator.model.mechanisms.audience import open_dissent, total

fast = settings(deadline=None)
shares = st.floats(0.0, 1.0)

Floats = npt.NDArray[np.float64]


def dissent(
    thresholds: Floats, grievance: Floats, scale: float = 1.0, weights: Floats | None = None
) -> float:
    """The cascade among members who all feel alike, in blocs by turns."""
    number = thresholds.size
    sizes = [len(range(bloc, number, 4)) for bloc in range(4)]
    return open_dissent(
        thresholds[np.argsort(np.arange(number) % 4, kind="stable")],
        np.ones(number),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.full(4, 1.0 / max(1, number)) if weights is None else weights,
        grievance,
        scale,
    )


CALM = np.zeros(4)


def test_granovetters_two_crowds() -> None:
    crowd = np.arange(100) / 100.0
    assert dissent(crowd, CALM) == pytest.approx(1.0)
    crowd[1] = 0.02
    assert dissent(crowd, CALM) == pytest.approx(0.01)


@given(
    st.lists(st.floats(-0.2, 1.2), min_size=1, max_size=30),
    st.lists(shares, min_size=4, max_size=4),
    shares,
)
@fast
def test_dissent_is_the_least_fixed_point(
    thresholds: list[float], grievance: list[float], scale: float
) -> None:
    own = np.array(thresholds) - scale * np.array(grievance)[np.arange(len(thresholds)) % 4]
    found = dissent(np.array(thresholds), np.array(grievance), scale)
    # By brute force: the smallest share of all that reproduces itself.
    candidates = np.arange(len(own) + 1) / len(own)
    joined = np.array([np.mean(own <= share + 1e-12) for share in candidates])
    assert found == pytest.approx(candidates[np.isclose(joined, candidates)].min(), abs=1e-12)


@given(st.lists(shares, min_size=4, max_size=4), st.integers(0, 3), shares)
@fast
def test_grievance_never_calms(grievance: list[float], bloc: int, more: float) -> None:
    crowd = np.linspace(0.1, 0.9, 40)
    angrier = np.array(grievance)
    angrier[bloc] += more
    assert dissent(crowd, angrier) >= dissent(crowd, np.array(grievance))


def test_weights_and_an_empty_square() -> None:
    weights = np.array([0.7, 0.1, 0.1, 0.1])
    assert dissent(np.array([0.0, 0.6, 0.75, 2.0]), CALM, weights=weights) == pytest.approx(0.9)
    assert dissent(np.zeros(0), CALM) == 0.0


def test_a_sum_in_order() -> None:
    values = np.array([1e16, 1.0, -1e16, 1.0])
    # The one is lost beside 1e16: the order is the array's own, not numpy's pairwise one.
    assert total(values) == 1.0
    assert total(np.zeros(0)) == 0.0


def test_going_on() -> None:
    assert office.going_on(0.003, 0.5, 0.4, 0.25, 0.2, 0.05, 0.01, 0.03) == pytest.approx(
        0.003 + 0.03 * 0.5 * 0.4 * 0.75 + 0.05 * 0.04 + 0.01
    )
    # All blame postponed: fighting on costs nothing of it.
    assert office.going_on(0.003, 1.0, 0.9, 1.0, 0.0, 0.05, 0.0, 0.03) == 0.003


def test_stopping() -> None:
    found = office.stopping(0.2, 0.5, 0.05, 0.4, 0.3, 0.01)
    assert found == pytest.approx(1 - 0.8 * math.exp(-24 * (0.05 * 0.25 + 0.01 * 0.12)))
    assert office.stopping(0.2, 0.0, 0.05, 0.0, 0.3, 0.01) == pytest.approx(0.2)
    assert office.stopping(0.0, 0.0, 0.05, 0.9, 0.0, 0.01) == 0.0
    assert office.stopping(1.0, 0.0, 0.05, 0.9, 0.0, 0.01) == 1.0


@given(shares, shares, shares, shares, shares)
@fast
def test_chances_of_falling_are_chances(a: float, b: float, c: float, d: float, e: float) -> None:
    assert 0.0 <= office.stopping(a, b, c, d, e, a) <= 1.0
    assert 0.0 <= office.blame(a, b, c, d, e, a) < 1.0
    assert office.going_on(a, b, c, d, e, a, b, c) >= a
    assert 0.0 <= office.within_a_year(a) <= 1.0


def test_within_a_year_and_blame() -> None:
    assert office.within_a_year(0.01) == pytest.approx(1 - math.exp(-0.12))
    assert office.blame(0.0, 0.0, 0.0, 0.15, 0.6, 0.8) == 0.0
    assert office.blame(2.0, 0.5, 0.25, 0.15, 0.6, 0.8) == pytest.approx(1 - math.exp(-0.8))


def test_what_a_shortfall_is_felt_as_and_presents() -> None:
    assert office.felt(0.5, 0.0, 0.4) == 0.5
    assert office.felt(0.5, 1.0, 0.4) == pytest.approx(0.3)
    assert office.presented(0.2, 0.5) == pytest.approx(0.4)
    assert office.presented(0.9, 0.5) == 1.0


def test_threats_from_outside_and_visible_idleness() -> None:
    # A chance of 1 - 1/e within 24 months is a hazard of 1/24 a month.
    assert office.threatened(1 - math.exp(-1), 0.02, 1.5) == pytest.approx(0.02 + 1.5 / 24)
    assert office.threatened(0.0, 0.02, 1.5) == 0.02
    assert math.isfinite(office.threatened(1.0, 0.02, 1.5))
    assert office.seen_idle(0.25, 0.2, 0.4) == pytest.approx(0.75 * 0.2 * 0.4 / 24)
    assert office.seen_idle(1.0, 0.2, 0.4) == 0.0


def test_blocs_weigh_one_together() -> None:
    weights = [audience.weight_A(bloc, 0.6, 0.2, 0.75) for bloc in range(4)]
    assert weights == pytest.approx([0.75 * 0.6 * 0.8, 0.2, 0.25 * 0.6 * 0.8, 0.4 * 0.8])
    assert sum(weights) == pytest.approx(1.0)
    assert sum(audience.MEMBERS) == pytest.approx(1.0)
    assert sum(audience.WEIGHTS_D) == pytest.approx(1.0)


def test_members_are_spread_evenly() -> None:
    assert [audience.threshold(1.0, 0.8, rank) for rank in (0.0, 0.5, 0.75)] == pytest.approx(
        [0.2, 1.0, 1.4]
    )
    assert [audience.sensitivity_of(draw, 0.4) for draw in (0.0, 0.5, 0.75)] == pytest.approx(
        [0.6, 1.0, 1.2]
    )


def test_propaganda_is_for_the_public() -> None:
    assert [audience.heard(bloc, 0.3) for bloc in range(4)] == pytest.approx([1, 1, 1, 0.7])


def test_what_blocs_hold_against_going_on() -> None:
    each = [audience.against_war_A(bloc, 0.2, 0.4, 0.5, 1.0, 0.1) for bloc in range(4)]
    assert each == pytest.approx([0.18, 0.65, 0.26, 0.4])
    # Hawks turn on who doubts, not on what war costs.
    assert audience.against_war_A(audience.NATIONALISTS, 1.0, 1.0, 0.0, 0.0, 1.0) == 0.0
    assert [audience.against_war_D(bloc, 0.5, 2.0) for bloc in range(4)] == pytest.approx(
        [0.15, 0.05, 0.2, 0.4]
    )


def test_what_blocs_hold_against_stopping() -> None:
    each = [audience.against_stop_A(bloc, 0.5, 0.4, 0.2, 0.6) for bloc in range(4)]
    assert each == pytest.approx([0.2, 0.7, 0.12, 0.33])
    assert [audience.against_surrender_D(bloc, 0.4) for bloc in range(4)] == pytest.approx(
        [0.8, 1.2, 0.4, 0.7]
    )


@pytest.mark.parametrize("bloc", range(4))
def test_no_cause_of_grievance_calms(bloc: int) -> None:
    tables = (audience.AGAINST_WAR_A, audience.AGAINST_STOP_A, audience.AGAINST_D)
    assert all(np.all(table[bloc] >= 0.0) and np.any(table[bloc] > 0.0) for table in tables)


def test_claims_and_results() -> None:
    # A still front: a 24th of the index a month. Half the advance that makes claims true: half.
    assert audience.gap_step(0.1, 0.0, 0.6, 24.0, 0.024) == pytest.approx(0.125)
    assert audience.gap_step(0.1, 0.001, 0.6, 24.0, 0.024) == pytest.approx(0.1125)
    assert audience.gap_step(0.1, 0.5, 0.6, 24.0, 0.024) == 0.1
    assert audience.gap_step(0.1, -0.5, 0.6, 24.0, 0.024) == pytest.approx(0.125)
    assert audience.gap_step(0.99, 0.0, 1.0, 24.0, 0.024) == 1.0


def test_commitments_and_types() -> None:
    assert lock_in.locked(0.4, 9.0, 36.0, 1.5) == pytest.approx(0.1)
    assert lock_in.locked(0.4, 900.0, 36.0, 1.5) == 1.5
    assert screening.wanted(0.5, True, 0.2) == pytest.approx(0.1)
    assert screening.wanted(0.5, False, 0.2) == 0.5


def test_successors() -> None:
    assert succession.inherited(0.8, True, 0.1, 0.5) == pytest.approx(0.08)
    assert succession.inherited(0.8, False, 0.1, 0.5) == pytest.approx(0.4)


def test_stress() -> None:
    after = economy.stress_step(0.4, 0.005, 0.003, 0.002, 0.001, 0.02)
    assert after == pytest.approx(0.4 + 0.6 * 0.011 - 0.008)
    assert economy.stress_step(0.5, 0.0, 0.0, 0.0, 0.0, 0.0) == 0.5
    assert economy.stress_step(0.0, 0.0, 0.0, 0.0, 0.0, 0.5) == 0.0


def test_stress_settles_where_inflow_meets_adaptation() -> None:
    stress = 0.0
    for _ in range(2000):
        stress = economy.stress_step(stress, 0.01, 0.0, 0.0, 0.0, 0.03)
    assert stress == pytest.approx(0.01 / 0.04)


def test_sanctions() -> None:
    assert economy.sanctions_damage(0.03, 0.5, 0.5, 0.3, 1.0) == pytest.approx(0.0075)
    # Twice the sanctions close every leak but the one A's patron runs.
    assert economy.sanctions_damage(0.03, 0.5, 0.5, 0.3, 2.0) == pytest.approx(0.03 * (1 - 0.15))
    assert economy.sanctions_damage(0.03, 0.5, 0.5, 0.3, 5.0) == pytest.approx(0.075 * (1 - 0.15))
    assert economy.sanctions_damage(0.03, 0.5, 1.0, 1.0, 2.0) == 0.0
    assert economy.sanctions_damage(0.03, 0.5, 0.5, 0.3, 0.5) == pytest.approx(0.00375)


def test_pain() -> None:
    assert economy.pain(0.01, 0.2, 0.5, 0.5, 0.0) == pytest.approx(0.001)
    assert economy.pain(0.01, 0.2, 0.5, 0.5, 1.0) == pytest.approx(0.0015)


def test_bombing() -> None:
    assert coercion.strikes_on_cities(0.3, 1.0, 0.0, 1.0, 0.3) == pytest.approx(1.0)
    assert coercion.strikes_on_cities(0.3, 1.0, 1.0, 2.0, 0.3) == pytest.approx(2.6)
    assert coercion.strikes_on_cities(0.3, 0.0, 0.0, 1.0, 0.3) == pytest.approx(0.3)
    assert coercion.resolve_step(0.6, 0.8, 0.0, 1.0, 0.0, 0.05) == pytest.approx(0.61)
    assert coercion.resolve_step(0.6, 0.6, -0.12, 2.0, 0.5, 0.05) == pytest.approx(0.59)
    assert coercion.resolve_step(0.0, 0.0, -1.0, 9.0, 0.0, 0.05) == 0.0
    assert coercion.resolve_step(1.0, 1.0, 1.0, 9.0, 0.0, 0.05) == 1.0


def test_what_the_war_boom_strikes_and_pay_add_to_stress() -> None:
    assert economy.overheating(0.02, 0.5, 0.3, 1.0) == pytest.approx(0.01)
    assert economy.overheating(0.02, 0.5, 0.3, 0.0) == pytest.approx(0.003)
    assert economy.struck(0.08, 0.5, 0.25, 2.0) == pytest.approx(0.02)
    assert economy.pay_burden(0.004, 3.0, 0.5) == pytest.approx(0.004)
    assert economy.pay_burden(0.004, 0.8, 1.0) == 0.0


def test_deep_strikes_with_support() -> None:
    assert coercion.deep_strikes(0.5, 2.0, 0.6, 1.0) == pytest.approx(1.6)
    assert coercion.deep_strikes(0.5, 1.0, 0.6, 0.0) == 0.5


def test_sanctions_by_posture() -> None:
    told = 0.4, 0.25, 0.2
    assert posture.sanctions_ordered(1.0, 1.0, 1.0, 0.0, *told) == pytest.approx(1.4)
    # A threat that is not carried out leaves less than none would have.
    assert posture.sanctions_ordered(1.0, 1.0, 0.0, 0.0, *told) == pytest.approx(0.9)
    assert posture.sanctions_ordered(1.6, 0.0, 1.0, 1.0, *told) == pytest.approx(1.4)


def test_who_talks_and_whom_a_mediator_presses() -> None:
    assert talks.openness(0.5, 1.0, 0.0, 0.3, 0.2) == pytest.approx(0.8)
    assert talks.openness(0.1, 0.0, 1.0, 0.3, 0.2) == pytest.approx(-0.1)
    assert mediation.pressing_A(0.03, 0.2, 1.3, 0.0) == pytest.approx(0.006)
    assert mediation.pressing_A(0.03, 0.2, 1.3, 1.0) == pytest.approx(0.045)
