"""`python -m simulator` and the `simulator` command: every way to end, with its exit status.

0 when all went well, 1 for a run that failed, 2 for a mistake of the user's, 130 for Ctrl-C.
"""

from __future__ import annotations

import os
import sys

from simulator.errors import BadInput, RunFailed

FAILED = 1
MISTAKEN = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit status."""
    try:
        status = _status()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head`) has gone; writing what is left at exit would raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = FAILED
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _status() -> int:
    from simulator.cli import app

    try:
        app(prog_name="simulator")
    except BadInput as error:
        sys.stderr.write(f"{error}\n")
        return MISTAKEN
    except RunFailed as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


if __name__ == "__main__":
    main()
