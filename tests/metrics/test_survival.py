"""Kaplan-Meier, Wilson and entropy against arithmetic done by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fake_wars import fake_wars

from simulator.model.metrics.intervals import Z95, entropy, wilson
from simulator.model.metrics.per_war import peace_lengths
from simulator.model.metrics.survival import kaplan_meier


def counts(**at: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    out = np.zeros(61, dtype=np.int64)
    for month, number in at.items():
        out[int(month[1:])] = number
    return out


def test_kaplan_meier_by_hand() -> None:
    # Six ends: fighting resumes after 2, 4, 4 and 40 months; seen at peace for 3 and 10 months.
    failure = kaplan_meier(counts(m2=1, m4=2, m40=1), counts(m3=1, m10=1), 36)
    assert failure is not None
    survival = (5 / 6) * (2 / 4)
    variance = 1 / (6 * 5) + 2 / (4 * 2)
    assert failure.chance == pytest.approx(1 - survival)
    assert failure.se == pytest.approx(survival * math.sqrt(variance))
    width = Z95 * math.sqrt(variance) / abs(math.log(survival))
    assert failure.ci95[1] == pytest.approx(1 - survival ** math.exp(width))
    assert 0 < failure.ci95[0] < failure.chance < failure.ci95[1] < 1
    assert failure.number == 6


def test_an_end_seen_for_no_month_says_nothing() -> None:
    assert kaplan_meier(counts(), counts(m0=4), 36) is None
    assert kaplan_meier(counts(), counts(), 36) is None


def test_no_failure_still_has_an_upper_bound() -> None:
    failure = kaplan_meier(counts(), counts(m36=10), 36)
    assert failure is not None
    assert failure.chance == 0.0
    assert failure.ci95 == pytest.approx(wilson(0, 10), abs=1e-12)


def test_all_failures() -> None:
    failure = kaplan_meier(counts(m5=3), counts(), 36)
    assert failure is not None
    assert failure.chance == 1.0
    assert failure.ci95[1] == 1.0


def test_peace_lengths_are_cut_by_the_horizon() -> None:
    wars = fake_wars([0, 1, 2], 10)
    wars.end_mode[:] = [1, 0, 3]
    wars.end_month[:] = [4, 11, 7]
    wars.resumed_month[:] = [9, -1, -1]
    lengths, failed = peace_lengths(wars)
    assert lengths.tolist() == [5, -1, 3]
    assert failed.tolist() == [True, False, False]


@pytest.mark.parametrize(("successes", "number"), [(20, 50), (1, 7), (999, 1000)])
def test_wilson_ends_are_where_the_score_test_is_at_its_limit(successes: int, number: int) -> None:
    share = successes / number
    for end in wilson(successes, number):
        score = (share - end) / math.sqrt(end * (1 - end) / number)
        assert abs(score) == pytest.approx(Z95)


def test_wilson_without_any_war() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_entropy_of_certain_and_of_even_endings() -> None:
    assert entropy(np.array([9, 0, 0])) == (0.0, 0.0)
    value, se = entropy(np.array([3, 1, 0, 0]))
    plain = -(0.75 * math.log(0.75) + 0.25 * math.log(0.25))
    assert value == pytest.approx(plain / math.log(4))
    assert se > 0
