"""Intervals hold what they promise: how often they cover a truth that is known."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.metrics.intervals import change_within, normal, of_few, paired_shares, within
from simulator.model.metrics.survival import restricted_mean, survival_of
from simulator.model.tape import uniforms

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SAMPLES, WARS, SPAN = 600, 150, 60
HAZARDS = (0.02, 0.01)
AT = 24
TOTAL = sum(HAZARDS)
#: Three standard errors of the share of SAMPLES intervals that cover, at 95 per cent.
MARGIN = 3.0 * np.sqrt(0.95 * 0.05 / SAMPLES)


def sample(number: int) -> tuple[Whole, Whole]:
    """Wars that end two ways with constant hazards, cut at an even spread of months."""
    luck = np.array([uniforms(17, number, k, side) for k in range(WARS) for side in (0, 1)])
    ends, ways = luck[::2, 0], luck[::2, 1]
    months = np.floor(np.log1p(-ends) / np.log1p(-TOTAL)).astype(np.int64)
    cuts = (luck[1::2, 0] * SPAN).astype(np.int64)
    seen = months <= cuts
    way = (ways * TOTAL >= HAZARDS[0]).astype(np.int64)
    ended, censored = np.zeros((2, SPAN), np.int64), np.zeros(SPAN, np.int64)
    np.add.at(ended, (way[seen], months[seen]), 1)
    np.add.at(censored, cuts[~seen], 1)
    return ended, censored


@pytest.fixture(scope="module")
def samples() -> list[tuple[Whole, Whole]]:
    return [sample(number) for number in range(SAMPLES)]


def covered(intervals: list[tuple[float, float]], truth: float) -> float:
    return float(np.mean([low <= truth <= high for low, high in intervals]))


def test_survival_and_incidence(samples: list[tuple[Whole, Whole]]) -> None:
    lasts = (1.0 - TOTAL) ** (AT + 1)
    truths = {
        "": lasts,
        "a": HAZARDS[0] / TOTAL * (1 - lasts),
        "b": HAZARDS[1] / TOTAL * (1 - lasts),
    }
    for name, truth in truths.items():
        intervals = []
        for ended, censored in samples:
            found = survival_of(ended, censored, ("a", "b"))
            assert found is not None
            band = found.causes[name] if name else found.survival
            intervals.append((float(band.low[AT]), float(band.high[AT])))
        assert abs(covered(intervals, truth) - 0.95) < MARGIN
        # Negative control: half as wide, they cover too seldom.
        narrow = [(0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b) for a, b in intervals]
        assert covered(narrow, truth) < 0.95 - MARGIN


@pytest.mark.parametrize(
    "chances", [(0.01, 0.01), (0.03, 0.005), (0.2, 0.1), (0.5, 0.0), (0.02, 0.0)]
)
def test_changes_of_shares(chances: tuple[float, float]) -> None:
    more, fewer = chances
    hits, naive = 0, 0
    for number in range(SAMPLES):
        luck = np.array([uniforms(23, number, k, 0)[0] for k in range(WARS)])
        up, down = int((luck < more).sum()), int((luck > 1.0 - fewer).sum())
        low, high = paired_shares(up, down, WARS)
        hits += low <= more - fewer <= high
        gap = (up - down) / WARS
        half = 1.96 * np.sqrt(((up + down) / WARS - gap**2) / WARS)
        naive += abs(gap - (more - fewer)) <= half
    # At least what is promised: with few changes the counts are too coarse for exactly that.
    assert hits / SAMPLES > 0.95 - MARGIN
    if more + fewer < 0.03:
        assert naive < hits


def test_restricted_means(samples: list[tuple[Whole, Whole]]) -> None:
    truth = sum((1.0 - TOTAL) ** (month + 1) for month in range(36))
    intervals, naive = [], []
    for ended, censored in samples:
        found = restricted_mean(ended.sum(axis=0), censored, 36)
        assert found is not None
        intervals.append(found.ci95)
        plain = restricted_mean(ended.sum(axis=0) + censored, 0 * censored, 36)
        assert plain is not None
        naive.append(plain.ci95)
    assert abs(covered(intervals, truth) - 0.95) < MARGIN
    # Negative control: the cut ones taken for ended.
    assert covered(naive, truth) < 0.5


def few(number: int, hazard: float, immune: float, trial: int) -> tuple[Whole, Whole]:
    """A few that fail at a steady hazard or never, watched for 36 to 59 months."""
    luck = np.array(
        [
            (*uniforms(23, trial, k, number), uniforms(24, trial, k, number)[0])
            for k in range(number)
        ]
    )
    fails = np.floor(np.log1p(-luck[:, 0]) / np.log1p(-hazard)).astype(np.int64)
    fails = np.where(luck[:, 1] < immune, SPAN, fails)
    cuts = 36 + (luck[:, 2] * 24).astype(np.int64)
    seen = fails < cuts
    months = np.where(seen, fails, cuts)
    return np.bincount(months[seen], minlength=SPAN), np.bincount(months[~seen], minlength=SPAN)


@pytest.mark.parametrize(("hazard", "immune"), [(0.2, 0.5), (0.2, 0.1), (0.02, 0.0), (0.2, 0.9)])
@pytest.mark.parametrize("number", [2, 4, 10])
def test_the_mean_of_a_few_durations(number: int, hazard: float, immune: float) -> None:
    lasting = immune + (1.0 - immune) * (1.0 - hazard) ** np.arange(1, SPAN + 1)
    inside, above, below = [], [], []
    for trial in range(SAMPLES):
        found = restricted_mean(*few(number, hazard, immune, trial), 36)
        assert found is not None
        truth = float(lasting[: found.until].sum())
        above.append(truth > found.ci95[1])
        below.append(truth < found.ci95[0])
        inside.append(not (above[-1] or below[-1]))
    # 93 per cent at least, by the sampling error of so few trials.
    assert np.mean(inside) > 0.93 - 2.0 * np.sqrt(0.93 * 0.07 / SAMPLES)
    if (hazard, immune) == (0.2, 0.5):
        # Neither tail takes more than both have together: by the normal quantile 6 per cent of the
        # trials of four lie on one side, and none on the other.
        assert max(np.mean(above), np.mean(below)) < 0.035


@pytest.mark.parametrize("mean", [0.004, 0.2, 0.9])
def test_the_mean_of_shares_stays_within_them_and_is_covered(mean: float) -> None:
    wars, inside = 20, []
    for trial in range(SAMPLES):
        luck = np.array([uniforms(29, trial, k, 0)[0] for k in range(wars)])
        # Shares of months: many at 0, some in between.
        shares = np.where(luck < mean, luck / mean, 0.0) if mean < 0.5 else 1.0 - 0.2 * luck
        truth = mean / 2.0 if mean < 0.5 else 0.9
        se = float(shares.std(ddof=1)) / np.sqrt(wars)
        low, high = within(float(shares.mean()), se, 0.0, 1.0)
        assert 0.0 <= low <= high <= 1.0
        inside.append(low <= truth <= high)
    if mean > 0.1:
        assert np.mean(inside) > 0.95 - MARGIN - 0.03


@given(st.floats(0.0, 1.0), st.floats(0.0, 0.5), st.floats(-5.0, 5.0), st.sampled_from([1.0, 60.0]))
def test_no_interval_leaves_what_is_possible(
    share: float, spread: float, low: float, width: float
) -> None:
    ends = within(low + share * width, spread * width, low, low + width)
    assert low - 1e-9 <= ends[0] <= ends[1] <= low + width + 1e-9
    above = within(share, spread, 0.0, None)
    assert 0.0 <= above[0] <= above[1]


def changes(number: int, differ: float, trial: int) -> Floats:
    """Pairs of wars: most agree, and where they do not the change has a long tail."""
    luck = np.array([uniforms(31, trial, k, number) for k in range(number)])
    return np.where(luck[:, 0] < differ, -np.log1p(-luck[:, 1]), 0.0)


@pytest.mark.parametrize(
    ("number", "differ"), [(4, 0.5), (10, 0.5), (10, 0.2), (30, 0.2), (30, 0.05), (100, 0.05)]
)
def test_changes_that_few_pairs_show(number: int, differ: float) -> None:
    """A mean change of exponential size 1 in a share of pairs; where none differ none is told."""
    inside: list[bool] = []
    naive: list[bool] = []
    for trial in range(SAMPLES):
        gap = changes(number, differ, trial)
        telling = int(np.count_nonzero(gap))
        if telling == 0:
            continue
        mean, se = float(gap.mean()), float(gap.std(ddof=1)) / np.sqrt(number)
        for into, (low, high) in ((inside, of_few(mean, se, telling)), (naive, normal(mean, se))):
            into.append(low <= differ <= high)
    promised = 0.92 - 2.0 * np.sqrt(0.92 * 0.08 / len(inside))
    assert np.mean(inside) > promised
    # Negative control: the normal interval holds the truth too seldom.
    assert np.mean(naive) < min(promised, np.mean(inside))


def test_changes_that_all_pairs_show() -> None:
    """Student's own case: exact from two pairs on."""
    for number in (2, 3, 5, 10):
        inside = []
        for trial in range(SAMPLES):
            luck = np.array([uniforms(37, trial, k, number) for k in range(number)])
            gap = 1.0 + np.sqrt(-2.0 * np.log1p(-luck[:, 0])) * np.cos(2.0 * np.pi * luck[:, 1])
            se = float(gap.std(ddof=1)) / np.sqrt(number)
            low, high = of_few(float(gap.mean()), se, number)
            inside.append(low <= 1.0 <= high)
        assert abs(np.mean(inside) - 0.95) < MARGIN


