"""Sides that agree to disagree: each has its own Beta prior on A's chance, and battles teach both.

At every position, with wins and losses so far, the sides sign if and only if A's expectation of
victory exceeds B's by no more than what fighting to the finish would cost both, each by its own
belief. Nothing is inferred from offers. Expectations are over the whole Beta, not at its mean, by
Gauss-Jacobi quadrature; the war itself is an exact sum over wins and losses.

Source: Smith and Stam 2004, "Bargaining and the Nature of War", JCR 48:783-813 (reconstruction).
Assumes: reservation values are those of fighting to the finish, not of settling later.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import eigvalsh_tridiagonal
from scipy.special import logsumexp

from simulator.bargaining.fight_to_finish import ruin
from simulator.bargaining.game import Game, HeterogeneousPriors
from simulator.bargaining.position import inside
from simulator.bargaining.solution import Solution, StateSolution, clipped_range
from simulator.errors import RunFailed

Vector = npt.NDArray[np.float64]

#: Quadrature nodes: exact for polynomials to degree 799, smooth far beyond.
NODES = 400
#: Stop when wars this rare are still undecided; what is left could move no result by more.
REST = 1e-12
LONGEST = 50_000
_HUGE = 1e100


def beta_nodes(a: float, b: float, count: int = NODES) -> tuple[Vector, Vector]:
    """Nodes in (0, 1) and logarithms of weights summing to 1, for expectations over Beta(a, b).

    Golub-Welsch on the Jacobi recurrence, normalised to a probability from the start, so that
    concentrated priors neither overflow nor vanish. Weights come from the recurrence at each node
    and not from eigenvectors: those know a weight of 1e-40 to no digit, and battles can make it the
    only one that counts.

    >>> x, w = beta_nodes(6.0, 4.0)
    >>> float(np.round(np.exp(w) @ x, 12))
    0.6
    """
    alpha, beta = b - 1.0, a - 1.0
    n = np.arange(1.0, count)
    total = 2.0 * n + alpha + beta
    centre = np.empty(count)
    centre[0] = (beta - alpha) / (alpha + beta + 2.0)
    centre[1:] = (beta - alpha) * (beta + alpha) / (total * (total + 2.0))
    spread = 4.0 * n * (n + alpha) * (n + beta) * (n + alpha + beta)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = spread / (total**2 * (total + 1.0) * (total - 1.0))
    # The first coefficient, with its common factor (1 + alpha + beta) cancelled.
    spread[0] = 4.0 * (1.0 + alpha) * (1.0 + beta) / (total[0] ** 2 * (total[0] + 1.0))
    beside = np.sqrt(spread)
    nodes = eigvalsh_tridiagonal(centre, beside)
    log_weights = _log_weights(nodes, centre, beside)
    chances = np.clip((nodes + 1.0) / 2.0, 1e-15, 1.0 - 1e-15)
    return chances, log_weights - logsumexp(log_weights)


def _log_weights(nodes: Vector, centre: Vector, beside: Vector) -> Vector:
    """Logarithm of 1 / (sum of squares of the orthonormal polynomials) at each node."""
    before, here = np.zeros_like(nodes), np.ones_like(nodes)
    squares, scale = np.ones_like(nodes), np.zeros_like(nodes)
    for n, step in enumerate(beside):
        behind = beside[n - 1] * before if n else 0.0
        before, here = here, ((nodes - centre[n]) * here - behind) / step
        squares += here**2
        # They grow beyond all numbers where the weight is next to nothing.
        shrink = np.where(np.abs(here) > _HUGE, 1.0 / _HUGE, 1.0)
        before, here, squares = before * shrink, here * shrink, squares * shrink**2
        scale -= 2.0 * np.log(shrink)
    return -(np.log(squares) + scale)


@dataclass(frozen=True, slots=True)
class Believer:
    """One side's belief, ready to be updated and averaged over.

    Attributes:
        log_win: Logarithm of A's chance at each node.
        log_loss: Logarithm of B's chance at each node.
        log_weights: Logarithm of the prior's weight at each node.
        chance: A's chance of final victory [node, position].
        battles: Expected battles to the finish [node, position].
    """

    log_win: Vector
    log_loss: Vector
    log_weights: Vector
    chance: Vector
    battles: Vector

    def expects(
        self, wins: Vector, losses: Vector, at: npt.NDArray[np.int64]
    ) -> tuple[Vector, Vector]:
        """Posterior expectation of A's victory and of battles, at positions `at`."""
        # In logarithms to the end: a prior may put next to nothing where the battles point.
        logs = wins[:, None] * self.log_win + losses[:, None] * self.log_loss + self.log_weights
        posterior = np.exp(logs - logs.max(axis=1, keepdims=True))
        posterior /= posterior.sum(axis=1, keepdims=True)
        return (
            np.einsum("ij,ji->i", posterior, self.chance[:, at]),
            np.einsum("ij,ji->i", posterior, self.battles[:, at]),
        )


