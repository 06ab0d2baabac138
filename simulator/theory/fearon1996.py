"""Objects that are themselves a source of power: slices, and the jump that means war.

Source: J. Fearon 1996, "Bargaining over Objects that Influence Future Bargaining Power", as given
in Powell 2006, pp. 186-187, eq. 3. The recursion for a linear p is Fearon-type, own derivation.

| symbol | meaning                                                    | unit             |
|--------|------------------------------------------------------------|------------------|
| x      | what side 1 holds                                          | flow, 0..1       |
| p(x)   | side 1's probability of winning when it holds x: p_0 + s*x | probability      |
| c_2    | side 2's cost of war, paid once                            | one-period flows |
| delta  | discount factor per period                                 | 0..1             |
| J      | jump of p just above x_bar, where p is p_bar               | probability      |
"""

from __future__ import annotations


def next_slice(x: float, p_0: float, s: float, c_2: float, delta: float) -> float:
    """Side 1's next holding: as much as side 2 grants rather than fight [flow].

    A steeper slope s makes the first slice smaller (a slice then costs side 2 more) but the sum of
    all slices larger; c_2 makes every slice larger, patience makes it smaller.

    Source: Fearon 1996 through Powell 2006, eq. 3; linear recursion Fearon-type, own derivation.
    Assumes: p(x) = p_0 + s*x with 0 <= s < 1; interior holdings; no binding promise.

    >>> round(next_slice(0.0, 0.2, 0.5, 0.5, 0.9), 6)
    0.045455
    """
    B = 1 / (1 - delta)
    return (B * (p_0 + s * x) + (1 - delta) * c_2 - delta * B * p_0) / (1 + delta * B * s)


def resting_place(p_0: float, s: float, c_2: float, delta: float) -> float:
    """The holding at which slicing ends: x = p(x) + (1-delta)*c_2 [flow].

    Source: Fearon 1996 through Powell 2006, pp. 186-187.
    Assumes: p(x) = p_0 + s*x with s < 1 and an answer within 0..1.

    >>> round(resting_place(0.2, 0.5, 0.5, 0.9), 9)
    0.5
    """
    return (p_0 + (1 - delta) * c_2) / (1 - s)


def slice_ratio(s: float, delta: float) -> float:
    """How each slice compares with the one before, B*s/(1 + delta*B*s) [pure number].

    Source: Fearon-type, own derivation.
    Assumes: p linear with slope s.

    >>> round(slice_ratio(0.5, 0.9), 6)
    0.909091
    """
    B = 1 / (1 - delta)
    return B * s / (1 + delta * B * s)


def jump_means_war(J: float, x_bar: float, p_bar: float, c_2: float, delta: float) -> bool:
    """Whether side 2 fights rather than give the slice that makes p jump by J.

    Source: Fearon 1996 through Powell 2006, pp. 186-187.
    Assumes: side 1 holds x_bar and any more raises p from p_bar to p_bar + J.

    >>> jump_means_war(0.0167, 0.4, 0.5, 0.5, 0.9), jump_means_war(0.0166, 0.4, 0.5, 0.5, 0.9)
    (True, False)
    """
    B = 1 / (1 - delta)
    return (1 - p_bar) * B - c_2 > 1 - x_bar + delta * ((1 - p_bar - J) * B - c_2)


def critical_jump(x_bar: float, p_bar: float, c_2: float, delta: float) -> float:
    """The jump of p above which side 2 fights [probability].

    Source: Fearon 1996 through Powell 2006, pp. 186-187.
    Assumes: as in `jump_means_war`.

    >>> round(critical_jump(0.4, 0.5, 0.5, 0.9), 6)
    0.016667
    """
    return ((1 - delta) ** 2 * c_2 - (1 - delta) * x_bar + p_bar) / delta - p_bar