@pytest.mark.parametrize(("number", "up", "down"), [(6, 0.7, 0.1), (10, 0.8, 0.0), (25, 0.4, 0.1)])
def test_bounded_changes_of_few_stay_within_their_bounds_and_are_covered(
    number: int, up: float, down: float
) -> None:
    """Changes of a share: by a half or all of it up, or all of it down, in some of the pairs."""
    truth = 0.75 * up - down
    inside, left = [], 0
    for trial in range(SAMPLES):
        luck = np.array([uniforms(41, trial, k, number) for k in range(number)])
        size = np.where(luck[:, 1] < 0.5, 0.5, 1.0)
        gap = np.where(luck[:, 0] < up, size, np.where(luck[:, 0] > 1.0 - down, -1.0, 0.0))
        telling = int(np.count_nonzero(gap))
        mean, se = float(gap.mean()), float(gap.std(ddof=1)) / np.sqrt(number)
        if se == 0.0:
            continue
        plain, bounded = of_few(mean, se, telling), change_within(mean, se, telling, 1.0)
        assert -1.0 <= bounded[0] < bounded[1] <= 1.0
        left += plain != bounded
        inside.append(bounded[0] <= truth <= bounded[1])
    assert np.mean(inside) > 0.93 - 2.0 * np.sqrt(0.93 * 0.07 / SAMPLES)
    # Negative control: where few pairs tell, the plain interval does leave the bounds.
    assert left > 0 or number > 10
