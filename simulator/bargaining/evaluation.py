"""Values given offers: the linear system behind policy iteration (compiled).

Given what is offered and accepted everywhere, values solve a linear system that couples each
position with its two neighbours, so it is eliminated block by block along the line.
"""

from __future__ import annotations

import numpy as np

from simulator.bargaining.markov import (
    LEAVE,
    WAR,
    WILLING,
    Kinds,
    Rules,
    Values,
    chance,
    choose,
    fight,
    keeps_office,
    settled,
)
from simulator.compiled import compiled, compiled_making


@compiled
def add_fight(
    left: Values,
    row: int,
    coefficient: float,
    rules: Rules,
    place: tuple[int, int, int],
    side: int,
    striker: int,
) -> None:
    """Subtract `coefficient` x (value of a battle now) from a row of the linear system.

    Args:
        left: The rows at one position: columns of the position below, here, above, and the
            constant [row, 3 x block + 1].
        row: Which row.
        coefficient: How much of the battle's value the row holds.
        rules: The game.
        place: Phase, regime, block size.
        side: Whose value, 0 for A, 1 for B.
        striker: Who opens the battle.
    """
    m, s, block = place
    regimes = rules.win.size
    moves = 1.0 - rules.draw
    win = chance(rules, m, s, striker)
    left[row, 3 * block] -= coefficient * rules.cost[m, side]
    for r in range(regimes):
        column = (rules.after_war[m] * regimes + r) * 2 + side
        weight = coefficient * rules.after_battle[side] * rules.war[s, r]
        left[row, column] -= weight * moves * (1.0 - win)
        left[row, block + column] -= weight * rules.draw
        left[row, 2 * block + column] -= weight * moves * win


@compiled
def add_continuation(
    left: Values, row: int, coefficient: float, rules: Rules, place: tuple[int, int, int], side: int
) -> None:
    """Subtract `coefficient` x (value of what follows a deal); arguments as `add_fight`."""
    m, s, block = place
    if rules.after_deal[side] == 0.0:
        return
    for r in range(rules.win.size):
        column = (rules.after_peace[m] * rules.win.size + r) * 2 + side
        left[row, block + column] -= coefficient * rules.after_deal[side] * rules.peace[s, r]


@compiled
def fill_rows(
    left: Values, rules: Rules, kinds: Kinds, shares: Values, place: tuple[int, int, int]
) -> None:
    """Write both sides' rows for one position, phase and regime; `kinds`, `shares` by proposer."""
    m, s, block = place
    for proposer in range(2):
        turn = rules.proposes_a[m] if proposer == 0 else 1.0 - rules.proposes_a[m]
        if turn == 0.0:
            continue
        first = (m * rules.win.size + s) * 2
        kind, share = kinds[proposer], shares[proposer]
        if kind in (WAR, LEAVE):
            for side in range(2):
                if kind == WAR:
                    add_fight(left, first + side, turn, rules, place, side, proposer)
                else:
                    left[first + side, 3 * block] += turn * rules.outside[side]
            continue
        office_a = rules.office[0] * keeps_office(share, rules.keeps[0])
        office_b = rules.office[1] * keeps_office(1.0 - share, rules.keeps[1])
        responder = 1 - proposer
        if kind == WILLING:
            # The responder gets what striking is worth, the proposer all that is left, at the rate
            # at which one side's flow today is exchanged for the other's.
            rate = rules.weight[proposer] / rules.weight[responder]
            add_fight(left, first + responder, turn, rules, place, responder, responder)
            add_fight(left, first + proposer, -turn * rate, rules, place, responder, responder)
            add_continuation(left, first + proposer, turn, rules, place, proposer)
            add_continuation(left, first + proposer, turn * rate, rules, place, responder)
            gain = rules.weight[proposer] * (rules.stake[s] + office_a + office_b)
            left[first + proposer, 3 * block] += turn * gain
        else:
            for side in range(2):
                add_continuation(left, first + side, turn, rules, place, side)
                own, office = (share, office_a) if side == 0 else (1.0 - share, office_b)
                gain = rules.weight[side] * (rules.stake[s] * own + office)
                left[first + side, 3 * block] += turn * gain


@compiled
def pivot(matrix: Values, right: Values, i: int) -> None:
    """Bring the largest entry of column i, from row i down, into row i."""
    largest = i
    for j in range(i + 1, matrix.shape[0]):
        if abs(matrix[j, i]) > abs(matrix[largest, i]):
            largest = j
    if largest != i:
        for c in range(matrix.shape[1]):
            matrix[i, c], matrix[largest, c] = matrix[largest, c], matrix[i, c]
        for c in range(right.shape[1]):
            right[i, c], right[largest, c] = right[largest, c], right[i, c]


@compiled
def eliminate(matrix: Values, right: Values) -> None:
    """Solve `matrix` x = `right` in place, row pivoting; `right` [size, columns] becomes x."""
    size, columns = right.shape
    for i in range(size):
        pivot(matrix, right, i)
        for j in range(i + 1, size):
            factor = matrix[j, i] / matrix[i, i]
            if factor != 0.0:
                for c in range(i + 1, size):
                    matrix[j, c] -= factor * matrix[i, c]
                for c in range(columns):
                    right[j, c] -= factor * right[i, c]
    for i in range(size - 1, -1, -1):
        for c in range(columns):
            total = right[i, c]
            for j in range(i + 1, size):
                total -= matrix[i, j] * right[j, c]
            right[i, c] = total / matrix[i, i]


