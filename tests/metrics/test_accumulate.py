"""Accumulation: the same wars give the same outcome however they come."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
from fake_wars import fake_wars
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import BadInput
from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.catalogue import EVENTS, STATES, Selection
from simulator.model.metrics.moments import BLOCK, Moments
from simulator.model.metrics.outcome import Outcome

WARS = 2 * BLOCK + 37
MONTHS = 14


def plain(part: object) -> object:
    """Every number of an outcome as exact bytes or text, so that NaN equals NaN."""
    if isinstance(part, np.ndarray):
        return part.tobytes()
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        return {field.name: plain(getattr(part, field.name)) for field in dataclasses.fields(part)}
    if isinstance(part, dict):
        return {key: plain(value) for key, value in part.items()}
    return repr(part)


def gathered(chunks: list[list[int]]) -> Outcome:
    sums = Accumulator(MONTHS)
    for chunk in chunks:
        sums.add(fake_wars(chunk, MONTHS))
    return sums.outcome("mesa")


WHOLE = gathered([list(range(WARS))])


@given(st.permutations(range(WARS)), st.lists(st.integers(1, WARS), max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_split_in_any_order_gives_the_same_bits(order: list[int], cuts: list[int]) -> None:
    edges = sorted({0, WARS, *cuts})
    chunks = [order[low:high] for low, high in pairwise(edges)]
    assert plain(gathered(chunks)) == plain(WHOLE)


@given(st.lists(st.integers(0, 2), min_size=WARS, max_size=WARS))
@settings(max_examples=25, deadline=None)
def test_merging_gives_the_same_bits(owner: list[int]) -> None:
    parts = []
    for worker in range(3):
        mine = [k for k in range(WARS) if owner[k] == worker]
        part = Accumulator(MONTHS)
        if mine:
            part.add(fake_wars(mine, MONTHS))
        parts.append(part)
    parts[2].merge(parts[0])
    parts[2].merge(parts[1])
    assert plain(parts[2].outcome("mesa")) == plain(WHOLE)


def kept(sums: Accumulator) -> tuple[int, int]:
    """Nodes that are kept, and wars that wait for the rest of their block."""
    moments = sums._moments[0]
    waiting = sum(part.replications.size for part in moments._waiting.values())
    return len(moments._nodes), waiting


def test_memory_does_not_grow_with_the_number_of_wars() -> None:
    sums = Accumulator(2)
    block = fake_wars(list(range(BLOCK)), 2)
    for k in range(1000):
        numbers = np.arange(k * BLOCK, (k + 1) * BLOCK)
        sums.add(dataclasses.replace(block, replication=numbers))
    assert kept(sums) == (6, 0)  # blocks 512 + 256 + 128 + 64 + 32 + 8
    sums.add(dataclasses.replace(block, replication=np.arange(1000 * BLOCK + 5, 1001 * BLOCK + 5)))
    assert kept(sums) == (6, BLOCK)


def test_what_waits_is_no_view_of_its_chunk() -> None:
    moments = Moments(3)
    chunk = np.ones((BLOCK + 1, 3))
    moments.add(np.arange(BLOCK + 1), chunk)
    assert all(part.values.base is None for part in moments._waiting.values())


def test_wars_in_a_block_that_is_done_cannot_come_again() -> None:
    moments = Moments(1)
    moments.add(np.arange(2 * BLOCK), np.ones((2 * BLOCK, 1)))
    with pytest.raises(ValueError, match="added twice"):
        moments.add(np.array([BLOCK + 3]), np.ones((1, 1)))
    other = Moments(1)
    other.add(np.array([3]), np.ones((1, 1)))
    with pytest.raises(ValueError, match="added twice"):
        other.merge(moments)


def chosen(only: Selection, wars: int = WARS) -> Outcome:
    sums = Accumulator(MONTHS, only)
    sums.add(fake_wars(list(range(wars)), MONTHS))
    return sums.outcome("mesa")


def test_a_few_metrics_are_the_same_numbers_as_among_all() -> None:
    names = ("occ_12", "occ_13", "A_accepts_by_6", "A_accepts_truce", "removed_A", "recur_truce")
    few = chosen(Selection(names, ("belief_A_win",)))
    sums = Accumulator(MONTHS)
    sums.add(fake_wars(list(range(WARS)), MONTHS))
    everything = sums.outcome("mesa", names)
    assert tuple(few.metrics) == names
    assert tuple(few.curves) == ("belief_A_win",)
    assert plain(dict(few.metrics)) == plain({name: everything.metrics[name] for name in names})
    assert plain(few.curves["belief_A_win"]) == plain(everything.curves["belief_A_win"])
    for part in ("p_ended", "modes", "causes", "holding", "endings", "winners"):
        assert plain(getattr(few, part)) == plain(getattr(everything, part))


def test_nothing_chosen_still_tells_how_wars_end() -> None:
    few = chosen(Selection())
    assert not few.metrics
    assert not few.curves
    assert plain(few.p_ended) == plain(WHOLE.p_ended)


def test_what_is_chosen_must_exist() -> None:
    with pytest.raises(BadInput, match="must be a metric"):
        Accumulator(MONTHS, Selection(("occ_12", "nonsense")))
    with pytest.raises(ValueError, match="no state"):
        Accumulator(MONTHS, Selection(curves=("ended",)))


def test_shares_sum_to_one_at_every_month() -> None:
    total = sum(WHOLE.modes.values())
    assert np.allclose(total, 1.0, atol=1e-12)
    assert sum(share.share for share in WHOLE.end_mode.values()) == pytest.approx(1.0, abs=1e-12)
    assert sum(share.share for share in WHOLE.winners.values()) == pytest.approx(1.0, abs=1e-12)
    assert WHOLE.p_ended == pytest.approx(1.0 - WHOLE.modes["ongoing"])


def test_means_and_errors_agree_with_numpy() -> None:
    wars = fake_wars(list(range(WARS)), MONTHS)
    occ = wars.state("occ")[:, 12]
    summary = WHOLE.metrics["occ_12"]
    assert summary.mean == pytest.approx(occ.mean(), rel=1e-12)
    assert summary.se == pytest.approx(occ.std(ddof=1) / np.sqrt(WARS), rel=1e-9)
    assert summary.n == WARS
    assert pytest.approx(occ.mean(), rel=1e-12) == WHOLE.curves["occ"].mean[12]


def test_restricted_mean_by_hand() -> None:
    wars = fake_wars([0, 1, 2], 10)
    wars = dataclasses.replace(
        wars, end_mode=np.array([0, 1, 3]), end_month=np.array([11, 4, 7]), winner=np.zeros(3, int)
    )
    sums = Accumulator(10)
    sums.add(wars)
    summary = sums.outcome("mesa").metrics["T_end_restricted"]
    assert summary.mean == pytest.approx((10 + 4 + 7) / 3)
    assert (summary.q05, summary.q50, summary.q95) == (4.0, 7.0, 10.0)


def test_events_have_wilson_intervals_and_never_fall() -> None:
    assert WHOLE.metrics["ended_by_12"].ci95 != (0.0, 1.0)
    for name in EVENTS:
        early, late = WHOLE.metrics[f"{name}_by_6"].mean, WHOLE.metrics[f"{name}_by_12"].mean
        assert early is not None
        assert late is not None
        assert early <= late


def test_default_metrics_are_all_there_and_others_can_be_asked_for() -> None:
    assert {"T_end_restricted", "recur", "A_accepts_truce", "D_accepts_truce"} <= set(WHOLE.metrics)
    assert {f"{name}_12" for name in STATES} <= set(WHOLE.metrics)
    assert "occ_18" not in WHOLE.metrics
    sums = Accumulator(MONTHS)
    sums.add(fake_wars([0, 1], MONTHS))
    asked = sums.outcome("mesa", ["occ_13", "end_mode_entropy", "recur_frozen"]).metrics
    assert {"occ_13", "end_mode_entropy", "recur_frozen"} <= set(asked)


def test_one_war_has_no_standard_error() -> None:
    sums = Accumulator(MONTHS)
    sums.add(fake_wars([3], MONTHS))
    outcome = sums.outcome("mesa")
    assert outcome.metrics["occ_12"].se is None
    assert outcome.metrics["occ_12"].ci95 is None


def test_an_unknown_series_is_no_number() -> None:
    wars = fake_wars([0, 1], MONTHS)
    wars.series[:] = np.nan
    sums = Accumulator(MONTHS)
    sums.add(wars)
    outcome = sums.outcome("mesa")
    assert outcome.metrics["cap_A_6"].mean is None
    assert outcome.metrics["cap_A_6"].n == 0
    assert np.isnan(outcome.curves["cap_A"].q50).all()


def test_a_war_cannot_be_added_twice() -> None:
    sums = Accumulator(MONTHS)
    sums.add(fake_wars([4, 5], MONTHS))
    with pytest.raises(ValueError, match="added twice"):
        sums.add(fake_wars([4, 5], MONTHS))


def test_horizons_must_agree() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Accumulator(MONTHS).add(fake_wars([0], MONTHS + 1))
    with pytest.raises(ValueError, match="do not fit"):
        Accumulator(MONTHS).merge(Accumulator(MONTHS + 1))
    with pytest.raises(ValueError, match="at least one war"):
        Accumulator(MONTHS).outcome("mesa")
