"""Time: the numbered order of a month, and what month 0 is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from worlds import ENTROPY, pull, scenario, war, wars, world

from simulator.model.levers import LEVERS, Lever
from simulator.model.records import END_MODES
from simulator.model.war import month as clock
from simulator.model.war.agents import War
from simulator.model.war.inputs import inputs_of
from simulator.model.war.record import new_bench, new_series

#: The steps of a month.
ORDER = (
    "third_parties",
    "read_signals",
    "rear",
    "home",
    "talk",
    "battle",
    "wear_down",
    "comply",
    "learn",
    "watch_for_lull",
    "record",
)


def watch(monkeypatch: pytest.MonkeyPatch, month: int) -> list[str]:
    """The steps that the clock takes in a month, in its order: its own text, uncompiled."""
    taken: list[str] = []

    def noting(name: str) -> Callable[..., None]:
        return lambda *_: taken.append(name)

    bench = new_bench(inputs_of(scenario(), ENTROPY, [0], 2))
    bench.wars["s"]["month"] = month - 1 if month else 0
    for name in ORDER:
        monkeypatch.setattr(clock, name, noting(name))
    # What only compiled code calls must not be called from here.
    for name in ("_before_talks", "_from_talks_on", "_publics"):
        stretch = getattr(clock, name)
        monkeypatch.setattr(clock, name, getattr(stretch, "py_func", stretch))
    monkeypatch.setattr(clock, "_expectations", noting("expectations"))
    clock.play_month(bench, inputs_of(scenario(), ENTROPY, [0], 2), month, new_series(1, 2))
    return taken


def test_a_month_in_its_numbered_order(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = watch(monkeypatch, 2)
    assert taken == [*ORDER[:4], "expectations", *ORDER[4:]]


def test_month_0_has_talks_and_records_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watch(monkeypatch, 0) == ["expectations", "talk", "watch_for_lull", "record"]


def test_nothing_is_fought_in_month_0() -> None:
    war = War(world(scenario(off=["bargaining"])))
    assert (war.month, war.A.force, war.D.force, war.A.lost) == (0, 1.0, 1.0, 0.0)
    assert war.occ == scenario().values["front.occ0"]
    war.step()
    assert war.month == 1
    assert war.A.lost > 0.0


def test_a_war_that_need_not_be_fought_is_not() -> None:
    # Both sides expect to lose and deals bind: they sign before the first battle.
    low = {"belief.win0_A": 0.02, "belief.win0_D": 0.02, "stake.indivisible": 0.0}
    which = scenario(low, off=["private_information", "commitment"])
    for played in wars(which, 5):
        assert played.end_month == 0
        assert played.series["casualties_A"].max() == 0.0


def test_the_front_is_drawn_after_the_talks() -> None:
    # A deal in a month ends the fighting before that month's battle.
    which = scenario(levers=[pull("stop", "line", 4)], off=["bargaining", "collapse"])
    played = war(which)
    assert played.series["casualties_A"][4] > 0.0
    assert (played.end_month, END_MODES[played.end_mode]) == (5, "truce")
    assert played.series["casualties_A"][5] == 0.0
    assert played.series["fighting"][4] == 1.0
    assert played.series["fighting"][5] == 0.0


def test_levers_hold_or_happen() -> None:
    pulled = (
        Lever("posture", "carrots", 1.0, 3),
        Lever("posture", "sticks", 3.0, 9),
        Lever("talks", "1", 1.0, 5),
    )
    inputs = inputs_of(scenario(), ENTROPY, [0], 20, pulled)
    # Row m + 1 is what month m sees, and row 0 what there was before anybody pulled anything.
    assert [inputs.held["posture"][m + 1] for m in (0, 2, 3, 8, 9, 20)] == [0, 0, 1, 1, 3, 3]
    assert [inputs.held["since_posture"][m + 1] for m in (2, 3, 5, 9)] == [-1, 0, 2, 0]
    assert np.isnan(inputs.events["talks"][[4, 6]]).all()
    assert inputs.events["talks"][5] == 1.0
    nobody = inputs_of(scenario(), ENTROPY, [0], 20)
    for name, kind in LEVERS.items():
        if not kind.event:
            assert (nobody.held[name] == kind.default).all()


def test_a_later_pull_in_the_same_month_prevails() -> None:
    both = Lever("guarantee", "0.2", 0.2, 3), Lever("guarantee", "0.9", 0.9, 3)
    assert inputs_of(scenario(), ENTROPY, [0], 6, both).held["guarantee"][4] == 0.9


def test_a_forced_stop_by_hand() -> None:
    line = war(scenario(levers=[pull("stop", "line", 2)], off=["bargaining"]))
    assert (line.end_month, END_MODES[line.end_mode], line.winner) == (3, "truce", 0)
    assert not line.chosen_by_A
    gone = war(scenario(levers=[pull("stop", "withdraw", 2)], off=["bargaining"]))
    assert (gone.end_month, END_MODES[gone.end_mode], gone.winner) == (3, "withdrawal", -1)
    assert gone.series["occ"][-1] == 0.0


def test_a_front_held_immobile_does_not_move() -> None:
    which = scenario(levers=[pull("stalemate", "6", 2)], off=["bargaining", "collapse"])
    occ = war(which).series["occ"]
    assert np.ptp(occ[2:9]) == 0.0
    assert np.all(np.diff(occ[:3]) != 0.0)
    assert occ[9] != occ[8]


def test_a_front_held_immobile_teaches_whoever_expected_it_to_move() -> None:
    off = ["bargaining", "collapse", "freeze"]
    keen = {"power.drift": 0.07, "power.noise": 0.03, "belief.lag": 0.0, "belief.learn_front": 0.5}
    moving, held = (
        war(scenario(keen, levers=levers, off=off)) for levers in ([], [pull("stalemate", "12", 0)])
    )
    assert held.series["belief_A_win"][12] < moving.series["belief_A_win"][12] - 0.05
    assert held.series["belief_D_win"][12] > moving.series["belief_D_win"][12] + 0.05


def test_a_front_shifted_by_events() -> None:
    base = scenario(off=["bargaining", "collapse"])
    moved = scenario(levers=[pull("front_shift", "0.03", 4)], off=["bargaining", "collapse"])
    before, after = war(base).series["occ"], war(moved).series["occ"]
    assert np.array_equal(before[:5], after[:5])
    assert after[5] - before[5] == pytest.approx(0.03, abs=1e-12)


def test_the_end_of_the_line_is_an_end() -> None:
    won = war(scenario(levers=[pull("front_shift", "1", 2)], off=["bargaining", "collapse"]))
    assert (END_MODES[won.end_mode], won.end_month, won.winner) == ("conquest", 3, 1)
    lost = war(scenario(levers=[pull("front_shift", "-1", 2)], off=["bargaining", "collapse"]))
    assert (END_MODES[lost.end_mode], lost.end_month, lost.winner) == ("withdrawal", 3, -1)
