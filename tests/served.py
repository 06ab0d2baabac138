"""A classroom on a real socket of this machine, for tests to talk to."""

from __future__ import annotations

import contextlib
import gc
import http.client
import json
import socket
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from simulator.classroom.lesson import the_lesson
from simulator.classroom.live import Classroom
from simulator.classroom.room import SEATS, Room
from simulator.classroom.serve import bound, configured
from simulator.classroom.work import Work
from simulator.model.metrics.per_war import Wars
from simulator.run.ensemble import some_wars

#: Small, so that tests are quick; the shape is that of the real ones.
STAGES = (20, 40, 60)


@dataclass
class Served:
    """What runs, and how to talk to it."""

    port: int
    room: Room
    work: Work
    cookie: str = field(default="")

    @property
    def address(self) -> str:
        """Where a browser goes."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        cookie: str | None = None,
        sender: str = "127.0.0.1",
    ) -> tuple[int, bytes]:
        """One request, from an address of this machine, and its whole answer."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(sender, 0)
        )
        cookie = self.cookie if cookie is None else cookie
        held = {"Cookie": f"lesson-{self.port}={cookie}"} if cookie else {}
        try:
            connection.request(method, path, body, {**held, **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def send(self, path: str, told: object, **more: str) -> tuple[int, bytes]:
        """A JSON object by POST."""
        body = json.dumps(told).encode()
        return self.ask(path, method="POST", body=body, **more)  # type: ignore[arg-type]

    def join(self, code: str | None = None, sender: str = "127.0.0.1") -> tuple[int, str]:
        """Type the code, or another, at the door: the status, and the cookie if there is one."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(sender, 0)
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            body = f"code={self.room.code if code is None else code}"
            connection.request("POST", "/join", body, headers)
            answer = connection.getresponse()
            answer.read()
            held = (answer.getheader("set-cookie") or "").partition(";")[0]
            return answer.status, held.partition("=")[2]
        finally:
            connection.close()

    def raw(self, sent: bytes, seconds: float = 20.0) -> bytes:
        """Bytes as they are, and what comes back until the other side closes."""
        with socket.create_connection(("127.0.0.1", self.port), seconds) as connection:
            told = b""
            # The other side may have had enough before it has all.
            with contextlib.suppress(ConnectionError):
                connection.sendall(sent)
                while part := connection.recv(65536):
                    told += part
            return told


@contextmanager
def served(
    *,
    open_room: bool = False,
    play: Callable[..., Wars] = some_wars,
    stages: tuple[int, ...] = STAGES,
    waiting: int = 24,
    seats: int = SEATS,
    again: Served | None = None,
) -> Iterator[Served]:
    """A server in a thread, with a presenter's cookie already; `again` is one that had ended."""
    listening = bound("127.0.0.1", 0 if again is None else again.port)
    port = listening.getsockname()[1]
    room = Room(the_lesson(), open=open_room, seats=seats) if again is None else again.room
    work = Work(stages=stages, play=play, waiting=waiting)
    names = frozenset({"127.0.0.1", "localhost"})
    server = configured(Classroom(room, work, f"http://127.0.0.1:{port}/"), names)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < until, "the server did not start in time"
        time.sleep(0.02)
    try:
        yield Served(port, room, work, room.present(room.key))
    finally:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive(), "the server did not stop"
        listening.close()
        # A line that its other end left open goes with the loop: now, and not in another test.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
