"""What a solved game says: the answer of `simulator solve`, field by field."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StateSolution:
    """Equilibrium if play began at one position and power regime.

    Shares are A's [0-1], values are in stakes; None where the kind of game has no such number.

    Attributes:
        k: Position [1..length-1].
        regime: Power regime, from 0.
        offer_a: A's share in A's offer; None when A makes no offer that could be accepted.
        offer_b: A's share in B's offer.
        value_a: A's value before the offer.
        value_b: B's value before the offer.
        reservation_a: A's value of refusing once; under alternating offers, of B's offer.
        reservation_b: B's value of refusing once.
        war: Whether there is a battle with positive probability.
    """

    k: int
    regime: int
    offer_a: float | None
    offer_b: float | None
    value_a: float | None
    value_b: float | None
    reservation_a: float | None
    reservation_b: float | None
    war: bool


@dataclass(frozen=True, slots=True)
class Solution:
    """Equilibrium of a game from its start.

    Attributes:
        war: Whether there is a battle with positive probability.
        pr_war: Probability of at least one battle [0-1].
        offer: A's share in the first offer (the mean over who proposes); None when none is made.
        accepted: Whether the first offer is accepted; None when that is a matter of chance, and
            `pr_war` is then the chance that it is not.
        range: A's and B's value of fighting to the finish, as A's shares, clipped to [0, 1].
        fight_to_finish: The same values, A's and B's own, as they are [stakes].
        accepted_range: The least share A accepts and the most B leaves it in equilibrium, rather
            than refuse once; with private information, of the toughest types. The first above the
            second when no share suits both; None for a side that accepts no share, and None
            altogether where nobody makes an offer.
        value_a: A's value before the first offer [stakes].
        value_b: B's value before the first offer [stakes], the mean over B's types.
        expected_battles: Expected number of battles; None when infinite.
        pr_negotiated: Probability that the game ends in a deal that lasts [0-1].
        by_state: Every position and regime, positions slowest.
        pr_walks_out: Probability that the game ends with somebody walking out [0-1].
        pr_backs_down: Probability that A, and that B, backs down in a crisis [0-1]; None elsewhere.
        horizon: When a crisis has come to war or to its end at the latest [time, or rounds where
            there are rounds]; None elsewhere.
    """

    war: bool
    pr_war: float
    offer: float | None
    accepted: bool | None
    range: tuple[float, float]
    value_a: float | None
    value_b: float | None
    expected_battles: float | None
    pr_negotiated: float
    by_state: tuple[StateSolution, ...]
    fight_to_finish: tuple[float, float]
    accepted_range: tuple[float | None, float | None] | None
    pr_walks_out: float = 0.0
    pr_backs_down: tuple[float, float] | None = None
    horizon: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The object `simulator solve --json` prints."""
        table = asdict(self)
        return {k: list(v) if isinstance(v, tuple) else v for k, v in table.items()}


def clipped_range(value_a: float, value_b: float) -> tuple[float, float]:
    """The two fight-to-the-finish values as A's shares, clipped to [0, 1].

    Args:
        value_a: A's value of fighting to the finish [stakes].
        value_b: B's value of fighting to the finish [stakes].

    >>> clipped_range(0.5, 0.2)
    (0.5, 0.8)
    """
    return (min(1.0, max(0.0, value_a)), min(1.0, max(0.0, 1.0 - value_b)))


def certainty(pr_war: float) -> bool | None:
    """Whether a first offer is accepted, given the chance that it is refused; None if neither."""
    if pr_war <= 0.0:
        return True
    return False if pr_war >= 1.0 else None
