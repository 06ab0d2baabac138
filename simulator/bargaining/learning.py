"""Compiled screening along a line when battles themselves tell A how strong B is.

Beliefs (chance that B is weak) lie on a grid over [0, 1]; a battle moves the belief by Bayes' rule
to a point between grid points, where values are interpolated. Beliefs go up and down, so unlike in
`simulator.bargaining.skimming` values are found by iteration: improve all offers, let values settle
under them, repeat.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.bargaining.markov import Kinds, Values
from simulator.compiled import compiled, compiled_making

#: Instead of a grid point: A's offer is accepted by both types.
POOL = -1


class Beliefs(NamedTuple):
    """A line on which A learns B's strength, types in the order tough (0), weak (1).

    Attributes:
        belief: Chance that B is weak, ascending from 0 to 1 [grid].
        below: Grid point at or below the belief after A lost, after A won [2, grid].
        part: Weight of the grid point above that one [2, grid].
        win: A's chance per battle that moves the front, by type [2].
        draw: Chance that a battle moves nothing.
        after_battle: Weight of what follows a battle.
        cost_a: A's cost per battle [stakes].
        cost_b: B's cost per battle [stakes].
    """

    belief: Values
    below: Kinds
    part: Values
    win: Values
    draw: float
    after_battle: float
    cost_a: float
    cost_b: float


class Learned(NamedTuple):
    """What A and B get, [position, grid], and A's offers.

    Attributes:
        value_a: A's value [stakes].
        weak: The weak type's value [stakes].
        tough: The tough type's value if A knew it for tough, which is all A ever leaves it.
        next: Belief left after a refusal: a grid point, or `POOL`.
    """

    value_a: Values
    weak: Values
    tough: Values
    next: Kinds


@compiled
def between(values: Values, line: Beliefs, k: int, won: int, j: int) -> float:
    """Value at position k at the belief to which a battle from grid point j leads."""
    low, part = line.below[won, j], line.part[won, j]
    if part == 0.0:
        return float(values[k, low])
    return float((1.0 - part) * values[k, low] + part * values[k, low + 1])


@compiled
def after(values: Values, drawn: Values, line: Beliefs, k: int, j: int, win: float) -> float:
    """Mean over a battle's outcome; `drawn` holds the values after a draw."""
    moved = win * between(values, line, k + 1, 1, j)
    moved += (1.0 - win) * between(values, line, k - 1, 0, j)
    return float((1.0 - line.draw) * moved + line.draw * drawn[k, j])


@compiled
def fight_a(done: Learned, drawn: Learned, line: Beliefs, k: int, j: int) -> float:
    """A's value of a battle at grid point j [stakes]."""
    win = line.belief[j] * line.win[1] + (1.0 - line.belief[j]) * line.win[0]
    then = after(done.value_a, drawn.value_a, line, k, j, win)
    return line.after_battle * then - line.cost_a


@compiled
def fight_weak(done: Learned, drawn: Learned, line: Beliefs, k: int, j: int) -> float:
    """The weak type's value of a battle at grid point j [stakes]."""
    then = after(done.weak, drawn.weak, line, k, j, line.win[1])
    return line.after_battle * then - line.cost_b


@compiled_making
def improve(done: Learned, drawn: Learned, line: Beliefs) -> int:
    """Let A make its best offer everywhere, given values; how many offers changed."""
    size, changed = line.belief.size, 0
    fight, share = np.empty(size), np.empty(size)
    for k in range(1, done.value_a.shape[0] - 1):
        for j in range(size):
            fight[j] = fight_a(done, drawn, line, k, j)
            share[j] = max(0.0, fight_weak(done, drawn, line, k, j))
        for j in range(1, size - 1):
            best, choice = 1.0 - done.tough[k, 0], POOL
            for i in range(j):
                accept = (line.belief[j] - line.belief[i]) / (1.0 - line.belief[i])
                value = accept * (1.0 - share[i]) + (1.0 - accept) * fight[i]
                if value > best + 1e-12:
                    best, choice = value, i
            if fight[j] > best + 1e-12:
                choice = j
            if choice != done.next[k, j]:
                done.next[k, j] = choice
                changed += 1
    return changed


