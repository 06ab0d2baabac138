"""Estimates and intervals: against known formulas, and against how often they cover the truth."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from simulator.claims.cards.card import Condition, Number, Ratio, Recur, Test
from simulator.claims.judge.sample import pooled
from simulator.claims.judge.statistics import difference, estimate, spread
from simulator.model.metrics.intervals import entropy, wilson
from simulator.model.metrics.survival import kaplan_meier
from simulator.model.tape import uniforms

Floats = npt.NDArray[np.float64]

ANY = Condition(event="ended", by=60)
SOME = Number(state="occ", at=0)
SHARE, MEAN, MEDIAN = Test(share=(ANY,)), Test(mean=SOME), Test(median=SOME)
RATIO, ENTROPY = Test(ratio=Ratio(SOME, SOME)), Test(entropy=60)
RECUR = Test(recur=Recur(("truce",), 36))


def luck(number: int, channel: int, entropy_of: int = 5) -> Floats:
    """Uniforms from the program's own tape."""
    drawn = [float(uniforms(entropy_of, k, 0, channel)[0]) for k in range(number)]
    return np.array(drawn, dtype=np.float64)


def flags(met: npt.NDArray[np.bool_]) -> Floats:
    return met.astype(np.float64)


def columns(first: Floats, second: Floats | None = None, counts: Floats | None = None) -> Floats:
    zeros, ones = np.zeros(first.shape), np.ones(first.shape)
    return np.stack(
        [first, zeros if second is None else second, ones if counts is None else counts], axis=1
    )


def test_a_share_has_wilsons_interval_over_those_that_count() -> None:
    hit, counts = flags(luck(200, 1) < 0.3), flags(luck(200, 2) < 0.5)
    found = estimate(SHARE, columns(hit, counts=counts))
    n, hits = int(counts.sum()), int((hit * counts).sum())
    assert found.n == n
    assert found.value == pytest.approx(hits / n)
    assert found.ci95 == wilson(hits, n)


def test_a_mean_has_the_usual_standard_error() -> None:
    values = luck(300, 3)
    found = estimate(MEAN, columns(values))
    assert found.value == pytest.approx(values.mean())
    assert spread(found.influence) == pytest.approx(values.std(ddof=1) / math.sqrt(300))


def test_a_mean_near_the_end_of_its_scale_has_an_interval_within_it() -> None:
    """The normal one of one war in sixty that is not at the end leaves [0, 1]."""
    values = np.ones(60)
    values[7] = 0.9
    for number, least, most in ((SOME, 0.0, 1.0), (Number(event="ended", by=60), 0.0, 1.0)):
        for near in (values, 1.0 - values):
            low, high = estimate(Test(mean=number), columns(near)).ci95 or (-1.0, 2.0)
            assert least <= low < near.mean() < high <= most
    # What is no longer on the scale keeps the normal interval.
    for number in (Number(state="occ", at=0, minus=SOME), Number(state="occ", at=0, times=2.0)):
        low, high = estimate(Test(mean=number), columns(values)).ci95 or (0.0, 0.0)
        assert high > 1.0


def test_entropy_agrees_with_the_delta_method() -> None:
    modes = np.floor(luck(400, 4) * 5.0)
    value, se = entropy(np.bincount(modes.astype(int), minlength=7))
    found = estimate(ENTROPY, columns(modes))
    assert found.value == pytest.approx(value)
    assert spread(found.influence) == pytest.approx(se, rel=0.01)


def test_recurrence_is_kaplan_meier_with_greenwoods_error() -> None:
    length, failed = np.floor(luck(500, 5) * 50.0), flags(luck(500, 6) < 0.4)
    resumed = np.bincount(length[failed > 0].astype(int), minlength=61)
    censored = np.bincount(length[failed == 0].astype(int), minlength=61)
    right = kaplan_meier(resumed, censored, 36)
    found = estimate(RECUR, columns(length, failed))
    assert right is not None
    assert found.value == pytest.approx(right.chance)
    assert spread(found.influence) == pytest.approx(right.se, rel=0.02)
    assert found.ci95 == pytest.approx(right.ci95, abs=0.01)


def test_a_median_lies_between_its_order_statistics_even_when_some_never_fall() -> None:
    values = np.where(luck(101, 7) < 0.6, luck(101, 8) * 10.0, np.inf)
    found = estimate(MEDIAN, columns(values))
    assert found.value == sorted(values)[50]
    assert found.ci95 is not None
    assert found.value is not None
    assert found.ci95[0] <= found.value <= found.ci95[1]
    assert estimate(MEDIAN, columns(np.full(9, np.inf))).value == math.inf


