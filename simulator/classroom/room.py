"""The class: who is in the room, what is shown to it, how it voted. In memory, and bounded."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import Literal

from simulator.classroom.lesson import Lesson

Role = Literal["presenter", "student"]

#: Letters of a join code: none that is read as another.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

#: Wrong codes allowed a minute, from everybody together: a code then outlives years of guessing.
_WRONG_A_MINUTE = 60

#: The most people in one room.
MOST_PEOPLE = 400


class Refused(Exception):
    """The room says no; `status` is the HTTP status that says so."""

    def __init__(self, status: int, why: str) -> None:
        self.status = status
        super().__init__(why)


@dataclass(slots=True)
class Room:
    """One lesson's class.

    Attributes:
        lesson: What is taught.
        open: Whether students may join; without it everybody on this machine presents.
        code: What students type to join.
        key: What the presenter's own link carries.
        shown: What the presenter shows: the part of the page's address after `#`.
        version: Grows whenever something to tell changes.
    """

    lesson: Lesson
    open: bool
    code: str = field(default_factory=lambda: "".join(secrets.choice(_LETTERS) for _ in range(6)))
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    shown: str = ""
    version: int = 0
    _people: OrderedDict[str, Role] = field(default_factory=OrderedDict)
    _votes: dict[int, dict[str, int]] = field(default_factory=dict)
    _wrong: list[float] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def role_of(self, cookie: str | None) -> Role | None:
        """What somebody with this cookie may do; None for a stranger."""
        return self._people.get(cookie or "")

    def present(self, key: str | None) -> str:
        """A cookie for the presenter.

        Raises:
            Refused: The room is open and this is not the presenter's link.
        """
        if self.open and not hmac.compare_digest((key or "").encode(), self.key.encode()):
            raise Refused(403, "this link is not the presenter's")
        return self._admit("presenter")

    def join(self, code: str) -> str:
        """A cookie for a student who typed the code.

        Raises:
            Refused: The code is wrong, too many were, or the room is full.
        """
        now = time.monotonic()
        self._wrong = [when for when in self._wrong if now - when < 60.0]
        if len(self._wrong) >= _WRONG_A_MINUTE:
            raise Refused(429, "too many wrong codes; wait a minute")
        if not hmac.compare_digest(code.strip().upper().encode(), self.code.encode()):
            self._wrong.append(now)
            raise Refused(403, "that is not the code")
        if len(self._people) >= MOST_PEOPLE:
            raise Refused(503, "the room is full")
        return self._admit("student")

    def _admit(self, role: Role) -> str:
        cookie = secrets.token_urlsafe(18)
        self._people[cookie] = role
        if role == "presenter":
            # Whoever reloads without a cookie again and again does not fill the room.
            mine = [each for each, what in self._people.items() if what == "presenter"]
            for old in mine[:-32]:
                del self._people[old]
        self.tell()
        return cookie

    def vote(self, cookie: str, scene: int, choice: int) -> None:
        """Count somebody's guess; a second one replaces the first.

        Raises:
            Refused: No such scene or option.
        """
        found = self.lesson.scene(scene)
        if found is None or not 0 <= choice < len(found.vote["options"]):
            raise Refused(422, "no such scene or option")
        self._votes.setdefault(scene, {})[cookie] = choice
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

    def state(self, role: Role = "presenter") -> dict[str, object]:
        """What somebody in the room may know; how the others voted only the presenter."""
        people = sum(role == "student" for role in self._people.values())
        votes = self.votes() if role == "presenter" else {}
        return {"shown": self.shown, "votes": votes, "people": people}
