"""What the page draws is what the rest of the program would say of the same wars."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from simulator.analysis.paired_contrast import Arm, contrast
from simulator.classroom.lesson import Scene, the_lesson
from simulator.classroom.scene_tally import FEWEST, NEVER, Tally, answer, cured
from simulator.classroom.settings import played
from simulator.model.metrics.catalogue import check_names
from simulator.model.records import CAUSES
from simulator.run.ensemble import run_wars, some_wars

N = 60
SECOND, THIRD = the_lesson().scenes[1], the_lesson().scenes[2]


def tally_of(scene: Scene, settings: dict[str, object], number: int = N) -> Tally:
    world = played(scene, {**scene.start(), **settings})  # type: ignore[dict-item]
    tally = Tally(scene)
    for low in range(0, number, 25):
        chunk = range(low, min(low + 25, number))
        tally.add(some_wars(world.scenario, 0, chunk, scene.months, world.levers))
    return tally


def test_shares_and_curves_are_the_ensembles_own() -> None:
    world = played(SECOND, {**SECOND.start(), "hope": 0.7})
    outcome = run_wars(world.scenario, N, 0, SECOND.months, world.levers)
    now, start = tally_of(SECOND, {"hope": 0.7}), tally_of(SECOND, {})
    told = answer(now, start, N, N, {})
    by = outcome.metrics["ended_by_12"]
    assert told["main"]["share"] == pytest.approx(by.mean, abs=5e-5)  # type: ignore[index]
    assert np.allclose(told["curve"]["mid"], 1.0 - outcome.p_ended, atol=5e-5)  # type: ignore[index]
    counts = {bar["key"]: bar["count"] for bar in told["bars"]}  # type: ignore[attr-defined]
    assert counts == {name: share.count for name, share in outcome.end_mode.items()}
    line = told["lines"]["belief_A_win"]["mid"]  # type: ignore[index]
    assert told["fought"] == int((now.when > 0).sum()) < N
    for month in (0, 6, 12, SECOND.months):
        fought = now.when > month
        if fought.sum() >= FEWEST:
            middle = np.median(now.states["belief_A_win"][fought, month])
            assert line[month] == pytest.approx(middle, abs=1e-4), "of wars still fought"
        else:
            assert line[month] is None


def test_both_lines_of_the_beliefs_are_of_one_event() -> None:
    """Both are the chance that A wins: the gap between them is the disagreement."""
    world = played(SECOND, SECOND.start())
    wars = some_wars(world.scenario, 0, range(N), SECOND.months, world.levers)
    tally = Tally(SECOND)
    tally.add(wars)
    assert np.allclose(tally.states["belief_D_win"], 1.0 - wars.state("belief_D_win"), atol=1e-6)
    assert np.allclose(tally.states["belief_A_win"], wars.state("belief_A_win"), atol=1e-6)


def test_the_effect_is_that_of_contrast() -> None:
    control, treatment = (
        played(SECOND, {**SECOND.start(), **moved}) for moved in ({}, {"hope": 0.7})
    )
    names = check_names(["ended_by_12"], SECOND.months)
    found = contrast(
        Arm(control.scenario, control.levers),
        Arm(treatment.scenario, treatment.levers),
        N,
        0,
        SECOND.months,
        names,
    ).effects["ended_by_12"]
    told = answer(tally_of(SECOND, {"hope": 0.7}), tally_of(SECOND, {}), N, N, {})
    assert found.ci95 is not None
    assert told["effect"]["mean"] == pytest.approx(found.effect, abs=5e-5)  # type: ignore[index]
    assert told["effect"]["ci"] == pytest.approx(found.ci95, abs=1e-3)  # type: ignore[index]


def test_causes_are_counted_and_every_dot_says_its_month() -> None:
    start = tally_of(THIRD, {})
    world = played(THIRD, THIRD.start())
    wars = some_wars(world.scenario, 0, range(N), THIRD.months, world.levers)
    told = answer(start, start, N, N, {})
    counts = {bar["key"]: bar["count"] for bar in told["bars"]}  # type: ignore[attr-defined]
    broke = wars.resumed_month >= 0
    assert counts["none"] == int((~broke).sum())
    for kind, name in enumerate(CAUSES[1:], 1):
        assert counts[name] == int((wars.cause[broke] == kind).sum())
    dots = np.frombuffer(base64.b64decode(str(told["dots"])), dtype=np.uint8).reshape(N, 2)
    assert np.array_equal(dots[:, 0], np.where(broke, wars.resumed_month, NEVER))
    assert told["main"]["count"] == counts["none"]  # type: ignore[index]
    assert told["effect"]["mean"] == 0.0  # type: ignore[index]


def test_a_first_picture_is_of_the_first_wars_only() -> None:
    now, start = tally_of(THIRD, {"guarantee": 1.0}), tally_of(THIRD, {})
    few = tally_of(THIRD, {"guarantee": 1.0}, 25), tally_of(THIRD, {}, 25)
    assert answer(now, start, 25, N, {}) == answer(*few, 25, N, {})


def test_a_cure_saves_what_broke() -> None:
    start, full = tally_of(THIRD, {}), tally_of(THIRD, {"guarantee": 1.0})
    row = cured([full, start], start, N)
    broke = N - int(start.good(N).sum())
    saved = int((full.good(N) & ~start.good(N)).sum())
    assert row[0]["saved"]["count"] == saved > 0  # type: ignore[index]
    assert row[0]["saved"]["share"] == pytest.approx(saved / broke, abs=5e-5)  # type: ignore[index]
    assert row[1]["saved"]["count"] == 0  # type: ignore[index]
    dots = np.frombuffer(base64.b64decode(str(row[0]["dots"])), dtype=np.uint8).reshape(N, 2)
    assert np.array_equal(dots[:, 0], full.when), "when, if it still breaks"
    assert np.array_equal(dots[:, 1], full.what), "and why"


def test_without_a_war_there_is_no_line() -> None:
    start = tally_of(SECOND, {})
    start.when[:] = 0
    told = answer(start, start, N, N, {})
    assert told["fought"] == 0
    assert set(told["lines"]["belief_A_win"]["mid"]) == {None}  # type: ignore[index]


def test_wars_out_of_order_are_refused() -> None:
    world = played(THIRD, THIRD.start())
    tally = Tally(THIRD)
    wars = some_wars(world.scenario, 0, range(5, 9), THIRD.months, world.levers)
    with pytest.raises(ValueError, match="expected war 0"):
        tally.add(wars)
