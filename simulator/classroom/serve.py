"""The server: one process, on this machine unless told otherwise; slow connections are closed."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from typing import NoReturn

import uvicorn

from simulator.classroom.lesson import the_lesson
from simulator.classroom.lines import Lines, line_of
from simulator.classroom.live import Classroom
from simulator.classroom.room import MOST_PEOPLE, SEATS, Room
from simulator.classroom.work import Work
from simulator.errors import BadInput, Mistake
from simulator.files.find import printable
from simulator.run.ensemble import compiling_is_due

#: Connections at once, in all and from one address: a person's pages, each with a few questions.
_LINES = 900
_LINES_OF_ONE = 48

#: Exit status after Ctrl-C.
_INTERRUPTED = 130

LOOPBACK = ("127.0.0.1", "localhost", "::1")


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
    room = classroom.room
    lines = Lines(_LINES_OF_ONE * room.seats if room.open else _LINES, _LINES)
    return uvicorn.Server(
        uvicorn.Config(
            classroom.app(names),
            http=line_of(lines),
            ws="none",
            loop="asyncio",
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=_LINES + 100,
            h11_max_incomplete_event_size=16384,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
        )
    )


def serve(
    host: str,
    port: int,
    entropy: int,
    browser: bool,
    shared: bool,
    say: Callable[[Mapping[str, object]], None],
) -> None:
    """Serve the lesson until Ctrl-C, which ends the process at once.

    Args:
        host: Address to listen at; beyond the loopback it takes a code to come in.
        port: Port; 0 for any that is free.
        entropy: Names the luck of every war [0, 2**63).
        browser: Whether to open the page here.
        shared: Whether the whole class comes from one address.
        say: Told the presenter's address, and the students' with their code if there are any.

    Raises:
        BadInput: The address is not to be had.
    """
    listening = bound(host, port)
    compiling_is_due("ensemble")
    number = listening.getsockname()[1]
    seats = MOST_PEOPLE if shared else SEATS
    room = Room(the_lesson(), open=host not in LOOPBACK, seats=seats)
    named = _reachable(host)
    address = f"http://{named}:{number}/"
    names = frozenset({*LOOPBACK, host.lower(), socket.gethostname().lower()})
    server = configured(Classroom(room, Work(entropy), address), names)
    mine = f"{address}?presenter={room.key}" if room.open else address
    say({"presenter": mine} | ({"students": address, "code": room.code} if room.open else {}))
    if browser:
        threading.Timer(0.5, webbrowser.open, (mine,)).start()
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        _leave()


def _leave() -> NoReturn:
    """End the process though wars are being played: nothing is lost, for nothing is kept.

    Threads in machine code cannot be told to stop, and an orderly end would wait for them.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(_INTERRUPTED)


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
