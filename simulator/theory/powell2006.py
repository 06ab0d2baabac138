"""War as a commitment problem: power that shifts faster than the surplus can pay for.

Source: R. Powell 2004, "The Inefficient Use of Power", APSR 98; 2006, "War as a Commitment
Problem", International Organization 60, pp. 182-190. The condition with alpha = 0, the offensive
advantage and the domestic factions are the author's. The dependence on alpha and the condition for
a whole path are Powell-type, own derivation.

| symbol   | meaning                                                    | unit        |
|----------|------------------------------------------------------------|-------------|
| p        | the rising side's probability of winning now               | probability |
| Delta    | how much that probability rises next period, for good      | probability |
| d        | part of the flow that war destroys                         | 0..1        |
| delta    | discount factor per period                                 | 0..1        |
| alpha    | part of the later surplus the rising side captures         | 0..1        |
| f        | advantage of attacking (and of not being attacked)         | probability |
| r, r_war | ruling faction's chance of staying: after a deal, a victory | probability |
| l        | share that the faction out of power still gets             | 0..1/2      |
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.theory.fearon1995 import Range


def shift_exceeds_surplus(
    m_1_now: float, m_1_next: float, m_2_now: float, whole: float, delta: float
) -> bool:
    """Whether the discounted rise of side 1's war value exceeds what a deal saves: fighting.

    Source: Powell 2006, p. 182, eq. 1.
    Assumes: `whole` is the value of the pie for ever and m_i what i can lock in by fighting, all
        in one-period flows; only the current flow can be transferred.

    >>> shift_exceeds_surplus(2.7, 5.4, 6.3, 10.0, 0.9)
    True
    """
    return delta * m_1_next - m_1_now > whole - (m_1_now + m_2_now)


def shift_gain(p: float, Delta: float, d: float, delta: float) -> float:
    """The left-hand side of the inequality, (1-d)*[delta*(p+Delta) - p] [share of the flow].

    Source: Powell 2006, p. 183.
    Assumes: one shift, known to both.

    >>> round(shift_gain(0.3, 0.3, 0.1, 0.9), 9), round(shift_gain(0.3, 0.4, 0.2, 0.95), 9)
    (0.216, 0.292)
    """
    return (1 - d) * (delta * (p + Delta) - p)


def shift_means_war(p: float, Delta: float, d: float, delta: float, alpha: float = 0.0) -> bool:
    """Whether the declining side fights before the shift.

    With alpha = 0 the condition shift_gain > d gives war in every equilibrium, whoever proposes.
    The more the rising side takes of the later surplus (alpha), the smaller the shift that does.

    Source: Powell 2006, p. 183 (alpha = 0); other alpha Powell-type, own derivation.
    Assumes: no binding promise; the shift is permanent and 0 <= p + Delta <= 1.

    >>> shift_means_war(0.3, 0.1, 0.1, 0.9), shift_means_war(0.3, 0.1, 0.1, 0.9, alpha=1.0)
    (False, True)
    """
    return shift_gain(p, Delta, d, delta) > d * (1 - alpha * delta)


def critical_shift(p: float, d: float, delta: float, alpha: float = 0.0) -> float:
    """The smallest shift above which the declining side fights [probability].

    At p=.3, d=.1, delta=.9 this is .15679 for alpha = 0 and .04568 for alpha = 1: a game in which
    the rising side makes every offer must not be judged by the first number.

    Source: Powell 2006, p. 183 (alpha = 0); other alpha Powell-type, own derivation.
    Assumes: as in `shift_means_war`.

    >>> round(critical_shift(0.3, 0.1, 0.9), 5), round(critical_shift(0.3, 0.1, 0.9, 1.0), 5)
    (0.15679, 0.04568)
    """
    return (d * (1 - alpha * delta) / (1 - d) + p) / delta - p


def path_means_war(p: Sequence[float], d: float, delta: float) -> bool:
    """Whether war comes at some date when side 1's chances follow the path p, then stay.

    Source: Powell-type, own derivation (alpha = 0, the declining side makes every offer).
    Assumes: p never falls; the last entry lasts for ever; both know the path.

    >>> path_means_war([0.3, 0.6], 0.1, 0.9), path_means_war([0.3, 0.4, 0.5], 0.1, 0.9)
    (True, False)
    """
    return any(
        (1 - d) * (delta**m * p[t + m] - p[t]) > d
        for t in range(len(p))
        for m in range(1, len(p) - t)
    )


def fewest_steps_for_peace(
    p: float, total: float, d: float, delta: float, most: int = 1000
) -> int | None:
    """Over how many equal steps the total shift must be spread for peace; None if `most` is short.

    Source: Powell-type, own derivation.
    Assumes: as in `path_means_war`.

    >>> fewest_steps_for_peace(0.3, 0.3, 0.1, 0.9)
    4
    """
    for n in range(1, most + 1):
        if not path_means_war([p + total * t / n for t in range(n + 1)], d, delta):
            return n
    return None


def offensive_range(p: float, f: float, d: float) -> Range:
    """The shares of side 1 that stop both from attacking [flow]; empty iff 2*f*(1-d) > d.

    Source: Powell 2006, pp. 184-185.
    Assumes: side 1 wins with p + f when it attacks and p - f when attacked.

    >>> offensive_range(0.5, 0.13, 0.2).empty, offensive_range(0.5, 0.12, 0.2).empty
    (True, False)
    """
    return Range((p + f) * (1 - d), (p - f) * (1 - d) + d)


def critical_advantage(d: float) -> float:
    """The offensive advantage above which the range is empty [probability].

    Source: Powell 2006, pp. 184-185.
    Assumes: as in `offensive_range`.

    >>> round(critical_advantage(0.2), 9), round(critical_advantage(0.1), 4)
    (0.125, 0.0556)
    """
    return d / (2 * (1 - d))


def faction_range(p: float, d: float, r: float, r_war: float, l: float) -> Range:  # noqa: E741
    """The shares acceptable to a ruling faction and to the other state [flow].

    Empty iff d*[r(1-l)+(1-r)l] < p(1-d)(r_war-r)(1-2l); with r_war = r the state is unitary.

    Source: Powell 2006, pp. 189-190.
    Assumes: in power the faction gets 1 - l of its country's share, out of power l; defeat gives 0.

    >>> [round(v, 3) for v in faction_range(0.5, 0.1, 0.6, 0.9, 0.2)]
    [0.595, 0.55]
    """
    in_peace, in_war = r * (1 - l) + (1 - r) * l, r_war * (1 - l) + (1 - r_war) * l
    return Range(p * (1 - d) * in_war / in_peace, p * (1 - d) + d)


def faction_fights(p: float, d: float, r: float, r_war: float, l: float) -> bool:  # noqa: E741
    """Whether the ruling faction's private gain from victory leaves no deal.

    Source: Powell 2006, pp. 189-190.
    Assumes: as in `faction_range`.

    >>> faction_fights(0.5, 0.1, 0.6, 0.9, 0.2), faction_fights(0.5, 0.3, 0.6, 0.9, 0.2)
    (True, False)
    """
    return d * (r * (1 - l) + (1 - r) * l) < p * (1 - d) * (r_war - r) * (1 - 2 * l)
