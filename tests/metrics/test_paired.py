"""Numbers of whole ensembles, paired: variances against other ways to get them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from fake_wars import fake_wars
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.intervals import entropy
from simulator.model.metrics.paired import Pairs, functional
from simulator.model.metrics.per_war import Wars, modes_at, peace_lengths
from simulator.model.metrics.survival import kaplan_meier

MONTHS, WARS = 48, 400
NAMES = ("recur", "recur_truce", "recur_frozen", "recur_rearm_and_renege", "end_mode_entropy")


def wars(first: int = 0, number: int = WARS) -> Wars:
    return fake_wars(list(range(first, first + number)), MONTHS)


def some(of: Wars, rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Wars:
    parts = {field.name: getattr(of, field.name)[rows] for field in dataclasses.fields(of)}
    return Wars(**parts)


@pytest.mark.parametrize("name", NAMES)
def test_the_number_and_its_error_are_those_of_a_run(name: str) -> None:
    sums = Accumulator(MONTHS)
    sums.add(wars())
    alone = sums.outcome("mesa", NAMES).metrics[name]
    of = functional(name, MONTHS)
    counts = np.bincount(of.kind(wars()), minlength=of.kinds)
    found = of.estimate(counts)
    assert found.value == pytest.approx(alone.mean, abs=1e-12)
    assert found.number == alone.n
    # One arm's influences, squared and added, are Greenwood's variance and the delta method's.
    assert np.sqrt((counts * found.influence**2).sum()) == pytest.approx(alone.se, rel=1e-9)
    # One more war each of what there is changes nothing: the influences balance.
    assert (counts * found.influence).sum() == pytest.approx(0.0, abs=1e-12)


def test_greenwood_by_counts() -> None:
    lengths, failed = peace_lengths(wars())
    dead = np.bincount(lengths[failed], minlength=MONTHS + 1)
    held = np.bincount(lengths[(lengths >= 0) & ~failed], minlength=MONTHS + 1)
    expected = kaplan_meier(dead, held, 36)
    assert expected is not None
    of = functional("recur", MONTHS)
    found = of.estimate(np.concatenate([[0], dead, held]))
    assert found.value == pytest.approx(expected.chance, abs=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_the_variance_of_the_difference_agrees_with_the_jackknife(name: str) -> None:
    number = 4 * WARS
    of = functional(name, MONTHS)
    # Two wars in three go alike in both arms.
    which = np.arange(number) + 4 * (np.arange(number) % 3 == 0)
    arms = wars(0, number), some(wars(0, number + 4), which)
    pairs = Pairs(of)
    pairs.add(*arms)
    counts = [np.bincount(of.kind(arm), minlength=of.kinds) for arm in arms]

    def gap(without: tuple[int, int]) -> float:
        values = []
        for count, kind in zip(counts, without, strict=True):
            rest = count.copy()
            rest[kind] -= 1
            values.append(of.estimate(rest).value)
        assert values[0] is not None
        assert values[1] is not None
        return values[1] - values[0]

    gaps = np.array([gap(kinds) for kinds in zip(*(of.kind(arm) for arm in arms), strict=True)])
    jackknife = (number - 1) / number * ((gaps - gaps.mean()) ** 2).sum()
    assert pairs.difference().variance == pytest.approx(jackknife, rel=0.02)
    # Negative control: as if the arms were independent.
    assert pairs.difference().unpaired > 1.5 * jackknife


def test_a_placebo_has_no_variance_and_independent_arms_have_that_of_two() -> None:
    same, apart = Pairs(functional("recur", MONTHS)), Pairs(functional("recur", MONTHS))
    same.add(wars(), wars())
    # Rows shuffled: the same wars, but pairing them means nothing.
    apart.add(wars(), some(wars(), np.argsort(np.arange(WARS) * 0.6180339887498949 % 1.0)))
    assert same.difference().variance == 0.0
    assert same.difference().unpaired > 0.0
    found = apart.difference()
    assert found.variance == pytest.approx(found.unpaired, rel=0.25)


@given(st.permutations(range(40)), st.integers(1, 39))
@settings(max_examples=20, deadline=None)
def test_any_order_and_split_gives_the_same_bits(order: list[int], cut: int) -> None:
    control, treatment = wars(0, 40), wars(7, 40)
    whole, split = (Pairs(functional("recur", MONTHS)) for _ in range(2))
    whole.add(control, treatment)
    for rows in (np.array(order[:cut]), np.array(order[cut:])):
        split.add(some(control, rows), some(treatment, rows))
    assert split.difference() == whole.difference()


def test_without_any_end_there_is_no_number() -> None:
    none = dataclasses.replace(
        wars(0, 5), end_mode=np.zeros(5, dtype=np.int64), resumed_month=np.full(5, -1)
    )
    pairs = Pairs(functional("recur", MONTHS))
    pairs.add(none, wars(0, 5))
    assert pairs.difference().before is None


def test_entropy_by_hand() -> None:
    counts = np.bincount(modes_at(wars(), MONTHS), minlength=7)
    found = functional("end_mode_entropy", MONTHS).estimate(counts)
    assert found.value == entropy(counts)[0]
