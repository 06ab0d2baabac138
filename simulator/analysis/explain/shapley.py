"""Shapley values and pair interactions of a set function, one table of coalitions a war.

A set function gives a number to every coalition of n players; here a player is a group of
assumptions, and the coalition are those taken from the second author. Coalition S is column
`sum(2**i for i in S)`.

Sources: Shapley 1953 (values); Grabisch and Roubens 1999 (interaction index); the use for the
difference between two points of a model is that of Strumbelj and Kononenko 2014.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations

import numpy as np

from simulator.model.records import Floats


@cache
def pairs(players: int) -> tuple[tuple[int, int], ...]:
    """Every pair of players, in the order of `interactions`' columns.

    >>> pairs(3)
    ((0, 1), (0, 2), (1, 2))
    """
    return tuple(combinations(range(players), 2))


def shapley(table: Floats) -> Floats:
    """What each player adds, averaged over all orders in which players can join.

    The values of a row sum to its last column less its first (efficiency); a player that changes
    nothing gets nothing; two that are interchangeable get the same.

    Args:
        table: Value of each coalition; shape (rows, 2**n), n from 0 to 12.

    Returns:
        Shape (rows, n), in the unit of the table.

    Raises:
        ValueError: The number of columns is no power of two within that.
    """
    return table @ _value_weights(_players(table))


def interactions(table: Floats) -> Floats:
    """How much more two players add together than each would without the other.

    The interaction index: the second difference, averaged over what the others do with the weights
    of the Shapley value of the game in which the pair joins as one. Above nought the two reinforce
    each other, below they do each other's work; nought for every pair when effects simply add.

    Args:
        table: Value of each coalition; shape (rows, 2**n), n from 0 to 12.

    Returns:
        Shape (rows, n (n - 1) / 2), in the order of `pairs`.

    Raises:
        ValueError: The number of columns is no power of two within that.
    """
    return table @ _pair_weights(_players(table))


def alone(table: Floats) -> Floats:
    """What each player adds when it joins first; shape (rows, n)."""
    players = _players(table)
    return table[:, [1 << i for i in range(players)]] - table[:, :1]


def last(table: Floats) -> Floats:
    """What each player adds when it joins last; shape (rows, n)."""
    players = _players(table)
    full = (1 << players) - 1
    return table[:, [full]] - table[:, [full ^ (1 << i) for i in range(players)]]


def _players(table: Floats) -> int:
    columns = int(table.shape[1])
    players = columns.bit_length() - 1
    if columns < 1 or columns != 1 << players or players > 12:
        raise ValueError(f"a table of coalitions has 2**n columns, n at most 12, not {columns}")
    return players


@cache
def _value_weights(players: int) -> Floats:
    weights = np.zeros((1 << players, players))
    for i in range(players):
        for members in range(1 << players):
            if members >> i & 1:
                continue
            size = members.bit_count()
            weight = 1.0 / (players * math.comb(players - 1, size))
            weights[members, i] -= weight
            weights[members | 1 << i, i] += weight
    return weights


@cache
def _pair_weights(players: int) -> Floats:
    weights = np.zeros((1 << players, len(pairs(players))))
    for column, (i, j) in enumerate(pairs(players)):
        both = 1 << i | 1 << j
        for members in range(1 << players):
            if members & both:
                continue
            size = members.bit_count()
            weight = 1.0 / ((players - 1) * math.comb(players - 2, size))
            weights[members, column] += weight
            weights[members | both, column] += weight
            weights[members | 1 << i, column] -= weight
            weights[members | 1 << j, column] -= weight
    return weights