@compiled
def settle_values(done: Learned, drawn: Learned, line: Beliefs) -> float:
    """One sweep of values under the offers as they are; the largest change [stakes]."""
    last, largest = line.belief.size - 1, 0.0
    for k in range(1, done.value_a.shape[0] - 1):
        then = after(done.tough, drawn.tough, line, k, 0, line.win[0])
        done.tough[k, 0] = max(0.0, line.after_battle * then - line.cost_b)
        for j in range(last + 1):
            cut = done.next[k, j]
            if j == 0 or cut == POOL:
                weak = done.tough[k, 0]
                value = 1.0 - weak
            elif j == last:
                # Certain that B is weak, A knows all: no off-path belief decides this column.
                weak = max(0.0, fight_weak(done, drawn, line, k, j))
                value = 1.0 - weak
            else:
                weak = fight_weak(done, drawn, line, k, cut)
                value = fight_a(done, drawn, line, k, cut)
                if cut < j:
                    weak = max(0.0, weak)
                    accept = (line.belief[j] - line.belief[cut]) / (1.0 - line.belief[cut])
                    value = accept * (1.0 - weak) + (1.0 - accept) * value
            largest = max(largest, abs(value - done.value_a[k, j]), abs(weak - done.weak[k, j]))
            done.value_a[k, j], done.weak[k, j] = value, weak
    return largest


@compiled
def learn(done: Learned, drawn: Learned, line: Beliefs, rounds: int) -> float:
    """Improve and settle until neither moves; the last change [stakes], above 1e-10 if they do.

    `done` comes with the ends filled in. `drawn` is `done` itself, unless a draw leads elsewhere.
    """
    change = np.inf
    for _ in range(rounds):
        changed = improve(done, drawn, line)
        change = settle_values(done, drawn, line)
        if changed == 0 and change <= 1e-12:
            return change
        for _ in range(200):
            if settle_values(done, drawn, line) <= 1e-13:
                break
    return change


@compiled
def count(
    totals: Values,
    drawn: Values,
    done: Learned,
    line: Beliefs,
    kind: int,
    rewards: Values,
    weight: float,
) -> float:
    """One sweep of something one type of B adds up on the way; the largest change.

    Args:
        totals: What is added up [position, grid], ends filled in.
        drawn: The same after a draw.
        done: The offers.
        line: The line.
        kind: 0 for the tough type, 1 for the weak.
        rewards: For a deal and for a battle [2]; a deal's reward is B's share if it is NaN.
        weight: Weight of what follows a battle.
    """
    largest = 0.0
    for k in range(1, totals.shape[0] - 1):
        for j in range(line.belief.size):
            cut = done.next[k, j]
            refuse = 0.0
            if cut != POOL and j > 0 and j < line.belief.size - 1:
                refuse = 1.0
                if kind == 1 and cut < j:
                    here, left = line.belief[j], line.belief[cut]
                    refuse = left * (1.0 - here) / (here * (1.0 - left))
            deal = done.weak[k, j] if np.isnan(rewards[0]) else rewards[0]
            total = (1.0 - refuse) * deal
            if refuse > 0.0:
                then = after(totals, drawn, line, k, cut, line.win[kind])
                total += refuse * (rewards[1] + weight * then)
            largest = max(largest, abs(total - totals[k, j]))
            totals[k, j] = total
    return largest


@compiled
def add_up(
    totals: Values,
    drawn: Values,
    done: Learned,
    line: Beliefs,
    kind: int,
    rewards: Values,
    weight: float,
) -> float:
    """Repeat `count` until nothing moves; the last change. Arguments as there."""
    change = np.inf
    for _ in range(200_000):
        change = count(totals, drawn, done, line, kind, rewards, weight)
        if change <= 1e-13:
            break
    return change
