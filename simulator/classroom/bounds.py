"""How much one person and one address may ask: at once, in a minute, and how many seats they get.

Rates are moving windows (package `limits`), kept in memory and forgotten once they have passed.
"""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from simulator.classroom.room import Refused
from simulator.classroom.turns import PRESENTER

#: Wrong codes of one address in a minute that are told that they are wrong.
WRONG_A_MINUTE = 10

#: Answers that one person may wait for at once, by rank; a page asks for two or three.
PRESENTER_AT_ONCE, STUDENT_AT_ONCE = 8, 3

#: Answers that one student may ask for in a minute; an address has its seats' worth.
ASKED_A_MINUTE = 120

#: Times that one person may listen to the class at once: a page, and the one it replaces.
LISTENING_AT_ONCE = 3


def address_of(host: str) -> str:
    """What counts as one address: an IPv4 address, or the network part of an IPv6 one.

    >>> address_of("192.0.2.7"), address_of("::ffff:192.0.2.7"), address_of("2001:db8::1:2")
    ('192.0.2.7', '192.0.2.7', '2001:db8::/64')
    """
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    # One household or one phone has a whole network of these.
    return str(ipaddress.ip_network((found, 64), strict=False))


class Bounds:
    """Counts what is asked, and says when it is too much."""

    def __init__(self, seats: int) -> None:
        """Nothing asked yet; one address has `seats` people behind it at most."""
        self._rates = MovingWindowRateLimiter(MemoryStorage())
        self._wrong = RateLimitItemPerMinute(WRONG_A_MINUTE)
        self._mine = RateLimitItemPerMinute(ASKED_A_MINUTE)
        self._ours = RateLimitItemPerMinute(ASKED_A_MINUTE * seats)
        self._asking: Counter[str] = Counter()

    def wrong_code(self, address: str) -> Refused:
        """What a wrong code is told; a right one is never asked about here."""
        if self._rates.hit(self._wrong, "wrong", address):
            return Refused(403, "that is not the code")
        return Refused(429, "too many wrong codes; read it from the screen and wait a minute")

    @contextmanager
    def answer(self, cookie: str, address: str, rank: int) -> Iterator[None]:
        """Wait for an answer that costs work.

        Raises:
            Refused: Too many at once, or in a minute.
        """
        most = PRESENTER_AT_ONCE if rank == PRESENTER else STUDENT_AT_ONCE
        with self._at_once(f"answer {cookie}", most, "you wait for several answers already"):
            if rank != PRESENTER and not (
                self._rates.hit(self._mine, "answer", cookie)
                and self._rates.hit(self._ours, "answers", address)
            ):
                raise Refused(429, "that is a lot of questions; wait a moment")
            yield

    @contextmanager
    def listening(self, cookie: str) -> Iterator[None]:
        """Listen to the class.

        Raises:
            Refused: This person does already.
        """
        with self._at_once(f"listen {cookie}", LISTENING_AT_ONCE, "you listen already"):
            yield

    @contextmanager
    def _at_once(self, key: str, most: int, why: str) -> Iterator[None]:
        if self._asking[key] >= most:
            raise Refused(429, why)
        self._asking[key] += 1
        try:
            yield
        finally:
            self._asking[key] -= 1
            if not self._asking[key]:
                del self._asking[key]
