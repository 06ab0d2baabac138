"""One entropy, one war: replays are equal to the last bit; luck is the same under any policy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import levers, scenarios
from worlds import ENTROPY, pull, same, scenario, war

from simulator.model.draw import draw
from simulator.model.levers import LEVERS, Lever
from simulator.model.records import Scenario
from simulator.model.war.play import play

relaxed = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

MONTHS = 24


@given(scenarios(), st.integers(0, 2**62), st.integers(0, 10**6))
@relaxed
def test_same_entropy_same_run(which: Scenario, entropy: int, k: int) -> None:
    first, second = (play(draw(which, entropy, k, 12)) for _ in range(2))
    assert same(first, second)
    assert first.events == second.events


def test_other_luck_other_run() -> None:
    which = scenario()
    wars = [play(draw(which, e, k, MONTHS)) for e, k in ((1, 0), (1, 1), (2, 0))]
    assert not any(same(wars[i], wars[j]) for i, j in ((0, 1), (0, 2), (1, 2)))


@given(scenarios(), st.sampled_from(list(LEVERS.values())).flatmap(levers))
@relaxed
def test_a_lever_changes_nothing_before_it_is_pulled(which: Scenario, lever: Lever) -> None:
    # What holds from month 0 on is known to the leaders in month 0: there is no before.
    assume(lever.month > 0)
    without = war(which, 0, MONTHS)
    pulled = play(draw(which, ENTROPY, 0, MONTHS, (lever,)))
    until = lever.month + 1
    for name, series in without.series.items():
        # A month's lull is told half a year later; the lull itself is the same.
        assert np.array_equal(series[:until], pulled.series[name][:until]), name
    early = [talk for talk in without.talks if talk.month <= lever.month]
    assert early == [talk for talk in pulled.talks if talk.month <= lever.month]


@pytest.mark.parametrize("month", [0, 6])
def test_a_lever_acts_in_the_month_after(month: int) -> None:
    # Negative control of the test above: a bit later, the wars differ.
    which = scenario(off=["bargaining", "collapse"])
    without = war(which)
    pulled = play(draw(which, ENTROPY, 0, MONTHS, (pull("aid_us", "surge", month),)))
    assert without.series["aid_US"][month] == pulled.series["aid_US"][month]
    assert without.series["aid_US"][month + 1] < pulled.series["aid_US"][month + 1]


def test_longer_play_begins_with_the_shorter() -> None:
    short, long = war(scenario(), 2, 12), war(scenario(), 2, MONTHS)
    for name, series in short.series.items():
        assert np.array_equal(series, long.series[name][:13]), name
