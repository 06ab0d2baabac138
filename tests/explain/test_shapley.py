"""Shapley values: the axioms that define them, and a computation that shares no code."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.explain.shapley import alone, interactions, last, pairs, shapley
from simulator.model.records import Floats


@st.composite
def tables(draw: st.DrawFn, least: int = 1, most: int = 5) -> Floats:
    players = draw(st.integers(least, most))
    value = st.floats(-1e3, 1e3, allow_subnormal=False)
    rows = draw(st.integers(1, 3))
    columns = 1 << players
    drawn = draw(st.lists(value, min_size=rows * columns, max_size=rows * columns))
    return np.array(drawn).reshape(rows, columns)


def players_of(table: Floats) -> int:
    return int(np.log2(table.shape[1]))


def by_orders(row: Floats, players: int) -> Floats:
    """The definition: what each adds on joining, over all orders."""
    total = np.zeros(players)
    orders = list(permutations(range(players)))
    for order in orders:
        here = 0
        for player in order:
            total[player] += row[here | 1 << player] - row[here]
            here |= 1 << player
    return total / len(orders)


def of_members(row: Floats, members: list[tuple[int, ...]]) -> Floats:
    """The game among blocks of players, each joining as one."""
    masks = [sum(1 << player for player in block) for block in members]
    return np.array(
        [
            row[sum(mask for i, mask in enumerate(masks) if joined >> i & 1)]
            for joined in range(1 << len(masks))
        ]
    )


@given(tables())
def test_the_values_are_those_of_all_orders(table: Floats) -> None:
    expected = [by_orders(row, players_of(table)) for row in table]
    np.testing.assert_allclose(shapley(table), expected, atol=1e-9)


@given(tables())
def test_efficiency_in_every_row(table: Floats) -> None:
    np.testing.assert_allclose(shapley(table).sum(axis=1), table[:, -1] - table[:, 0], atol=1e-9)


@given(tables(), st.data())
def test_a_dummy_gets_what_it_always_adds(table: Floats, data: st.DataObject) -> None:
    players = players_of(table)
    dummy = data.draw(st.integers(0, players - 1))
    adds = data.draw(st.sampled_from([0.0, 2.5]))
    members = np.arange(1 << players)
    without = table[:, members & ~(1 << dummy)]
    with_dummy = without + np.where(members >> dummy & 1, adds, 0.0)
    np.testing.assert_allclose(shapley(with_dummy)[:, dummy], adds, atol=1e-9)
    for column, pair in enumerate(pairs(players)):
        if dummy in pair:
            np.testing.assert_allclose(interactions(with_dummy)[:, column], 0.0, atol=1e-9)


@given(tables(least=2), st.data())
def test_interchangeable_players_get_the_same(table: Floats, data: st.DataObject) -> None:
    players = players_of(table)
    i, j = data.draw(st.sampled_from(pairs(players)))
    members = np.arange(1 << players)
    swapped = members & ~(1 << i | 1 << j) | (members >> i & 1) << j | (members >> j & 1) << i
    both = (table + table[:, swapped]) / 2
    values = shapley(both)
    np.testing.assert_allclose(values[:, i], values[:, j], atol=1e-9)


def test_players_that_differ_do_not_get_the_same() -> None:
    # The negative control of the symmetry test: a game in which only player 0 counts.
    table = np.array([[0.0, 1.0, 0.0, 1.0]])
    np.testing.assert_allclose(shapley(table), [[1.0, 0.0]])


@given(tables(), tables())
def test_values_of_a_sum_are_the_sum_of_values(first: Floats, second: Floats) -> None:
    if first.shape == second.shape:
        np.testing.assert_allclose(
            shapley(first + second), shapley(first) + shapley(second), atol=1e-8
        )


@given(tables())
def test_the_other_way_round_only_the_sign_changes(table: Floats) -> None:
    back = table[:, ::-1]
    np.testing.assert_allclose(shapley(back), -shapley(table), atol=1e-9)
    np.testing.assert_allclose(interactions(back), interactions(table), atol=1e-8)


@given(tables(least=2))
def test_an_interaction_is_what_a_pair_gets_beyond_its_members(table: Floats) -> None:
    """The recursion of Grabisch and Roubens: v_pair less each member in the other's absence."""
    players = players_of(table)
    for column, (i, j) in enumerate(pairs(players)):
        others = [(k,) for k in range(players) if k not in (i, j)]
        for row, found in zip(table, interactions(table)[:, column], strict=True):
            pair = by_orders(of_members(row, [(i, j), *others]), players - 1)[0]
            first = by_orders(of_members(row, [(i,), *others]), players - 1)[0]
            second = by_orders(of_members(row, [(j,), *others]), players - 1)[0]
            np.testing.assert_allclose(found, pair - first - second, atol=1e-8)


def test_effects_that_add_do_not_interact() -> None:
    worth = np.array([1.0, -2.0, 4.0])
    members = np.arange(8)
    table = sum(((members >> i & 1) * worth[i] for i in range(3)), np.zeros(8))[None, :]
    np.testing.assert_allclose(shapley(table), [worth])
    np.testing.assert_allclose(alone(table), [worth])
    np.testing.assert_allclose(last(table), [worth])
    np.testing.assert_allclose(interactions(table), np.zeros((1, 3)), atol=1e-12)


def test_a_pair_that_only_works_together_interacts() -> None:
    table = np.array([[0.0, 0.0, 0.0, 1.0]])
    np.testing.assert_allclose(shapley(table), [[0.5, 0.5]])
    np.testing.assert_allclose(interactions(table), [[1.0]])
    np.testing.assert_allclose(alone(table), [[0.0, 0.0]])
    np.testing.assert_allclose(last(table), [[1.0, 1.0]])


def test_nobody_to_share_with() -> None:
    assert shapley(np.array([[7.0]])).shape == (1, 0)
    assert interactions(np.array([[7.0]])).shape == (1, 0)


@pytest.mark.parametrize("columns", [0, 3, 6])
def test_a_table_that_lacks_coalitions_is_refused(columns: int) -> None:
    with pytest.raises(ValueError, match="columns"):
        shapley(np.zeros((1, columns)))
