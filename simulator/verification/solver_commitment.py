"""The game solver on shifting power: thresholds, speed, a guarantor."""

from __future__ import annotations

from functools import partial

from simulator.bargaining.game import Proposer
from simulator.bargaining.solvers import solve
from simulator.verification.games import shifting
from simulator.verification.published_check import Check, Values, order, sign, solved
from simulator.verification.solver_crisis import switch

_P06 = "Powell 2006, IO 60"


def _critical(proposer: Proposer, share_a: float = 0.5, d: float = 0.1) -> Values:
    def war(shift: float) -> bool:
        game = shifting((0.3, 0.3 + shift), d, 0.9, proposer=proposer, share_a=share_a)
        return solve(game).war

    return {"D_crit": switch(war, 0.0, 0.5)}


def _cases(d: float) -> Values:
    rows = ((0.3, 0.6, 0.1, 0.9), (0.3, 0.7, 0.2, 0.95), (0.3, 0.7, d, 0.95))
    return {"war": [solve(shifting(path, cut, late)).war for *path, cut, late in rows]}


def _signs(step: float) -> Values:
    def critical(p: float = 0.3, d: float = 0.1, delta: float = 0.9, alpha: float = 0.2) -> float:
        return switch(
            lambda shift: (
                solve(shifting((p, p + shift), d, delta, proposer="random", share_a=alpha)).war
            ),
            0.0,
            0.6,
        )

    base = critical()
    return {
        "delta": sign(critical(delta=0.9 + step), base),
        "d": sign(critical(d=0.1 + step), base),
        "p": sign(critical(p=0.3 + step), base),
        "alpha": sign(critical(alpha=0.2 + step), base),
    }


def _gradual(total: float) -> Values:
    def war(steps: int) -> bool:
        return solve(shifting([0.3 + total * i / steps for i in range(steps + 1)], 0.1, 0.9)).war

    steps = next((n for n in range(1, 9) if not war(n)), None)
    return {"rapid": war(1), "gradual": war(6), "steps": steps}


def _guarantee(stay: float) -> Values:
    """A guarantor makes the shift rare: the chance per period at which peace begins to hold."""
    return {"war": [solve(shifting((0.3, 0.6), 0.1, 0.9, stay=held)).war for held in (0.0, stay)]}


CHECKS: tuple[Check, ...] = (
    solved(
        "P06-threshold.solver",
        f"{_P06}, p. 183",
        "p=.3, d=.1, delta=.9, the declining side proposes: where war begins, by bisection",
        {"D_crit": 0.1567901},
        partial(_critical, "B"),
        partial(_critical, "A"),
        1e-6,
    ),
    solved(
        "P06-threshold-rising.solver",
        "Powell 2006-type, own derivation",
        "the same, the rising side proposes",
        {"D_crit": 0.0456790},
        partial(_critical, "A"),
        partial(_critical, "B"),
        1e-6,
    ),
    solved(
        "P06-threshold-random.solver",
        "Powell 2006-type, own derivation",
        "the same at d=.05, either side by a coin: (1-d)[delta(p+D)-p] > d(1-delta/2)",
        {"D_crit": 0.0654971},
        partial(_critical, "random", 0.5, 0.05),
        partial(_critical, "random", 0.6, 0.05),
        1e-6,
    ),
    order(
        "P06-shift-cases.solver",
        f"{_P06}, p. 183",
        "p=.3: .3 at d=.1, delta=.9: war; .4 at d=.2, delta=.95: war; at d=.4: peace",
        {"war": [True, True, False]},
        partial(_cases, 0.4),
        partial(_cases, 0.2),
        "solver",
    ),
    order(
        "P06-shift-signs.solver",
        f"{_P06}, p. 183; alpha Powell-type, own derivation",
        "the critical shift: delta -, d +, p +, share of later offers -",
        {"delta": -1, "d": 1, "p": 1, "alpha": -1},
        partial(_signs, 0.02),
        partial(_signs, -0.02),
        "solver",
    ),
    order(
        "P06-gradual.solver",
        "Powell 2006-type, own derivation",
        "p=.3 rising by .3, d=.1, delta=.9: at once war, in six steps peace, from four on",
        {"rapid": True, "gradual": False, "steps": 4},
        partial(_gradual, 0.3),
        partial(_gradual, 0.2),
        "solver",
    ),
    order(
        "W97-guarantee.solver",
        "Walter 1997, IO 51, for the logic; Walter-type, own derivation",
        "the rapid shift is war; a guarantor who makes it rare (.05 a period) removes the war",
        {"war": [True, False]},
        partial(_guarantee, 0.95),
        partial(_guarantee, 0.2),
        "solver",
    ),
)
