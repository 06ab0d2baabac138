"""The class as the sample: phones in pairs, three rounds, and what each phone may know of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.classroom.pair_rules import (
    OFFERS,
    RULES,
    Outcome,
    Play,
    Wrong,
    dealt,
    program_accepts,
)

Plain = dict[str, object]


@dataclass(slots=True)
class Pair:
    """Two phones in a round; the last of an odd number plays against the program."""

    A: str
    D: str | None
    play: Play

    def side_of(self, cookie: str) -> str | None:
        """The side that this phone plays here."""
        return "A" if cookie == self.A else "D" if cookie == self.D else None


@dataclass(slots=True)
class Pairs:
    """The rounds of one class.

    Attributes:
        luck: Names the luck of what is dealt [0, 2**63).
        on: Whether the phones show the rounds and not the lesson.
        open: Whether the last round is under way.
        games: How often the three rounds were begun.
    """

    luck: int
    on: bool = False
    open: bool = False
    games: int = 0
    _seats: list[str] = field(default_factory=list)
    _rounds: list[list[Pair]] = field(default_factory=list)

    def seat(self, cookie: str) -> None:
        """One more phone: phones pair up in the order in which they came."""
        self._seats.append(cookie)

    @property
    def round(self) -> int:
        """The round that is open, or was last; 0 before the first."""
        return len(self._rounds)

    def begin(self, number: int) -> None:
        """Open round `number` for all who are here.

        Raises:
            Wrong: It is not the next one.
        """
        if self.open or number != self.round + 1 or number > len(RULES):
            raise Wrong("that is not the next round")
        seats, turn = [*self._seats], self.games * len(RULES) + number
        others: list[str | None] = [*seats[1::2], *([None] if len(seats) % 2 else [])]
        self._rounds.append(
            [
                Pair(one, other, Play(dealt(RULES[number - 1], self.luck, pair, turn)))
                for pair, (one, other) in enumerate(zip(seats[::2], others, strict=True))
            ]
        )
        self.on = self.open = True

    def finish(self, number: int) -> None:
        """Close round `number`: what is not over by then does not count.

        Raises:
            Wrong: It is not open.
        """
        if not self.open or number != self.round:
            raise Wrong("that round is not open")
        self.open = False

    def leave(self) -> None:
        """Back to the lesson; what came out stays."""
        self.on = self.open = False

    def again(self) -> None:
        """Begin anew, with the same phones and other numbers."""
        self.leave()
        self._rounds.clear()
        self.games += 1

    def move(self, cookie: str, number: int, month: int, what: str, share: int | None) -> None:
        """What a phone does.

        Args:
            cookie: Whose phone.
            number: The round it means.
            month: The month it means: what comes too late or twice does nothing.
            what: `ask`, `accept`, `refuse`, `keep` or `break`.
            share: What it asks for; None for other moves.

        Raises:
            Wrong: That is no move now, or not this side's.
        """
        pair = self._pair_of(cookie, self.round) if self.open and number == self.round else None
        side = {"ask": "A", "accept": "D", "refuse": "D", "keep": "A", "break": "A"}.get(what)
        if pair is None or pair.side_of(cookie) != side or month != pair.play.month:
            raise Wrong("that is not your move now")
        if (share is None) is (what == "ask"):
            raise Wrong("a share goes with an offer, and with nothing else")
        if share is not None:
            pair.play.ask(share)
            if pair.D is None:
                pair.play.answer(accept=program_accepts(pair.play))
        elif side == "D":
            pair.play.answer(accept=what == "accept")
        else:
            pair.play.keep(keep=what == "keep")

    def _pair_of(self, cookie: str, number: int) -> Pair | None:
        pairs = self._rounds[number - 1] if number else []
        return next((each for each in pairs if each.side_of(cookie)), None)

    def _closed(self) -> Iterator[tuple[int, list[Pair]]]:
        """The rounds that are over, by their number."""
        over = self._rounds[:-1] if self.open else self._rounds
        return enumerate(over, 1)

    def state(self, cookie: str, *, presents: bool) -> Plain:
        """What somebody may know: a phone its own numbers, and all when a round is closed."""
        told: Plain = {"on": self.on, "open": self.open, "round": self.round, "of": len(RULES)}
        if not self.on and not presents:
            return told
        if presents:
            told["closed"] = [counted(pairs) for _, pairs in self._closed()]
            here = duels(self._rounds[-1]) if self._rounds else []
            told["phones"] = len(self._seats)
            told["pairs"] = len(here)
            told["done"] = sum(each.play.outcome is not None for each in here)
            told["all"] = [[_revealed(each) for each in duels(p)] for _, p in self._closed()]
        else:
            told["mine"] = self._mine(cookie)
            told["earned"] = [self._earned(cookie, number) for number, _ in self._closed()]
        return told

    def _mine(self, cookie: str) -> Plain | None:
        """This phone's round: own numbers only while odds are secret and the round is open."""
        pair = self._pair_of(cookie, self.round)
        if pair is None:
            return None
        play, side = pair.play, pair.side_of(cookie)
        told: Plain = {
            "side": side,
            "program": pair.D is None,
            "turn": play.turn,
            "month": play.month,
            "offers": OFFERS,
            "offer": play.offer,
            "signed": play.signed,
            "kept": play.kept,
        }
        if not self.open:
            return {**told, **_revealed(pair)}
        if RULES[self.round - 1] == "secret":
            mine = ("odds_A", "cost_A") if side == "A" else ("odds_D", "cost_D")
            return {**told, "numbers": {name: getattr(play.numbers, name) for name in mine}}
        return {**told, **_numbers(play)}

    def _earned(self, cookie: str, number: int) -> float | None:
        """What a round left this phone; None where it had no part in it or did not finish."""
        pair = self._pair_of(cookie, number)
        if pair is None or pair.play.outcome is None:
            return None
        of_A, of_D = pair.play.earned()
        return round(of_A if cookie == pair.A else of_D, 1)


def duels(pairs: list[Pair]) -> list[Pair]:
    """The pairs of two phones: those that count."""
    return [each for each in pairs if each.D is not None]


def counted(pairs: list[Pair]) -> Plain:
    """Of the pairs that finished: how many, in how many a deal existed, how each went."""
    over = [each.play for each in duels(pairs) if each.play.outcome is not None]
    how: Counter[Outcome | None] = Counter(play.outcome for play in over)
    existed = sum(play.numbers.existed for play in over)
    return {"n": len(over), "existed": existed, "how": {str(key): how[key] for key in how}}


def _numbers(play: Play) -> Plain:
    dealt = play.numbers
    names = ("odds_A", "odds_D", "cost_A", "cost_D", "growth")
    return {
        "numbers": {name: getattr(dealt, name) for name in names},
        "range": [dealt.least, dealt.most],
    }


def _revealed(pair: Pair) -> Plain:
    """All there is to know of a pair, once its round is closed."""
    play = pair.play
    over = play.outcome is not None
    earned = [round(each, 1) for each in play.earned()] if over else None
    return {
        **_numbers(play),
        "month": play.month,
        "offer": play.offer,
        "outcome": play.outcome,
        "existed": play.numbers.existed,
        "gained": earned,
    }
