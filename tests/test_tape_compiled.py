"""The tape inside machine code: published vectors, every derived variate, and new channels.

Everything here calls the generator from compiled code, as the ensemble does; from Python it is the
same source, but another way in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numba
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.stats.distributions import rv_frozen
from test_tape import PUBLISHED, by_the_book
from worlds import scenario as world_of

from simulator.model import tape
from simulator.model.draw import draw, quantile
from simulator.model.records import Range, Scenario
from simulator.model.tape import CHANNELS, MEMBER_MONTH, normal, parameter_channel, philox, uniforms
from simulator.model.war.agents import War
from simulator.model.war.inputs import Records, inputs_of
from simulator.model.war.month import begin_wars
from simulator.model.war.play import play
from simulator.model.war.quantities import gaussian, uniform
from simulator.model.war.record import PLAY, new_bench

Floats = npt.NDArray[np.float64]
Words = npt.NDArray[Any]
Whole = npt.NDArray[np.int64]
njit: Callable[..., Any] = numba.njit

NUMBER = 20_000
#: A true hypothesis fails at this level for one entropy in ten thousand; the entropy is fixed.
LEVEL = 1e-4


@njit
def _blocks(counters: Words, keys: Words, out: Words) -> None:
    for i in range(counters.shape[0]):
        c, k = counters[i], keys[i]
        words = philox(c[0], c[1], c[2], c[3], k[0], k[1])
        for j in range(4):
            out[i, j] = words[j]


@njit
def _by_war(entropy: int, month: int, channel: int, out: Floats) -> None:
    """Both uniforms of one channel in one month, war after war."""
    for k in range(out.shape[0]):
        out[k, 0], out[k, 1] = uniforms(entropy, k, month, channel)


@njit
def _normals(entropy: int, month: int, channel: int, out: Floats) -> None:
    for k in range(out.shape[0]):
        first, second = uniforms(entropy, k, month, channel)
        out[k] = normal(first, second)


@njit
def _of_records(wars: Records, month: int, channel: int, out: Floats) -> None:
    """As the ensemble draws: from a war's record."""
    for k in range(wars.shape[0]):
        out[k, 0] = uniform(wars[k], month, channel)
        out[k, 1] = gaussian(wars[k], month, channel)


@njit
def _waits(entropy: int, channel: int, chance: float, out: Floats) -> None:
    """Month in which an event of a monthly chance first happens, war after war."""
    for k in range(out.shape[0]):
        month = 1
        while uniforms(entropy, k, month, channel)[0] >= chance:
            month += 1
        out[k] = month


@njit
def _interleaved(entropy: int, channels: Whole, out: Floats) -> None:
    """Three months of several channels, each drawn after the others."""
    for month in range(out.shape[0]):
        for i in range(channels.shape[0]):
            out[month, i] = uniforms(entropy, 11, month, channels[i])[0]


def drawn(month: int = 3, channel: str = "front", entropy: int = 9) -> Floats:
    """Both uniforms of NUMBER wars; shape (NUMBER, 2)."""
    out = np.empty((NUMBER, 2))
    _by_war(entropy, month, CHANNELS[channel], out)
    return out


@pytest.mark.parametrize("kind", [np.int64, np.uint64, np.uint32])
def test_published_vectors_inside_compiled_code(kind: type) -> None:
    counters: Words = np.array([row[0] for row in PUBLISHED], dtype=kind)
    keys: Words = np.array([row[1] for row in PUBLISHED], dtype=kind)
    published = [list(row[2]) for row in PUBLISHED]
    out = np.empty((len(PUBLISHED), 4), dtype=np.uint64)
    _blocks(counters, keys, out)
    assert out.tolist() == published
    # Negative control: another key is another block.
    _blocks(counters, keys[::-1].copy(), out)
    assert out[0].tolist() not in published


words = st.integers(0, 2**32 - 1)
whole = st.integers(0, 2**63 - 1)


@given(st.lists(st.tuples(*[words] * 6), min_size=1, max_size=20))
@settings(deadline=None)
def test_every_block_is_the_papers(rows: list[tuple[int, ...]]) -> None:
    table = np.array(rows, dtype=np.uint64)
    out = np.empty((len(rows), 4), dtype=np.uint64)
    _blocks(table[:, :4].copy(), table[:, 4:].copy(), out)
    assert out.tolist() == [by_the_book(row[:4], row[4:]) for row in rows]


@given(whole, whole, words, st.sampled_from(list(CHANNELS.values())))
@settings(deadline=None)
def test_a_war_record_draws_from_its_own_block(
    entropy: int, replication: int, month: int, channel: int
) -> None:
    wars = np.zeros(1, PLAY)
    wars["s"]["entropy"], wars["s"]["replication"] = entropy, replication
    out = np.empty((1, 2))
    _of_records(wars, month, channel, out)
    counter = (replication % 2**32, replication >> 32, month, channel)
    word = by_the_book(counter, (entropy % 2**32, entropy >> 32))
    first, second = (((word[i] >> 5) * 2**26 + (word[i + 1] >> 6)) / 2**53 for i in (0, 2))
    assert out[0, 0] == first
    assert out[0, 1] == normal(first, second)