def believer(prior: tuple[float, float], game: Game) -> Believer:
    """A side with this Beta prior, in this game."""
    nodes, log_weights = beta_nodes(*prior)
    chance, battles = ruin(nodes, game.front.length, game.front.draw)
    return Believer(np.log(nodes), np.log1p(-nodes), log_weights, chance, battles)


@dataclass(frozen=True, slots=True)
class Table:
    """Both sides' reservation values at several positions, as A's shares."""

    least_a: Vector
    most_b: Vector

    @property
    def deal(self) -> npt.NDArray[np.bool_]:
        """Whether they sign; indifferent sides do."""
        return self.least_a <= self.most_b + 1e-12


def reservations(
    game: Game, sides: tuple[Believer, Believer], wins: Vector, losses: Vector, start: int
) -> Table:
    """What each side asks for after these wins and losses of A, from position `start`."""
    at = (start + wins - losses).astype(np.int64)
    kept = 1.0 - game.deal.war_destroys
    (chance_a, battles_a), (chance_b, battles_b) = (s.expects(wins, losses, at) for s in sides)
    if game.cost.kind == "per-war":
        battles_a = battles_b = np.ones(at.size)
    cost_b = 0.0 if game.cost.b is None else game.cost.b
    least_a = kept * chance_a - game.per_battle(game.cost.a) * battles_a
    most_b = 1.0 - kept * (1.0 - chance_b) + game.per_battle(cost_b) * battles_b
    return Table(least_a, most_b)


def war_length(
    game: Game, sides: tuple[Believer, Believer], true_win: float
) -> tuple[float, float]:
    """Expected battles, draws included, and the probability of a negotiated end.

    Raises:
        RunFailed: If the war outlasts `LONGEST` battles with a probability worth mentioning.
    """
    start, length = game.front.start, game.front.length
    wins, mass = np.array([0.0]), np.array([1.0])
    battles = negotiated = 0.0
    left = 1.0
    for fought in range(LONGEST):
        deal = reservations(game, sides, wins, fought - wins, start).deal
        negotiated += float(mass[deal].sum())
        mass = np.where(deal, 0.0, mass)
        left = float(mass.sum())
        if left <= REST:
            return battles / (1.0 - game.front.draw), negotiated
        battles += left
        after = np.append(mass * (1.0 - true_win), 0.0) + np.append(0.0, mass * true_win)
        wins = np.append(wins, wins[-1] + 1.0)
        at = start + 2.0 * wins - (fought + 1)
        inside = (at > 0) & (at < length)
        wins, mass = wins[inside], after[inside]
        if not wins.size:
            return battles / (1.0 - game.front.draw), negotiated
    raise RunFailed(
        f"{game.title or 'the game'}: after {LONGEST} battles a war is still going on with "
        f"probability {left:.2g}; shorten the line"
    )


def solve_heterogeneous(game: Game) -> Solution:
    """The war between sides with different priors; values only where they settle at once.

    Raises:
        RunFailed: If the war does not end; see `war_length`.
    """
    known = game.information
    if not isinstance(known, HeterogeneousPriors):
        raise TypeError(f"not a game with heterogeneous priors: {known}")
    sides = believer(known.prior_a, game), believer(known.prior_b, game)
    states = tuple(state(game, sides, k) for k in range(1, game.front.length))
    start = states[game.front.start - 1]
    battles, negotiated = war_length(game, sides, known.true_win)
    offer = start.offer_a if start.offer_a is not None else start.offer_b
    if start.offer_a is not None and start.offer_b is not None and game.offers.proposer == "random":
        offer = start.value_a
    return Solution(
        war=start.war,
        pr_war=float(start.war),
        offer=offer,
        accepted=not start.war,
        range=clipped_range(start.reservation_a or 0.0, start.reservation_b or 0.0),
        value_a=start.value_a,
        value_b=start.value_b,
        expected_battles=battles,
        pr_negotiated=min(1.0, negotiated),
        by_state=states,
        fight_to_finish=(start.reservation_a or 0.0, start.reservation_b or 0.0),
        accepted_range=inside(start.reservation_a or 0.0, 1.0 - (start.reservation_b or 0.0)),
    )


def state(game: Game, sides: tuple[Believer, Believer], k: int) -> StateSolution:
    """One row of `by_state`: the war begins at `k`, with the priors."""
    none = np.array([0.0])
    table = reservations(game, sides, none, none, k)
    least_a, most_b = float(table.least_a[0]), float(table.most_b[0])
    deal = bool(table.deal[0])
    proposer = game.offers.proposer
    high, low = min(1.0, max(0.0, most_b)), min(1.0, max(0.0, least_a))
    chance = {"A": 1.0, "alternate": 1.0, "B": 0.0, "random": game.offers.share_a}[proposer]
    value_a = chance * high + (1.0 - chance) * low
    return StateSolution(
        k=k,
        regime=0,
        offer_a=high if deal and proposer != "B" else None,
        offer_b=low if deal and proposer not in ("A", "alternate") else None,
        value_a=value_a if deal else None,
        value_b=1.0 - value_a if deal else None,
        reservation_a=least_a,
        reservation_b=1.0 - most_b,
        war=not deal,
    )
