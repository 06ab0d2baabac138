"""Compiled screening along a line when B's private cost is all that A does not know.

Battles teach nothing about costs, so A's belief moves only when an offer is refused, and only
down: those to whom war costs most accept first ("skimming"). Beliefs are cut-offs j = 0..last on a
grid; at cut-off j a mass of types is left, the most impatient of them is the *marginal* type, and
cut-off 0 leaves the toughest type alone. Each cut-off needs only lower ones: one pass solves all.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.bargaining.markov import Kinds, Values
from simulator.compiled import compiled, compiled_making


class Screening(NamedTuple):
    """A line on which A screens B's costs.

    Attributes:
        length: Length of the line [positions].
        win: A's chance per battle that moves the front.
        draw: Chance that a battle moves nothing.
        after_battle: Weight of what follows a battle.
        kept: What is left of the stake for whoever wins militarily.
        cost_a: A's cost per battle [stakes].
        mass: Types left [cut-off].
        marginal: Cost per battle of the marginal type [cut-off].
        costs: Cost per battle of all types left together [cut-off].
    """

    length: int
    win: float
    draw: float
    after_battle: float
    kept: float
    cost_a: float
    mass: Values
    marginal: Values
    costs: Values


class Screened(NamedTuple):
    """What screening leads to; sums over types are not divided by their mass.

    Attributes:
        value_a: A's value [position, cut-off].
        marginal: The marginal type's value [position, cut-off].
        total_b: B's value, summed over types left [position, cut-off].
        battles: Expected battles, summed [position, cut-off].
        negotiated: Chance of a negotiated end, summed [position, cut-off].
        share_b: B's share in A's offer [position, cut-off].
        next: Cut-off left after a refusal; the same one if there is no offer [position, cut-off].
    """

    value_a: Values
    marginal: Values
    total_b: Values
    battles: Values
    negotiated: Values
    share_b: Values
    next: Kinds


@compiled
def expected(values: Values, line: Screening, k: int, j: int) -> float:
    """Mean over a battle's outcome at position k, belief j unchanged."""
    moved = line.win * values[k + 1, j] + (1.0 - line.win) * values[k - 1, j]
    return float((1.0 - line.draw) * moved + line.draw * values[k, j])


@compiled_making
def fill_fights(
    values: Values, line: Screening, j: int, fights: Kinds, reward: float, weight: float
) -> None:
    """Write values[k, j] = reward + weight x (mean after a battle) wherever `fights[k]`.

    The other positions hold their values already; eliminates upwards along the line.
    """
    slope, constant = np.zeros(line.length), np.zeros(line.length)
    constant[0] = values[0, j]
    for k in range(1, line.length):
        if fights[k] == 0:
            constant[k] = values[k, j]
            continue
        up = weight * (1.0 - line.draw) * line.win
        down = weight * (1.0 - line.draw) * (1.0 - line.win)
        pivot = 1.0 - weight * line.draw - down * slope[k - 1]
        slope[k] = up / pivot
        constant[k] = (reward + down * constant[k - 1]) / pivot
    for k in range(line.length - 1, 0, -1):
        values[k, j] = constant[k] + slope[k] * values[k + 1, j]


@compiled_making
def stop_or_fight(values: Values, line: Screening, j: int, stop: Values, reward: float) -> Kinds:
    """Solve value = max(stop, reward + what follows) in place; where fighting is better."""
    fights = np.zeros(line.length, dtype=np.int64)
    for _ in range(line.length + 2):
        for k in range(1, line.length):
            values[k, j] = stop[k]
        fill_fights(values, line, j, fights, reward, line.after_battle)
        changed = False
        for k in range(1, line.length):
            fight = reward + line.after_battle * expected(values, line, k, j)
            if fights[k] == 0 and fight > stop[k] + 1e-12 * max(1.0, abs(stop[k])):
                fights[k] = 1
                changed = True
        if not changed:
            break
    return fights


@compiled
def best_cut(line: Screening, done: Screened, k: int, j: int) -> tuple[float, int, float]:
    """A's best offer at position k and cut-off j: (value, cut-off left if refused, B's share)."""
    share = done.share_b[k, 0]
    best, cut, offer = 1.0 - share, -1, share
    for i in range(j):
        refuse = line.after_battle * expected(done.marginal, line, k, i) - line.marginal[i]
        share = max(0.0, refuse)
        accept = (line.mass[j] - line.mass[i]) / line.mass[j]
        fight = line.after_battle * expected(done.value_a, line, k, i) - line.cost_a
        value = accept * (1.0 - share) + (1.0 - accept) * fight
        if value > best + 1e-13 and line.mass[i] > 0.0:
            best, cut, offer = value, i, share
    return best, cut, offer


@compiled
def record(line: Screening, done: Screened, j: int, fights: Kinds, reward_b: float) -> None:
    """Complete the columns of cut-off j once it is known where A would rather just fight."""
    for k in range(1, line.length):
        cut, share = done.next[k, j], done.share_b[k, j]
        left = line.mass[cut] if cut >= 0 else 0.0
        done.marginal[k, j] = share
        done.total_b[k, j] = (line.mass[j] - left) * share
        done.battles[k, j] = left
        done.negotiated[k, j] = line.mass[j] - left
        if cut >= 0:
            later = line.after_battle * expected(done.total_b, line, k, cut)
            done.total_b[k, j] += later - line.costs[cut]
            done.battles[k, j] += expected(done.battles, line, k, cut)
            done.negotiated[k, j] += expected(done.negotiated, line, k, cut)
        if fights[k]:
            done.next[k, j] = j
    fill_fights(done.marginal, line, j, fights, -line.marginal[j], line.after_battle)
    fill_fights(done.total_b, line, j, fights, reward_b, line.after_battle)
    fill_fights(done.battles, line, j, fights, line.mass[j], 1.0)
    fill_fights(done.negotiated, line, j, fights, 0.0, 1.0)


@compiled_making
def skim(line: Screening, done: Screened) -> None:
    """Fill `done` from the lowest cut-off to the highest.

    `done` comes as zeros of shape [length + 1, cut-offs]; `next` becomes -1 where A's offer is
    accepted by everyone.
    """
    for j in range(line.mass.size):
        done.value_a[line.length, j] = line.kept
        done.marginal[0, j] = line.kept
        done.total_b[0, j] = line.kept * line.mass[j]
    nothing = np.zeros(line.length)
    toughest = line.costs[0] / line.mass[0] if line.mass[0] > 0.0 else line.marginal[0]
    stop_or_fight(done.marginal, line, 0, nothing, -toughest)
    for k in range(1, line.length):
        # Against the toughest type alone A offers what refusing is worth to it.
        share = done.marginal[k, 0]
        done.share_b[k, 0], done.next[k, 0] = share, -1
        done.value_a[k, 0] = 1.0 - share
        done.total_b[k, 0] = line.mass[0] * share
        done.negotiated[k, 0] = line.mass[0]
    stop = np.zeros(line.length)
    for j in range(1, line.mass.size):
        for k in range(1, line.length):
            stop[k], done.next[k, j], done.share_b[k, j] = best_cut(line, done, k, j)
        fights = stop_or_fight(done.value_a, line, j, stop, -line.cost_a)
        record(line, done, j, fights, -line.costs[j])
