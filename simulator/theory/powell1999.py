"""Power against benefits: war is a danger when the status quo lags behind the balance of force.

Source: R. Powell 1996 (World Politics 48) and 1999, "In the Shadow of Power", ch. 3, for the verbal
result. The formula is Powell-type, own derivation.

| symbol | meaning                                             | unit        |
|--------|-----------------------------------------------------|-------------|
| q      | what the dissatisfied side D holds now              | stake       |
| p      | probability that D wins                             | probability |
| l, h   | bounds of D's private uniform cost                  | stake       |
| s      | cost of war to the satisfied side S                 | stake       |
"""

from __future__ import annotations


def pr_war(p: float, q: float, low: float, high: float, s: float) -> float:
    """The probability that S's ultimatum is refused and D fights [probability].

    Zero while p - q <= low (power and benefits match), then rising with the gap, then flat.

    Source: Powell-type, own derivation.
    Assumes: S offers once and never less than q; D fights iff p - cost exceeds the offer.

    >>> pr_war(0.5, 0.5, 0.0, 0.5, 0.1), round(pr_war(0.8, 0.2, 0.0, 0.5, 0.1), 9)
    (0.0, 0.4)
    """
    cutoff = min(max(low, (high - s) / 2), p - q)
    return min(1.0, max(0.0, (cutoff - low) / (high - low)))
