"""Compiled, as Mesa agents, as plain Python: one source, the same wars to the last bit."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import scenarios
from worlds import ENTROPY, pull, scenario

from simulator.errors import RunFailed
from simulator.files.find import known_names
from simulator.files.scenario import load_scenario
from simulator.model.draw import draw
from simulator.model.levers import LEVERS, Lever
from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.outcome import Outcome
from simulator.model.metrics.per_war import Wars, wars_of
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Scenario
from simulator.model.war import abreast as engine
from simulator.model.war import month as clock
from simulator.model.war.abreast import play_wars
from simulator.model.war.play import play
from simulator.run import chunks
from simulator.run.chunks import uncompiled
from simulator.run.ensemble import run_wars
from simulator.verification.games import crisis

FACTS = (
    "end_mode",
    "end_month",
    "resumed_month",
    "cause",
    "removed_A",
    "removed_D",
    "winner",
    "chosen_by_A",
)
CONTINUOUS = [name for name in known_names() if not name.startswith(("textbook/", "designs/"))]

#: One lever of every name and, for those with words, of every word.
EVERY_LEVER = [
    (name, word)
    for name, kind in LEVERS.items()
    for word in ([choice for choice, _ in kind.choices] or [f"{0.7 * kind.high:g}"])
]


def one_by_one(
    which: Scenario, entropy: int, numbers: range, months: int, levers: tuple[Lever, ...] = ()
) -> Wars:
    played = [play(draw(which, entropy, k, months, levers)) for k in numbers]
    return wars_of(numbers, played, months)


def differences(one: Wars, other: Wars) -> list[str]:
    """What differs, a line each."""
    found = [
        f"{name}: {getattr(one, name)} {getattr(other, name)}"
        for name in FACTS
        if not np.array_equal(getattr(one, name), getattr(other, name))
    ]
    if not np.array_equal(one.at_end, other.at_end, equal_nan=True):
        found.append(f"at_end: {one.at_end} {other.at_end}")
    for row, name in enumerate(STATES):
        unequal = one.series[:, row] != other.series[:, row]
        unequal &= ~(np.isnan(one.series[:, row]) & np.isnan(other.series[:, row]))
        if unequal.any():
            war, month = np.argwhere(unequal)[0]
            pair = one.series[war, row, month], other.series[war, row, month]
            found.append(f"{name}: war {war} month {month}: {pair[0]!r} {pair[1]!r}")
    return found


def bits(outcome: Outcome) -> bytes:
    return pickle.dumps(dataclasses.astuple(outcome))


def assert_same(
    which: Scenario, entropy: int, numbers: range, months: int, levers: tuple[Lever, ...] = ()
) -> None:
    compiled = play_wars(which, entropy, numbers, months, levers)
    assert not differences(compiled, one_by_one(which, entropy, numbers, months, levers))


@pytest.mark.parametrize("name", CONTINUOUS)
def test_every_shipped_scenario(name: str) -> None:
    assert_same(load_scenario(name), ENTROPY, range(8), 60)


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTINUOUS)
def test_every_shipped_scenario_in_many_wars(name: str) -> None:
    assert_same(load_scenario(name), 7, range(1000, 1200), 72)


def plainly(cases: Sequence[tuple[Scenario, int, range, int, tuple[Lever, ...]]]) -> list[Wars]:
    """Wars as plain Python plays them, in a process of its own where nothing is compiled."""
    with uncompiled(), ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return list(pool.map(_played, cases))


def _played(case: tuple[Scenario, int, range, int, tuple[Lever, ...]]) -> Wars:
    assert not hasattr(clock._expectations, "py_func")
    return play_wars(*case)


def test_plain_python_plays_the_same_wars() -> None:
    cases = [
        *((load_scenario(name), ENTROPY, range(1), 24, ()) for name in CONTINUOUS),
        *((scenario(off=[off]), ENTROPY, range(1), 10, ()) for off in SWITCHES),
        *((load_scenario("base"), 3, range(1), 9, (pull(*lever),)) for lever in EVERY_LEVER),
        (scenario(phase="truce"), ENTROPY, range(2), 30, ()),
    ]
    for case, played in zip(cases, plainly(cases), strict=True):
        assert not differences(played, play_wars(*case)), case[0].name


def test_the_plain_engine_has_the_same_outcome() -> None:
    which = load_scenario("menon")
    compiled = run_wars(which, 3, 1, 12)
    plain = run_wars(which, 3, 1, 12, engine="plain", workers=1)
    assert plain.engine == "plain"
    assert bits(dataclasses.replace(compiled, engine="plain")) == bits(plain)


@pytest.mark.parametrize(("name", "word"), EVERY_LEVER)
def test_every_lever(name: str, word: str) -> None:
    levers = pull(name, word, 0), pull(name, word, 7)
    assert_same(load_scenario("base"), ENTROPY, range(3), 24, levers)


@pytest.mark.parametrize("off", SWITCHES)
def test_every_mechanism_off(off: str) -> None:
    assert_same(scenario(off=[off]), ENTROPY, range(4), 30)


@pytest.mark.parametrize("phase", ["war", "truce"])
def test_levers_replace_each_other_and_come_beside_the_scenarios_own(phase: str) -> None:
    own = pull("posture", "sticks", 2), pull("posture", "alternate", 9), pull("stalemate", "3", 5)
    which = scenario(levers=own, phase="truce" if phase == "truce" else "war")
    run = pull("posture", "carrots", 2), pull("aid_us", "cut", 30), pull("aid_delay", "5.5", 3)
    assert_same(which, ENTROPY, range(5), 24, run)


@pytest.mark.parametrize("size", [0.0, 1.0, 2.0, 127.0, 1000.0])
def test_audiences_of_any_size(size: float) -> None:
    assert_same(scenario({"audience.size": size}), ENTROPY, range(2), 12)


@pytest.mark.parametrize("moderate", [True, False])
@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(data=st.data(), entropy=st.integers(0, 2**63 - 1), first=st.integers(0, 2**62))
def test_random_scenarios(data: st.DataObject, moderate: bool, entropy: int, first: int) -> None:
    which = data.draw(scenarios(moderate=moderate))
    numbers, months = range(first, first + 2), data.draw(st.integers(0, 30))
    right = one_by_one(which, entropy, numbers, months)
    assert not differences(play_wars(which, entropy, numbers, months), right)


def test_a_war_does_not_depend_on_its_neighbours() -> None:
    which = load_scenario("person")
    together = play_wars(which, 3, range(5), 24)
    for k in range(5):
        alone = play_wars(which, 3, [k], 24)
        assert np.array_equal(alone.series[0], together.series[k], equal_nan=True)
        assert alone.end_month[0] == together.end_month[k]


@pytest.mark.parametrize(("workers", "abreast"), [(1, 1), (1, 50), (2, 3), (2, 7)])
def test_threads_and_chunks_do_not_change_a_bit(
    workers: int, abreast: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    which = load_scenario("freedman")
    alone = bits(run_wars(which, 40, 5, 24, workers=1))
    monkeypatch.setattr(engine, "ABREAST", abreast)
    assert bits(run_wars(which, 40, 5, 24, workers=workers)) == alone


def test_both_engines_have_one_outcome() -> None:
    which = load_scenario("menon")
    compiled = run_wars(which, 12, 1, 24, (pull("posture", "sticks", 3),))
    mesa = run_wars(which, 12, 1, 24, (pull("posture", "sticks", 3),), "mesa", workers=1)
    assert (compiled.engine, mesa.engine) == ("ensemble", "mesa")
    assert bits(dataclasses.replace(compiled, engine="mesa")) == bits(mesa)


def test_forts_are_played_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    which = dataclasses.replace(scenario(), steps="forts", game=crisis(0.6, 0.1, 0.2))
    outcome = run_wars(which, 4, 0, 6, workers=1)
    assert outcome.engine == "mesa"
    assert "as Mesa agents" in capsys.readouterr().err


def test_a_war_without_numbers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    which = scenario({"aid.us0": 0.0, "aid.eu0": 0.0, "aid.prod_D": 0.0})
    monkeypatch.setattr(chunks, "POOL_START", 0.0)
    with pytest.raises(RunFailed, match="war 0 on entropy 0"):
        run_wars(which, 3, 0, 6, workers=1)


def test_compiling_is_told_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "is_warm", lambda *_: False)
    run_wars(load_scenario("base"), 70, 0, 2)
    assert capsys.readouterr().err.count("Compiling") == 1