def test_golden_values_of_every_variate() -> None:
    # Recorded from code that meets the published vectors; whoever moves one moves every war.
    pair = uniforms(20251015, 3, 12, CHANNELS["front"])
    assert pair == (0.5974353210837215, 0.49193489749620334)
    assert normal(*pair) == GOLDEN["normal"]
    for kind, value in GOLDEN_RANGES.items():
        assert quantile(SPREADS[kind], pair[0]) == value
    waits = np.empty(8)
    _waits(20251015, CHANNELS["accident"], 0.05, waits)
    assert waits.tolist() == GOLDEN["waits"]
    members = np.empty((4, 2))
    _by_war(20251015, MEMBER_MONTH, 100_007, members)
    assert members[3, 0] == 0.9327167504303113


#: Ranges as a scenario may have them, each with the distribution it must follow.
SPREADS = {
    "uniform": Range(2.0, 5.0),
    "triangular": Range(2.0, 5.0, "triangular", 4.5),
    "normal": Range(-1.0, 3.0, "normal"),
    "loguniform": Range(0.1, 20.0, "loguniform"),
}
EXACT = {
    "uniform": stats.uniform(2.0, 3.0),
    "triangular": stats.triang(2.5 / 3.0, 2.0, 3.0),
    "normal": stats.truncnorm(-2.0, 2.0, 1.0, 1.0),
    "loguniform": stats.loguniform(0.1, 20.0),
}
KINDS = tuple(SPREADS)
GOLDEN: dict[str, Any] = {
    "normal": -1.3472675776286958,
    "waits": [14.0, 13.0, 20.0, 19.0, 19.0, 8.0, 32.0, 9.0],
}

GOLDEN_RANGES = {
    "uniform": 3.792305963251165,
    "triangular": 4.116781733700456,
    "normal": 1.235274064806726,
    "loguniform": 2.3698267331359553,
}


def fits(values: Floats, exact: rv_frozen) -> bool:
    return bool(stats.kstest(values, exact.cdf).pvalue > LEVEL)


def test_uniforms_are_uniform() -> None:
    for column in drawn().T:
        assert fits(column, stats.uniform())
        bits = np.floor(column * 2.0**53).astype(np.uint64)
        # Every one of the 53 bits is a fair coin.
        ones = [int(((bits >> np.uint64(bit)) & np.uint64(1)).sum()) for bit in range(53)]
        assert stats.chisquare([sum(ones), 53 * NUMBER - sum(ones)]).pvalue > LEVEL
        assert max(abs(2 * one - NUMBER) for one in ones) < 4.5 * np.sqrt(NUMBER)
    assert not fits(drawn()[:, 0] ** 1.05, stats.uniform())


@pytest.mark.parametrize("month", [0, 7, tape.PARAMETER_MONTH])
def test_normals_are_normal(month: int) -> None:
    out = np.empty(NUMBER)
    _normals(9, month, CHANNELS["front"], out)
    assert fits(out, stats.norm())
    assert stats.skewtest(out).pvalue > LEVEL
    assert stats.kurtosistest(out).pvalue > LEVEL
    assert stats.binomtest(
        int((np.abs(out) > 3.0).sum()), NUMBER, 2 * stats.norm.sf(3.0)
    ).pvalue > (LEVEL)
    assert not fits(1.1 * out, stats.norm())


