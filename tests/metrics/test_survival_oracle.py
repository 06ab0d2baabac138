"""Curves and intervals against scikit-survival, which shares none of their code.

Chosen over lifelines because it handles several wars that end in the same month as the theory says:
lifelines scatters tied times at random before it estimates how competing ways of ending add up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator

from simulator.files.scenario import load_scenario
from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.outcome import Outcome
from simulator.model.metrics.per_war import Wars, event_months, peace_lengths
from simulator.model.metrics.survival import Band, Mean, Survival, restricted_mean, survival_of
from simulator.model.records import CAUSES, END_MODES
from simulator.model.tape import uniforms
from simulator.run.ensemble import run_wars, some_wars

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

SPAN = 24
WAYS = ("a", "b", "c")

#: Duration and how it ended: 0 is cut, 1 to 3 a way of ending.
histories = st.lists(
    st.tuples(st.integers(0, SPAN - 1), st.integers(0, len(WAYS))), min_size=4, max_size=80
).filter(lambda rows: any(way > 0 for _, way in rows))


def counted(months: Whole, ways: Whole, span: int = SPAN, number: int = 3) -> tuple[Whole, Whole]:
    """Ended by way and month, and cut by month."""
    ended = np.zeros((number, span), dtype=np.int64)
    censored = np.zeros(span, dtype=np.int64)
    np.add.at(ended, (ways[ways > 0] - 1, months[ways > 0]), 1)
    np.add.at(censored, months[ways == 0], 1)
    return ended, censored


def known(months: Whole, ways: Whole, span: int = SPAN, names: tuple[str, ...] = WAYS) -> Survival:
    found = survival_of(*counted(months, ways, span, len(names)), names)
    assert found is not None
    return found


def product_limit(months: Whole, ways: Whole) -> tuple[Any, Any, Any]:
    """Months, survival and its interval, by scikit-survival."""
    with np.errstate(divide="ignore", invalid="ignore"):
        at, survival, ends = kaplan_meier_estimator(ways > 0, months, conf_type="log-log")
    return at, survival, ends


def incidence(months: Whole, ways: Whole) -> tuple[Any, Any]:
    """Incidence of each way by month, and its interval, by scikit-survival."""
    with np.errstate(divide="ignore", invalid="ignore"):
        _, values, bands = cumulative_incidence_competing_risks(
            ways, months, conf_type="log-log", var_type="Dinse_Approx"
        )
    return values[1:], bands[1:]


def agree(band: Band, at: Whole, value: Floats, ends: Floats | None) -> None:
    """Values everywhere; intervals wherever a log-log interval exists."""
    assert band.value[at] == pytest.approx(value, abs=1e-12)
    if ends is None:
        return
    inner = (value > 1e-9) & (value < 1.0 - 1e-9)
    assert band.low[at][inner] == pytest.approx(ends[0][inner], abs=1e-9)
    assert band.high[at][inner] == pytest.approx(ends[1][inner], abs=1e-9)


def compare(months: Whole, ways: Whole, found: Survival, names: tuple[str, ...]) -> None:
    """Everything of `found` that scikit-survival also computes."""
    at, survival, ends = product_limit(months, ways)
    agree(found.survival, at, survival, ends)
    total = found.survival.value + sum(found.causes[name].value for name in names)
    assert total[np.isfinite(total)] == pytest.approx(1.0, abs=1e-12)
    if len(names) < 2:
        return  # there nothing competes, and it refuses
    values, bands = incidence(months, ways)
    # Where all who are left end at once it divides by nought, and has no interval at all.
    extinct = (ways[months == months.max()] > 0).all()
    for row, name in enumerate(names):
        agree(found.causes[name], at, values[row], None if extinct else bands[row])


def numbered(ways: Whole) -> tuple[Whole, tuple[str, ...]]:
    """Ways numbered from 1 without gaps, and their names."""
    present = np.unique(ways[ways > 0])
    return np.searchsorted(np.array([0, *present]), ways), tuple(WAYS[way - 1] for way in present)


@given(histories)
@settings(max_examples=200, deadline=None)
def test_random_durations(rows: list[tuple[int, int]]) -> None:
    months, ways = np.array(rows, dtype=np.int64).T
    found = known(months, ways)
    compare(months, *numbered(ways)[:1], found, numbered(ways)[1])


def drawn(number: int = 300) -> tuple[Whole, Whole]:
    """Durations with cutting and three ways to end."""
    luck = np.array([uniforms(5, k, 0, 1) for k in range(number)])
    return (luck[:, 0] ** 1.5 * SPAN).astype(np.int64), (luck[:, 1] * 4).astype(np.int64)


def test_negative_control_naive_estimates_are_seen_to_be_wrong() -> None:
    months, ways = drawn()
    found = known(months, ways)
    at, (values, _) = np.unique(months), incidence(months, ways)
    # Competing ways of ending taken for cutting: the complement of Kaplan-Meier overstates.
    alone = known(months, np.where(ways == 1, 1, 0))
    naive = 1.0 - alone.survival.value
    assert np.abs(found.causes["a"].value[at] - values[0]).max() < 1e-12
    assert np.abs(naive[at] - values[0]).max() > 0.05
    # Cutting ignored: plain shares understate.
    plain = np.array([((months <= month) & (ways == 1)).mean() for month in at])
    assert np.abs(plain - values[0]).max() > 0.05


def test_without_cutting_the_variance_is_binomial() -> None:
    months, ways = drawn()
    ways = np.where(ways == 0, 2, ways)
    for band in known(months, ways).causes.values():
        share = band.value
        assert band.se**2 == pytest.approx(share * (1.0 - share) / months.size, abs=1e-15)


def mean_of(months: Whole, ways: Whole, until: int) -> Mean:
    ended, censored = counted(months, ways)
    found = restricted_mean(ended.sum(axis=0), censored, until)
    assert found is not None
    return found


def test_restricted_mean_without_cutting_is_the_plain_mean() -> None:
    months, ways = drawn()
    shorter = np.minimum(months, 15)
    found = mean_of(months, np.maximum(ways, 1), 15)
    assert found.value == pytest.approx(shorter.mean(), abs=1e-12)
    assert found.se == pytest.approx(shorter.std() / np.sqrt(months.size), abs=1e-12)
    assert found.until == 15


@given(histories, st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_restricted_mean_is_the_area_under_their_curve(
    rows: list[tuple[int, int]], until: int
) -> None:
    months, ways = np.array(rows, dtype=np.int64).T
    found = mean_of(months, ways, until)
    at, survival, _ = product_limit(months, ways)
    edges = np.minimum(np.concatenate([[0], at, [found.until]]), found.until)
    heights = np.concatenate([[1.0], survival])
    widths = np.maximum(np.diff(edges), 0)
    assert found.value == pytest.approx(float((heights * widths).sum()), abs=1e-10)
    assert found.ci95[0] <= found.value <= found.ci95[1] <= found.until


def test_restricted_means_error_agrees_with_the_jackknife() -> None:
    months, ways = drawn(400)
    found = mean_of(months, ways, 18)
    keep = ~np.eye(months.size, dtype=bool)
    without = np.array([mean_of(months[row], ways[row], 18).value for row in keep])
    number = months.size
    jackknife = np.sqrt((number - 1) / number * ((without - without.mean()) ** 2).sum())
    assert found.se == pytest.approx(jackknife, rel=0.02)
    # Negative control: the cut ones taken for ended, or left out, miss by more.
    assert abs(mean_of(months, np.maximum(ways, 1), 18).value - found.value) > 4 * found.se


def test_a_curve_that_is_not_known_to_the_end_gives_no_mean_beyond() -> None:
    found = mean_of(np.array([3, 5, 7]), np.array([1, 1, 0]), 20)
    assert found.until == 7
    assert found.value == pytest.approx((3 + 5 + 7) / 3)
    assert np.isnan(known(np.array([3, 5, 7]), np.array([1, 1, 0])).survival.value[8:]).all()


def test_nothing_failing_still_leaves_a_margin() -> None:
    found = mean_of(np.full(10, 20), np.zeros(10, dtype=np.int64), 12)
    assert found.value == 12.0
    assert 0.0 < found.ci95[0] < found.ci95[1] == 12.0


@pytest.fixture(scope="module", params=["ceasefire-rearms", "person", "freedman"])
def fought(request: pytest.FixtureRequest) -> tuple[Wars, Outcome]:
    """Wars of a real scenario, and their outcome."""
    scenario = load_scenario(request.param)
    wars = some_wars(scenario, 3, range(96), 48)
    return wars, run_wars(scenario, 96, 3, 48)


def test_how_long_truces_of_real_scenarios_hold(fought: tuple[Wars, Outcome]) -> None:
    wars, outcome = fought
    lengths, failed = peace_lengths(wars)
    compared = 0
    for name in END_MODES[1:]:
        ended = (wars.end_mode == END_MODES.index(name)) & (lengths >= 0)
        if not failed[ended].any():
            continue
        found = outcome.holding[name]
        assert (found.lasting.number, found.lasting.failed) == (ended.sum(), failed[ended].sum())
        causes = np.where(failed, wars.cause, 0)[ended]
        present = np.unique(causes[causes > 0])
        ways = np.searchsorted(np.array([0, *present]), causes)
        names = tuple(CAUSES[cause] for cause in present)
        compare(lengths[ended], ways, found.lasting, names)
        compared += 1
    assert compared


def test_how_wars_of_real_scenarios_end(fought: tuple[Wars, Outcome]) -> None:
    wars, outcome = fought
    months = np.minimum(event_months(wars, "ended"), wars.months)
    modes = np.where(event_months(wars, "ended") <= wars.months, wars.end_mode, 0)
    present = np.unique(modes[modes > 0])
    ways = np.searchsorted(np.array([0, *present]), modes)
    names = tuple(END_MODES[mode] for mode in present)
    compare(months, ways, outcome.endings, names)
    for name in names:
        # Nothing but the horizon cuts, so these are the plain shares by month.
        assert outcome.endings.causes[name].value == pytest.approx(outcome.modes[name], abs=1e-12)


def test_no_war_that_ended_means_nothing_holds() -> None:
    wars = some_wars(load_scenario("ceasefire-rearms"), 0, range(4), 6)
    wars.end_mode[:] = 0
    wars.end_month[:] = 7
    wars.resumed_month[:] = -1
    sums = Accumulator(6)
    sums.add(wars)
    outcome = sums.outcome("ensemble")
    assert not outcome.holding
    assert outcome.endings.survival.value == pytest.approx(1.0)
