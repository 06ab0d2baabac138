"""The class: who is in the room, what is shown to it, how it voted. In memory, and bounded."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import Literal

from simulator.classroom.board import Board
from simulator.classroom.lesson import Lesson
from simulator.classroom.pairs import Pairs

Role = Literal["presenter", "student"]

#: Letters of a join code: none that is read as another.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

#: The most people in one room.
MOST_PEOPLE = 400

#: Seats for one address, unless the class is behind one: a phone, and the same phone once more.
SEATS = 3

#: Presenters' pages that are remembered; of more, the one not used for longest is put out.
_PRESENTERS = 32


class Refused(Exception):
    """The room says no; `status` is the HTTP status that says so."""

    def __init__(self, status: int, why: str) -> None:
        self.status = status
        super().__init__(why)


class WrongCode(Exception):
    """That is neither the code nor the presenter's key."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room, and the address of the connection they came by."""

    role: Role
    address: str = ""


def _code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(6))


@dataclass(slots=True)
class Room:
    """One lesson's class.

    Attributes:
        lesson: What is taught.
        open: Whether students may join; without it everybody on this machine presents.
        seats: How many may join from one address.
        code: What students type to join; another one after a reset.
        key: What the presenter's own link carries.
        run: Names this run of the program; browsers keep what they remember under it.
        shown: What the presenter shows: the part of the page's address after `#`.
        admits: Whether the door is open now.
        classes: How many classes there were before this one.
        closed: Scenes whose vote is over.
        board: The class's designs.
        pairs: The rounds in which the class itself bargains.
        version: Grows whenever something to tell changes.
    """

    lesson: Lesson
    open: bool
    seats: int = SEATS
    code: str = field(default_factory=_code)
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    shown: str = ""
    admits: bool = True
    classes: int = 0
    closed: set[int] = field(default_factory=set)
    board: Board = field(default_factory=Board)
    pairs: Pairs = field(default_factory=lambda: Pairs(secrets.randbits(63)))
    version: int = 0
    _people: OrderedDict[str, Person] = field(default_factory=OrderedDict)
    _votes: dict[int, dict[str, int]] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def role_of(self, cookie: str | None) -> Role | None:
        """What somebody with this cookie may do; None for a stranger."""
        if cookie is None or cookie not in self._people:
            return None
        # Who was used last is put out last.
        self._people.move_to_end(cookie)
        return self._people[cookie].role

    def present(self, key: str | None) -> str:
        """A cookie for the presenter.

        Raises:
            WrongCode: The room is open and this is not the presenter's link.
        """
        if self.open and not hmac.compare_digest((key or "").encode(), self.key.encode()):
            raise WrongCode
        cookie = self._admit(Person("presenter"))
        mine = [each for each, person in self._people.items() if person.role == "presenter"]
        for old in mine[:-_PRESENTERS]:
            del self._people[old]
        return cookie

    def join(self, code: str, address: str = "", cookie: str | None = None) -> str:
        """A cookie for a student who typed the code; whoever has one keeps it.

        Raises:
            WrongCode: That is not the code.
            Refused: The door is closed, the room is full, or this address has its seats already.
        """
        if not hmac.compare_digest(code.strip().upper().encode(), self.code.encode()):
            raise WrongCode
        if cookie is not None and self.role_of(cookie) is not None:
            return cookie
        if not self.admits:
            raise Refused(403, "the door is closed; ask the teacher to open it again")
        students = [each for each in self._people.values() if each.role == "student"]
        if sum(each.address == address for each in students) >= self.seats:
            raise Refused(429, "this device's address has joined several times already")
        if len(students) >= MOST_PEOPLE:
            raise Refused(503, "the room is full")
        cookie = self._admit(Person("student", address))
        self.pairs.seat(cookie)
        return cookie

    def _admit(self, person: Person) -> str:
        cookie = secrets.token_urlsafe(18)
        self._people[cookie] = person
        self.tell()
        return cookie

    def door(self, *, admits: bool) -> None:
        """Open the door, or close it: whoever is in stays in."""
        self.admits = admits
        self.tell()

    def reset(self) -> None:
        """The next class: another code, nobody in but presenters, nothing of theirs left."""
        self.code = _code()
        self.admits = True
        self.classes += 1
        for cookie in [each for each, who in self._people.items() if who.role == "student"]:
            del self._people[cookie]
        self._votes.clear()
        self.closed.clear()
        self.board = Board()
        self.pairs = Pairs(self.pairs.luck, games=self.pairs.games + 1)
        self.tell()

    def vote(self, cookie: str, scene: int, choice: int) -> None:
        """Count somebody's guess; a second one replaces the first.

        Raises:
            Refused: No such scene or option, or the vote is over.
        """
        found = self.lesson.scene(scene)
        if found is None or not 0 <= choice < len(found.vote["options"]):
            raise Refused(422, "no such scene or option")
        if scene in self.closed:
            raise Refused(409, "the vote is over")
        self._votes.setdefault(scene, {})[cookie] = choice
        self.tell()

    def close(self, scene: int, *, over: bool) -> None:
        """End a scene's vote, or take votes again.

        Raises:
            Refused: No such scene.
        """
        if self.lesson.scene(scene) is None:
            raise Refused(422, "no such scene")
        if over:
            self.closed.add(scene)
        else:
            self.closed.discard(scene)
        self.tell()

    def votes(self) -> dict[int, list[int]]:
        """Scene to how often each option was guessed."""
        tallies = {}
        for scene, votes in self._votes.items():
            found = self.lesson.scene(scene)
            if found is not None:
                tally = Counter(votes.values())
                tallies[scene] = [tally[i] for i in range(len(found.vote["options"]))]
        return tallies

    def show(self, what: str) -> None:
        """Show the class this part of the address."""
        if what != self.shown:
            self.shown = what
            self.tell()

    def tell(self) -> None:
        """Wake whoever listens."""
        self.version += 1
        self._news.set()
        self._news = asyncio.Event()

    async def news(self, since: int, seconds: float) -> None:
        """Wait until there is something newer than `since`, at most so long [seconds]."""
        if self.version != since:
            return
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return

    def state(self, cookie: str) -> dict[str, object]:
        """What somebody in the room may know.

        The class is told how others voted once the vote is over. The presenter's page has it
        before, and keeps it to itself until then.
        """
        person = self._people.get(cookie)
        presents = person is not None and person.role == "presenter"
        tallies = self.votes()
        return {
            "shown": self.shown,
            "votes": {
                scene: each for scene, each in tallies.items() if presents or scene in self.closed
            },
            "mine": {scene: each[cookie] for scene, each in self._votes.items() if cookie in each},
            "closed": sorted(self.closed),
            "people": sum(each.role == "student" for each in self._people.values()),
            "board": self.board.rows(),
            "pairs": self.pairs.state(cookie, presents=presents),
            "class": self.classes,
            **({"code": self.code, "admits": self.admits} if presents and self.open else {}),
        }