@pytest.mark.parametrize("kind", KINDS)
def test_ranges_follow_their_distribution(kind: str) -> None:
    luck = drawn(tape.PARAMETER_MONTH)[:, 0]
    values = np.array([quantile(SPREADS[kind], one) for one in luck.tolist()])
    assert fits(values, EXACT[kind])
    wrong = EXACT["uniform" if kind != "uniform" else "triangular"]
    assert not fits(values, wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_the_ensemble_draws_the_same_parameters(kind: str) -> None:
    low, high = 0.1, 0.9
    spread = Range(low, high, kind)  # type: ignore[arg-type]  # one of the four by construction
    which = with_range("stake.indivisible", spread)
    values = inputs_of(which, 9, range(400), 6).values["stake_indivisible"]
    alone = [draw(which, 9, k, 6).values["stake.indivisible"] for k in range(400)]
    assert values.tolist() == alone


def with_range(path: str, spread: Range) -> Scenario:
    which = world_of()
    return dataclasses.replace(which, values=MappingProxyType({**which.values, path: spread}))


def test_whole_parameters_are_evenly_whole() -> None:
    which = with_range("belief.lag", Range(0.0, 8.0))
    values = inputs_of(which, 9, range(NUMBER // 4), 6).values["belief_lag"]
    found = np.bincount(values.astype(np.int64), minlength=9)
    # Rounding gives the two ends half a share each.
    exact = np.array([0.5, *[1.0] * 7, 0.5]) / 8.0
    assert stats.chisquare(found, exact * found.sum()).pvalue > LEVEL
    assert stats.chisquare(found).pvalue < LEVEL


@pytest.mark.parametrize("channel", ["removal_A", "collapse_D", "accident", "spoilers"])
@pytest.mark.parametrize("hazard", [0.02, 0.3, 1.5])
def test_hazards_wait_geometrically(channel: str, hazard: float) -> None:
    chance = 1.0 - np.exp(-hazard)
    waits = np.empty(NUMBER)
    _waits(5, CHANNELS[channel], chance, waits)
    exact = stats.geom(chance)
    last = int(exact.ppf(0.995))
    steps = np.unique(np.linspace(1, last + 1, min(last, 30) + 1).astype(int))
    edges = [*steps.tolist(), 10**6]
    found = np.histogram(waits, edges)[0]
    expected = NUMBER * np.array([exact.cdf(b - 1) - exact.cdf(a - 1) for a, b in pairwise(edges)])
    assert stats.chisquare(found, expected).pvalue > LEVEL
    assert abs(waits.mean() - 1.0 / chance) < 4.0 * exact.std() / np.sqrt(NUMBER)
    # Negative control: a hazard a tenth higher is told apart.
    other = stats.geom(1.0 - np.exp(-1.1 * hazard))
    assert abs(waits.mean() - other.mean()) > 4.0 * other.std() / np.sqrt(NUMBER)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_choices_by_chance_have_their_share(share: float) -> None:
    taken = int((drawn(channel="proposer")[:, 0] < share).sum())
    assert stats.binomtest(taken, NUMBER, share).pvalue > LEVEL


def test_members_of_an_audience_are_even_and_apart() -> None:
    wars = 60
    inputs = inputs_of(world_of({"audience.size": 100.0}), 3, range(wars), 6)
    bench = new_bench(inputs)
    begin_wars(bench, inputs)
    felt = bench.public.sensitivity
    assert felt.shape[:2] == (wars, 2)
    for side in range(2):
        assert fits(felt[:, side].ravel() - 0.5, stats.uniform())
    # The two sides' members are not each other's shadows, nor are the wars'.
    for mine, theirs in ((felt[:, 0], felt[:, 1]), (felt[:-1, 0], felt[1:, 0])):
        together = np.corrcoef(mine.ravel(), theirs.ravel())[0, 1]
        assert abs(together) < 4.5 / np.sqrt(mine.size)


def test_what_belongs_to_a_war_is_drawn_once_and_evenly() -> None:
    names = ("drift", "sincere", "weak_D", "keeps_word", "mediator")
    columns = []
    for name in names:
        out = np.empty((NUMBER, 2))
        _by_war(9, tape.PARAMETER_MONTH, parameter_channel(name), out)
        assert fits(out[:, 0], stats.uniform())
        columns.append(out[:, 0])
    correlations = np.corrcoef(columns) - np.eye(len(names))
    assert np.abs(correlations).max() < 4.5 / np.sqrt(NUMBER)


def test_a_channel_more_moves_no_other() -> None:
    old = np.array(list(CHANNELS.values()))
    new = np.array([max(old) + 1, *old, max(old) + 2])
    few, many = np.empty((3, old.size)), np.empty((3, new.size))
    _interleaved(4, old, few)
    _interleaved(4, new, many)
    assert (many[:, 1:-1] == few).all()
    # Negative control: one stream of numbers shared by all channels does move.
    shared = drawn()[: many.size, 0]
    assert not (shared.reshape(3, -1)[:, 1:-1] == shared[: few.size].reshape(3, -1)).any()


def test_a_war_that_draws_from_a_new_channel_is_the_same_war(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    which = world_of()
    before = play(draw(which, 1, 5, 30))
    monkeypatch.setitem(CHANNELS, "weather", max(CHANNELS.values()) + 1)
    taken = []
    step = War.step

    def with_weather(war: War) -> None:
        first, second = uniforms(1, 5, war.month, CHANNELS["weather"])
        taken.append(first)
        step(war)
        taken.append(normal(first, second))

    monkeypatch.setattr(War, "step", with_weather)
    after = play(draw(which, 1, 5, 30))
    assert len(set(taken)) == 60
    assert before.events == after.events
    assert before.talks == after.talks
    for name, series in before.series.items():
        assert np.array_equal(series, after.series[name], equal_nan=True)


def test_the_normal_of_a_range_is_scipys() -> None:
    # Both invert the normal to their own precision; ends are cut at two deviations.
    shares = np.linspace(0.0, 1.0, 201)
    mine = [quantile(SPREADS["normal"], share) for share in shares.tolist()]
    assert mine == pytest.approx(EXACT["normal"].ppf(shares), abs=1e-9)
