"""How a pair of phones bargains: what each side is dealt, how a round goes, what it leaves each.

A asks for a share of the land, D accepts or refuses. A refusal is a month of war, which takes a
third of what the whole war costs each side; after three refusals the war is over and the land goes
by the chances. So what a deal can save is what the war would cost, less what is spent by then.

Source: Fearon 1995, pp. 386-391 (the range, and odds that differ); Powell 2006 (a side that grows
and whose word does not bind). The numbers dealt are the game's own, but for the odds of the second
round: they are those of `scenarios/private-information.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.model.tape import parameter_channel, uniforms

#: The land [points], and the offers that A may make.
LAND, OFFERS = 100, 3

#: What war costs a side, in points of land: in threes, so that a third of it is a whole number.
COSTS = (3, 6, 9)

#: A's chance of winning [of 100]: as both know it, as A alone sees it, as D alone sees it.
COMMON, SEEN_BY_A, SEEN_BY_D = (50, 55, 60, 65, 70), (55, 60, 65, 70), (50, 55, 60, 65)

#: By how much A's chance grows once something is signed that does not bind A.
GROWTH = 10

Rule = Literal["open", "secret", "word"]

#: The three rounds: all is open; the odds are secret; A's word does not bind.
RULES: tuple[Rule, ...] = ("open", "secret", "word")

Turn = Literal["offer", "answer", "keep", "over"]
Outcome = Literal["at once", "later", "broken", "missed", "none"]


class Wrong(Exception):
    """That is no move, or not this side's or not yet."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a pair is dealt.

    Attributes:
        odds_A: A's chance of winning, as A sees it [of 100].
        odds_D: A's chance of winning, as D sees it [of 100].
        cost_A: What the whole war costs A [points of land].
        cost_D: What it costs D [points of land].
        growth: By how much A's chance grows once something is signed [of 100].

    >>> open = Numbers(60, 60, 6, 9)
    >>> open.least, open.most, open.existed
    (54, 69, True)
    """

    odds_A: int
    odds_D: int
    cost_A: int
    cost_D: int
    growth: int = 0

    @property
    def least(self) -> int:
        """The least share that A would sign at first, and keep."""
        return max(0, self.odds_A + self.growth - self.cost_A)

    @property
    def most(self) -> int:
        """The greatest share that D would give at first."""
        return min(LAND, self.odds_D + self.cost_D)

    @property
    def existed(self) -> bool:
        """Whether some share suited both, on what each believed."""
        return self.least <= self.most

    @property
    def truth(self) -> float:
        """A's true chance: halfway between the two who see it [of 100]."""
        return (self.odds_A + self.odds_D) / 2


def dealt(rule: Rule, luck: int, pair: int, turn: int) -> Numbers:
    """What a pair is dealt in a round; each number is as likely as the others.

    Args:
        rule: The round's rule.
        luck: Names the luck of the room [0, 2**63).
        pair: Number of the pair.
        turn: Number of the round, over all games of the room.
    """

    def one_of(numbers: Sequence[int], what: str) -> int:
        drawn, _ = uniforms(luck, pair, turn, parameter_channel(f"pair.{what}"))
        return numbers[int(drawn * len(numbers))]

    secret = rule == "secret"
    odds_A = one_of(SEEN_BY_A if secret else COMMON, "odds_A")
    odds_D = one_of(SEEN_BY_D, "odds_D") if secret else odds_A
    costs = one_of(COSTS, "cost_A"), one_of(COSTS, "cost_D")
    return Numbers(odds_A, odds_D, *costs, GROWTH if rule == "word" else 0)


@dataclass(slots=True)
class Play:
    """A round of one pair, as far as it has come.

    Attributes:
        numbers: What was dealt.
        month: Offers refused so far, a month of war each.
        offer: The share that A asks for now, or asked for last.
        answered: Whether D has answered that offer.
        signed: Whether it was accepted.
        kept: Whether A kept what was signed; None while that is open.
    """

    numbers: Numbers
    month: int = 0
    offer: int | None = None
    answered: bool = True
    signed: bool = False
    kept: bool | None = None

    @property
    def turn(self) -> Turn:
        """What comes next."""
        if self.signed:
            return "keep" if self.numbers.growth and self.kept is None else "over"
        if not self.answered:
            return "answer"
        return "offer" if self.month < OFFERS else "over"

    def ask(self, share: int) -> None:
        """A asks for so much of the land.

        Raises:
            Wrong: It is not A's turn, or no share.
        """
        self._must_be("offer")
        if not 0 <= share <= LAND:
            raise Wrong(f"a share is a whole number in [0, {LAND}]")
        self.offer, self.answered = share, False

    def answer(self, *, accept: bool) -> None:
        """D accepts what A asks for, or fights another month.

        Raises:
            Wrong: It is not D's turn.
        """
        self._must_be("answer")
        self.answered, self.signed = True, accept
        self.month += not accept

    def keep(self, *, keep: bool) -> None:
        """A keeps what was signed, or breaks it.

        Raises:
            Wrong: There is nothing to keep or to break.
        """
        self._must_be("keep")
        self.kept = keep

    def _must_be(self, turn: Turn) -> None:
        if self.turn != turn:
            raise Wrong("that is not the next move of this pair")

    @property
    def outcome(self) -> Outcome | None:
        """How the round went for the pair; None while it goes on."""
        if self.turn != "over":
            return None
        if not self.signed:
            return "missed" if self.numbers.existed else "none"
        if self.kept is False:
            return "broken"
        return "later" if self.month else "at once"

    def earned(self) -> tuple[float, float]:
        """What the round leaves A and D, once it is over [points of land].

        A war leaves what it brings on average, less its cost; a deal the share, less the months
        fought before it.
        """
        dealt, third = self.numbers, self.month / OFFERS
        if self.signed and self.kept is not False and self.offer is not None:
            share = self.offer
            return share - third * dealt.cost_A, LAND - share - third * dealt.cost_D
        odds = dealt.truth + (dealt.growth if self.signed else 0)
        return odds - dealt.cost_A, LAND - odds - dealt.cost_D


def program_accepts(play: Play) -> bool:
    """Whether the program, in the place of D, accepts what A asks for.

    It does where that leaves it no worse than war, on its own numbers, and where A would lose by
    breaking it.
    """
    if play.offer is None:
        return False
    dealt, left = play.numbers, 1 - play.month / OFFERS
    most = dealt.odds_D + left * dealt.cost_D
    least = dealt.odds_A + dealt.growth - left * dealt.cost_A if dealt.growth else 0
    return least <= play.offer <= most
