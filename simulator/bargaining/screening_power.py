"""A proposes, B's strength is private: battles teach A, and so do refusals.

Two types of B at every position, beliefs on a grid of `GRID` steps that includes the prior. With a
single decisive battle the solution is exact; otherwise errors of values are about the square of a
step, those of chances about a step. A's value is convex in its belief, so interpolating between
grid points overstates the use of learning a little.

Source: Filson and Werner 2002, AJPS 46:819-38, and Powell 2004, AJPS 48:344-61 (set-up); the
solution is the perfect Bayesian equilibrium in which the tough type is held to its reservation
value.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulator.bargaining.complete import fight_to_finish
from simulator.bargaining.game import Game, TwoTypePower
from simulator.bargaining.learning import POOL, Beliefs, Learned, add_up, fight_a, learn
from simulator.bargaining.markov import Values
from simulator.bargaining.position import inside
from simulator.bargaining.solution import Solution, StateSolution, certainty, clipped_range
from simulator.errors import RunFailed

GRID = 400
ROUNDS = 2_000
#: Values that still move by more than this are not a solution [stakes].
ACCURACY = 1e-7


def beliefs(game: Game, known: TwoTypePower, costs: bool) -> Beliefs:
    """The line as arrays; `costs` false once a price paid once has been paid."""
    belief = np.unique(np.append(np.linspace(0.0, 1.0, GRID + 1), known.weak))
    likelihood = np.array(
        [[1.0 - known.win_tough, 1.0 - known.win_weak], [known.win_tough, known.win_weak]]
    )
    below = np.zeros((2, belief.size), dtype=np.int64)
    part = np.zeros((2, belief.size))
    for won in range(2):
        weak = belief * likelihood[won, 1]
        total = weak + (1.0 - belief) * likelihood[won, 0]
        # What cannot happen teaches nothing.
        then = np.where(total > 0.0, weak / np.where(total > 0.0, total, 1.0), belief)
        below[won] = np.minimum(np.searchsorted(belief, then, side="right") - 1, belief.size - 2)
        step = belief[below[won] + 1] - belief[below[won]]
        part[won] = (then - belief[below[won]]) / step
    full = below + 1
    below, part = np.where(part >= 1.0, full, below), np.where(part >= 1.0, 0.0, part)
    cost_b = 0.0 if game.cost.b is None else game.cost.b
    return Beliefs(
        belief=belief,
        below=below,
        part=part,
        win=np.array([known.win_tough, known.win_weak], dtype=float),
        draw=float(game.front.draw),
        after_battle=float(game.after_battle),
        cost_a=game.per_battle(game.cost.a) if costs else 0.0,
        cost_b=game.per_battle(cost_b) if costs else 0.0,
    )


def solved_line(game: Game, line: Beliefs, drawn: Learned | None) -> Learned:
    """Values and offers along the line; `drawn` is what a draw leads to, None for here again.

    Raises:
        RunFailed: If offers and values go in circles.
    """
    kept = 1.0 - game.deal.war_destroys
    shape = (game.front.length + 1, line.belief.size)
    done = Learned(
        value_a=np.zeros(shape),
        weak=np.zeros(shape),
        tough=np.zeros(shape),
        next=np.full(shape, POOL, dtype=np.int64),
    )
    done.value_a[-1] = kept
    done.weak[0] = done.tough[0] = kept
    change = learn(done, done if drawn is None else drawn, line, ROUNDS)
    if not change <= ACCURACY:
        raise RunFailed(
            f"{game.title or 'the game'}: beliefs and offers did not settle "
            f"(the last round moved values by {change:.2g})"
        )
    return done


def solve_two_powers(game: Game) -> Solution:
    """Equilibrium when B is weak or tough in battle, with a prior strictly between 0 and 1.

    Raises:
        RunFailed: If offers and values go in circles.
    """
    known = game.information
    if not isinstance(known, TwoTypePower):
        raise TypeError(f"not a game with two strengths: {known}")
    line = beliefs(game, known, costs=True)
    paid: Learned | None = None
    if game.cost.kind == "per-war" and game.front.draw > 0.0:
        paid = solved_line(game, beliefs(game, known, costs=False), None)
    done = solved_line(game, line, paid)
    j = int(np.searchsorted(line.belief, known.weak))
    share = line.belief[j]
    sums = {name: totals(game, line, done, paid, name, j) for name in ("battles", "deal", "value")}
    states = tuple(
        state(done, done if paid is None else paid, line, k, j, float(sums["value"][k]))
        for k in range(1, game.front.length)
    )
    k = game.front.start
    refused = refusal_chance(done, line, k, j)
    finish = [
        fight_to_finish(replace(game, battle=replace(game.battle, win=(win,))))[k, 0, 0]
        for win in (known.win_tough, known.win_weak)
    ]
    mean = (1.0 - share) * finish[0] + share * finish[1]
    start = states[k - 1]
    return Solution(
        war=start.war,
        pr_war=refused,
        offer=start.offer_a,
        accepted=certainty(refused),
        range=clipped_range(float(mean[0]), float(mean[1])),
        value_a=start.value_a,
        value_b=start.value_b,
        expected_battles=float(sums["battles"][k]),
        pr_negotiated=min(1.0, float(sums["deal"][k])),
        by_state=states,
        fight_to_finish=(float(mean[0]), float(mean[1])),
        # The tough type is held to its value of fighting to the finish.
        accepted_range=inside(start.reservation_a or 0.0, 1.0 - float(finish[0][1])),
    )


def refusal_chance(done: Learned, line: Beliefs, k: int, j: int) -> float:
    """Chance that A's offer at grid point j is refused."""
    cut = int(done.next[k, j])
    if cut == POOL:
        return 0.0
    return float((1.0 - line.belief[j]) / (1.0 - line.belief[cut]))


def totals(
    game: Game, line: Beliefs, done: Learned, paid: Learned | None, what: str, j: int
) -> Values:
    """What B adds up from each position at grid point j, the mean over types [position].

    Args:
        game: The game.
        line: The line.
        done: Its solution.
        paid: The solution after a draw, where that differs.
        what: `battles`, `deal` (chance of one) or `value` (B's).
        j: Grid point of the prior.
    """
    kept = 1.0 - game.deal.war_destroys
    rewards = {"battles": (0.0, 1.0), "deal": (1.0, 0.0), "value": (np.nan, -line.cost_b)}[what]
    weight = line.after_battle if what == "value" else 1.0
    means: list[Values] = []
    for kind in range(2):
        sums = np.zeros_like(done.value_a)
        sums[0] = kept if what == "value" else 0.0
        after_draw = sums
        if paid is not None:
            after_draw = sums.copy()
            free = (rewards[0], 0.0 if what == "value" else rewards[1])
            add_up(after_draw, after_draw, paid, line, kind, np.array(free), weight)
        add_up(sums, after_draw, done, line, kind, np.array(rewards), weight)
        means.append(sums[:, j])
    tough, weak = means
    mean: Values = (1.0 - line.belief[j]) * tough + line.belief[j] * weak
    return mean


def state(
    done: Learned, drawn: Learned, line: Beliefs, k: int, j: int, value_b: float
) -> StateSolution:
    """One row of `by_state`, at the prior."""
    cut = int(done.next[k, j])
    return StateSolution(
        k=k,
        regime=0,
        offer_a=None if cut == j else 1.0 - float(done.weak[k, j]),
        offer_b=None,
        value_a=float(done.value_a[k, j]),
        value_b=value_b,
        reservation_a=float(fight_a(done, drawn, line, k, j)),
        reservation_b=None,
        war=cut != POOL,
    )
