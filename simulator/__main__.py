"""`python -m simulator` and the `simulator` command: every way to end, with its exit status.

0 when all went well, 1 for a run that failed, 2 for a mistake of the user's, 130 for Ctrl-C.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path

from simulator.errors import EXTRAS, BadInput, RunFailed, not_installed

FAILED = 1
MISTAKEN = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit status."""
    _open_streams()
    try:
        status = _status()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head`) has gone.
        _write_no_more()
        status = FAILED
    except OSError as error:
        # A full disk, a terminal that has gone.
        _write_no_more()
        sys.stderr.write(f"{error}\n")
        status = FAILED
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _open_streams() -> None:
    """Somewhere to write, whatever the shell has closed and whatever its alphabet lacks."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nobody = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # till the end
            setattr(sys, name, nobody)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _write_no_more() -> None:
    """Writing what is left at exit would raise again."""
    with contextlib.suppress(io.UnsupportedOperation):  # a stdout that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _status() -> int:
    from simulator.cli import app
    from simulator.cli.usage import USAGE_ERROR, mistake_of

    try:
        ended = app(prog_name="simulator", standalone_mode=False)
    except USAGE_ERROR as error:
        sys.stderr.write(f"{mistake_of(error)}\n")
        return MISTAKEN
    except BadInput as error:
        sys.stderr.write(f"{error}\n")
        return MISTAKEN
    except RunFailed as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in EXTRAS:
            raise
        sys.stderr.write(f"{not_installed(_command(), library)}\n")
        return MISTAKEN
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    # An early exit (after --help) returns a status; a finished command returns None.
    return ended if isinstance(ended, int) else 0


def _command() -> str:
    """The command that was typed, for a message."""
    return " ".join(["simulator", *sys.argv[1:2]])


if __name__ == "__main__":
    main()
