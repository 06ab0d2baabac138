"""Any valid world plays: numbers are numbers, shares are shares, books add up."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from strategies import scenarios
from worlds import pull, same, scenario, war

from simulator.files.scenario import dump_scenario, load_scenario
from simulator.model.parameters import PARAMETERS
from simulator.model.records import CAUSES, END_MODES, RUNGS, Scenario, Trajectory

MONTHS = 24

#: Series that are shares, probabilities, indices of at most 1 or flags.
SHARES = (
    "occ",
    "belief_A_win",
    "belief_A_win_unbiased",
    "belief_D_win",
    "belief_A_resD",
    "belief_A_resP",
    "belief_A_weak",
    "demand_A",
    "demand_D",
    "terms_D",
    "talks",
    "hazard_stop_A",
    "hazard_cont_A",
    "support_A",
    "support_A_elite",
    "support_A_hawks",
    "support_A_public",
    "dissent_A",
    "dissent_D",
    "econ_A",
    "resolve_D",
    "intensity",
    "effort_A",
    "effort_D",
    "fighting",
    "A_accepts_truce",
    "D_accepts_truce",
    "A_accepts",
    "D_accepts",
    "status_D",
)

#: Series that cannot be negative.
AMOUNTS = (
    "cap_A",
    "cap_D",
    "casualties_A",
    "casualties_D",
    "recruits_A",
    "bounty_A",
    "strikes_civ",
    "strikes_deep",
    "aid_US",
    "aid_EU",
    "sanctions",
)

relaxed = settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check_numbers(played: Trajectory) -> None:
    """Every number of every month is one, and within its bounds."""
    for name, series in played.series.items():
        assert series.shape == (MONTHS + 1,)
        assert np.all(np.isfinite(series)), name
    for name in SHARES:
        series = played.series[name]
        assert series.min() >= 0.0, name
        assert series.max() <= 1.0, name
    for name in AMOUNTS:
        assert played.series[name].min() >= 0.0, name
    assert set(played.series["phase"]) <= {0.0, 1.0, 2.0, 3.0}
    for talk in played.talks:
        numbers = (talk.land, talk.value_A, talk.refuse_A, talk.value_D, talk.refuse_D)
        assert np.all(np.isfinite(numbers))
        assert 0.0 <= talk.land <= 1.0
        assert talk.rung in RUNGS
        assert 0 <= talk.month <= MONTHS


def check_books(played: Trajectory, phase: str) -> None:
    """What is said of the war as a whole agrees with its months."""
    fighting, ended = played.series["phase"], played.end_month
    assert 0 <= played.end_mode < len(END_MODES)
    assert 0 <= played.cause < len(CAUSES)
    assert (played.end_mode == 0) == (ended == MONTHS + 1)
    assert (played.resumed_month >= 0) == (played.cause != 0)
    assert played.resumed_month < 0 or ended < played.resumed_month <= MONTHS
    if phase == "truce":
        assert (ended, END_MODES[played.end_mode]) == (0, "truce")
    if END_MODES[played.end_mode] == "frozen":
        before = fighting[:ended]
    else:
        before = fighting[: min(ended, MONTHS + 1)]
        assert ended > MONTHS or fighting[ended] != 0.0
    assert np.all(before == 0.0)
    # A truce that play begins in is no end of this war's own.
    assert bool(played.at_end) == (played.end_mode != 0 and phase != "truce")
    for removed in (played.removed_month_A, played.removed_month_D):
        assert removed == -1 or 1 <= removed <= MONTHS
    months = [month for month, _ in played.events]
    assert months == sorted(months) or END_MODES[played.end_mode] == "frozen"
    assert all(sentence.strip() for _, sentence in played.events)


@given(scenarios(), st.integers(0, 3))
@example(scenario({"stake.discount_A": 0.005, "stake.discount_D": 0.005}), 0)
@example(scenario({"audience.size": 0.0}), 0)
@example(scenario({"force.loss_A": 0.5, "man.replace_A": 0.0, "man.mobil_D": 0.0}), 0)
@example(scenario(phase="truce", levers=[pull("stop", "withdraw", 1)]), 0)
@example(scenario(levers=[pull("front_shift", "1", 2)]), 0)
@relaxed
def test_any_world_plays(which: Scenario, k: int) -> None:
    played = war(which, k, MONTHS)
    check_numbers(played)
    check_books(played, which.phase)


@pytest.mark.parametrize("path", PARAMETERS)
def test_either_end_of_every_parameter_plays(path: str) -> None:
    row = PARAMETERS[path]
    for value in (row.low, row.high):
        values = {path: value}
        if path.startswith("front."):
            values = {"front.victory_at": 1.0, "front.occ0": 0.005, path: value}
        played = war(scenario(values), 0, MONTHS)
        check_numbers(played)
        check_books(played, "war")


@given(scenarios())
@settings(relaxed, max_examples=40)
def test_what_is_written_is_read_back(which: Scenario) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "random.toml"
        path.write_text(dump_scenario(which), encoding="utf-8")
        again = load_scenario(str(path))
    # The file's own properties are tested in tests/files; here, that it is the same war.
    assert same(war(again, 0, 6), war(which, 0, 6))