def test_nothing_is_none() -> None:
    empty = columns(np.zeros(5), counts=np.zeros(5))
    for test in (SHARE, MEAN, MEDIAN, RATIO, ENTROPY, RECUR):
        assert estimate(test, empty).value is None
    assert estimate(RATIO, columns(np.ones(5))).value is None


def _statistic(test: Test, entropy_of: int, number: int) -> Floats:
    first, second = luck(number, 1, entropy_of), luck(number, 2, entropy_of)
    if test is SHARE:
        return columns(flags(first < 0.2))
    if test is ENTROPY:
        return columns(np.floor(first**2 * 4.0))
    if test is RECUR:
        return columns(np.floor(first * 60.0), flags(second < 0.5))
    return columns(first, 0.5 + second + 0.5 * first, flags(second < 0.7))


@pytest.mark.parametrize("test", [SHARE, MEAN, RATIO, ENTROPY, RECUR, MEDIAN])
def test_intervals_cover_the_truth_about_95_times_in_a_hundred(test: Test) -> None:
    truth = estimate(test, _statistic(test, 999, 40_000)).value
    assert truth is not None
    tries = 300
    hits = 0
    for trial in range(tries):
        low, high = estimate(test, _statistic(test, trial, 120)).ci95 or (0.0, 0.0)
        hits += low <= truth <= high
    # Four standard deviations of a count of 300 at .95; Wilson and order statistics run wide.
    assert 0.90 <= hits / tries <= 0.999


@pytest.mark.parametrize("test", [SHARE, MEAN, RATIO, ENTROPY])
def test_pairing_is_used_and_covers(test: Test) -> None:
    narrower, hits, tries = 0, 0, 200
    for trial in range(tries):
        control = _statistic(test, trial, 150)
        treated = control.copy()
        # A tenth of the wars are changed, by luck of its own.
        changed = luck(150, 9, trial) < 0.1
        other = _statistic(test, trial + 10_000, 150)
        treated[changed] = other[changed]
        found = difference(test, [(1.0, treated), (-1.0, control)])
        apart = [estimate(test, each) for each in (treated, control)]
        unpaired = math.hypot(*(spread(each.influence) for each in apart))
        narrower += spread(found.influence) < unpaired
        low, high = found.ci95 or (1.0, 1.0)
        hits += low <= 0.0 <= high  # both arms have the same truth
    assert narrower / tries > 0.95
    assert hits / tries >= 0.89


def test_no_difference_is_not_certainty() -> None:
    same = columns(flags(luck(100, 1) < 0.3))
    found = difference(SHARE, [(1.0, same), (-1.0, same)])
    assert found.value == 0.0
    assert found.ci95 is not None
    assert found.ci95[0] < 0.0 < found.ci95[1] < 0.05


def test_an_interaction_is_a_difference_of_differences() -> None:
    arms = [columns(luck(50, channel)) for channel in (1, 2, 3, 4)]
    weights = (1.0, -1.0, -1.0, 1.0)
    found = difference(MEAN, list(zip(weights, arms, strict=True)))
    combined = np.array(weights) @ np.array([arm[:, 0] for arm in arms])
    assert found.value == pytest.approx(combined.mean())
    assert spread(found.influence) == pytest.approx(combined.std(ddof=1) / math.sqrt(50))


def test_a_share_of_two_arms_is_that_of_all_their_wars_and_no_surer_than_one_arm() -> None:
    both = Test(share=(ANY,), of="both", least=0.5)
    arms = [
        columns(flags(luck(300, k) < share), counts=flags(luck(300, k + 5) < 0.6))
        for k, share in ((1, 0.3), (2, 0.7))
    ]
    found = estimate(both, pooled(arms))
    hits = sum(float((arm[:, 0] * arm[:, 2]).sum()) for arm in arms)
    assert found.value == pytest.approx(hits / sum(float(arm[:, 2].sum()) for arm in arms))
    assert found.n == int(((arms[0][:, 2] + arms[1][:, 2]) > 0).sum())
    twice = estimate(both, pooled([arms[0], arms[0]]))
    alone = estimate(SHARE, arms[0])
    assert twice.value == pytest.approx(alone.value)
    assert twice.ci95 == pytest.approx(alone.ci95)
    assert estimate(both, pooled([arms[0] * 0.0, arms[1]])).value == pytest.approx(
        estimate(SHARE, arms[1]).value
    )
