"""Attrition: how two forces wear each other down.

Source: F. Lanchester 1916, Aircraft in Warfare (and M. Osipov 1915). The contest function that
turns a ratio of forces into a probability is Lanchester-type, own modelling choice.

| symbol | meaning                                           | unit                              |
|--------|---------------------------------------------------|-----------------------------------|
| x, y   | forces                                            | men (or any unit of force)        |
| alpha  | losses of y per unit of x and of time             | 1/time; linear law 1/(time*force) |
| beta   | losses of x per unit of y and of time             | as alpha                          |
| mu     | exponent of the contest (2 square, 1 linear law)  | pure number                       |
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Fight(NamedTuple):
    """How a fight to annihilation ends: "x", "y" or "none" (both vanish), who is left, when."""

    winner: str
    survivors: float
    time: float


def square_invariant(x: float, y: float, alpha: float, beta: float) -> float:
    """The quantity the square law keeps, alpha*x**2 - beta*y**2; its sign names the winner.

    Source: Lanchester 1916.
    Assumes: aimed fire, no reinforcement.

    >>> square_invariant(1000, 800, 0.01, 0.01)
    3600.0
    """
    return alpha * x * x - beta * y * y


def square_law(x: float, y: float, alpha: float, beta: float) -> Fight:
    """Winner, survivors [force] and duration [time] under dx/dt = -beta*y, dy/dt = -alpha*x.

    Source: Lanchester 1916.
    Assumes: aimed fire, no reinforcement, a fight to the end.

    >>> fight = square_law(1000, 800, 0.01, 0.01)
    >>> fight.winner, round(fight.survivors, 6), round(fight.time, 3)
    ('x', 600.0, 109.861)
    """
    edge = square_invariant(x, y, alpha, beta)
    a, b = math.sqrt(alpha) * x, math.sqrt(beta) * y
    # Sides as equal as numbers can say fight for ever, whatever rounding leaves of the invariant.
    if edge == 0 or a == b:
        return Fight("none", 0.0, math.inf)
    time = math.atanh(min(a, b) / max(a, b)) / math.sqrt(alpha * beta)
    if edge > 0:
        return Fight("x", math.sqrt(edge / alpha), time)
    return Fight("y", math.sqrt(-edge / beta), time)


def square_step(
    x: float, y: float, alpha: float, beta: float, time: float = 1.0
) -> tuple[float, float]:
    """The forces after a stretch of the square law, exactly; never below zero [force].

    Source: Lanchester 1916 (solution of the linear system).
    Assumes: `time` is in the unit of alpha and beta; a side that reaches zero stops the fight.

    >>> [round(v, 4) for v in square_step(1000, 800, 0.01, 0.01, 109.8612289)]
    [600.0, 0.0]
    """
    end = square_law(x, y, alpha, beta)
    if time >= end.time:
        return (end.survivors, 0.0) if end.winner == "x" else (0.0, end.survivors)
    turn = math.sqrt(alpha * beta) * time
    cosh, sinh = math.cosh(turn), math.sinh(turn)
    ratio = math.sqrt(beta / alpha)
    return x * cosh - ratio * y * sinh, y * cosh - x * sinh / ratio


def linear_law(x: float, y: float, alpha: float, beta: float) -> Fight:
    """Winner and survivors [force] under dx/dt = -beta*x*y, dy/dt = -alpha*x*y; time is infinite.

    Source: Lanchester 1916 (alpha*x - beta*y is kept).
    Assumes: unaimed fire, no reinforcement, a fight to the end.

    >>> round(linear_law(1000, 800, 1e-4, 1e-4).survivors, 6)
    200.0
    """
    edge = alpha * x - beta * y
    if edge > 0:
        return Fight("x", edge / alpha, math.inf)
    return Fight("y", -edge / beta, math.inf) if edge < 0 else Fight("none", 0.0, math.inf)


def quality_to_balance(numbers_ratio: float) -> float:
    """How much better each man must be when outnumbered by this ratio [pure number].

    Source: Lanchester 1916 (square law).
    Assumes: the square law; ratio = enemy's numbers over own.

    >>> quality_to_balance(2.0)
    4.0
    """
    return numbers_ratio**2


def contest(
    m_A: float, m_B: float, mu: float = 2.0, alpha: float = 1.0, beta: float = 1.0
) -> float:
    """The probability that A wins a battle, given forces [probability].

    Source: Lanchester-type, own modelling choice (odds = ratio of fighting strengths).
    Assumes: m_A + m_B > 0.

    >>> contest(2.0, 1.0), round(contest(2.0, 1.0, mu=1.0), 4)
    (0.8, 0.6667)
    """
    a, b = alpha * m_A**mu, beta * m_B**mu
    return float(a / (a + b))
