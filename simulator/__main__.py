"""`python -m simulator` and the `simulator` command: every way to end, with its exit status.

0 when all went well, 1 for a run that failed, 2 for a mistake of the user's, 130 for Ctrl-C, and
128 and the signal's number for any other signal that asks the program to stop.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Container, Iterator
from pathlib import Path
from types import FrameType

from simulator.errors import EXTRAS, BadInput, RunFailed, harmless, not_installed

FAILED = 1
MISTAKEN = 2
#: Added to a signal's number, as shells do.
SIGNALLED = 128

#: What stops the program beside Ctrl-C, where a system has it.
_STOPPING = ("SIGTERM", "SIGHUP")

#: How long native code may keep Python from hearing a signal [seconds].
_PATIENCE = 0.6

#: How long whoever has heard it may take to say how to go on, and to clear up [seconds].
_CLEARING = 0.9

#: How much of a file's name is told, where a system does not take it [letters].
_LONGEST_NAME = 300


def main() -> None:
    """Run the command line and leave with its exit status."""
    _open_streams()
    # Pictures become files, and a name in the user's surroundings may stop matplotlib's import.
    os.environ["MPLBACKEND"] = "agg"
    asked: list[int] = []
    try:
        with _listening(asked):
            status = _status()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head`) has gone.
        _write_no_more()
        status = FAILED
    except OSError as error:
        # A full disk, a terminal that has gone.
        _write_no_more()
        _say(_words_of(error))
        status = FAILED
    except KeyboardInterrupt:
        status = SIGNALLED + signal.SIGINT
    if asked:
        # To everything inside, any signal that asks the program to stop is a Ctrl-C.
        _leave_at_once(SIGNALLED + asked[0])
    sys.exit(status)


def _open_streams() -> None:
    """Somewhere to write, whatever the shell has closed and whatever its alphabet lacks."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nobody = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # till the end
            setattr(sys, name, nobody)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


@contextlib.contextmanager
def _listening(asked: list[int]) -> Iterator[None]:
    """Stop within a second of being asked to, also where machine code is at work.

    Python hears a signal between two of its own steps, and a game solved by machine code can take
    minutes. So a thread waits for the signal too, and ends the program when nobody else has; that
    it can run meanwhile is why all machine code lets other threads. What is being written by then
    is a half under another name.

    Args:
        asked: Gets the signal's number.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    reacted = threading.Event()

    def stop(number: int, _frame: FrameType | None) -> None:
        reacted.set()
        asked.append(number)
        raise KeyboardInterrupt

    numbers = [getattr(signal, name) for name in _STOPPING if hasattr(signal, name)]
    usual = (signal.SIG_DFL, signal.default_int_handler)
    ours = {
        number: signal.getsignal(number)
        for number in (signal.SIGINT, *numbers)
        if signal.getsignal(number) in usual
    }
    for number in ours:
        signal.signal(number, stop)
    # A pair of sockets, as Windows writes to nothing else.
    heard, told = socket.socketpair()
    told.setblocking(False)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    stopping = (signal.SIGINT, *numbers)
    threading.Thread(target=_end_in_time, args=(heard, stopping, reacted), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        for number, handler in ours.items():
            signal.signal(number, handler)
        told.close()


def _end_in_time(heard: socket.socket, stopping: Container[int], reacted: threading.Event) -> None:
    with heard:
        while number := heard.recv(1):
            if number[0] in stopping:
                if reacted.wait(_PATIENCE):
                    time.sleep(_CLEARING)
                os._exit(SIGNALLED + number[0])


def _leave_at_once(status: int) -> None:
    """End without waiting for threads that play on, once everything is told."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _write_no_more() -> None:
    """Writing what is left at exit would raise again."""
    with contextlib.suppress(io.UnsupportedOperation):  # a stdout that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(line: str) -> None:
    """Something on stderr, if anybody is there to read it."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{harmless(line)}\n")


def _words_of(error: OSError) -> str:
    """What the system could not do, and with which file."""
    what = error.strerror or str(error)
    where = "stdout" if error.filename is None else os.fsdecode(error.filename)
    shown = where.encode("utf-8", "backslashreplace").decode()
    if len(shown) > _LONGEST_NAME:
        shown = shown[: _LONGEST_NAME - 1] + "…"
    return f"{shown}: {what[:1].lower()}{what[1:]} - make room there, or name another place"


def _status() -> int:
    from simulator.cli import app
    from simulator.cli.usage import USAGE_ERROR, mistake_of

    try:
        ended = app(prog_name="simulator", standalone_mode=False)
    except USAGE_ERROR as error:
        _say(str(mistake_of(error)))
        return MISTAKEN
    except BadInput as error:
        _say(str(error))
        return MISTAKEN
    except RunFailed as error:
        _say(str(error))
        return FAILED
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in EXTRAS:
            raise
        sys.stderr.write(f"{not_installed(_command(), library)}\n")
        return MISTAKEN
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except OSError:
        raise
    except MemoryError:
        _say("simulator: this takes more memory than there is - ask for fewer wars or points")
        return FAILED
    except Exception as error:  # noqa: BLE001  # the last resort: a fault of this program's
        from simulator.cli.usage import fault

        _say(fault(error, sys.argv[1:]))
        return FAILED
    # An early exit (after --help) returns a status; a finished command returns None.
    return ended if isinstance(ended, int) else 0


def _command() -> str:
    """The command that was typed, for a message."""
    return " ".join(["simulator", *sys.argv[1:2]])


if __name__ == "__main__":
    main()
