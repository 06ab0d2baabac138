"""Crisis bargaining before a war: the range, the gamble, and the three ways to an empty range.

Source: J. Fearon 1995, "Rationalist Explanations for War", International Organization 49(3).
The range, the risk-return trade-off, mutual optimism, first strike, preventive war and
indivisibility are the author's. The general power utility `x**a`, the two-type thresholds, the
finite set of settlements and p-neutrality are Fearon-type, own derivation.

| symbol   | meaning                                        | unit                     |
|----------|------------------------------------------------|--------------------------|
| x        | A's share of the stake (B holds 1 - x)         | stake, 0..1              |
| p        | probability that A wins the war                | probability              |
| c_A, c_B | cost of the war to A, to B                     | stake (flows in preventive war) |
| l, h     | bounds of B's privately known uniform cost     | stake                    |
| delta    | discount factor per period                     | 0..1                     |
| a        | exponent of the utility x**a (a>1: likes risk) | pure number              |
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Range(NamedTuple):
    """The shares of A that both sides weakly prefer to war [stake]; empty when lo > hi."""

    lo: float
    hi: float

    @property
    def width(self) -> float:
        """Length of the range [stake]; negative when the range is empty."""
        return self.hi - self.lo

    @property
    def empty(self) -> bool:
        """Whether no share is acceptable to both (beyond rounding, 1e-12)."""
        return self.width < -1e-12


class Gamble(NamedTuple):
    """The best demand against a private cost, and what it brings."""

    demand: float
    pr_war: float
    value: float


def bargaining_range(p: float, c_A: float, c_B: float, a: float = 1.0) -> Range:
    """The shares of A that both sides prefer to war [stake, uncapped when a = 1].

    With `a = 1` both are risk neutral and the width is c_A + c_B > 0, whatever p is.

    Source: Fearon 1995, pp. 386-387. The exponent is Fearon-type, own derivation.
    Assumes: a divisible stake, known p and costs; for a != 1 costs are in utility and war values
        below 0 are read as 0.

    >>> r = bargaining_range(0.6, 0.1, 0.2)
    >>> round(r.lo, 9), round(r.hi, 9), round(r.width, 9)
    (0.5, 0.8, 0.3)
    """
    if a == 1.0:
        return Range(p - c_A, p + c_B)
    return Range(max(0.0, p - c_A) ** (1 / a), 1.0 - max(0.0, 1 - p - c_B) ** (1 / a))


def ultimatum(p: float, c_A: float, c_B: float, proposer: str = "A") -> float:
    """A's share when one side makes the only offer [stake, 0..1].

    Source: Fearon 1995, pp. 386-387.
    Assumes: complete information, risk neutrality, an indifferent responder accepts.

    >>> round(ultimatum(0.6, 0.1, 0.2, "A"), 9), round(ultimatum(0.6, 0.1, 0.2, "B"), 9)
    (0.8, 0.5)
    """
    if proposer not in {"A", "B"}:
        raise ValueError(f"proposer must be 'A' or 'B', not {proposer!r}")
    return min(1.0, p + c_B) if proposer == "A" else max(0.0, p - c_A)


def uniform_gamble(p: float, c_A: float, low: float, high: float) -> Gamble:
    """A's best ultimatum when B's cost is uniform on [low, high], its risk of war and its value.

    Inside the bounds Pr(war) does not depend on p: a test of a solver, not a law of nature.

    Source: Fearon 1995, Claim 2, pp. 410-411 (uniform special case; p-neutrality own derivation).
    Assumes: 0 <= low < high; B fights exactly when its cost is below demand - p.

    >>> [round(v, 9) for v in uniform_gamble(0.5, 0.1, 0.0, 0.5)]
    [0.7, 0.4, 0.58]
    """
    demand = min(1.0, p + max(low, (high - c_A) / 2))
    pr_war = min(1.0, max(0.0, (demand - p - low) / (high - low)))
    return Gamble(demand, pr_war, pr_war * (p - c_A) + (1 - pr_war) * demand)


def risk_with_two_sided_doubt(g: float, h: float) -> float:
    """Pr(war) before A's own cost is known to anybody else [probability].

    Every type of A runs the risk max(0, (h - c_A)/2h) of Claim 2; this is its mean, 1/2 - g/4h.

    Source: Fearon 1995-type, own derivation from Claim 2.
    Assumes: c_A ~ U[0, g], c_B ~ U[0, h], g <= h, demands inside the stake, one ultimatum by A.

    >>> round(risk_with_two_sided_doubt(0.2, 0.5), 9)
    0.4
    """
    return 1 / 2 - g / (4 * h)


def no_risk_is_run(c_A: float, low: float, high: float) -> bool:
    """Whether the best ultimatum against a uniform cost is one that every type accepts.

    Source: Fearon 1995, Claim 2 (uniform special case).
    Assumes: the safe demand p + low is below 1.

    >>> no_risk_is_run(0.3, 0.0, 0.2), no_risk_is_run(0.1, 0.0, 0.5)
    (True, False)
    """
    return high <= 2 * low + c_A


def optimism_blocks(p_A: float, p_B: float, c_A: float, c_B: float) -> bool:
    """Whether the sides' own chances of victory add up to too much for any deal.

    Source: Fearon 1995, p. 391.
    Assumes: p_A is A's and p_B is B's probability of its own victory; neither learns from an offer.

    >>> optimism_blocks(0.7, 0.6, 0.1, 0.1)
    True
    """
    return p_A + p_B - 1 > c_A + c_B


def first_strike_range(p_f: float, p_s: float, c_A: float, c_B: float) -> Range:
    """The shares that stop both from striking first [stake]; empty iff p_f - p_s > c_A + c_B.

    Source: Fearon 1995, p. 403.
    Assumes: A wins with p_f when A strikes first and with p_s when B does.

    >>> first_strike_range(0.6, 0.45, 0.1, 0.1).empty, first_strike_range(0.7, 0.45, 0.1, 0.1).empty
    (False, True)
    """
    return Range(p_f - c_A, p_s + c_B)


def preventive_war(p_1: float, p_2: float, c_B: float, delta: float) -> bool:
    """Whether declining B attacks before A's chances rise for good from p_1 to p_2.

    The interior form is delta*p_2 - p_1 > c_B*(1-delta)**2; past the point where B's later war is
    worth nothing B compares war now with one period of the whole flow.

    Source: Fearon 1995, pp. 405-406.
    Assumes: rising A makes every offer, no promise binds, the flow is 1 per period and c_B, paid
        once, is counted in one-period flows.

    >>> preventive_war(0.35, 0.3901, 0.1, 0.9), preventive_war(0.35, 0.3899, 0.1, 0.9)
    (True, False)
    """
    if p_2 + c_B * (1 - delta) <= 1:
        return delta * p_2 - p_1 > c_B * (1 - delta) ** 2
    return (1 - p_1) / (1 - delta) - c_B > 1


def preventive_threshold(p_1: float, c_B: float, delta: float) -> float:
    """The smallest later chance p_2 of the rising side above which the other attacks now.

    Source: Fearon 1995, pp. 405-406.
    Assumes: as in `preventive_war`, with p_2 + c_B*(1-delta) <= 1.

    >>> round(preventive_threshold(0.35, 0.1, 0.9), 9)
    0.39
    """
    return (p_1 + c_B * (1 - delta) ** 2) / delta


def indivisible_war(p: float, c_A: float, c_B: float, pieces: int = 1) -> bool:
    """Whether no share of 0, 1/K, ..., 1 lies in the bargaining range (K = pieces).

    Source: Fearon 1995 for K = 1; other K are Fearon-type, own derivation.
    Assumes: the stake can only be cut at K + 1 equally spaced points and no lottery is possible.

    >>> indivisible_war(0.5, 0.2, 0.2), indivisible_war(0.5, 0.2, 0.2, pieces=3)
    (True, False)
    """
    lo, hi = max(0.0, p - c_A), min(1.0, p + c_B)
    return math.floor(hi * pieces + 1e-12) < math.ceil(lo * pieces - 1e-12)


def lottery_range(p: float, c_A: float, c_B: float) -> Range:
    """The chances of giving A the whole indivisible prize that both prefer to war [probability].

    Source: Fearon 1995; Powell 2006 (a binding lottery would restore peace).
    Assumes: risk neutrality; the lottery's result is honoured.

    >>> [round(v, 9) for v in lottery_range(0.5, 0.2, 0.2)]
    [0.3, 0.7]
    """
    return Range(max(0.0, p - c_A), min(1.0, p + c_B))


def screen_power_types(p_weak: float, p_strong: float, c_A: float, c_D: float) -> float:
    """The Pr(weak) from which A risks war to pay less to a weak defender [probability].

    `p_weak` and `p_strong` are A's chances against each type. Pooling asks p_strong + c_D,
    screening p_weak + c_D and meets war with probability 1 - Pr(weak).

    Source: Fearon-type, own derivation (two types of military power).
    Assumes: p_weak > p_strong, one ultimatum, then war.

    >>> round(screen_power_types(0.7, 0.4, 0.1, 0.1), 9)
    0.4
    """
    return (c_A + c_D) / (p_weak - p_strong + c_A + c_D)


def screen_cost_types(c_A: float, c_low: float, c_high: float) -> float:
    """The Pr(high cost) from which A risks war to exploit a soft defender [probability].

    Source: Fearon-type, own derivation (two types of cost).
    Assumes: c_high > c_low, a common p, one ultimatum, then war.

    >>> round(screen_cost_types(0.1, 0.1, 0.4), 9)
    0.4
    """
    return (c_A + c_low) / (c_A + c_high)
