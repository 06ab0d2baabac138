"""The server: one process, on this machine unless told otherwise; slow connections are closed."""

from __future__ import annotations

import asyncio
import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from simulator.classroom.lesson import the_lesson
from simulator.classroom.live import Classroom
from simulator.classroom.room import MOST_PEOPLE, Room
from simulator.classroom.work import Work
from simulator.errors import BadInput, Mistake
from simulator.files.find import printable
from simulator.run.ensemble import compiling_is_due

#: A connection on which no request is under way is closed after so long [seconds].
_IDLE = 10.0

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Patient(H11Protocol):
    """A connection that is given so long to ask something and then closed."""

    _check: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._later()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        if self._check is not None:
            self._check.cancel()
        super().connection_lost(exc)

    def _later(self) -> None:
        self._check = self.loop.call_later(_IDLE, self._look, self.cycle)

    def _look(self, before: object) -> None:
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not before or (cycle is not None and not cycle.response_complete):
            self._later()
        elif self.transport.get_write_buffer_size():
            # It was answered and does not read; closing would wait until it does.
            self.transport.abort()
        else:
            self.transport.close()


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        BadInput: It cannot.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except (OSError, UnicodeError) as error:
        rule = "must be a name or an address of this machine"
        got, remedy = repr(printable(host)), "leave it out, or name 0.0.0.0"
        raise BadInput(Mistake("--host", "", rule, got, remedy)) from error
    try:
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        # At once, so that a browser that is quicker than this program waits and is not refused.
        made.listen(128)
    except OSError as error:
        rule = f"must be an address of this machine that is free ({error.strerror})"
        got = f"{host}:{port}"
        raise BadInput(Mistake("--port", "", rule, got, "name another with --port")) from error
    return made


def configured(classroom: Classroom, names: frozenset[str]) -> uvicorn.Server:
    """The server of a classroom, with every bound set."""
    return uvicorn.Server(
        uvicorn.Config(
            classroom.app(names),
            http=Patient,
            ws="none",
            loop="asyncio",
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=MOST_PEOPLE + 200,
            h11_max_incomplete_event_size=16384,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
        )
    )


def serve(
    host: str, port: int, entropy: int, browser: bool, say: Callable[[Mapping[str, object]], None]
) -> None:
    """Serve the lesson until Ctrl-C.

    Args:
        host: Address to listen at; beyond the loopback it takes a code to come in.
        port: Port; 0 for any that is free.
        entropy: Names the luck of every war [0, 2**63).
        browser: Whether to open the page here.
        say: Told the presenter's address, and the students' with their code if there are any.

    Raises:
        BadInput: The address is not to be had.
    """
    listening = bound(host, port)
    compiling_is_due("ensemble")
    number = listening.getsockname()[1]
    room = Room(the_lesson(), open=host not in LOOPBACK)
    named = _reachable(host)
    address = f"http://{named}:{number}/"
    names = frozenset({*LOOPBACK, host.lower(), socket.gethostname().lower()})
    server = configured(Classroom(room, Work(entropy), address), names)
    mine = f"{address}?presenter={room.key}" if room.open else address
    say({"presenter": mine} | ({"students": address, "code": room.code} if room.open else {}))
    if browser:
        threading.Timer(0.5, webbrowser.open, (mine,)).start()
    server.run(sockets=[listening])


def _reachable(host: str) -> str:
    """How others on the network call this machine."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                # Nothing is sent: this only asks which of its addresses this machine would use.
                probe.connect(("192.0.2.1", 9))
                return str(probe.getsockname()[0])
            except OSError:
                return socket.gethostname()
    return f"[{host}]" if ":" in host else host