@compiled
def take_in_below(rows: Values, below: Values, k: int, rules: Rules) -> None:
    """Put what is known of the position below into the rows of position k.

    Args:
        rows: The rows at k, as in `add_fight`.
        below: Values at k-1 as a linear function of those at k [block, block + constant].
        k: Position; below position 1 is B's victory.
        rules: The game.
    """
    block = below.shape[0]
    for i in range(block):
        for j in range(block):
            weight = rows[i, j]
            if weight == 0.0:
                continue
            if k == 1:
                rows[i, 3 * block] -= weight * rules.at_zero[j // 2 % rules.win.size, j % 2]
                continue
            for c in range(block):
                rows[i, block + c] += weight * below[j, c]
            rows[i, 3 * block] -= weight * below[j, block]


@compiled
def line_up(rows: Values, here: Values, last: bool, rules: Rules) -> None:
    """Write values at a position as a linear function of those above into `here`."""
    block = here.shape[0]
    for i in range(block):
        here[i, block] = rows[i, 3 * block]
        for j in range(block):
            above = rows[i, 2 * block + j]
            here[i, j] = 0.0 if last else -above
            if last:
                here[i, block] -= above * rules.at_length[j // 2 % rules.win.size, j % 2]
    eliminate(rows[:, block : 2 * block], here)


@compiled_making
def evaluate(values: Values, rules: Rules, kinds: Kinds, shares: Values) -> None:
    """Write into `values` what the offers `kinds`, `shares` are worth, played for ever."""
    length, phases, regimes = values.shape[0] - 1, values.shape[1], values.shape[2]
    block = phases * regimes * 2
    rows = np.empty((block, 3 * block + 1))
    linear = np.zeros((length, block, block + 1))
    for k in range(1, length):
        for i in range(block):
            for j in range(3 * block + 1):
                rows[i, j] = 1.0 if j == block + i else 0.0
        for m in range(phases):
            for s in range(regimes):
                fill_rows(rows, rules, kinds[k, m, s], shares[k, m, s], (m, s, block))
        take_in_below(rows, linear[k - 1], k, rules)
        line_up(rows, linear[k], k == length - 1, rules)
    for k in range(length - 1, 0, -1):
        for i in range(block):
            total = linear[k, i, block]
            for j in range(block):
                above = values[k + 1, j // (2 * regimes), j // 2 % regimes, j % 2]
                total += linear[k, i, j] * above
            values[k, i // (2 * regimes), i // 2 % regimes, i % 2] = total


@compiled
def after_offers(
    values: Values, rules: Rules, kinds: Kinds, shares: Values, result: Values
) -> float:
    """One step back in time: write the values today into `result`; the largest change [stakes]."""
    largest = 0.0
    for k in range(1, values.shape[0] - 1):
        for m in range(values.shape[1]):
            for s in range(values.shape[2]):
                for side in range(2):
                    total = 0.0
                    for proposer in range(2):
                        turn = rules.proposes_a[m] if proposer == 0 else 1.0 - rules.proposes_a[m]
                        kind = kinds[k, m, s, proposer]
                        if kind == WAR:
                            worth = fight(values, rules, k, m, s, side, proposer)
                        elif kind == LEAVE:
                            worth = float(rules.outside[side])
                        else:
                            share = shares[k, m, s, proposer]
                            worth = settled(values, rules, k, m, s, side, share)
                        total += turn * worth
                    result[k, m, s, side] = total
                    change = abs(total - values[k, m, s, side]) / max(1.0, abs(total))
                    largest = max(largest, change)
    return largest


@compiled
def move(values: Values, towards: Values, part: float) -> float:
    """Move `values` so far `towards` others in place; the largest relative gap before [stakes].

    Loops, not array expressions: those would triple the time it takes to compile this module.
    """
    gap, size = 0.0, 1.0
    for k in range(1, values.shape[0] - 1):
        for m in range(values.shape[1]):
            for s in range(values.shape[2]):
                for side in range(2):
                    here, there = values[k, m, s, side], towards[k, m, s, side]
                    gap = max(gap, abs(there - here))
                    size = max(size, abs(there))
                    values[k, m, s, side] = here + part * (there - here)
    return gap / size


@compiled_making
def iterate_policy(values: Values, rules: Rules, kinds: Kinds, shares: Values, limit: int) -> int:
    """Alternate `choose` and `evaluate` until the offers repeat; steps taken, -1 if they do not.

    `values` is the start (a warm one saves steps) and becomes the result.
    """
    before = values.copy()
    for step in range(1, limit + 1):
        choose(values, rules, kinds, shares)
        evaluate(values, rules, kinds, shares)
        if move(before, values, 1.0) <= 1e-12:
            return step
    return -1


@compiled_making
def iterate_values(values: Values, rules: Rules, kinds: Kinds, shares: Values, limit: int) -> int:
    """Damped backward induction; steps taken, -1 if values still move after `limit` steps."""
    result = values.copy()
    for step in range(1, limit + 1):
        choose(values, rules, kinds, shares)
        if after_offers(values, rules, kinds, shares, result) <= 1e-12:
            return step
        move(values, result, 0.5)
    return -1
