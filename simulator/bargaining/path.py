"""What happens on the equilibrium path: chance of a battle, number of battles, chance of a deal.

The path is a Markov chain on (phase, position, regime). Where a chain can go on for ever (peace,
or war without end) its linear systems are singular, so each is solved only on the states that can
reach the event asked about; elsewhere the probability is 0 and the number of battles infinite.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csc_matrix, identity
from scipy.sparse.linalg import spsolve

from simulator.bargaining.complete import Equilibrium
from simulator.bargaining.markov import LEAVE, WAR, Kinds, Values

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Path:
    """Expectations from every state, each [position, phase, regime].

    Attributes:
        pr_war: Probability of at least one battle [0-1].
        battles: Expected number of battles; infinite where they may never end.
        pr_negotiated: Probability that the last thing that happens is a deal that lasts [0-1].
        pr_walks_out: Probability that somebody walks out in the end [0-1].
    """

    pr_war: Values
    battles: Values
    pr_negotiated: Values
    pr_walks_out: Values


def reaching(step: csc_matrix, target: Flags) -> Flags:
    """Which states can reach `target`, itself included."""
    found = target.copy()
    while True:
        wider = found | (step @ found.astype(float) > 0.0)
        if np.array_equal(wider, found):
            return found
        found = wider


def reached(step: csc_matrix, now: Values) -> Values:
    """Smallest non-negative solution of x = now + step x."""
    live = np.flatnonzero(reaching(step, now > 0.0))
    result = np.zeros(now.size)
    if live.size:
        system = (identity(live.size, format="csc") - step[live][:, live]).tocsc()
        result[live] = spsolve(system, now[live])
    return result


def chain(
    shape: tuple[int, int, int],
    chance: Values,
    regimes: Values,
    then: Kinds,
    moves: Values,
) -> csc_matrix:
    """Transitions between interior states.

    Args:
        shape: Interior positions, phases, regimes.
        chance: Probability that this kind of step is taken [position, phase, regime].
        regimes: Regime chain of this kind of step.
        then: Next phase [phase].
        moves: Probability of moving down, staying, moving up [3, phase, regime].
    """
    k, m, s, r = np.indices((*shape, shape[2]))
    size = int(np.prod(shape))
    here = np.ravel_multi_index((k, m, s), shape)
    total = csc_matrix((size, size))
    for index, shift in enumerate((-1, 0, 1)):
        weight = chance[k, m, s] * regimes[s, r] * moves[index][m, s]
        inside = (k + shift >= 0) & (k + shift < shape[0]) & (weight > 0.0)
        to = np.ravel_multi_index(((k + shift)[inside], then[m][inside], r[inside]), shape)
        total = total + coo_matrix((weight[inside], (here[inside], to)), (size, size)).tocsc()
    return total


def path(solved: Equilibrium) -> Path:
    """Expectations on the equilibrium path of a game of complete information."""
    rules = solved.rules
    length, count, regimes = solved.kinds.shape[0] - 1, *solved.kinds.shape[1:3]
    shape = (length - 1, count, regimes)
    turn = (rules.proposes_a[:, None], 1.0 - rules.proposes_a[:, None])
    kinds = solved.kinds[1:length]
    still = np.zeros((3, count, regimes))
    still[1] = 1.0
    step = csc_matrix((int(np.prod(shape)),) * 2)
    war_now, out_now = np.zeros(shape), np.zeros(shape)
    for striker, surprise in enumerate((rules.strike, -rules.strike)):
        fights = turn[striker] * (kinds[..., striker] == WAR)
        win = np.clip(rules.win + surprise[:, None], 0.0, 1.0)
        moving = 1.0 - rules.draw
        battle = np.stack([moving * (1.0 - win), np.full_like(win, rules.draw), moving * win])
        step = step + chain(shape, fights, rules.war, rules.after_war, battle)
        war_now += fights
        out_now += turn[striker] * (kinds[..., striker] == LEAVE)
    binding = bool(rules.after_deal[0] == 0.0)
    peace_now = np.zeros_like(war_now) if binding else 1.0 - war_now - out_now
    peace = chain(shape, peace_now, rules.peace, rules.after_peace, still)
    step = step + peace
    fighting = war_now.ravel()
    pr_war = reached(peace, fighting)
    # A deal lasts if it binds, or if no battle can follow it.
    lasting = 1.0 - fighting - out_now.ravel() if binding else (pr_war <= 0.0).astype(float)
    inner = step if binding else without(step, lasting > 0.0)
    negotiated = reached(inner, lasting)
    walks_out = reached(inner, out_now.ravel())
    leaving = np.asarray(1.0 - step.sum(axis=1)).ravel() > 1e-12
    endless = ~reaching(step, leaving | (lasting > 0.0))
    battles = reached(without(step, endless), fighting)
    battles[reaching(step, endless)] = np.inf
    full = [
        np.clip(pr_war, 0.0, 1.0),
        battles,
        np.clip(negotiated, 0.0, 1.0),
        np.clip(walks_out, 0.0, 1.0),
    ]
    return Path(
        *(np.concatenate([np.zeros((1, *shape[1:])), part.reshape(shape)]) for part in full)
    )


def without(step: csc_matrix, stopped: Flags) -> csc_matrix:
    """The chain with no way out of the `stopped` states."""
    keep = coo_matrix((np.ones(stopped.size), (np.arange(stopped.size),) * 2)).tocsc()
    keep.data[stopped] = 0.0
    return (keep @ step).tocsc()
