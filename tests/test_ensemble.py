"""Ensembles: the same outcome however the work is shared out, and honest failures."""

from __future__ import annotations

import dataclasses
import pickle

import pytest
from fake_wars import fake_play, fake_scenario

from simulator.errors import BadInput, RunFailed
from simulator.files.scenario import load_scenario
from simulator.model.metrics.catalogue import Selection
from simulator.model.metrics.outcome import Outcome
from simulator.model.records import Scenario
from simulator.run import chunks
from simulator.run.ensemble import play_one, run_wars

MONTHS = 8


def bits(outcome: Outcome) -> bytes:
    return pickle.dumps(dataclasses.astuple(outcome))


def run(replications: int, workers: int, scenario: Scenario | None = None) -> Outcome:
    return run_wars(
        scenario or fake_scenario(),
        replications,
        3,
        MONTHS,
        workers=workers,
        play_war=fake_play,
    )


def test_workers_and_chunks_do_not_change_a_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run(40, 1)
    monkeypatch.setattr(chunks, "POOL_START", 0.0)
    monkeypatch.setattr(chunks, "LARGEST_CHUNK", 5)
    assert bits(run(40, 2)) == bits(alone)


def test_chunk_size_does_not_change_a_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run(40, 1)
    monkeypatch.setattr(chunks, "LARGEST_CHUNK", 3)
    assert bits(run(40, 1)) == bits(alone)


def test_a_caller_in_a_hurry_gets_the_same_numbers() -> None:
    only = Selection(("T_end_restricted", "occ_6", "recur"), ("occ",))
    few = run_wars(fake_scenario(), 40, 3, MONTHS, only=only, workers=1, play_war=fake_play)
    everything = run(40, 1)
    assert set(few.metrics) == set(only.metrics)
    assert set(few.curves) == {"occ"}
    for name, summary in few.metrics.items():
        assert summary == everything.metrics[name]
    assert few.p_ended.tolist() == everything.p_ended.tolist()
    assert bits(dataclasses.replace(few, metrics={}, curves={})) == bits(
        dataclasses.replace(everything, metrics={}, curves={})
    )


@pytest.mark.parametrize("end", [1, 2, 63, 64, 65, 200])
@pytest.mark.parametrize("size", [1, 7, 64])
@pytest.mark.parametrize("first", [0, 1, 8])
def test_chunks_are_all_wars_once_and_end_where_blocks_do(first: int, end: int, size: int) -> None:
    parts = list(chunks._chunks(first, end, size))
    assert [k for chunk in parts for k in chunk] == list(range(first, end))
    assert all(chunk.stop % size == 0 or chunk.stop == end for chunk in parts)
    assert all(0 < len(chunk) <= size for chunk in parts)


def test_one_war_is_enough() -> None:
    assert run(1, 4).replications == 1


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    run_wars(
        fake_scenario(),
        20,
        0,
        MONTHS,
        progress=lambda done, of: told.append((done, of)),
        workers=1,
        play_war=fake_play,
    )
    assert told[-1] == (20, 20)
    assert told == sorted(told)


def test_the_engine_that_ran_is_told() -> None:
    outcome = run_wars(fake_scenario(), 2, 0, MONTHS, engine="ensemble", play_war=fake_play)
    assert outcome.engine == "mesa"


def test_a_failed_war_is_named() -> None:
    with pytest.raises(RunFailed) as caught:
        run(8, 1, fake_scenario("broken"))
    assert str(caught.value) == (
        "broken: war 5 on entropy 3 failed: ZeroDivisionError: the solver found no pivot - "
        "`simulator trace broken -k 5 --entropy 3 --months 8` replays it alone"
    )


def test_a_failed_war_is_named_by_a_worker_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "FIRST", 1)
    monkeypatch.setattr(chunks, "POOL_START", 0.0)
    with pytest.raises(RunFailed, match="war 5 on entropy 3"):
        run(30, 2, fake_scenario("broken"))


def test_an_unknown_metric_is_refused_before_the_first_war() -> None:
    with pytest.raises(BadInput, match="must be a metric"):
        run_wars(fake_scenario("broken"), 9, 0, MONTHS, metrics=["nonsense"], play_war=fake_play)


def test_scenarios_can_be_sent_to_a_worker() -> None:
    scenario = fake_scenario()
    assert pickle.loads(pickle.dumps(scenario)) == scenario  # noqa: S301


@pytest.mark.slow
def test_real_wars_do_not_depend_on_workers_and_can_be_replayed_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario = load_scenario("base")
    alone = run_wars(scenario, 6, 1, 4, workers=1)
    monkeypatch.setattr(chunks, "FIRST", 1)
    monkeypatch.setattr(chunks, "POOL_START", 0.0)
    assert bits(run_wars(scenario, 6, 1, 4, workers=2)) == bits(alone)
    fronts = [play_one(scenario, 1, 4, (), k).series["occ"][4] for k in range(6)]
    curve = alone.curves["occ"]
    assert (curve.mean[4], curve.q95[4]) == (pytest.approx(sum(fronts) / 6), max(fronts))
